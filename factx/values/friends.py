"""Numbers that are certainly no counts of people or things and no money. In goes a text, out come spans."""

from __future__ import annotations


def find(text: str) -> list[tuple[int, int, str]]:
    """Spans of ``text`` (start, end, class) whose numbers count nothing."""
    return []
