"""People whose money was taken: "stole £230,000 from 19 residents", "persuaded 87 people to send them £3 million"."""

from __future__ import annotations

import re

from factx.rules.phrases import Chunk
from factx.rules.triggers import BE
from factx.rules.words import listed
from factx.syntax import Parsed

_STEAL = listed("breaches", "steal")
_TAKE = listed("breaches", "take")
_COST = listed("breaches", "cost")
_LOSSES = listed("breaches", "losses")
_PERSUADE = listed("breaches", "persuade")
_PART = listed("breaches", "part")
_SCHEME = listed("breaches", "scheme")
_MONEY = listed("breaches", "money")
_LAW = listed("breaches", "law")
_OFFICES = listed("breaches", "offices")
_DOUBTFUL = ("scheme", "schemes")
_WORDS = re.compile(r"[a-z]+")


def fleeced(sentence: Parsed, c: Chunk) -> bool:
    """True where the sentence says that the people counted lost their money to thieves or swindlers."""
    return (
        _robbed(sentence, c)
        or _ruined(sentence, c)
        or _persuaded(sentence, c)
        or _parted(sentence, c)
        or _taken_in(sentence, c)
    )


def _robbed(sentence: Parsed, c: Chunk) -> bool:
    """ "stole £230,000 from 19 residents", "the swindler took £28 million from 237 people"."""
    words = sentence.words
    if c.first == 0 or words[c.first - 1] != "from":
        return False
    left = words[max(0, c.first - 14) : c.first - 1]
    if any(w in _STEAL for w in left) and "," not in left[-2:]:
        return True
    return any(w in _TAKE for w in left) and _of_money(left) and _crooked(words) and c.names_counted(sentence)


def _ruined(sentence: Parsed, c: Chunk) -> bool:
    """ "cost 237 investors their savings", "a Ponzi scheme that cost 237 investors £28 million"."""
    words = sentence.words
    before = words[max(0, c.first - 3) : c.first]
    if not any(w in _COST for w in before):
        return False
    after = words[c.end : c.end + 6]
    if after[:1] in (["their"], ["of"]) and any(w in _LOSSES for w in after[1:5]):
        return True
    return _of_money(after) and _crooked(words) and c.names_counted(sentence)


def _persuaded(sentence: Parsed, c: Chunk) -> bool:
    """ "persuaded 87 people to send them £3 million", "talked 1,800 into putting their savings in an app"."""
    words = sentence.words
    if not c.names_counted(sentence) or not any(w in _PERSUADE for w in words[max(0, c.first - 3) : c.first]):
        return False
    after = words[c.end : c.end + 14]
    if after[:1] not in (["to"], ["into"]):
        return False
    return any(w in _PART for w in after[1:4]) and (_of_money(after) or any(w in _LOSSES for w in after))


def _parted(sentence: Parsed, c: Chunk) -> bool:
    """ "a Ponzi scheme in which 237 investors placed £28 million", "1,800 people lost $92 million to the scam"."""
    words = sentence.words
    if not c.names_counted(sentence):
        return False
    after = words[c.end : c.end + 5]
    parted = next((i for i, w in enumerate(after) if w in _PART), None)
    if parted is None or any(w in (",", ".", ";") or w in BE for w in after[:parted]):
        return False
    rest = words[c.end + parted + 1 : c.end + parted + 8]
    if not _of_money(rest) and not any(w in _LOSSES for w in rest[:3]):
        return False
    return _crooked(words) or (after[parted] == "lost" and _crooked(_WORDS.findall(sentence.near().lower())))


def _taken_in(sentence: Parsed, c: Chunk) -> bool:
    """ "800 people were taken in by it", where a fraud is told of near by."""
    words = sentence.words
    after = words[c.end : c.end + 5]
    at = after.index("taken") if "taken" in after else None
    if at is None or not c.names_counted(sentence) or words[c.end + at + 1 : c.end + at + 3] != ["in", "by"]:
        return False
    return _crooked(_WORDS.findall(sentence.near().lower()))


def _crooked(words: list[str]) -> bool:
    """ "a Ponzi scheme", "an investment scheme that police broke up"; no "pension scheme", no "fraud office"."""
    for w, behind in zip(words, [*words[1:], ""], strict=True):
        if w in _SCHEME and behind not in _OFFICES and (w not in _DOUBTFUL or any(x in _LAW for x in words)):
            return True
    return False


def _of_money(words: list[str]) -> bool:
    """Whether words hold a sum or what stands for one."""
    return any(w in _MONEY or w[:1] in ("$", "£", "€") for w in words)
