"""The date in a metadata value or on a line that is nothing but a date. Characters in, one day or None out."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_CLOCK = (
    r"(?:[\s,]*(?:at|@|\||-|–|T)?\s*\d{1,2}[:.h-]\d{2}(?:[:.-]\d{2}(?:\.\d{1,9})?)?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:[A-Z]{1,5}(?:[+-]\d{1,2})?|[+-]\d{2}:?\d{2})\)?)?)?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = (
    r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
    r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})(?!\d)",
    rf"{_MONTH}\s+{_DAY}\s*,?\s+(?P<year>\d{{4}})\b",
    rf"{_DAY}(?:\s+|-)(?:of\s+)?{_MONTH}(?:\s*,?\s+|-)(?P<year>\d{{4}})\b",
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?\s*,?\s+)?"
_ANY = tuple(re.compile(rf"(?<![\w]){form}") for form in _FORMS)
_LABEL = (
    r"(?:(?:first\s+)?(?:published|posted|updated|released|date|publication\s+date|last\s+updated)"
    r"(?:\s+(?:on|at))?\s*:?\s*)?"
)
_WHOLE = tuple(
    re.compile(rf"[\s*_(]*{_LABEL}{_WEEKDAY}{form}{_CLOCK}(?:\s+by\s[^\d]{{2,60}})?[\s*_).|]*\Z", re.IGNORECASE)
    for form in _FORMS
)
_DIGIT = re.compile(r"\d")
_CLOCK_FIRST = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*[A-Z]{2,4}\s*,\s*", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|\u2022\u00b7]\s*")
_BYLINE = re.compile(r"(?:by|written by|posted by|published by)\s", re.IGNORECASE)
_BYLINE_END = re.compile(r"(?:\bon|[|,•–-])\s+(?=[A-Z0-9])")


def parse(value: str) -> date | None:
    """The day named in a metadata value, whatever stands around it; None if there is none."""
    for pattern in _ANY:
        for m in pattern.finditer(value[:200]):
            day = _day(m)
            if day:
                return day
    return None


def alone(line: str) -> date | None:
    """The day that a line consists of (weekday, clock time, "Published:", a byline before it allowed), or None."""
    if len(line) > 200 or not _DIGIT.search(line):
        return None
    line = line.strip()
    rests = [line]
    if m := _CLOCK_FIRST.match(line):
        rests.append(line[m.end() :])
    rests.extend(_PARTS.split(line))
    if _BYLINE.match(line):
        rests.extend(line[m.end() :] for m in _BYLINE_END.finditer(line))
    for rest in rests:
        for pattern in _WHOLE:
            m = pattern.match(rest)
            if m and (day := _day(m)):
                return day
    return None


def _day(m: re.Match[str]) -> date | None:
    groups = m.groupdict()
    month = int(groups["number"]) if groups.get("number") else _MONTHS.get((groups.get("month") or "").lower(), 0)
    year = int(groups["year"])
    if not 1800 <= year <= 2200:
        return None
    try:
        return date(year, month, int(groups["day"]))
    except ValueError:
        return None
