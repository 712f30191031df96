"""A timeline for a reader at a terminal: an event a paragraph, its days before it, its main figures below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO

from rich.padding import Padding
from rich.text import Text

from factx.comparing.model import Event
from factx.comparing.timeline import timeline
from factx.formats.compare import words
from factx.formats.harmless import harmless
from factx.formats.table import console_for
from factx.formats.timeline.days import days, figure

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
            style = "bold" if moment.dated == "stated" else _FAINT
            console.print(Text.assemble((days(moment), style), "  ", (words.names(moment.event), "bold magenta")))
            if moment.figures:
                told = " \u00b7 ".join(figure(quantity) for quantity in moment.figures)
                console.print(Padding(Text(told), (0, 0, 0, 4)))
            sources = ", ".join(harmless(document.source) for document in moment.event.documents)
            console.print(Padding(Text(sources, _FAINT), (0, 0, 0, 4)))
    out.write(_TRAILING_BLANKS.sub("", block.get()))
    out.flush()
