"""Documents a second for 1 and 2 processes, and memory over many documents, side by side in one run.

``python tests/bench/batch.py FOLDER [--documents 20000]``: the folder's articles are repeated as one stream of records.
Memory is the largest resident set of the main process and of its workers, sampled while the stream goes through.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from factx.batch.inputs import Inputs
from factx.reading import files

_PAGE = os.sysconf("SC_PAGE_SIZE")


def articles(folder: str) -> list[str]:
    """The texts of the folder."""
    return [files.article(piece, files.fetch(piece)).text for piece in Inputs((folder,)).pieces()]


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "factx", "extract", *arguments, "-q"]


def rate(folder: str, jobs: int, number: int) -> float:
    """Documents a second over the folder, the start of the processes included."""
    begun = time.perf_counter()
    subprocess.run(command(folder, "-f", "jsonl", "--jobs", str(jobs)), stdout=subprocess.DEVNULL, check=True)
    return number / (time.perf_counter() - begun)


def resident(process: int) -> Iterator[float]:
    """MB resident of a process and of each of its children."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    for each in [process, *map(int, children)]:
        yield int(Path(f"/proc/{each}/statm").read_text().split()[1]) * _PAGE / 1e6


def memory(texts: list[str], documents: int, jobs: int) -> Iterator[tuple[int, list[float]]]:
    """Pairs of how many documents came out and the MB resident of all processes then, ten times."""
    with subprocess.Popen(
        command("-", "-f", "jsonl", "--jobs", str(jobs)), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        assert running.stdin and running.stdout
        feeder = subprocess.Popen(
            [sys.executable, "-c", _FEED, str(documents)], stdin=subprocess.PIPE, stdout=running.stdin
        )
        running.stdin.close()
        assert feeder.stdin
        feeder.stdin.write(json.dumps(texts).encode())
        feeder.stdin.close()
        for number, _ in zip(itertools.count(1), running.stdout, strict=False):
            if number % max(1, documents // 10) == 0 and number < documents:
                yield number, list(resident(running.pid))
        feeder.wait()


_FEED = """
import itertools, json, sys
texts = itertools.cycle(json.load(sys.stdin))
for number in range(int(sys.argv[1])):
    print(json.dumps({"text": f"Number {number}. {next(texts)}"}))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder")
    parser.add_argument("--documents", type=int, default=20_000, help="for memory; 0 leaves that out")
    parser.add_argument("--jobs", type=int, default=2, help="for memory")
    given = parser.parse_args()
    texts = articles(given.folder)
    print(f"{len(texts)} articles, {sum(map(len, texts)) / 1e6:.1f} million characters")
    one, two = rate(given.folder, 1, len(texts)), rate(given.folder, 2, len(texts))
    print(f"1 process: {one:.1f} documents a second; 2 processes: {two:.1f}, {two / one:.2f} times as many")
    if given.documents:
        for number, sizes in memory(texts, given.documents, given.jobs):
            print(f"after {number:,} documents: {' + '.join(f'{size:.0f}' for size in sizes)} MB", flush=True)


if __name__ == "__main__":
    main()
