"""What decisions on statements ask for, and statements in groups that grow together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factx.comparing.names import Vocabulary
from factx.comparing.statements import Statement, Story

Pairs = set[tuple[int, int]]


@dataclass(slots=True)
class Known:
    """What all decisions ask for: the stories, how rare names are, and which documents tell one story."""

    stories: Sequence[Story]
    vocabulary: Vocabulary
    linked: Pairs
    told: Counter[tuple[object, ...]]

    def lone(self, statement: Statement) -> bool:
        """Whether no other statement of the document, its title aside, gives this figure of this kind and currency."""
        return self.told[told_as(statement)] <= 1

    def sole(self, statement: Statement) -> bool:
        """Whether no other statement of the document, its title aside, gives a figure of this kind, role and event."""
        return self.told[told_of(statement)] <= 1

    def one_story(self, a: Statement, b: Statement) -> bool:
        return (min(a.document, b.document), max(a.document, b.document)) in self.linked


def told_as(s: Statement) -> tuple[object, ...]:
    return s.document, s.fact.kind, s.fact.counted, s.fact.unit, s.fact.currency, s.fact.value, s.fact.value_max


def told_of(s: Statement) -> tuple[object, ...]:
    return s.document, s.fact.kind, s.fact.counted, s.fact.unit, s.fact.currency, s.fact.role, s.operation


class Groups:
    """Statements in groups that grow together: each begins alone."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._of: dict[int, list[Statement]] = {s.number: [s] for s in statements}

    def of(self, statement: Statement) -> list[Statement]:
        """The group of a statement."""
        return self._of[statement.number]

    def join(self, a: Statement, b: Statement) -> None:
        """Make one group of two."""
        one, other = self.of(a), self.of(b)
        if one is not other:
            if len(one) < len(other):
                one, other = other, one
            one.extend(other)
            for statement in other:
                self._of[statement.number] = one

    def all(self) -> list[list[Statement]]:
        """All groups by their first statement, each in order."""
        found = {id(group): group for group in self._of.values()}
        return sorted((sorted(g, key=lambda s: s.number) for g in found.values()), key=lambda g: g[0].number)
