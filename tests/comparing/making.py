"""Short ways to make Documents with facts for tests of comparisons."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from factx.model import Document, Fact, Mention

_SIGNS = {
    "": "exact",
    ">": "more_than",
    ">=": "at_least",
    "<": "less_than",
    "<=": "at_most",
    "~": "about",
    "!": "nearly",
}


def fact(said: str, sentence: str = "", **fields: Any) -> Fact:
    """A fact from a figure with a bound's sign and a currency: ``> 5500``, ``~ 2 GBP``, ``5..10``."""
    sign, _, rest = said.rpartition(" ") if " " in said and not said.split()[-1].isalpha() else ("", "", said)
    currency = None
    if said.split()[-1].isalpha():
        *signs, rest, currency = said.split()
        sign = signs[0] if signs else ""
    low, _, high = rest.partition("..")
    kind = fields.pop("kind", "money" if currency else "arrests")
    given: dict[str, Any] = {
        "id": f"{kind}-1", "kind": kind, "role": "lost" if kind == "money" else None, "value": Decimal(low),
        "value_max": Decimal(high) if high else None, "bound": "between" if high else _SIGNS[sign.strip()],
        "currency": currency, "start": None, "end": None, "duration": None, "event": None, "place": None,
        "section": "body", "text": said, "mentions": (mention(said, sentence or said),), "rule": "test",
        "confidence": 0.9,
    }  # fmt: skip
    return Fact(**{**given, **fields})


def days(start: str | None, end: str | None, **fields: Any) -> Fact:
    """A date range."""
    given: dict[str, Any] = {
        "kind": "date_range", "role": None, "value": None, "bound": None, "currency": None, "id": "date_range-1",
        "start": date.fromisoformat(start) if start else None, "end": date.fromisoformat(end) if end else None,
        "text": f"{start} to {end}",
    }  # fmt: skip
    return fact("1", **{**given, **fields})


def mention(words: str, sentence: str, start: int = 0) -> Mention:
    """A mention in the body."""
    return Mention(start, start + len(words), words, sentence, "body")


def document(source: str, *facts: Fact, title: str | None = None, published: str | None = None) -> Document:
    """A document with its facts numbered and placed one behind the other."""
    placed = []
    for number, each in enumerate(facts, 1):
        mentions = tuple(
            Mention(m.start + 200 * number, m.end + 200 * number, m.text, m.sentence, m.section) for m in each.mentions
        )
        fields = {name: getattr(each, name) for name in Fact.__dataclass_fields__}
        placed.append(Fact(**{**fields, "id": f"{each.kind}-{number}", "mentions": mentions}))
    day = date.fromisoformat(published) if published else None
    return Document(source, title, day, None, 5000, "0" * 64, tuple(placed))
