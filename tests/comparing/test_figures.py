"""Which figures can all be true: bounds, rounding, hedges, days and lengths."""

from __future__ import annotations

import pytest

from factx.comparing import figures
from tests.comparing.making import days, fact


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        # one figure, however hedged
        ("> 5500", "5500", True),
        ("<= 5500", "5500", True),
        ("> 5500", "<= 5500", True),
        # bounds
        ("> 5500", "5512", True),
        ("> 5530", "5512", False),
        (">= 300", "285", True),  # a round figure
        (">= 322", "285", False),
        ("<= 60", "41", True),
        ("< 41.5", "60", False),
        ("5..10", "7", True),
        ("5..10", "12", False),
        ("5..10", "10..14", True),
        ("5..10", "11..14", False),
        # ordinary rounding: two significant digits, to one side
        ("600", "611", True),
        ("1000", "1003", True),
        ("200", "196", True),
        ("600", "660", False),
        ("40", "43", False),
        ("322", "326", False),
        ("150", "192", False),
        ("7", "8", False),
        # and of longer figures half of the last digit's unit, from thousands on
        ("38400000", "38417902", True),
        ("38400000", "38460000", False),
        ("322000000", "322400000", True),
        ("322000000", "326000000", False),
        ("1710", "1712", False),
        # about and nearly
        ("~ 322", "350", True),
        ("~ 322", "373", False),
        ("! 200", "181", True),
        ("! 200", "178", False),
        ("! 213", "214", False),
        ("0", "1", False),
    ],
)
def test_figures_that_fit(one: str, other: str, fits: bool) -> None:
    assert figures.compatible(fact(one), fact(other)) is fits
    assert figures.compatible(fact(other), fact(one)) is fits


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        (days("2024-07-01", "2024-11-30"), days("2024-07-01", "2024-11-30"), True),
        (days("2024-07-01", "2024-11-30"), days("2024-08-01", "2024-09-30"), True),
        (days("2024-07-01", "2024-11-30"), days("2024-07-01", None), True),
        (days("2024-07-01", "2024-11-30"), days("2024-06-01", "2024-10-31"), False),
        (days("2024-07-01", "2024-11-30"), days("2023-07-01", "2023-11-30"), False),
        (days("2024-07-01", "2024-11-30"), days(None, None, kind="duration", duration="P5M"), True),
        (days("2024-07-01", "2024-11-30"), days(None, None, kind="duration", duration="P4M"), True),
        (days("2024-07-01", "2024-11-30"), days(None, None, kind="duration", duration="P2M"), False),
        (days("2024-07-01", "2024-11-30"), days(None, None, kind="duration", duration="P1Y"), True),
        (days("2024-07-01", "2024-11-30"), days(None, None, kind="duration", duration="P3Y"), False),
        (days("2024-07-01", "2024-07-14"), days(None, None, kind="duration", duration="P2W"), True),
    ],
)
def test_days_that_fit(one: object, other: object, fits: bool) -> None:
    assert figures.compatible(one, other) is fits  # type: ignore[arg-type]
    assert figures.compatible(other, one) is fits  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "agreed"),
    [
        ("119756", "119754", 4.8),
        ("75.87", "76", 2),
        ("1000", "1003", 1),
        ("3000000", "3000000", 1),
        ("18.37", "> 18", 2),  # cut short
        ("18.37", "18", 1.7),
        ("230", "> 200", 0.9),  # one digit says nothing of the next
        ("0", "12", 0),
        ("50..53", "50..53", 3),
    ],
)
def test_digits_in_which_figures_agree(one: str, other: str, agreed: float) -> None:
    assert figures.agreement(fact(one), fact(other)) == pytest.approx(agreed, abs=0.05)
    assert figures.agreement(fact(other), fact(one)) == pytest.approx(agreed, abs=0.05)


def test_nearly_is_from_below() -> None:
    assert figures.compatible(fact("! 76"), fact("75.2"))
    assert not figures.compatible(fact("! 76"), fact("76.54"))


@pytest.mark.parametrize(
    ("one", "other", "months", "years"),
    [
        (("2018-06-22", "2018-09-05"), ("2018-06-01", "2018-09-30"), True, False),
        (("2018-06-22", "2018-09-05"), ("2018-06-01", "2018-10-31"), False, False),
        (("2007-03-01", "2014-11-30"), ("2007-01-01", "2014-12-31"), False, True),
        (("2007-03-01", "2014-11-30"), ("2007-05-01", "2014-12-31"), False, False),
        (("2007-03-01", None), ("2007-01-01", "2014-12-31"), False, False),
    ],
)
def test_coarser_days(one: tuple[str, str | None], other: tuple[str, str | None], months: bool, years: bool) -> None:
    assert figures.same_months(days(*one), days(*other)) is months
    assert figures.same_years(days(*one), days(*other)) is years


@pytest.mark.parametrize(
    ("start", "end", "period"),
    [
        ("2021-10-01", "2021-12-31", True),
        ("2021-01-01", "2021-12-31", True),
        ("2021-01-01", None, True),
        ("2020-09-01", "2020-12-31", False),
        ("2020-10-02", "2020-12-31", False),
    ],
)
def test_periods_that_many_speak_of(start: str, end: str | None, period: bool) -> None:
    assert figures.is_period(days(start, end)) is period


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (("2017-07-01", "2021-12-31"), ("2017-07-01", "2021-03-31"), True),
        (("2017-01-01", "2020-12-31"), ("2017-01-01", "2021-12-31"), True),
        (("2015-12-01", None), ("2015-01-01", None), True),
        (("2015-12-01", None), ("2015-10-01", None), False),
        (("2015-12-01", None), ("2014-01-01", None), False),
        (("2015-12-01", None), ("2015-12-01", "2016-03-31"), False),
        (("2020-06-01", "2021-03-31"), ("2019-01-01", "2021-12-31"), False),
    ],
)
def test_ranges_that_share_an_end(one: tuple[str, str | None], other: tuple[str, str | None], shared: bool) -> None:
    assert figures.one_end(days(*one), days(*other)) is shared
    assert figures.one_end(days(*other), days(*one)) is shared


def test_a_range_told_to_the_day_says_more() -> None:
    told, months = days("2024-07-05", "2024-10-19"), days("2024-07-01", "2024-10-31")
    assert figures.informative(told) > figures.informative(months)
