"""The command as a process of its own: what is imported, signals, pipes, full devices, locales."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import factx

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
PLAIN = "Police arrested 27 men.\n"


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, content: str = PLAIN) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(content, encoding="utf-8")


def command(*arguments: str, stub: bool = False) -> list[str]:
    return [sys.executable, "-m", "tests.stub_engine" if stub else "factx", *arguments]


def process(*arguments: str, stub: bool = False, **named: Any) -> subprocess.CompletedProcess[str]:
    environment = {**ENVIRONMENT, **named.pop("env", {})}
    return subprocess.run(
        command(*arguments, stub=stub), capture_output=True, text=True, env=environment, timeout=60, **named
    )


HEAVY = """
import sys, importlib.abc
class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"spacy", "numpy", "rich", "dateparser", "price_parser", "trafilatura"}:
            raise AssertionError(f"{name} is imported")
sys.meta_path.insert(0, Refuse())
from factx.cli import main
sys.argv = ["factx", *ARGUMENTS]
main()
"""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["extract", "--help"], 0),
        (["--show-completion", "bash"], 0),
        (["extract"], 2),
        (["extract", "a", "--kind", "cats"], 2),
        (["extract", "a", "-o", "x.what"], 2),
        (["nonsense"], 2),
    ],
    ids=str,
)
def test_nothing_heavy_is_imported_before_it_is_needed(arguments: list[str], code: int) -> None:
    script = HEAVY.replace("ARGUMENTS", repr(arguments))
    environment = {**ENVIRONMENT, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, timeout=60)
    assert done.returncode == code, done.stderr
    assert "is imported" not in done.stderr
    assert "Traceback" not in done.stderr


def test_importing_factx_imports_no_library() -> None:
    script = (
        "import sys, factx; print([m for m in ('spacy', 'numpy', 'typer', 'rich', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=ENVIRONMENT)
    assert done.stdout == "[]\n"


def test_completion_offers_kinds_and_formats() -> None:
    for words, offered in (("factx extract --kind mo", "money"), ("factx extract --format js", "jsonl")):
        environment = {"_FACTX_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": "3"}
        assert offered in process(env=environment).stdout


def test_python_m_factx() -> None:
    assert process("--version").stdout == f"factx {factx.__version__}\n"


def test_a_closed_pipe_ends_quietly() -> None:
    for number in range(300):
        write(f"news/{number:03}.txt", PLAIN * 40)
    with subprocess.Popen(
        command("extract", "news", "-f", "jsonl", stub=True),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as running:
        assert running.stdout and running.stderr
        assert running.stdout.readline().startswith(b'{"source": "news/000.txt"')
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(30) == 0


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_from_outside(stop: signal.Signals) -> None:
    with subprocess.Popen(
        command("extract", "-", "-f", "jsonl", stub=True),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as running:
        assert running.stdin and running.stdout and running.stderr
        running.stdin.write(b'{"text": "arrested 5"}\n')
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["facts"], "the first facts come while the stream is open"
        time.sleep(0.1)
        running.send_signal(stop)
        assert running.wait(30) == 130
        assert running.stderr.read() == b"factx: interrupted\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_standard_output_that_is_full() -> None:
    write("a.txt")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command("extract", "a.txt", stub=True),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=ENVIRONMENT,
            timeout=60,
        )
    assert (done.returncode, done.stderr) == (
        3,
        "factx: error: cannot write to standard output: No space left on device\n",
    )


def test_output_is_utf_8_whatever_the_locale() -> None:
    write("a.txt", "Zürich: arrested 5")
    done = subprocess.run(
        command("extract", "a.txt", "--with-text", stub=True),
        capture_output=True,
        env={**ENVIRONMENT, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        timeout=60,
    )
    assert json.loads(done.stdout.decode("utf-8"))["documents"][0]["text"].startswith("Zürich")


def test_verbose_shows_the_traceback() -> None:
    write("b.txt", "BOOM")
    done = process("extract", "b.txt", "--verbose", stub=True)
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    done = process("extract", "b.txt", stub=True)
    assert "Traceback" not in done.stderr
