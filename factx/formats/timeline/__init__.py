"""Events along time to what people and programs read: one module a format, each with a function named ``write``."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from factx.formats.compare import Write

#: What ``factx timeline --format`` offers, with the suffixes of output files that ask for it.
FORMATS: dict[str, tuple[str, ...]] = {"table": (), "json": (".json",), "html": (".html", ".htm")}


def load(name: str) -> Write:
    """The function that writes a format of `FORMATS`."""
    return cast(Write, import_module(f"factx.formats.timeline.{name}").write)
