"""A text too long to be held as Python holds one: four bytes a character as soon as one emoji stands in it."""

from __future__ import annotations

import codecs
from bisect import bisect_right
from collections.abc import Iterator
from typing import overload

#: Bytes from which a text that is read from UTF-8 is held as a `LongText`.
LONG = 8 << 20
_BLOCK = 1 << 16


class LongText:
    """UTF-8 bytes that are measured and sliced in code points, as a ``str``; ``str()`` decodes them all.

    Args:
        data: the bytes; a byte-order mark at their beginning is no part of the text.

    Raises:
        UnicodeDecodeError: they are not UTF-8.
    """

    __slots__ = ("_bytes", "_chars", "_data", "_length")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._bytes: list[int] = []
        self._chars: list[int] = []
        self._length = 0
        start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
        while start < len(data):
            end = self._block_end(start)
            self._bytes.append(start)
            self._chars.append(self._length)
            self._length += len(data[start:end].decode("utf-8"))
            start = end
        self._bytes.append(start)
        self._chars.append(self._length)

    def _block_end(self, start: int) -> int:
        """Where the block that begins at a byte ends: before the first byte of a character."""
        end = min(start + _BLOCK, len(self._data))
        while start < end < len(self._data) and self._data[end] & 0xC0 == 0x80:
            end -= 1
        return end if end > start else len(self._data)  # nothing but continuation bytes: decoding will say so

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, wanted: int) -> str: ...

    @overload
    def __getitem__(self, wanted: slice) -> str: ...

    def __getitem__(self, wanted: int | slice) -> str:
        """A character, or the characters from a start to an end; a step is taken of what stands between them."""
        if isinstance(wanted, int):
            at = range(self._length)[wanted]
            return self[at : at + 1]
        start, end, step = wanted.indices(self._length)
        if step < 0:
            return str(self)[wanted]
        return self._between(start, end)[::step] if start < end else ""

    def _between(self, start: int, end: int) -> str:
        first = bisect_right(self._chars, start) - 1
        last = bisect_right(self._chars, end - 1)
        block = self._data[self._bytes[first] : self._bytes[last]].decode("utf-8")
        return block[start - self._chars[first] : end - self._chars[first]]

    def __iter__(self) -> Iterator[str]:
        for first, last in zip(self._bytes, self._bytes[1:], strict=False):
            yield from self._data[first:last].decode("utf-8")

    def __str__(self) -> str:
        return self._data[self._bytes[0] :].decode("utf-8")

    def __repr__(self) -> str:
        return f"<LongText of {self._length:,} characters>"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, LongText):
            return self._data[self._bytes[0] :] == other._data[other._bytes[0] :]
        return str(self) == other if isinstance(other, str) else NotImplemented

    def __hash__(self) -> int:
        return hash(str(self))


Text = str | LongText
