"""The rows of a Parquet file as records: the columns are the fields of a line of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from pyarrow import ArrowInvalid, parquet

from factx.cluster.places import Entry
from factx.reading import pieces
from factx.reading.pieces import Piece

_FIELDS = ("id", "text", "title", "published", "url")
_ROWS = 64


def records(entry: Entry) -> Iterator[Piece]:
    """One Piece a row, read in small groups.

    Raises:
        OSError: the file cannot be read.
    """
    source = entry.source
    try:
        with entry.open_anywhere() as stream:
            table = parquet.ParquetFile(stream)
            columns = [name for name in _FIELDS if name in table.schema_arrow.names]
            if "text" not in columns:
                yield pieces.troubled(source, "no-text", f'{source}: this Parquet file has no column "text"')
                return
            number = 0
            for batch in table.iter_batches(_ROWS, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    data = json.dumps(row, default=_told).encode()
                    yield Piece(f"{source}#{number}", f"{source}, row {number}", "record", data=data)
            if not number:
                yield pieces.troubled(source, "empty", f"{source}: the input is empty")
    except ArrowInvalid as error:
        yield pieces.troubled(source, "bad-parquet", f"{source}: not a whole Parquet file: {error}")


def _told(value: Any) -> str:
    """What JSON has no form for: a day, a time or bytes."""
    if isinstance(value, date):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
