"""One value of one source a row for spreadsheets; the rows of a quantity share its event, number and verdict."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import TextIO

from factx.comparing.model import Event
from factx.formats.csv import cell
from factx.formats.row import Value as Cell

#: Names and order never change; new ones go last.
COLUMNS = (
    "event", "label", "quantity", "kind", "role", "place", "verdict", "source", "published", "fact", "value",
    "value_max", "bound", "currency", "start", "end", "duration", "text", "mention_start", "mention_end", "mentions",
    "sentence",
)  # fmt: skip


def write(events: Sequence[Event], out: TextIO) -> None:
    """Write a line of column names and one row a value."""
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    for row in _rows(events):
        lines.writerow([cell(each) for each in row])


def _rows(events: Sequence[Event]) -> Iterator[tuple[Cell, ...]]:
    number = 0
    for event in events:
        for quantity in event.quantities:
            number += 1
            for value in quantity.values:
                fact, first = value.fact, value.fact.mentions[0]
                yield (
                    event.name, event.label, number, quantity.kind, quantity.role, quantity.place, quantity.verdict,
                    value.document.source, value.document.published, fact.id, fact.value, fact.value_max, fact.bound,
                    fact.currency, fact.start, fact.end, fact.duration, fact.text, first.start, first.end,
                    len(value.mentions), first.sentence,
                )  # fmt: skip
