"""How the cost of a call grows with the size of its input: a ratio of two sizes, never seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from typing import TypeVar

T = TypeVar("T")
#: A quadratic cost is fifteen yardsticks and more at the sizes that tests use; what takes less is not looked at closer.
_LITTLE = 8


def is_linear(call: Callable[[str], object], unit: str, length: int) -> bool:
    """Whether four times the text takes well under sixteen times the time (what a quadratic cost would take).

    Args:
        call: what is measured; the best of three runs counts, so that a busy machine does not.
        unit: repeated to make the text; `length` is the shorter text's, in code points.
    """
    short, long = (
        _best(lambda: call(unit * (length // len(unit)))),
        _best(lambda: call(unit * (4 * length // len(unit)))),
    )
    return long < 11 * short + 0.05


def grows_linearly(
    prepare: Callable[[T], Callable[[], object]], make: Callable[[int], T], sizes: tuple[int, int]
) -> bool:
    """Whether the larger of two sizes takes at most twice as much for each part as the smaller, in CPU time.

    A cost of a few yardsticks is too short to tell and passes; one that seems to grow is measured again before it is
    believed.

    Args:
        prepare: what is made of an input before the clock runs; gives the call that is measured.
        make: the input of a size.
        sizes: the smaller and the larger one.
    """
    small, large = (prepare(make(size)) for size in sizes)
    factor = sizes[1] / sizes[0]
    for runs in (1, 3, 7):
        long = _best(large, runs)
        if long < _LITTLE * yardstick() or long < 2 * factor * max(_best(small, runs), yardstick() / factor):
            return True
    return False


@cache
def yardstick() -> float:
    """What this machine takes to count to fifty thousand, in CPU seconds."""
    return _best(lambda: sum(1 for _ in range(50_000)), 9)


def _best(call: Callable[[], object], runs: int = 3) -> float:
    best = float("inf")
    for _ in range(runs):
        begun = time.process_time()
        call()
        best = min(best, time.process_time() - begun)
    return best
