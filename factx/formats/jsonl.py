"""One Document a line, in input order, each flushed as soon as it is there; or one fact a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from factx.formats import exact, record, row
from factx.model import Document
from factx.options import Options


def write(documents: Iterable[Document], out: TextIO, options: Options) -> None:
    """Write one line of JSON a document, or with ``options.flat`` one a fact."""
    for doc in documents:
        lines = row.rows(doc) if options.flat else [record.document(doc, options.with_text)]
        out.writelines(exact.dumps(line) + "\n" for line in lines)
        out.flush()
