"""What a spaCy Doc keeps of a Document: spans for the mentions, the rest as JSON among its user data.

JSON, because a Doc's user data has to go through msgpack: to disk, into a DocBin, to another process and back.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from factx.model import Document, Fact
from factx.reading import metadates

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Of ``doc.user_data``, and the usual group of ``doc.spans``.
KEY = "factx"
_DAY = "factx_published"


def register() -> None:
    """Give Docs ``_.facts`` and ``_.published``, unless somebody else has an extension of that name."""
    from spacy.tokens import Doc

    if not Doc.has_extension("facts"):
        Doc.set_extension("facts", getter=facts)
    if not Doc.has_extension("published"):
        Doc.set_extension("published", getter=published, setter=_set_published)


def keep(doc: Doc, document: Document, spans_key: str = KEY) -> None:
    """Leave the Document's facts with the Doc of the same text.

    A span covers the tokens that hold the mention, which may be more than its words ("$1.2-$1.5 billion" is often one
    token); the offsets of ``_.facts`` are exact. Its label is ``kind`` or ``kind/role``, its id that of the fact.
    """
    doc.user_data[KEY] = document.to_json()
    spans = []
    for fact in document.facts:
        for mention in fact.mentions:
            span = doc.char_span(
                mention.start, mention.end, label=label(fact), span_id=fact.id, alignment_mode="expand"
            )
            if span is not None:
                spans.append(span)
    spans.sort(key=lambda span: (span.start, span.end, span.label_, span.id_))
    doc.spans[spans_key] = spans


def label(fact: Fact) -> str:
    """``kind`` or ``kind/role``."""
    return f"{fact.kind}/{fact.role}" if fact.role else fact.kind


def kept(doc: Doc) -> Document | None:
    """The Document that was left with the Doc, without its text; None where there is none."""
    from factx.comparing import recorded

    said = doc.user_data.get(KEY)
    found = recorded.documents(said) if isinstance(said, str) else None
    return found[0] if found else None


def facts(doc: Doc) -> tuple[Fact, ...]:
    """The facts of the Doc; none before the component has seen it."""
    document = kept(doc)
    return document.facts if document else ()


def published(doc: Doc) -> date | None:
    """The day that was set as ``doc._.published``, or comes with the Doc as ``published`` of its context."""
    context: Any = getattr(doc, "_context", None)
    said = doc.user_data.get(_DAY) or (context.get("published") if isinstance(context, dict) else None)
    return said if isinstance(said, date) else metadates.parse(said) if isinstance(said, str) else None


def _set_published(doc: Doc, day: date | str | None) -> None:
    if isinstance(day, str) and metadates.parse(day) is None:
        raise ValueError(f"doc._.published: {day!r} is no day; give a date, or write it as YYYY-MM-DD")
    doc.user_data[_DAY] = day.isoformat()[:10] if isinstance(day, date) else day
