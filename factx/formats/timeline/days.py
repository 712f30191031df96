"""What the formats of a timeline have in common: a moment's days and a figure in words. Text out, unescaped."""

from __future__ import annotations

from factx.comparing.model import Quantity
from factx.comparing.timeline import Moment
from factx.formats import wording


def days(moment: Moment) -> str:
    """The days of a moment; ``reported`` before those on which its reports came out."""
    told = wording.dates(moment.start, moment.end, "") or "no date"
    return f"reported {told}" if moment.dated == "published" else told


def figure(quantity: Quantity) -> str:
    """``arrests > 5,500``, with all values and a mark where they contradict each other."""
    what = f"{quantity.kind} {quantity.role}" if quantity.role else quantity.kind
    said = list(dict.fromkeys(wording.value(value.fact) for value in quantity.values))
    if quantity.verdict == "conflict":
        return f"{what} {' or '.join(said)} (conflict)"
    return f"{what} {said[0]}"
