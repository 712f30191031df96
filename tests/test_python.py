"""What programs see of factx: the names of `factx`, and that they give what the commands give."""

from __future__ import annotations

import doctest
import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

import factx
from factx import extractor
from factx.cli import app
from factx.model import Document

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"
ARTICLES = sorted(path for path in FIXTURES.iterdir() if path.suffix in (".txt", ".md"))
TEXT = "Police in Nice arrested 12 men on 3 May and seized $3 million."


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in ARTICLES]


@pytest.fixture(scope="module")
def whole() -> factx.Extractor:
    return factx.Extractor()


def command(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize("module", [factx, extractor], ids=lambda module: module.__name__)
def test_examples_in_the_code(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted and not found.failed


def test_the_names() -> None:
    for name in factx.__all__:
        assert getattr(factx, name)
    assert all(getattr(factx, name).__doc__ for name in factx.__all__ if callable(getattr(factx, name)))
    from factx import comparing

    assert isinstance(comparing, ModuleType)
    assert not isinstance(factx.compare, ModuleType) and not isinstance(factx.timeline, ModuleType)


# --- one text after the other -----------------------------------------------------------------------------------------


def test_options_are_those_of_the_extractor() -> None:
    made = factx.Extractor(factx.Options(kinds=("money",), dollar="AUD")).extract(TEXT, source="a")
    assert [(fact.kind, fact.currency) for fact in made.facts] == [("money", "AUD")]
    assert made.source == "a"


def test_the_day_is_that_of_the_text_or_else_the_one_given(whole: factx.Extractor) -> None:
    said = "Published: 2024-05-01\n\nIt lost $3 million over the past year."
    day = date(2020, 1, 31)
    assert whole.extract(said, published=day).published == date(2024, 5, 1)
    assert whole.extract("It lost $3 million over the past year.", published=day).published == day
    fixed = factx.Extractor(factx.Options(published=day))
    assert fixed.extract(TEXT).published == day
    assert fixed.extract(TEXT, published=date(2021, 1, 1)).published == date(2021, 1, 1)


def test_one_model_for_all_days() -> None:
    from factx.extractor import _parser

    before = _parser.cache_info().misses
    for day in range(1, 9):
        factx.extract(TEXT, published=date(2024, 5, day))
    assert _parser.cache_info().misses <= before + 1


def test_threads_give_what_one_gives(texts: list[str], whole: factx.Extractor) -> None:
    texts = texts[::3]
    wanted = [document.to_json() for document in whole.pipe(texts)]
    found: dict[int, list[str]] = {}
    together = threading.Barrier(8)

    def work(number: int) -> None:
        own = whole if number % 2 else factx.Extractor()
        turned = texts[number:] + texts[:number]
        together.wait(30)
        given = [
            document.to_json().replace(f'"text#{n}"', '"text"', 1)
            for n, document in enumerate(own.pipe(turned, batch_size=1 + number % 3), 1)
        ]
        found[number] = given[-number:] + given[:-number] if number else given

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    wanted = [line.replace(f'"text#{n}"', '"text"', 1) for n, line in enumerate(wanted, 1)]
    assert [found.get(number) for number in range(8)] == [wanted] * 8


# --- streams ----------------------------------------------------------------------------------------------------------


def test_pipe_takes_texts_pairs_and_records(whole: factx.Extractor) -> None:
    known = {"id": "a", "title": "Twelve held", "published": "2024-05-04", "url": "https://a.example/1", "more": [1]}
    plain, pair, record = whole.pipe([TEXT, (TEXT, known), {**known, "text": TEXT, "published": date(2024, 5, 4)}])
    assert (plain.source, pair.source) == ("text#1", "a")
    assert pair == record
    assert (pair.title, pair.published, pair.url) == ("Twelve held", date(2024, 5, 4), "https://a.example/1")
    assert [fact.text for fact in pair.facts] == [fact.text for fact in plain.facts]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (None, "bad-record"),
        (5, "bad-record"),
        (b"bytes", "bad-record"),
        (("text", "meta", "more"), "bad-record"),
        ((None, {"id": "x"}), "no-text"),
        ({"id": "x"}, "no-text"),
        ({"text": 5}, "no-text"),
        ("", "empty"),
        (" \n", "empty"),
    ],
)
def test_a_bad_one_stops_nothing(bad: object, code: str, whole: factx.Extractor) -> None:
    first, failed, last = whole.pipe([TEXT, bad, TEXT])  # type: ignore[list-item]
    assert failed.error and failed.error.code == code
    assert failed.error.message
    assert failed.facts == () and first.error is None
    assert first.facts == last.facts


def test_what_breaks_the_engine_stops_nothing(monkeypatch: pytest.MonkeyPatch, whole: factx.Extractor) -> None:
    from factx.engine import Engine

    scan = Engine._scan

    def breaking(self: Engine, draft: object) -> object:
        if "BREAK" in draft.article.text:  # type: ignore[attr-defined]
            raise ValueError("broken")
        return scan(self, draft)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "_scan", breaking)
    documents = list(whole.pipe([TEXT, "BREAK", TEXT, "BREAK", TEXT]))
    assert [document.error and document.error.code for document in documents] == [
        None,
        "internal",
        None,
        "internal",
        None,
    ]
    assert all(document.facts for document in documents[::2])


def test_pipe_is_lazy(whole: factx.Extractor) -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield TEXT

    stream = whole.pipe(endless(), batch_size=3)
    assert taken == 0
    assert next(stream).facts
    assert taken == 3


def test_a_reader_may_extract_between_two_documents(whole: factx.Extractor) -> None:
    def asking() -> Iterator[str]:
        for _ in range(3):
            yield whole.extract(TEXT).facts[0].mentions[0].sentence

    for document in whole.pipe(asking(), batch_size=1):
        assert whole.extract(TEXT).facts == document.facts


def test_a_missing_model_stops_everything() -> None:
    absent = factx.Extractor(factx.Options(model="no_such_model"))
    with pytest.raises(factx.FactxError, match="no_such_model"):
        list(absent.pipe([TEXT]))


# --- what the commands do ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ARTICLES[::4], ids=lambda path: path.name)
def test_json_is_what_the_command_prints(path: Path, whole: factx.Extractor) -> None:
    document = whole.extract(path.read_text(encoding="utf-8"), source=str(path))
    for arguments, with_text in (([], False), (["--with-text"], True)):
        printed = command("extract", str(path), "--format", "jsonl", *arguments)
        assert printed == document.to_json(with_text=with_text) + "\n"


def test_records_are_what_the_command_prints(tmp_path: Path, whole: factx.Extractor) -> None:
    records = [
        {"id": "a", "text": TEXT, "published": "2024-05-04"},
        {"id": "b"},
        {"id": "c", "text": "\U0001f6a8 12 held."},
    ]
    file = tmp_path / "a.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    printed = CliRunner().invoke(app, ["extract", str(file), "--format", "jsonl"]).stdout.splitlines()
    given = [document.to_json() for document in whole.pipe(records)]
    assert [given[0], given[2]] == [printed[0], printed[2]]
    assert json.loads(given[1])["error"]["code"] == json.loads(printed[1])["error"]["code"] == "no-text"


@pytest.mark.parametrize("jobs", [1, 2])
def test_files_are_read_as_the_command_reads_them(jobs: int, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("press-release.md", "earthquake.txt"):
        (tmp_path / "b" / name).write_bytes((FIXTURES / name).read_bytes())
    (tmp_path / "b" / "c.txt").write_bytes(b"\x7fELF\x02\x01\x01\0\0\0")
    given = list(factx.extract_files(tmp_path / "b", str(tmp_path / "none.txt"), exclude=["*.md"], jobs=jobs))
    assert [document.error and document.error.code for document in given] == ["binary", None, "not-found"]
    printed = CliRunner().invoke(
        app, ["extract", str(tmp_path / "b"), str(tmp_path / "none.txt"), "--exclude", "*.md", "-f", "jsonl"]
    )
    assert printed.stdout == "".join(document.to_json() + "\n" for document in given)


def test_every_format_is_written(tmp_path: Path) -> None:
    folder = str(FIXTURES / "compare" / "sister-operations")
    documents = list(factx.extract_files(folder))
    for name in ("a.json", "a.jsonl", "a.csv", "a.tsv", "a.html", "a.md", "a.db", "a.parquet"):
        factx.write(iter(documents), tmp_path / name)
        assert (tmp_path / name).stat().st_size
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == command("extract", folder)
    out = io.StringIO()
    factx.write(documents, out, format="table")
    assert out.getvalue() == command("extract", folder, "--format", "table")
    assert [document.facts for document in factx.load(tmp_path / "a.json")] == [doc.facts for doc in documents]
    assert [document.to_json() for document in factx.load(tmp_path / "a.jsonl")] == [doc.to_json() for doc in documents]
    assert sorted(path.name for path in tmp_path.iterdir() if ".part" in path.name) == []


def test_comparing_is_what_the_commands_print(tmp_path: Path) -> None:
    folder = str(FIXTURES / "compare" / "exchange-theft")
    documents = list(factx.extract_files(folder, options=factx.Options(kinds=(*factx.DEFAULT_KINDS, "duration"))))
    factx.write_comparison(factx.compare(documents), tmp_path / "c.json")
    assert (tmp_path / "c.json").read_text(encoding="utf-8") == command("compare", folder)
    factx.write_timeline(factx.timeline(documents), tmp_path / "t.json")
    assert (tmp_path / "t.json").read_text(encoding="utf-8") == command("timeline", folder)
    out = io.StringIO()
    factx.write_timeline(factx.timeline(documents), out, format="table")
    assert out.getvalue() == command("timeline", folder, "--format", "table")


def test_errors_say_what_to_do(tmp_path: Path) -> None:
    document = factx.extract(TEXT)
    with pytest.raises(factx.FactxError, match="choose from table, json"):
        factx.write([document], tmp_path / "a.xyz")
    with pytest.raises(factx.FactxError, match="there is no format 'xml'"):
        factx.write([document], tmp_path / "a.json", format="xml")
    with pytest.raises(factx.FactxError, match="give a path"):
        factx.write([document], io.StringIO(), format="parquet")
    with pytest.raises(factx.FactxError, match="there is no folder"):
        factx.write([document], tmp_path / "none" / "a.json")
    with pytest.raises(factx.FactxError, match=r"none\.json: No such file"):
        factx.load(tmp_path / "none.json")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(factx.FactxError, match="use extract_files"):
        factx.load(tmp_path / "a.txt")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


# --- shapes -----------------------------------------------------------------------------------------------------------


def test_the_dict_is_exact() -> None:
    given = factx.extract("Losses were $0.1 million in May 2024.").to_dict(with_text=True)
    (fact,) = given["facts"]
    assert fact["value"] == Decimal(100000) and isinstance(fact["value"], Decimal)
    assert given["text"] == "Losses were $0.1 million in May 2024."
    assert given["error"] is None and "text" not in factx.extract(TEXT).to_dict()


def test_the_frame_has_the_columns_of_csv(whole: factx.Extractor) -> None:
    pandas = pytest.importorskip("pandas")
    from factx.formats import row

    documents = list(whole.pipe([("It lost $3.5 million from May to June 2021.", {"published": "2021-07-01"}), None]))
    frame = factx.to_frame(documents)
    assert list(frame.columns) == list(row.COLUMNS)
    assert list(frame["value"]) == [Decimal(3500000), None, None]
    assert frame["value"].dropna().sum() == Decimal(3500000)
    assert frame["start"].dt.year.dropna().tolist() == [2021]
    assert frame["mention_start"].dtype == "Int64" and frame["error"].notna().tolist() == [False, False, True]
    assert documents[0].to_frame()["id"].tolist() == ["money-1", "date_range-1"]
    empty = Document("x", None, None, None, 0, "", ()).to_frame()
    assert isinstance(empty, pandas.DataFrame) and len(empty) == 0 and empty["start"].dtype == frame["start"].dtype


def test_without_pandas_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(factx.FactxError, match=r"pip install 'factx\[pandas\]'"):
        factx.extract(TEXT).to_frame()


def test_importing_loads_nothing_heavy() -> None:
    code = (
        "import sys, factx; loaded = {name for name in sys.modules if name.startswith('factx.')};"
        "assert loaded == {'factx.model', 'factx.options', 'factx.declared', 'factx.errors', 'factx.extractor',"
        "'factx.longtext', 'factx.writing'}, loaded;"
        "assert not {'spacy', 'dateparser', 'babel', 'typer', 'rich', 'pydantic', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


PROGRAM = """
from datetime import date
from decimal import Decimal
from collections.abc import Iterator

import factx


def total(documents: Iterator[factx.Document]) -> Decimal:
    amount = Decimal(0)
    for document in documents:
        if document.error is not None:
            print(document.error.code, document.error.message)
        for fact in document.facts:
            if fact.kind == "money" and fact.value is not None and fact.bound != "at_most":
                amount += fact.value
            for mention in fact.mentions:
                where: tuple[int, int] = (mention.start, mention.end)
                print(where, mention.sentence, fact.start)
    return amount


extractor = factx.Extractor(factx.Options(kinds=("money",), published=date(2024, 5, 1)))
records = [{"id": "a", "text": "It cost $5."}]
total(extractor.pipe(["It cost $5.", "It cost $6."]))
total(extractor.pipe([("It cost $5.", {"id": "a"})]))
total(extractor.pipe(records))
total(factx.extract_files("news", jobs=2))
line: str = factx.extract("It cost $5.").to_json()
for event in factx.compare(factx.load("facts.json")):
    verdicts: list[str] = [quantity.verdict for quantity in event.quantities]
factx.write_timeline(factx.timeline([]), "timeline.html")
factx.write([], "facts.csv")
"""


@pytest.mark.slow
def test_users_programs_pass_mypy(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    (tmp_path / "good.py").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "bad.py").write_text("import factx\n\nn: int = factx.extract(5).facts\n", encoding="utf-8")
    call = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--cache-dir", str(tmp_path)]
    good = subprocess.run([*call, "good.py"], cwd=tmp_path, capture_output=True, text=True)
    assert good.returncode == 0, good.stdout
    bad = subprocess.run([*call, "bad.py"], cwd=tmp_path, capture_output=True, text=True)
    assert "[arg-type]" in bad.stdout and "[assignment]" in bad.stdout
