"""A timeline for a reader at a terminal: an event a paragraph, its days before it, its main figures below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO

from rich.padding import Padding
from rich.text import Text

from factx.compare.model import Event, Quantity
from factx.compare.timeline import Moment, timeline
from factx.formats import wording
from factx.formats.compare import words
from factx.formats.harmless import harmless
from factx.formats.table import console_for

_TRAILING_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)
_FAINT = "dim"


def write(events: Sequence[Event], out: TextIO) -> None:
    """Write two or three lines an event."""
    console = console_for(out)
    moments = timeline(events)
    with console.capture() as block:
        if not moments:
            console.print("No events.")
        for moment in moments:
            days = ("bold", "") if moment.dated == "stated" else (_FAINT, "reported ")
            console.print(
                Text.assemble((days[1] + _days(moment), days[0]), "  ", (words.names(moment.event), "bold magenta"))
            )
            if moment.figures:
                told = ", ".join(_figure(quantity) for quantity in moment.figures)
                console.print(Padding(Text(told), (0, 0, 0, 4)))
            sources = ", ".join(harmless(document.source) for document in moment.event.documents)
            console.print(Padding(Text(sources, _FAINT), (0, 0, 0, 4)))
    out.write(_TRAILING_BLANKS.sub("", block.get()))
    out.flush()


def _days(moment: Moment) -> str:
    return wording.dates(moment.start, moment.end, "") or "no date"


def _figure(quantity: Quantity) -> str:
    """``arrests > 5,500``, with a mark where the sources do not agree."""
    said = list(dict.fromkeys(wording.value(value.fact) for value in quantity.values))
    mark = " (conflict)" if quantity.verdict == "conflict" else ""
    shown = " or ".join(said) if quantity.verdict == "conflict" else said[0]
    return f"{words.what(quantity)} {shown}{mark}"
