"""Numbers that a tally gives: "the death toll rose to 35", "the number of people detained to 232", "three lives".

In go a sentence, the phrase of a number and the triggers; out come findings, none where no tally gives the number.
"""

from __future__ import annotations

from factx.rules.around import no_verb_between, skip_back
from factx.rules.changes import changed
from factx.rules.finding import Finding
from factx.rules.no_counts import spared
from factx.rules.phrases import Chunk
from factx.rules.triggers import Trigger
from factx.rules.words import is_person, listed
from factx.syntax import Parsed

_REACH = listed("ties", "reach")
_CLIMBS = listed("ties", "climbs")
_LINKS = listed("ties", "links") | _REACH
_NUMBER_LINKS = listed("ties", "number_links") | _REACH
_CLAIMS = listed("ties", "claims")
_COUNTERS = listed("ties", "counters")
_TOLLS = listed("ties", "tolls")
_KILLERS = listed("ties", "killers")
_FORECASTS = listed("ties", "forecasts")
_OPENERS = listed("ties", "openers")
# Of a part, these add nothing: "of the deaths, 170 were reported in Kashmir".
_TOLD = ("reported", "recorded", "registered", "confirmed", "made", "been")
# Between a label and its number; and what may stand before the label of a list item.
_LABEL_SIGNS = (":", "=", "-", "\u2013", "\u2014")
_ITEM_SIGNS = ("-", "*", "\u2022", "\u2013", "+", "|")


def tallied(sentence: Parsed, c: Chunk, triggers: list[Trigger], person: bool | None) -> list[Finding]:
    """What a tally before or after the number says; ``person`` is whether the number counts people, None if unknown."""
    death = c.words.noun("death")
    if death and _cost_lives(sentence, c, person):
        return [Finding(c, death, "lives")]
    if death and c.noun(sentence) in ("lives", "victims"):
        verb = sentence.words[skip_back(sentence, c.first - 1)] if c.first else ""
        if verb in _CLAIMS and (c.noun(sentence) == "lives" or verb.startswith("claim")):
            return [Finding(c, death, "lives")]
    if c.first == 0 or (c.head is not None and not person):
        return []
    return (
        _labelled(sentence, c, triggers)
        or _told(sentence, c, triggers)
        or _reached(sentence, c, triggers)
        or _number_after(sentence, c, triggers)
        or changed(sentence, c, triggers)
        or _of_all(sentence, c, triggers)
    )


def among(sentence: Parsed, c: Chunk, triggers: list[Trigger]) -> list[Finding]:
    """ "eleven children are among the dead"."""
    said = sentence.words[c.end : c.end + 3]
    if said[:1] not in (["are"], ["were"], ["is"], ["was"]) or said[1:] not in (["among", "the"], ["among", "those"]):
        return []
    here = [t for t in triggers if t.start == c.end + 3]
    told = [t for t in here if t.word.mode == "adjective" or t.word.has("part") or t.word.first == "victims"]
    return [Finding(c, t.word, "among", t.start) for t in told[:1]]


def _cost_lives(sentence: Parsed, c: Chunk, person: bool | None) -> bool:
    """ "claimed the lives of four skiers", "cost 14 people their lives"."""
    if person is False:
        return False
    first = c.first - (sentence.words[c.first - 1 : c.first] in (["all"], ["the"], ["those"], ["another"], ["some"]))
    before = sentence.words[max(0, first - 4) : first]
    if c.noun(sentence) == "lives" and before[-2:] == ["loss", "of"]:
        return True
    if before[-3:] == ["the", "lives", "of"]:
        return before[0] in _CLAIMS
    return before[-1:] in (["cost"], ["costing"]) and sentence.words[c.end : c.end + 2] == ["their", "lives"]


def _labelled(sentence: Parsed, c: Chunk, triggers: list[Trigger]) -> list[Finding]:
    """ "Arrests: 61", "Victims identified: 120", "Injured: 165", "Total arrests = 18"."""
    sign = sentence.words[c.first - 1]
    if sign not in _LABEL_SIGNS or (sign != ":" and not _alone(sentence, c)):
        return []
    label = [t for t in triggers if t.end == c.first - 1]
    nouns = [t for t in label if t.word.mode == "noun"] or [t for t in triggers if _labels(sentence, t, label)]
    done = [t for t in label if t.word.mode == "object" and t.word.has("part") and t.word.strict < 2]
    done = [t for t in done if _after_people(sentence, t) or (_opens(sentence, t) and _alone(sentence, c))]
    done = done or [t for t in label if t.word.mode == "adjective" and _opens(sentence, t) and _alone(sentence, c)]
    return [Finding(c, t.word, "label") for t in nouns] or [Finding(c, t.word, "label", t.start) for t in done[:1]]


def _opens(sentence: Parsed, t: Trigger) -> bool:
    """Whether nothing but the sign of a list item stands before the word in its line: "- [dead]"."""
    return all(w in _ITEM_SIGNS for w in sentence.words[: t.start])


def _alone(sentence: Parsed, c: Chunk) -> bool:
    """Whether the number counts no noun of its own, and a sign or nothing follows."""
    return c.head is None and sentence.words[c.end : c.end + 1] in ([], [","], [";"], ["."], ["("], ["|"])


def _after_people(sentence: Parsed, t: Trigger) -> bool:
    """Whether nothing but a noun of people stands before the participle in its line: "[People] arrested"."""
    before = sentence.words[: t.start]
    return 0 < len(before) <= 3 and is_person(before[-1]) is True


def _labels(sentence: Parsed, t: Trigger, label: list[Trigger]) -> bool:
    """ "[Victims] identified": a noun that says who they are before a participle that makes suspects of people."""
    named = t.word.mode == "noun" and t.word.role not in (None, "suspects", "charged")
    return named and any(o.start == t.end and o.word.role == "suspects" and _after_people(sentence, o) for o in label)


def _link(sentence: Parsed, c: Chunk) -> int:
    """The token that ties a tally to its number; a verb may be the number's own bound word ("nears 2,500")."""
    return c.first if sentence.words[c.first] in _REACH else c.first - 1


def _told(sentence: Parsed, c: Chunk, triggers: list[Trigger]) -> list[Finding]:
    """ "the death toll at 35", "the number of people detained to 232"."""
    words, i, death = sentence.words, _link(sentence, c), c.words.noun("death")
    if words[i] not in _LINKS or any(w in _FORECASTS for w in words[max(0, i - 4) : i]):
        return []
    for k in range(i - 1, max(0, i - 16) - 1, -1):
        if words[k] in (";", ".", "but"):
            break
        if death and words[k] == "toll" and k and (words[k - 1] in _TOLLS or words[k - 1] in _KILLERS):
            return [Finding(c, death, "toll")]
        if words[k] in _COUNTERS and words[i] in _NUMBER_LINKS:
            inside = [t for t in triggers if k < t.start < i and t.real and t.word.mode != "subject"]
            inside = [t for t in inside if not spared(sentence, c, t)]
            return [Finding(c, inside[-1].word, "number-of")] if inside else []
    return []


def _reached(sentence: Parsed, c: Chunk, triggers: list[Trigger]) -> list[Finding]:
    """ "arrests hit 6,000", "deaths rose from 20 to 35"."""
    words, i = sentence.words, _link(sentence, c)
    k = i
    while k > 0 and (words[k] in ("to", "from", "at", "by", "in") or sentence.tags[k] == "CD") and i - k < 6:
        k -= 1
    if words[k] not in _REACH or (k == i and words[i] in _CLIMBS):
        return []
    nouns = [t for t in triggers if t.word.mode == "noun" and t.word.first.endswith("s") and k - 8 <= t.start < k]
    return [Finding(c, t.word, "reach") for t in nouns if no_verb_between(sentence, t.start, k - 1)]


def _of_all(sentence: Parsed, c: Chunk, triggers: list[Trigger]) -> list[Finding]:
    """ "Of the deaths, 170 were reported in Kashmir", "Of those arrested, 12 are from Mali"."""
    words = sentence.words
    if words[:1] != ["of"] or c.head is not None or words[c.first - 1] != ",":
        return []
    if words[c.end : c.end + 1] not in (["were"], ["are"]):
        return []
    fate = [k for k in range(c.end + 1, min(c.end + 4, len(words))) if sentence.tags[k] == "VBN"]
    if any(words[k] not in _TOLD for k in fate) or any(c.end < t.start <= c.end + 3 for t in triggers):
        return []
    here = [t for t in triggers if t.end == c.first - 1 <= 6]
    told = [t for t in here if t.word.mode == "noun" or (t.word.has("part") and words[t.start - 1] in _OPENERS)]
    return [Finding(c, t.word, "number-of", t.start) for t in told[:1]]


def _number_after(sentence: Parsed, c: Chunk, triggers: list[Trigger]) -> list[Finding]:
    """ "brings to 40 the number of people detained"."""
    after = " ".join(sentence.words[c.end : c.end + 4])
    inside = [t for t in triggers if c.end < t.start <= c.end + 12 and t.real]
    at_once = [t for t in inside if t.start == c.end + 2 and t.word.has("part")]  # "the number held"
    if at_once and after.startswith("the number "):
        return [Finding(c, at_once[0].word, "number-of")]
    if not f"{after} ".startswith(("the number of ", "the total of ", "the total number of ")):
        return []
    return [Finding(c, inside[0].word, "number-of")] if inside else []
