"""A page to show: events down the page in the order of their days, with their main figures and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TextIO

from factx.comparing.model import Event
from factx.comparing.timeline import Moment, timeline
from factx.formats.compare import words
from factx.formats.compare.html import page
from factx.formats.timeline.days import days, figure


def write(events: Sequence[Event], out: TextIO) -> None:
    """Write the page."""
    out.writelines(f"{line}\n" for line in page("Timeline", _body(timeline(events))))


def _body(moments: Sequence[Moment]) -> Iterator[str]:
    yield "<ol>" if moments else "<p>No events.</p>"
    for moment in moments:
        figures = "".join(f"<li>{escape(figure(quantity))}</li>" for quantity in moment.figures)
        sources = "".join(f"<li>{escape(words.about(document))}</li>" for document in moment.event.documents)
        count = words.count(len(moment.event.documents), "source")
        yield f'<li><span class="days">{escape(days(moment))}</span> <b>{escape(words.names(moment.event))}</b>'
        yield f"<ul>{figures}</ul><details><summary>{count}</summary><ul>{sources}</ul></details></li>"
    if moments:
        yield "</ol>"
