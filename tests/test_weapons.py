"""Text as a weapon: in every format, in messages and in settings it arrives as text, and nothing obeys it."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from factx.cli.talk import Talk
from factx.comparing import compare, recorded
from factx.comparing.model import Event
from factx.formats import FORMATS, harmless
from factx.formats import compare as comparisons
from factx.formats import timeline as timelines
from factx.formats.compare.csv import COLUMNS as COMPARED
from factx.formats.row import COLUMNS
from factx.lexicon import rules_file
from factx.lexicon.rules_file import RulesError
from factx.model import Document
from factx.options import Options
from tests import weapons
from tests.formats.sample import written
from tests.weapons import WEAPONS

_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_OWN = re.compile(r"<(script|style)>.*?</\1>", re.DOTALL)
_VOID = frozenset(("meta", "br", "col", "img", "input", "link", "hr"))


@pytest.fixture(params=WEAPONS)
def weapon(request: pytest.FixtureRequest) -> str:
    return WEAPONS[request.param]


@pytest.fixture
def documents(weapon: str) -> list[Document]:
    return [weapons.document(weapon, 12), weapons.failed(weapon)]


@pytest.fixture
def events(weapon: str) -> list[Event]:
    """Two sources that contradict each other, and agree on one sum."""
    return compare([weapons.document(weapon, 12), weapons.document(weapon, 14)], alone=True)


def compared(name: str, events: Sequence[Event]) -> str:
    out = io.StringIO()
    comparisons.load(name)(events, out)
    return out.getvalue()


def in_time(name: str, events: Sequence[Event]) -> str:
    out = io.StringIO()
    timelines.load(name)(events, out)
    return out.getvalue()


def shown(weapon: str) -> str:
    """The weapon as a terminal may show it, without blanks, for tables wrap."""
    return re.sub(r"\s+", "", harmless.harmless(weapon))


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


# --- terminals ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_table(documents: list[Document], weapon: str, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    text = written("table", *documents)
    assert not _OBEYED.search(text)
    assert max(cell_len(line) for line in text.splitlines()) <= int(columns)
    assert shown(weapon)[:30] in re.sub(r"\s+", "", text)


def test_table_on_a_terminal(documents: list[Document], events: list[Event], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("FORCE_COLOR", "1")
    out = Terminal()
    FORMATS["table"].load()(documents, out, Options())
    comparisons.load("table")(events, out)
    timelines.load("table")(events, out)
    assert "\x1b[" in out.getvalue()
    assert not _OBEYED.search(_COLOURS.sub("", out.getvalue()))


def test_tables_of_comparisons(events: list[Event], weapon: str) -> None:
    assert events
    for text in (compared("table", events), in_time("table", events)):
        assert not _OBEYED.search(text)
        assert shown(weapon)[:30] in re.sub(r"\s+", "", text)


def test_tables_of_records_that_somebody_changed(weapon: str) -> None:
    """What no text can make of a fact, a file of records can: any string for a currency, a unit or a length of time."""
    record = json.loads(written("jsonl", weapons.document("x", 12)))
    record["facts"][1] |= {"currency": weapon, "counted": weapon, "unit": weapon}
    record["facts"].append(
        record["facts"][1] | {"id": "duration-1", "kind": "duration", "duration": weapon, "rule": weapon}
    )
    documents = recorded.documents(json.dumps(record)) or []
    assert [doc.problem for doc in documents] == [None]
    events = compare(documents, alone=True)
    out = io.StringIO()
    FORMATS["table"].load()(documents, out, Options())
    for text in (out.getvalue(), compared("table", events), in_time("table", events), compared("markdown", events)):
        assert not _OBEYED.search(text)


def test_messages(documents: list[Document], weapon: str, capsys: pytest.CaptureFixture[str]) -> None:
    talk = Talk(verbose=True)
    list(talk.over([*documents, weapons.document(weapon, 13)]))
    talk.close()
    lines = capsys.readouterr().err.split("\n")
    assert not any(_OBEYED.search(line) for line in lines)
    assert [line.startswith("factx: ") for line in lines[:-1]] == [True] * 7  # a line each, whatever breaks lines


# --- programs -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["json", "jsonl"])
@pytest.mark.parametrize("flat", [False, True])
def test_json(name: str, flat: bool, documents: list[Document], weapon: str) -> None:
    text = written(name, *documents, options=Options(flat=flat, with_text=not flat))
    assert not _OBEYED.search(text)
    text.encode("utf-8")
    if name == "json":
        given = json.loads(text)
        rows = given if flat else given["documents"]
    else:
        rows = [json.loads(line) for line in text.splitlines()]
    assert len(rows) == (3 if flat else 2)
    assert rows[0]["source"] == f"{weapon}12.txt"
    assert rows[0]["title"] == weapon
    if not flat:
        assert rows[0]["facts"][0]["place"] == weapon
        assert rows[0]["text"] == documents[0].text


def test_json_of_comparisons(events: list[Event], weapon: str) -> None:
    for text in (compared("json", events), in_time("json", events)):
        assert not _OBEYED.search(text)
        text.encode("utf-8")
    (event,) = json.loads(compared("json", events))["events"]
    assert event["documents"] == [f"{weapon}12.txt", f"{weapon}14.txt"]


@pytest.mark.parametrize(("name", "sign"), [("csv", ","), ("tsv", "\t")])
def test_spreadsheets(name: str, sign: str, documents: list[Document], weapon: str) -> None:
    text = written(name, *documents)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    assert rows[0] == list(COLUMNS)
    assert len(rows) == 4
    _check_cells(text, rows)
    if name == "tsv":
        assert len(text.splitlines()) == 4


def test_spreadsheet_of_comparisons(events: list[Event]) -> None:
    text = compared("csv", events)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == list(COMPARED)
    assert len(rows) > 3
    _check_cells(text, rows)


def _check_cells(text: str, rows: list[list[str]]) -> None:
    assert len({len(row) for row in rows}) == 1
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if _FORMULA.match(cell)]
    assert not [cell for cell in cells if _OBEYED.search(re.sub("[\t\u061c\u200e\u200f]", "", cell))]
    text.encode("utf-8")


def test_database(documents: list[Document], weapon: str, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    for _ in range(2):  # a new database, then one merged into it
        new = tmp_path / "new.db"
        FORMATS["sqlite"].load()(documents, new, Options(with_text=True))
        FORMATS["sqlite"].settle(new, path)
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT source, title, text FROM documents ORDER BY id").fetchall()
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        (facts,) = database.execute("SELECT count(*) FROM facts").fetchone()
    assert tables == {"documents", "facts", "mentions"}
    assert facts == 2
    assert rows[0][1:] == tuple(
        re.sub("[\0\ud800-\udfff]", "\ufffd", each or "") for each in (weapon, documents[0].text)
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.db"]


def test_parquet(documents: list[Document], weapon: str, tmp_path: Path) -> None:
    from pyarrow import parquet

    FORMATS["parquet"].load()(documents, tmp_path / "a.parquet", Options())
    rows = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    assert [row["title"] for row in rows] == [re.sub("[\ud800-\udfff]", "\ufffd", weapon)] * 2 + [None]


# --- browsers and what renders Markdown -----------------------------------------------------------------------------


class _Page(HTMLParser):
    """The tags and the text of a page; refuses what runs, loads, or leads elsewhere."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in _VOID:
            self.open.append(tag)
        for key, value in attrs:
            assert re.fullmatch(r"[a-z-]+", key), key
            assert not key.startswith("on"), key
            assert key not in ("href", "src", "action", "srcset") or (value or "").startswith("#"), value
            assert key != "style" or value == "text-align:right"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li") and self.open[-1] != tag:
            return
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError("a declaration")


def _scripts(html: str) -> list[str]:
    return re.findall(r"<(?:script|style)>.*?</(?:script|style)>", html, re.DOTALL)


def test_page(documents: list[Document], weapon: str) -> None:
    html, plain = written("html", *documents), written("html", weapons.document("x", 12), weapons.failed("x"))
    assert _scripts(html) == _scripts(plain)
    page = _Page(_OWN.sub("", html))
    assert not page.open
    tags = ("script", "style", "h1", "h2", "section", "aside", "form", "a", "mark", "svg", "li", "input", "meta")
    assert [page.tags.count(tag) for tag in tags] == [_Page(_OWN.sub("", plain)).tags.count(tag) for tag in tags]
    html.encode("utf-8")


def test_pages_of_comparisons(events: list[Event]) -> None:
    plain = compare([weapons.document("x", 12), weapons.document("x", 14)], alone=True)
    for write in (compared, in_time):
        page, same = (_Page(_OWN.sub("", write("html", given))) for given in (events, plain))
        assert not page.open
        assert page.tags == same.tags
        assert not _OBEYED.search("".join(page.text))


@pytest.mark.parametrize("dialect", ["commonmark", "gfm-like"])
def test_markdown(dialect: str, documents: list[Document], events: list[Event]) -> None:
    render = MarkdownIt(dialect, {"html": True, "linkify": False}).enable("table").render
    plain = [weapons.document("x", 12), weapons.failed("x")]
    pairs = (
        (written("markdown", *documents), written("markdown", *plain)),
        (
            compared("markdown", events),
            compared("markdown", compare([plain[0], weapons.document("x", 14)], alone=True)),
        ),
    )
    for given, same in pairs:
        assert not _OBEYED.search(given)
        assert _tags(render(given)) == _tags(render(same))


def _tags(html: str) -> list[str]:
    return [tag for tag in _Page(html).tags if tag != "br"]


# --- what is read ---------------------------------------------------------------------------------------------------


def _extract(
    folder: Path, *arguments: str, given: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "factx", *arguments], cwd=folder, input=given, capture_output=True, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip


def _names() -> Iterator[str]:
    for name in (
        "breaks",
        "ansi",
        "osc link",
        "c1",
        "bidi override",
        "rich",
        "script",
        "formula",
        "attribute",
        "slots",
    ):
        yield WEAPONS[name].replace("/", "")


def test_names_of_files(tmp_path: Path) -> None:
    """All of them in one run: a message a file that failed, a line a file; nothing on the terminal is obeyed."""
    names = [f"{name[:60]}.txt" for name in _names()]
    for name in names:
        (tmp_path / name).write_bytes(b"Police arrested 12 people.")
    (tmp_path / "em\npty\x1b[31m.txt").write_bytes(b"")
    run = _extract(tmp_path, "extract", ".", "go\nne\x1b]0;a\x07.txt", "--format", "jsonl", "--verbose")
    assert run.returncode == 1
    told = run.stderr.decode()
    assert not _OBEYED.search(told)
    assert all(line.startswith("factx: ") for line in told.splitlines())
    assert not _OBEYED.search(run.stdout.decode())
    sources = [json.loads(line)["source"] for line in run.stdout.decode().splitlines()]
    assert sorted(sources) == sorted(
        [*(f"./{name}" for name in names), "./em\npty\x1b[31m.txt", "go\nne\x1b]0;a\x07.txt"]
    )


def test_ids_of_records_name_no_files(tmp_path: Path) -> None:
    lines = [
        {"id": given, "text": "Police arrested 12 people."} for given in ("../../x", "/etc/x", "a\0b", "..", "con")
    ]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    for suffix in ("csv", "db"):
        run = _extract(tmp_path / "in", "extract", "a.jsonl", "-o", f"out.{suffix}")
        assert run.returncode == 0, run.stderr
    made = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert made == ["in/a.jsonl", "in/out.csv", "in/out.db"]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('format = "\\u001b[31mred\\u202e"\n', "format"),
        ('"\\u001b]0;a\\u0007" = 1\n', "no setting"),
        ("date = '''\n[bold]x[/bold]\n'''\n", "no day"),
        ("a = [" + "[" * 5000 + "\n", "TOML"),
        ("format = {" + "a = {" * 5000 + "\n", "TOML"),
        ("\x1b[31m = 1\n", "TOML"),
        ("jobs = " + "9" * 5000 + "\n", "TOML"),
        ("quiet = !!python/object/apply:os.system ['id']\n", "TOML"),
    ],
)
def test_settings(settings: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "factx.toml").write_text(settings)
    (tmp_path / "a.txt").write_text("Police arrested 12 people.")
    run = _extract(tmp_path, "extract", "a.txt")
    said = run.stderr.decode()
    assert run.returncode == 2
    assert told in said
    assert "Traceback" not in said
    assert not _OBEYED.search(said)
    assert not run.stdout


@pytest.mark.parametrize("name", ["FACTX_FORMAT", "FACTX_DOLLAR", "FACTX_JOBS", "FACTX_DATE"])
def test_variables(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Police arrested 12 people.")
    fit = [weapon for weapon in WEAPONS.values() if "\0" not in weapon and "\ud83d" not in weapon]
    run = _extract(tmp_path, "extract", "a.txt", **{name: "".join(fit)})
    assert run.returncode == 2
    assert not _OBEYED.search(run.stderr.decode())


@pytest.mark.parametrize(
    "rules",
    [
        "",
        "\x1b[31m = 1",
        '"\\u001b]0;a\\u0007" = 1',
        '[[kind]]\nkind = "\\u001b[31mred\\u202e"',
        '[[kind]]\nkind = "boats"\ncounts = ["=cmd|\'/C calc\'!A0", "<script>", "[bold]x[/]"]',
        '[[kind]]\nkind = "boats"\ncounts = ["(a+)+$", ".*.*.*=.*"]',
        '[[kind]]\nkind = "boats"\ninclude = "../../etc/passwd"',
        "[[kind]]\nkind = !!python/object/apply:os.system ['id']",
        "a = " + "[" * 3000,
        "a = [\n" * 5000,
        "a = " + "9" * 3990,
        "[[kind]]\n" * 15_000,
        "\xff",
    ],
    ids=range(13),
)
def test_rules_files(rules: str, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\nb.toml"
    path.write_bytes(rules.encode("latin-1", "replace"))
    with pytest.raises(RulesError) as caught:
        rules_file.read(path)
    told = [caught.value.message, *(str(each) for each in caught.value.wrong)]
    assert not [line for line in told if _OBEYED.search(line.replace(str(path), ""))]


def test_a_rules_file_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Police arrested 12 people.")
    (tmp_path / "a\x1b[31m\nb.toml").write_text('[[kind]]\nkind = "\\u001b[31mred"\n')
    run = _extract(tmp_path, "extract", "a.txt", "--rules", "a\x1b[31m\nb.toml")
    assert run.returncode in (2, 3)
    assert "Traceback" not in run.stderr.decode()
    assert not _OBEYED.search(run.stderr.decode())


def test_front_matter_is_never_run() -> None:
    from factx.reading.article import from_text

    bomb = "a: &a [x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(20)
    )
    text = f"---\ntitle: !!python/object/apply:os.system ['touch x']\n{bomb}---\n\nPolice arrested 12 people.\n"
    article = from_text(text, "x", markup="markdown")
    assert article.title == "!!python/object/apply:os.system ['touch x']"
    assert article.view.text.strip() == f"{article.title}\nPolice arrested 12 people."


def test_every_invisible_character_is_gone_from_terminals() -> None:
    """By Unicode's own categories: controls, format characters, surrogates, private use, separators."""
    bad = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")]
    left = [c for c in bad if c in harmless.harmless(f"a{c}b")]
    # Signs over Arabic and other numbers show; the joiner makes one picture of several.
    assert not [c for c in left if unicodedata.bidirectional(c) not in ("AN", "AL", "L", "NSM")]
