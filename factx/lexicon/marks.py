"""Example sentences of rules files: what must be found stands in brackets.

    Police seized [400 kg of cocaine] and [12 phones].
    Police seized [2.5 tonnes = 2500 kg] of cocaine.
    [Dozens of servers = 24 server taken_down] went dark.

In brackets stand the words of the number, with what it counts or without. Behind ``=`` may stand what the fact must
say: its value, and in any order unit, thing and role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_MARK = re.compile(r"\[([^\[\]=]*)(?:=([^\[\]=]*))?\]")
_VALUE = re.compile(r"([0-9][0-9,]{0,20}(?:\.[0-9]{1,20})?)(?: (.*))?")


class MarkError(ValueError):
    """A mark that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What an example says of the words from ``start`` to ``end`` (exclusive, code points of its text).

    Attributes:
        value: that must be stated, None for any.
        said: unit, thing and role that the fact must have, in any order; empty for any.
    """

    start: int
    end: int
    value: Decimal | None
    said: str


def marked(example: str) -> tuple[str, tuple[Mark, ...]]:
    """The text of an example without its marks, and the marks in order.

    Raises:
        MarkError: it has none, or one that cannot be read.

    >>> marked("Police seized [12 phones] there.")
    ('Police seized 12 phones there.', (Mark(start=14, end=23, value=None, said=''),))
    """
    parts: list[str] = []
    marks: list[Mark] = []
    length = after = 0
    for m in _MARK.finditer(example):
        before, words = example[after : m.start()], m[1].strip()
        start = length + len(before)
        marks.append(_mark(start, words, m[2]))
        parts += [before, words]
        length, after = start + len(words), m.end()
    parts.append(example[after:])
    text = "".join(parts)
    if "[" in text or "]" in text:
        raise MarkError("a bracket is left open or stands inside another; write [12 phones] or [12 phones = 12]")
    if not marks:
        raise MarkError("no words stand in brackets; mark what must be found, such as [12 phones]")
    return text, tuple(marks)


def _mark(start: int, words: str, told: str | None) -> Mark:
    if not words:
        raise MarkError("the brackets are empty; mark what must be found, such as [12 phones]")
    if told is None:
        return Mark(start, start + len(words), None, "")
    m = _VALUE.fullmatch(" ".join(told.split()))
    if m is None:
        raise MarkError(f"behind = stands a number, and what it counts: {told.strip()[:40]!r} does not begin with one")
    return Mark(start, start + len(words), Decimal(m[1].replace(",", "")), m[2] or "")
