"""Comparisons to what people and programs read: one module a format, each with a function named ``write``.

In comes a list of Events, out goes text. To add a format, write its module and add its line to `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO, cast

if TYPE_CHECKING:
    from factx.comparing.model import Event


class Write(Protocol):
    """Writes events to an open text stream."""

    def __call__(self, events: Sequence[Event], out: TextIO, /) -> None: ...


#: What ``factx compare --format`` offers, with the suffixes of output files that ask for it.
FORMATS: dict[str, tuple[str, ...]] = {
    "table": (),
    "json": (".json",),
    "csv": (".csv",),
    "markdown": (".md",),
    "html": (".html", ".htm"),
}


def load(name: str) -> Write:
    """The function that writes a format of `FORMATS`."""
    return cast(Write, import_module(f"factx.formats.compare.{name}").write)
