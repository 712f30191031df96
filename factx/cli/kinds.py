"""``factx kinds``: what there is to find, with an example each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import typer

from factx.model import EXTRA_KINDS, SHIPPED_KINDS

_PLAIN_WIDTH = 100
_ON_REQUEST = EXTRA_KINDS + SHIPPED_KINDS


def kinds() -> None:
    """List the kinds of fact, the roles and the bounds, with an example each."""
    from rich.console import Console
    from rich.table import Table

    from factx import lexicon

    told = lexicon.load("kinds")
    lines: list[str] = []
    own_width = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal()
    console = Console(width=None if own_width else _PLAIN_WIDTH, highlight=False, emoji=False, markup=False)
    for heading, entries in (
        ("Kinds (--kind)", ((_kind_name(each["name"]), each) for each in told["kind"])),
        ("Roles of money", ((each["name"], each) for each in told["role"] if each["kind"] == "money")),
        ("Roles of people", ((each["name"], each) for each in told["role"] if each["kind"] == "people")),
        ("Roles of items", ((each["name"], each) for each in told["role"] if each["kind"] == "items")),
        ("Bounds", ((each["name"], each) for each in told["bound"])),
    ):
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(style="bold cyan", width=15, no_wrap=True)
        table.add_column(ratio=4)
        table.add_column(ratio=6, style="italic")
        for name, each in entries:
            table.add_row(name, each["about"], _example(each))
        with console.capture() as block:
            console.print(heading, style="bold")
            console.print(table)
        lines += [*(line.rstrip() for line in block.get().splitlines()), ""]
    typer.echo("\n".join([*lines, f"* only on request: {_commands(_ON_REQUEST)}; your own: factx rules"]))


def _kind_name(name: str) -> str:
    return f"{name} *" if name in _ON_REQUEST else name


def _example(entry: dict[str, str]) -> str:
    return f"{entry['example']} ({entry['value']})" if "value" in entry else entry["example"]


def _commands(names: Iterable[str]) -> str:
    return ", ".join(f"--kind {name}" for name in names)
