"""The words of the counting rules: inflected verbs, nouns for people and things. Made once from the lexicon.

A `Vocabulary` holds what is looked for together. The kinds that come with factx share one, `built_in`; every declared
kind has its own, so that what it finds depends on nothing else, nor what is found without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from factx.declared import Table
from factx.lexicon import load, tables
from factx.rules.inflect import FormName, inflect, numbers, plural
from factx.rules.things import Things

Mode = Literal["object", "passive", "subject", "noun", "nominal", "adjective"]

_LETTERS = re.compile(r"[A-Za-z]+")


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
        lead: the words before the first one ("ransomware" of "ransomware victims").
        name: of a noun, as facts call what it counts.
    """

    kind: str
    role: str | None
    mode: Mode
    first: str
    rest: tuple[str, ...]
    strict: int
    forms: frozenset[FormName]
    missing: bool = False
    lead: tuple[str, ...] = ()
    name: str | None = None

    def has(self, *forms: FormName) -> bool:
        """Whether the first word can be one of these forms."""
        return not self.forms.isdisjoint(forms)


class Vocabulary:
    """What kinds that are looked for together are told by.

    Args:
        tables: of these kinds; all of them count people, or all are of one kind that counts things.

    Attributes:
        triggers: first word in lower case -> what it may trigger.
        things: what is counted; None where that is people.
        name: of what is counted, where it is people of a declared kind.
    """

    def __init__(self, tables: tuple[Table, ...], declared: bool = True) -> None:
        self.triggers: dict[str, list[Word]] = {}
        for word in (word for table in tables for word in _section(table)):
            self.triggers.setdefault(word.first, []).append(word)
        self.things = None if tables[0].people else Things(tables)
        self.name = "people" if declared and self.things is None else None
        self.declared = declared

    def noun(self, noun: str) -> Word | None:
        """The word for a noun that is counted itself ("death", "victim"), where there is one."""
        return next((w for w in self.triggers.get(noun, ()) if w.mode == "noun" and not w.lead), None)

    def names(self, word: str) -> bool:
        """True for a noun listed as meaning people, or for the last one of a thing's name, whatever its tag."""
        return names_people(word) or (self.things is not None and self.things.ends_one(word))

    def counts(self, noun: str, tag: str) -> bool:
        """Whether the noun may be what is counted."""
        if self.things is not None:
            return self.things.ends_one(noun)
        return bool(is_person(noun, tag))

    @cached_property
    def needs(self) -> dict[str, tuple[frozenset[str], ...]]:
        """Word of the scan -> the sets of words one of which must stand in the sentence too; none for a bare cue."""
        ways: dict[str, set[frozenset[str]]] = {word: set() for word in self._taken}
        for trigger in (trigger for found in self.triggers.values() for trigger in found):
            words = frozenset(_LETTERS.findall(" ".join((*trigger.lead, trigger.first, *trigger.rest))))
            for word in words:
                ways.setdefault(word, set()).add(words)
        for cue in self._cues:
            ways.pop(cue, None)
        return {word: tuple(sorted(needs, key=sorted)) for word, needs in ways.items()}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A scan for a word that some count needs: a sentence without one counts nothing by itself.

        A trigger of several words is scanned for by its longest one ("custody" for "took into custody").
        """
        words = {_rarest((*w.lead, w.first, *w.rest)) for found in self.triggers.values() for w in found}
        words |= self._cues | self._taken
        either = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
        return re.compile(rf"(?<![A-Za-z])(?:{either})(?![A-Za-z])", re.IGNORECASE)

    @property
    def _cues(self) -> frozenset[str]:
        """Words that tell of deaths without a trigger."""
        return listed("gate", "cues") if not self.declared else frozenset()

    @property
    def _taken(self) -> frozenset[str]:
        """Words that tell of people whose data or money was taken."""
        if self.declared:
            return frozenset()
        told = ("data", "datum", "steal", "notify", "cost", "take", "scheme", "persuade", "loot", "listed")
        return frozenset(["affected"]).union(*(listed("breaches", key) for key in told))


@cache
def built_in() -> Vocabulary:
    """The words of the kinds that come with factx: arrests and people."""
    return Vocabulary(tables("counts"), declared=False)


@cache
def vocabulary(tables: tuple[Table, ...]) -> Vocabulary:
    """The words of a declared kind, whose tables these are."""
    return Vocabulary(tables)


def _section(table: Table) -> Iterator[Word]:
    """The words of one kind and role."""
    kind, role = table.kind, table.role
    noun_modes: tuple[tuple[Mode, tuple[str, ...]], ...] = (("noun", table.nouns), ("nominal", table.nominals))
    for mode, entries in noun_modes:
        for entry in entries:
            name, *others = numbers(entry.rstrip("!"))
            for shape in (name, *others):
                *lead, noun = shape.lower().split()
                strict = entry.count("!")
                yield Word(kind, role, mode, noun, (), strict, frozenset(["noun"]), lead=tuple(lead), name=name)
    verb_modes: tuple[tuple[Mode, tuple[str, ...]], ...] = (
        ("object", table.objects),
        ("passive", table.passives),
        ("subject", table.subjects),
    )
    for mode, entries in verb_modes:
        for entry in entries:
            yield from _verb(kind, role, mode, entry.lower())
    for entry in table.missing:
        yield from _verb(kind, role, "object", entry.lower(), missing=True)
    for phrase in table.adjectives:
        first, *rest = phrase.lower().split()
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
    told = [w for w in reversed(phrase) if w not in listed("phrases", "determiners")]
    return max(told or phrase, key=len)


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
