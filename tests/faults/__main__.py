"""``python -m tests.faults [--articles 5000] [--markdown] [NAME ...]``: put faults into a real batch, print a table.

Needs Linux and root's rights (for disks of its own), bash, setpriv and faketime. Exit code 1 where a fault did harm.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from tests.faults import inputs, places, stops
from tests.faults.world import Outcome, World

FAULTS: dict[str, Callable[[World], Outcome]] = {
    "kill -9 at 20 moments": stops.killed,
    "SIGTERM, Ctrl-C": stops.told_to_stop,
    "full disk": stops.full_disk,
    "output folder vanishes": stops.vanished_folder,
    "files vanish": inputs.vanishing,
    "files change while read": inputs.changing,
    "file changes before --resume": inputs.changed_between,
    "permission lost": stops.permission_lost,
    "workers segfault": stops.segfault,
    "little memory (ulimit -v)": stops.little_memory,
    "slow consumer of the pipe": places.slow_consumer,
    "closed pipe": places.closed_pipe,
    "clock jumps": places.jumping_clock,
    "no HOME, read-only HOME": places.no_home,
    "LC_ALL=C": places.poor_locale,
    "closed streams": places.closed_streams,
}


def main() -> int:
    """Run the faults asked for; 0 where none did harm."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description="Put faults into a real batch.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="parts of the faults' names; none means all")
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--markdown", action="store_true", help="a table for a page")
    given = parser.parse_args()
    if missing := places.missing_tools():
        parser.error(f"these programs are not installed: {', '.join(missing)}")
    if os.geteuid():
        parser.error("disks are mounted, which needs root's rights")
    chosen = {n: fault for n, fault in FAULTS.items() if not given.names or any(part in n for part in given.names)}
    table = Table(
        "fault", "exit codes", "what it says", "the output", box=box.MARKDOWN if given.markdown else box.SIMPLE
    )
    harm = 0
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        world = World(Path(folder), given.articles)
        for name, fault in chosen.items():
            begun = time.monotonic()
            outcome = _tried(fault, world)
            harm += outcome.end.startswith("HARM")
            said = outcome.said.replace(f"{world.folder}/", "")
            table.add_row(name, " ".join(map(str, outcome.exits)), said, outcome.end)
            print(f"{name}: {outcome.end} ({time.monotonic() - begun:.0f} s)", file=sys.stderr, flush=True)
    Console(width=160, highlight=False, markup=False).print(table)
    return 1 if harm else 0


def _tried(fault: Callable[[World], Outcome], world: World) -> Outcome:
    try:
        return fault(world)
    except AssertionError as error:
        for left in world.folder.glob("*facts.jsonl*"):
            left.unlink()
        return Outcome((), "", f"HARM: {error}")


if __name__ == "__main__":
    sys.exit(main())
