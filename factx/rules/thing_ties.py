"""What ties a number to a trigger where things are counted, beyond the ties that things share with people.

In go a sentence, the phrase of a number and a trigger; out comes a name of a tie or a reason against one.
"""

from __future__ import annotations

from itertools import pairwise

from factx.rules.around import no_verb_between, skip_back
from factx.rules.phrases import Chunk
from factx.rules.triggers import Trigger
from factx.rules.words import listed
from factx.syntax import Parsed

_INCLUDE = listed("ties", "include") | {"including", "comprised", "totalled", "totaled"}
_TOTALS = frozenset(["total", "totals", "number", "combined"])
_SINGULAR = frozenset(["was", "is"])
# Tokens between a label and what it names, at most: "Seized in the raids: 12 guns".
_LABEL = 6


def listed_under(sentence: Parsed, c: Chunk, t: Trigger) -> str | None:
    """ "Seized: 12 guns", "the following: 12 guns", "the seizures included 12 guns"."""
    words, i = sentence.words, c.first - 1
    if not t.end <= c.first or t.passive or t.word.mode not in ("object", "nominal", "noun"):
        return None
    if i >= 0 and words[i] == ":" and i - t.end < _LABEL and no_verb_between(sentence, t.end - 1, i):
        return "label"
    k = skip_back(sentence, i)
    included = t.word.mode == "nominal" and t.end <= k <= t.end + 2 and words[k] in _INCLUDE
    return "nominal" if included and words[k] not in ("are", "is", "was", "were") else None


def speaks_against(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """Whether the trigger says something of another: a part that follows, the whole that a part is of, one thing."""
    parts = (i for i in range(c.end + 2, t.start) if of_which(sentence, i))
    if any(sentence.words[i - 3] not in ("all", "both") for i in parts):
        return True
    if c.number < t.start < c.end:  # "12 of the 20 seized cars"
        return "CD" in sentence.tags[c.number + 1 : t.start]
    return _of_one(sentence, c, t)


def _of_one(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "An app with 40 accounts was removed": one thing was, so that the many are not what the verb is about."""
    if not t.passive or c.end > t.start or c.unit is not None or c.head is None or c.quantity.value <= 1:
        return False
    several = sentence.tags[c.head] in ("NNS", "NNPS") and not _TOTALS.intersection(sentence.words[: c.first])
    before = sentence.words[max(c.end, t.start - 4) : t.start]
    return several and not _SINGULAR.isdisjoint(before)


def recall(sentence: Parsed, chunks: list[Chunk]) -> None:
    """Give "them" and "which" what they stand for: "20 tonnes of it, of which 4 were seized", "40 of them"."""
    for before, c in pairwise(chunks):
        theirs = c.partitive and c.noun(sentence) in ("them", "which", "these", "those")
        if c.thing is None and (theirs or (c.head is None and of_which(sentence, c.first))):
            c.thing, c.unit = before.thing, c.unit or (before.unit and (before.unit[0], c.quantity.end))


def of_which(sentence: Parsed, i: int) -> bool:
    """Whether "of which" stands before token ``i``."""
    return sentence.words[max(0, i - 2) : i] in (["of", "which"], ["of", "whom"])
