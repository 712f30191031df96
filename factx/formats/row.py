"""A Document as rows of one fact each: the columns that csv, tsv, parquet and ``--flat`` share, with typed values.

Of a fact's mentions a row has the first one's sentence and offsets, and their number. A failed input is one row with
nothing but what is known of it and its error; an input without facts gives no row.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from factx.formats import record
from factx.model import Document, Fact

Value = str | int | Decimal | date | None

#: Names and order never change; new ones go last.
COLUMNS = (
    "source",
    "title",
    "published",
    "id",
    "kind",
    "role",
    "value",
    "value_max",
    "bound",
    "currency",
    "start",
    "end",
    "duration",
    "event",
    "place",
    "section",
    "text",
    "sentence",
    "mention_start",
    "mention_end",
    "mentions",
    "rule",
    "confidence",
    "error",
    "counted",
    "unit",
)


def rows(doc: Document) -> Iterator[dict[str, Value]]:
    """The rows of ``doc``; each has every column, in order."""
    about: dict[str, Value] = {"source": doc.source, "title": doc.title, "published": doc.published}
    empty: dict[str, Value] = dict.fromkeys(COLUMNS)
    if doc.problem:
        yield empty | about | {"error": f"{doc.problem.code}: {doc.problem.message}"}
    for fact in doc.facts:
        yield empty | about | _fact(fact)


def _fact(fact: Fact) -> dict[str, Value]:
    first = fact.mentions[0]
    fields = {name: value for name, value in record.fact(fact).items() if name in COLUMNS}
    return fields | {
        "sentence": first.sentence,
        "mention_start": first.start,
        "mention_end": first.end,
        "mentions": len(fact.mentions),
    }
