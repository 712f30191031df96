"""The phrase that a number heads: "27 members", "five Latvian nationals", "four of the defendants", "34" alone.

In goes a parsed sentence and a quantity in it; out comes which tokens name what is counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from factx.rules.words import groups, is_person, names_people, triggers
from factx.syntax import Parsed
from factx.values.span import Quantity

_DETERMINERS = frozenset(["the", "these", "those", "its", "their", "his", "her", "our", "your", "my", "whose", "a", "an", "some", "all"])
_PRONOUNS = frozenset(["them", "whom", "which", "these", "those", "us"])
_ELLIPTIC = frozenset(["other", "others", "more", "additional", "further", "further"])
_SUBSTANTIVES = frozenset(
    ["dead", "injured", "wounded", "arrested", "detained", "accused", "rescued", "killed", "held", "charged", "convicted"]
)
_QUOTES = frozenset(["'", '"', "-", "/", "(", "\u2013"])


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
    """

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

    def noun(self, sentence: Parsed) -> str | None:
        """The counted word in lower case."""
        return None if self.head is None else sentence.words[self.head]


def chunk(sentence: Parsed, quantity: Quantity) -> Chunk:
    """The phrase around ``quantity``, whose offsets are those of the sentence's text."""
    first = sentence.token_at(quantity.start)
    number = sentence.token_at(max(quantity.tail - 1, quantity.head))
    after = sentence.token_at(max(quantity.end, quantity.tail)) if quantity.end < len(sentence.text) else len(sentence)
    found = Chunk(quantity, first, number, None, max(after, number + 1))
    found.definite = first > 0 and sentence.words[first - 1] in ("the", "these", "those", "both", "all")
    found.more = first > 0 and sentence.words[first - 1] in ("another", "additional", "further")
    words, i = sentence.words, found.end
    if i < len(words) and words[i] == "of":
        _partitive(sentence, found, i + 1)
    else:
        _nouns(sentence, found, i)
    return found


def _partitive(sentence: Parsed, found: Chunk, i: int) -> None:
    words = sentence.words
    if (
        i < len(words)
        and words[i] in _PRONOUNS
        and (words[i] in ("them", "whom") or not _noun_follows(sentence, i + 1))
    ):
        found.head, found.end, found.partitive = i, i + 1, True
        return
    if (
        i + 1 < len(words)
        and words[i] in ("the", "those")
        and words[i + 1] in _SUBSTANTIVES
        and not _noun_follows(sentence, i + 2)
    ):
        found.head, found.end, found.partitive, found.substantive = i + 1, i + 2, True, True
        return
    determined = i < len(words) and words[i] in _DETERMINERS
    while i < len(words) and words[i] in _DETERMINERS:
        i += 1
    found.partitive = determined or found.quantity.form != "vague"
    start = found.end
    found.end = i
    _nouns(sentence, found, i)
    if found.head is None:
        found.end = start


def _noun_follows(sentence: Parsed, i: int) -> bool:
    return i < len(sentence) and sentence.tags[i].startswith(("NN", "JJ"))


def _nouns(sentence: Parsed, found: Chunk, i: int) -> None:
    """Walk over modifiers and nouns; the last noun of the run is what is counted."""
    words, tags = sentence.words, sentence.tags
    last: int | None = None
    limit = min(len(words), i + 12)
    while i < limit:
        word, tag = words[i], tags[i]
        if words[i + 1 : i + 5] == ["-", "year", "-", "old"] and last is None:
            i += 5
        elif last is None and word in _ELLIPTIC:
            found.more = True
            if word == "others" or not _modifies(sentence, i, limit):
                last, i = (i, i + 1) if word == "others" else (None, i + 1)
                break
            i += 1
        elif _verb_here(sentence, i, last):
            break
        elif tag.startswith("NN") or names_people(word):
            if last is not None and _temporal(word):
                break
            last, i = i, i + 1
        elif (last is None and _modifies(sentence, i, limit)) or (word == "/" and last is not None and _noun_follows(sentence, i + 1)):
            i += 1
        elif tag == "POS" and last is not None and found.partitive and _noun_follows(sentence, i + 1):
            last, i = None, i + 1
        elif tag == "POS" and last is not None:
            if _noun_follows(sentence, i + 1) and found.quantity.form != "zero":
                found.owner = True
            break
        else:
            break
    if last is not None:
        found.head, found.end = last, last + 1
        _joined(sentence, found)
    elif found.more:
        found.end = max(found.end, i)


def _verb_here(sentence: Parsed, i: int, last: int | None) -> bool:
    """True where token ``i`` is a verb although the tagger may think otherwise ("12 men held", "Five arrested")."""
    word, tag = sentence.words[i], sentence.tags[i]
    verb_forms = [
        t for t in triggers().get(word, ()) if t.mode in ("object", "passive", "subject") and t.has("past", "part")
    ]
    if verb_forms:
        if last is not None:
            return True
        following = sentence.tags[i + 1] if i + 1 < len(sentence) else ""
        return not (following.startswith("NN") and is_person(sentence.words[i + 1]))
    if last is not None:
        return tag.startswith(("VB", "MD")) or word == "dead"
    return word == "dead"


def _modifies(sentence: Parsed, i: int, limit: int) -> bool:
    """True where token ``i`` can stand between a number and its noun."""
    tag, word = sentence.tags[i], sentence.words[i]
    following = i + 1 < limit
    if tag.startswith("JJ") or word in ("alleged", "suspected", "confirmed"):
        return following and _noun_ahead(sentence, i + 1, limit)
    if tag in ("VBN", "VBG", "RB", "HYPH", "CD", "RBS", "RBR", "NNP", "POS") or word in _QUOTES:
        return following and _noun_ahead(sentence, i + 1, limit) and word not in ("including", "following", "according")
    if word in (",", "and", "or"):
        return (
            i > 0
            and sentence.tags[i - 1].startswith(("JJ", "VBN", "NN"))
            and following
            and (sentence.tags[i + 1].startswith("JJ") or sentence.tags[i + 1] == "VBN")
            and _noun_ahead(sentence, i + 1, limit)
        )
    return False


def _noun_ahead(sentence: Parsed, i: int, limit: int) -> bool:
    """True where a noun comes before anything that ends a phrase."""
    for k in range(i, min(limit, i + 6)):
        tag = sentence.tags[k]
        if tag.startswith("NN") or names_people(sentence.words[k]):
            return True
        if not (
            tag.startswith("JJ")
            or tag in ("VBN", "VBG", "HYPH", "CD", "POS", "RB")
            or sentence.words[k] in _QUOTES
            or sentence.words[k] in (",", "and", "or")
        ):
            return False
    return False


def _temporal(word: str) -> bool:
    return word in (
        "today",
        "yesterday",
        "tonight",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "week",
        "month",
        "year",
    )


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
    if (
        found.head is None
        and sentence.deps[token] in ("nummod", "compound", "quantmod")
        and sentence.heads[token] == token + 1
    ):
        token = found.number
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
