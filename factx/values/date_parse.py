"""A tight date expression -> days, by dateparser. Imported late: dateparser takes longer to import than most articles
to read, and its parser is slow a call, so that results are kept.

Only spans that the grammar has matched come here: handed free text, dateparser finds dates in anything.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time
from functools import lru_cache


@lru_cache(maxsize=4096)
def tight(words: str, base: date | None, day_first: bool = False) -> tuple[date, date] | None:
    """First and last day of the expression ``words``, cut to the period that it names.

    Args:
        words: one date expression, nothing around it.
        base: the day that a relative expression counts from; without it only absolute ones are read.
        day_first: read ``5.3.2024`` as the fifth of March.
    """
    from dateparser.date import DateDataParser

    settings: dict[str, object] = {
        "DATE_ORDER": "DMY" if day_first else "MDY",
        "PREFER_DAY_OF_MONTH": "first",
        "PARSERS": ["relative-time", "absolute-time"] if base else ["absolute-time"],
        "RETURN_TIME_AS_PERIOD": False,
    }
    if base:
        settings["RELATIVE_BASE"] = datetime.combine(base, time(12))
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(words)
    if found.date_obj is None:
        return None
    day = found.date_obj.date()
    if found.period == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if found.period == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return day, day
