"""The role of each amount of money in an article. In go the text, its amounts and its sentences, out come roles.

Characters and words alone decide: no parse. Each amount takes the role of the word that claims it most strongly in
its sentence; amounts joined by brackets, commas and "and" share; what has no word of its own takes the role of
the line that introduces it, then that of the same sum elsewhere in the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from factx.rules import role_scores, role_story
from factx.rules.role_clause import Clause, clause
from factx.rules.role_scores import NO_CLAIM, Claim
from factx.rules.role_story import Story
from factx.rules.role_words import Words, words
from factx.scan import Sentence, SentenceIndex
from factx.values.span import Quantity

# Words and signs that may stand between two amounts of one list.
_JOINTS = frozenset(
    ", ; and or ( ) / - – — & plus another further an a additional as well to roughly about around approximately some "
    "equivalent at the time over nearly almost including from then up i.e. ie or = ≈ ~".split()
)
_ENOUGH = 2.0
_OWN = 8.0


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
    article = role_story.article_worlds(text, lexicon)
    index = SentenceIndex(list(sentences))
    claims: list[Claim] = []
    for number, group in groupby(amounts, key=lambda a: index.at(a.start)):
        here = index.sentences[number]
        inside = list(group)
        part = clause(text, here.start, max(here.end, inside[-1].end), inside, lexicon)
        claims += _sentence(part, Story(article, part.worlds), lexicon)
    claims = _same_sum(amounts, claims)
    return [(c.role, c.rule) for c in claims]


def _sentence(part: Clause, story: Story, lexicon: Words) -> list[Claim]:
    claims = [role_scores.best(part.tokens, place, lexicon, story) for place in part.places]
    for i in range(1, len(claims)):
        between = part.tokens[part.places[i - 1] + 1 : part.places[i]]
        if between and between[-1] == "(" and len(between) <= 3:
            claims[i] = claims[i - 1]
        elif all(token in _JOINTS for token in between) and (claims[i].score < _OWN or "(" in between):
            claims[i] = claims[i - 1]
    return claims


def _same_sum(amounts: Sequence[Quantity], claims: Sequence[Claim]) -> list[Claim]:
    """Amounts that no word claims take the role of the same sum where a word does."""
    known: dict[tuple[object, object], Claim] = {}
    for amount, claim in zip(amounts, claims, strict=True):
        key = (amount.value, amount.currency)
        if claim.score > known.get(key, NO_CLAIM).score:
            known[key] = claim
    found: list[Claim] = []
    for amount, claim in zip(amounts, claims, strict=True):
        other = known.get((amount.value, amount.currency), NO_CLAIM)
        weak = claim.score < _ENOUGH and other.score >= _OWN
        found.append(Claim(claim.score, other.role, "money-same-sum") if weak else claim)
    return found
