"""The head of an article -> the day it says it was published, if it says so plainly.

Conservative: a date counts with a label ("Published: ..."), in an agency's dateline ("LONDON, March 5, 2024 (Reuters)
-"), or alone on a line with at most a place, a clock time, an author or a day of the week beside it.
"""

from __future__ import annotations

import re
from datetime import date

from factx.values.date_calendar import day_of
from factx.values.date_tokens import MONTHS

_HEAD = 1500
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = (
    rf"(?:(?P<m1>{_MONTH})\.? (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y1>20\d\d|19\d\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<m2>{_MONTH})\.?,? (?P<y2>20\d\d|19\d\d)"
    r"|(?P<y3>20\d\d|19\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d))(?!\d)"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
_CLOCK = r"(?:(?:,| at| \|| -|t)? ?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: \(?[a-z]{2,4}\)?)?)?"
_LABEL = (
    r"(?:first )?(?:published|posted|date|updated|publication date|issued|released|release date|last updated|created)"
)
_BYLINE = r"(?:by [a-z][a-z .'-]{2,40}(?: \||,| on| -|\n)? ?)?"
_FORMS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"(?:(?:^|[|\u00b7\u2022] ?){_LABEL}(?: on| at)?:?|\b{_LABEL}(?: on)?:) ?{_CLOCK}(?:,| on| \|)? ?"
        rf"{_WEEKDAY}{_DATE}",
        rf"^[a-z][a-z .,'/]{{2,40}}(?:,| ?[\u2013\u2014-]| \() ?{_WEEKDAY}{_DATE}\)? ?"
        r"(?:\([a-z /]{2,30}\) ?)?[\u2013\u2014:-]",
        rf"^{_BYLINE}\(?{_WEEKDAY}{_DATE}\)?{_CLOCK}(?: ?[|\u00b7\u2022-] ?[a-z0-9 ,.'|:]{{0,40}})?$",
        rf"^{_DATE}(?=[a-z])",
        rf"^[a-z][a-z.'-]{{2,20}}(?: [a-z.'-]{{2,20}}){{0,2}}, ?{_WEEKDAY}{_DATE}$",
    )
)


def dateline(text: str) -> date | None:
    """The publication date that stands in the first lines of ``text``, or None where none plainly does.

    Args:
        text: the article as a reader sees it; only its first 1,500 characters are read.
    """
    head = text[:_HEAD].lower()
    for form in _FORMS:
        for m in form.finditer(head):
            for n in "123":
                if m.group(f"y{n}"):
                    month = m.group(f"m{n}")
                    found = day_of(int(m.group(f"y{n}")), MONTHS.get(month) or int(month), int(m.group(f"d{n}")))
                    if found:
                        return found
    return None
