"""Rows to parts of the output: what a write task of Ray Data does.

A part has the name of its task, so that a task that is done again writes over what it left. Parquet and lines of JSON
go into a folder each, for readers that take all files of one; once all parts are there, so is the mark ``_SUCCESS``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
from pyarrow import parquet
from ray.data import Datasink
from ray.data.block import BlockAccessor

from factx.cluster import Tally
from factx.cluster.places import DONE, Output
from factx.cluster.rows import LINE


class Parts(Datasink):
    """Writes ``parquet/part-N.parquet`` and ``jsonl/part-N.jsonl`` with the same rows.

    Args:
        out: the folder.
        schema: of the rows.
        rows: how many a part holds at least.

    Attributes:
        tally: what was written, once all is.
    """

    def __init__(self, out: Output, schema: pa.Schema, rows: int) -> None:
        self.out = out
        self.schema = schema
        self.rows = rows
        self.tally = Tally(0, 0)

    @property
    def min_rows_per_write(self) -> int:
        """How many rows a part holds at least, but for the last one."""
        return self.rows

    def on_write_start(self, schema: pa.Schema | None = None) -> None:
        """Make the folders."""
        self.out.make()

    def write(self, blocks: Iterable[Any], ctx: Any) -> Tally:
        """Write a part; gives what it holds."""
        tables = [table for block in blocks if (table := BlockAccessor.for_block(block).to_arrow()).num_rows]
        if not tables:
            return Tally(0, 0)
        return self._write(pa.concat_tables(tables), ctx.task_idx)

    def on_write_complete(self, write_result: Any) -> None:
        """Mark the folder as complete; where there were no rows, a part tells the names of the columns."""
        told: list[Tally] = write_result.write_returns
        self.tally = Tally(sum(each.rows for each in told), sum(each.failed for each in told))
        self.out.make()
        if not self.tally.rows:
            self._write(self.schema.empty_table(), 0)
        self.out.open(DONE).close()

    def _write(self, table: pa.Table, number: int) -> Tally:
        name = f"part-{number:06d}"
        with self.out.open(f"parquet/{name}.parquet") as stream:
            parquet.write_table(table.drop_columns([LINE]).cast(_without(self.schema)), stream, compression="zstd")
        with self.out.open(f"jsonl/{name}.jsonl") as stream:
            for line in table[LINE]:
                stream.write(f"{line}\n".encode())
        return Tally(table.num_rows, table.num_rows - table["error"].null_count)


def _without(schema: pa.Schema) -> pa.Schema:
    """The columns of Parquet."""
    return schema.remove(schema.get_field_index(LINE))
