"""The steps whose cost must grow with the length of their input and no faster: what each is given, and its call."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import cache
from typing import Any

from factx.comparing import compare
from factx.engine import Engine
from factx.model import DEFAULT_KINDS, EXTRA_KINDS, Document
from factx.options import Options
from factx.reading import files
from factx.reading.article import from_text
from factx.reading.pieces import Piece
from factx.values import dates, friends, money, numbers
from tests.reading import made


@cache
def engine() -> Engine:
    """One engine for all kinds."""
    return Engine(Options(kinds=DEFAULT_KINDS + EXTRA_KINDS))


def extracted(text: str, source: str = "x") -> Document:
    """The Document of a text that is no page."""
    return next(iter(engine().pipe([from_text(text, source, markup="plain")])))


def _values(text: str) -> None:
    for find in (numbers.find, money.find, friends.find):
        find(text)
    dates.find(text, None)


def _piece(form: str) -> Callable[[bytes], object]:
    return lambda data: files.article(Piece("x", "x", form, None, data), data)  # type: ignore[arg-type]


def _mail(text: str) -> bytes:
    return b"From: a@b.example\nMIME-Version: 1.0\nSubject: a\nContent-Type: text/plain; charset=utf-8\n\n" + _bytes(
        text
    )


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _docx(text: str) -> bytes:
    shown = "".join(c if c >= " " else "\n" for c in text)
    return made.docx("".join(made.paragraph(html.escape(line)) for line in shown.split("\n")))


def _pdf(text: str) -> bytes:
    shown = text.encode("cp1252", "replace").decode("cp1252").replace("\n", " ")
    lines = [shown[at : at + 90] for at in range(0, len(shown), 90)]
    return made.pdf(*(made.column(*lines[at : at + 50]) for at in range(0, len(lines), 50)))


def _two(text: str) -> list[Document]:
    return [extracted(text, "a"), extracted(text + " Police said.", "b")]


def _page(text: str) -> bytes:
    return b"<!DOCTYPE html><html><head><title>a</title></head><body><article><p>" + _bytes(text) + b"</p></article>"


#: Name -> what makes the input of a text, and what is measured.
STEPS: dict[str, tuple[Callable[[str], Any], Callable[[Any], object]]] = {
    "reading": (str, lambda text: from_text(text, "x")),
    "values": (str, _values),
    "extract": (str, extracted),
    "page": (_page, _piece("html")),
    "mail": (_mail, _piece("auto")),
    "docx": (_docx, _piece("auto")),
    "pdf": (_pdf, _piece("auto")),
    "compare": (_two, lambda documents: compare(documents, alone=True)),
}
