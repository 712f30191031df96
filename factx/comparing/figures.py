"""Whether figures can all be true: interval arithmetic over bounds, rounding and dates. Facts in, yes or no out."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from math import log10

from factx.model import Fact

#: What a figure of at most two significant digits stands for, to each side.
_ROUNDING = Decimal("0.05")
#: Longer figures that end in thousands or more stand for half of their last digit's unit: 38.4 million.
_ENDING = 3
#: "about" to each side, "nearly" downwards.
_HEDGE = Decimal("0.1")
#: Digits of a figure that may be another one cut short.
_CUT = 2
_INFINITE = Decimal("Infinity")
#: A stated length may be a unit more or less than the time between stated ends, and its units are not all of one size.
_SLACK = Decimal("1.1")
_DAYS = {"Y": Decimal("365.25"), "M": Decimal("30.44"), "W": Decimal(7), "D": Decimal(1)}

Interval = tuple[Decimal, Decimal]


def digits(value: Decimal) -> int:
    """How many significant digits a whole or decimal figure has.

    >>> [digits(Decimal(n)) for n in ("5500", "1003", "600000000", "0.35", "0")]
    [2, 4, 1, 2, 0]
    """
    return len("".join(map(str, value.as_tuple().digits)).strip("0"))


def same_figure(one: Fact, other: Fact) -> bool:
    """Whether both give the same number or days, however hedged."""
    if one.value is None:
        return (one.start, one.end, one.duration) == (other.start, other.end, other.duration)
    return (one.value, one.value_max) == (other.value, other.value_max)


def compatible(one: Fact, other: Fact) -> bool:
    """Whether both can be true of the same thing, taking the currencies for the same."""
    if same_figure(one, other):
        return True
    if one.value is None or other.value is None:
        return _dates_fit(one, other)
    return _meet(interval(one, True), interval(other)) or _meet(interval(one), interval(other, True))


def interval(fact: Fact, rounded: bool = False) -> Interval:
    """Where the true figure lies: by the bound, and with ``rounded`` by what a round figure may stand for."""
    low = fact.value if fact.value is not None else Decimal(0)
    high = fact.value_max if fact.value_max is not None else low
    slack = _HEDGE if fact.bound == "about" else Decimal(0)
    if rounded and fact.value_max is None and low:
        slack = max(slack, _rounding(low))
    bottom, top = low * (1 - slack), high * (1 + slack)
    if fact.bound in ("more_than", "at_least"):
        return bottom, _INFINITE
    if fact.bound in ("less_than", "at_most"):
        return Decimal(0), top
    if fact.bound == "nearly":
        return low * (1 - _HEDGE), low
    return bottom, top


def _rounding(value: Decimal) -> Decimal:
    """How far from the figure, as a share of it, the true one may be that was rounded to it.

    >>> [str(_rounding(Decimal(n))) for n in ("600", "1712")], f"{_rounding(Decimal(500500000)):.4f}"
    (['0.05', '0'], '0.0001')
    """
    if digits(value) <= 2:
        return _ROUNDING
    last = len(str(int(value))) - digits(value)
    return Decimal(5).scaleb(last - 1) / value if last >= _ENDING and value == int(value) else Decimal(0)


def agreement(one: Fact, other: Fact) -> float:
    """In how many leading digits two figures agree, at most those of the coarser one.

    ``119756`` and ``119754`` agree in 4.8, ``76`` and ``75.87`` in 2, ``1000`` and ``1003`` in 1; "over 18" says of
    ``18.37`` all that its digits can.
    """
    if not one.value or not other.value:
        return 0
    first = _agreement(one.value, other.value)
    if _cuts(one, other) or _cuts(other, one):
        first = float(min(digits(one.value), digits(other.value)))
    if one.value_max is None or other.value_max is None:
        return first
    return first + _agreement(one.value_max, other.value_max)


def _agreement(one: Decimal, other: Decimal) -> float:
    coarser = float(min(digits(one), digits(other)))
    apart = abs(one - other) / max(one, other)
    return min(coarser, -log10(apart)) if apart else coarser


def _cuts(coarse: Fact, fine: Fact) -> bool:
    """Whether a figure is another one cut to fewer digits: "over 18" of 18.37, "nearly 76" of 75.2."""
    if coarse.value is None or fine.value is None or coarse.bound not in ("more_than", "at_least", "nearly"):
        return False
    if digits(coarse.value) < _CUT:
        return False
    unit = Decimal(1).scaleb(coarse.value.adjusted() + 1 - digits(coarse.value))
    past = coarse.value - fine.value if coarse.bound == "nearly" else fine.value - coarse.value
    return 0 <= past < unit


def ratio(one: Fact, other: Fact) -> Decimal:
    """The larger figure over the smaller; infinite where one is nothing or no number."""
    low, high = sorted((one.value or Decimal(0), other.value or Decimal(0)))
    return high / low if low else (Decimal(1) if not high else _INFINITE)


def informative(fact: Fact) -> tuple[int, int, int]:
    """How much a statement says, for sorting: digits or known ends, then the bound, then how often it is stated."""
    known = digits(fact.value) if fact.value is not None else _known_ends(fact)
    return known, int(fact.bound not in (None, "exact", "about")), len(fact.mentions)


def _known_ends(fact: Fact) -> int:
    """How many ends a range has, and how many of them are told to the day."""
    inner = [end for end in (fact.start, fact.end) if end and end.day != 1 and (end + timedelta(days=1)).day != 1]
    return (fact.start is not None) + (fact.end is not None) + len(inner)


def _meet(one: Interval, other: Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _dates_fit(one: Fact, other: Fact) -> bool:
    """Whether one range holds the other, or a stated length fits stated ends."""
    if one.duration or other.duration:
        return _lengths_fit(one, other)
    first, second = _days(one), _days(other)
    return _holds(first, second) or _holds(second, first)


def same_months(one: Fact, other: Fact) -> bool:
    """Whether two ranges begin in one month and end in one month: "22 June to 5 September", "June to September"."""
    ends = [(a, b) for a, b in ((one.start, other.start), (one.end, other.end)) if a and b]
    return len(ends) == 2 and all((a.year, a.month) == (b.year, b.month) for a, b in ends)


def same_years(one: Fact, other: Fact) -> bool:
    """Whether one range gives the whole years of the other: "2007 to 2014", "May 2007 to July 2014"."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    years = (one.start.year, one.end.year)
    whole = {(date(years[0], 1, 1), date(years[1], 12, 31))}
    return years == (other.start.year, other.end.year) and bool(
        {(one.start, one.end), (other.start, other.end)} & whole
    )


def one_end(one: Fact, other: Fact) -> bool:
    """Whether one range holds another one and shares an end with it; of open ones, the year, one being told to no more.

    "Between July 2017 and early 2021" and "between July 2017 and 2021"; "since 2015" and "since December 2015".
    """
    if one.start is None or other.start is None or not _dates_fit(one, other):
        return False
    if one.end is None and other.end is None:
        return one.start.year == other.start.year and date(one.start.year, 1, 1) in (one.start, other.start)
    return one.end is not None and other.end is not None and (one.start == other.start or one.end == other.end)


def is_period(fact: Fact) -> bool:
    """Whether a range is open, or a quarter, half-year, season or year: many reports speak of those."""
    if fact.start is None or fact.end is None:
        return True
    months = (fact.end.year - fact.start.year) * 12 + fact.end.month - fact.start.month + 1
    return fact.start.day == 1 and (fact.end + timedelta(days=1)).day == 1 and months in (3, 6, 12)


def overlap(one: Fact, other: Fact) -> bool:
    """Whether two ranges have a day in common."""
    first, second = _days(one), _days(other)
    return first[0] <= second[1] and second[0] <= first[1]


def _days(fact: Fact) -> tuple[date, date]:
    return fact.start or date.min, fact.end or date.max


def _holds(outer: tuple[date, date], inner: tuple[date, date]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _lengths_fit(one: Fact, other: Fact) -> bool:
    first, second = _length(one), _length(other)
    return first is None or second is None or _meet(first, second)


def _length(fact: Fact) -> Interval | None:
    """The least and the most days that a stated length, or the time between two ends, can be."""
    if fact.duration:
        found = re.fullmatch(r"P(\d+(?:\.\d+)?)([YMWD])", fact.duration)
        if not found:
            return None
        number, unit = Decimal(found[1]), _DAYS[found[2]]
        return (number - 1) * unit / _SLACK, (number + 1) * unit * _SLACK
    if fact.start is None or fact.end is None:
        return None
    days = Decimal((fact.end - fact.start + timedelta(days=1)).days)
    return days, days
