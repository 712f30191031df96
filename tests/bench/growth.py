"""What a character of a hostile text costs at 10 kB, 100 kB and 1 MB, and how much that grows.

    python tests/bench/growth.py [--step extract] [--patience 60] [SHAPE ...]

One line a shape of `tests/shapes.py`: microseconds of CPU a character at each size, and the largest of the ratios
between one size and the next smaller one. Short runs are repeated, so that what a call costs by itself does not hide
what a character costs. A size that would take longer than the patience is left out. Exit code 1 where a ratio is over
2.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.costs import STEPS
from tests.shapes import SHAPES

SIZES = (10_000, 100_000, 1_000_000)
#: Characters that are read at each size, at least; and times that a ratio over 2 is looked at again.
ENOUGH, AGAIN = 200_000, 2


def cost(step: str, shape: str, size: int) -> float:
    """Microseconds a character."""
    prepare, run = STEPS[step]
    text = SHAPES[shape](size)
    turns = max(1, ENOUGH // size)
    given = [prepare(text) for _ in range(turns)]
    started = time.process_time()
    for each in given:
        run(each)
    return (time.process_time() - started) / (turns * max(1, len(text))) * 1e6


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shapes", nargs="*", metavar="SHAPE")
    parser.add_argument("--step", default="extract", choices=sorted(STEPS))
    parser.add_argument("--patience", type=float, default=60, help="seconds for one size, at most")
    given = parser.parse_args()
    over = 0
    cost(given.step, "prose", SIZES[0])
    for shape in given.shapes or SHAPES:
        costs: list[float] = []
        for size in SIZES:
            if not costs or costs[-1] * size / 1e6 < given.patience:
                costs.append(cost(given.step, shape, size))
        for _ in range(AGAIN):
            if max(b / a for a, b in pairwise(costs)) > 2:
                costs = [min(a, cost(given.step, shape, size)) for a, size in zip(costs, SIZES, strict=False)]
        ratio = max(b / a for a, b in pairwise(costs))
        over += ratio > 2
        print(f"{shape:<24}", *(f"{each:9.2f}" for each in costs), f"{ratio:7.2f}", flush=True)
    print(f"{over} of {len(given.shapes or SHAPES)} grow by more than a factor of 2")
    return bool(over)


if __name__ == "__main__":
    sys.exit(main())
