"""Files to blocks of articles that are fetched but not yet read: what a read task of Ray Data does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from ray.data import Datasource
from ray.data.block import BlockMetadata
from ray.data.datasource import ReadTask

from factx.batch import faults
from factx.cluster import tables, warc
from factx.cluster.places import PARQUET, WARC, Entry
from factx.model import Problem
from factx.reading import files, pieces
from factx.reading.pieces import Piece

#: A row is a Piece, its bytes or what is wrong with them, and the address that it was fetched from.
SCHEMA = pa.schema(
    [
        ("source", pa.string()),
        ("where", pa.string()),
        ("form", pa.string()),
        ("name", pa.string()),
        ("data", pa.large_binary()),
        ("url", pa.string()),
        ("code", pa.string()),
        ("message", pa.string()),
    ]
)
_ROWS, _BYTES = 64, 4 << 20
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
#: A Piece, its bytes or why there are none, and the address that they came from.
Fetched = tuple[Piece, bytes | Problem, str | None]


class Articles(Datasource):
    """The articles of files.

    Args:
        entries: the files.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.entries = entries

    def estimate_inmemory_data_size(self) -> int | None:
        """Not known before they are read."""
        return None

    def get_read_tasks(self, parallelism: int, *_: Any, **__: Any) -> list[ReadTask]:
        """At most ``parallelism`` tasks with as many files each."""
        share = -(-len(self.entries) // max(1, parallelism))
        unknown = BlockMetadata(num_rows=None, size_bytes=None, input_files=None, exec_stats=None)
        starts = range(0, len(self.entries), share)
        return [ReadTask(partial(_blocks, self.entries[at : at + share]), unknown, schema=SCHEMA) for at in starts]


def _blocks(entries: Iterable[Entry]) -> Iterator[pa.Table]:
    """Blocks of some articles each, so that a file of any size passes through."""
    rows: list[dict[str, Any]] = []
    size = 0
    for entry in entries:
        for fetched in _fetched(entry):
            rows.append(_row(*fetched))
            size += len(rows[-1]["data"] or b"")
            if len(rows) >= _ROWS or size >= _BYTES:
                yield pa.Table.from_pylist(rows, SCHEMA)
                rows, size = [], 0
    yield pa.Table.from_pylist(rows, SCHEMA)


def _row(piece: Piece, fetched: bytes | Problem, url: str | None) -> dict[str, Any]:
    failed = isinstance(fetched, Problem)
    return {
        "source": piece.source,
        "where": piece.where,
        "form": piece.form,
        "name": piece.path.name.translate(_SURROGATES) if piece.path else None,
        "data": None if failed else fetched,
        "url": url,
        "code": fetched.code if isinstance(fetched, Problem) else None,
        "message": fetched.message if isinstance(fetched, Problem) else None,
    }


def piece_of(row: dict[str, Any]) -> Fetched:
    """What `_row` made a row of; of the path there is the name, which tells how to read the bytes."""
    path = Path(row["name"]) if row["name"] else None
    piece = Piece(row["source"], row["where"], row["form"], path)
    return piece, row["data"] if row["code"] is None else Problem(row["code"], row["message"]), row["url"]


def _fetched(entry: Entry) -> Iterator[Fetched]:
    """The articles of a file; what goes wrong on the way is the last one."""
    source = entry.source
    problem: Problem | None = entry.problem
    if not problem:
        try:
            yield from _opened(entry)
        except OSError as error:
            problem = Problem(*pieces.unreadable(error, source))
        except Exception as error:
            problem = faults.crashed(source, error)
    if problem:
        yield Piece(source, source), problem, None


def _opened(entry: Entry) -> Iterator[Fetched]:
    suffix, packed = pieces.kind_of(Path(entry.path))
    if suffix in WARC:
        yield from warc.pages(entry)
    elif suffix in PARQUET:
        yield from ((piece, files.fetch(piece), None) for piece in tables.records(entry))
    elif entry.root is None:
        yield from ((piece, files.fetch(piece), None) for piece in pieces.of_file(Path(entry.path), entry.source))
    else:
        with entry.open() as stream:
            if suffix in pieces.RECORDS:
                found = pieces.of_records(stream, entry.source, packed)
                yield from ((piece, files.fetch(piece), None) for piece in found)
            else:
                piece = Piece(entry.source, entry.source, pieces.form_of(suffix), Path(Path(entry.path).name))
                yield piece, stream.read(pieces.LIMIT + 1), None
