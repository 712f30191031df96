"""Points in time as said -> days of the calendar. Pure: knows no text.

A `Point` is what one expression says ("July", "late March", "the third quarter of last year"); `interval` gives its
first and last day, once a year and the day of publication are known.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Grain = Literal[
    "day", "weekday", "week", "weekend", "month", "season", "quarter", "half", "year", "decade", "slice", "feast"
]
Interval = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a span, or a date by itself, as said.

    Attributes:
        start, end: offsets of its words.
        grain: the unit it names.
        number: month 1-12, season by its first month, quarter, half, weekday 0-6, or first year of a decade.
        day: day of the month.
        year: as said, or None.
        year_shift: "of last year" is -1, "of the year" 0; against the year of publication.
        shift: how many of its own grain away from the day of publication ("last week" is -1).
        part: "early", "mid", "late", "start" or "end" of it.
        unit: of a feast, its day ("12-25") or its distance in days to a movable one ("easter -2").
        count, unit, base: for a slice, ``count`` units of the ``base``: the first (positive) or last ones.
        nth: for a slice, the unit with this number instead, counted from the end where it is negative.
        exact: already resolved (by dateparser).
        plain: a year or number without anything that makes it a date by itself.
    """

    start: int
    end: int
    grain: Grain
    number: int = 0
    day: int = 0
    year: int | None = None
    year_shift: int | None = None
    shift: int | None = None
    part: str = ""
    count: int = 0
    unit: str = ""
    base: Point | None = None
    nth: int = 0
    exact: Interval | None = None
    plain: bool = False

    @property
    def lacks_year(self) -> bool:
        """True where a year has to come from elsewhere."""
        if self.base is not None:
            return self.base.lacks_year
        return (
            self.grain in ("day", "month", "season", "quarter", "half", "feast")
            and self.year is None
            and self.year_shift is None
            and self.shift is None
            and self.exact is None
        )

    def with_year(self, year: int | None) -> Point:
        """The same point in ``year``, where it says none itself."""
        if year is None or not self.lacks_year:
            return self
        if self.base is not None:
            return replace(self, base=self.base.with_year(year))
        return replace(self, year=year)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is none such."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def month_days(year: int, month: int) -> Interval | None:
    """First and last day of a month; months beyond 12 or below 1 run into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9998:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def months_away(day: date, months: int) -> date | None:
    """The same day of the month, ``months`` later; the last of the month where that has no such day."""
    found = month_days(day.year, day.month + months)
    return found and found[0].replace(day=min(day.day, found[1].day))


def back(day: date, count: int, unit: str) -> date | None:
    """The day ``count`` units before ``day``; None before the year 1."""
    days = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(unit)
    if days:
        return date.fromordinal(day.toordinal() - count * days) if count * days < day.toordinal() else None
    if unit == "hour":
        return back(day, -(-count // 24), "day")
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    return months_away(day, -count * months) if count < 10_000 else None


def _years(first: int, last: int) -> Interval | None:
    return (date(first, 1, 1), date(last, 12, 31)) if 1 <= first <= last <= 9998 else None


def _months(year: int, first: int, count: int) -> Interval | None:
    a, b = month_days(year, first), month_days(year, first + count - 1)
    return (a[0], b[1]) if a and b else None


def interval(point: Point, published: date | None) -> Interval | None:
    """First and last day of ``point``, or None where they cannot be known.

    Args:
        point: with its year, as far as it can be had.
        published: the day that relative expressions count from.
    """
    if point.exact:
        return point.exact
    if point.base is not None:
        base = interval(point.base, published)
        return _slice(point, base) if base else None
    found = _whole(point, published)
    return _part(point, found) if found and point.part else found


def _whole(p: Point, published: date | None) -> Interval | None:
    if p.shift is not None or p.grain == "weekday":
        return _relative(p, published) if published else None
    year = p.year
    if p.year_shift is not None:
        year = published.year + p.year_shift if published else None
    if p.grain == "decade":
        return _years(p.number, p.number + 9)
    if year is None:
        return None
    if p.grain == "day":
        day = day_of(year, p.number, p.day)
        return (day, day) if day else None
    if p.grain == "feast":
        return _feast(p.unit, year)
    if p.grain == "year":
        return _years(year, year)
    if p.grain == "month":
        return _months(year, p.number, 1)
    if p.grain == "quarter":
        return _months(year, 3 * p.number - 2, 3)
    if p.grain == "half":
        return _months(year, 6 * p.number - 5, 6)
    return _months(year - (p.number == 12), p.number, 3)


def _relative(p: Point, published: date) -> Interval | None:
    shift = p.shift or 0
    if p.grain == "weekday":
        return _weekday(p, published)
    if p.grain == "day":
        day = date.fromordinal(published.toordinal() + shift)
        return day, day
    if p.grain in ("week", "weekend"):
        monday = date.fromordinal(published.toordinal() - published.weekday() + 7 * shift)
        return monday + timedelta(5 if p.grain == "weekend" else 0), monday + timedelta(6)
    if p.grain == "month" and not p.number:
        return _months(published.year, published.month + shift, 1)
    if p.grain == "quarter":
        return _months(published.year, 3 * ((published.month - 1) // 3 + shift) + 1, 3)
    if p.grain == "half":
        return _months(published.year, 6 * ((published.month - 1) // 6 + shift) + 1, 6)
    if p.grain == "year":
        return _years(published.year + shift, published.year + shift)
    if p.grain == "decade":
        first = published.year // 10 * 10 + 10 * shift
        return _years(first, first + 9)
    return _named_unit(p, published, shift)


def _named_unit(p: Point, published: date, shift: int) -> Interval | None:
    """ "last November", "next summer", "this autumn": the nearest one on that side."""
    long = 1 if p.grain == "month" else 3
    year = published.year + (p.number == 12 and p.grain == "season" and published.month == 12)
    found = None
    for y in (year - 1, year, year + 1) if shift >= 0 else (year + 1, year, year - 1):
        first = y - 1 if p.grain == "season" and p.number == 12 else y
        found = _feast(p.unit, y) if p.grain == "feast" else _months(first, p.number, long)
        if shift == 0 and y == year:
            return found
        if found and ((shift < 0 and found[1] < published) or (shift > 0 and found[0] > published)):
            return found
    return found


def _weekday(p: Point, published: date) -> Interval | None:
    today, shift = published.weekday(), p.shift
    if p.part == "of":  # "Monday of last week"
        away = p.number - today + 7 * (shift or 0)
    elif shift is None or shift == -2:
        away = -((today - p.number) % 7)
    elif shift == 0 or shift == 7:
        away = (p.number - today) % 7
    else:
        away = p.number - today + 7 * shift
    day = date.fromordinal(published.toordinal() + away)
    return day, day


def _feast(rule: str, year: int) -> Interval | None:
    """The day of a feast in ``year``."""
    if rule[0].isdigit():
        day = day_of(year, int(rule[:2]), int(rule[3:]))
    elif not 1583 <= year <= 9998:
        return None
    elif rule.startswith("easter"):
        day = _easter(year) + timedelta(int(rule.split()[1]))
    else:
        first = date(year, 11, 1)
        day = first + timedelta((3 - first.weekday()) % 7 + 21 + int(rule.split()[1]))
    return (day, day) if day else None


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def _part(p: Point, whole: Interval) -> Interval:
    first, last = whole
    if p.part in ("start", "end", "of"):
        return whole
    if p.grain == "month":
        cut = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[p.part]
        return first.replace(day=cut[0]), first.replace(day=cut[1])
    if p.grain == "year":
        months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[p.part]
        return date(first.year, months[0], 1), _last(first.year, months[1])
    if p.grain == "decade":
        years = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[p.part]
        return date(first.year + years[0], 1, 1), date(first.year + years[1], 12, 31)
    third = (last - first).days // 3
    cuts = {"early": (0, third), "mid": (third, 2 * third), "late": (2 * third, (last - first).days)}[p.part]
    return first + timedelta(cuts[0]), first + timedelta(cuts[1])


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _slice(p: Point, base: Interval) -> Interval | None:
    """ "the first six months of", "the last week of", "the first Wednesday of" ``base``."""
    if p.unit in ("weekday", "week"):
        return _nth_week(p, base)
    if p.unit == "half":
        return _half(p.nth, base)
    if p.nth:
        n = p.nth
        edge = base[0] if n > 0 else base[1] + timedelta(1)
        first = back(edge, -(n - 1) if n > 0 else -n, p.unit)
        after = first and back(first, -1, p.unit)
    elif p.count > 0:
        first, after = base[0], back(base[0], -p.count, p.unit)
    else:
        after = base[1] + timedelta(1)
        first = back(after, -p.count, p.unit)
    if not first or not after or first < base[0] or after > base[1] + timedelta(1):
        return None
    return first, after - timedelta(1)


def _half(nth: int, base: Interval) -> Interval:
    """The first or second half of a month (the 15th ends the first) or of some years."""
    first, last = base
    years = last.year - first.year + 1
    half = timedelta(((last - first).days + 1) // 2)
    middle = date(first.year + years // 2, 1, 1) if years > 1 else first + half
    return (first, middle - timedelta(1)) if nth == 1 else (middle, last)


def _nth_week(p: Point, base: Interval) -> Interval | None:
    n = p.nth or p.count
    weekday = p.number if p.unit == "weekday" else 0
    if p.count and not p.nth:
        days = 7 * abs(n) - 1
        return (base[0], base[0] + timedelta(days)) if n > 0 else (base[1] - timedelta(days), base[1])
    if n > 0:
        first = base[0] + timedelta((weekday - base[0].weekday()) % 7 + 7 * (n - 1))
    else:
        end = base[1] if p.unit == "weekday" else base[1] - timedelta(6)
        first = end - timedelta((end.weekday() - weekday) % 7 + 7 * (-n - 1))
    last = first if p.unit == "weekday" else first + timedelta(6)
    return first, last
