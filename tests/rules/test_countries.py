"""Counts of countries, which need no parse."""

from __future__ import annotations

import pytest

from factx.rules.countries import counted_countries
from factx.values import numbers


def _found(text: str) -> list[tuple[int, str]]:
    """Value and words of each count."""
    given = (counted_countries(text, q, 0) for q in numbers.find(text))
    return [(int(c.value or 0), text[c.start : c.phrase_end]) for c in given if c]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in 40 countries.", (40, "40 countries")),
        ("It ran in 19 African countries.", (19, "19 African countries")),
        ("The 27-nation bloc agreed.", (27, "27-nation")),
        ("It has 23 member states.", (23, "23 member states")),
        ("It joined 27 states of the EU.", (27, "27 states")),
        ("It sells in 30 countries and territories.", (30, "30 countries and territories")),
        ("It ran in 12 Spanish-speaking, mostly poor countries.", None),
        ("It ran in 12 French-speaking countries.", (12, "12 French-speaking countries")),
        ("It ran in 50 states.", None),
        ("They won the Six Nations.", None),
        ("The two countries agreed.", None),
        ("No countries took part.", None),
        ("He sold 40 country songs.", None),
    ],
)
def test_count(text: str, expected: tuple[int, str] | None) -> None:
    assert _found(text) == ([expected] if expected else [])
