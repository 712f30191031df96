"""Events in the order of their days, with the figures that matter most. Events in, Moments out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from factx.comparing.model import Event, Quantity

#: Figures shown of each event.
_MOST = 5
_DATES = frozenset(("date_range", "date", "duration"))
_KINDS = ("arrests", "money", "people", "countries")


@dataclass(frozen=True, slots=True)
class Moment:
    """An event in its place in time.

    Attributes:
        event: what happened.
        start, end: its days; one is None where that end is open, both where nothing tells.
        dated: ``stated`` where the sources name the range, ``published`` where the days are those of the reports.
        figures: the main ones, at most a handful.
    """

    event: Event
    start: date | None
    end: date | None
    dated: Literal["stated", "published"] | None
    figures: tuple[Quantity, ...]


def timeline(events: Iterable[Event]) -> list[Moment]:
    """The events that have figures, from the earliest start; those without any day last."""
    moments = [_moment(event) for event in events]
    shown = [moment for moment in moments if moment.figures or moment.dated == "stated"]
    return sorted(shown, key=lambda m: (m.start or m.end or date.max, m.end or date.max))


def _moment(event: Event) -> Moment:
    figures = _figures(event.quantities)
    if event.start or event.end:
        return Moment(event, event.start, event.end, "stated", figures)
    days = [document.published for document in event.documents if document.published]
    if not days:
        return Moment(event, None, None, None, figures)
    return Moment(event, min(days), max(days), "published", figures)


def _figures(quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """One of each kind and role: of most sources, in a title, of no part of the places; in a fixed order of kinds."""
    first: dict[tuple[str, str | None], Quantity] = {}
    for quantity in sorted(quantities, key=_rank):
        if quantity.kind not in _DATES and (quantity.place is None or _titled(quantity)):
            first.setdefault((quantity.kind, quantity.role), quantity)
    ranked = sorted(first.values(), key=lambda q: _KINDS.index(q.kind) if q.kind in _KINDS else len(_KINDS))
    return tuple(ranked[:_MOST])


def _rank(quantity: Quantity) -> tuple[int, bool, bool]:
    sources = len({value.document.source for value in quantity.values})
    return -sources, not _titled(quantity), quantity.place is not None


def _titled(quantity: Quantity) -> bool:
    return any(mention.section == "headline" for value in quantity.values for mention in value.fact.mentions)
