"""The rows of csv as a Parquet file with typed columns, for DuckDB, pandas and the like. Needs pyarrow.

Numbers are decimals of 30 digits before the point and 8 after it. One that does not fit is null in its column; its
digits are, like those of all others, in ``value_exact`` and ``value_max_exact``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import MAX_PREC, Context, Decimal
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factx.errors import FactxError
from factx.formats import exact, row
from factx.model import Document
from factx.options import Options

if TYPE_CHECKING:
    import pyarrow

#: Digits of a number in all, and after the point.
PRECISION, SCALE = 38, 8
#: Rows that are written together.
_GROUP = 20_000
_SURROGATE = re.compile("[\ud800-\udfff]")


def schema() -> pyarrow.Schema:
    """Names and types of the columns."""
    import pyarrow as pa

    number = pa.decimal128(PRECISION, SCALE)
    types = {
        **dict.fromkeys(("published", "start", "end"), pa.date32()),
        **dict.fromkeys(("value", "value_max"), number),
        **dict.fromkeys(("mention_start", "mention_end", "mentions"), pa.int64()),
        "confidence": pa.float64(),
    }
    columns = (*row.COLUMNS, "value_exact", "value_max_exact")
    return pa.schema([(name, types.get(name, pa.string())) for name in columns])


def write(documents: Iterable[Document], out: Path, options: Options) -> None:
    """Write the file ``out``; it is whole for the rows so far whenever the run stops."""
    import pyarrow as pa
    from pyarrow import parquet

    types = schema()
    rows = (typed(each) for doc in documents for each in row.rows(doc))
    with parquet.ParquetWriter(out, types, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(pa.Table.from_pylist(group, types))


def check(target: Path) -> None:
    """Raises FactxError where pyarrow is missing."""
    if find_spec("pyarrow") is None:
        raise FactxError(
            "no-pyarrow", "the format parquet needs pyarrow; install it with: pip install 'factx[parquet]'"
        )


def settle(made: Path, target: Path) -> None:
    """Put ``made`` in the place of ``target``."""
    made.replace(target)


def _groups(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The rows in groups; those before an interruption are a group too, given before it is passed on."""
    while True:
        group: list[dict[str, Any]] = []
        try:
            group.extend(islice(rows, _GROUP))
        except BaseException:
            yield group
            raise
        if not group:
            return
        yield group


def typed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The row of a fact with values that fit their columns."""
    typed: dict[str, Any] = {
        name: _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value for name, value in fields.items()
    }
    for name in ("value", "value_max"):
        value = typed[name]
        typed[f"{name}_exact"] = None if value is None else exact.number(value)
        if value is not None and not _fits(value):
            typed[name] = None
    if isinstance(typed["confidence"], Decimal):
        typed["confidence"] = float(typed["confidence"])
    return typed


def _fits(value: Decimal) -> bool:
    """Whether a column of numbers holds ``value`` with all its digits."""
    exponent = value.normalize(Context(prec=MAX_PREC)).as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -SCALE and value.adjusted() < PRECISION - SCALE
