"""A comparison as the plain data of the output contract: names and order of fields are laid down here, once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import factx
from factx.comparing.model import Event, Quantity, Value
from factx.formats.record import SCHEMA


def output(events: Iterable[Event]) -> dict[str, Any]:
    """The whole comparison as a dict for JSON."""
    return {"factx": factx.__version__, "schema": SCHEMA, "events": [event(each) for each in events]}


def event(given: Event) -> dict[str, Any]:
    """The Event as a dict for JSON."""
    return {
        "name": given.name,
        "aliases": list(given.aliases),
        "label": given.label,
        "documents": [document.source for document in given.documents],
        "quantities": [quantity(each) for each in given.quantities],
    }


def quantity(given: Quantity) -> dict[str, Any]:
    """The Quantity as a dict for JSON."""
    return {
        "kind": given.kind,
        "role": given.role,
        "currency": given.currency,
        "place": given.place,
        "counted": given.counted,
        "verdict": given.verdict,
        "values": [value(each) for each in given.values],
    }


def value(given: Value) -> dict[str, Any]:
    """The Value as a dict for JSON, its mentions by offsets alone."""
    fact = given.fact
    return {
        "source": given.document.source,
        "fact": fact.id,
        "value": fact.value,
        "value_max": fact.value_max,
        "bound": fact.bound,
        "start": fact.start,
        "end": fact.end,
        "text": fact.text,
        "mentions": [{"start": m.start, "end": m.end} for m in given.mentions],
        "currency": fact.currency,
        "duration": fact.duration,
        "published": given.document.published,
    }
