"""Tokens -> spans with one or two ends: between, from-to, since, until, a dash, units side by side.

Nothing here is resolved. Every form takes a window of tokens and where to start, and gives what it reads there with the
token after it, or None.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from factx.values.date_calendar import Point
from factx.values.date_expression import Expression, Read
from factx.values.date_points import Found, day, kind, number, point, skip, tight_to_next, word, year
from factx.values.date_tokens import SHIFTS, UNITS, WORDS, Window
from factx.values.date_windows import LEADS, ago

_TO = ("to", "until", "till", "til", "through", "thru")


def _hedge(w: Window, i: int) -> int:
    """The token after "at least", "about", "as early as", "on or about", "back in"."""
    while True:
        before = i
        first, second, third = word(w, i), word(w, i + 1), word(w, i + 2)
        if first in ("on", "in", "at") and second == "or" and third in ("about", "around"):
            i += 3
        elif first == "at" and second in ("least", "the"):
            i += 2 if second == "least" else 1
        elif first == "as" and third == "as":
            i += 3
        else:
            i = i + (word(w, i) in WORDS["hedges"])
        if i == before:
            return i


def _clock(w: Window, i: int) -> int:
    """The token after a clock time ("6am on", "noon on"), which is dropped."""
    j = skip(w, i, "about", "around")
    if kind(w, j) == "time" or word(w, j) in ("noon", "midnight", "midday"):
        j = skip(w, j + 1, ",")
        j = skip(w, j, "et", "gmt", "bst", "est", "utc", "local")
        return skip(w, skip(w, j, "time"), "on", ",")
    return i


def _edge(w: Window, i: int) -> Found | None:
    """A point as an end of a span, clock times before it dropped; kept, since several forms ask for it."""
    place = _EDGES - i
    if place not in w.points:
        w.points[place] = _read_edge(w, i)
    kept: Found | None = w.points[place]
    return kept


# Where a window keeps its edges: below the places of tokens, and of what the points keep there.
_EDGES = -2


def _read_edge(w: Window, i: int) -> Found | None:
    j = _clock(w, i)
    j = _hedge(w, j) if j == i else j
    named = skip(w, j, "the")
    if word(w, named) in ("date", "dates", "period", "years", "months", "days") and word(w, named + 1) == "of":
        j = named + 2
    present = skip(w, j, "the")
    if word(w, present) == "present" or (word(w, j) == "date" and word(w, j - 1) == "to"):
        token = w.tokens[present]
        return Point(w.tokens[j].start, token.end, "day", shift=0), present + 1
    if word(w, j) in ("early", "late") and kind(w, skip(w, j + 1, "on")) == "weekday":
        j = skip(w, j + 1, "on")
    found = point(w, j)
    if found and kind(w, found[1]) == "time" and kind(w, found[1] - 1) != "month":
        return found[0], found[1] + 1
    if found and found[0].grain in ("weekday", "day") and word(w, found[1]) in WORDS["day_parts"]:
        return replace(found[0], end=w.tokens[found[1]].end), found[1] + 1
    return found


def _dash(w: Window, i: int) -> bool:
    return kind(w, i) == "dash" or word(w, i) == "/"


def _joined(w: Window, i: int, joints: tuple[str, ...]) -> int:
    """The token after a joint ("and", "to", a dash) at ``i``, or 0."""
    j = skip(w, i, ",")
    if word(w, j) in joints or (kind(w, j) == "dash" and "-" in joints) or (word(w, j) == "&" and "and" in joints):
        return j + 1
    for phrase in (("up", "to"), ("up", "until"), ("and", "until"), ("and", "through"), ("right", "through")):
        if "to" in joints and (word(w, j), word(w, j + 1)) == phrase:
            return j + 2
    if (
        "to" in joints
        and word(w, j) == "and"
        and word(w, j + 1) in ("continuing", "ending", "lasting", "running", "continued", "ended")
    ):
        return skip(w, j + 2, *_TO, "in", "on")
    return 0


def _bare_day(w: Window, i: int) -> tuple[int, int] | None:
    """A day of the month that leaves its month to the other end."""
    found = day(w, i)
    if not found or kind(w, found[1]) in ("unit", "dash") or word(w, found[1]) in ("%", ":"):
        return None
    if kind(w, found[1]) == "word" and kind(w, found[1] - 1) == "num" and word(w, found[1]) not in WORDS["after_year"]:
        return None
    return found


def pair(w: Window, i: int, joints: tuple[str, ...]) -> tuple[Point, Point, int] | None:
    """Two ends joined by one of ``joints``, the second lending the first what it leaves out, or the other way."""
    return (
        _figures_pair(w, i, joints)
        or _days_pair(w, i, joints)
        or _years_pair(w, i, joints)
        or _quarters_pair(w, i, joints)
        or _points_pair(w, i, joints)
    )


def _days_pair(w: Window, i: int, joints: tuple[str, ...]) -> tuple[Point, Point, int] | None:
    """ "19 to 22 May", "from 4 to January 22", "between 4 and 22 this month": the first end is a bare day."""
    found = day(w, _clock(w, i))
    j = _joined(w, found[1], joints) if found else 0
    if not found or not j:
        return None
    if kind(w, j) == "month" and word(w, i - 1) not in ("from", "between", "starting", "beginning"):
        return None  # "Windows 10 through October 14"
    right = _edge(w, j)
    if right and right[0].grain == "day" and right[0].shift is None and right[0].number and not right[0].exact:
        a = replace(right[0], start=w.tokens[i].start, end=w.tokens[found[1] - 1].end, day=found[0])
        return a, right[0], right[1]
    low = day(w, j)
    month = point(w, low[1]) if low and word(w, low[1]) in ("this", "last") else None
    if not low or not month or month[0].grain != "month":
        return None
    a, b = (
        Point(w.tokens[i].start, month[0].end, "slice", unit="day", nth=n, base=month[0]) for n in (found[0], low[0])
    )
    return a, b, month[1]


def _figures_pair(w: Window, i: int, joints: tuple[str, ...]) -> tuple[Point, Point, int] | None:
    """ "7/12-7/20/2014": month and day in strokes, the year left to the other end."""
    a, stroke, b = w.tokens[i : i + 3]
    if (
        stroke.word != "/"
        or a.kind != "num"
        or b.kind != "num"
        or not (tight_to_next(w, i) and tight_to_next(w, i + 1))
    ):
        return None
    j = _joined(w, i + 3, joints)
    right = point(w, j) if j and kind(w, j) == "date" else None
    if not right or right[0].grain != "day" or right[0].year is None:
        return None
    figures = w.tokens[j].word.split("/")
    months_first = figures[0].isdigit() and int(figures[0]) == right[0].number
    month, day_said = (a.value, b.value) if months_first else (b.value, a.value)
    if not (1 <= month <= 12 and 1 <= day_said <= 31):
        return None
    return Point(a.start, b.end, "day", month, day_said, right[0].year), right[0], right[1]


def _points_pair(w: Window, i: int, joints: tuple[str, ...]) -> tuple[Point, Point, int] | None:
    left = _edge(w, i)
    if not left:
        return None
    a = left[0]
    j = _joined(w, left[1], joints)
    if not j:
        return None
    clock = _clock(w, j)
    if (
        a.grain == "day"
        and a.number
        and not a.exact
        and (bare := _bare_day(w, clock))
        and not point_with_month(w, clock)
    ):
        b = replace(a, start=w.tokens[j].start, day=bare[0], end=w.tokens[bare[1] - 1].end)
        after = bare[1]
        tail = skip(w, skip(w, after, ","), "of", "in")
        if a.year is None and (said := year(w, tail)) and (tail > after or kind(w, after) == "num"):
            b = replace(b, year=said[0], end=w.tokens[tail].end)
            a, after = replace(a, year=said[0], year_shift=None), said[1]
        return a, b, after
    right = _edge(w, j)
    if not right:
        return None
    b = right[0]
    if (
        a.grain == b.grain == "weekday"
        and word(w, right[1]) in ("last", "this", "next")
        and word(w, right[1] + 1) == "week"
    ):
        shift, end = SHIFTS[word(w, right[1])], w.tokens[right[1] + 1].end
        return replace(a, shift=shift, part="of"), replace(b, shift=shift, part="of", end=end), right[1] + 2
    if a.plain and a.grain == "year" and b.lacks_year and b.grain not in ("month", "day"):
        return None
    return a, b, right[1]


def point_with_month(w: Window, i: int) -> bool:
    """True where a day with its own month starts at ``i`` ("21 October")."""
    found = point(w, i)
    return bool(found and found[0].grain == "day" and found[0].number)


def _years_pair(w: Window, i: int, joints: tuple[str, ...]) -> tuple[Point, Point, int] | None:
    """ "2005-6", "2013-14", "2019/20": a year and the last digits of a later one."""
    first = year(w, i)
    if not first or not _dash(w, i + 1) or "-" not in joints or kind(w, i + 2) != "num":
        return None
    short = w.tokens[i + 2]
    if w.tokens[i + 1].word == "/" and short.value == first[0] + 1:
        a = Point(w.tokens[i].start, w.tokens[i].end, "year", year=first[0])
        return a, Point(short.start, short.end, "year", year=short.value), i + 3
    if len(short.word) > 2 or not tight_to_next(w, i) or not tight_to_next(w, i + 1) or _dash(w, i + 3):
        return None
    scale = 10 ** len(short.word)
    last = first[0] // scale * scale + short.value
    if last < first[0]:
        last += scale if (first[0] + 1) % scale == short.value else 0
    month_like = 1 <= short.value <= 12 and (first[0] < 2000 or short.value <= first[0] % 100)
    if last <= first[0] or (month_like and last != first[0] + 1):
        return None
    if w.tokens[i + 1].word == "/" and last != first[0] + 1:
        return None
    a = Point(w.tokens[i].start, w.tokens[i].end, "year", year=first[0])
    return a, Point(short.start, short.end, "year", year=last), i + 3


def _quarters_pair(w: Window, i: int, joints: tuple[str, ...]) -> tuple[Point, Point, int] | None:
    """ "the third and fourth quarters of 2004"."""
    j = skip(w, i, "the")
    if kind(w, j) != "ordinal" or w.tokens[j].value > 4:
        return None
    k = _joined(w, j + 1, joints)
    right = point(w, k) if k else None
    if not right or right[0].grain not in ("quarter", "half"):
        return None
    a = replace(right[0], start=w.tokens[i].start, end=w.tokens[j].end, number=w.tokens[j].value)
    return a, right[0], right[1]


def between(w: Window, i: int) -> Read | None:
    """ "between July and November 2024", "between September 8 and 21"."""
    if word(w, i) != "between":
        return None
    found = pair(w, i + 1, ("and", "to", "-"))
    if not found or not _datelike(w, i, found):
        return None
    a, b, after = found
    return Expression(w.tokens[i].start, b.end, "range", a, b, rule="between"), after


def from_to(w: Window, i: int) -> Read | None:
    """ "from June 2022 until January 2023", "starting in 2008 and continuing until 2014"."""
    if word(w, i) not in ("from", "starting", "beginning", "commencing"):
        return None
    j = _hedge(w, i + 1)
    found = pair(w, j, (*_TO, "-")) or _to_event(w, j)
    if not found and (loose := pair(w, j, ("and",))) and loose[0].year and loose[1].year and not loose[0].plain:
        found = loose
    if not found or not _datelike(w, i, found):
        return None
    a, b, after = found
    return Expression(w.tokens[i].start, b.end, "range", a, b, rule="from-to"), after


def _to_event(w: Window, i: int) -> tuple[Point, Point, int] | None:
    """ "December 7 and through the launch of the attack on December 12": the second end is the day of an event."""
    left = _edge(w, i)
    j = _joined(w, left[1], _TO) if left else 0
    if not left or not j or not (left[0].grain in ("year", "decade") or left[0].number):
        return None
    fitting = (left[0].grain,) if left[0].grain in ("day", "month") else ("year", "month", "day")
    for k in range(j, min(j + 12, len(w.tokens) - 2)):
        if kind(w, k) not in ("word", "number", "unit"):
            return None
        right = point(w, k + 1) if word(w, k) in ("on", "in") else None
        if right and right[0].grain in fitting and (right[0].number or right[0].year):
            return left[0], right[0], right[1]
    return None


def from_for(w: Window, i: int) -> Read | None:
    """ "from 18 December for 10 days"."""
    found = point(w, i + 1)
    if not found or found[0].grain != "day" or not found[0].number or word(w, found[1]) != "for":
        return None
    long = number(w, found[1] + 1)
    unit = UNITS.get(word(w, long[1])) if long else None
    if not long or not unit:
        return None
    end = w.tokens[long[1]].end
    return Expression(w.tokens[i].start, end, "window", found[0], None, long[0], unit, rule="from-for"), long[1] + 1


def from_on(w: Window, i: int) -> Read | None:
    """ "from May onwards", "from 2013 on", "May 2013 onwards"."""
    j = skip(w, i, "from")
    found = point(w, _clock(w, j))
    if not found:
        return None
    k = skip(w, found[1], "and")
    ended = kind(w, k + 1) in ("mark", "") or word(w, k + 1) in WORDS["after_year"]
    if word(w, k) in ("onwards", "onward", "forward", "forwards") or (word(w, k) == "on" and j > i and ended):
        return Expression(w.tokens[i].start, w.tokens[k].end, "since", found[0], rule="onwards"), k + 1
    return None


def since(w: Window, i: int) -> Read | None:
    """ "since at least January 2017", "since the start of the year", "since his arrest in May 2013"."""
    if word(w, i) != "since":
        return None
    k = _clock(w, _hedge(w, i + 1))
    if seasons := _years_pair(w, k, ("-",)):
        end = seasons[1].end
        return Expression(w.tokens[i].start, end, "since", seasons[0], rule="since"), seasons[2]
    found = point(w, k)
    if found and _can_open(w, found):
        return Expression(w.tokens[i].start, found[0].end, "since", found[0], rule="since"), found[1]
    if named := _since_named(w, i, k):
        return named
    distance = ago(w, _hedge(w, i + 1))
    if distance and distance[0].shape == "ago":
        return replace(distance[0], start=w.tokens[i].start, shape="since", rule="since"), distance[1]
    return _since_event(w, i)


def _since_named(w: Window, i: int, k: int) -> Read | None:
    """ "since its September launch", "since the June 5 raid": the date stands before its noun."""
    found = point(w, k + 1) if word(w, k) in WORDS["owners"] else None
    if not found or found[0].grain not in ("month", "day") or not found[0].number:
        return None
    noun = w.tokens[found[1]]
    if noun.kind != "word" or noun.word in WORDS["after_year"] or w.text[noun.start].isupper():
        return None
    return Expression(w.tokens[i].start, noun.end, "since", found[0], rule="since"), found[1] + 1


def _can_open(w: Window, found: Found) -> bool:
    p, after = found
    if p.grain == "day" and p.shift is not None and w.tokens[after - 1].word == "now":
        return False
    return not (p.grain == "year" and p.plain and kind(w, after) == "num")


def _since_event(w: Window, i: int) -> Read | None:
    """ "since the trade war started in 2018": the event may be as long as a clause, and is no reason."""
    for j in range(i + 1, min(i + 15, len(w.tokens) - 8)):
        token = w.tokens[j]
        if token.kind == "dash" and not tight_to_next(w, j):
            return None
        if token.kind in ("mark", "") and token.word not in ("'", '"', "$"):
            return None
        if token.word in WORDS["because"] or token.word in ("since", "until", "between", "from"):
            return None
        if token.word == "last" and j > i + 2 and (found := point(w, j)) and found[0].shift == -1:
            if word(w, found[1]) in ("'", "of"):
                return None
            return Expression(w.tokens[i].start, found[0].end, "since", found[0], rule="since-event"), found[1]
        if token.word in ("in", "on", "back") and j > i + 1:
            found = point(w, skip(w, j + 1, "in", "on"))
            if found and found[0].grain in ("year", "month", "day", "weekday", "season", "quarter"):
                if found[0].grain == "season" and found[0].plain:
                    return None
                return Expression(w.tokens[i].start, found[0].end, "since", found[0], rule="since-event"), found[1]
    return None


def until(w: Window, i: int) -> Read | None:
    """ "until March 2023", "up until the 1980s", "through February 2015", "until at least 2060"."""
    j = skip(w, i, "up", "right")
    first = word(w, j)
    through = first in ("through", "thru")
    if first not in _TO or (first == "to" and j == i) or (through and j > i and word(w, i) == "up"):
        return None
    k = _clock(w, _hedge(w, j + 1))
    seasons = _years_pair(w, k, ("-",))
    found = (seasons[1], seasons[2]) if seasons else point(w, k)
    if not found:
        return None
    p, after = found
    named = p.grain in ("day", "month", "quarter", "half", "slice") or (p.grain == "year" and p.part)
    if first == "to" and not (named or (p.year and p.grain == "year" and kind(w, after) in ("mark", ""))):
        return None
    if p.grain == "season" and p.plain and through:
        return None
    if through and not (named and p.shift is None) and p.grain not in ("year", "weekday"):
        return None
    if i > 1 and (word(w, i - 1) == "not" or (word(w, i - 1) == "t" and word(w, i - 2) == "'")):
        return Expression(p.start, p.end, "point", p, rule="not-until"), after
    if w.tokens[k].word in ("now", "recently", "today", "tonight"):
        return Expression(w.tokens[i].start, p.end, "none", rule="until-now"), after
    return Expression(w.tokens[i].start, p.end, "until", None, p, rule="until"), after


def plain_range(w: Window, i: int) -> Read | None:
    """ "July 22 to August 7", "2019-2021", "July 14-15", "2019/20", "Aug 8 - Aug 12"."""
    if word(w, i - 1) in ("'",) and kind(w, i) != "decade":
        return None
    found = pair(w, i, (*_TO, "-"))
    if not found or not _datelike(w, i, found):
        return None
    a, b, after = found
    return Expression(a.start, b.end, "range", a, b, rule="to"), after


def _datelike(w: Window, i: int, found: tuple[Point, Point, int]) -> bool:
    """True where two ends make a span: years in order and no counts, grains that go together."""
    a, b, after = found
    if a.grain == "year" and b.grain == "year" and a.year is not None and b.year is not None:
        if a.plain and b.plain and not 0 < b.year - a.year < 1000:
            return False
        noun = w.tokens[after]
        verb = word(w, i - 2) if word(w, i - 1) == "from" else word(w, i - 1)
        if verb in WORDS["rises"] and not 1900 <= a.year < b.year <= 2050:
            return False
        counts = a.year % 50 == 0 and b.year % 50 == 0 and noun.kind == "word" and noun.word not in WORDS["after_year"]
        if (
            word(w, i - 1) in WORDS["before_number"]
            or word(w, i - 2) in WORDS["before_number"]
            or noun.word in WORDS["measures"]
        ):
            return False
        chained = kind(w, i - 1) == "dash" or (kind(w, after) == "dash" and kind(w, after + 1) == "num")
        return not counts and not chained
    if a.grain == "year" and a.plain and b.lacks_year:
        return word(w, i) in ("between", "from", "starting", "beginning")
    if a.grain == "season" and a.plain and b.grain != "season":
        return False
    if "weekday" in (a.grain, b.grain):
        return {a.grain, b.grain} <= {"weekday", "day"}
    weeks = ("week", "weekend")
    return a.grain not in weeks or b.grain in (*weeks, "day", "month")


def joined_units(w: Window, i: int) -> Read | None:
    """ "in July and August", "during 2000 and 2001", "on Monday and Tuesday": units side by side, listed."""
    lead = word(w, i) in LEADS
    j = i + 1 if lead else i
    if word(w, j) == "both" or word(w, i - 1) in ("both", "than", "either"):
        return None
    if not lead and word(w, i - 1) == "," and kind(w, i - 2) == kind(w, i):
        return None  # the tail of a longer list
    units: list[Point] = []
    quarters = _quarters_pair(w, j, ("and",)) if lead else None
    shared = quarters or pair(w, j, ("and",))
    if shared:
        units, after = [shared[0], shared[1]], shared[2]
    else:
        units, after = _listed(w, j)
    if len(units) < 2 or not all(_adjacent(a, b) for a, b in pairwise(units)):
        return None
    if not lead and units[0].grain == "weekday":
        return None
    if word(w, after) == "," and (more := point(w, after + 1)) and more[0].grain == units[-1].grain:
        return None
    if any(t.word in ("earlier", "later") for t in w.tokens[i:after]):
        return None  # "last year and earlier this year": two times, no stretch
    start = w.tokens[i].start if lead and word(w, i) != "for" else units[0].start
    return Expression(start, units[-1].end, "range", units[0], units[-1], rule="and"), after


def _listed(w: Window, i: int) -> tuple[list[Point], int]:
    """ "2018, 2019 and 2020"."""
    units: list[Point] = []
    after = i
    while len(units) < 12 and (found := point(w, i)):
        units.append(found[0])
        after = found[1]
        i = skip(w, skip(w, after, ","), "and")
        if i == after:
            break
        if word(w, i - 1) == "and":
            last = point(w, i)
            return ([*units, last[0]], last[1]) if last else ([], i)
    return [], after


def _adjacent(a: Point, b: Point) -> bool:
    turn = (a.part, b.part) == ("late", "early")
    if (
        a.grain != b.grain
        or ((a.part or b.part) and not turn)
        or (a.shift, b.shift) not in ((None, None), (-1, 0), (0, 1))
    ):
        return False
    if a.shift is not None:
        return a.grain in ("day", "week", "month", "year")
    if a.grain == "year" and a.year and b.year:
        return b.year == a.year + 1
    if a.grain == "decade":
        return b.number == a.number + 10
    if a.grain == "season":
        return (b.number - a.number) % 12 == 3 and not b.plain
    if a.grain == "weekday":
        return (b.number - a.number) % 7 == 1
    if a.grain == "day":
        return a.number == b.number and b.day == a.day + 1
    if a.grain in ("month", "quarter", "half"):
        size = {"month": 12, "quarter": 4, "half": 2}[a.grain]
        ahead = (b.number - a.number) % size
        turn_of_year = b.number < a.number
        return ahead == 1 and (a.year is None or b.year is None or b.year == a.year + turn_of_year)
    return False
