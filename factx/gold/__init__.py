"""Annotated articles, to be written for people to correct and read back for scoring: one module a form.

In comes a file or Documents, out come `Marked` articles or a file. What a person leaves out is filled in by `rows`. To
add a form, write a module with `read` and `write` and add its line to `FORMS`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from factx.errors import ExitCode, FactxError
from factx.gold.marked import Marked, Problems
from factx.model import Document

__all__ = ["FORMS", "GoldError", "Marked", "read", "records", "write"]

#: What ``factx annotate --to`` offers: name, module.
FORMS = {
    "gold": "factx.gold.jsonl",
    "label-studio": "factx.gold.label_studio",
    "spacy": "factx.gold.docbin",
}
#: How many things that are wrong with a file are told at a time.
_TOLD = 5


class GoldError(FactxError):
    """A file of gold cannot be read; the message names file, place and what to do."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: str) -> None:
        super().__init__("bad-gold", message)


class _Form(Protocol):
    """What a module of a form has."""

    def read(self, data: bytes, name: str, problems: Problems) -> list[Marked]: ...

    def write(self, documents: Iterable[Document], out: BinaryIO) -> None: ...


def read(path: Path) -> list[Marked]:
    """The annotated articles of a file, whichever form it has.

    Raises:
        GoldError: it cannot be read; every annotation has to be understood, or none is given.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror or error}") from error
    problems: Problems = []
    marked = _form(FORMS[_told(data, path)]).read(data, str(path), problems)
    counted = Counter(each.id for each in marked)
    problems += [f"there are {n} articles {name!r}; give each its own id" for name, n in counted.items() if n > 1]
    if not marked and not problems:
        problems.append("there is no annotated article in it")
    if problems:
        more = f" (and {len(problems) - _TOLD} more)" if len(problems) > _TOLD else ""
        raise GoldError(f"{path}: {'; '.join(problems[:_TOLD])}{more}")
    return marked


def records(articles: Iterable[Marked], name: str) -> Iterator[dict[str, object]]:
    """The articles themselves as records to extract from, where the gold carries them.

    Raises:
        GoldError: it does not.
    """
    fields = ("id", "text", "title", "published", "url")
    found = [{field: getattr(each, field) for field in fields} for each in articles]
    if not any(each["text"] for each in found):
        raise GoldError(f"{name}: there are no texts in it; give its articles too")
    yield from found


def write(documents: Iterable[Document], out: BinaryIO, form: str) -> None:
    """Write the facts of the Documents as annotations in a form of `FORMS`; failed inputs are left out."""
    _form(FORMS[form]).write((document for document in documents if document.problem is None), out)


def _form(module: str) -> _Form:
    return cast(_Form, import_module(module))


def _told(data: bytes, path: Path) -> str:
    """The form of a file, by its name or else by its beginning."""
    if path.suffix.lower() == ".spacy":
        return "spacy"
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"["):
        return "label-studio"
    try:
        first = json.loads(start.split(b"\n", 1)[0])
        return "label-studio" if "data" in first else "gold"
    except (ValueError, TypeError):
        return "label-studio" if start.startswith(b"{") and b"\n" in start and b'"data"' in start else "gold"
