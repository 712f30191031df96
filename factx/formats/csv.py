"""One fact a row for spreadsheets, with stable columns; a failed input is a row with only its source and error.

Text that a spreadsheet would take for a formula gets a leading apostrophe; numbers and dates stay what they are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TextIO

from factx.formats import exact, row
from factx.model import Document
from factx.options import Options

#: What tells a spreadsheet that a file is UTF-8.
BYTE_ORDER_MARK = "\ufeff"
# What makes a cell a formula, full-width forms included, also behind blanks that a spreadsheet trims.
_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\n]")
# A lone carriage return is not quoted by every version of the csv module; the others break lines for some readers.
_LINE_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# They turn the text after them around, that of other cells too.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def write(documents: Iterable[Document], out: TextIO, options: Options) -> None:
    """Write a line of column names and one row a fact."""
    if options.excel:
        out.write(BYTE_ORDER_MARK)
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(row.COLUMNS)
    for doc in documents:
        lines.writerows([cell(value) for value in each.values()] for each in row.rows(doc))
        out.flush()


def cell(value: row.Value) -> str:
    """What stands in a cell: all digits of a number, ISO dates, text that is no formula and that a file can hold.

    >>> [cell(value) for value in (Decimal("1.2E+6"), None, "Nice", "=1+1", "a\\rb")]
    ['1200000', '', 'Nice', "'=1+1", 'a\\nb']
    """
    if isinstance(value, Decimal):
        return exact.number(value)
    if not isinstance(value, str):
        return "" if value is None else str(value)
    value = _UNPRINTABLE.sub("\ufffd", _TURNING.sub("", _LINE_BREAK.sub("\n", value)))
    return f"'{value}" if _FORMULA.match(value) else value
