"""factx opens no connection, whatever it reads."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from factx.options import Options
from factx.reading import files
from tests.reading import made

PAGE = """<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd" [<!ENTITY far SYSTEM "http://a.example/far.ent">]>
<html lang="en"><head><title>Nine held</title><link rel="canonical" href="http://a.example/nine"/>
<link rel="stylesheet" href="http://a.example/a.css"/><meta http-equiv="refresh" content="0; url=http://a.example/b"/>
<script src="http://a.example/a.js"></script></head><body><base href="http://a.example/"/><h1>Nine held</h1>
<p>Police held nine men in Nice on Monday &far; after a search, <a href="http://a.example">they</a> said.</p>
<img src="http://a.example/1.png" alt="Police"/><iframe src="http://a.example/f"></iframe>
<p>Officers seized $4 million in cash there, and the search for two more men goes on in the towns around it.</p>
<object data="http://a.example/o"></object></body></html>"""
MARKDOWN = "# Nine held\n\n![p](http://a.example/1.png)\n\nPolice held nine men, [they said](http://a.example/2).\n"
MAIL = (
    'Subject: Nine held\nContent-Type: text/html\nContent-Location: http://a.example/\n\n<img src="http://a.example/t.gif">'
    "<p>Police held nine men.</p>"
)


@pytest.fixture(autouse=True)
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server that fails the test if anyone calls, from Python or from a library's own code."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        port = server.getsockname()[1]

        def refuse(*arguments: object, **named: object) -> NoReturn:
            raise AssertionError("a connection was asked for")

        for name in ("connect", "connect_ex", "sendto"):
            monkeypatch.setattr(socket.socket, name, refuse)
        for name in ("create_connection", "getaddrinfo", "gethostbyname"):
            monkeypatch.setattr(socket, name, refuse)
        yield f"http://127.0.0.1:{port}"
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.fixture
def inputs(tmp_path: Path, site: str) -> list[Path]:
    """One file of every form, each of which names addresses."""
    contents: dict[str, bytes] = {
        "a.html": PAGE.encode(),
        "b.md": MARKDOWN.encode(),
        "c.txt": b"Police held nine men, see http://a.example/3 for more.",
        "d.eml": MAIL.encode(),
        "e.pdf": made.pdf(made.column(f"Police held nine men, see {site}/4")),
        "f.docx": made.docx(made.paragraph(f"Police held nine men, see {site}/5")),
        "g.jsonl": b'{"text": "Police held nine men.", "url": "http://a.example/6"}\n',
        "h.docx": made.docx("<w:p/>", before=f'<!DOCTYPE w:document SYSTEM "{site}/w.dtd">'),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content.replace(b"http://a.example", site.encode()))
    return [tmp_path / name for name in contents]


def test_reading(inputs: list[Path]) -> None:
    articles = [article for path in inputs for article in files.read(path, path.name, Options())]
    assert [article.problem is None for article in articles] == [True] * 7 + [False]
    assert all("nine men" in article.view.text for article in articles[:7])


def test_extracting(inputs: list[Path]) -> None:
    from factx.engine import Engine

    articles = [article for path in inputs for article in files.read(path, path.name, Options())]
    documents = list(Engine(Options()).pipe(articles))
    assert [bool(document.facts) for document in documents] == [True] * 7 + [False]
    assert documents[0].title == "Nine held"
