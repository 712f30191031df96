"""Comparisons for a reader at a terminal: a block an event, a row a quantity, a column a source, the verdict in words.

Where a terminal is too narrow for all sources each gets a line of its own. A conflict also shows the words it rests
on. Colour only repeats what the words say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factx.comparing.model import Event, Quantity
from factx.formats import wording
from factx.formats.compare import words
from factx.formats.harmless import harmless
from factx.formats.table import console_for
from factx.reading import view

_TRAILING_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)
_STYLES = {"conflict": "bold red", "consistent": "cyan", "agree": "green", "single": "dim"}
_FAINT = "dim"
#: Widths of a source's column, and of those for the quantity and the verdict together.
_COLUMN, _ENDS = 13, 38


def write(events: Sequence[Event], out: TextIO) -> None:
    """Write a block an event, and a last line that sums up."""
    console = console_for(out)
    with console.capture() as block:
        for event in events:
            _print_event(event, console)
            console.print()
        console.print(_last_line(events))
    out.write(_TRAILING_BLANKS.sub("", block.get()))
    out.flush()


def _last_line(events: Sequence[Event]) -> str:
    if not events:
        return "No event is reported by two documents."
    quantities = [quantity for event in events for quantity in event.quantities]
    several = [quantity for quantity in quantities if quantity.verdict != "single"]
    head = f"{words.count(len(events), 'event')}, {words.count(len(quantities), 'quantity')}"
    return f"{head}: {words.summary([*several, *(q for q in quantities if q.verdict == 'single')])}"


def _print_event(event: Event, console: Console) -> None:
    console.print(Text(words.names(event), "bold"))
    letters = [words.letters(number) for number in range(len(event.documents))]
    for letter, document in zip(letters, event.documents, strict=True):
        line = Text.assemble((f"  {letter} ", "bold"), (words.about(document), _FAINT))
        console.print(line, no_wrap=True, overflow="ellipsis")
    if _ENDS + _COLUMN * len(letters) <= console.width:
        _print_matrix(event, letters, console)
    else:
        _print_stacked(event, letters, console)
    for quantity in event.quantities:
        if quantity.verdict == "conflict":
            _print_words(event, quantity, letters, console)


def _print_matrix(event: Event, letters: Sequence[str], console: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=_FAINT)
    table.add_column("what", overflow="fold", max_width=22)
    for letter in letters:
        table.add_column(letter, overflow="fold", min_width=6)
    table.add_column("verdict", no_wrap=True)
    for quantity in event.quantities:
        faint = _FAINT if quantity.verdict == "single" else ""
        said = [Text(cell or "\u00b7", "bold" if cell and not faint else "") for cell in words.cells(event, quantity)]
        table.add_row(Text(words.what(quantity)), *said, _verdict(quantity), style=faint)
    console.print(Padding(table, (0, 0, 0, 2)))


def _print_stacked(event: Event, letters: Sequence[str], console: Console) -> None:
    for quantity in event.quantities:
        console.print(Text.assemble(f"  {words.what(quantity)}: ", _verdict(quantity)))
        told: dict[str, list[str]] = {}
        for letter, cell in zip(letters, words.cells(event, quantity), strict=True):
            if cell:
                told.setdefault(cell, []).append(letter)
        for cell, sources in told.items():
            console.print(Padding(Text.assemble((cell, "bold"), f"  {' '.join(sources)}"), (0, 0, 0, 4)))


def _verdict(quantity: Quantity) -> Text:
    return Text(words.WORDS[quantity.verdict], _STYLES[quantity.verdict])


def _print_words(event: Event, quantity: Quantity, letters: Sequence[str], console: Console) -> None:
    """The sentences that a conflict rests on, with their sources."""
    console.print(Text.assemble("  ", (f"conflict on {words.what(quantity)}", _STYLES["conflict"])))
    sources = [document.source for document in event.documents]
    for value in quantity.values:
        sentence = harmless(view.plain(value.fact.mentions[0].sentence))
        letter = letters[sources.index(value.document.source)]
        line = Text.assemble((f"{letter} ", "bold"), (wording.value(value.fact), "bold"), (f"  {sentence}", _FAINT))
        console.print(Padding(line, (0, 0, 0, 4)))
