"""One JSON object with all documents, written document by document so that memory stays flat; or one flat array.

Nothing is written before the first document is there; a run that is stopped half-way still closes what it opened, so
that what was written is valid JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

import factx
from factx.formats import exact, record, row
from factx.model import Document
from factx.options import Options

_INDENT = "  "


def write(documents: Iterable[Document], out: TextIO, options: Options) -> None:
    """Write ``{"factx": version, "schema": 1, "documents": [...]}``, or with ``options.flat`` an array of rows."""
    if options.flat:
        _write_list((list(row.rows(doc)) for doc in documents), out, "[", "]\n", "\n")
        return
    head = f'{{\n  "factx": {exact.string(factx.__version__)},\n  "schema": {record.SCHEMA},\n  "documents": ['
    records = ([record.document(doc, options.with_text)] for doc in documents)
    _write_list(records, out, head, "]\n}\n", "\n" + _INDENT)


def _write_list(groups: Iterator[list[Any]], out: TextIO, head: str, foot: str, margin: str) -> None:
    """Write the items of all groups, each group as soon as it is there, between ``head`` and ``foot``."""
    deeper = margin + _INDENT
    opened = filled = False
    try:
        for group in groups:
            if not opened:
                out.write(head)
                opened = True
            for item in group:
                out.write(("," if filled else "") + deeper + exact.dumps(item, _INDENT, deeper))
                filled = True
        if not opened:
            out.write(head)
            opened = True
    finally:
        if opened:
            out.write(margin + foot)
            out.flush()
