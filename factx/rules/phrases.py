"""The phrase that a number heads: "27 members", "four of the defendants", "34" alone, "400 kg of cocaine".

In goes a parsed sentence and a quantity in it; out comes which tokens name what is counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from factx.declared import Unit
from factx.rules.things import Thing
from factx.rules.words import Vocabulary, groups, is_person, listed, names_people
from factx.syntax import Parsed
from factx.values.span import Quantity

_DETERMINERS = listed("phrases", "determiners")
_PRONOUNS = listed("phrases", "pronouns")
_ELLIPTIC = listed("phrases", "elliptic")
_SUBSTANTIVES = listed("phrases", "substantives")
_SIGNS = listed("phrases", "signs")
_SUSPICIONS = listed("phrases", "suspicions")
_OPENERS = listed("phrases", "openers")
_TIMES = listed("phrases", "times")
_DEFINITE = listed("phrases", "definite")
_MORE = listed("phrases", "more")
_MODIFIER_TAGS = frozenset(["VBN", "VBG", "RB", "HYPH", "CD", "RBS", "RBR", "NNP", "POS"])
_INNER_TAGS = frozenset(["VBN", "VBG", "HYPH", "CD", "POS", "RB"])
# Tokens from the name of an office to its people, at most.
_OFFICE = 6


@dataclass(slots=True)
class Chunk:
    """A quantity with what it counts, in token numbers of its sentence.

    Attributes:
        first: first token of the quantity (bound words included); `number` its last one.
        head: token of the noun or pronoun counted, or None ("27 were arrested").
        end: one past the last token of the phrase.
        partitive: "four of the defendants".
        owner: the noun is a possessor ("customers' data").
        substantive: "five of the dead": the word counted is an adjective or participle.
        more: "other", "more", "another": elliptic forms lean on an earlier count.
        definite: "the four men": spoken of again.
        words: what is looked for.
        thing: what is counted, where things are looked for and it is one of them.
        unit: what the thing is measured in, and where the words of the unit end in the text.
    """

    words: Vocabulary
    quantity: Quantity
    first: int
    number: int
    head: int | None
    end: int
    partitive: bool = False
    owner: bool = False
    more: bool = False
    definite: bool = False
    substantive: bool = False
    thing: Thing | None = None
    unit: tuple[Unit, int] | None = None

    def names_counted(self, sentence: Parsed) -> bool:
        """Whether the noun is known to mean people, or one of the things looked for."""
        if self.words.things is not None:
            return self.thing is not None
        return self.head is not None and bool(is_person(sentence.words[self.head]))

    def excluded(self, sentence: Parsed) -> bool:
        """Whether a word that rules the count out stands in the phrase or beside it."""
        return self.words.things is not None and self.words.things.excluded(sentence, self.first, self.end)

    def noun(self, sentence: Parsed) -> str | None:
        """The counted word in lower case."""
        return None if self.head is None else sentence.words[self.head]


def chunk(sentence: Parsed, quantity: Quantity, words: Vocabulary) -> Chunk:
    """The phrase around ``quantity``, whose offsets are those of the sentence's text."""
    first = sentence.token_at(quantity.start)
    number = sentence.token_at(max(quantity.tail - 1, quantity.head))
    found = Chunk(words, quantity, first, number, None, behind(sentence, quantity, number))
    before = sentence.words[first - 1] if first else ""
    found.definite = before in _DEFINITE
    found.more = before in _MORE
    counted(sentence, found, found.end)
    return found


def behind(sentence: Parsed, quantity: Quantity, number: int) -> int:
    """The token behind the quantity, whose last token is ``number``."""
    last = max(quantity.end, quantity.tail)
    after = sentence.token_at(last) if quantity.end < len(sentence.text) else len(sentence)
    return max(after, number + 1)


def counted(sentence: Parsed, found: Chunk, i: int) -> None:
    """Set what the words from token ``i`` name."""
    if sentence.words[i : i + 1] == ["of"]:
        _partitive(sentence, found, i + 1)
    else:
        _nouns(sentence, found, i)


def _partitive(sentence: Parsed, found: Chunk, i: int) -> None:
    """What stands after the "of" before token ``i``: "them", "the dead", "the gang's members"."""
    words = sentence.words
    word = words[i] if i < len(words) else ""
    if word in _PRONOUNS and (word in ("them", "whom") or not _noun_follows(sentence, i + 1)):
        found.head, found.end, found.partitive = i, i + 1, True
        return
    adjective = words[i + 1] if i + 1 < len(words) else ""
    if word in ("the", "those") and adjective in _SUBSTANTIVES and not _noun_follows(sentence, i + 2):
        found.head, found.end, found.partitive, found.substantive = i + 1, i + 2, True, True
        return
    start, of = found.end, i
    while i < len(words) and words[i] in _DETERMINERS:
        i += 1
    found.partitive = i > of or found.quantity.form != "vague"
    found.end = i
    _nouns(sentence, found, i)
    if found.head is None:
        found.end = start


def _noun_follows(sentence: Parsed, i: int) -> bool:
    return i < len(sentence) and sentence.tags[i].startswith(("NN", "JJ"))


def _nouns(sentence: Parsed, found: Chunk, i: int) -> None:
    """Walk from token ``i`` over modifiers and nouns; the last noun of the run is what is counted."""
    words, tags = sentence.words, sentence.tags
    last: int | None = None
    limit = min(len(words), i + 12)
    while i < limit:
        if words[i + 1 : i + 5] in (["-", "year", "-", "old"], ["-", "year", "-", "olds"]) and last is None:
            last, i = (i + 4 if words[i + 4] == "olds" else None), i + 5
            continue
        if last is None and words[i] in _ELLIPTIC:
            found.more = True
            if words[i] == "others":
                last, i = i, i + 1
                break
            if not _modifies(sentence, found.words, i, limit):
                i += 1
                break
        elif _verb_here(sentence, found.words, i, last) or (last is None and _when(sentence, i)):
            break
        elif tags[i].startswith("NN") or found.words.names(words[i]):
            if last is not None and words[i] in _TIMES:
                break
            last = i
        elif tags[i] == "POS" and last is not None:
            people = i + 1 < limit and names_people(words[i + 1])
            if not _noun_follows(sentence, i + 1) or not (found.partitive or people):
                found.owner = _noun_follows(sentence, i + 1) and found.quantity.form != "zero"
                break
            last = None
        elif not _goes_on(sentence, found.words, i, last, limit):
            break
        i += 1
    if last is not None:
        last = _of_office(sentence, last)
        found.head, found.end = last, last + 1
        _joined(sentence, found)
    elif found.more:
        found.end = max(found.end, i)


def _of_office(sentence: Parsed, last: int) -> int:
    """ "nine US Department of State [employees]": the people behind the name of whom they are of."""
    words, tags = sentence.words, sentence.tags
    if tags[last] != "NNP" or words[last + 1 : last + 2] != ["of"]:
        return last
    i = last + 2
    while i < min(len(words), last + _OFFICE) and tags[i].startswith("NNP"):
        i += 1
    named = i > last + 2 and i < len(words) and tags[i] == "NNS" and names_people(words[i])
    return i if named else last


def _when(sentence: Parsed, i: int) -> bool:
    """ "arrested 12 [last week]": the words at token ``i`` tell the time, they are not counted."""
    return (
        sentence.words[i] in ("last", "this")
        and sentence.words[i + 1 : i + 2] != []
        and sentence.words[i + 1] in _TIMES
    )


def _goes_on(sentence: Parsed, known: Vocabulary, i: int, last: int | None, limit: int) -> bool:
    """True where the phrase goes on at token ``i``: a modifier before its first noun, a slash after one."""
    if last is None:
        return _modifies(sentence, known, i, limit)
    if i + 2 < limit and sentence.words[i] in ("and", "or") and sentence.tags[i + 1].startswith("NN"):
        return known.noun(sentence.words[i + 2]) is not None and not known.counts(sentence.words[last], "NN")
    if sentence.tags[last] == "NNP" and sentence.tags[i] == "JJ" and i + 1 < limit:
        return names_people(sentence.words[i + 1])
    tight = sentence.words[i] == "-" and sentence.starts[i] == sentence.ends[i - 1]
    if tight and sentence.words[i + 1 : i + 2] in (["by"], ["on"], ["in"]):
        return False
    return (tight or sentence.words[i] == "/") and _noun_follows(sentence, i + 1)


def _counted_ahead(sentence: Parsed, known: Vocabulary, i: int) -> bool:
    """True where a run of nouns and adjectives from token ``i`` names people, or the things looked for."""
    for k in range(i, min(i + 5, len(sentence))):
        tag = sentence.tags[k]
        if tag.startswith("NN") and known.counts(sentence.words[k], tag):
            return True
        if not tag.startswith(("NN", "JJ", "HYPH")):
            return False
    return False


def _verb_here(sentence: Parsed, known: Vocabulary, i: int, last: int | None) -> bool:
    """True where token ``i`` is a verb although the tagger may think otherwise ("12 men held", "Five arrested")."""
    word, tag = sentence.words[i], sentence.tags[i]
    verb_forms = [
        t
        for t in known.triggers.get(word, ())
        if t.mode in ("object", "passive", "subject")
        and t.has("past", "part")
        and (not t.rest or t.rest[0] in sentence.words[i + 1 : i + 6])
    ]
    if verb_forms:
        if last is not None:
            return True
        if word in _SUSPICIONS and _noun_follows(sentence, i + 1):
            return False
        return not _counted_ahead(sentence, known, i + 1)
    if last is not None:
        return tag.startswith(("VB", "MD")) or word == "dead"
    told = (t for t in known.triggers.get(word, ()) if t.mode == "subject" and t.rest and t.has("base"))
    return word == "dead" or any(tuple(sentence.words[i + 1 : i + 1 + len(t.rest)]) == t.rest for t in told)


def _modifies(sentence: Parsed, known: Vocabulary, i: int, limit: int) -> bool:
    """True where token ``i`` can stand between a number and its noun."""
    tags, word = sentence.tags, sentence.words[i]
    if i + 1 >= limit or not _noun_ahead(sentence, known, i + 1, limit):
        return False
    if tags[i].startswith("JJ") or word in _SUSPICIONS:
        return True
    if tags[i] in _MODIFIER_TAGS or word in _SIGNS:
        return word not in _OPENERS
    series = word == "," and sentence.words[i + 1] in ("and", "or") and i + 2 < limit  # "current, former, or future"
    behind = i + 2 if series else i + 1
    ahead = i - 2 if word in ("and", "or") and i > 1 and sentence.words[i - 1] == "," else i - 1
    joined = ahead >= 0 and tags[ahead].startswith(("JJ", "VBN", "NN"))
    return word in (",", "and", "or") and joined and tags[behind].startswith(("JJ", "VBN"))


def _noun_ahead(sentence: Parsed, known: Vocabulary, i: int, limit: int) -> bool:
    """True where a noun comes before anything that ends a phrase."""
    for k in range(i, min(limit, i + 6)):
        tag, word = sentence.tags[k], sentence.words[k]
        if tag.startswith("NN") or known.names(word):
            return True
        if not (tag.startswith("JJ") or tag in _INNER_TAGS or word in _SIGNS or word in (",", "and", "or")):
            return False
    return False


def _joined(sentence: Parsed, found: Chunk) -> None:
    """ "14 men and women": two nouns under one number."""
    words = sentence.words
    i = found.end
    if (
        found.head is not None
        and i + 1 < len(words)
        and words[i] in ("and", "or")
        and is_person(words[found.head])
        and is_person(words[i + 1])
        and sentence.tags[i + 1] == "NNS"
    ):
        found.head, found.end = i + 1, i + 2


def climb(sentence: Parsed, found: Chunk) -> int:
    """The token that stands for the phrase in the parse: its head noun, or the group noun above it."""
    token = found.head if found.head is not None and not found.partitive else found.number
    for _ in range(4):
        above = sentence.heads[token]
        inside = found.first <= above < found.end
        if inside and above != token and sentence.deps[token] != "ROOT":
            token = above
        elif (
            sentence.deps[token] == "pobj"
            and sentence.words[above] == "of"
            and sentence.words[sentence.heads[above]] in groups()
        ):
            token = sentence.heads[above]
        else:
            break
    return token
