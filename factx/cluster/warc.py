"""The web pages of a WARC file, as crawlers write them, packed or not."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any

from fastwarc import warc

from factx.cluster.places import Entry
from factx.model import Problem
from factx.reading import pieces
from factx.reading.pieces import Piece

_TYPES = frozenset(("text/html", "application/xhtml+xml"))
_OK = 200


def pages(entry: Entry) -> Iterator[tuple[Piece, bytes | Problem, str | None]]:
    """The pages that were there when they were fetched, each with its bytes and its address.

    They are numbered in the order of the file. Images, redirects and the like are passed over. Where the file breaks
    off, the last one is a problem.
    """
    source = entry.source
    number = 0
    try:
        with entry.open() as stream:
            for record in warc.ArchiveIterator(stream, record_types=warc.response, parse_http=False):
                if record.is_http and _is_page(_whole(record)):
                    number += 1
                    address = record.headers.get("WARC-Target-URI")
                    where = f"{source}, page {number}"
                    page = Piece(f"{source}#{number}", f"{where} ({address})" if address else where, "html")
                    yield page, _in_utf8(record.reader.read(pieces.LIMIT + 1), record.http_charset), address
    except (EOFError, ValueError) as error:
        yield Piece(source, source), Problem("bad-warc", f"{source}: not a whole WARC file: {error}"), None
        return
    if not number:
        yield Piece(source, source), Problem("empty", f"{source}: there are no web pages in this file"), None


def _whole(record: Any) -> Any:
    """The record with its block in memory; the reader would take a file's end for the block's."""
    told = record.content_length
    record.freeze()
    if record.content_length < told:
        raise EOFError("it breaks off within a page")
    record.parse_http(auto_decode="all")
    return record


def _is_page(record: Any) -> bool:
    if record.http_headers is None or record.http_headers.status_code != _OK:
        return False
    return (record.http_content_type or "").strip().lower() in _TYPES


def _in_utf8(data: bytes, charset: str | None) -> bytes:
    """The page in UTF-8 where the server named another encoding that fits; else as it stands.

    What is UTF-8 already is, whatever the server said.
    """
    try:
        data.decode("utf-8")
        return data
    except UnicodeDecodeError:
        pass
    try:
        known = codecs.lookup(charset or "").name
        return data if known == "utf-8" else data.decode("cp1252" if known == "iso8859-1" else known).encode("utf-8")
    except (LookupError, UnicodeError):
        return data
