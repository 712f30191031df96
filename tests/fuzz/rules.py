"""Any text to a Document, with the model: the schema holds, offsets are exact, and the gate changes nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from factx.engine import Engine
from factx.model import DEFAULT_KINDS, EXTRA_KINDS, Document
from factx.options import Options
from factx.reading.article import from_text
from tests import fuzz, invariants

LONGEST = 400

_ALL = Options(kinds=DEFAULT_KINDS + EXTRA_KINDS)


@cache
def engines() -> tuple[Engine, Engine]:
    """An engine with the gate and one without, on one model."""
    gated, plain = Engine(_ALL), Engine(replace(_ALL, gate=False))
    plain.parser = gated.parser
    return gated, plain


def documents(text: str) -> tuple[Document, Document]:
    """The Document of the text, with and without the gate."""
    article = from_text(text, "x")
    one, two = (next(iter(engine.pipe([article]))) for engine in engines())
    invariants.document(one, article)
    return one, two


def check(data: bytes) -> None:
    """As the module says."""
    one, two = documents(fuzz.text(data))
    assert one == two


def seeds() -> list[bytes]:
    """The fixtures' paragraphs."""
    return [part.encode() for part in fuzz.fixtures()]
