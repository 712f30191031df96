"""The stream of documents: order, failures kept apart, an engine that fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from factx import batch
from factx.batch import group as groups
from factx.batch.inputs import Inputs
from factx.errors import ModelError
from factx.model import Article, Document, Problem
from factx.options import Options
from factx.reading.article import from_text
from factx.reading.pieces import Piece


class Echo:
    """An engine that holds ``group`` articles at a time and fails on those that say BOOM.

    Attributes:
        given: the sources that it was given, in order.
    """

    def __init__(self, group: int = 3, error: type[Exception] = ValueError) -> None:
        self.group = group
        self.error = error
        self.given: list[str] = []

    def warm(self) -> None:
        pass

    def pipe(self, articles: Iterable[Article], /) -> Iterator[Document]:
        held: list[Article] = []
        for article in articles:
            self.given.append(article.source)
            held.append(article)
            if len(held) == self.group:
                yield from map(self._document, held)
                held = []
        yield from map(self._document, held)

    def _document(self, article: Article) -> Document:
        if "BOOM" in article.text:
            if issubclass(self.error, ModelError):
                raise self.error("no-model", "there is no model")
            raise self.error("boom")
        return Document(
            article.source, article.title, None, None, len(article.text), "", (), article.problem, article.warnings
        )


def articles(*texts: str) -> Iterator[Article]:
    return (from_text(text, str(number)) for number, text in enumerate(texts))


@pytest.mark.parametrize("group", [1, 2, 3, 64])
@pytest.mark.parametrize("at", range(7))
def test_one_failure_costs_one_document(group: int, at: int) -> None:
    texts = ["fine"] * 7
    texts[at] = "BOOM"
    found = list(groups.documents(articles(*texts), Echo(group), Options()))
    assert [doc.source for doc in found] == [str(n) for n in range(7)]
    assert [n for n, doc in enumerate(found) if doc.problem] == [at]
    problem = found[at].problem
    assert problem and problem.code == "internal"
    assert "ValueError: boom" in problem.message
    assert "report" in problem.message


def test_every_document_fails() -> None:
    found = list(groups.documents(articles("BOOM", "BOOM"), Echo(), Options()))
    assert [doc.problem is not None for doc in found] == [True, True]


def test_memory_stays_flat_while_all_is_well() -> None:
    engine = Echo(group=2)
    stream = groups.documents(articles(*["x"] * 100), engine, Options())
    next(stream)
    assert len(engine.given) == 2, "articles are read as they are needed"


def test_a_missing_model_stops_the_run() -> None:
    with pytest.raises(ModelError):
        list(groups.documents(articles("fine", "BOOM"), Echo(error=ModelError), Options()))  # type: ignore[arg-type]


def run(*paths: str | Path, leave_out: Path | None = None) -> list[Document]:
    inputs = Inputs(tuple(map(str, paths)), leave_out=[leave_out] if leave_out else ())
    return list(batch.documents(inputs, Options(), jobs=1, engine=Echo()))


def test_inputs_come_in_the_order_given_and_folders_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.txt", "z.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    found = run(tmp_path / "z.txt", tmp_path, tmp_path / "none.txt", tmp_path / "a.md")
    names = [Path(doc.source).name for doc in found]
    assert names == ["z.txt", "a.md", "b.txt", "c.txt", "z.txt", "none.txt", "a.md"]
    assert [doc.problem.code if doc.problem else None for doc in found] == [None] * 5 + ["not-found", None]


def test_the_output_in_an_input_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "facts.jsonl").write_text('{"text": "old output"}\n')
    found = run(tmp_path, leave_out=tmp_path / "facts.jsonl")
    assert [Path(doc.source).name for doc in found] == ["a.txt"]


def test_a_fault_in_reading_is_that_input_s_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "b.txt").write_text("text")
    article = groups.files.article

    def failing(piece: Piece, fetched: bytes | Problem) -> Article:
        if piece.source.endswith("a.txt"):
            raise RecursionError
        return article(piece, fetched)

    monkeypatch.setattr(groups.files, "article", failing)
    first, second = run(tmp_path)
    assert first.problem and first.problem.code == "internal"
    assert second.problem is None


def test_total(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "b.txt").write_text("text")
    assert Inputs((str(tmp_path), "none.txt")).total() == 3
    assert Inputs((str(tmp_path), "-")).total() is None
    (tmp_path / "c.jsonl").write_text("{}\n\n{}\n")
    assert Inputs((str(tmp_path),)).total() == 4


@pytest.mark.parametrize("group", [1, 3, 64])
def test_what_goes_wrong_before_the_engine_is_no_fault_of_an_article(group: int) -> None:
    def broken() -> Iterator[Article]:
        yield from articles("one", "two")
        raise OSError("the source is gone")

    with pytest.raises(OSError, match="the source is gone"):
        list(groups.documents(broken(), Echo(group), Options()))


def test_a_piece_that_memory_does_not_hold_is_a_problem_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(piece: Piece) -> bytes:
        if piece.source == "b":
            raise MemoryError
        return piece.data

    monkeypatch.setattr(groups.files, "fetch", fetch)
    pieces = [Piece(name, name, data=b"Nine held.") for name in "abc"]
    found = [result.document for result in groups.results(pieces, Echo(), Options())]
    assert [(d.source, d.problem and d.problem.code) for d in found] == [
        ("a", None),
        ("b", "out-of-memory"),
        ("c", None),
    ]
