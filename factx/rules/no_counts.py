"""Numbers that count nobody, and whether what a number counts is people, or the things looked for."""

from __future__ import annotations

import re

from factx.rules.around import after_place
from factx.rules.phrases import Chunk
from factx.rules.triggers import BE, HAVE, Trigger
from factx.rules.words import Word, is_person, listed
from factx.syntax import Parsed

_DECIMAL = re.compile(r"\d+\.\d+")
# "9mm" is a length, though money writes millions so.
_LENGTH = re.compile(r"\d ?mm\Z")
_PRONOUNS = listed("ties", "pronouns")
_AGES = listed("ties", "ages")
_PRIOR = listed("ties", "prior")
# Only people are called so before a plain noun: "100 suspected hoods".
_SUSPECTED = ("suspected", "alleged")
_REMAINS = listed("ties", "remains")
_PERILS = listed("ties", "perils")
_CAPTIVITY = listed("ties", "captivity")
_RAIDS = listed("ties", "raids")
_NO_CRIMES = listed("ties", "no_crimes")
_CRIMES = listed("ties", "crimes")
_FILM = listed("ties", "film")
_POLICE = listed("ties", "police")
_KILLERS = listed("ties", "killers")
_LET_GO = (
    "on bail",
    "from prison",
    "from jail",
    "from custody",
    "from detention",
    "without charge",
    "by his",
    "by her",
)
# What stands after an age.
_AGE_ENDS = (",", "\u2013", "\u2014", "-", "(", ")", ";", ".", "and", ":")
# Adjectives that bind a number: "at least one".
_LEASTS = ("least", "most", "other", "another", "more", "only", "than")
_MILLION = 1_000_000
# Some of these are people: "three of the gang".
_BANDS = frozenset(["gang", "group", "crew", "family", "team", "ring", "cell", "band", "party", "trio", "quartet"])
_PERIODS = frozenset(["second", "minute", "hour", "day", "night", "week", "month", "year"])
# "Microsoft 365 customers": the number is part of a name.
_SUITE = 365
# No age is higher.
_OLDEST = 110


def counts_nobody(sentence: Parsed, c: Chunk) -> bool:
    """ "92-count", "LockBit 2.0", "Smith, 38, was", "children under five", "ranging in age from", "none older than"."""
    q = c.quantity
    if q.form == "zero" and c.head is None and sentence.words[c.end : c.end + 1] in (["older"], ["younger"]):
        return True
    written = sentence.text[q.start : q.end]
    if sentence.text[q.end : q.end + 1] == "-" or (c.unit is None and _DECIMAL.fullmatch(written)):
        return True
    if c.words.things is not None and (_LENGTH.search(written) or c.excluded(sentence) or _rate(sentence, c)):
        return True
    if q.value == _SUITE and c.first and sentence.words[c.first - 1] in ("microsoft", "office"):
        return True
    if q.value == 1 and sentence.words[c.end : c.end + 2] in (["to", "another"], ["to", "the"], ["after", "another"]):
        return True
    if _pronoun(sentence, c):
        return True
    if c.head is not None:
        return any(w in _PRIOR for w in sentence.words[c.number + 1 : c.head])
    before = sentence.words[max(0, c.first - 4) : c.first]
    if any(w in _AGES for w in before) or before[-1:] in (["under"], ["over"]) or "aged" in before or "age" in before:
        return True
    aged = q.form == "digits" and q.value < _OLDEST and _after_name(sentence, c.first, c.end)
    return aged and after_place(sentence, c) is None


def _pronoun(sentence: Parsed, c: Chunk) -> bool:
    """ "the little one", "the one who fled", "the couple": no number."""
    before = sentence.words[c.first - 1] if c.first else ""
    if sentence.words[c.number] == "couple":
        return before in ("the", "this", "that") and sentence.words[c.number + 1 : c.number + 2] != ["of"]
    if c.quantity.value != 1 or c.first != c.number or not c.first or sentence.words[c.number] != "one":
        return False
    described = sentence.tags[c.first - 1].startswith("JJ") and before not in _LEASTS
    return c.head is None and (described or before in ("the", "this", "that"))


def _rate(sentence: Parsed, c: Chunk) -> bool:
    """ "blocks 4,000 accounts a month"."""
    after = sentence.words[c.end : c.end + 2]
    return len(after) == 2 and after[0] in ("a", "per", "each", "every") and after[1] in _PERIODS


def _after_name(sentence: Parsed, first: int, end: int) -> bool:
    """True for a bare number between people and a sign, as an age stands ("Smith, 38, was", "two men, both 16,")."""
    words, i = sentence.words, first
    while i > 0 and words[i - 1] in ("both", "all", "then", "now"):
        i -= 1
    after = words[end] if end < len(words) else "."
    from_there = after in ("of", "from") and sentence.tags[end + 1 : end + 2] == ["NNP"]
    if i <= 1 or not (after in _AGE_ENDS or from_there or after == "also"):
        return False
    if words[i - 1] == "and" and sentence.tags[i - 2] == "CD":
        return _after_name(sentence, i - 2, i - 1)
    named = words[i - 1] in (",", "(") and (sentence.tags[i - 2].startswith("NN") or words[i - 2] in ('"', ")", "''"))
    quoted = words[i - 1] in ('"', "''") and words[i - 2] == ","
    return named or quoted


def counts_people(sentence: Parsed, c: Chunk) -> bool | None:
    """Whether what the chunk counts is people, or a thing looked for; None where it cannot be told or is not named."""
    noun = c.noun(sentence)
    if c.words.things is not None:
        return None if noun is None else c.thing is not None
    if noun is None or c.head is None:
        return None
    if noun in _PRONOUNS or c.substantive or (c.partitive and noun in _BANDS):
        return True
    person = is_person(noun, sentence.tags[c.head])
    said = sentence.words[c.number + 1 : c.head]
    return True if person is None and any(w in _SUSPECTED for w in said) else person


def personal(sentence: Parsed, c: Chunk) -> bool:
    """True where the chunk names people or a thing looked for, or nothing."""
    noun = c.noun(sentence)
    if c.words.things is not None:
        return noun is None or c.thing is not None
    return noun is None or bool(is_person(noun, sentence.tags[c.head or 0]))


def may_count(c: Chunk, word: Word, noun: str | None, person: bool | None) -> bool:
    """Whether the counted ``noun`` can be the people of this word; ``person`` is what `counts_people` says of it."""
    if c.words.things is not None:
        return c.thing is not None and not c.owner and word.role in c.thing.roles
    if c.owner and word.role != "victims":
        return False
    if person is False:
        return noun == "lives" and word.role == "killed"
    if noun is None and word.role == "victims" and c.quantity.value >= _MILLION:
        return False  # "defrauded them of over 108 million": money whose currency is not said
    if noun is None:
        return word.strict < 2 and not (
            word.strict and c.quantity.form == "zero" and word.role in (None, "victims", "suspects")
        )
    return person is True or not word.strict


def done_by(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "Police bust 12 in raid", "fire claims four": whether a bare number is people by who or what did it to them."""
    if c.head is not None or t.word.strict != 2 or c.words.things is not None or t.start >= c.first:
        return False
    doers = {"arrests": _POLICE, "killed": _KILLERS}.get(t.word.role or t.word.kind)
    return doers is not None and _does(sentence, t, doers)


def _does(sentence: Parsed, t: Trigger, doers: frozenset[str]) -> bool:
    """Whether one of ``doers`` stands before the verb."""
    i = t.start - 1
    while i >= 0 and (sentence.words[i] in HAVE or sentence.tags[i].startswith("RB")):
        i -= 1
    return i >= 0 and sentence.words[i] in doers


def one_of_many(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "one of seven suspects arrested": the seven are counted, not the one."""
    if c.quantity.value == 1 and c.partitive and sentence.deps[c.number] == "attr":
        return True
    following = sentence.words[c.number + 1 : c.number + 2] == ["of"]
    if not following or sentence.tags[c.number + 2 : c.number + 3] != ["CD"]:
        return False
    return not any(w in BE or w in HAVE for w in sentence.words[c.end : t.start])


def remains_of(sentence: Parsed, c: Chunk) -> bool:
    """ "the remains of ten soldiers"."""
    return c.first >= 2 and sentence.words[c.first - 1] == "of" and sentence.words[c.first - 2] in _REMAINS


def spared(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "saved 300 people from calling", "freed on bail", "caught smuggling": said of something else."""
    if _otherwise(sentence, t) or (t.word.role == "rescued" and remains_of(sentence, c)):
        return True
    if t.word.first.startswith("target") and not t.passive and t.start < c.first:
        words = sentence.words
        return any(w in _POLICE for w in words) or not any(w in _CRIMES for w in words)
    if t.word.first == "under" and c.head is None and "cases" in sentence.words[: c.first]:
        return True
    if t.word.first.startswith("fre") and " ".join(sentence.words[t.end : t.end + 2]) in _LET_GO:
        return True
    if t.word.first == "caught" and sentence.tags[t.end : t.end + 1] == ["VBG"]:
        return True
    kept = sentence.words[c.end : c.end + 1] == ["from"] and sentence.tags[c.end + 1 : c.end + 2] == ["VBG"]
    return kept and t.word.first.startswith("sav") and sentence.words[c.end + 1] not in _PERILS


def _otherwise(sentence: Parsed, t: Trigger) -> bool:
    """ "held hostage", "held in poor conditions", "in safe custody", "captured on film", "interviewed by the BBC"."""
    words, first = sentence.words, t.word.first
    after = words[t.start + 1 : t.start + 7]
    if first.startswith("claim"):
        return not _does(sentence, t, _KILLERS)
    if t.word.role == "victims" and first.startswith(("affect", "impact")):
        return any(w in _NO_CRIMES for w in words) and not any(w in _CRIMES for w in words)
    if first in ("speak", "speaks", "spoke", "spoken"):
        return "connection" not in words or not any(w in _POLICE for w in words) or "witnesses" in words
    if first == "seized" and t.word.kind == "arrests":
        return not any(w in _POLICE or w in _RAIDS for w in words)
    if first in ("held", "kept"):
        return (after[:1] and after[0] in _CAPTIVITY) or (after[:1] == ["in"] and any(w in _CAPTIVITY for w in after))
    if t.word.kind == "arrests" and t.start + 1 < len(words) and "victims" in after[:4]:
        return True
    if first == "captured":
        return after[:1] == ["on"] and any(w in _FILM for w in after[1:3])
    if first == "in" and t.word.mode == "adjective":
        return "safe" in words[t.start : t.end + 1]
    if first in ("interviewed", "questioned", "quizzed") and "by" in after[:1]:
        return not any(w in _POLICE for w in after)
    return False
