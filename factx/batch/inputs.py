"""Paths as the user gives them to Pieces, in order, and how many there are. Reads no article."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from factx.batch import faults
from factx.model import Problem
from factx.reading import pieces, walk
from factx.reading.pieces import Piece
from factx.reading.walk import Globs

#: Bytes of a file of records that count as one article where a guess is enough.
_RECORD_BYTES = 4000


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run reads.

    Attributes:
        paths: files, folders, or ``-`` for standard input, as given by the user.
        globs: which files of the folders.
        leave_out: files to pass over where a folder holds them: the output of this run.
    """

    paths: tuple[str, ...]
    globs: Globs = field(default_factory=Globs)
    leave_out: Collection[Path] = ()

    def pieces(self) -> Iterator[Piece]:
        """The Pieces of all inputs, in order, those of streams as soon as they are there."""
        for source, path in self._files():
            try:
                if isinstance(path, Problem):
                    yield Piece(source, source, problem=path)
                elif str(path) == walk.STDIN:
                    yield from pieces.of_stream(_standard_input(), source)
                else:
                    yield from pieces.of_file(path, source)
            except Exception as error:
                yield Piece(source, source, problem=faults.crashed(source, error))

    def total(self) -> int | None:
        """How many Pieces there will be; None where that is not known before everything is read."""
        number = 0
        for _, path in self._files():
            if isinstance(path, Path) and str(path) == walk.STDIN:
                return None
            try:
                number += 1 if isinstance(path, Problem) else pieces.count(path)
            except (OSError, *pieces.BAD_GZIP):
                number += 1
        return number

    def more_than(self, number: int) -> bool:
        """Whether there are plainly more than ``number`` articles; standard input counts as one."""
        seen = 0
        for _, path in self._files():
            seen += 1
            if isinstance(path, Path) and pieces.kind_of(path)[0] in pieces.RECORDS:
                try:
                    seen += path.stat().st_size // _RECORD_BYTES
                except OSError:
                    continue
            if seen > number:
                return True
        return False

    def _files(self) -> Iterator[tuple[str, Path | Problem]]:
        """Sources and their files; a path that the system refuses even to look up is a problem of its own."""
        left_out = {path.name for path in self.leave_out}
        for given in self.paths:
            try:
                for source, path in walk.walk([given], self.globs):
                    if not (isinstance(path, Path) and path.name in left_out and self._is_left_out(path)):
                        yield source, path
            except OSError as error:
                name = given if len(given) <= 60 else f"{given[:60]}..."
                hint = "; to give the text itself, pipe it into: factx extract -"
                yield name, Problem("not-found", f"{name}: {error.strerror or error}{hint}")

    def _is_left_out(self, path: Path) -> bool:
        return any(path.resolve() == other.resolve() for other in self.leave_out)


def _standard_input() -> BinaryIO:
    """A stream of its own on standard input: a thread may still wait for it when Python closes the usual one."""
    if sys.stdin is None:
        return io.BytesIO()
    try:
        return open(os.dup(sys.stdin.fileno()), "rb")  # noqa: PTH123
    except (OSError, ValueError, io.UnsupportedOperation):
        return sys.stdin.buffer
