"""Pieces to Articles: bytes are fetched, unpacked, decoded and read.

Every Piece gives one Article; what fails is an Article with a problem. `digest` tells whether a Piece is still what it
was.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from factx.errors import InputError
from factx.model import Article, Problem
from factx.options import Options
from factx.reading import documents, pieces, records
from factx.reading.article import failed, from_extracted, from_text
from factx.reading.decode import decode, decode_long
from factx.reading.pieces import Piece

_CHUNK = 1 << 20
_READABLE_PIPES = ("/dev/fd/", "/proc/self/fd/")


def read(path: Path, source: str, options: Options) -> Iterator[Article]:
    """The Articles of one file: one, or one a line for JSON Lines, read line by line.

    Args:
        path: the file.
        source: how the Documents name it.
        options: of the run. The date is not filled in here, for a dateline wins over it.
    """
    return (article(piece, fetch(piece)) for piece in pieces.of_file(path, source))


def read_stream(stream: BinaryIO, options: Options, source: str = "-") -> Iterator[Article]:
    """The Articles of a stream such as standard input.

    JSON Lines where the first line that is not blank is an object with a ``text``; else one article.
    """
    return (article(piece, fetch(piece)) for piece in pieces.of_stream(stream, source))


def fetch(piece: Piece) -> bytes | Problem:
    """The bytes of the Piece as they stand in the input, packed ones still packed, or why there are none.

    Of an input over the limit no more is read than shows that.
    """
    if piece.problem:
        return piece.problem
    if not piece.path:
        return piece.data
    try:
        mode = piece.path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode) and not str(piece.path).startswith(_READABLE_PIPES):
            return Problem("not-a-file", f"{piece.where}: this is no regular file; use - to read standard input")
        with piece.path.open("rb") as stream:
            return _up_to_limit(stream)
    except OSError as error:
        return Problem(*pieces.unreadable(error, piece.where))


def _up_to_limit(stream: BinaryIO | gzip.GzipFile) -> bytes:
    """What a stream holds, up to the limit and one byte more; memory is taken for what is there, not for the limit."""
    whole, left = bytearray(), pieces.LIMIT + 1
    while left and (chunk := stream.read(min(left, _CHUNK))):
        whole += chunk
        left -= len(chunk)
    return bytes(whole)


def digest(piece: Piece, fetched: bytes | Problem) -> str:
    """32 hexadecimal digits that differ where the Piece's name, form, bytes or problem do."""
    content = fetched if isinstance(fetched, bytes) else fetched.code.encode()
    head = f"{piece.source}\0{piece.form}\0{isinstance(fetched, bytes)}\0".encode("utf-8", "surrogatepass")
    return hashlib.sha256(head + hashlib.sha256(content).digest()).hexdigest()[:32]


def article(piece: Piece, fetched: bytes | Problem) -> Article:
    """The Article of a Piece and its bytes."""
    if isinstance(fetched, Problem):
        return failed(piece.source, fetched.code, fetched.message)
    try:
        data = _unpacked(fetched, piece) if piece.path and pieces.kind_of(piece.path)[1] else fetched
        if len(data) > pieces.LIMIT:
            raise _too_large(piece)
        if which := piece.form != "record" and documents.kind(data, _suffix(piece), piece.form == "auto"):
            return from_extracted(documents.extract(which, data, piece.where), piece.source)
        if piece.form == "record":
            return _record(*decode(data, piece.where), piece)
        text, warnings = decode_long(data, piece.where)
    except InputError as error:
        return failed(piece.source, error.code, error.message)
    return from_text(text, piece.source, markup=piece.form, warnings=warnings)


def _suffix(piece: Piece) -> str:
    return pieces.kind_of(piece.path)[0] if piece.path else ""


def _too_large(piece: Piece) -> InputError:
    size = f"{pieces.LIMIT >> 20} MB" if pieces.LIMIT >> 20 else f"{pieces.LIMIT} bytes"
    return InputError("too-large", f"{piece.where}: this is more than {size} for one article; split it")


def _unpacked(data: bytes, piece: Piece) -> bytes:
    """The bytes that a gzip file packs, up to the limit and one more."""
    if len(data) > pieces.LIMIT:
        raise _too_large(piece)
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            return _up_to_limit(stream)
    except pieces.BAD_GZIP as error:
        raise InputError("bad-gzip", f"{piece.where}: not a whole gzip file: {error}") from error


def _record(text: str, warnings: tuple[str, ...], piece: Piece) -> Article:
    """The Article of one line of JSON."""
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply or a number too long"
        return failed(piece.source, "bad-json", f"{piece.where}: not valid JSON: {reason}")
    return records.article(record, piece.source, piece.where, warnings)
