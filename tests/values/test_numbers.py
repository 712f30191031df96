"""Numbers: cardinals in all styles, bounds, ranges, vague plurals, zero forms, and what is no number.

A reading is written as `span = value [bound]`, readings separated by ` ; `.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from factx.values import numbers
from factx.values.numerals import lower, scan
from tests.growth import is_linear


def readings(text: str) -> str:
    """All numbers of a text as the tables write them."""
    shown = []
    for q in numbers.find(text):
        value = str(q.value) if q.value_max is None else f"{q.value}-{q.value_max}"
        bound = "" if q.bound in ("exact", "between") else f" {q.bound}"
        shown.append(f"{text[q.start : q.end]} = {value}{bound}")
    return " ; ".join(shown)


WRITTEN = {
    "7": 7, "1,234": 1234, "1.803": 1803, "1'000": 1000, "10 000": 10000, "1 234 567": 1234567, "10.000.000": 10000000,
    "12.5": "12.5", "18k": 18000, "25M": 25000000, "1,50,000": 150000, "5.7 million": 5700000, "2bn": 2000000000,
    "1,5 million": 1500000, "3 crore": 30000000, "40 lakh": 4000000, ".5 million": 500000, "2½ million": 2500000,
    "2 1/2 million": 2500000, "3 dozen": 36, "5 hundred": 500, "one": 1, "twelve": 12, "twenty-seven": 27,
    "twenty seven": 27, "one hundred": 100, "a hundred": 100, "one hundred and five": 105, "one hundred five": 105,
    "three hundred and twenty-one": 321, "eleven hundred": 1100, "two thousand": 2000, "a thousand and one": 1001,
    "two hundred and fifty thousand": 250000, "one million two hundred thousand and five": 1200005,
    "a million": 1000000,
    "two and a half million": 2500000, "a million and a half": 1500000, "half a million": 500000,
    "half-million": 500000,
    "a quarter of a million": 250000, "three quarters of a million": 750000, "half a dozen": 6, "a dozen": 12,
    "two dozen": 24, "a couple": 2, "a couple of hundred": 200, "one point five million": 1500000, "TWENTY": 20,
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), WRITTEN.items())
def test_ways_to_write(text: str, value: object) -> None:
    whole = f"They met {text} dancers."
    (q,) = numbers.find(whole)
    assert (str(q.value), whole[q.start : q.end]) == (str(value), text)


VAGUE = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "tens of thousands": 20000,
    "hundreds of thousands": 200000, "millions": 2000000, "tens of millions": 20000000, "billions": 2000000000,
    "several hundred": 200, "several thousand": 2000, "a few hundred": 200, "a few dozen": 24,
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), VAGUE.items())
def test_vague_plurals(text: str, value: int) -> None:
    (q,) = numbers.find(f"There were {text} of them.")
    assert (q.value, q.bound, q.form) == (value, "at_least", "vague")


@pytest.mark.parametrize("text", ["No arrests", "nobody was hurt", "no one was hurt", "none of them", "zero cases"])
def test_zero_forms(text: str) -> None:
    (q,) = numbers.find(text)
    assert (q.value, q.form, q.bound) == (0, "zero", "exact")


BOUNDS = [
    ("the toll nears 2,500", "nears 2,500 = 2500 nearly"),
    ("a third (roughly 900) left", "roughly 900 = 900 about"),
    ("over 50 men", "over 50 = 50 more_than"),
    ("well over a hundred men", "well over a hundred = 100 more_than"),
    ("more than a dozen", "more than a dozen = 12 more_than"),
    ("the more than 50 suspects", "more than 50 = 50 more_than"),
    ("deaths exceeding 40", "exceeding 40 = 40 more_than"),
    ("arrests topped 500", "topped 500 = 500 more_than"),
    ("arrests surpassed 500", "surpassed 500 = 500 more_than"),
    ("upwards of 40 people", "upwards of 40 = 40 more_than"),
    ("arrested over 40 people", "over 40 = 40 more_than"),
    ("at least 3,000 people", "at least 3,000 = 3000 at_least"),
    ("no fewer than six", "no fewer than six = 6 at_least"),
    ("500 or more", "500 or more = 500 at_least"),
    ("500+ people", "500+ = 500 at_least"),
    ("500-plus people", "500-plus = 500 at_least"),
    ("at least dozens of people", "at least dozens = 24 at_least"),
    ("fewer than ten men", "fewer than ten = 10 less_than"),
    ("under 40 people", "under 40 = 40 less_than"),
    ("up to 90 people", "up to 90 = 90 at_most"),
    ("up to about 50 people", "up to about 50 = 50 at_most"),
    ("as many as twelve", "as many as twelve = 12 at_most"),
    ("no more than 5", "no more than 5 = 5 at_most"),
    ("nearly 600 men", "nearly 600 = 600 nearly"),
    ("just under 600", "just under 600 = 600 nearly"),
    ("close to 1,000", "close to 1,000 = 1000 nearly"),
    ("some 300 men", "some 300 = 300 about"),
    ("an estimated 5.7 million people", "an estimated 5.7 million = 5700000 about"),
    ("ten or so men", "ten or so = 10 about"),
    ("~300 men", "~300 = 300 about"),
    ("50-odd men", "50-odd = 50 about"),
    ("a total of 50, only 20, just 10, a record 9, another 8", "50 = 50 ; 20 = 20 ; 10 = 10 ; 9 = 9 ; 8 = 8"),
    ("an additional 40", "40 = 40"),
    ("handed over 5 men", "5 = 5"),
    ("adds up to 12 men", "12 = 12"),
    ("asked about 5 men", "5 = 5"),
    ("some men and 5 more", "5 = 5"),
    ("500 or more than that", "500 = 500"),
]


@pytest.mark.parametrize(("text", "expected"), BOUNDS)
def test_bounds(text: str, expected: str) -> None:
    assert readings(text) == expected


RANGES = [
    ("between 5 and 10 people", "between 5 and 10 = 5-10"),
    ("5-10 people", "5-10 = 5-10"),
    ("5 – 10 people", "5 – 10 = 5-10"),
    ("5 to 10 people", "5 to 10 = 5-10"),
    ("from 20 to 30 people", "from 20 to 30 = 20-30"),
    ("ranging from 20 to 30", "from 20 to 30 = 20-30"),
    ("five to ten million people", "five to ten million = 5000000-10000000"),
    ("two to three hundred people", "two to three hundred = 200-300"),
    ("three or four men", "three or four = 3-4"),
    ("from 5 million to 10 million", "from 5 million to 10 million = 5000000-10000000"),
    ("deaths rose from 20 to 35", "20 = 20 ; 35 = 35"),
    ("an increase in staff from 176 to 270", "176 = 176 ; 270 = 270"),
    ("from 50 to 20", "50 = 50 ; 20 = 20"),
    ("rose 5 to 20", "5 = 5 ; 20 = 20"),
    ("5 and 10 people", "5 = 5 ; 10 = 10"),
    ("five men and ten women", "five = 5 ; ten = 10"),
    ("one million and two million", "one million = 1000000 ; two million = 2000000"),
]


@pytest.mark.parametrize(("text", "expected"), RANGES)
def test_ranges_and_changes(text: str, expected: str) -> None:
    assert readings(text) == expected


NO_NUMBERS = [
    "the third man, the 21st, the twenty-third",
    "No. 10 and number 10 and phase two",
    "one another, the one that fled, this one, everyone, no longer",
    "20%, 20 percent, 5 per cent",
    "F-16, AK-47, MH370, COVID-19, 5G, H1N1, R2D2",
    "10:30, 192.168.1.10, v2.3.1, 24/7",
    "from 2019-2021, call 555-1234, a 3-1 win",
    "2019-05-12",
    "million-dollar, millionaire, tens, per million",
    "two-thirds of it",
    "half of it, a quarter of it, several, a few, many",
    "a 100m race, 4K TV, credit scores",
    "snake_7 and file7",
    "007",
    "",
]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_no_numbers(text: str) -> None:
    assert readings(text) == ""


def test_compounds_keep_their_number() -> None:
    assert readings("the 27-nation bloc and its three-man crew") == "27 = 27 ; three = 3"


def test_offsets_survive_characters_that_grow_in_lower_case() -> None:
    text = "İİİ over 50 men"
    (q,) = numbers.find(text)
    assert text[q.start : q.end] == "over 50"
    assert len(lower(text)) == len(text)


def test_result_is_sorted_and_does_not_overlap() -> None:
    text = "between 5 and 10, over 1,000 or so, up to two dozen, 3 to 4, dozens, no men, " * 20
    found = numbers.find(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(q.start <= q.head < q.tail <= q.end for q in found)


@pytest.mark.parametrize("unit", ["1", "1,", "1.", "between ", "twenty-", "a million ", "tens of ", "one ", "100 "])
def test_long_repetitions_stay_linear(unit: str) -> None:
    def find(text: str) -> None:
        scan.cache_clear()
        numbers.find(text)

    assert is_linear(find, unit, 5_000)
