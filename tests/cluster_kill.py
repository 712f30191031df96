"""A run on a cluster of this machine, one of whose actors is killed once the first part of the output is there.

``python -m tests.cluster_kill SOURCE OUTPUT`` prints how many rows were written when the actor died.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import ray

from factx.cluster import Job, run
from factx.options import Options

_ROWS = 20


def main() -> None:
    """Run and kill."""
    source, output = sys.argv[1:]
    ray.init(address="local", num_cpus=3, include_dashboard=False, log_to_driver=False)
    threading.Thread(target=kill_one, args=(Path(output),), daemon=True).start()
    run(Job((source,), output, Options(), rows=_ROWS))


def kill_one(output: Path) -> None:
    """Kill an actor as soon as there is output."""
    while not list(output.glob("jsonl/*")):
        time.sleep(0.02)
    actors = [pid for pid in descendants(os.getpid()) if b"MapWorker" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    os.kill(actors[0], signal.SIGKILL)
    written = sum(path.read_bytes().count(b"\n") for path in output.glob("jsonl/*"))
    os.write(1, f"\nkilled: {written} {len(actors)}\n".encode())


def descendants(process: int) -> Iterator[int]:
    """The processes that a process started, and those that they started."""
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            yield child
            yield from descendants(child)


if __name__ == "__main__":
    main()
