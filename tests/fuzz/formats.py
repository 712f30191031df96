"""Any text through the engine into every format: what each writes can be read back and commands no terminal."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import tempfile
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

from factx.comparing import compare
from factx.formats import FORMATS
from factx.formats import compare as comparisons
from factx.formats import timeline as timelines
from factx.model import Document, Problem
from factx.options import Options
from factx.reading.article import from_text
from tests import fuzz
from tests.fuzz.rules import engines

LONGEST = 400

_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_OWN = re.compile(r"<(?:script|style)>.*?</(?:script|style)>", re.DOTALL)


def check(data: bytes) -> None:
    """The input is the text of an article, its name and its title."""
    text = fuzz.text(data)
    article = from_text(text, text[:40] or "x", title=text[-30:] or None, url=text[10:40] or None)
    found = next(iter(engines()[0].pipe([article])))
    failed = Document(text[:30], text[:9], None, None, 0, "0" * 64, (), Problem("broken", f"{text[:50]}: broken"))
    documents = [found, failed]
    for name, form in FORMATS.items():
        if form.makes_file:
            continue
        _look(name, _written(form.load(), documents))
    events = compare(documents, alone=True)
    for formats in (comparisons, timelines):
        for name in formats.FORMATS:
            out = io.StringIO()
            formats.load(name)(events, out)
            _look(name, out.getvalue())
    _look_into_files(documents)


def _written(write: object, documents: list[Document]) -> str:
    out = io.StringIO()
    write(documents, out, Options(with_text=True))  # type: ignore[operator]
    return out.getvalue()


def _look(name: str, written: str) -> None:
    written.encode("utf-8")
    if name not in ("html", "csv", "tsv"):
        assert not _COMMANDS.search(written)
    if name == "json":
        json.loads(written)
    elif name == "jsonl":
        assert [json.loads(line) for line in written.splitlines()]
    elif name in ("csv", "tsv"):
        rows = list(csv.reader(io.StringIO(written), delimiter="\t" if name == "tsv" else ","))
        assert len({len(row) for row in rows}) == 1
        assert not any(re.match(r"\s*[=+@\t\r-]", cell) for row in rows for cell in row)
    elif name == "html":
        _Page().feed(_OWN.sub("", written))


class _Page(HTMLParser):
    """Refuses what runs or loads."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "img", "iframe", "object", "base", "embed")
        for key, value in attrs:
            assert not key.startswith("on")
            assert key not in ("href", "src") or (value or "").startswith("#")


def _look_into_files(documents: list[Document]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        FORMATS["sqlite"].load()(documents, path, Options(with_text=True))
        with closing(sqlite3.connect(path)) as database:
            (number,) = database.execute("SELECT count(*) FROM facts").fetchone()
        assert number == sum(len(doc.facts) for doc in documents)
        FORMATS["parquet"].load()(documents, Path(folder) / "a.parquet", Options())


def seeds() -> list[bytes]:
    """The fixtures' paragraphs, some with what browsers, terminals and spreadsheets obey."""
    weapons = (
        "=cmd|'/c calc'!A1 ",
        "\x1b]8;;http://a\x07",
        "<script>alert(1)</script>",
        "\u202e",
        "[bold red]",
        "</script>",
    )
    parts = [part for part in fuzz.fixtures() if len(part) < 600]
    return [part.encode() for part in parts] + [
        f"{weapons[n % len(weapons)]}{part}".encode() for n, part in enumerate(parts[::4])
    ]
