"""Gold as JSON Lines, one article a line: ``id``, ``published`` and ``facts``, one row a mention. Carries no texts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, BinaryIO

from factx.formats import exact
from factx.gold import marked
from factx.gold.marked import Marked, Problems
from factx.model import Document
from factx.reading import metadates


def write(documents: Iterable[Document], out: BinaryIO) -> None:
    """One line an article."""
    for document in documents:
        facts = list(marked.rows(document))
        line = {"id": document.source, "published": document.published, "facts": facts}
        out.write(f"{exact.dumps(line)}\n".encode())


def read(data: bytes, name: str, problems: Problems) -> list[Marked]:
    """The articles of the file's lines; lines that are no annotated article are problems."""
    found: list[Marked] = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_float=Decimal)
            found.append(_marked(record, f"line {number}", problems))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            what = f"there is no {error}" if isinstance(error, KeyError) else f"this is no annotated article ({error})"
            problems.append(f"line {number}: {what}")
    return found


def _marked(record: dict[str, Any], where: str, problems: Problems) -> Marked:
    said = record.get("published")
    published = metadates.parse(said) if isinstance(said, str) else None
    entries = marked.complete(record["facts"], where, published, problems)
    return Marked(str(record["id"]), entries, published=published)
