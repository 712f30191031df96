"""The rows of csv with tabs between the cells: one fact a line, for ``cut``, ``awk`` and ``sort``.

A tab or line break inside a cell becomes a blank, so that a line is a row whatever reads it. A cell with quotation
marks is quoted as in csv.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import TextIO

from factx.formats import row
from factx.formats.csv import BYTE_ORDER_MARK, cell
from factx.model import Document
from factx.options import Options

_SEPARATOR = re.compile("[\t\n\x85\u2028\u2029]+")


def write(documents: Iterable[Document], out: TextIO, options: Options) -> None:
    """Write a line of column names and one line a fact."""
    if options.excel:
        out.write(BYTE_ORDER_MARK)
    lines = csv.writer(out, delimiter="\t", lineterminator="\n")
    lines.writerow(row.COLUMNS)
    for doc in documents:
        lines.writerows([_SEPARATOR.sub(" ", cell(value)) for value in each.values()] for each in row.rows(doc))
        out.flush()
