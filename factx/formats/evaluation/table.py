"""Scores for a reader at a terminal: shares by kind, then each difference in its words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factx.formats import exact, wording
from factx.formats.compare.words import count
from factx.formats.evaluation import record
from factx.formats.harmless import harmless
from factx.formats.table import console_for
from factx.model import Fact
from factx.scoring import DATE_KINDS, Difference, Entry, Scores, Tally

_TRAILING_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)
_FAINT = "dim"
_STYLES = {"missed": "yellow", "extra": "red"}


def write(scores: Scores, out: TextIO) -> None:
    """Write the tables, and the differences document by document."""
    console = console_for(out)
    with console.capture() as block:
        _print_shares(scores, console)
        for source, differences in groupby(scores.differences, key=lambda each: each.document.source):
            console.print()
            console.print(Text(harmless(source), "bold"), overflow="fold")
            for difference in differences:
                _print_difference(difference, console)
        console.print()
        console.print(_last_line(scores))
    out.write(_TRAILING_BLANKS.sub("", block.get()))
    out.flush()


def _print_shares(scores: Scores, console: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=_FAINT)
    table.add_column("kind", no_wrap=True)
    for name in ("mentions", "found", "value P", "R", "F1", "facts", "P", "R", "F1"):
        table.add_column(name, justify="right", no_wrap=True)
    for kind, row in record.rows(scores):
        found, value, fact = row["found"], row["value"], row["fact"]
        shares = [str(value.wanted), _share(found.f1), *_shares(value), str(fact.wanted), *_shares(fact)]
        table.add_row(kind, *shares, style="bold" if kind == "all" else "")
    console.print(table)
    attributes = (f"{name} {_share(tally.precision)}" for name, tally in sorted(scores.attributes.items()))
    if line := ", ".join(attributes):
        console.print(Text(f"of mentions found, right: {line}", _FAINT))


def _shares(tally: Tally) -> list[str]:
    return [_share(tally.precision), _share(tally.recall), _share(tally.f1)]


def _share(value: float) -> str:
    return f"{value:.3f}"


def _print_difference(difference: Difference, console: Console) -> None:
    before, words, after = record.context(difference)
    line = Text.assemble(
        ("\u2026" if before else "", _FAINT), (_plain(before), _FAINT), ("\u00ab", _FAINT), (harmless(words), "bold"),
        ("\u00bb", _FAINT), (_plain(after), _FAINT), ("\u2026" if after else "", _FAINT),
    )  # fmt: skip
    given = _given(difference.given[0], difference.what) if difference.given else ""
    wanted = _wanted(difference.wanted, difference.what) if difference.wanted else ""
    said = f"{given}, gold: {wanted}" if given and wanted else given or wanted
    style = _STYLES.get(difference.what, "magenta")
    label = difference.what if difference.what in _STYLES else f"wrong {difference.what}"
    console.print(Text.assemble((f"  {label}: ", style), harmless(said)), overflow="fold")
    console.print(Padding(line, (0, 0, 0, 4)))


def _plain(words: str) -> str:
    """The words harmless, with the blank that they begin or end with."""
    shown = harmless(words)
    return f"{' ' * words[:1].isspace()}{shown}{' ' * (words[-1:].isspace() and bool(shown))}"


def _given(fact: Fact, what: str) -> str:
    if what in ("missed", "extra"):
        return f"{_name(fact.kind, fact.role)} {wording.value(fact)}"
    return wording.value(fact) if what == "value" else str(getattr(fact, what) or "none")


def _wanted(entry: Entry, what: str) -> str:
    if what in ("missed", "extra"):
        return f"{_name(entry.kind, entry.role)} {_value(entry)}"
    return _value(entry) if what == "value" else str(getattr(entry, what) or "none")


def _name(kind: str, role: str | None) -> str:
    return f"{kind}/{role}" if role else kind


def _value(entry: Entry) -> str:
    """The value of the gold, in figures."""
    if entry.kind in DATE_KINDS:
        return " to ".join(str(day or "open") for day in entry.value)
    if len(entry.value) < 3:
        return str(entry.value[0])
    low, high, currency = entry.value
    number = exact.dumps(low) + (f" to {exact.dumps(high)}" if high is not None else "")
    return " ".join(str(part) for part in (entry.bound if entry.bound != "exact" else None, number, currency) if part)


def _last_line(scores: Scores) -> Text:
    counted = Counter(each.what for each in scores.differences)
    told = ", ".join(
        f"{number} {what if what in _STYLES else 'wrong ' + what}" for what, number in counted.most_common()
    )
    missing = f", {len(scores.missing)} of them not given" if scores.missing else ""
    return Text(f"{count(scores.documents, 'article')}{missing}: {told or 'no differences'}")
