"""Documents made by hand for the tests of the formats."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from factx.formats import FORMATS
from factx.model import Document, Fact, Mention, Problem
from factx.options import Options

TEXT = (
    "Raid in the harbour\n\nPolice in Porto arrested more than 1,500 people between July and November 2024.\n"
    "They seized $0.35 in change and €1.2 million in notes. Operation Driftwood goes on.\n"
)


def mention(quantity: str, text: str = TEXT, section: str = "body") -> Mention:
    start = text.index(quantity)
    line = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    return Mention(start, start + len(quantity), quantity, text[line : end if end > 0 else None], section)  # type: ignore[arg-type]


def fact(kind: str, quantity: str, text: str = TEXT, **fields: Any) -> Fact:
    """A Fact of ``kind`` whose first mention is ``quantity``; numbers may be given as strings."""
    for name in ("value", "value_max"):
        if isinstance(fields.get(name), str):
            fields[name] = Decimal(fields[name])
    for name in ("start", "end"):
        if isinstance(fields.get(name), str):
            fields[name] = date.fromisoformat(fields[name])
    section = fields.get("section", "body")
    given: dict[str, Any] = {
        **dict.fromkeys(("role", "value", "value_max", "currency", "start", "end", "duration", "event", "place")),
        "bound": "exact" if "value" in fields else None,
        "section": section,
        "text": quantity,
        "mentions": (mention(quantity, text, section),),
        "rule": "counts.noun",
        "confidence": 0.9,
    }
    return Fact(f"{kind}-1", kind, **{**given, **fields})


def document(*facts: Fact, text: str = TEXT, **fields: Any) -> Document:
    made = Document(
        source="harbour.txt",
        title="Raid in the harbour",
        published=date(2024, 12, 1),
        url=None,
        chars=len(text),
        sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        facts=facts,
        text=text,
    )
    return replace(made, **fields)


ARRESTS = replace(
    fact("arrests", "more than 1,500", value="1500", bound="more_than", place="Porto", event="Operation Driftwood"),
    text="more than 1,500 people",
)
CHANGE = replace(fact("money", "$0.35", value="0.35", role="seized", currency="USD"), confidence=0.98765)
NOTES = replace(fact("money", "€1.2 million", value="1.2E+6", role="seized", currency="EUR"), id="money-2")
RANGE = fact("date_range", "between July and November 2024", start="2024-07-01", end="2024-11-30")
GOOD = document(ARRESTS, RANGE, CHANGE, NOTES)
BAD = document(
    source="gone.txt", title=None, published=None, text="", problem=Problem("not-found", "gone.txt: no such file")
)


def written(name: str, *documents: Document, options: Options | None = None) -> str:
    """What the format ``name`` writes."""
    out = io.StringIO()
    FORMATS[name].load()(documents, out, options or Options())
    return out.getvalue()
