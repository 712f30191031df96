"""JSON with exact numbers."""

import json
from datetime import date
from decimal import Decimal

import pytest

from factx.formats.exact import dumps, number


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        ("39300000", "39300000"),
        ("39.3E6", "39300000"),
        ("1.5E+12", "1500000000000"),
        ("0.35", "0.35"),
        ("0.350", "0.35"),
        ("1E-9", "0.000000001"),
        ("100", "100"),
        ("100.00", "100"),
        ("0", "0"),
        ("-0.0", "0"),
        ("123456789012345678901234567890.12", "123456789012345678901234567890.12"),
    ],
)
def test_numbers_are_exact(value: str, digits: str) -> None:
    assert number(Decimal(value)) == digits
    assert json.loads(dumps(Decimal(value)), parse_float=Decimal, parse_int=Decimal) == Decimal(value)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        False,
        0,
        -7,
        "",
        "plain",
        'quotes " and \\',
        "caf\u00e9 \u20ac \U0001f600",
        [],
        {},
        [1, [2]],
        {"a": {"b": []}},
    ],
)
@pytest.mark.parametrize("indent", [None, "  "])
def test_reads_back(value: object, indent: str | None) -> None:
    assert json.loads(dumps(value, indent)) == value


@pytest.mark.parametrize("character", ["\x1b", "\x85", "\x9b", "\u2028", "\u2029", "\u202e", "\u2066", "\ud800", "\0"])
def test_what_terminals_and_line_readers_obey_is_escaped(character: str) -> None:
    written = dumps(f"a{character}b")
    assert character not in written
    assert written.isascii()
    assert json.loads(written) == f"a{character}b"


def test_other_scripts_stay_readable() -> None:
    assert dumps("Zürich 東京") == '"Zürich 東京"'


def test_dates_and_unknown_types() -> None:
    assert dumps({"day": date(2024, 11, 29)}) == '{"day": "2024-11-29"}'
    with pytest.raises(TypeError, match="float"):
        dumps(0.1)
