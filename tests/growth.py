"""How the cost of a call grows with the size of its input: a ratio of two sizes, never seconds."""

from __future__ import annotations

import time
from collections.abc import Callable


def is_linear(call: Callable[[str], object], unit: str, length: int) -> bool:
    """Whether four times the text takes well under sixteen times the time (what a quadratic cost would take).

    Args:
        call: what is measured; the best of three runs counts, so that a busy machine does not.
        unit: repeated to make the text; `length` is the shorter text's, in code points.
    """
    short, long = _best(call, unit * (length // len(unit))), _best(call, unit * (4 * length // len(unit)))
    return long < 11 * short + 0.05


def _best(call: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        call(text)
        best = min(best, time.perf_counter() - begun)
    return best
