"""A page to show: events down the page in the order of their days, with their main figures and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
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
    if not moments:
        yield "<p>No events.</p>"
    for year, own in groupby(moments, _year):
        yield f'<h2>{year or "No date"}</h2>\n<ol class="line">'
        yield from map(_moment, own)
        yield "</ol>"


def _year(moment: Moment) -> int | None:
    first = moment.start or moment.end
    return first.year if first else None


def _moment(moment: Moment) -> str:
    figures = "".join(f"<li>{escape(figure(quantity))}</li>" for quantity in moment.figures)
    sources = "".join(f"<li>{escape(words.about(document))}</li>" for document in moment.event.documents)
    count = words.count(len(moment.event.documents), "source")
    return (
        f'<li class="{moment.dated or "undated"}"><span class="days">{escape(days(moment))}</span>'
        f'<div><b>{escape(words.names(moment.event))}</b><ul class="figures">{figures}</ul>'
        f"<details><summary>{count}</summary><ul>{sources}</ul></details></div></li>"
    )
