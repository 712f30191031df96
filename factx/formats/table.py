"""Facts for a reader at a terminal: a block a document, facts grouped by event, each in the words it came from.

Nothing is cut off silently: cells wrap, a sentence that is shortened says so with an ellipsis. The number stands out
by weight and colour, and by quotation marks where there is no colour. Only colours that read well on light and on
dark ground are used. Article text reaches the terminal as harmless text, never as markup or control sequences.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factx.formats import wording
from factx.formats.harmless import harmless
from factx.model import Document, Fact
from factx.options import Options
from factx.reading import view

#: Width where there is no terminal to ask.
PLAIN_WIDTH = 80
#: Below this width a fact takes paragraphs of its own instead of a row; from the other one up, places get a column.
NARROW, WIDE = 72, 110
#: Widest column of values; longer ones wrap. The longest seen is "$900 million \u2013 $1.2 billion".
_VALUE_WIDTH = 28
#: A sentence is shortened to about so many lines of its column.
_CONTEXT_LINES = 3
_MARKUP = re.compile(r"[\[\]*_`]")
_TRAILING_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)
_LINE_BREAK = re.compile(r"\r\n?|\n")

_HIT = "bold magenta"
_FAINT = "dim"


def write(documents: Iterable[Document], out: TextIO, options: Options) -> None:
    """Write a block a document, each as soon as it is there."""
    console = console_for(out)
    for number, doc in enumerate(documents):
        with console.capture() as block:
            if number:
                console.print()
            _print_document(doc, console)
        out.write(_TRAILING_BLANKS.sub("", block.get()))
        out.flush()


def console_for(out: TextIO) -> Console:
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
    lines = [m.end() for m in _LINE_BREAK.finditer(str(doc.text))]
    show = _print_stacked if console.width < NARROW else _print_rows
    for number, (heading, facts) in enumerate(_groups(doc.facts).items()):
        console.print()
        style = f"bold {_FAINT}" if facts[0].section == "related" else "bold cyan"
        console.print(Text(heading, style), overflow="fold")
        show(facts, doc.facts, lines, console, number == 0)


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


def _print_rows(
    facts: Iterable[Fact], all_facts: Sequence[Fact], lines: list[int], console: Console, header: bool
) -> None:
    """A row a fact. Columns are as wide as the document's facts need, so that all groups line up."""
    places = [harmless(fact.place or "") for fact in all_facts]
    own_column = console.width >= WIDE and any(places)
    whats = [_what(fact) for fact in all_facts] if own_column else [_what_where(fact) for fact in all_facts]
    widths = [
        min(18, max(len(line) for what in whats for line in what.split("\n"))),
        min(_VALUE_WIDTH, max(5, *(len(wording.value(fact)) for fact in all_facts))),
        *([min(24, max(5, *map(len, places)))] if own_column else []),
        max(4, *(len(_where(fact, lines)) for fact in all_facts)),
    ]
    words = console.width - 2 - sum(widths) - 2 * len(widths)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=header, header_style=_FAINT)
    table.add_column("what", width=widths[0], overflow="fold")
    table.add_column("value", width=widths[1], overflow="fold")
    if own_column:
        table.add_column("where", width=widths[2], overflow="fold")
    table.add_column("in these words", width=words, overflow="fold")
    table.add_column("line", width=widths[-1], overflow="fold")
    for fact in facts:
        cells = [Text(_what(fact) if own_column else _what_where(fact)), Text(wording.value(fact), "bold")]
        if own_column:
            cells.append(Text(harmless(fact.place or "")))
        cells += [_in_context(fact, words, console), Text(_where(fact, lines), _FAINT)]
        table.add_row(*cells, style=_FAINT if fact.section == "related" else "")
    console.print(Padding(table, (0, 0, 0, 2)))


def _print_stacked(
    facts: Iterable[Fact], all_facts: Sequence[Fact], lines: list[int], console: Console, header: bool
) -> None:
    """Two paragraphs a fact, for narrow terminals."""
    for fact in facts:
        faint = _FAINT if fact.section == "related" else ""
        place = f" \u00b7 {harmless(fact.place)}" if fact.place else ""
        head = Text.assemble(
            (wording.value(fact), "bold"),
            f"  {_what(fact)}{place}  ",
            (f"line {_where(fact, lines)}", _FAINT),
            style=faint,
        )
        context = _in_context(fact, console.width - 4, console)
        context.style = faint
        console.print(Padding(head, (0, 0, 0, 2)), Padding(context, (0, 0, 0, 4)))


def _what(fact: Fact) -> str:
    return harmless(f"{fact.kind}/{fact.role}" if fact.role else fact.kind)


def _what_where(fact: Fact) -> str:
    return f"{_what(fact)}\n\u00b7 {harmless(fact.place)}" if fact.place else _what(fact)


def _where(fact: Fact, lines: list[int]) -> str:
    """The line of the first mention, from 1, and how many mentions there are if more: ``12 \u00d74``."""
    line = f"{bisect_right(lines, fact.mentions[0].start) + 1}"
    return line if len(fact.mentions) == 1 else f"{line} \u00d7{len(fact.mentions)}"


def _in_context(fact: Fact, width: int, console: Console) -> Text:
    """The words around the first mention with its quantity standing out, in a few lines of the given width."""
    mention = fact.mentions[0]
    sentence, quantity = harmless(view.plain(mention.sentence)), harmless(view.plain(mention.text))
    counted = sentence.find(harmless(fact.text))
    at = sentence.find(quantity, max(counted, 0))
    if at < 0:  # it may begin inside a link, whose other bracket stands behind it
        quantity = _MARKUP.sub("", quantity)
        at = sentence.find(quantity)
    if at < 0:
        sentence, at = quantity, 0
    before, after = sentence[:at], sentence[at + len(quantity) :]
    room = max(width, _CONTEXT_LINES * width - len(quantity) - 6)
    kept_before = max(room // 2, room - len(after))
    before = _first_words(before[::-1], kept_before)[::-1]
    after = _first_words(after, max(room // 2, room - len(before)))
    plain = not console.is_terminal and not console.color_system
    return Text.assemble(before, (f"\u00ab{quantity}\u00bb" if plain else quantity, _HIT), after)


def _first_words(text: str, room: int) -> str:
    """As many words of ``text`` as there is room for, with an ellipsis where there are more."""
    if len(text) <= room:
        return text
    blank = text.rfind(" ", 0, room)
    return text[: blank if blank > 0 else room] + "\u2026"
