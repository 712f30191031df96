"""A Markdown table an event, to paste into a report: a row a quantity, a column a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from factx.comparing.model import Event
from factx.formats.compare import words
from factx.formats.markdown import escaped


def write(events: Sequence[Event], out: TextIO) -> None:
    """Write a heading, the sources and a table for each event."""
    if not events:
        out.write("No event is reported by two documents.\n")
    for number, event in enumerate(events):
        out.write("\n" * (number > 0) + "\n".join(_lines(event)) + "\n")


def _lines(event: Event) -> Iterator[str]:
    yield f"## {escaped(words.names(event))}"
    yield ""
    letters = [words.letters(number) for number in range(len(event.documents))]
    for letter, document in zip(letters, event.documents, strict=True):
        yield f"- {letter}: {escaped(words.about(document))}"
    yield ""
    yield f"| What | {' | '.join(letters)} | Verdict |"
    yield f"| --- |{' ---: |' * len(letters)} --- |"
    for quantity in event.quantities:
        verdict = words.WORDS[quantity.verdict]
        shown = f"**{verdict}**" if quantity.verdict == "conflict" else verdict
        said = [escaped(cell) for cell in words.cells(event, quantity)]
        yield f"| {escaped(words.what(quantity))} | {' | '.join(said)} | {shown} |"
