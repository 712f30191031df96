"""Both numbers of a tally that changes: "arrests fell from 900 in 2008 to 640", "road deaths have halved to 640".

In go a sentence, the phrase of a number and the triggers; out come findings, none where no tally changes to or from it.
"""

from __future__ import annotations

from factx.rules.around import FINITE
from factx.rules.finding import Finding
from factx.rules.phrases import Chunk
from factx.rules.triggers import BE, HAVE, Trigger
from factx.rules.words import listed
from factx.syntax import Parsed

_CHANGES = listed("ties", "changes") | listed("ties", "climbs")
_COUNTERS = listed("ties", "counters")
_TOLLS = listed("ties", "tolls")
_SHARES = listed("ties", "shares")
_FORECASTS = listed("ties", "forecasts")
# Between a verb of change and "from" or "to": "rose by [12 per cent] to", "has gone [down] from".
_AMOUNTS = frozenset(["by", "up", "down", "per", "cent", "percent", "%", "a", "third", "quarter", "half"])
# Tokens from a number back to the verb, and from the verb back to what is tallied, at most.
_TO_VERB, _TO_TALLY = 18, 12


def changed(sentence: Parsed, c: Chunk, triggers: list[Trigger]) -> list[Finding]:
    """What a tally that changes from or to the number counts."""
    link = c.first - 1
    if sentence.words[link] not in ("from", "to"):
        return []
    verb = _verb(sentence, link)
    return [] if verb is None else _tallied(sentence, c, verb, triggers)


def _verb(sentence: Parsed, link: int) -> int | None:
    """The verb of change before the "from" or "to" at token ``link``."""
    words, tags = sentence.words, sentence.tags
    past_from = words[link] == "from"
    for k in range(link - 1, max(-1, link - _TO_VERB), -1):
        if words[k] in _CHANGES and tags[k].startswith("VB"):
            return k
        small = tags[k] in ("CD", "RB", "RP", "IN") or words[k] in _AMOUNTS
        if tags[k] in FINITE or words[k] in (";", ".", "but", "(") or (past_from and not small):
            return None
        if not small and "from" not in words[max(0, k - _TO_VERB) : k]:
            return None
    return None


def _tallied(sentence: Parsed, c: Chunk, verb: int, triggers: list[Trigger]) -> list[Finding]:
    """What the tally before the verb of change counts: "the number of people killed", "the death toll", "arrests"."""
    words, death = sentence.words, c.words.noun("death")
    start = max(0, verb - _TO_TALLY)
    ahead = words[start:verb]
    if any(w in _SHARES or w in _FORECASTS for w in ahead):
        return []
    for k in range(verb - 1, start - 1, -1):
        if words[k] in (";", ".", "but") or (sentence.tags[k] in FINITE and words[k] not in HAVE | BE):
            return []
        if death and words[k] == "toll" and k and words[k - 1] in _TOLLS:
            return [Finding(c, death, "toll")]
        here = [t for t in triggers if t.start == k and t.word.mode == "noun" and t.word.first.endswith("s")]
        if here:
            return [Finding(c, here[0].word, "reach")]
        if words[k] in _COUNTERS:
            inside = [t for t in triggers if k < t.start < verb and t.real and _counts(sentence, t)]
            return [Finding(c, inside[-1].word, "number-of")] if inside else []
    return []


def _counts(sentence: Parsed, t: Trigger) -> bool:
    """Whether it says what befell people, in "the number of people killed"; "of scam sites" does not."""
    return t.word.mode in ("noun", "adjective") or (t.word.has("part") and sentence.tags[t.start] == "VBN")
