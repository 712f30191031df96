"""Files and streams to Articles. Every input gives at least one Article; what fails is an Article with a problem."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from factx.errors import InputError
from factx.model import Article
from factx.options import Options
from factx.reading import metadates
from factx.reading.article import Markup, failed, from_text
from factx.reading.decode import decode

RECORDS = frozenset((".jsonl", ".ndjson"))
PAGES = frozenset((".html", ".htm"))
MARKDOWN = frozenset((".md", ".markdown"))
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def read(path: Path, source: str, options: Options) -> Iterator[Article]:
    """The Articles of one file: one, or one a line for JSON Lines, read line by line.

    Args:
        path: the file.
        source: how the Documents name it.
        options: of the run. The date is not filled in here, for a dateline wins over it.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            yield failed(source, "is-directory", f"{source}: this is a folder, not a file")
        elif not stat.S_ISREG(mode) and not str(path).startswith(("/dev/fd/", "/proc/self/fd/")):
            yield failed(source, "not-a-file", f"{source}: this is no regular file; use - to read standard input")
        else:
            with path.open("rb") as stream:
                yield from _read_by_name(stream, path.suffix.lower(), source)
    except FileNotFoundError:
        yield failed(source, "not-found", f"{source}: no such file")
    except PermissionError:
        yield failed(source, "permission", f"{source}: permission to read this file was denied")
    except OSError as error:
        yield failed(source, "unreadable", f"{source}: the file could not be read: {error.strerror or error}")


def read_stream(stream: BinaryIO, options: Options, source: str = "-") -> Iterator[Article]:
    """The Articles of a stream such as standard input.

    JSON Lines where the first line that is not blank is an object with a ``text``; else one article.
    """
    lines: list[bytes] = []
    try:
        for line in stream:
            lines.append(line)
            if line.strip():
                break
        if lines and _is_record(lines[-1]):
            yield from _records(chain(lines, stream), source)
        else:
            yield _single(b"".join(lines) + stream.read(), source, "auto")
    except OSError as error:
        yield failed(source, "unreadable", f"{source}: the input could not be read: {error.strerror or error}")


def _read_by_name(stream: BinaryIO, suffix: str, source: str) -> Iterator[Article]:
    if suffix in RECORDS:
        yield from _records(stream, source)
        return
    markup: Markup = "html" if suffix in PAGES else "markdown" if suffix in MARKDOWN else "plain"
    yield _single(stream.read(), source, markup)


def _single(data: bytes, source: str, markup: Markup) -> Article:
    try:
        text, warnings = decode(data, source)
    except InputError as error:
        return failed(source, error.code, error.message)
    return from_text(text, source, markup=markup, warnings=warnings)


def _is_record(line: bytes) -> bool:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and isinstance(record.get("text"), str)


def _records(lines: Iterable[bytes], source: str) -> Iterator[Article]:
    """One Article a line that is not blank."""
    number = 0
    for at, line in enumerate(_unwidened(lines, source), start=1):
        if not line.strip():
            continue
        number += 1
        yield _record(line, f"{source}#{number}", f"{source}, line {at}")
    if not number:
        yield failed(source, "empty", f"{source}: the input is empty")


def _unwidened(lines: Iterable[bytes], source: str) -> Iterator[bytes]:
    """The lines in UTF-8: a file in UTF-16 or UTF-32 is decoded as a whole, a mark is dropped."""
    lines = iter(lines)
    first = next(lines, b"")
    if first.startswith(_WIDE_MARKS):
        text, _ = decode(b"".join([first, *lines]), source)
        yield from (line.encode("utf-8", "replace") for line in text.split("\n"))
        return
    yield first.removeprefix(b"\xef\xbb\xbf")
    yield from lines


def _record(line: bytes, source: str, where: str) -> Article:
    """The Article of one line of JSON."""
    try:
        text, warnings = decode(line, where)
        record = json.loads(text)
    except InputError as error:
        return failed(source, error.code, error.message)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply or a number too long"
        return failed(source, "bad-json", f"{where}: not valid JSON: {reason}")
    if not isinstance(record, dict):
        return failed(source, "bad-record", f"{where}: a JSON object was expected, not {_kind(record)}")
    name = record.get("id")
    source = str(name) if isinstance(name, (str, int)) and not isinstance(name, bool) and name != "" else source
    if not isinstance(record.get("text"), str):
        return failed(source, "no-text", f'{where}: the record has no "text" field that is a string')
    if not record["text"].strip():
        return failed(source, "empty", f'{where}: the record\'s "text" is empty')
    return _from_record(record, source, where, warnings)


def _from_record(record: dict[str, Any], source: str, where: str, warnings: tuple[str, ...]) -> Article:
    said = record.get("published")
    published = metadates.parse(said) if isinstance(said, str) else None
    if said and not published:
        warnings = (*warnings, f'{where}: the date in "published" is not understood; write it as YYYY-MM-DD')
    return from_text(
        record["text"],
        source.translate(_SURROGATES),
        published=published,
        title=_string(record.get("title")),
        url=_string(record.get("url")),
        warnings=warnings,
    )


def _string(value: object) -> str | None:
    return value.translate(_SURROGATES).strip() or None if isinstance(value, str) else None


def _kind(value: object) -> str:
    names = {list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
