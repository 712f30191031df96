"""One Document a line, in input order, each flushed as soon as it is there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from factx.formats import exact, record
from factx.model import Document
from factx.options import Options


def write(documents: Iterable[Document], out: TextIO, options: Options) -> None:
    """Write one line of JSON a document."""
    for doc in documents:
        out.write(exact.dumps(record.document(doc, options.with_text)) + "\n")
        out.flush()
