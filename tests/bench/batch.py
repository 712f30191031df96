"""Documents a second for 1 and 2 processes, side by side in one run: ``python tests/bench/batch.py FOLDER``."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from factx.batch.inputs import Inputs
from factx.reading import files


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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder")
    given = parser.parse_args()
    texts = articles(given.folder)
    print(f"{len(texts)} articles, {sum(map(len, texts)) / 1e6:.1f} million characters")
    one, two = rate(given.folder, 1, len(texts)), rate(given.folder, 2, len(texts))
    print(f"1 process: {one:.1f} documents a second; 2 processes: {two:.1f}, {two / one:.2f} times as many")


if __name__ == "__main__":
    main()
