"""The role of each amount of money in an article. In go the text, its amounts and its sentences, out come roles.

Characters and words alone decide: no parse. Each amount takes the role of the word that claims it most strongly in
its sentence; amounts joined by brackets, commas and "and" share; what has no word of its own takes the role of
the line that introduces it, then that of the same sum elsewhere in the article.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import groupby

from factx.lexicon import load
from factx.rules import role_scores, role_shapes, role_story, role_told, role_words
from factx.rules.role_claim import NO_CLAIM, Claim
from factx.rules.role_clause import AMOUNT, Clause, clause, worlds
from factx.rules.role_story import Story
from factx.rules.role_words import Words, words
from factx.scan import Sentence, SentenceIndex
from factx.values.span import Quantity

_JOINTS: frozenset[str] = frozenset(load("roles")["grammar"]["joints"])
_HEADS: frozenset[str] = frozenset(load("roles")["grammar"]["heads"])
# What a sentence of judgment says of the next one, if its own sums are penalties.
_JUDGED = frozenset({"fines", "accord", "verdict"})
_COURTS = _JUDGED | {"court", "forced", "bidden"}
_ENOUGH = 2.5
_FAINT = 0.5
_OWN = 8.0
_PART = 6.0
_SAME = 6.0
_WORTH = 5
_BE = frozenset({"would", "be", "is", "are", "was", "were", "now", "today", "currently", "then", "worth"})
_ITEM = 140
_LIST = 14
_ROWS = 3
_ROW = 60
_SHORT = 80
_MARK = 3


def assign(text: str, amounts: Sequence[Quantity], sentences: Sequence[Sentence]) -> list[tuple[str, str]]:
    """The role of each amount and the name of the rule that decided.

    Args:
        text: the view's text.
        amounts: amounts of money in it, sorted; offsets are those of the text.
        sentences: the sentences of the text.
    """
    if not amounts:
        return []
    lexicon = words()
    story = Story(role_story.article_worlds(text, lexicon))
    index = SentenceIndex(list(sentences))
    priced = {index.at(a.start) for a in amounts}
    found: list[Claim] = []
    near, first = -1, 0
    for number, group in groupby(amounts, key=lambda a: index.at(a.start)):
        here = index.sentences[number]
        inside = list(group)
        part = clause(text, here.start, max(here.end, inside[-1].end), inside, lexicon)
        around = worlds(_words_of(text, index.sentences, number - 1, lexicon), lexicon)
        if found and near == number - 1 and found[-1].role != "penalty":
            around -= _JUDGED if "fined" not in around else _JUDGED - {"fines"}
        told = replace(story, sentence=part.worlds, around=around)
        claims = _sentence(part, told, lexicon)
        lead = _introduction(text, index.sentences, number) if claims[0].score < _OWN else None
        if lead is None and max(c.score for c in claims) < _ENOUGH:
            lead = _heading(text, index.sentences, number, priced, lexicon)
        if lead:
            claims = _introduced(text, lead, part, claims, told, lexicon)
        claims = role_told.beside(
            claims,
            part,
            _words_of(text, index.sentences, number - 1, lexicon),
            _words_of(text, index.sentences, number + 1, lexicon),
            told,
            lexicon,
        )
        if found and near == number - 1 and index.sentences[near].block == here.block:
            claims = role_told.goes_on(claims, found[-1], found[first], part)
        near, first = number, len(found)
        found += claims
    found = _same_sum(text, amounts, found)
    found = _rows([index.at(a.start) for a in amounts], index.sentences, found)
    return [(c.role, c.rule) for c in found]


def _words_of(text: str, sentences: Sequence[Sentence], number: int, lexicon: Words) -> list[str]:
    """The words of a sentence by its number; none where there is none."""
    if not 0 <= number < len(sentences):
        return []
    there = sentences[number]
    return role_words.tokens(text[there.start : there.end], lexicon)


def _sentence(part: Clause, story: Story, lexicon: Words) -> list[Claim]:
    """The strongest claim on each amount of a sentence, after sharing."""
    tokens = part.tokens
    told = _scopes(part, story, lexicon)
    found = [_best(tokens, place, lexicon, s) for place, s in zip(part.places, told, strict=True)]
    for i in range(1, len(found)):
        between = tokens[part.places[i - 1] + 1 : part.places[i]]
        converted = bool(between) and between[-1] == "(" and len(between) <= 3
        converted = converted or (len(between) <= _WORTH and between[-1:] == ["worth"] and _BE.issuperset(between))
        if len(between) > 3 and between[0] == "(" and between[2] == ")":
            between = between[3:]
        listed = all(token in _JOINTS for token in between)
        if converted or (listed and (found[i].score < _OWN or "(" in between)):
            found[i] = found[i - 1]
        elif (found[i].score <= 0 < found[i - 1].score) or (
            tokens[part.places[i] - 1] == "including" and found[i].score < _PART < found[i - 1].score
        ):
            found[i] = found[i - 1]._replace(rule="beside")
    found = [c if c.score > 0 else _sole(tokens, place, lexicon) for c, place in zip(found, part.places, strict=True)]
    return found


def _scopes(part: Clause, story: Story, lexicon: Words) -> list[Story]:
    """The story of each amount: what a clause in commas says of courts is said of the amounts in it alone.

    "The bank, which settled a suit in May, paid $5" tells of no suit over the $5.
    """
    asides = role_shapes.asides(part.tokens)
    if not asides:
        return [story] * len(part.places)
    inner = [worlds(part.tokens[aside.start : aside.stop], lexicon) for aside in asides]
    inside = {i for aside in asides for i in aside}
    outer = worlds([token for i, token in enumerate(part.tokens) if i not in inside], lexicon)
    told = replace(story, sentence=story.sentence - (_COURTS - outer))
    scoped = [replace(story, sentence=story.sentence - (_COURTS - outer - here)) for here in inner]
    return [next((s for a, s in zip(asides, scoped, strict=True) if p in a), told) for p in part.places]


def _best(tokens: Sequence[str], place: int, lexicon: Words, story: Story) -> Claim:
    best = max(role_scores.claims(tokens, place, lexicon, story), key=lambda c: c.score, default=NO_CLAIM)
    return best if best.score >= _ENOUGH else NO_CLAIM


def _sole(tokens: Sequence[str], place: int, lexicon: Words) -> Claim:
    """A faint claim of the one thing that the sentence speaks of before the amount."""
    role = role_scores.sole(tokens, place, lexicon)
    return NO_CLAIM if role is None else Claim(_FAINT, role, "sole")


def _introduction(text: str, sentences: Sequence[Sentence], number: int) -> Sentence | None:
    """The line with a colon that introduces the list in which a short line stands."""
    here = sentences[number]
    if here.end - here.start > _ITEM:
        return None
    for i in range(number - 1, max(-1, number - 1 - _LIST), -1):
        line = sentences[i]
        end = here.end if line.block == here.block else line.end
        if end - line.start > _ITEM and text[line.end - 1] != ":":
            return None
        if text[line.end - 1] == ":" and line.block != here.block:
            return line
        here = Sentence(line.start, end, line.block)
    return None


def _heading(
    text: str, sentences: Sequence[Sentence], number: int, priced: Set[int], lexicon: Words
) -> Sentence | None:
    """The line without a colon ("The largest thefts so far") that heads a list of short lines, each with an amount."""
    i = number
    while i > max(0, number - _LIST) and ((i in priced and _is_item(sentences, i)) or _is_mark(sentences[i])):
        i -= 1
    follows = number + 1 + (number + 1 < len(sentences) and _is_mark(sentences[number + 1]))
    alone = i >= number - 2 and not (follows in priced and _is_item(sentences, follows))
    line = sentences[i]
    if i == number or i in priced or alone or line.end - line.start > _ITEM:
        return None
    opening = role_words.tokens(text[line.start : line.end], lexicon)
    named = any(t.endswith("s") and (cue := lexicon.nouns.get(t)) and cue.part == "noun" for t in opening)
    return line if named and not _HEADS.isdisjoint(opening) else None


def _is_mark(sentence: Sentence) -> bool:
    """Whether a sentence is the number of a list item: "12."."""
    return sentence.end - sentence.start <= _MARK


def _is_item(sentences: Sequence[Sentence], i: int) -> bool:
    """Whether a sentence is a short line by itself."""
    here = sentences[i]
    beside = [sentences[k].block for k in (i - 1, i + 1) if 0 <= k < len(sentences) and not _is_mark(sentences[k])]
    return here.end - here.start <= _SHORT and here.block not in beside


def _introduced(
    text: str, lead: Sentence, part: Clause, claims: Sequence[Claim], story: Story, lexicon: Words
) -> list[Claim]:
    """The claims on the amounts of a list item, its introduction read as the words before the amount."""
    opening = role_words.tokens(text[lead.start : lead.end], lexicon)
    tokens = [*opening, AMOUNT]
    told = replace(story, sentence=story.sentence | worlds(opening, lexicon))
    plain = [c for c in role_scores.claims(tokens, len(tokens) - 1, lexicon, told) if c.role != "other"]
    best = max(plain, key=lambda c: c.score, default=NO_CLAIM)
    if best.score < _ENOUGH:
        return list(claims)
    return [best._replace(rule="list") if c.score < min(_OWN, best.score) else c for c in claims]


def _rows(numbers: Sequence[int], sentences: Sequence[Sentence], found: Sequence[Claim]) -> list[Claim]:
    """Short lines with an amount that follow each other are one list: they take the one role that some have."""
    shared = list(found)
    start = 0
    for i in range(1, len(numbers) + 1):
        if i < len(numbers) and _same_list(numbers[i - 1], numbers[i], sentences):
            continue
        run = range(start, i)
        roles = {shared[k].role for k in run} - {"other"}
        if numbers[start] + _ROWS <= numbers[i - 1] + 1 and len(roles) == 1:
            role = roles.pop()
            for k in run:
                shared[k] = shared[k]._replace(role=role, rule="list") if shared[k].role == "other" else shared[k]
        start = i
    return shared


def _same_list(before: int, here: int, sentences: Sequence[Sentence]) -> bool:
    """Whether two sentences are one or two short lines, the one below the other."""
    a, b = sentences[before], sentences[here]
    return here - before <= 1 and max(a.end - a.start, b.end - b.start) <= _ROW and (a.block != b.block or a is b)


def _same_sum(text: str, amounts: Sequence[Quantity], found: Sequence[Claim]) -> list[Claim]:
    """Amounts that no word claims take the role of the same sum, in figures, where a word does."""
    known: dict[tuple[object, object], Claim] = {}
    for amount, claim in zip(amounts, found, strict=True):
        key = (amount.value, amount.currency)
        if claim.score > known.get(key, NO_CLAIM).score and not (claim.weak and claim.role == "other"):
            known[key] = claim
    shared: list[Claim] = []
    for amount, claim in zip(amounts, found, strict=True):
        other = known.get((amount.value, amount.currency), NO_CLAIM)
        weak = (claim.score < _ENOUGH or (claim.weak and claim.role == "other")) and other.score >= _SAME
        figures = any(sign.isdigit() for sign in text[amount.start : amount.end])
        shared.append(Claim(claim.score, other.role, "same-sum") if weak and figures else claim)
    return shared
