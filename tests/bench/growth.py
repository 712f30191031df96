"""What hostile texts cost as they grow: CPU time a character of each shape and size, as ratios of the sizes.

    python tests/bench/growth.py [--sizes 10000 100000 1000000] [--step STEP ...] [SHAPE ...]

Steps: reading (text to Article), values, extract (the whole, with the model), page, mail, docx, pdf, compare. A line a
shape; the last column is the worst ratio of the time a character between a size and a smaller one. The worst lines
come first. Times below a hundredth of a second say nothing and are left out of ratios.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from itertools import pairwise

from tests.costs import STEPS
from tests.shapes import SHAPES

_LEAST = 0.01


def cost(call: Callable[[], object], repeats: int = 3) -> float:
    """CPU seconds of a call, the least of some; slow ones run once."""
    best = float("inf")
    for _ in range(repeats):
        begun = time.process_time()
        call()
        best = min(best, time.process_time() - begun)
        if best > 2:
            break
    return best


def main() -> None:
    """Print the table of each step."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("shapes", nargs="*", help="all if none is given")
    asked.add_argument("--sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    asked.add_argument("--step", action="append", choices=STEPS)
    given = asked.parse_args()
    for name in given.step or STEPS:
        print(
            f"\n{name}, microseconds a character\n{'shape':28}" + "".join(f"{n:>12,}" for n in given.sizes) + "   ratio"
        )
        lines = [_line(name, shape, given.sizes) for shape in given.shapes or SHAPES]
        for _, line in sorted(lines, reverse=True):
            print(line)


def _line(step: str, shape: str, sizes: list[int]) -> tuple[float, str]:
    prepare, run = STEPS[step]
    costs: list[tuple[int, float]] = []
    for size in sizes:
        text = SHAPES[shape](size)
        given = prepare(text)
        costs.append((len(text), cost(lambda given=given: run(given))))
        if costs[-1][1] > 60:
            break
    told = [(n, t) for n, t in costs if t > _LEAST]
    worst = max((two[1] / two[0] / (one[1] / one[0]) for one, two in pairwise(told)), default=0.0)
    line = f"{shape:28}" + "".join(f"{1e6 * t / n:12.3f}" for n, t in costs) + f"{worst:8.2f}"
    print(line if worst > 2 else f"{shape:28}", end="\n" if worst > 2 else "\r", flush=True)
    return worst, line


if __name__ == "__main__":
    main()
