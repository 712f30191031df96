"""Expressions as said -> days: where a missing year comes from, and what a relative end counts back from.

A missing year comes from the other end, then from a date nearby before it, then from the day of publication, which
the tense of the sentence moves: "will run until February" is the next one, "was held in November" the last.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from factx.values.date_calendar import Interval, Point, back, interval, months_away
from factx.values.date_expression import Expression
from factx.values.date_parse import tight
from factx.values.date_tokens import WORDS
from factx.values.span import DateSpan
from factx.values.word_tree import word_tree

# How far back, in characters and on the same line, a date lends its year to one that says none.
_NEAR = 200
# A day without a year that lies so many days ahead is that of last year: where the tense is past, where an "until" has
# no tense, and where anything else has none.
_SOON, _HALF, _FAR = 31, 183, 320
# What is to come and lies more days back is that of next year; what was set for a day to come lies ahead at once.
_LONG_AGO = 92
# Days of publication outside these years are none: the calendar of `datetime` ends there.
_YEARS = (100, 9900)
# How far round an expression the words are read that tell its tense.
_SENTENCE = 110
_TENSE = re.compile(
    r"\b(?:(?P<future>"
    + "|".join(sorted(WORDS["future"]))
    + r")|(?P<past>"
    + "|".join(sorted(WORDS["past"]))
    + r"|[a-z]{2,}ed))\b"
)
# What is set for a time to come, also where the sentence is in the past: "was remanded until", "has been closed until".
_AHEAD = re.compile(rf"\b(?:{word_tree(WORDS['until_ahead'])})\b|\b(?:has|have) (?:been |also |now )?[a-z]{{2,}}ed\b")
_SPANS = ("quarter", "half", "season")


class Resolver:
    """Resolves the expressions of one text, in order: each may lend its year to those after it.

    Args:
        lower: the text in lower case.
        published: the day that relative dates count from.
        nearest: a date said before this text begins.
    """

    def __init__(self, lower: str, published: date | None, nearest: date | None) -> None:
        self._lower = lower
        self._published = published if published and _YEARS[0] < published.year < _YEARS[1] else None
        self._nearest = nearest
        self._at = -1
        self._fine = False

    def span(self, e: Expression) -> DateSpan:
        """The expression with its days."""
        if e.shape == "none" or e.shape == "duration":
            return DateSpan(e.start, e.end, e.shape, duration=e.duration, rule=e.rule)
        kind, first, last = self._days(e)
        said = next((p for p in (e.last, e.first) if p is not None and not p.lacks_year), None)
        known = last or first
        if known and said is not None and said.grain not in ("weekday", "week", "decade") and self._lends(e, said):
            self._nearest, self._at, self._fine = known, e.end, said.grain != "year"
        return DateSpan(e.start, e.end, kind, first, last, rule=e.rule)  # type: ignore[arg-type]

    def _lends(self, e: Expression, said: Point) -> bool:
        """True unless it is a bare number far from publication that nothing marks as a year ("the helpline, 1930,")."""
        if e.shape != "point" or not said.plain or said.year is None or self._published is None:
            return True
        before = self._lower[max(0, e.start - 14) : e.start].split()
        return abs(said.year - self._published.year) < 3 or bool(before and before[-1] in WORDS["before_year"])

    def _days(self, e: Expression) -> tuple[str, date | None, date | None]:
        if e.shape == "point" and e.first:
            return self._single(e, e.first)
        if e.shape == "ago":
            words = f"{e.count} {e.unit}s ago" if e.unit not in ("fortnight", "century", "quarter") else ""
            found = tight(words, self._published) if words and self._published and e.count < 3000 else None
            return ("date", *found) if found else ("date", None, None)
        if e.shape == "since":
            return "date_range", self._since(e), None
        if e.shape == "until" and e.last:
            found = self._one(e, e.last)
            return "date_range", None, found[1] if found else None
        if e.shape == "run" and e.last:
            found = self._one(e, e.last)
            start = back(found[1] + timedelta(1), e.count, e.unit) if found else None
            return ("date_range", start, found[1]) if found and start else ("date_range", None, None)
        if e.shape == "window":
            return self._window(e)
        found = self._pair(e) if e.first and e.last else None
        return ("date_range", *found) if found else ("date_range", None, None)

    def _single(self, e: Expression, p: Point) -> tuple[str, date | None, date | None]:
        kind = "date_range" if p.grain in _SPANS and not p.part else "date"
        if p.base is not None and (abs(p.count) > 1 or p.unit == "half"):
            kind = "date_range"
        found = self._one(e, p)
        if e.rule == "first-months" and not (found and self._published and found[1] <= self._published):
            return "none", None, None
        return (kind, *found) if found else (kind, None, None)

    def _since(self, e: Expression) -> date | None:
        p = e.first
        if p is None:
            found = back(self._published, e.count, e.unit) if self._published else None
            return found
        limit = self._published
        days = self._one(e, p)
        if days and limit and p.lacks_year and days[0] > limit and e.rule != "onwards":
            days = interval(p.with_year(days[0].year - 1), limit)
        if not days:
            return None
        return days[1] if p.part == "end" else days[0]

    def _window(self, e: Expression) -> tuple[str, date | None, date | None]:
        if e.first is not None:
            begun = self._one(e, e.first)
            ended = back(begun[0], -e.count, e.unit) if begun else None
            return ("date_range", begun[0], ended) if begun and ended else ("date_range", None, None)
        kind = "date" if e.unit == "hour" and e.count < 25 else "date_range"
        today = self._published
        if today is None:
            return kind, None, None
        if e.unit == "quarter":
            this = interval(Point(0, 0, "quarter", shift=0), today)
            last = this[0] - timedelta(1) if this else None
            first = months_away(this[0], -3 * e.count) if this else None
        else:
            first, last = back(today, e.count, e.unit), today
        return (kind, first, last) if first and last else (kind, None, None)

    def _one(self, e: Expression, p: Point) -> Interval | None:
        """The days of a single point, its year supplied."""
        if p.grain == "weekday" and p.shift is None and self._published:
            ahead = e.shape == "until" or (e.shape == "point" and self._tense(e) == "future")
            return interval(replace(p, shift=7) if ahead else p, self._published)
        if not p.lacks_year:
            return interval(p, self._published)
        year = self._year_near(e)
        if year is None and self._published is None:
            year = self._nearest.year if self._nearest else None
        if year is not None:
            return interval(p.with_year(year), self._published)
        return self._by_tense(e, p) if self._published else None

    def _year_near(self, e: Expression) -> int | None:
        """The year of a date said just before; a bare year lends itself to no "until", and nothing to a "since"."""
        if self._nearest is None or self._at < 0 or e.start - self._at > _NEAR:
            return None
        if self._published and (e.shape == "since" or (e.shape == "until" and not self._fine)):
            return None
        return None if "\n" in self._lower[self._at : e.start] else self._nearest.year

    def _tense(self, e: Expression) -> str | None:
        before = re.split(r"[.!?]\s|\n", self._lower[max(0, e.start - _SENTENCE) : e.start])[-1]
        if e.shape == "until" and _AHEAD.search(before):
            return "ahead"
        after = re.split(r"[.!?](?:\s|$)|\n", self._lower[e.end : e.end + _SENTENCE], maxsplit=1)[0]
        tenses = [m.lastgroup for m in _TENSE.finditer(before)]
        if tenses:
            return "future" if tenses[-1] == "future" or tenses[-2:-1] == ["future"] else tenses[-1]
        found = _TENSE.search(after)
        return found.lastgroup if found else None

    def _by_tense(self, e: Expression, p: Point) -> Interval | None:
        """The year of publication, or the one beside it that the tense asks for."""
        today = self._published
        if today is None:
            return None
        days = interval(p.with_year(today.year), today)
        reported = e.rule == "between" or p.grain in ("quarter", "half") or self._lower.startswith(" quarter", e.end)
        tense = self._tense(e) or ("past" if reported else None)
        ahead = e.shape == "until" and tense != "past"
        off = (days[0] - today).days if days else 0
        soon = 0 if p.grain in ("quarter", "half") else _SOON
        if off > {"past": soon, "future": 366, "ahead": 366, None: _HALF if e.shape == "until" else _FAR}[tense]:
            return interval(p.with_year(today.year - 1), today)
        long_ago = 0 if tense == "ahead" else _LONG_AGO
        if days and days[1] < today and (tense == "future" or ahead) and (today - days[1]).days > long_ago:
            return interval(p.with_year(today.year + 1), today)
        return days

    def _pair(self, e: Expression) -> Interval | None:
        """Both ends, start not after end, a missing year lent by the other end."""
        a, b = e.first, e.last
        assert a is not None and b is not None
        if a.grain == "weekday" or b.grain == "weekday":
            return self._weekdays(e, a, b)
        right = interval(b, self._published) if not b.lacks_year else None
        left = interval(a, self._published) if not a.lacks_year else None
        if right is None and b.lacks_year:
            right = self._after(e, b, left) if left else self._one(e, b)
        if right is None:
            return None
        if left is None:
            if not a.lacks_year:
                return None
            for year in (right[1].year, right[1].year - 1):
                left = interval(a.with_year(year), self._published)
                if left and left[0] <= right[1]:
                    break
        if left is None or left[0] > right[1]:
            return None
        return left[1] if a.part == "end" else left[0], right[1]

    def _after(self, e: Expression, b: Point, left: Interval) -> Interval | None:
        """The second end after the first one: in its year, else in that of publication if near, else in the next."""
        years = [left[0].year]
        if self._published and 0 < self._published.year - left[0].year <= 2:
            years.append(self._published.year)
        years.append(left[0].year + 1)
        for year in years:
            found = interval(b.with_year(year), self._published)
            if found and found[1] >= left[0]:
                return found
        return None

    def _weekdays(self, e: Expression, a: Point, b: Point) -> Interval | None:
        if self._published is None:
            return None
        ahead = self._tense(e) == "future" or self._lower.endswith("for ", 0, e.start)
        right = interval(
            replace(b, shift=7)
            if ahead and b.grain == "weekday" and b.shift is None
            else b.with_year(self._published.year),
            self._published,
        )
        if right is None:
            return None
        if a.grain != "weekday":
            left = interval(a.with_year(right[0].year), self._published)
            return (left[0], right[1]) if left and left[0] <= right[1] else None
        if a.shift is not None:
            left = interval(a, self._published)
            return (left[0], right[1]) if left and left[0] <= right[1] else None
        start = right[0] - timedelta((right[0].weekday() - a.number) % 7)
        return start, right[1]
