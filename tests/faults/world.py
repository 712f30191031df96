"""A folder of articles, the command run over it as a user runs it, and what is asked of every fault.

A fault is a function that takes a `World` and gives an `Outcome`; whatever it finds wrong, it raises as AssertionError.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults import articles

ROOT = Path(__file__).parent.parent.parent
#: Seconds after which a run that should have ended is taken to hang.
PATIENCE = 600


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fault led to.

    Attributes:
        exits: the exit codes of the runs, in order.
        said: the last message on standard error, or nothing.
        end: how the output ended up, in a word or two.
    """

    exits: tuple[int, ...]
    said: str
    end: str


@dataclass(frozen=True, slots=True)
class Done:
    """A run that has ended: its exit code and its messages."""

    code: int
    messages: str

    @property
    def said(self) -> str:
        """The last message, without the name of the program."""
        return self.messages.strip().rpartition("\n")[2].removeprefix("factx: ")


class World:
    """A folder with ``news/``, the articles, and ``whole.jsonl``, what an undisturbed run makes of them.

    Args:
        folder: an empty one, to work in.
        number: how many articles.
    """

    def __init__(self, folder: Path, number: int) -> None:
        self.folder, self.number = folder.resolve(), number
        self.news = self.folder / "news"
        for n, text in enumerate(articles.texts(number)):
            path = self.news / f"{n % 20:02}" / f"{n:05}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.out = self.folder / "facts.jsonl"
        whole = self.folder / "whole.jsonl"
        done = self.run("-o", str(whole), "--jobs", "2")
        assert (done.code, done.messages) == (0, ""), done
        self.whole = whole.read_bytes()
        assert self.whole.count(b"\n") == number

    def files(self) -> list[Path]:
        """The articles' files, in the order in which they are read."""
        return sorted(self.news.rglob("*.txt"))

    @contextmanager
    def started(self, *arguments: str, wrap: tuple[str, ...] = (), **named: Any) -> Iterator[subprocess.Popen[str]]:
        """The command over the folder, going on while the body runs; killed where the body leaves it."""
        command = [*wrap, sys.executable, "-m", "factx", "extract", "news", "-q", *arguments]
        given = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **named}
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **given.pop("env", {})}
        environment = {name: value for name, value in environment.items() if value is not None}
        running = subprocess.Popen(
            command, cwd=self.folder, env=environment, text=True, start_new_session=True, **given
        )
        try:
            yield running
        finally:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
            for stream in (running.stdout, running.stderr, running.stdin):
                if stream:
                    stream.close()
            running.wait()

    def ended(self, running: subprocess.Popen[str]) -> Done:
        """Wait for the end of a run; no run may end with a traceback, whatever happened to it."""
        _, messages = running.communicate(timeout=PATIENCE)
        assert "Traceback" not in (messages or ""), messages
        return Done(running.returncode, messages or "")

    def run(self, *arguments: str, wrap: tuple[str, ...] = (), **named: Any) -> Done:
        """Run the command to its end."""
        with self.started(*arguments, wrap=wrap, **named) as running:
            return self.ended(running)

    def resumed(self, jobs: str = "2") -> Done:
        """Continue what is left of a run into `out`; the end must be that of the undisturbed run, byte for byte."""
        done = self.run("-o", str(self.out), "--resume", "--jobs", jobs)
        assert done.code == 0, done
        self.identical()
        return done

    def identical(self) -> None:
        """`out` is what an undisturbed run makes, and nothing else is left beside it; it is removed."""
        assert self.out.read_bytes() == self.whole, "the output differs from that of an undisturbed run"
        left = [path.name for path in self.folder.iterdir() if path.name.startswith(("facts.", ".facts"))]
        assert left == ["facts.jsonl"], left
        self.out.unlink()

    def prefix(self, data: bytes) -> int:
        """How many documents ``data`` holds, which must be whole ones and the first of the undisturbed run."""
        assert self.whole.startswith(data), "what is there is not the beginning of an undisturbed run"
        assert not data or data.endswith(b"\n"), "half a line"
        return data.count(b"\n")

    def part(self) -> bytes:
        """What a run that was stopped has left."""
        path = self.out.with_name("facts.jsonl.part")
        return path.read_bytes() if path.exists() else b""

    def until_part(self, size: int, running: subprocess.Popen[str]) -> bool:
        """Wait until a run has written ``size`` bytes; False where it ended before."""
        path = self.out.with_name("facts.jsonl.part")
        return until(lambda: path.exists() and path.stat().st_size >= size, running)


def until(condition: Callable[[], bool], running: subprocess.Popen[str]) -> bool:
    """Wait for a condition; False where the run ended before."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if running.poll() is not None:
            return False
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.002)
    return True


def workers(process: int) -> list[int]:
    """The worker processes of a run."""
    found = Path(f"/proc/{process}/task/{process}/children")
    children = [int(n) for n in found.read_text().split()] if found.exists() else []
    return [n for n in children if b"spawn_main" in Path(f"/proc/{n}/cmdline").read_bytes()]


def resident(process: int) -> float:
    """MB resident of a process."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def records(data: bytes) -> dict[str, dict[str, Any]]:
    """The documents of an output by source."""
    return {record["source"]: record for record in map(json.loads, data.splitlines())}
