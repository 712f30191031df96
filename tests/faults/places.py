"""Faults of what stands around a run: pipes, clocks, homes, locales, closed streams. The output stays the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time

from tests.faults.world import Outcome, World, resident


def slow_consumer(world: World) -> Outcome:
    """A program behind the pipe that takes a little at a time: the run waits for it, and holds no more than before."""
    taken: list[bytes] = []
    with world.started("-f", "jsonl", "--jobs", "2", stdout=subprocess.PIPE) as running:
        assert running.stdout
        sizes: list[float] = []
        while chunk := os.read(running.stdout.fileno(), max(4096, len(world.whole) // 200)):
            taken.append(chunk)
            time.sleep(0.02)
            if running.poll() is None:
                sizes.append(resident(running.pid))
        code = running.wait()
    assert (code, b"".join(taken) == world.whole) == (0, True)
    early, late = max(sizes[: len(sizes) // 4]), max(sizes)
    assert late < early * 1.25 + 10, f"from {early:.0f} to {late:.0f} MB"
    return Outcome((0,), "", "identical")


def closed_pipe(world: World) -> Outcome:
    """A program behind the pipe that has seen enough, such as head."""
    with world.started("-f", "jsonl", "--jobs", "2", stdout=subprocess.PIPE) as running:
        assert running.stdout
        running.stdout.readline()
        running.stdout.close()
        running.stdout = None
        done = world.ended(running)
    assert (done.code, done.messages) == (0, ""), done
    return Outcome((0,), done.said, "quiet")


def jumping_clock(world: World) -> Outcome:
    """The clock jumps a day back and a year on while the run goes on (libfaketime)."""
    clock = world.folder / "clock"
    library = subprocess.run(["faketime", "-f", "+0", "printenv", "LD_PRELOAD"], capture_output=True, text=True)
    environment = {
        "LD_PRELOAD": library.stdout.strip(),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    over = threading.Event()

    def jump() -> None:
        for offset in ("-1d", "+365d", "+0") * 1000:
            clock.write_text(offset)
            if over.wait(0.2):
                return

    clock.write_text("+0")
    jumping = threading.Thread(target=jump)
    jumping.start()
    try:
        done = world.run("-o", str(world.out), "--jobs", "2", env=environment)
    finally:
        over.set()
        jumping.join()
    assert done.code == 0, done
    world.identical()
    return Outcome((0,), done.said, "identical")


def no_home(world: World) -> Outcome:
    """No HOME, then one that does not exist, then one that cannot be written to."""
    sealed = world.folder / "sealed"
    sealed.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(sealed)], check=True)
    try:
        for home in (None, str(world.folder / "nowhere"), str(sealed)):
            environment = {"HOME": home, "XDG_CACHE_HOME": None, "XDG_CONFIG_HOME": None}
            done = world.run("-o", str(world.out), "--jobs", "2", env=environment)
            assert (done.code, done.messages) == (0, ""), done
            world.identical()
    finally:
        subprocess.run(["umount", str(sealed)], check=True)
    return Outcome((0, 0, 0), "", "identical")


def poor_locale(world: World) -> Outcome:
    """LC_ALL=C, and an encoding of Python's streams that holds nothing but ASCII."""
    for environment in ({"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        with (world.folder / "facts.jsonl").open("wb") as stream:
            done = world.run("-f", "jsonl", env={**environment, "PYTHONIOENCODING": "ascii"}, stdout=stream)
        assert (done.code, done.messages) == (0, ""), done
        world.identical()
    return Outcome((0, 0), "", "identical")


def closed_streams(world: World) -> Outcome:
    """Standard input closed, then standard error, then both with standard output."""
    codes = []
    for closing in ("<&-", "2>&-", "<&- >&- 2>&-"):
        wrap = ("bash", "-c", f'exec "$@" {closing}', "bash")
        done = world.run("-o", str(world.out), "--jobs", "2", wrap=wrap)
        codes.append(done.code)
        assert (done.code, done.messages) == (0, ""), (closing, done)
        world.identical()
    with (world.folder / "facts.jsonl").open("wb") as stream:
        nothing = world.run("-f", "jsonl", wrap=("bash", "-c", 'exec "$@" >&-', "bash"), stdout=stream)
    assert nothing.code == 3, nothing
    world.out.unlink()
    return Outcome((*codes, 3), nothing.said, "identical; without standard output an error")


def missing_tools() -> list[str]:
    """Programs that the faults need and this machine lacks."""
    return [name for name in ("faketime", "setpriv", "mount", "bash") if shutil.which(name) is None]
