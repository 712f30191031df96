"""The stream of documents: order, failures kept apart, an engine that fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from factx import batch
from factx.errors import ModelError
from factx.model import Article, Document
from factx.options import Options
from factx.reading.article import from_text


class Echo:
    """An engine that holds ``group`` articles at a time and fails on those that say BOOM.

    Attributes:
        given: the sources that it was given, in order.
    """

    def __init__(self, group: int = 3, error: type[Exception] = ValueError) -> None:
        self.group = group
        self.error = error
        self.given: list[str] = []

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
    found = list(batch.documents(articles(*texts), Echo(group)))
    assert [doc.source for doc in found] == [str(n) for n in range(7)]
    assert [n for n, doc in enumerate(found) if doc.problem] == [at]
    problem = found[at].problem
    assert problem and problem.code == "internal"
    assert "ValueError: boom" in problem.message
    assert "report" in problem.message


def test_every_document_fails() -> None:
    found = list(batch.documents(articles("BOOM", "BOOM"), Echo()))
    assert [doc.problem is not None for doc in found] == [True, True]


def test_memory_stays_flat_while_all_is_well() -> None:
    engine = Echo(group=2)
    stream = batch.documents(articles(*["x"] * 100), engine)
    next(stream)
    assert len(engine.given) == 2, "articles are read as they are needed"


def test_a_missing_model_stops_the_run() -> None:
    with pytest.raises(ModelError):
        list(batch.documents(articles("fine", "BOOM"), Echo(error=ModelError)))  # type: ignore[arg-type]


def run(*paths: str | Path, leave_out: Path | None = None) -> list[Document]:
    return list(batch.run(map(str, paths), Options(), leave_out=leave_out, engine=Echo()))


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
    read = batch.files.read

    def failing(path: Path, source: str, options: Options) -> Iterator[Article]:
        if path.name == "a.txt":
            raise RecursionError
        return read(path, source, options)

    monkeypatch.setattr(batch.files, "read", failing)
    first, second = run(tmp_path)
    assert first.problem and first.problem.code == "internal"
    assert second.problem is None


def test_total(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "b.txt").write_text("text")
    assert batch.total([str(tmp_path), "none.txt"]) == 3
    assert batch.total([str(tmp_path), "-"]) is None
    (tmp_path / "c.jsonl").write_text("{}")
    assert batch.total([str(tmp_path)]) is None
