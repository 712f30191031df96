"""What a comparison gives back: events, what they put figures on, what each source says. Frozen, nothing decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from factx.model import Document, Fact, Mention

Verdict = Literal["agree", "consistent", "conflict", "single"]


@dataclass(frozen=True, slots=True)
class Value:
    """What one source says.

    Attributes:
        document: the source.
        fact: its most informative fact on the quantity.
        converted: its fact that gives the same sum in another currency, if it does.
    """

    document: Document
    fact: Fact
    converted: Fact | None = None

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Where the source states it, in either currency, in order."""
        other = self.converted.mentions if self.converted else ()
        return tuple(sorted((*self.fact.mentions, *other), key=lambda m: (m.start, m.end)))


@dataclass(frozen=True, slots=True)
class Quantity:
    """One thing that sources put a figure on.

    Attributes:
        kind, role, currency, place: as of its facts; the currency is the one that most sources give.
        counted: what is counted, None for money and dates.
        verdict: whether the values go together.
        values: in the order of the sources; two of one source where it contradicts itself.
    """

    kind: str
    role: str | None
    currency: str | None
    place: str | None
    counted: str | None
    verdict: Verdict
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What several documents report.

    Attributes:
        name: of the operation, as most sources write it; None where none is named.
        aliases: its other spellings.
        label: the event in a few words.
        documents: those that report it, in input order.
        quantities: in the order in which the first source gives them, those of several sources first.
        start, end: the widest range of days that is stated of it, where one is.
    """

    name: str | None
    aliases: tuple[str, ...]
    label: str
    documents: tuple[Document, ...]
    quantities: tuple[Quantity, ...]
    start: date | None = None
    end: date | None = None
