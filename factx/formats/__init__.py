"""Documents to what people and programs read: one module a format, each with a `Write` function named ``write``.

In comes a stream of Documents, out goes text, each document as soon as it is there, or a file that no text stream can
be. A format knows nothing of where documents come from; one that writes text does not know either where that goes. To
add one, write its module and add its line to `FORMATS`; the command's options, its help and its shell completion
follow from that line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath
from typing import Any, Protocol, cast

from factx.model import Document
from factx.options import Options


class Write(Protocol):
    """Writes documents to an open text stream, flushing what a reader may be waiting for.

    For formats with `Format.makes_file`, ``out`` is the path of an empty file that nobody else knows of.
    """

    def __call__(self, documents: Iterable[Document], out: Any, options: Options, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format that the command offers.

    Attributes:
        name: what ``--format`` calls it.
        module: where its ``write`` function is; imported when the format is used.
        suffixes: names of output files that ask for it, such as ``.json``.
        about: a few words for the help.
        carries_text: whether it can give the article's text (``--with-text``).
        flattens: whether it can give one fact a row (``--flat``).
        opens_in_excel: whether it can be marked for spreadsheets (``--excel``).
        resumes: whether each document is written by itself, so that a run can be continued (``--resume``).
        makes_file: whether it needs a file to write to; then its module also has `check` and `settle`.
    """

    name: str
    module: str
    suffixes: tuple[str, ...]
    about: str
    carries_text: bool = False
    flattens: bool = False
    opens_in_excel: bool = False
    makes_file: bool = False
    resumes: bool = False

    def load(self) -> Write:
        """The function that writes this format."""
        return cast(Write, import_module(self.module).write)

    def check(self, target: Path) -> None:
        """Raises FactxError where the file ``target`` cannot be written in this format, for what it is or lacks."""
        if self.makes_file:
            import_module(self.module).check(target)

    def settle(self, made: Path, target: Path) -> None:
        """Put the file ``made`` in the place of ``target``, or what it holds into ``target``; then ``made`` is gone."""
        import_module(self.module).settle(made, target)


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format("table", "factx.formats.table", (), "for reading"),
        Format("json", "factx.formats.json", (".json",), "one object with all documents", True, flattens=True),
        Format("jsonl", "factx.formats.jsonl", (".jsonl", ".ndjson"), "one document a line", True, True, resumes=True),
        Format("csv", "factx.formats.csv", (".csv",), "one fact a row", opens_in_excel=True, resumes=True),
        Format("tsv", "factx.formats.tsv", (".tsv", ".tab"), "tabs between", opens_in_excel=True, resumes=True),
        Format("sqlite", "factx.formats.sqlite", (".db", ".sqlite", ".sqlite3"), "a database", True, makes_file=True),
        Format("parquet", "factx.formats.parquet", (".parquet",), "typed columns", makes_file=True),
        Format("html", "factx.formats.html", (".html", ".htm"), "a page to show, with the text"),
        Format("markdown", "factx.formats.markdown", (".md",), "a table to paste into a report"),
    )
}


def for_file(path: PurePath) -> Format | None:
    """The format that the name of an output file asks for, or None where it does not tell."""
    suffix = path.suffix.lower()
    return next((format for format in FORMATS.values() if suffix in format.suffixes), None)
