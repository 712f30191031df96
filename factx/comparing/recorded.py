"""factx's own JSON back to Documents: recognised by its keys, told from articles in JSON Lines.

Plain data in (numbers parsed as Decimal), Documents out. What an older version did not write is left empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, TypeVar, cast

from factx.model import BOUND_ORDER, Document, Fact, Mention, Problem, SectionName

_OF_DOCUMENT = frozenset(("source", "facts", "sha256", "chars"))
_NOTHING = sha256(b"").hexdigest()
_OF_OUTPUT = frozenset(("factx", "documents"))
_SECTIONS: tuple[SectionName, ...] = ("body", "headline", "related")
_WITHOUT_VALUE = frozenset(("date_range", "date", "duration"))
_DIGITS, _LONGEST = 500, 10**12
_Name = TypeVar("_Name", bound=str)


def documents(data: str) -> list[Document] | None:
    """The Documents that a text of factx's JSON or JSON Lines holds; None where it is something else."""
    start = data.lstrip("\ufeff \t\r\n")
    if not start.startswith("{"):
        return None
    first = _parsed(start.split("\n", 1)[0])
    if first is None:
        whole = _parsed(start)
        return list(_of_output(whole)) if whole is not None and whole.keys() >= _OF_OUTPUT else None
    if first.keys() >= _OF_OUTPUT:
        return list(_of_output(first))
    if not first.keys() >= _OF_DOCUMENT:
        return None
    return [_read(number, _parsed(line)) for number, line in enumerate(start.split("\n"), 1) if line.strip()]


def looks_recorded(start: str) -> bool:
    """Whether a text that begins so may be factx's own output; `documents` tells for sure."""
    return start.lstrip("\ufeff \t\r\n").startswith("{") and all(f'"{key}":' in start for key in ("sha256", "facts"))


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number)
    except (ValueError, ArithmeticError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _no_number(name: str) -> Decimal:
    raise ValueError(f"{name} is no number")


def _of_output(whole: dict[str, Any]) -> Iterator[Document]:
    given = whole["documents"]
    return (_read(number, each) for number, each in enumerate(given if isinstance(given, list) else [given], 1))


def _read(number: int, given: Any) -> Document:
    """The Document, or one with a problem where this is no whole record."""
    try:
        return _document(given)
    except (KeyError, TypeError, ValueError, AttributeError):
        source = given.get("source") if isinstance(given, dict) else None
        name = source if isinstance(source, str) else f"record {number}"
        return Document(name, None, None, None, 0, _NOTHING, (), Problem("bad-record", f"{name}: no whole record"))


def _document(given: dict[str, Any]) -> Document:
    error = given.get("error")
    return Document(
        source=_text(given["source"]),
        title=_said(given.get("title")),
        published=_day(given.get("published")),
        url=_said(given.get("url")),
        chars=_count(given["chars"]),
        sha256=_text(given["sha256"]),
        facts=tuple(_fact(each) for each in given["facts"]),
        problem=Problem(_text(error["code"]), _text(error["message"])) if error else None,
        text=_said(given.get("text")) or "",
        language=_said(given.get("language")) or "en",
        site=_said(given.get("site")),
    )


def _fact(given: dict[str, Any]) -> Fact:
    kind, value = _text(given["kind"]), _number(given["value"])
    if value is None and kind not in _WITHOUT_VALUE:
        raise ValueError("a fact without a value")
    return Fact(
        id=_text(given["id"]),
        kind=kind,
        role=_said(given["role"]),
        value=value,
        value_max=_number(given["value_max"]),
        bound=None if given["bound"] is None else _one_of(BOUND_ORDER, given["bound"]),
        currency=_said(given["currency"]),
        start=_day(given["start"]),
        end=_day(given["end"]),
        duration=_said(given["duration"]),
        event=_said(given["event"]),
        place=_said(given["place"]),
        section=_one_of(_SECTIONS, given["section"]),
        text=_text(given["text"]),
        mentions=_mentions(given["mentions"]),
        rule=_text(given["rule"]),
        confidence=float(given["confidence"]),
        counted=_said(given.get("counted")),
        unit=_said(given.get("unit")),
    )


def _mentions(given: list[dict[str, Any]]) -> tuple[Mention, ...]:
    if not given:
        raise ValueError("a fact without a mention")
    return tuple(
        Mention(
            _count(each["start"]), _count(each["end"]), _text(each["text"]), _text(each["sentence"]),
            _one_of(_SECTIONS, each["section"]),
        )
        for each in given
    )  # fmt: skip


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise TypeError("no string")
    return given


def _said(given: object) -> str | None:
    return None if given is None else _text(given)


def _number(given: object) -> Decimal | None:
    """A number of so many digits as a text may state; more of them could fill the memory once written out."""
    if given is None:
        return None
    if not isinstance(given, Decimal) or given < 0 or abs(given.adjusted()) > _DIGITS or len(str(given)) > _DIGITS:
        raise ValueError("no number that a text states")
    return given


def _count(given: object) -> int:
    if not isinstance(given, Decimal) or not 0 <= given < _LONGEST:
        raise ValueError("no count of characters")
    return int(given)


def _one_of(names: tuple[_Name, ...], given: object) -> _Name:
    return names[names.index(cast(_Name, given))]


def _day(given: str | None) -> date | None:
    return date.fromisoformat(given) if given else None
