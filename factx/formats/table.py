"""Facts for a reader at a terminal: a block a document, facts grouped by event, each in the words it came from.

Nothing is cut off silently: cells wrap, a sentence that is shortened says so with an ellipsis. The number stands out
by weight and colour, and by quotation marks where there is no colour. Only colours that read well on light and on
dark ground are used. Article text reaches the terminal as harmless text, never as markup or control sequences.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factx.formats import wording
from factx.formats.harmless import harmless
from factx.model import Document, Fact
from factx.options import Options

#: Width where there is no terminal to ask.
PLAIN_WIDTH = 80
#: Below this width a fact takes two lines instead of a row of columns.
NARROW = 72
# Words shown on either side of the quantity, in characters; about three lines of the column at 80 columns.
_AROUND = 60
_LINE_BREAK = re.compile(r"\r\n?|\n")

_HIT = "bold magenta"
_FAINT = "dim"


def write(documents: Iterable[Document], out: TextIO, options: Options) -> None:
    """Write a block a document, each as soon as it is there."""
    console = _console(out)
    for number, doc in enumerate(documents):
        if number:
            console.print()
        _print_document(doc, console)
        out.flush()


def _console(out: TextIO) -> Console:
    if out.isatty():
        return Console(file=out, highlight=False, markup=False, emoji=False)
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdecimal() and int(columns) > 0 else PLAIN_WIDTH
    return Console(file=out, highlight=False, markup=False, emoji=False, width=width)


def _print_document(doc: Document, console: Console) -> None:
    title = harmless(doc.title or "")
    source = harmless(doc.source)
    console.print(Text(title or source, "bold"), overflow="fold")
    about = [source] if title else []
    if doc.problem:
        console.print(Text(" \u00b7 ".join([*about, "failed"]), _FAINT), overflow="fold")
        console.print(Text(f"  {harmless(doc.problem.message)} ({harmless(doc.problem.code)})", "red"), overflow="fold")
        return
    about += [doc.published.isoformat()] if doc.published else []
    about += [f"{len(doc.facts) or 'no'} fact{'' if len(doc.facts) == 1 else 's'}"]
    console.print(Text(" \u00b7 ".join(about), _FAINT), overflow="fold")
    lines = [m.end() for m in _LINE_BREAK.finditer(doc.text)]
    narrow = console.width < NARROW
    groups = _groups(doc.facts)
    widths = _column_widths(doc.facts, console.width)
    for heading, facts in groups.items():
        faint = facts[0].section == "related"
        console.print()
        console.print(Text(heading, f"bold {_FAINT}" if faint else "bold cyan"), overflow="fold")
        if narrow:
            _print_stacked(facts, lines, console)
        else:
            console.print(_rows(facts, lines, widths, console))


def _groups(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Facts by heading: named events in order of appearance, then the others, then what is not the article itself."""
    given = list(facts)
    own = [fact for fact in given if fact.section != "related"]
    others = "Other facts" if any(fact.event for fact in own) else "Facts"
    groups: dict[str, list[Fact]] = {}
    for fact in [*(f for f in own if f.event), *(f for f in own if not f.event)]:
        groups.setdefault(harmless(fact.event or others), []).append(fact)
    for fact in (f for f in given if f.section == "related"):
        about = f": {harmless(fact.event)}" if fact.event else ""
        groups.setdefault(f"Not the article itself (related){about}", []).append(fact)
    return groups


def _what(fact: Fact) -> str:
    return harmless(f"{fact.kind}/{fact.role}" if fact.role else fact.kind)


def _column_widths(facts: Iterable[Fact], width: int) -> tuple[int, int, int]:
    """Widths of the columns what, value and place: the same in all groups; place is 0 where no fact has one.

    What the columns need, as long as half the line stays for the words in context.
    """
    given = list(facts)
    what = max((len(_what(fact)) for fact in given), default=0)
    value = max((len(wording.value(fact)) for fact in given), default=0)
    place = max((len(harmless(fact.place or "")) for fact in given), default=0)
    spare = width // 2 - min(what, 18) - 6
    value = min(value, max(12, spare - min(place, 10)))
    return min(what, 18), value, min(place, max(10, spare - value)) if place else 0


def _rows(facts: list[Fact], lines: list[int], widths: tuple[int, int, int], console: Console) -> Padding:
    what, value, place = widths
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False, expand=True)
    table.add_column(width=what, overflow="fold")
    table.add_column(width=value, overflow="fold")
    if place:
        table.add_column(width=place, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    table.add_column(justify="right", overflow="fold", no_wrap=True)
    for fact in facts:
        cells = [
            Text(_what(fact)),
            Text(wording.value(fact), "bold"),
            *([Text(harmless(fact.place or ""))] * bool(place)),
        ]
        faint = _FAINT if fact.section == "related" else ""
        table.add_row(*cells, _in_context(fact, console), Text(_where(fact, lines), _FAINT), style=faint)
    return Padding(table, (0, 0, 0, 2))


def _print_stacked(facts: list[Fact], lines: list[int], console: Console) -> None:
    """Two paragraphs a fact, for narrow terminals."""
    for fact in facts:
        faint = _FAINT if fact.section == "related" else ""
        head = Text(style=faint)
        head.append(wording.value(fact), "bold")
        head.append("  " + "  ".join(part for part in (_what(fact), harmless(fact.place or "")) if part))
        head.append(f"  {_where(fact, lines)}", _FAINT)
        console.print(Padding(head, (0, 0, 0, 2)), overflow="fold")
        console.print(Padding(_in_context(fact, console), (0, 0, 0, 4)), style=faint, overflow="fold")


def _where(fact: Fact, lines: list[int]) -> str:
    """The line of the first mention, from 1, and how many mentions there are: ``line 12 \u00d74``."""
    line = f"line {bisect_right(lines, fact.mentions[0].start) + 1}"
    return line if len(fact.mentions) == 1 else f"{line} \u00d7{len(fact.mentions)}"


def _in_context(fact: Fact, console: Console) -> Text:
    """The words around the first mention with its quantity standing out."""
    mention = fact.mentions[0]
    sentence, quantity = harmless(mention.sentence), harmless(mention.text)
    counted = sentence.find(harmless(fact.text))
    at = sentence.find(quantity, max(counted, 0))
    if at < 0:
        sentence, at = quantity, 0
    end = at + len(quantity)
    before, after = _shortened(sentence[:at][::-1])[::-1], _shortened(sentence[end:])
    open_mark, close_mark = ("", "") if console.color_system or console.is_terminal else ("\u00ab", "\u00bb")
    return Text.assemble(before, (f"{open_mark}{quantity}{close_mark}", _HIT), after)


def _shortened(text: str) -> str:
    """The first words of ``text``, with an ellipsis where there are more."""
    if len(text) <= _AROUND + 20:
        return text
    blank = text.rfind(" ", 0, _AROUND)
    return text[: blank if blank > 0 else _AROUND] + " \u2026"
