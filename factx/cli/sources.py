"""Paths to Documents for commands that look at many at once: articles are extracted, factx's output is read back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from factx.comparing import recorded
from factx.model import Document
from factx.options import Options

if TYPE_CHECKING:
    from factx.batch import Inputs

#: Names of files that may hold factx's own output.
_RECORDS = (".json", ".jsonl", ".ndjson")
#: How much of a file tells whether it does, in bytes: the keys that tell stand before any fact.
_ENOUGH = 4096


@dataclass(frozen=True, slots=True)
class Sources:
    """What to compare.

    Attributes:
        inputs: paths as given by the user, and which files of folders.
        options: what to look for in articles.
        jobs: how many processes; None decides by the number of inputs, 0 is one a core.
        stdin: what standard input holds, where ``-`` is a path.
    """

    inputs: Inputs
    options: Options
    jobs: int | None
    stdin: bytes = b""

    def documents(self) -> Iterator[Document]:
        """The Documents of all paths, in order."""
        for kind, paths in groupby(self.inputs.paths, self._kind):
            if kind == "recorded":
                for path in paths:
                    yield from recorded.documents(self._text(path)) or ()
            elif kind == "piped":
                yield from self._piped()
            else:
                yield from self._extracted(tuple(paths))

    def _kind(self, path: str) -> str:
        if path == "-":
            return "recorded" if recorded.documents(self._text(path)) is not None else "piped"
        if not path.endswith(_RECORDS) or not Path(path).is_file():
            return "articles"
        with Path(path).open("rb") as file:
            start = file.read(_ENOUGH)
        return "recorded" if recorded.looks_recorded(start.decode("utf-8", "replace")) else "articles"

    def _text(self, path: str) -> str:
        data = self.stdin if path == "-" else Path(path).read_bytes()
        return data.decode("utf-8", "replace")

    def _piped(self) -> Iterator[Document]:
        from factx import batch
        from factx.reading import pieces

        for result in batch.results(pieces.of_stream(io.BytesIO(self.stdin), "-"), self.options):
            yield result.document

    def _extracted(self, paths: tuple[str, ...]) -> Iterator[Document]:
        from dataclasses import replace

        from factx import batch

        inputs = replace(self.inputs, paths=paths)
        jobs = batch.jobs_for(inputs) if self.jobs is None else self.jobs or batch.cores()
        yield from batch.documents(inputs, self.options, jobs=jobs)
