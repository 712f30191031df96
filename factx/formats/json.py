"""One JSON object with all documents, written document by document so that memory stays flat.

Nothing is written before the first document is there; a run that is stopped half-way still closes the object, so
that what was written is valid JSON.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

import factx
from factx.formats import exact, record
from factx.model import Document
from factx.options import Options

_INDENT = "  "
_MARGIN = "\n" + 2 * _INDENT


def write(documents: Iterable[Document], out: TextIO, options: Options) -> None:
    """Write ``{"factx": version, "schema": 1, "documents": [...]}``."""
    head = f'{{\n  "factx": {exact.string(factx.__version__)},\n  "schema": {record.SCHEMA},\n  "documents": ['
    opened = False
    try:
        for doc in documents:
            out.write("," if opened else head)
            opened = True
            out.write(_MARGIN + exact.dumps(record.document(doc, options.with_text), _INDENT, _MARGIN))
        if not opened:
            out.write(head)
            opened = True
    finally:
        if opened:
            out.write("\n  ]\n}\n")
            out.flush()
