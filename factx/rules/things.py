"""The things that a declared kind counts: nouns, the units they are measured in, and what rules them out.

In go tokens of a sentence, out comes what stands there. Names are compared by characters, blanks and hyphens being the
same, so that they are found however a sentence is cut into tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from factx.declared import Table, Unit
from factx.rules.inflect import numbers
from factx.syntax import Parsed

_WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"[\s-]+")
# Tokens that a name or a unit may have, at most, and tokens beside the phrase in which an exclusion is looked for.
_LONGEST, _BESIDE = 8, 3
# Characters behind a number in which what it counts begins, at most.
_REACH = 120


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted: as facts call it, the roles that it can have, and whether one of it is spoken of."""

    name: str
    roles: frozenset[str | None]
    singular: bool = False


class Things:
    """The things of one kind.

    Args:
        tables: of the kind.
    """

    def __init__(self, tables: Iterable[Table]) -> None:
        roles: dict[str, set[str | None]] = {}
        names: dict[str, tuple[str, bool]] = {}
        units: dict[str, Unit] = {}
        exclude: set[str] = set()
        alone: set[str] = set()
        for table in tables:
            for entry in table.counts:
                name, *others = numbers(entry)
                for form in (name, *others):
                    names.setdefault(_plain(form), (name, form not in others))
                    roles.setdefault(_plain(form), set()).add(table.role)
            for unit in table.units:
                for form in (form for word in unit.words for form in numbers(word)):
                    units.setdefault(_plain(form), unit)
            exclude.update(map(_plain, table.exclude))
            alone.update(_plain(form) for entry in table.nouns for form in numbers(entry.rstrip("!")))
        self.units = units
        self._names = {form: Thing(name, frozenset(roles[form]), one) for form, (name, one) in names.items()}
        self._exclude = frozenset(exclude)
        self._ends = frozenset(_WORD.findall(form)[-1] for form in {*names, *alone})

    def ends_one(self, word: str) -> bool:
        """Whether a name of a thing can end with this word, in lower case."""
        return word in self._ends

    def near(self, text: str, start: int, end: int) -> bool:
        """Whether a word that ends a name stands close behind ``start`` in ``text``, before ``end``."""
        low = text[start : min(end, start + _REACH)].lower()
        return not self._ends.isdisjoint(_WORD.findall(low))

    def named(self, sentence: Parsed, first: int, head: int) -> tuple[Thing, int] | None:
        """The thing whose name holds token ``head`` and begins at token ``first`` or later; with one past its end.

        The parse takes "works" for the head of "works of art": a name may go on behind it.
        """
        for end in range(min(len(sentence), head + _LONGEST), head, -1):
            for i in range(max(first, head - _LONGEST + 1), head + 1):
                if thing := self._names.get(_words(sentence, i, end)):
                    return thing, end
        return None

    def unit(self, sentence: Parsed, first: int) -> tuple[Unit, int] | None:
        """The unit that begins at token ``first``, the longest one; with one past its last token."""
        for end in range(min(len(sentence), first + 4), first, -1):
            if unit := self.units.get(_words(sentence, first, end)):
                return unit, end
        return None

    def unit_on(self, sentence: Parsed, number: int, tail: int) -> Unit | None:
        """The unit that is written on the digits of token ``number``, which end at ``tail``: "400tonnes"."""
        end = sentence.ends[number]
        return self.units.get(_plain(sentence.text[tail:end])) if tail < end else None

    def excluded(self, sentence: Parsed, first: int, end: int) -> bool:
        """Whether a word that rules the count out stands in the phrase of these tokens, or right beside it."""
        if not self._exclude:
            return False
        last = min(len(sentence), end + _BESIDE)
        return any(
            _words(sentence, i, k) in self._exclude
            for i in range(max(0, first - _BESIDE), last)
            for k in range(i + 1, min(last, i + _LONGEST) + 1)
        )


def _words(sentence: Parsed, first: int, end: int) -> str:
    """The words of these tokens, to be looked up."""
    return _plain(sentence.text[sentence.starts[first] : sentence.ends[end - 1]])


def _plain(words: str) -> str:
    return _JOINT.sub(" ", words.lower().replace("\u2019", "'")).strip()
