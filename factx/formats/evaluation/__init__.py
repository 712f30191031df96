"""Scores to what people and programs read: one module a format, each with a function named ``write``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO, cast

if TYPE_CHECKING:
    from factx.scoring import Scores


class Write(Protocol):
    """Writes scores to an open text stream."""

    def __call__(self, scores: Scores, out: TextIO, /) -> None: ...


#: What ``factx evaluate --format`` offers, with the suffixes of output files that ask for it.
FORMATS: dict[str, tuple[str, ...]] = {"table": (), "json": (".json",)}


def load(name: str) -> Write:
    """The function that writes a format of `FORMATS`."""
    return cast(Write, import_module(f"factx.formats.evaluation.{name}").write)
