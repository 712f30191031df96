"""Tokens -> windows, runs, lengths, and what only claims its words ("over the past six months", "the year to March").

Nothing here is resolved. Every form takes a window of tokens and where to start, and gives what it reads there with the
token after it, or None.
"""

from __future__ import annotations

from factx.values.date_calendar import Point
from factx.values.date_expression import Expression, Read, Shape
from factx.values.date_points import kind, number, point, skip, tight_to_next, word
from factx.values.date_tokens import UNITS, WORDS, Window

# Words that lead an expression into the sentence, and belong to its span.
LEADS = ("in", "on", "during", "over", "for", "within", "throughout", "across")


_LETTERS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_OLD = ("old", "olds")


def window(w: Window, i: int) -> Read | None:
    """ "over the past six months", "in the last 15 years", "the past nine years", "5 past years"."""
    lead = word(w, i) in LEADS or word(w, i) == "of"
    j = i + 1 if lead and word(w, i) != "of" else i
    j = skip(w, skip(w, j, "just", "only", "roughly", "about", "at"), "least")
    the = word(w, j) in ("the", "these", "this", "his", "her", "their", "its", "our")
    j = j + 1 if the else j
    j = skip(w, j, "very")
    counted = number(w, j) if not the and not lead else None
    many = counted and word(w, counted[1]) in ("past", "last", "previous") and word(w, counted[1] + 1).endswith("s")
    if counted and many and UNITS.get(word(w, counted[1] + 1)):
        unit, after = UNITS[word(w, counted[1] + 1)], counted[1] + 2
        return Expression(
            w.tokens[i].start, w.tokens[after - 1].end, "window", None, None, counted[0], unit, rule="window"
        ), after
    if word(w, j) not in ("past", "last", "previous", "preceding", "latest"):
        return None
    return _window_length(w, i, j + 1, lead, the)


def _window_length(w: Window, i: int, j: int, lead: bool, the: bool) -> Read | None:
    """The length of a window that starts at ``i``, said from ``j``."""
    past = word(w, j - 1) == "past"
    start = w.tokens[i].start
    j = skip(w, j, "about", "roughly", "nearly", "almost", "approximately")
    if word(w, j) in WORDS["vague"]:
        k = skip(w, j + 1, "short", "dozen", "hundred", "thousand")
        return (Expression(start, w.tokens[k].end, "none", rule="vague-window"), k + 1) if word(w, k) in UNITS else None
    counted = number(w, j)
    if counted and word(w, counted[1]) not in UNITS and word(w, counted[1] + 1) == "and":
        counted = number(w, counted[1] + 2) or counted
    if loose := _loose_length(w, i, counted, j):
        return loose
    k = counted[1] if counted else j
    k = skip(w, k, "-", "full", "calendar", "fiscal", "financial", "consecutive")
    if word(w, k) == "half" and not counted and (the or lead):
        k = skip(w, k + 1, "-", "a")
        years = {"decade": 5, "century": 50}.get(word(w, k))
        made = Expression(start, w.tokens[k].end, "window", None, None, years or 0, "year", rule="window")
        return (made, k + 1) if years else None
    unit = UNITS.get(word(w, k))
    if unit is None or (not counted and not (lead or (past and the))):
        return None
    if not counted and not lead and not past:
        return None
    before = the and word(w, j - 1) in ("previous", "preceding")
    if (before and not (counted and lead)) or (unit == "century" and the and not counted and not past):
        return Expression(start, w.tokens[k].end, "none", rule="previous"), k + 1
    if word(w, k + 1) in ("of", "before", "that") or kind(w, k + 1) == "dash" or word(w, k + 1) == "'":
        return None
    if not counted and (word(w, k).endswith("s") or (not the and unit != "quarter") or unit == "weekend"):
        return None
    count = counted[0] if counted else 1
    if not counted and unit == "quarter":
        return Expression(start, w.tokens[k].end, "window", None, None, 1, unit, rule="window"), k + 1
    return Expression(start, w.tokens[k].end, "window", None, None, count, unit, rule="window"), k + 1


def _half_after(w: Window, i: int) -> int:
    """The token after "and a half" at ``i``, or 0."""
    return i + 3 if (word(w, i), word(w, i + 1), word(w, i + 2)) == ("and", "a", "half") else 0


def _loose_length(w: Window, i: int, counted: tuple[int, int] | None, j: int) -> Read | None:
    """A window of years and a half, which is months; or one of "18 to 24 months", "a year or two": none."""
    start = w.tokens[i].start
    count, k = counted or (1, j)
    half = _half_after(w, k)
    if half and UNITS.get(word(w, half)):
        k = half
    elif UNITS.get(word(w, k)) and (half := _half_after(w, k + 1)):
        k, half = half - 1, half
    if half:
        years = word(w, k) in ("year", "years") or word(w, j) == "year"
        if not years:
            return Expression(start, w.tokens[k].end, "none", rule="loose-window"), k + 1
        return Expression(start, w.tokens[k].end, "window", None, None, 12 * count + 6, "month", rule="window"), k + 1
    spread = word(w, k) in ("to", "or") or kind(w, k) == "dash"
    more = number(w, k + 1) if spread and counted else None
    if more and UNITS.get(word(w, more[1])):
        return Expression(start, w.tokens[more[1]].end, "none", rule="loose-window"), more[1] + 1
    if UNITS.get(word(w, k)) and word(w, k + 1) == "or" and (more := number(w, k + 2)):
        return Expression(start, w.tokens[more[1] - 1].end, "none", rule="loose-window"), more[1]
    return None


def run(w: Window, i: int) -> Read | None:
    """ "the year to March 2005", "the three months ended June 30"."""
    j = skip(w, i, "the")
    counted = number(w, j)
    k = counted[1] if counted else j
    k = skip(w, k, "fiscal", "financial", "full", "-")
    unit = UNITS.get(word(w, k))
    if unit not in ("week", "month", "quarter", "year") or (j == i and not counted):
        return None
    k += 1
    if word(w, k) == "to":
        k += 1
    elif word(w, k) in ("ended", "ending", "through"):
        k = skip(w, k + 1, "in", "on")
    elif word(w, k) in ("that", "which") and word(w, k + 1) in ("ended", "ends"):
        k = skip(w, k + 2, "in", "on")
    else:
        return None
    found = point(w, k)
    if not found or found[0].shift is not None:
        return None
    if found[0].grain not in ("day", "month") and not (counted and unit == "year" and found[0].grain == "year"):
        return None
    count = counted[0] if counted else 1
    return Expression(w.tokens[i].start, found[0].end, "run", None, found[0], count, unit, rule="run"), found[1]


def nothing(w: Window, i: int) -> Read | None:
    """What looks like a date and is no fact: deadlines, "before 2010", ages, forward windows, "so far this year"."""
    tokens, start = w.tokens, w.tokens[i].start
    first = word(w, i)
    if first in ("by", "before", "after", "prior") or (first in ("pre", "post") and kind(w, i + 1) == "dash"):
        j = skip(w, i + 1, "to", "-", "about", "around", "the")
        found = point(w, skip(w, i + 1, "to", "-")) or point(w, j)
        if found and not (found[0].grain == "season" and found[0].plain):
            return Expression(start, found[0].end, "none", rule="deadline"), found[1]
    if first == "so" and word(w, i + 1) == "far" and (found := point(w, skip(w, i + 2, "in"))):
        return Expression(start, found[0].end, "none", rule="so-far"), found[1]
    if first == "this" and word(w, i + 1) == "year" and word(w, i + 2) == "so":
        return Expression(start, tokens[i + 3].end, "none", rule="so-far"), i + 4
    if first == "year" and word(w, skip(w, i + 1, "-")) in ("on", "over", "to"):
        k = skip(w, i + 1, "-") + 1
        k = skip(w, k, "-")
        if word(w, k) in ("year", "date"):
            return Expression(start, tokens[k].end, "none", rule="year-on-year"), k + 1
    return _forward(w, i)


def _forward(w: Window, i: int) -> Read | None:
    j = skip(w, i, "over", "in", "within", "during", "for")
    j = skip(w, j, "the")
    the = word(w, j - 1) == "the"
    if word(w, j) not in ("next", "coming", "following", "first", "upcoming"):
        return None
    k = j + 1
    counted = number(w, k)
    vague = word(w, k) in WORDS["vague"]
    k = counted[1] if counted else k + vague
    plural = word(w, k).endswith("s")
    if UNITS.get(word(w, k)) is None or not (counted or vague or plural or the):
        return None
    if word(w, j) == "first" and (word(w, k + 1) == "of" or not counted):
        return None
    if word(w, j) == "first" and counted and _reported(w, i, j, k):
        months = Point(
            w.tokens[i].start, w.tokens[k].end, "slice", unit="month", count=counted[0],
            base=Point(0, 0, "year", shift=0),
        )  # fmt: skip
        return Expression(months.start, months.end, "point", months, rule="first-months"), k + 1
    return Expression(w.tokens[i].start, w.tokens[k].end, "none", rule="forward"), k + 1


def _reported(w: Window, i: int, j: int, k: int) -> bool:
    """True for "in the first nine months" of a report, which leaves out its year; ``j`` is "first", ``k`` the unit."""
    closed = w.tokens[k + 1].kind in ("mark", "") or word(w, k + 1) in ("compared", "versus", "from", "and", "alone")
    return word(w, i) in ("in", "during") and word(w, j - 1) == "the" and word(w, k) == "months" and closed


def ago(w: Window, i: int) -> Read | None:
    """ "two years ago", "a week ago", "five days earlier" (no date of its own)."""
    counted = number(w, i)
    vague = word(w, i) in WORDS["vague"] or (word(w, i) == "a" and word(w, i + 1) == "few")
    if not counted and not vague:
        return None
    k = counted[1] if counted else i + 1 + (word(w, i) == "a")
    unit = UNITS.get(word(w, k))
    if unit is None or word(w, k + 1) != "ago":
        return None
    shape: Shape = "ago" if counted else "none"
    count = counted[0] if counted else 0
    return Expression(w.tokens[i].start, w.tokens[k + 1].end, shape, None, None, count, unit, rule="ago"), k + 2


def length(w: Window, i: int) -> Read | None:
    """ "six months", "five-month", "two years and six months"; "23-year-old" and "10 years old" claim only."""
    if word(w, i) in ("a", "an"):
        return None
    counted = number(w, i)
    if not counted or (kind(w, i - 1) == "dash" and kind(w, i - 2) in ("num", "number")):
        return None
    k = skip(w, counted[1], "full", "straight", "consecutive", "more")
    k = k + 1 if kind(w, k) == "dash" and tight_to_next(w, k) else k
    unit = UNITS.get(word(w, k))
    if unit in (None, "weekend") or (w.tokens[i].kind == "num" and w.tokens[i].value > 1800):
        return None
    after = skip(w, k + 1, "-")
    aged = (
        word(w, i - 1) in ("aged", "age")
        or word(w, after) in _OLD
        or (word(w, after) == "of" and word(w, after + 1) == "age")
    )
    if aged:
        end = after if word(w, after) in _OLD else k
        return Expression(w.tokens[i].start, w.tokens[end].end, "none", rule="age"), end + 1
    if word(w, i - 1) in ("or", "to") and kind(w, i - 2) in ("num", "number"):
        return Expression(w.tokens[i].start, w.tokens[k].end, "none", rule="spread"), k + 1
    said = _iso(counted[0], unit or "")
    end = k
    if (
        unit == "year"
        and word(w, k + 1) == "and"
        and (more := number(w, k + 2))
        and UNITS.get(word(w, more[1])) == "month"
    ):
        said, end = f"{said}{more[0]}M", more[1]
    return Expression(w.tokens[i].start, w.tokens[end].end, "duration", duration=said, rule="duration"), end + 1


def _iso(count: int, unit: str) -> str:
    """The ISO 8601 duration of ``count`` units."""
    if unit == "hour":
        return f"PT{count}H"
    times, letter = {"fortnight": (2, "W"), "quarter": (3, "M"), "decade": (10, "Y"), "century": (100, "Y")}.get(
        unit, (1, _LETTERS.get(unit, "D"))
    )
    return f"P{count * times}{letter}"
