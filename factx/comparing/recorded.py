"""factx's own JSON back to Documents: recognised by its keys, told from articles in JSON Lines.

Plain data in (numbers parsed as Decimal), Documents out. What an older version did not write is left empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from factx.model import Document, Fact, Mention, Problem

_OF_DOCUMENT = frozenset(("source", "facts", "sha256", "chars"))
_NOTHING = sha256(b"").hexdigest()
_OF_OUTPUT = frozenset(("factx", "documents"))


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
        found = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _of_output(whole: dict[str, Any]) -> Iterator[Document]:
    return (_read(number, each) for number, each in enumerate(whole["documents"], 1))


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
        source=given["source"],
        title=given.get("title"),
        published=_day(given.get("published")),
        url=given.get("url"),
        chars=int(given["chars"]),
        sha256=given["sha256"],
        facts=tuple(_fact(each) for each in given["facts"]),
        problem=Problem(error["code"], error["message"]) if error else None,
        text=given.get("text") or "",
        language=given.get("language") or "en",
        site=given.get("site"),
    )


def _fact(given: dict[str, Any]) -> Fact:
    mentions = tuple(
        Mention(int(m["start"]), int(m["end"]), m["text"], m["sentence"], m["section"]) for m in given["mentions"]
    )
    return Fact(
        **{name: given[name] for name in _AS_THEY_ARE},
        start=_day(given["start"]),
        end=_day(given["end"]),
        mentions=mentions,
        confidence=float(given["confidence"]),
        counted=given.get("counted"),
        unit=given.get("unit"),
    )


_AS_THEY_ARE = (
    "id", "kind", "role", "value", "value_max", "bound", "currency", "duration", "event", "place", "section", "text",
    "rule",
)  # fmt: skip


def _day(given: str | None) -> date | None:
    return date.fromisoformat(given) if given else None
