"""Where a long text is cut, so that a text of any length is read in bounded memory. Characters only."""

from __future__ import annotations

from factx.longtext import Text

#: Code points of a part, at most. A text no longer than this is read as one.
PART = 250_000


def end(text: Text, start: int) -> int:
    """Where the part of ``text`` that begins at ``start`` ends: at a blank line, a line break, or a blank."""
    limit = start + PART
    if limit >= len(text):
        return len(text)
    half = start + PART // 2
    rest = text[half:limit]
    for mark in ("\n\n", "\n\r\n", "\n", ". ", " "):
        at = rest.rfind(mark)
        if at >= 0:
            return half + at + len(mark)
    return limit
