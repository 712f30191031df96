"""One fact a row for spreadsheets, with stable columns; a failed input is a row with only its source and error.

Text that a spreadsheet would take for a formula gets a leading apostrophe; numbers and dates stay what they are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TextIO

from factx.formats import exact, record
from factx.model import Document, Fact
from factx.options import Options

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
)
# What makes a cell a formula, full-width forms included, also behind blanks that a spreadsheet trims.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\n]")
# A lone carriage return is not quoted by every version of the csv module.
_LINE_BREAK = re.compile(r"\r\n?")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def write(documents: Iterable[Document], out: TextIO, options: Options) -> None:
    """Write a line of column names and one row a fact."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for doc in documents:
        rows.writerows([row.get(column, "") for column in COLUMNS] for row in _rows(doc))
        out.flush()


def _rows(doc: Document) -> Iterator[dict[str, str]]:
    about = {"source": _text(doc.source), "title": _text(doc.title), "published": _plain(doc.published)}
    if doc.problem:
        yield about | {"error": _text(f"{doc.problem.code}: {doc.problem.message}")}
    for fact in doc.facts:
        yield about | _cells(fact)


def _cells(fact: Fact) -> dict[str, str]:
    first = fact.mentions[0]
    return {
        "id": fact.id,
        "kind": fact.kind,
        "role": _text(fact.role),
        "value": _number(fact.value),
        "value_max": _number(fact.value_max),
        "bound": fact.bound or "",
        "currency": fact.currency or "",
        "start": _plain(fact.start),
        "end": _plain(fact.end),
        "duration": fact.duration or "",
        "event": _text(fact.event),
        "place": _text(fact.place),
        "section": fact.section,
        "text": _text(fact.text),
        "sentence": _text(first.sentence),
        "mention_start": str(first.start),
        "mention_end": str(first.end),
        "mentions": str(len(fact.mentions)),
        "rule": fact.rule,
        "confidence": _number(record.confidence(fact)),
    }


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _number(value: Decimal | None) -> str:
    return "" if value is None else exact.number(value)


def _text(value: str | None) -> str:
    """A cell of text: no formula, nothing that a file cannot hold."""
    if not value:
        return ""
    value = _UNPRINTABLE.sub("\ufffd", _LINE_BREAK.sub("\n", value))
    return f"'{value}" if _FORMULA.match(value) else value
