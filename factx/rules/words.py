"""The words of the counting rules: inflected verbs, nouns for people. Made once from the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from factx.lexicon import load

Mode = Literal["object", "passive", "subject", "noun", "nominal", "adjective"]
FormName = Literal["base", "s", "past", "part", "ing", "noun"]

_NOUN_MODES: tuple[Mode, ...] = ("noun", "nominal")
_VERB_MODES: tuple[Mode, ...] = ("object", "passive", "subject")


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """The words that stand under ``key`` in the lexicon file ``name``."""
    return frozenset(load(name)[key].split())


@dataclass(frozen=True, slots=True)
class Word:
    """A trigger as the lexicon has it.

    Attributes:
        mode: how the people counted stand to it.
        rest: the words after the first one ("into custody").
        strict: 1: said of other things too, a noun must mean people; 2: and a bare number is not enough.
        forms: inflections that the first word can be.
        missing: counts only people called missing.
    """

    kind: str
    role: str | None
    mode: Mode
    first: str
    rest: tuple[str, ...]
    strict: int
    forms: frozenset[FormName]
    missing: bool = False

    def has(self, *forms: FormName) -> bool:
        """Whether the first word can be one of these forms."""
        return not self.forms.isdisjoint(forms)


def plural(noun: str) -> tuple[str, ...]:
    """The plural forms of a noun."""
    if noun.endswith(("man", "woman")):
        return (noun[:-2] + "en",)
    if noun.endswith(("s", "x", "ch", "sh")):
        return (noun + "es",)
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return (noun[:-1] + "ies",)
    if noun.endswith("f"):
        return (noun + "s", noun[:-1] + "ves")
    if noun.endswith("fe"):
        return (noun + "s", noun[:-2] + "ves")
    return (noun + "s",)


def inflect(entry: str) -> dict[FormName, tuple[str, ...]]:
    """The forms of a verb given as ``base`` or ``base|past|participle``."""
    base, *given = entry.split("|")
    stem = base[:-1] if base.endswith("e") else base
    third = plural(base)[0] if not base.endswith(("f", "fe", "man")) else base + "s"
    if given:
        past, participle = given
        doubled = past.startswith(base + base[-1])
        return {
            "base": (base,),
            "s": (third,),
            "past": (past,),
            "part": (participle,),
            "ing": ((base + base[-1] if doubled else stem) + "ing",),
        }
    regular = base[:-1] + "ied" if base.endswith("y") and base[-2] not in "aeiou" else stem + "ed"
    return {"base": (base,), "s": (third,), "past": (regular,), "part": (regular,), "ing": (stem + "ing",)}


@cache
def triggers() -> dict[str, list[Word]]:
    """First word in lower case -> what it may trigger."""
    table: dict[str, list[Word]] = {}
    for section in load("counts")["kind"]:
        for word in _section(section):
            table.setdefault(word.first, []).append(word)
    return table


def _section(section: dict[str, Any]) -> Iterator[Word]:
    """The words of one kind and role."""
    kind, role = section["kind"], section.get("role")
    for mode in _NOUN_MODES:
        for entry in section[mode + "s"]:
            noun = entry.rstrip("!")
            for shape in (noun, *plural(noun)):
                yield Word(kind, role, mode, shape, (), entry.count("!"), frozenset(["noun"]))
    for mode in _VERB_MODES:
        for entry in section[mode + "s"]:
            yield from _verb(kind, role, mode, entry)
    for entry in section.get("missing", ()):
        yield from _verb(kind, role, "object", entry, missing=True)
    for phrase in section["adjectives"]:
        first, *rest = phrase.split()
        yield Word(kind, role, "adjective", first, tuple(rest), 0, frozenset(["base"]))


def _verb(kind: str, role: str | None, mode: Mode, entry: str, missing: bool = False) -> Iterator[Word]:
    """A verb in each of its forms."""
    verb, *rest = entry.rstrip("!").split()
    shapes: dict[str, set[FormName]] = {}
    for form, written in inflect(verb).items():
        if mode == "passive" and form not in ("past", "part"):
            continue
        for shape in written:
            shapes.setdefault(shape, set()).add(form)
    for shape, forms in shapes.items():
        yield Word(kind, role, mode, shape, tuple(rest), entry.count("!"), frozenset(forms), missing)


def _rarest(phrase: tuple[str, ...]) -> str:
    """The word of a trigger that says most: the longest one that is no article or possessive, the last of equals."""
    return max((w for w in reversed(phrase) if w not in listed("phrases", "determiners")), key=len)


@cache
def trigger_pattern() -> re.Pattern[str]:
    """A scan for a word that some count of people needs: a sentence without one counts none by itself.

    A trigger of several words is scanned for by its longest one ("custody" for "took into custody").
    """
    words = {_rarest((w.first, *w.rest)) for found in triggers().values() for w in found}
    words |= listed("counts", "cues") | listed("breaches", "data") | listed("breaches", "steal")
    either = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<![A-Za-z])(?:{either})(?![A-Za-z])", re.IGNORECASE)


@cache
def _nouns(key: str) -> frozenset[str]:
    singular = load("persons")[key].split()
    return frozenset(singular).union(*(plural(noun) for noun in singular))


def is_person(noun: str, tag: str = "NNS") -> bool | None:
    """True for a noun that means people, False for one that does not, None where it cannot be told."""
    if noun in _nouns("people"):
        return True
    if noun in _nouns("things"):
        return False
    if tag == "NNPS" and noun.endswith(("ans", "ese", "is")):
        return True
    if "-" in noun and noun.rsplit("-", 1)[1] in _nouns("people"):
        return True
    if tag.startswith("NN") and len(noun) > 4 and noun.endswith(tuple(load("persons")["endings"])):
        return True
    return None


def names_people(word: str) -> bool:
    """True for a noun listed as meaning people, whatever the tagger makes of it."""
    return word in _nouns("people")


@cache
def groups() -> frozenset[str]:
    """Nouns that stand before "of" and a number: "a group of 12"."""
    return frozenset(load("persons")["groups"])
