"""A fact's value as a person writes it: ``> 5,500``, ``$400 million``, ``Jul – Nov 2024``. Facts in, short text out."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

from factx.formats import exact
from factx.formats.harmless import harmless
from factx.model import Bound, Fact

_BOUND_SIGNS: dict[Bound | None, str] = {
    None: "",
    "exact": "",
    "more_than": "> ",
    "at_least": "\u2265 ",
    "less_than": "< ",
    "at_most": "\u2264 ",
    "nearly": "nearly ",
    "about": "~ ",
    "between": "",
}
_CURRENCY_SIGNS = {"USD": "$", "EUR": "\u20ac", "GBP": "\u00a3", "JPY": "\u00a5", "INR": "\u20b9"}
_SCALES = (
    (Decimal(10) ** 12, " trillion"),
    (Decimal(10) ** 9, " billion"),
    (Decimal(10) ** 6, " million"),
    (Decimal(1), ""),
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAMES_A_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})", re.IGNORECASE)
_NAMES_A_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(_MONTHS)})|[a-z]\.?\s+\d{{1,2}}\b(?!\d)", re.I)
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour", "TM": "minute", "S": "second"}


def value(fact: Fact) -> str:
    """The value of ``fact`` with its bound, both ends, currency, unit and thing; empty where the fact states none.

    It is harmless, for units and things come out of files of the user, and all of it may come out of old records.
    """
    return harmless(_value(fact))


def _value(fact: Fact) -> str:
    if fact.duration:
        return _duration(fact.duration)
    if fact.value is not None:
        return _BOUND_SIGNS[fact.bound] + _amount(fact.value, fact.value_max, fact.currency) + _counted(fact)
    return dates(fact.start, fact.end, fact.text)


def _counted(fact: Fact) -> str:
    """What is counted, which is in the singular: ``400 kg cocaine``, ``120 \u00d7 server``, ``40 people``."""
    if fact.counted is None:
        return ""
    if fact.unit:
        return f" {fact.unit} {fact.counted}"
    return f" {fact.counted}" if fact.counted == "people" else f" \u00d7 {fact.counted}"


def _amount(low: Decimal, high: Decimal | None, currency: str | None) -> str:
    """A number or an amount of money, or the two ends of one: ``$1.2\u20131.5 billion``, ``100\u2013150 CAD``."""
    sign = _CURRENCY_SIGNS.get(currency or "", "")
    code = f" {currency}" if currency and not sign else ""
    cents = currency is not None and bool(sign)
    if high is None:
        number, scale = _scaled(low, cents)
        return f"{sign}{number}{scale}{code}"
    (first, first_scale), (last, last_scale) = _scaled(low, cents), _scaled(high, cents)
    if first_scale == last_scale:
        return f"{sign}{first}\u2013{last}{last_scale}{code}"
    return f"{sign}{first}{first_scale} \u2013 {sign}{last}{last_scale}{code}"


def _scaled(number: Decimal, cents: bool) -> tuple[str, str]:
    """Digits with thousands marks, and ``million`` and the like where that states the number exactly and shortly."""
    for size, name in _SCALES:
        if abs(number) < size and name:
            continue
        digits = exact.number(number / size)
        whole, _, fraction = digits.partition(".")
        if name and len(fraction) > 3:
            continue
        if cents and not name and fraction:
            fraction = fraction.ljust(2, "0")
        return f"{int(whole):,}" + (f".{fraction}" if fraction else ""), name
    return exact.number(number), ""


def dates(start: date | None, end: date | None, words: str) -> str:
    """A span of days, as coarse as it was stated: ``Jul \u2013 Nov 2024``, ``since 2013``, ``until Mar 2023``."""
    if start and end:
        return _span(start, end)
    if start:
        return "since " + _end(start, words, first=True)
    if end:
        return "until " + _end(end, words, first=False)
    return ""


def _span(start: date, end: date) -> str:
    if start == end:
        return _day(start)
    if start.day == 1 and _closes_month(end):
        if start.month == 1 and end.month == 12:
            return f"{start.year}" if start.year == end.year else f"{start.year} \u2013 {end.year}"
        first, last = f"{_MONTHS[start.month - 1]} {start.year}", f"{_MONTHS[end.month - 1]} {end.year}"
    else:
        first, last = _day(start), _day(end)
    if first == last:
        return first
    return f"{first.removesuffix(f' {end.year}')} \u2013 {last}"


def _end(day: date, words: str, first: bool) -> str:
    """One end of an open span; the words tell whether a day, a month or a year was named."""
    if (day.day == 1 if first else _closes_month(day)) and not _NAMES_A_DAY.search(words):
        month = f"{_MONTHS[day.month - 1]} {day.year}"
        whole_year = day.month == (1 if first else 12)
        return f"{day.year}" if whole_year and not _NAMES_A_MONTH.search(words) else month
    return _day(day)


def _closes_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def month(day: date) -> str:
    """The month of ``day``: ``Jul 2024``."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _duration(iso: str) -> str:
    """``P5M`` as ``5 months``."""
    parts: list[str] = []
    clock = False
    for mark, number, unit in re.findall(r"(T)|(\d+(?:\.\d+)?)([YMWDHS])", iso):
        clock = clock or bool(mark)
        if number:
            name = _UNITS["TM" if clock and unit == "M" else unit]
            parts.append(f"{number} {name}" + ("" if number == "1" else "s"))
    return " ".join(parts) or iso
