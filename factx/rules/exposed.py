"""People whose data was taken: "the data of 1.2 million customers was stolen", "230,000 people whose data leaked"."""

from __future__ import annotations

from factx.rules.phrases import Chunk
from factx.rules.words import listed
from factx.syntax import Parsed

_DATA = listed("breaches", "data")
_BREACH = listed("breaches", "breach")
_STEAL = listed("breaches", "steal")
_OWNERS = listed("phrases", "determiners")
_HOLD = listed("breaches", "hold")
_DATUM = _DATA | listed("breaches", "datum")
_NOTIFY = listed("breaches", "notify")
_INCIDENT = listed("breaches", "incident")
_COST = listed("breaches", "cost")
_LOSSES = listed("breaches", "losses")


def exposed(sentence: Parsed, c: Chunk) -> bool:
    """True where the sentence says that data of the people counted was exposed or taken."""
    words = sentence.words
    if _robbed(sentence, c) or _ruined(sentence, c) or _notified(sentence, c):
        return True
    if not any(w in _BREACH for w in words):
        return False
    first = c.first
    while first and words[first - 1] in _OWNERS:
        first -= 1
    before = words[max(0, first - 8) : first]
    if before[-1:] in (["of"], ["on"], ["about"], ["from"], ["for"]) or before[-2:] == ["belonging", "to"]:
        return any(w in _DATA for w in before[-7:])
    after = words[c.end : c.end + 8]
    if c.owner:
        return any(w in _DATA for w in after[:5])
    held = next((i for i, w in enumerate(after[:5]) if w in _HOLD), None)
    if held is None:
        return False
    rest = words[c.end + held : c.end + held + 25]
    return any(w in _DATUM for w in rest[:9]) and any(w in _BREACH for w in rest)


def _robbed(sentence: Parsed, c: Chunk) -> bool:
    """ "stole £230,000 from 19 residents"."""
    words = sentence.words
    if c.first == 0 or words[c.first - 1] != "from":
        return False
    left = words[max(0, c.first - 14) : c.first - 1]
    return any(w in _STEAL for w in left) and "," not in left[-2:]


def _ruined(sentence: Parsed, c: Chunk) -> bool:
    """ "cost 237 investors their savings"."""
    words = sentence.words
    before = words[max(0, c.first - 3) : c.first]
    told = any(w in _COST for w in before) and words[c.end : c.end + 1] in (["their"], ["of"])
    return told and any(w in _LOSSES for w in words[c.end + 1 : c.end + 5])


def _notified(sentence: Parsed, c: Chunk) -> bool:
    """ "notified 1.2 million patients about the breach", "has told 112,000 patients that their records were seen"."""
    words = sentence.words
    if c.first == 0 or words[c.first - 1] not in _NOTIFY or not c.names_counted(sentence):
        return False
    after = words[c.end : c.end + 16]
    if after[:1] not in (["about"], ["of"], ["that"], ["whose"], ["after"], ["their"]):
        return False
    return any(w in _INCIDENT for w in after)
