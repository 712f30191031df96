"""Files and streams to Pieces: what becomes one Article each, cut apart but not yet read.

In goes a path or an open stream; out come Pieces, small enough to hand to another process. Only files of records are
opened here, and read line by line; any other file is one Piece, whose bytes are fetched where it is read.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal, cast

from factx.errors import InputError
from factx.model import Problem
from factx.reading.decode import decode

Form = Literal["auto", "plain", "markdown", "html", "record"]
RECORDS = frozenset((".jsonl", ".ndjson"))
PAGES = frozenset((".html", ".htm", ".xhtml"))
MARKDOWN = frozenset((".md", ".markdown"))
PLAIN = frozenset((".txt", ".text"))
PACKED = ".gz"
#: Most bytes of one input, a record's line and unpacked bytes included.
LIMIT = 256 << 20
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
#: What a damaged gzip file may raise besides OSError.
BAD_GZIP = (EOFError, zlib.error, gzip.BadGzipFile)


@dataclass(frozen=True, slots=True)
class Piece:
    """What becomes one Article.

    Attributes:
        source: how the Document names it, unless a record brings its own id.
        where: how messages name it.
        form: how the bytes are to be read.
        path: the file that holds the bytes, or None where they are in `data`.
        data: the bytes of a record or of a stream.
        problem: why there are no bytes.
    """

    source: str
    where: str
    form: Form = "plain"
    path: Path | None = None
    data: bytes = b""
    problem: Problem | None = None


def troubled(source: str, code: str, message: str) -> Piece:
    """The Piece that stands for an input without bytes."""
    return Piece(source, source, problem=Problem(code, message))


def kind_of(path: Path) -> tuple[str, bool]:
    """The suffix in small letters that tells how to read a file, and whether the file is packed with gzip.

    >>> kind_of(Path("a.Txt")), kind_of(Path("b.jsonl.gz")), kind_of(Path("c"))
    (('.txt', False), ('.jsonl', True), ('', False))
    """
    suffix = path.suffix.lower()
    return (Path(path.stem).suffix.lower(), True) if suffix == PACKED else (suffix, False)


def of_file(path: Path, source: str) -> Iterator[Piece]:
    """The Pieces of one file: one, or one a record.

    Args:
        path: the file.
        source: how the Documents name it.
    """
    suffix, packed = kind_of(path)
    if suffix not in RECORDS:
        yield Piece(source, source, form_of(suffix), path)
        return
    try:
        with path.open("rb") as raw:
            yield from of_records(raw, source, packed)
    except OSError as error:
        yield troubled(source, *unreadable(error, source))


def of_records(raw: BinaryIO, source: str, packed: bool) -> Iterator[Piece]:
    """The Pieces of an open file of records, packed with gzip or not.

    Raises:
        OSError: it cannot be read on.
    """
    # What unpacks reads like the file that it unpacks.
    stream = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if packed else raw
    try:
        yield from _records(_lines(stream), source)
    except BAD_GZIP as error:
        yield troubled(source, "bad-gzip", f"{source}: not a whole gzip file: {error}")


def of_stream(stream: BinaryIO, source: str) -> Iterator[Piece]:
    """The Pieces of a stream such as standard input, each as soon as it is there.

    Records where the first line that is not blank is an object with a ``text``; else one Piece.
    """
    lines: list[bytes] = []
    try:
        for line in _lines(stream):
            lines.append(line)
            if line.strip():
                break
        if lines and _is_record(lines[-1]):
            yield from _records(chain(lines, _lines(stream)), source)
        else:
            rest = stream.read(max(1, LIMIT + 1 - sum(map(len, lines))))
            yield Piece(source, source, "auto", data=b"".join(lines) + rest)
    except OSError as error:
        yield troubled(source, "unreadable", f"{source}: the input could not be read: {error.strerror or error}")


def count(path: Path) -> int:
    """How many Pieces the file will give; the lines of records are counted.

    Raises:
        OSError: it cannot be read.
    """
    suffix, packed = kind_of(path)
    if suffix not in RECORDS:
        return 1
    with gzip.open(path) if packed else path.open("rb") as stream:
        return max(1, sum(1 for line in stream if line.strip()))


def unreadable(error: OSError, source: str) -> tuple[str, str]:
    """The code and the message for a file that cannot be opened or read."""
    if isinstance(error, FileNotFoundError):
        return "not-found", f"{source}: no such file{_instead(source)}"
    if isinstance(error, PermissionError):
        return "permission", f"{source}: permission to read this file was denied"
    if isinstance(error, IsADirectoryError):
        return "is-directory", f"{source}: this is a folder, not a file"
    return "unreadable", f"{source}: the file could not be read: {error.strerror or error}"


def _instead(source: str) -> str:
    """What to do about an input that is no file's name."""
    if source.startswith(("http://", "https://")):
        return "; factx opens no connection: save the page and give its file"
    if re.search(r"[*?[]", source):
        return "; for some files of a folder give the folder and --include"
    return ""


def form_of(suffix: str) -> Form:
    """How a file of one article is read, by its suffix as `kind_of` gives it."""
    return "html" if suffix in PAGES else "markdown" if suffix in MARKDOWN else "plain"


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines; of one that is longer than the limit, only so much that its length shows."""
    while line := stream.readline(LIMIT + 1):
        yield line
        while len(line) > LIMIT and not line.endswith(b"\n"):
            line = stream.readline(LIMIT + 1)


def _is_record(line: bytes) -> bool:
    import json

    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and isinstance(record.get("text"), str)


def _records(lines: Iterable[bytes], source: str) -> Iterator[Piece]:
    """One Piece a line that is not blank."""
    number = 0
    for at, line in enumerate(_unwidened(lines, source), start=1):
        if not line.strip():
            continue
        number += 1
        yield Piece(f"{source}#{number}", f"{source}, line {at}", "record", data=line)
    if not number:
        yield troubled(source, "empty", f"{source}: the input is empty")


def _unwidened(lines: Iterable[bytes], source: str) -> Iterator[bytes]:
    """The lines in UTF-8: a file in UTF-16 or UTF-32 is decoded as a whole, a mark is dropped."""
    lines = iter(lines)
    first = next(lines, b"")
    if first.startswith(_WIDE_MARKS):
        try:
            text, _ = decode(b"".join([first, *lines]), source)
        except InputError:
            return
        yield from (line.encode("utf-8", "replace") for line in text.split("\n"))
        return
    yield first.removeprefix(b"\xef\xbb\xbf")
    yield from lines
