"""The cost of a text grows with its length and no faster, whatever it is made of: ratios of sizes, never seconds."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests import patterns
from tests.costs import STEPS
from tests.growth import grows_linearly
from tests.patterns import LENGTH
from tests.shapes import SHAPES

_ANCHORED = ("match", "fullmatch")
#: What adds up in a whole text: a mixture, prose, and the shapes that once cost the square of their length.
_QUICK = ("mixture", "prose", "points", "list of arrests")


@pytest.mark.parametrize("shape", _QUICK)
@pytest.mark.parametrize("step", ["extract", "page", "mail", "docx", "compare"])
def test_steps(step: str, shape: str) -> None:
    prepare, run = STEPS[step]
    assert grows_linearly(lambda given: lambda: run(given), lambda size: prepare(SHAPES[shape](size)), (2_000, 8_000))


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_reading_and_extracting_every_shape(shape: str) -> None:
    for step in ("reading", "values", "extract"):
        prepare, run = STEPS[step]
        assert grows_linearly(
            lambda given, run=run: lambda: run(given),  # type: ignore[misc]
            lambda size, prepare=prepare: prepare(SHAPES[shape](size)),  # type: ignore[misc]
            (10_000, 40_000),
        ), step


@pytest.mark.slow
@pytest.mark.parametrize("shape", _QUICK)
def test_a_million_characters(shape: str) -> None:
    prepare, run = STEPS["extract"]
    sizes = (100_000, 1_000_000)
    assert grows_linearly(lambda given: lambda: run(given), lambda size: prepare(SHAPES[shape](size)), sizes)


@pytest.mark.slow
def test_every_pattern_as_it_is_used() -> None:
    """Those that are only ever given a short stretch of a long text cannot cost more than that."""
    found = patterns.collected()
    assert len(found) > 250
    bad = [
        (each.where, name, shape)
        for each in found
        for name, longest in each.uses.items()
        if longest > LENGTH // 2
        for shape, make in SHAPES.items()
        if not grows_linearly(_use(each, name), make, (1_000, 4_000))
    ]
    assert not bad


def _use(given: patterns.Pattern, name: str) -> Callable[[str], Callable[[], object]]:
    """One try at the start for what is anchored there; else a search at every place."""
    compiled = re.compile(given.pattern, given.flags)
    if name in _ANCHORED:
        return lambda text: lambda: getattr(compiled, name)(text)
    return lambda text: lambda: sum(1 for _ in compiled.finditer(text))
