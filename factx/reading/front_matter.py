"""The YAML (``---``) or TOML (``+++``) block at the top of a text, read line by line: every value keeps its offsets.

In goes the text; out come the end of the block and its fields. Only what articles use is read: plain, quoted and
multi-line scalars, block scalars, lists of scalars. No tags, anchors or nested mappings are followed, so that
there is nothing to blow up. Of TOML, keys of tables are read as if they stood at the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LIMIT = 100_000
_FENCE = re.compile(r"\s*?(?P<sign>---|\+\+\+)[ \t]*\r?\n")
_CLOSE = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
_KEY = re.compile(r"""(?P<quote>["']?)(?P<key>[A-Za-z_][\w.:-]{0,60}?)(?P=quote)[ \t]*:(?:[ \t]+|\Z)""")
_ITEM = re.compile(r"[ \t]*-(?:[ \t]+|\Z)")
_BLOCK = re.compile(r"[>|][+-]?\d?[+-]?[ \t]*(?:#.*)?\Z")
_TOML_CLOSE = re.compile(r"\+\+\+[ \t]*\Z")
_TOML_KEY = re.compile(r"""[ \t]*(?P<quote>["']?)(?P<key>[A-Za-z_][\w.:-]{0,60}?)(?P=quote)[ \t]*=[ \t]*""")
_TOML_START = re.compile(r"[ \t]*\[{1,2}[\w\"'. -]{1,80}\]{1,2}[ \t]*(?:#.*)?\Z|[ \t]*#")
_TRIPLE = ('"""', "'''")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Field:
    """One value of one key.

    Attributes:
        key: as written.
        spans: the stretches of the text that the value is written in, a line each; joined by blanks they are it.
    """

    key: str
    spans: tuple[Span, ...]

    def value(self, text: str) -> str:
        """The value as one line."""
        return " ".join(text[start:end] for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The block's end (offset after its closing line) and its fields in order."""

    end: int
    fields: tuple[Field, ...]


def read(text: str) -> FrontMatter | None:
    """The front matter that ``text`` opens with, or None."""
    opening = _FENCE.match(text)
    if not opening:
        return None
    toml = opening.group("sign") == "+++"
    lines: list[Span] = []
    for start, end, after in _lines(text, opening.end()):
        line = text[start:end]
        if (_TOML_CLOSE if toml else _CLOSE).match(line):
            fields = (_toml_fields if toml else _fields)(text, lines)
            return FrontMatter(after, tuple(fields)) if lines else None
        if not lines and line.strip() and not _starts(line, toml):
            return None
        if line.strip():
            lines.append((start, end))
    return None


def _starts(line: str, toml: bool) -> bool:
    """A line that a block can begin with; what follows other lines is no front matter."""
    if toml:
        return bool(_TOML_KEY.match(line) or _TOML_START.match(line))
    return line.startswith("#") or bool(_KEY.match(line))


def _toml_fields(text: str, lines: list[Span]) -> Iterator[Field]:
    """Fields of the block's non-blank ``lines`` of TOML: strings in any quotes, dates and other bare values."""
    key, quote = "", ""
    spans: list[Span] = []
    for start, end in lines:
        line = text[start:end]
        if quote:
            stop = line.find(quote)
            spans.append((start, start + stop if stop >= 0 else end))
            if stop < 0:
                continue
            yield from _field(text, key, spans)
            key, quote, spans = "", "", []
        elif m := _TOML_KEY.match(line):
            key, at = m.group("key"), start + m.end()
            opened = text[at : at + 3]
            if opened in _TRIPLE and text.find(opened, at + 3, end) < 0:
                quote, spans = opened, [(at + 3, end)]
            else:
                yield from _field(text, key, [_toml_value(text, at, end)])


def _toml_value(text: str, start: int, end: int) -> Span:
    """Where the value at ``start`` is written, its quotes included, a remark after it not."""
    if text[start : start + 3] in _TRIPLE:
        return start + 3, text.find(text[start : start + 3], start + 3, end)
    sign = text[start : start + 1]
    if sign and sign in "\"'":
        at = start + 1
        while at < end and text[at] != sign:
            at += 2 if text[at] == "\\" and sign == '"' else 1
        return start, min(at + 1, end)
    remark = text.find(" #", start, end)
    return start, remark if remark >= 0 else end


def _lines(text: str, position: int) -> Iterator[tuple[int, int, int]]:
    stop = min(len(text), position + _LIMIT)
    while position < stop:
        m = _LINE.match(text, position)
        if not m or m.end() == position:
            return
        yield position, position + len(m.group().rstrip("\r\n")), m.end()
        position = m.end()


def _fields(text: str, lines: list[Span]) -> Iterator[Field]:
    """Fields of the block's non-blank ``lines``."""
    key, block = "", False
    spans: list[Span] = []
    for start, end in lines:
        line = text[start:end]
        m = _KEY.match(line)
        item = _ITEM.match(line) if not m and key else None
        if m:
            yield from _field(text, key, spans)
            key, spans = m.group("key"), [(start + m.end(), end)]
        elif item and not block:
            yield from _field(text, key, spans)
            spans = [(start + item.end(), end)]
        elif key:
            spans.append((start, end))
        first, last = spans[-1] if spans else (0, 0)
        if (m or item) and _BLOCK.match(text, first, last):
            spans, block = [], not item
        elif m:
            block = False
    yield from _field(text, key, spans)


def _field(text: str, key: str, spans: list[Span]) -> Iterator[Field]:
    trimmed = [span for start, end in spans if (span := _trim(text, start, end))]
    if not key or not trimmed:
        return
    (start, _), (_, end) = trimmed[0], trimmed[-1]
    quote = text[start]
    if quote in "\"'" and end - start > 1 and text[end - 1] == quote:
        trimmed[0] = (start + 1, trimmed[0][1])
        trimmed[-1] = (trimmed[-1][0], end - 1)
        trimmed = [(a, b) for a, b in trimmed if a < b]
    if trimmed:
        yield Field(key, tuple(trimmed))


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in " \t\u00a0":
        start += 1
    while end > start and text[end - 1] in " \t\u00a0":
        end -= 1
    return (start, end) if start < end else None
