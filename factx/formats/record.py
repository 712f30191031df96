"""A Document as the plain data of the output contract: names and order of fields are laid down here, once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from factx.model import Document, Fact, Mention

#: Version of the output contract, given in every JSON output.
SCHEMA = 1


def document(doc: Document, with_text: bool = False) -> dict[str, Any]:
    """The Document as a dict for JSON, with the text that its offsets index where that is asked for."""
    fields: dict[str, Any] = {
        "source": doc.source,
        "title": doc.title,
        "published": doc.published,
        "url": doc.url,
        "site": doc.site,
        "language": doc.language,
        "chars": doc.chars,
        "sha256": doc.sha256,
        "facts": [fact(each) for each in doc.facts],
        "error": {"code": doc.problem.code, "message": doc.problem.message} if doc.problem else None,
    }
    if with_text:
        fields["text"] = str(doc.text)
    return fields


def fact(given: Fact) -> dict[str, Any]:
    """The Fact as a dict for JSON; every field is there, those of declared kinds on their facts alone."""
    fields = {
        "id": given.id,
        "kind": given.kind,
        "role": given.role,
        "value": given.value,
        "value_max": given.value_max,
        "bound": given.bound,
        "currency": given.currency,
        "start": given.start,
        "end": given.end,
        "duration": given.duration,
        "event": given.event,
        "place": given.place,
        "section": given.section,
        "text": given.text,
        "mentions": [mention(each) for each in given.mentions],
        "rule": given.rule,
        "confidence": confidence(given),
    }
    return fields | {"counted": given.counted, "unit": given.unit} if given.counted else fields


def mention(given: Mention) -> dict[str, Any]:
    """The Mention as a dict for JSON."""
    return {
        "start": given.start,
        "end": given.end,
        "text": given.text,
        "sentence": given.sentence,
        "section": given.section,
    }


def confidence(given: Fact) -> Decimal:
    """The confidence with at most three decimals."""
    return Decimal(f"{given.confidence:.3f}")
