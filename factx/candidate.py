"""What the rules give to resolve: a fact's mention, still in the offsets of the view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from factx.model import Bound


@dataclass(slots=True)
class Candidate:
    """One mention of a fact.

    Attributes:
        start, end: the quantity or date expression in the view.
        phrase_end: where the words that it counts end (for the fact's `text`).
        sentence: number of its sentence.
        kind, role, value, value_max, bound, currency, duration, event, place: as in the fact model.
        rule: name of the rule that found it.
        first, last: the days of a date or range, both inclusive.
        counted: the lower-case noun that is counted, if any.
        converted: for an amount in brackets, the value that it converts.
        item: number of the paragraph where the sentence is an item of a list.
        around: the place in which the sentence says that the place is ("London" of "Westminster in London").
        more: not counted before ("three more men").
        thing, unit: of declared kinds: what is counted, and what it is measured in.
    """

    start: int
    end: int
    phrase_end: int
    sentence: int
    kind: str
    rule: str
    role: str | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    bound: Bound | None = None
    currency: str | None = None
    first: date | None = None
    last: date | None = None
    duration: str | None = None
    event: str | None = None
    place: str | None = None
    counted: str | None = None
    converted: Decimal | None = None
    item: int | None = None
    around: str | None = None
    more: bool = False
    thing: str | None = None
    unit: str | None = None
