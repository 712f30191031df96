"""What a run has done so far, written beside its output, so that a run that was stopped can be continued.

A line a document: a digest of what was read, where its output ends, a checksum of the output up to there, and whether
it failed. The output is written first, then the line: whatever moment a run dies at, every line speaks of output that
is there. To continue, what was read is read again and compared; from the first input that is not what it was, or the
first output that is not what was written, everything is done anew. So the end is what an undisturbed run would give.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Self

from factx.batch.group import Result
from factx.errors import ExitCode, FactxError
from factx.model import Document
from factx.reading import files
from factx.reading.pieces import Piece

_CHUNK = 1 << 20


class OtherRun(FactxError):
    """The run to be continued was another one."""

    exit_code = ExitCode.USAGE


@dataclass(frozen=True, slots=True)
class Kept:
    """What of an earlier run stays.

    Attributes:
        documents: how many.
        failed: how many of them failed.
        end: where their output ends, in bytes.
        rest: the Pieces that are still to be done.
        differs: the input that is not what it was, where there is one.
    """

    documents: int
    failed: int
    end: int
    rest: Iterator[Piece]
    differs: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    digest: str
    end: int
    checksum: int
    failed: bool

    @classmethod
    def read(cls, line: bytes) -> Self | None:
        """What the line says; None for one that is not whole."""
        try:
            digest, end, checksum, failed = line.decode("ascii").removesuffix("\n").split(" ")
            return cls(digest, int(end), int(checksum, 16), failed == "failed") if line.endswith(b"\n") else None
        except ValueError:
            return None

    def written(self) -> bytes:
        return f"{self.digest} {self.end} {self.checksum:08x} {'failed' if self.failed else 'done'}\n".encode("ascii")


class Journal:
    """The journal of one output file. To be closed after use.

    Args:
        path: of the journal.
        output: the file whose documents it keeps account of.
        run: what must be the same for a run to be continued, by name.
    """

    def __init__(self, path: Path, output: Path, run: Mapping[str, str]) -> None:
        self._path, self._run = path, dict(run)
        self._output: BinaryIO = output.open("rb")
        self._file: BinaryIO | None = None
        self._checksum = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self._output.close()
        if self._file:
            self._file.close()

    def begin(self) -> None:
        """Begin anew."""
        self._file = self._path.open("wb", buffering=0)
        self._file.write(json.dumps(self._run).encode("ascii") + b"\n")

    def resume(self, pieces: Iterator[Piece]) -> Kept:
        """Continue the run that the journal tells of, or begin anew where there is none.

        Args:
            pieces: of all inputs; those whose output stays are taken from it and compared.

        Raises:
            OtherRun: the journal is that of a run that differs in what must be the same.
        """
        if not self._path.exists():
            self.begin()
            return Kept(0, 0, 0, pieces)
        self._file = self._path.open("rb+", buffering=0)
        with self._path.open("rb") as lines:
            self._check_run(lines.readline())
            kept, at = self._kept(lines, pieces)
        self._file.truncate(at)
        self._file.seek(at)
        return kept

    def follow(self, results: Iterable[Result], mark: Callable[[], int]) -> Iterator[Document]:
        """The Documents of the Results; when the next one is asked for, the one before has been written.

        Args:
            results: what is written to the output, in order.
            mark: gives where the output ends now, in bytes, with nothing held back.
        """
        for result in results:
            yield result.document
            end = mark()
            self._checksum = self._sum(end, self._checksum) or 0
            line = _Line(result.digest, end, self._checksum, result.document.problem is not None)
            if self._file:
                self._file.write(line.written())

    def _check_run(self, line: bytes) -> None:
        try:
            before: dict[str, str] = json.loads(line)
        except ValueError:
            before = {}
        for name, value in self._run.items():
            if before.get(name) != value:
                raise OtherRun(
                    "other-run",
                    f"the interrupted run had {name} {before.get(name)}, this one has {value}; give the same to "
                    f"--resume, or start over without it",
                )

    def _kept(self, lines: BinaryIO, pieces: Iterator[Piece]) -> tuple[Kept, int]:
        """What stays, and where the journal ends that tells of it."""
        documents = failed = end = 0
        at = lines.tell()
        for raw in lines:
            line = _Line.read(raw)
            if line is None:
                break
            checksum = self._sum(line.end, self._checksum)
            if checksum != line.checksum:
                break
            piece = next(pieces, None)
            if piece is None or files.digest(piece, files.fetch(piece)) != line.digest:
                self._output.seek(end)
                rest = chain([piece], pieces) if piece else pieces
                return Kept(documents, failed, end, rest, piece.where if piece else "the end of the inputs"), at
            documents, failed, end, at = documents + 1, failed + line.failed, line.end, at + len(raw)
            self._checksum = line.checksum
        self._output.seek(end)
        return Kept(documents, failed, end, pieces), at

    def _sum(self, end: int, checksum: int) -> int | None:
        """The checksum of the output up to ``end``, from where it was read up to; None where it ends before."""
        left = end - self._output.tell()
        while left > 0:
            chunk = self._output.read(min(left, _CHUNK))
            if not chunk:
                return None
            checksum = zlib.crc32(chunk, checksum)
            left -= len(chunk)
        return checksum
