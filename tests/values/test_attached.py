"""Numbers that a unit is written on."""

from __future__ import annotations

import pytest

from factx.values import attached
from tests.growth import is_linear

UNITS = frozenset(("kg", "g", "lb", "metric ton"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("over 2.5kg of it", [("over 2.5", "2.5", "more_than")]),
        ("1,400kg and 3g", [("1,400", "1400", "exact"), ("3", "3", "exact")]),
        ("between 5 and 10kg", [("between 5 and 10", "5", "between")]),
        ("400 kg", []),
        ("400kgs", []),
        ("v2.5g", []),
        ("the 5G network", [("5", "5", "exact")]),
        ("1.2.3kg", []),
        ("400metric ton", []),
    ],
)
def test_find(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(text[q.start : q.end], str(q.value), q.bound) for q in attached.find(text, UNITS)] == found


def test_no_units() -> None:
    assert attached.find("400kg", []) == []


@pytest.mark.parametrize("unit", ["1,", "400kg ", "1kg", "9", "1.1."])
def test_long_texts(unit: str) -> None:
    assert is_linear(lambda text: attached.find(text, UNITS), unit, 40_000)
