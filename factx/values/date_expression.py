"""What one place of a text says about time, before it is resolved: the shape that passes from grammar to resolving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from factx.values.date_calendar import Point

Shape = Literal["range", "since", "until", "window", "run", "ago", "point", "duration", "none"]


@dataclass(frozen=True, slots=True)
class Expression:
    """What is said at one place of a text.

    Attributes:
        start, end: offsets.
        shape: how it names its days; ``run`` is "the year to March", ``none`` only claims its words.
        first, last: its ends as said; a ``since`` has only the first, an ``until`` and a ``run`` only the last.
        count, unit: length of a window, a run or an ``ago``.
        duration: ISO 8601, for a duration.
        rule: name of the form.
    """

    start: int
    end: int
    shape: Shape
    first: Point | None = None
    last: Point | None = None
    count: int = 0
    unit: str = ""
    duration: str | None = None
    rule: str = ""


Read = tuple[Expression, int]
