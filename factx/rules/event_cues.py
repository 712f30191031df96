"""The words by which a text leaves its operation, takes it up again, or says what the operation was.

In go sentences and stretches of a view's text, out come yes and no. Characters only; what they mean for the facts is
decided in `events`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from factx import lexicon

_IN_MONTH = re.compile(
    r"[\"']?(?:also |back )?in (?:(?:early|mid|late)[- ])?(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(
    r"[\"']?(?:back )?in (?P<month>(?!fiscal|financial|the )\w+ )?(?:the )?(?:(?:fiscal|financial) )?(?:year )?"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_OTHER_BODY = re.compile(
    r"(?:The )?(?:[A-Z][\w-]*(?: of| for| and)? ){1,6}(?:\([A-Z-]{2,12}\) )?"
    r"(?:[Ii]nitiative|[Mm]echanism|[Pp]rogram(?:me)?|[Ss]ystem|[Ff]und)\b(?:'s)?"
)
# Of a larger whole than the people at hand: ", as the gang overall is believed to have laundered".
_OF_THE_WHOLE = re.compile(
    r", (?:as|while|since|because|whereas) (?:[\w'-]+ ){1,6}(?:is|are) (?:\w+ )?"
    r"(?:believed|thought|estimated|said|known|reported) to\b[^.;]*$",
    re.IGNORECASE,
)
# Before a span of time: it is when the crimes were done.
_CRIME_TIME = re.compile(
    r"\b(?:alleged(?:ly)?|accused of|suspected of|charged with|believed to have|role in|convicted of)\b[^.;]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Cues:
    leave: re.Pattern[str]
    aside: re.Pattern[str]
    shift: re.Pattern[str]
    background: re.Pattern[str]
    headings: re.Pattern[str]
    again: re.Pattern[str]
    that: re.Pattern[str]
    police: re.Pattern[str]
    hostile: re.Pattern[str]
    prior: re.Pattern[str]
    crime: re.Pattern[str]
    custody: re.Pattern[str]
    outcome: re.Pattern[str]


@cache
def _cues() -> _Cues:
    words = lexicon.load("events")

    def any_of(name: str) -> str:
        return "|".join(words[name])

    flags = re.IGNORECASE
    lead = r"[\"'(\u2013 -]*(?:and |but |however, |also, )?"
    return _Cues(
        leave=re.compile(rf"{lead}(?:{any_of('leave')})", flags),
        aside=re.compile(rf"{lead}(?:{any_of('aside')})\b", flags),
        shift=re.compile(rf"{lead}(?:{any_of('shift')})\b", flags),
        background=re.compile(any_of("background"), flags),
        headings=re.compile(any_of("headings"), flags),
        again=re.compile(
            rf"\b(?:the|this|these|their) (?:[\w-]+ ){{0,3}}?(?:{any_of('again')})\b(?! to | members?\b| operators?\b)",
            flags,
        ),
        that=re.compile(rf"[\"']?(?:that|the|this) (?:[\w-]+ ){{0,2}}?(?:{any_of('nouns')})\b", flags),
        police=re.compile(rf"\b(?:{any_of('police')})\b", flags),
        hostile=re.compile(rf"\b(?:{any_of('hostile')})\b", flags),
        prior=re.compile(rf"\b(?:{any_of('prior')})\b", flags),
        crime=re.compile(rf"\b(?:{any_of('crimes')}) [\w-]+$", flags),
        custody=re.compile(rf"\b(?:{any_of('custody')})\b", flags),
        outcome=re.compile(
            rf"\b(?:the|these|those|all|both) (?:\w+ ){{0,2}}?(?P<what>{any_of('again')})\b[^.;:]{{0,60}}?"
            rf"\b(?:{any_of('bonds')}) (?:[\w'-]+ ){{0,4}}[\"'(]*$",
            flags,
        ),
    )


def is_police(said: str) -> bool:
    """True for words of those who run an operation."""
    return _cues().police.search(said) is not None


def is_hostile(said: str) -> bool:
    """True for words of those who run an attack."""
    return _cues().hostile.search(said) is not None


def is_custody(said: str) -> bool:
    """True where people are arrested."""
    return _cues().custody.search(said) is not None


def looks_back(before: str) -> bool:
    """True where the words before a naming say that it is another operation than the article's."""
    return _cues().prior.search(before) is not None


def outcome(before: str) -> str | None:
    """What the words before a naming say came of it: "the arrests" in "The arrests are the result of Operation X"."""
    m = _cues().outcome.search(before)
    return m["what"].lower() if m else None


def is_that(said: str) -> bool:
    """True for a sentence that begins "That operation", "The raids"."""
    return _cues().that.match(said) is not None


def is_again(said: str) -> bool:
    """True where an operation is spoken of as known; the operations of criminals do not count."""
    cues = _cues()
    return any(not cues.crime.search(m.group()) for m in cues.again.finditer(said))


def opens_other_heading(heading: str) -> bool:
    """True for a heading of background or of another body."""
    return _cues().headings.match(heading) is not None or _OTHER_BODY.match(heading) is not None


def leaves(said: str) -> bool:
    """True for a sentence on another case, another time or the world at large."""
    return _cues().aside.match(said) is not None or is_elsewhere(said)


def is_elsewhere(said: str) -> bool:
    """As `leaves`, but not for a mere "meanwhile"."""
    cues = _cues()
    return any((cues.leave.match(said), cues.background.search(said), _OTHER_BODY.match(said)))


def shifts(said: str) -> bool:
    """True for a sentence that, past the lead, opens other news: "This week", "Since 2019", "In 2019"."""
    m = _IN_YEAR.match(said)
    opened = _cues().shift.match(said) or (m is not None and not m["month"])
    return bool(opened) and not is_again(said)


def opens_month(said: str) -> bool:
    """True for a sentence that begins "In May"."""
    return _IN_MONTH.match(said) is not None


def opens_year(said: str) -> int | None:
    """The year of a sentence that begins "In 2019" or "In May 2019"."""
    m = _IN_YEAR.match(said)
    return int(m["year"]) if m else None


def is_of_the_whole(before: str) -> bool:
    """True where the words before a figure, in its sentence, speak of all that a gang ever did."""
    return _OF_THE_WHOLE.search(before) is not None


def is_crime_time(before: str) -> bool:
    """True where the words before a span of time, in its sentence, speak of the crimes."""
    return _CRIME_TIME.search(before) is not None
