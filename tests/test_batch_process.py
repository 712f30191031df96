"""Runs as processes of their own, with an engine that is quick and dies on demand: order, deaths, kills, resume."""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def folder(number: int, text: str = "SLOW") -> None:
    for n in range(number):
        write(f"news/{n % 7}/{n:04}.txt", f"{text} Police arrested {n} men.\n" * (1 + n % 5))


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tests.stub_engine", "extract", *arguments]


def start(*arguments: str, **named: Any) -> subprocess.Popen[bytes]:
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **named}
    return subprocess.Popen(command(*arguments), env=ENVIRONMENT, **streams)


def run(*arguments: str, **named: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, text=True, env=ENVIRONMENT, timeout=120, **named)


def lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def children(process: int) -> list[int]:
    """The worker processes of ``process``."""
    found = Path(f"/proc/{process}/task/{process}/children")
    workers = [int(n) for n in found.read_text().split()] if found.exists() else []
    return [n for n in workers if b"spawn_main" in Path(f"/proc/{n}/cmdline").read_bytes()]


def until(condition: Any, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.005)


def size(name: str) -> int:
    return Path(name).stat().st_size if Path(name).exists() else 0


# --- order and equality ---------------------------------------------------------------------------------------------


def test_the_same_bytes_whatever_the_number_of_workers() -> None:
    folder(250)
    write("news/3/bad.txt", "BOOM")
    write("news/records.jsonl", "".join(f'{{"text": "arrested {n}"}}\n' for n in range(120)) + "{broken\n")
    outputs = set()
    for jobs in ("1", "2", "3"):
        done = run("news", "missing.txt", "-o", f"x{jobs}.jsonl", "--jobs", jobs)
        assert done.returncode == 1
        assert "3 of 373 inputs failed" in done.stderr
        outputs.add(Path(f"x{jobs}.jsonl").read_bytes())
    assert len(outputs) == 1
    sources = [doc["source"] for doc in lines("x1.jsonl")]
    assert sources[:251] == sorted(sources[:251])


def test_a_stream_of_records_that_stays_open() -> None:
    with start("-", "-f", "jsonl", "--jobs", "2", stdin=subprocess.PIPE) as running:
        assert running.stdin and running.stdout
        for number in range(3):
            running.stdin.write(b'{"text": "arrested %d"}\n' % number)
            running.stdin.flush()
            begun = time.monotonic()
            assert json.loads(running.stdout.readline())["facts"][0]["value"] == number
            assert number == 0 or time.monotonic() - begun < 1
        running.stdin.close()
        assert running.wait(20) == 0


def test_a_stream_that_comes_in_fits_and_starts() -> None:
    pauses = random.Random(1)
    with start("-", "-f", "jsonl", "--jobs", "2", stdin=subprocess.PIPE) as running:
        assert running.stdin and running.stdout
        for number in range(400):
            running.stdin.write(b'{"text": "arrested %d"}\n' % number)
            running.stdin.flush()
            time.sleep(pauses.choice((0, 0, 0.0005, 0.002, 0.01)))
        running.stdin.close()
        values = [json.loads(line)["facts"][0]["value"] for line in running.stdout]
        assert running.wait(20) == 0
    assert values == list(range(400))


def test_packed_inputs_and_globs() -> None:
    for name in ("a.txt", "b.md", "c.html", "d.jsonl"):
        text = '{"text": "arrested 5"}\n{"text": "arrested 6"}\n' if name == "d.jsonl" else "arrested 7"
        Path("in/drafts").mkdir(parents=True, exist_ok=True)
        Path(f"in/{name}.gz").write_bytes(gzip.compress(text.encode()))
        Path(f"in/drafts/{name}").write_text(text)
    (Path("in/drafts/loop")).symlink_to(Path("in").resolve())
    every = ["a.txt.gz", "b.md.gz", "c.html.gz", "d.jsonl.gz#1", "d.jsonl.gz#2"]
    drafts = [f"drafts/{name}" for name in ("a.txt", "b.md", "c.html", "d.jsonl#1", "d.jsonl#2")]
    for arguments, names in (
        ([], every + drafts),
        (["--exclude", "drafts"], every),
        (["--include", "*.md"], drafts[1:2]),
        (["--include", "drafts/**/*.txt", "--include", "*.md.gz"], ["b.md.gz", drafts[0]]),
        (["--exclude", "*.gz", "--exclude", "drafts/[bc]*"], [drafts[0], *drafts[3:]]),
    ):
        assert run("in", "-o", "x.jsonl", "--jobs", "2", *arguments).returncode in (0, 1)
        assert [doc["source"] for doc in lines("x.jsonl")] == [f"in/{name}" for name in names]


# --- workers that die -----------------------------------------------------------------------------------------------


def test_an_input_that_kills_costs_only_itself() -> None:
    folder(80)
    write("news/3/kills.txt", "KILL")
    done = run("news", "-o", "x.jsonl", "--jobs", "2")
    assert done.returncode == 1
    found = lines("x.jsonl")
    assert [doc["source"] for doc in found if doc["error"]] == ["news/3/kills.txt"]
    assert [doc["error"]["code"] for doc in found if doc["error"]] == ["worker-died"]
    assert "SIGKILL" in done.stderr
    assert len(found) == 81


def test_a_death_costs_a_retry() -> None:
    folder(80)
    write("news/3/once.txt", "KILLONCE arrested 9")
    write("KILLONCE", "")
    assert run("news", "-o", "x.jsonl", "--jobs", "2").returncode == 0
    assert not Path("KILLONCE").exists()
    assert run("news", "-o", "y.jsonl", "--jobs", "1").returncode == 0
    assert Path("x.jsonl").read_bytes() == Path("y.jsonl").read_bytes()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_workers_killed_from_outside() -> None:
    folder(400)
    with start("news", "-o", "x.jsonl", "--jobs", "2") as running:
        for _ in range(4):
            until(lambda: len(children(running.pid)) == 2)
            time.sleep(0.2)
            if running.poll() is None and (workers := children(running.pid)):
                os.kill(workers[0], signal.SIGKILL)
        assert running.wait(60) == 0
    assert run("news", "-o", "y.jsonl", "--jobs", "1").returncode == 0
    assert Path("x.jsonl").read_bytes() == Path("y.jsonl").read_bytes()


def test_a_missing_model_stops_workers_too() -> None:
    write("a.txt", "NOMODEL")
    done = run("a.txt", "-o", "x.jsonl", "--jobs", "2")
    assert (done.returncode, done.stderr) == (3, "factx: error: no such model\n")
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt"]


# --- runs that are stopped ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stopped_from_outside(stop: signal.Signals, jobs: str) -> None:
    folder(300)
    with start("news", "-o", "x.jsonl", "--jobs", jobs, start_new_session=True) as running:
        until(lambda: size("x.jsonl.part") > 20_000)
        os.killpg(running.pid, stop)
        assert running.wait(20) == 130
        assert running.stderr
        message = running.stderr.read().decode()
    assert message == (
        "factx: interrupted; what was complete is in x.jsonl.part and --resume continues it\n".replace(
            "x.jsonl.part", str(Path("x.jsonl.part").resolve())
        )
    )
    some = [doc["source"] for doc in lines("x.jsonl.part")]
    assert run("news", "-o", "x.jsonl", "--resume", "-q").returncode == 0
    every = [doc["source"] for doc in lines("x.jsonl")]
    assert some == every[: len(some)]
    assert 0 < len(some) < len(every) == 300


@pytest.mark.slow
@pytest.mark.parametrize("name", ["x.jsonl", "x.csv"])
def test_killed_again_and_again(name: str) -> None:
    folder(300)
    write("news/3/bad.txt", "BOOM")
    assert run("news", "-o", f"whole-{name}", "--jobs", "2").returncode == 1
    moments = random.Random(name)
    step = size(f"whole-{name}") // 3
    kills = 0
    while True:
        with start("news", "-o", name, "--resume", "--jobs", moments.choice("12"), "-q") as running:
            before = size(f"{name}.part")
            enough = before + moments.randrange(1, step)
            while running.poll() is None and size(f"{name}.part") < enough:
                time.sleep(0.001)
            running.kill()
            running.wait()
        if running.returncode != -signal.SIGKILL:
            break
        kills += 1
        assert kills < 60
    assert running.returncode == 1, "an input that failed in an earlier run counts"
    assert kills > 1
    assert Path(name).read_bytes() == Path(f"whole-{name}").read_bytes()
    assert sorted(path.name for path in Path().iterdir()) == sorted([name, "news", f"whole-{name}"])


def interrupted(name: str = "x.jsonl", *arguments: str) -> int:
    """A run that was killed when it had written something; how many documents."""
    with start("news", "-o", name, *arguments) as running:
        until(lambda: size(f"{name}.part") > 40_000 or size(f"{name}.part.journal") > 2000)
        running.kill()
    return Path(f"{name}.part.journal").read_bytes().count(b"\n") - 1


@pytest.mark.parametrize("change", ["edited", "new", "gone", "touched"])
def test_inputs_that_changed_in_between_are_noticed(change: str) -> None:
    folder(200)
    assert interrupted() > 12
    tenth = sorted(Path("news").rglob("*.txt"))[9]
    if change == "edited":
        tenth.write_text("arrested 12345")
    elif change == "new":
        write(f"{tenth}".replace(".txt", "a.txt"), "arrested 1")
    elif change == "gone":
        tenth.unlink()
    else:
        tenth.touch()
    done = run("news", "-o", "x.jsonl", "--resume")
    assert done.returncode == 0
    if change == "touched":
        assert "not what it was" not in done.stderr
    else:
        assert f"continuing after {10 if change == 'new' else 9} documents" in done.stderr
        assert "is not what it was when the interrupted run read it" in done.stderr
    assert run("news", "-o", "y.jsonl").returncode == 0
    assert Path("x.jsonl").read_bytes() == Path("y.jsonl").read_bytes()


def test_output_that_was_damaged_is_made_anew() -> None:
    folder(200)
    assert interrupted() > 5
    whole = Path("x.jsonl.part").read_bytes()
    at = whole.index(b"\n", len(whole) // 3)
    Path("x.jsonl.part").write_bytes(whole[: at - 20] + b"\0" * 20 + whole[at:])
    assert run("news", "-o", "x.jsonl", "--resume").returncode == 0
    assert run("news", "-o", "y.jsonl").returncode == 0
    assert Path("x.jsonl").read_bytes() == Path("y.jsonl").read_bytes()


def test_other_options_refuse_to_resume() -> None:
    folder(200)
    before = interrupted("x.jsonl", "--kind", "money")
    kept = Path("x.jsonl.part").read_bytes()
    for arguments, name in (
        ([], "--kinds"),
        (["--kind", "money", "--dollar", "CAD"], "--dollar"),
        (["--kind", "money", "--exclude", "*.md"], "--exclude"),
        (["--kind", "money", "more"], "the paths"),
    ):
        done = run("news", "-o", "x.jsonl", "--resume", *arguments)
        assert done.returncode == 2
        assert f"factx: error: the interrupted run had {name}" in done.stderr
        assert Path("x.jsonl.part").read_bytes() == kept
    done = run("news", "-o", "x.jsonl", "--resume", "--kind", "money")
    assert done.returncode == 0
    assert f"continuing after {before} documents" in done.stderr


def test_other_rules_refuse_to_resume() -> None:
    rules = '[[kind]]\nkind = "mine"\ncounts = ["server"]\nobjects = ["seize"]\n'
    write("mine.toml", rules)
    folder(200)
    before = interrupted("x.jsonl", "--rules", "mine.toml")
    write("mine.toml", rules.replace("server", "phone"))
    done = run("news", "-o", "x.jsonl", "--resume", "--rules", "mine.toml")
    assert done.returncode == 2
    assert "factx: error: the interrupted run had --rules" in done.stderr
    write("mine.toml", rules)
    done = run("news", "-o", "x.jsonl", "--resume", "--rules", "mine.toml")
    assert done.returncode == 0
    assert f"continuing after {before} documents" in done.stderr


def test_resume_where_there_is_nothing_to_continue() -> None:
    folder(3)
    done = run("news", "-o", "x.jsonl", "--resume")
    assert (done.returncode, len(lines("x.jsonl"))) == (0, 3)
    assert "nothing to continue" in done.stderr
    assert run("news", "--resume", "-f", "jsonl").returncode == 2
    assert run("news", "--resume", "-o", "x.json").returncode == 2


def test_two_runs_do_not_write_one_file() -> None:
    folder(400)
    with start("news", "-o", "x.jsonl", "--jobs", "1") as running:
        until(lambda: size("x.jsonl.part") > 1000)
        running.send_signal(signal.SIGSTOP)
        other = run("news", "-o", "x.jsonl", "--resume")
        running.send_signal(signal.SIGCONT)
        assert other.returncode == 3
        assert "another run is writing" in other.stderr
        assert running.wait(30) == 0
    assert len(lines("x.jsonl")) == 400


def test_starting_over_is_said() -> None:
    folder(200)
    interrupted()
    done = run("news", "-o", "x.jsonl")
    assert done.returncode == 0
    assert "starting over; --resume would have continued" in done.stderr


# --- pipes and disks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_pipe_that_is_closed(jobs: str) -> None:
    folder(300)
    with start("news", "-f", "jsonl", "--jobs", jobs) as running:
        assert running.stdout and running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(30) == 0


def limited(size: int) -> Any:
    """What a full disk does to a process: no file may be larger than ``size`` bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_leaves_no_half_line(jobs: str) -> None:
    folder(200)
    done = run("news", "-o", "x.jsonl", "--jobs", jobs, preexec_fn=limited(20_000))
    assert done.returncode == 3
    assert "cannot write x.jsonl: File too large" in done.stderr
    assert "--resume continues this run" in done.stderr
    assert 10 < len(lines("x.jsonl.part")) < 200
    assert Path("x.jsonl.part").read_bytes().endswith(b"\n")
    assert run("news", "-o", "x.jsonl", "--resume").returncode == 0
    assert run("news", "-o", "y.jsonl").returncode == 0
    assert Path("x.jsonl").read_bytes() == Path("y.jsonl").read_bytes()


@pytest.mark.parametrize("mode", ["wb", "ab"])
def test_a_full_disk_behind_standard_output(mode: str) -> None:
    folder(200)
    Path("x").write_bytes(b'"before"\n')
    with Path("x").open(mode) as out:
        done = subprocess.run(
            command("news", "-f", "jsonl", "--jobs", "2"), stdout=out, stderr=subprocess.PIPE, env=ENVIRONMENT,
            preexec_fn=limited(20_000), timeout=60,
        )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr == b"factx: error: cannot write to standard output: File too large\n"
    assert len(lines("x")) > 10
    assert Path("x").read_bytes().endswith(b"\n")


# --- long -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_memory_stays_flat_over_a_stream_without_end() -> None:
    record = json.dumps({"text": "Police arrested 5 men. " * 20}).encode() + b"\n"
    with start("-", "-f", "jsonl", "--jobs", "2", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as running:
        assert running.stdin

        def resident() -> int:
            return int(Path(f"/proc/{running.pid}/statm").read_text().split()[1]) * 4096

        sizes = []
        for _ in range(10):
            running.stdin.write(record * 2000)
            running.stdin.flush()
            sizes.append(resident())
        running.stdin.close()
        assert running.wait(60) == 0
    assert sizes[-1] < sizes[2] + (20 << 20)
