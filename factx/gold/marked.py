"""The shape of an annotated article, and what its annotations leave to be filled in.

A row is a mention with the fields of a fact: ``kind``, ``role``, ``value``, ``value_max``, ``bound``, ``currency``,
``start``, ``end``, ``duration``, ``event``, ``place``, ``counted``, ``unit``, ``section``, ``fact`` (rows of one fact
share it), ``optional``, and ``mention`` with ``start``, ``end`` and ``text``. What a person need not write is taken
from the mention's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from factx.model import BOUND_ORDER, Document
from factx.reading import view
from factx.scoring import DATE_KINDS, Entry, entries

Row = dict[str, Any]
#: What is wrong with a file, in words that say where.
Problems = list[str]

SECTIONS = ("body", "headline", "related")
_KIND = re.compile(r"[a-z][a-z_]*\Z")
_TEXTS = ("role", "bound", "currency", "duration", "event", "place", "counted", "unit")
_GROUPED = ("kind", "role", "value", "value_max", "currency", "start", "end", "duration", "counted", "unit")


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its gold.

    Attributes:
        id: which Document it belongs to: its source, or its file name without suffix.
        entries: its mentions.
        text, title, published, url: the article itself, where the form carries it.
    """

    id: str
    entries: tuple[Entry, ...]
    text: str | None = None
    title: str | None = None
    published: date | None = None
    url: str | None = None


def rows(document: Document) -> Iterator[Row]:
    """The mentions of a Document's facts, in order of their facts."""
    for number, fact in enumerate(document.facts, 1):
        for mention in fact.mentions:
            yield {
                "kind": fact.kind,
                "role": fact.role,
                "value": fact.value,
                "value_max": fact.value_max,
                "bound": fact.bound,
                "currency": fact.currency,
                "start": fact.start,
                "end": fact.end,
                "duration": fact.duration,
                "event": fact.event,
                "place": fact.place,
                "counted": fact.counted,
                "unit": fact.unit,
                "section": fact.section,
                "fact": number,
                "optional": False,
                "mention": {"start": mention.start, "end": mention.end, "text": mention.text},
            }


def complete(given: list[Row], where: str, published: date | None, problems: Problems) -> tuple[Entry, ...]:
    """The entries of one article.

    Args:
        given: rows that may lack anything but ``kind`` and ``mention``.
        where: for messages.
        published: day from which words such as "last year" count.
        problems: gets what cannot be understood.
    """
    whole: list[Row] = []
    for row in given:
        try:
            whole.append(_whole(row, published))
        except (ValueError, KeyError, TypeError) as error:
            mention = row.get("mention")
            words = f" {mention.get('text')!r}" if isinstance(mention, Mapping) else ""
            what = f"it has no {error}" if isinstance(error, KeyError) else str(error)
            problems.append(f"{where}, mention{words}: {what}")
    _number_facts(whole)
    return tuple(entries(whole))


def _whole(row: Row, published: date | None) -> Row:
    """The row with every field, each of its type."""
    kind, mention = row["kind"], row["mention"]
    if not isinstance(kind, str) or not _KIND.match(kind):
        raise ValueError(f"{kind!r} is no kind")
    start, end = mention["start"], mention["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        raise ValueError(f"{start!r} to {end!r} is no span")
    made: Row = {name: _text(row.get(name)) for name in _TEXTS}
    made |= {name: _number(row.get(name)) for name in ("value", "value_max")}
    made |= {name: _day(row.get(name)) for name in ("start", "end")}
    made |= {"kind": kind, "fact": row.get("fact"), "optional": bool(row.get("optional"))}
    made["partial"] = bool(row.get("partial"))
    made["mention"] = {"start": start, "end": end, "text": str(mention["text"])}
    made["section"] = _one_of(row.get("section") or "body", SECTIONS, "section")
    _fill(made, row, published)
    if made["bound"] is not None:
        _one_of(made["bound"], BOUND_ORDER, "bound")
    return made


def _fill(made: Row, row: Row, published: date | None) -> None:
    """Take from the words what the row does not say."""
    kind, words = made["kind"], " ".join(view.plain(made["mention"]["text"]).split())
    if kind in DATE_KINDS or kind == "duration":
        if row.keys().isdisjoint(("start", "end", "duration")):
            made |= _dated(kind, words, published)
        return
    read = _quantity(words, kind == "money")
    if made["value"] is None:
        if read is None:
            raise ValueError("no number can be read from these words alone; write its value")
        made |= {"value": read.value, "value_max": read.value_max}
    same = read is not None and (read.value, read.value_max) == (made["value"], made["value_max"])
    if made["bound"] is None:
        made["bound"] = "between" if made["value_max"] is not None else read.bound if same and read else "exact"
    if kind == "money" and made["currency"] is None:
        if read is None or read.currency is None:
            raise ValueError("no currency can be read from these words alone; write it")
        made["currency"] = read.currency


def _quantity(words: str, money: bool) -> Any:
    """The one number or sum that the words state, or None."""
    from factx.values import money as sums
    from factx.values import numbers

    found = sums.find(words) if money else numbers.find(words)
    return found[0] if len(found) == 1 else None


def _dated(kind: str, words: str, published: date | None) -> Row:
    from factx.values import dates

    found = [each for each in dates.find(words, published) if each.kind == kind]
    if len(found) != 1:
        raise ValueError("no dates can be read from these words alone; write start and end")
    return {"start": found[0].first, "end": found[0].last, "duration": found[0].duration}


def _number_facts(whole: list[Row]) -> None:
    """Number the facts: rows share one where they say so, or else where they state the same."""
    names = {str(row["fact"]): n for n, row in enumerate(whole, 1) if row["fact"] not in (None, "")}
    stated: dict[tuple[object, ...], int] = {}
    for row in whole:
        if row["fact"] not in (None, ""):
            row["fact"] = names[str(row["fact"])]
            stated.setdefault(_stated(row), row["fact"])
    for n, row in enumerate(whole, 1):
        if row["fact"] in (None, ""):
            row["fact"] = stated.setdefault(_stated(row), n)


def _stated(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in _GROUPED)


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return (value or "").strip() or None
    raise ValueError(f"{value!r} is no text")


def _number(value: object) -> Decimal | None:
    """A number as JSON or a person writes it; grouped by commas, if at all."""
    if value is None or value == "":
        return None
    try:
        number = Decimal(re.sub(r"(?<=\d),(?=\d{3}(?:\D|\Z))", "", str(value).strip()))
    except InvalidOperation as error:
        raise ValueError(f"{value!r} is no number; write it in figures, such as 1200000") from error
    if isinstance(value, bool) or not number.is_finite():
        raise ValueError(f"{value!r} is no number")
    return number


def _day(value: object) -> date | None:
    if value is None or value == "" or isinstance(value, date):
        return value or None  # type: ignore[return-value]
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise ValueError(f"{value!r} is no day; write it as YYYY-MM-DD") from error


def _one_of(value: object, allowed: tuple[str, ...], what: str) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} is no {what}; choose from {', '.join(allowed)}")
    return str(value)
