"""Files, streams and folders: every input gives Articles, whatever is wrong with it."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from factx.model import Article, Problem
from factx.options import Options
from factx.reading import files, walk
from factx.reading.article import from_text, is_page

PAGE = """<!doctype html><html><head><title>Nine held after raid | Harbour Times</title>
<meta property="article:published_time" content="2024-05-06T10:00:00Z">
<link rel="canonical" href="https://a.example/nine-held"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Nine held after raid</h1>
<p>Police in the harbour town of Westmark held nine people on Monday after a raid on two warehouses, officials said.</p>
<p>Officers seized &euro;2.3 million in cash and several cars during the search, which took most of the day.</p>
</article><footer>Copyright 2024</footer></body></html>"""


def read(path: Path, name: str | None = None) -> list[Article]:
    return list(files.read(path, name or path.name, Options()))


def code(articles: list[Article]) -> str | None:
    (article,) = articles
    assert article.text == "" or article.problem is None
    return article.problem.code if article.problem else None


def test_plain_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffNine held.\r\nTen fled.".encode())
    (article,) = read(path)
    assert article.text == "Nine held.\r\nTen fled."
    assert article.source == "a.txt"


def test_broken_files(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"\n \n")
    (tmp_path / "pdf.txt").write_bytes(b"%PDF-1.4")
    (tmp_path / "link.txt").symlink_to("nowhere")
    (tmp_path / "blank.jsonl").write_bytes(b"\n\n")
    (tmp_path / "blank.html").write_text("<html><body></body></html>")
    assert code(read(tmp_path / "none.txt")) == "not-found"
    assert code(read(tmp_path)) == "is-directory"
    assert code(read(tmp_path / "empty.txt")) == "empty"
    assert code(read(tmp_path / "pdf.txt")) == "broken"
    assert code(read(tmp_path / "link.txt")) == "not-found"
    assert code(read(tmp_path / "blank.jsonl")) == "empty"
    assert code(read(tmp_path / "blank.html")) == "no-text"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user without all rights")
def test_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    assert code(read(path)) == "permission"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert code(read(tmp_path / "a.txt")) == "not-a-file"


def test_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE)
    (article,) = read(path)
    assert (article.title, article.published, article.url) == (
        "Nine held after raid",
        date(2024, 5, 6),
        "https://a.example/nine-held",
    )
    assert "Home" not in article.text and "Copyright" not in article.text
    assert "\u20ac2.3 million" in article.text
    at = article.view.text.index("\u20ac2.3 million")
    assert article.text[slice(*article.view.span(at, at + 12))] == "\u20ac2.3 million"
    assert article.sections[0].name == "headline"


def test_page_in_a_text_file_stays_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PAGE)
    assert read(path)[0].text == PAGE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAGE, True),
        ("\n<HTML lang=en>", True),
        ("<!-- x --><html>", True),
        ("<div><p>Nine</p></div>", False),
        ("# <html>", False),
    ],
)
def test_is_page(text: str, expected: bool) -> None:
    assert is_page(text) is expected


LINES = rb"""{"text": "Ten held.", "id": "x1", "published": "2024-01-02T03:04", "title": "Ten", "url": "https://a.example"}

{"text": "Nine held.", "published": "whenever"}
{broken
[1]
{"title": "no text"}
{"text": " "}
{"text": "a\ud800b", "id": 7}
"""


def test_records(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + LINES + b"[" * 50_000 + b'\n{"text": "end"}')
    articles = read(path)
    assert [a.source for a in articles] == ["x1", *(f"a.jsonl#{n}" for n in range(2, 7)), "7", "a.jsonl#8", "a.jsonl#9"]
    assert [a.problem.code if a.problem else None for a in articles] == [
        *(None, None, "bad-json", "bad-record", "no-text", "empty", None, "bad-json", None),
    ]
    first = articles[0]
    assert (first.title, first.published, first.url) == ("Ten", date(2024, 1, 2), "https://a.example")
    assert "published" in articles[1].warnings[0]
    assert articles[2].problem is not None and "line 4" in articles[2].problem.message
    assert articles[6].text == "a\ufffdb"


def test_records_in_utf16(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes('{"text": "N\u00e9uf held."}\n{"text": "Ten."}\n'.encode("utf-16"))
    assert [a.text for a in read(path)] == ["N\u00e9uf held.", "Ten."]


def test_records_are_read_one_at_a_time() -> None:
    class Stream(io.BytesIO):
        given = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.given += 1
            return super().readline(size)

    stream = Stream(b'{"text": "Nine held."}\n{"text": "Ten held."}\n')
    articles = files.read_stream(stream, Options())
    assert next(articles).text == "Nine held."
    assert stream.given == 1


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"Nine held.\nTen fled.\n", ["Nine held.\nTen fled.\n"]),
        (b'\n{"text": "Nine."}\n{"text": "Ten."}\n', ["Nine.", "Ten."]),
        (b'{"name": "Nine."}\n', ['{"name": "Nine."}\n']),
        (b"{not json\n", ["{not json\n"]),
    ],
)
def test_stream(data: bytes, texts: list[str]) -> None:
    articles = list(files.read_stream(io.BytesIO(data), Options()))
    assert [a.text for a in articles] == texts
    assert articles[0].source == ("-" if len(texts) == 1 else "-#1")


def test_empty_stream() -> None:
    assert code(list(files.read_stream(io.BytesIO(b""), Options()))) == "empty"


def test_page_on_standard_input() -> None:
    (article,) = files.read_stream(io.BytesIO(PAGE.encode()), Options())
    assert article.title == "Nine held after raid"


def test_the_date_option_is_left_to_later() -> None:
    (article,) = files.read_stream(io.BytesIO(b"Nine held."), Options(published=date(2020, 1, 1)))
    assert article.published is None


def test_walk(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.jsonl", "d.bin", ".hidden.txt", "sub/z.html", "sub/noext", ".git/x.txt", "e.PNG"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (tmp_path / "none").mkdir()
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    found = list(walk.walk([tmp_path, tmp_path / "d.bin", "-", tmp_path / "missing", tmp_path / "none"]))
    names = [s.removeprefix(str(tmp_path) + "/") for s, _ in found]
    assert names == ["a.md", "b.txt", "c.jsonl", "sub/noext", "sub/z.html", "d.bin", "-", "missing", "none"]
    assert isinstance(found[-1][1], Problem) and found[-1][1].code == "no-articles"
    assert all(isinstance(path, Path) for _, path in found[:-1])


def test_walk_keeps_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d").mkdir()
    Path("d/a.txt").write_text("x")
    assert [s for s, _ in walk.walk(["d", "./d/a.txt"])] == ["d/a.txt", "./d/a.txt"]


def test_surrogates_cannot_break_encoding() -> None:
    article = from_text("a\udc80b", "x")
    assert article.text == "a\ufffdb"
    assert article.warnings


def test_importing_is_cheap() -> None:
    script = (
        "import sys, factx.reading.files, factx.reading.walk\n"
        "print([m for m in ('trafilatura', 'charset_normalizer', 'yaml', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_packed_files_and_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.pieces, "LIMIT", 1000)
    for name, content in {
        "bomb.txt.gz": gzip.compress(b"a " * 1_000_000),
        "large.txt": b"a " * 1000,
        "two.txt.gz": gzip.compress(b"Nine ") + gzip.compress(b"held."),
        "cut.txt.gz": gzip.compress(b"Nine held.")[:-6],
        "no.txt.gz": b"Nine held.",
        "page.HTML.GZ": gzip.compress(PAGE[:300].encode() + b"<p>Nine people were held on Monday, police said.</p>"),
    }.items():
        (tmp_path / name).write_bytes(content)
    assert [code(read(tmp_path / name)) for name in ("bomb.txt.gz", "large.txt")] == ["too-large", "too-large"]
    assert [code(read(tmp_path / name)) for name in ("cut.txt.gz", "no.txt.gz")] == ["bad-gzip", "bad-gzip"]
    assert read(tmp_path / "two.txt.gz")[0].text == "Nine held."
    assert read(tmp_path / "page.HTML.GZ")[0].title == "Nine held after raid"
    records = b'{"text": "Nine held."}\n' + b'{"text": "' + b"a " * 1000 + b'"}\n{"text": "Ten held."}\n'
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(records))
    articles = read(tmp_path / "r.jsonl.gz")
    assert [a.problem.code if a.problem else a.text for a in articles] == ["Nine held.", "too-large", "Ten held."]
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(records)[:-9])
    assert code(read(tmp_path / "r.jsonl.gz")[-1:]) == "bad-gzip"
