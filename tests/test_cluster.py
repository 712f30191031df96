"""Runs on a cluster: the facts are those of one process, whatever the inputs come as and whatever dies on the way."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from decimal import Decimal
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from factx import batch, cluster
from factx.batch import Inputs
from factx.cli import app
from factx.engine import Engine
from factx.formats import exact, record, row
from factx.model import Document
from factx.options import Options

ROOT = Path(__file__).parent.parent
TEXTS = sorted([*(ROOT / "fixtures").glob("*.md"), *(ROOT / "fixtures").glob("*.txt")])
_MISSING = [name for name in ("ray", "pyarrow", "fastwarc") if find_spec(name) is None]
needs_ray = pytest.mark.skipif(bool(_MISSING), reason=f"not installed: {', '.join(_MISSING)}")
needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked up in /proc")


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["extract", *map(str, arguments)], prog_name="factx", env={"COLUMNS": "200"})


def factx(*arguments: str | Path, code: int) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own; it prints nothing on standard output."""
    command = [sys.executable, "-m", "factx", "extract", *map(str, arguments), "--engine", "ray"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, cwd=ROOT)
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    return done


def lines(folder: Path) -> list[str]:
    """The lines of all parts, sorted, for parts come in any order."""
    assert (folder / "_SUCCESS").exists()
    return sorted(line for part in folder.glob("jsonl/part-*.jsonl") for line in part.read_text("utf-8").splitlines())


def in_one_process(engine: Engine, *paths: Path) -> list[Document]:
    return list(batch.documents(Inputs(tuple(map(str, paths))), Options(), engine=engine))


def as_lines(documents: Iterable[Document]) -> list[str]:
    return sorted(exact.dumps(record.document(each)) for each in documents)


def facts(document: dict[str, Any]) -> str:
    return json.dumps(document["facts"], sort_keys=True)


def page(text: str) -> bytes:
    """A web page of an article."""
    title, *paragraphs = [each for each in text.splitlines() if each.strip()]
    body = "".join(f"<p>{escape(each)}</p>\n" for each in paragraphs)
    return f"<html><head><title>{escape(title)}</title></head><body><article><h1>{escape(title)}</h1>{body}".encode()


def warc_record(kind: str, address: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-03-14T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{len(block):012d}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


def response(address: str, body: bytes, status: str = "200 OK", kind: str = "text/html", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    return warc_record("response", address, head.encode() + body)


def records(texts: Iterable[str]) -> bytes:
    return b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts)


# --- without a cluster ----------------------------------------------------------------------------------------------


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    result = call(TEXTS[0], "--engine", "ray", "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert "pip install 'factx[ray]'" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("a.txt", "--engine", "ray"), "give a folder to -o"),
        (("-", "--engine", "ray", "-o", "out"), "standard input"),
        (("a.txt", "--engine", "ray", "-o", "out", "--format", "csv"), "--format does not go with"),
        (("a.txt", "--engine", "ray", "-o", "out", "--resume"), "--resume does not go with"),
        (("a.txt", "--engine", "ray", "-o", "out", "--excel"), "--excel needs"),
        (("a.txt", "--ray-address", "here:1"), "--ray-address needs --engine ray"),
        (("a.txt", "--engine", "spark"), "there is no engine 'spark'"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], told: str) -> None:
    result = call(*arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.replace("│", "").split())


@needs_ray
def test_output_must_be_empty(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("x")
    for output, told in ((tmp_path, "not empty"), (tmp_path / "kept", "give a folder")):
        result = call(TEXTS[0], "--engine", "ray", "-o", output)
        assert (result.exit_code, told in result.stderr) == (3, True)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


@needs_ray
def test_no_such_model(tmp_path: Path) -> None:
    result = call(TEXTS[0], "--engine", "ray", "-o", tmp_path / "out", "--model", "no_such_model")
    assert result.exit_code == 3
    assert "no_such_model" in result.stderr


# --- what a read task gives -----------------------------------------------------------------------------------------


def fetched(path: Path) -> list[tuple[str, Any, str | None]]:
    from factx.cluster import source
    from factx.cluster.places import Entry

    return [(piece.source, data, url) for piece, data, url in source._fetched(Entry("in", str(path)))]


@needs_ray
def test_pages_of_a_warc(tmp_path: Path) -> None:
    french = "<html><body><p>Trois hommes arrêtés.</p>"
    path = tmp_path / "a.warc.gz"
    path.write_bytes(
        warc_record("request", "http://a.example/1", b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n")
        + response("http://a.example/1", b"<p>One</p>", kind="text/html; charset=utf-8")
        + response("http://a.example/2", b"<p>Gone</p>", status="404 Not Found")
        + response("http://a.example/3", b"\x89PNG", kind="image/png")
        + response("http://a.example/4", gzip.compress(b"<p>Two</p>"), more="Content-Encoding: gzip\r\n")
        + response("http://a.example/5", french.encode("latin-1"), kind="text/html; charset=ISO-8859-1")
        + response("http://a.example/6", b"<p>caf\xe9</p>", kind="text/html; charset=no-such")
    )
    assert fetched(path) == [
        ("in#1", b"<p>One</p>", "http://a.example/1"),
        ("in#2", b"<p>Two</p>", "http://a.example/4"),
        ("in#3", french.encode(), "http://a.example/5"),
        ("in#4", b"<p>caf\xe9</p>", "http://a.example/6"),
    ]


@needs_ray
@pytest.mark.parametrize("name", ["a.warc.gz", "a.parquet", "a.jsonl.gz"])
def test_damaged_files(name: str, tmp_path: Path) -> None:
    whole = {
        "a.warc.gz": response("http://a.example/1", os.urandom(4000)),
        "a.parquet": b"PAR1" + bytes(4000),
        "a.jsonl.gz": gzip.compress(json.dumps({"text": os.urandom(4000).hex()}).encode()),
    }[name]
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])
    *_, (source, problem, _) = fetched(tmp_path / name)
    assert source == "in"
    assert problem.code in ("bad-warc", "bad-parquet", "bad-gzip")


@needs_ray
def test_parquet_without_texts(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table({"body": ["Police held nine men."]}), tmp_path / "a.parquet")
    ((_, problem, _),) = fetched(tmp_path / "a.parquet")
    assert problem.code == "no-text"


# --- on a cluster ---------------------------------------------------------------------------------------------------


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """The same articles as files, records, a Parquet file, pages and a WARC of these pages."""
    import pyarrow as pa
    from pyarrow import parquet

    folder = tmp_path / "in"
    texts = [path.read_text("utf-8") for path in TEXTS]
    for name in ("files", "pages", "others"):
        (folder / name).mkdir(parents=True)
    for path in TEXTS:
        shutil.copy(path, folder / "files")
    for n, text in enumerate(texts):
        (folder / "pages" / f"{n:02d}.html").write_bytes(page(text))
    (folder / "records.jsonl.gz").write_bytes(gzip.compress(records(texts) + b'{"no": "text"}\n'))
    parquet.write_table(pa.table({"text": texts}), folder / "others" / "table.parquet")
    addresses = [f"http://a.example/{n}" for n in range(len(texts))]
    pages = [response(address, page(text)) for address, text in zip(addresses, texts, strict=True)]
    (folder / "others" / "crawl.warc.gz").write_bytes(b"".join(pages))
    return folder


@needs_ray
@pytest.mark.cluster
def test_same_facts_from_every_form(inputs: Path, tmp_path: Path, engine: Engine) -> None:
    from pyarrow import parquet

    out, missing = tmp_path / "out", tmp_path / "missing.txt"
    done = factx(inputs, missing, "-o", out, code=1)
    assert done.stderr.endswith(f"factx: 2 inputs failed; the rest was processed, and {out} says why\n")
    alone = in_one_process(engine, inputs / "files", inputs / "pages", inputs / "records.jsonl.gz", missing)
    found = lines(out)
    documents = {each["source"]: each for each in map(json.loads, found)}
    others = str(inputs / "others")
    assert sorted(line for line in found if not json.loads(line)["source"].startswith(others)) == as_lines(alone)
    by_source = {each.source: json.loads(exact.dumps(record.document(each))) for each in alone}
    for n in range(len(TEXTS)):
        row, record_ = documents[f"{others}/table.parquet#{n + 1}"], by_source[f"{inputs}/records.jsonl.gz#{n + 1}"]
        assert facts(row) == facts(record_)
        crawled, file = documents[f"{others}/crawl.warc.gz#{n + 1}"], by_source[f"{inputs}/pages/{n:02d}.html"]
        assert (crawled["sha256"], facts(crawled)) == (file["sha256"], facts(file))
        assert crawled["url"] == (file["url"] or f"http://a.example/{n}")
    assert len(found) == len(documents) == len(alone) + 2 * len(TEXTS)
    table = parquet.read_table(out / "parquet", columns=["source", "facts", "error"]).to_pylist()
    assert {each["source"]: len(each["facts"]) for each in table} == {
        source: len(each["facts"]) for source, each in documents.items()
    }
    assert sorted(each["error"]["code"] for each in table if each["error"]) == ["no-text", "not-found"]


@needs_ray
@pytest.mark.cluster
def test_flat_from_and_to_other_file_systems(inputs: Path, tmp_path: Path, engine: Engine) -> None:
    from pyarrow import parquet

    # One address that pyarrow knows, and one that only fsspec does.
    here, there = f"file://{inputs}/files", f"local://{inputs}/records.jsonl.gz"
    out = tmp_path / "out"
    factx(here, there, "--flat", "--include", "*.md", "-o", f"file://{out}", code=1)
    alone = in_one_process(engine, *sorted((inputs / "files").glob("*.md")), inputs / "records.jsonl.gz")
    expected = sorted(exact.dumps(each) for doc in alone for each in row.rows(doc))
    assert [line.replace("file://", "").replace("local://", "") for line in lines(out)] == expected
    table = parquet.read_table(out / "parquet")
    assert table.num_rows == len(expected)
    assert table.schema.names[: len(row.COLUMNS)] == list(row.COLUMNS)
    total = sum(each["value"] or 0 for each in table.to_pylist() if each["kind"] == "arrests")
    assert total == sum(Decimal(f.value or 0) for doc in alone for f in doc.facts if f.kind == "arrests")


@needs_ray
@needs_proc
@pytest.mark.cluster
def test_a_killed_actor_loses_and_doubles_nothing(tmp_path: Path, engine: Engine) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    texts = [path.read_text("utf-8")[:1200] for path in TEXTS]
    for n in range(6):
        some = (f"Report {n}, {k}.\n\n{texts[k % len(texts)]}" for k in range(60))
        (folder / f"{n}.jsonl").write_bytes(records(some))
    done = subprocess.run(
        [sys.executable, "-m", "tests.cluster_kill", str(folder), str(out)],
        capture_output=True,
        text=True,
        timeout=300,
        cwd=ROOT,
        env=os.environ | {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"},
    )
    assert done.returncode == 0, done.stderr
    # Ray may say something of its own there.
    told = [line.removeprefix("killed: ") for line in done.stdout.splitlines() if line.startswith("killed: ")]
    written, actors = map(int, told[0].split())
    assert actors == 2
    assert written < 360, "the actor died when all was done"
    assert lines(out) == as_lines(in_one_process(engine, folder))
