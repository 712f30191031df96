"""People whose data was taken: "the data of 1.2 million customers was stolen", "230,000 people whose data leaked".

People whose money was taken by a trick are in `fleeced`.
"""

from __future__ import annotations

import re

from factx.rules.fleeced import fleeced
from factx.rules.phrases import Chunk
from factx.rules.triggers import BE
from factx.rules.words import listed, names_people
from factx.syntax import Parsed

_DATA = listed("breaches", "data")
_BREACH = listed("breaches", "breach")
_HANDLED = listed("breaches", "handled")
_CRIMES = listed("breaches", "crimes")
_CRIME = re.compile(rf"\b(?:{'|'.join(sorted(_CRIMES))})\b", re.IGNORECASE)
_OWNERS = listed("phrases", "determiners")
_HOLD = listed("breaches", "hold")
_DATUM = _DATA | listed("breaches", "datum")
_NOTIFY = listed("breaches", "notify")
_INCIDENT = listed("breaches", "incident")
_LOOT = listed("breaches", "loot")
_CONTAIN = listed("breaches", "contain")
_CONCERN = listed("breaches", "concern")
_INQUIRY = listed("breaches", "inquiry")
_CAUGHT = listed("breaches", "caught")
_LISTED = listed("breaches", "listed")
_LOST = ("lost", "lose", "losing")
# What may stand between "of" and a number without being a part of it, and what joins one more number.
_ADVERBS = frozenset(["just", "some", "another", "further"])
_PLUS = ("and", "plus", "as")
_SIGNS = (":", ",", "(", "-", "\u2013", "\u2014")
# Tokens of a bracket behind people, at most.
_BRACKET = 40
_FINITE = ("VBD", "VBP", "VBZ", "MD")


def exposed(sentence: Parsed, c: Chunk) -> bool:
    """True where the sentence says that data of the people counted was exposed or taken, or their money."""
    if fleeced(sentence, c) or _notified(sentence, c):
        return True
    if c.names_counted(sentence) and (_hit(sentence, c) or _concerned(sentence, c) or _item(sentence, c)):
        return True
    words = sentence.words
    if _bereft(sentence, c) or _theirs(sentence, c):
        return True
    if not _done(sentence, words) and not _laid_out(words):
        return False
    first = c.first
    while first and (words[first - 1] in _OWNERS or words[first - 1] in _ADVERBS):
        first -= 1
    before = words[max(0, first - 8) : first]
    if before[-1:] in (["of"], ["on"], ["about"], ["from"], ["for"]) or before[-2:] == ["belonging", "to"]:
        joined = len(before) > 1 and before[-2] in _PLUS
        return any(w in _DATA for w in (words[max(0, first - 18) : first] if joined else before[-7:]))
    return c.owner and any(w in _DATA for w in words[c.end : c.end + 5])


def _done(sentence: Parsed, words: list[str]) -> bool:
    """Whether ``words`` say that something was taken, or what may be so where a crime is told of near by."""
    if any(w in _BREACH for w in words):
        return True
    return any(w in _HANDLED for w in words) and _CRIME.search(sentence.near()) is not None


def _bereft(sentence: Parsed, c: Chunk) -> bool:
    """ "230,000 people had their data stolen", "15,600 customers whose card numbers leaked"."""
    words, behind = sentence.words, _past_bracket(sentence.words, c.end)
    after = words[behind : behind + 5]
    held = next((i for i, w in enumerate(after) if w in _HOLD or w in _LOST), None)
    if held is None or (after[held] in _LOST and "access" in words[behind + held : behind + held + 4]):
        return False
    rest = words[behind + held : behind + held + 25]
    return any(w in _DATUM for w in rest[:9]) and ("accessed" in rest or _done(sentence, rest))


def _past_bracket(words: list[str], i: int) -> int:
    """The token behind the bracket that opens at ``i``, or ``i``."""
    if words[i : i + 1] != ["("] or ")" not in words[i : i + _BRACKET]:
        return i
    return words.index(")", i) + 1


def _theirs(sentence: Parsed, c: Chunk) -> bool:
    """ "worse for 850,000 prepaid customers: their names and PINs were exposed"."""
    words = sentence.words
    if words[c.end : c.end + 1] not in ([sign] for sign in _SIGNS) or words[c.end + 1 : c.end + 2] != ["their"]:
        return False
    rest = words[c.end + 2 : c.end + 25]
    return any(w in _DATA for w in rest[:9]) and _done(sentence, rest)


def _laid_out(words: list[str]) -> bool:
    """ "the haul contains", "the files hold": what was taken is told by what is in it."""
    for i, w in enumerate(words):
        if w in _CONTAIN and any(x in _LOOT for x in words[max(0, i - 4) : i]):
            return True
        if w in _CONTAIN and words[max(0, i - 2) : i] == ["the", "files"]:
            return True
    return False


def _hit(sentence: Parsed, c: Chunk) -> bool:
    """ "Affected are 40 million customers, plus 7.8 million subscribers", "40,000 were caught up in the hack"."""
    words = sentence.words
    before = words[c.first - 1] if c.first else ""
    if words[:1] == ["affected"] and words[1] in BE and c.first > 1:
        near = words[c.first - 2 : c.first]
        return before in BE or before in _PLUS or any(w in _PLUS for w in near)
    after = words[c.end : c.end + 10]
    caught = next((i for i, w in enumerate(after[:5]) if w in _CAUGHT), None)
    return caught is not None and after[caught + 1 : caught + 3] == ["up", "in"] and any(w in _LOOT for w in after)


def _concerned(sentence: Parsed, c: Chunk) -> bool:
    """ "the haul concerned 100 million customers", "the breach now covers 13.1 million subscribers"."""
    words = sentence.words
    first = c.first
    while first and words[first - 1] in _ADVERBS:
        first -= 1
    if not first or words[first - 1] not in _CONCERN:
        return False
    left = words[max(0, first - 12) : first - 1]
    return any(w in _LOOT for w in left) and not any(w in ("not", "n't", "no") or w in _INQUIRY for w in left[-4:])


def _item(sentence: Parsed, c: Chunk) -> bool:
    """An item that lists people with what was taken: "850,000 customers, names, phone numbers and PINs."."""
    words = sentence.words
    if c.first > 1 or words[c.end : c.end + 1] not in ([sign] for sign in _SIGNS):
        return False
    told = any(w in _LISTED for w in words[c.end : c.end + 9])
    return told and not any(tag in _FINITE for tag in sentence.tags)


def _notified(sentence: Parsed, c: Chunk) -> bool:
    """ "notified 1.2 million patients about the breach", "has told 112,000 patients that hackers saw files"."""
    words = sentence.words
    if c.first == 0 or words[c.first - 1] not in _NOTIFY or not c.names_counted(sentence):
        return False
    at = c.end
    if words[at : at + 1] in (["and"], ["or"]):
        at = next((i + 1 for i in range(at + 1, min(at + 5, len(words))) if names_people(words[i])), at)
    after = words[at : at + 16]
    if after[:1] not in (["about"], ["of"], ["that"], ["whose"], ["after"], ["their"]):
        return False
    return any(w in _INCIDENT for w in after) or (after[0] == "that" and _taken(after))


def _taken(after: list[str]) -> bool:
    """ "that their names were taken"."""
    return any(w in _DATA for w in after) and any(w in ("taken", "copied", "criminals") for w in after)
