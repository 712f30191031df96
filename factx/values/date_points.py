"""Tokens -> points in time: the grammar of one end of a span ("5 March 2024", "late July", "Q3", "last Monday").

Every function takes a window's tokens and where to start, and gives a `Found`: the point and the token after it; or
None. Nothing here is resolved against a day of publication, but for dates in unusual order, which dateparser reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from factx.values.date_calendar import Grain, Point
from factx.values.date_parse import tight
from factx.values.date_tokens import (
    DAYS,
    FEASTS,
    PARTS,
    SHIFTS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    UNITS,
    WORDS,
    Window,
)
from factx.values.word_tree import word_tree

Found = tuple[Point, int]
_NO_PLURAL = WORDS["not_plural"]


def word(w: Window, i: int) -> str:
    """The word of token ``i``, empty before the first one."""
    return w.tokens[i].word if i >= 0 else ""


def kind(w: Window, i: int) -> str:
    """The class of token ``i``, empty before the first one."""
    return w.tokens[i].kind if i >= 0 else ""


def capital(w: Window, i: int) -> bool:
    """True where token ``i`` starts with a capital letter in the text."""
    token = w.tokens[i]
    return token.start >= 0 and w.text[token.start].isupper()


def skip(w: Window, i: int, *words: str) -> int:
    """The token after ``i`` if that is one of ``words``, else ``i``."""
    return i + 1 if w.tokens[i].word in words else i


def tight_to_next(w: Window, i: int) -> bool:
    """True where nothing stands between token ``i`` and the next one."""
    return w.tokens[i].end == w.tokens[i + 1].start


def number(w: Window, i: int) -> tuple[int, int] | None:
    """A whole number in digits or words ("25", "twenty-five", "a couple of") and the token after it."""
    token = w.tokens[i]
    if token.kind == "num" and token.value:
        return token.value, i + 1
    if token.word == "couple" or (token.word == "a" and word(w, i + 1) == "couple"):
        return 2, skip(w, i + (2 if token.word == "a" else 1), "of")
    if token.kind != "number":
        return None
    value, i = token.value, i + 1
    if value >= 20:
        after = i + 1 if kind(w, i) == "dash" and tight_to_next(w, i) else i
        if kind(w, after) == "number" and w.tokens[after].value < 10 and word(w, after) not in ("a", "an"):
            return value + w.tokens[after].value, after + 1
    return value, i


def nth(w: Window, i: int) -> tuple[int, int] | None:
    """An ordinal ("5th", "fifth", "twenty-second") and the token after it."""
    token = w.tokens[i]
    if token.kind == "ordinal":
        return token.value, i + 1
    if token.kind == "number" and token.value in (20, 30):
        after = i + 1 if kind(w, i + 1) == "dash" else i
        unit = w.tokens[after + 1]
        if unit.kind == "ordinal" and unit.value < 10:
            return token.value + unit.value, after + 2
    return None


def day(w: Window, i: int) -> tuple[int, int] | None:
    """A day of the month, as a number or ordinal, and the token after it."""
    i = skip(w, i, "the")
    token = w.tokens[i]
    if token.kind == "num" and len(token.word) < 3 and 1 <= token.value <= 31:
        return token.value, i + 1
    found = nth(w, i)
    return found if found and 1 <= found[0] <= 31 else None


def year(w: Window, i: int) -> tuple[int, int] | None:
    """A year of four digits and the token after it."""
    token = w.tokens[i]
    if token.kind == "num" and len(token.word) == 4 and 1000 <= token.value <= 2199:
        return token.value, i + 1
    return None


def _year_after(w: Window, i: int) -> tuple[int | None, int | None, int]:
    """What year is said at ``i``: (year, shift against this year, token after it)."""
    j = skip(w, i, ",", "of", "in", "/") if kind(w, i) != "dash" else i + 1
    if word(w, i) == "," and word(w, j) in ("of", "in"):
        j += 1
    if word(w, j) == "." and word(w, i) != ",":
        j = skip(w, j, ".")
    j = skip(w, j, ",")
    found = year(w, j)
    if found and not _counted(w, j):
        return found[0], None, found[1]
    j = skip(w, skip(w, i, "of", "in"), "the")
    if word(w, j) in ("last", "this", "next") and word(w, j + 1) == "year":
        return None, SHIFTS[word(w, j)], j + 2
    j = skip(w, skip(w, i, "of", "in"), "the")
    if word(w, j) in ("that", "same") and word(w, j + 1) == "year":
        return None, None, j + 2
    if word(w, i) == "of" and word(w, i + 1) == "the" and word(w, i + 2) == "year":
        return None, 0, i + 3
    return None, None, i


def is_month(w: Window, i: int) -> bool:
    """True where token ``i`` is the name of a month and not a verb, a person or an adjective."""
    token = w.tokens[i]
    if token.kind != "month":
        return False
    after, before = i + 1, i - 1
    after = skip(w, after, ".", ",", "of")
    numbered_after = kind(w, after) in ("num", "ordinal") and (day(w, after) or year(w, after)) is not None
    of = 1 if word(w, before) == "of" else 0
    dashed = 1 if kind(w, before) in ("dash",) or word(w, before) == "/" else 0
    numbered_before = i > of + dashed and day(w, before - of - dashed) is not None and kind(w, before - of) != "number"
    shaky = token.word in ("may", "march", "mar", "august") or token.word in SHORT_MONTHS
    if not shaky:
        return capital(w, i) or numbered_after or numbered_before or word(w, before) in WORDS["before_month"]
    if not capital(w, i):
        return (
            (numbered_after and token.word != "may")
            or (year(w, after) is not None or (numbered_before and (of == 1 or kind(w, before) == "ordinal")))
            or (numbered_before and token.word != "may" and token.word != "march" and token.word != "august")
        )
    if numbered_after or numbered_before:
        return True
    near = word(w, before) in WORDS["before_month"] or kind(w, before) == "dash"
    if kind(w, i + 1) == "dash" and kind(w, i + 2) == "month":
        return True
    if not near and word(w, after) in ("and", "to", "or", "until", "through") and kind(w, after + 1) == "month":
        return capital(w, after + 1) and token.word not in ("may",)
    return near and not (word(w, before) == "to" and word(w, before - 1) in ("able", "had", "want"))


def _counted(w: Window, i: int) -> bool:
    """True where the number at ``i`` counts what follows: "2,000 people", "1500 arrests"."""
    token, after = w.tokens[i], w.tokens[i + 1]
    if after.kind == "num" and w.text[token.end : after.start] == " ":
        return True
    if after.kind != "word" or after.start != token.end + 1:
        return False
    plural = after.word.endswith("s") and not after.word.endswith("ss") and after.word not in _NO_PLURAL
    plural = plural or after.word in ("people", "men", "women", "children", "percent", "km", "miles")
    return plural and (token.value % 50 == 0 or token.value < 1700) and not w.text[after.start].isupper()


def _month_day(w: Window, i: int) -> Found | None:
    """ "March 5, 2024", "Mar. 5th", "march the 5th of 2024", "Dec31, 2024"."""
    if not is_month(w, i):
        return None
    month = w.tokens[i]
    j = skip(w, i + 1, ".") if month.word in SHORT_MONTHS else i + 1
    found = day(w, j)
    if not found or (kind(w, found[1]) == "unit" and kind(w, found[1] - 1) == "num") or w.tokens[found[1]].word == "%":
        return None
    if kind(w, found[1]) == "dash" and kind(w, found[1] + 1) == "unit":
        return None
    value, j = found
    said, shift, after = _year_after(w, j)
    if said is None and kind(w, j) == "word" and w.tokens[j].start == w.tokens[j - 1].end:
        return None
    end = w.tokens[after - 1].end
    return Point(month.start, end, "day", month.value, value, said, shift), after


def _day_month(w: Window, i: int) -> Found | None:
    """ "5 March 2024", "the 5th of March", "22nd day of June"."""
    found = day(w, i)
    if not found:
        return None
    value, j = found
    if word(w, j) == "day" and word(w, j + 1) == "of":
        j += 1
    j = skip(w, j, "of")
    relative = skip(w, j, "the")
    if word(w, relative) in ("last", "previous", "this", "next") and word(w, relative + 1) == "month" and j > found[1]:
        base = Point(0, 0, "month", shift=SHIFTS[word(w, relative)])
        made = Point(w.tokens[i].start, w.tokens[relative + 1].end, "slice", unit="day", nth=value, base=base)
        return made, relative + 2
    if not is_month(w, j):
        return None
    month = w.tokens[j]
    j = skip(w, j + 1, ".") if month.word in SHORT_MONTHS and year(w, skip(w, j + 2, ",")) else j + 1
    said, shift, after = _year_after(w, j)
    if kind(w, after) == "num" and said is None and word(w, j) not in (",", "."):
        return None
    return Point(w.tokens[i].start, w.tokens[after - 1].end, "day", month.value, value, said, shift), after


def _odd_order(w: Window, i: int) -> Found | None:
    """ "05-Aug-2016", "2019-aug-1", "22/Jan/2019", "September-2020-23", "5.3.2024", "08/12,2015"."""
    tokens = w.tokens
    if tokens[i].kind == "date":
        words, after = tokens[i].word, i + 1
    else:
        kinds = [tokens[k].kind for k in (i, i + 2, i + 4)]
        marks = {tokens[i + 1].word, tokens[i + 3].word}
        if sorted(kinds) != ["month", "num", "num"] or not marks <= {"-", "/"} or len(marks) != 1:
            return None
        if not all(tight_to_next(w, k) for k in range(i, i + 4)):
            return None
        words, after = w.text[tokens[i].start : tokens[i + 4].end].lower(), i + 5
    found = tight(words, None, ("." in words and not words[:4].isdigit()) or _days_first(w, words))
    if not found or not 1000 <= found[0].year <= 2999:
        return None
    end = tokens[after - 1].end
    return Point(tokens[i].start, end, "day", found[0].month, found[0].day, found[0].year, exact=found), after


def _days_first(w: Window, words: str) -> bool:
    """True where another date in figures nearby can only be read with its day first, and ``words`` can be too."""
    if "/" not in words or not words[-4:].isdigit():
        return False
    found: bool | None = w.points.get(_DAYS_FIRST)
    if found is None:
        figures = (t.word for t in w.tokens if t.kind == "date")
        found = any(said.split("/")[0] in _HIGH_DAYS and said[-4:].isdigit() for said in figures)
        w.points[_DAYS_FIRST] = found
    return found


# Where a window keeps the answer: no token has this place.
_DAYS_FIRST = -1
_HIGH_DAYS = frozenset(map(str, range(13, 32)))


def _weekday(w: Window, i: int) -> Found | None:
    """ "Monday", "last Friday", "Monday, March 5", "Thursday (March 5)", "Monday of last week"."""
    j = skip(w, i, "last", "past", "previous", "this", "next", "coming")
    token = w.tokens[j]
    if token.kind != "weekday":
        return None
    short = token.word in SHORT_WEEKDAYS
    dated = skip(w, skip(w, j + 1, "."), ",", "(", "-", "the")
    dated = skip(w, dated, "the") if j == i or word(w, i) == "this" else j
    found = (_month_day(w, dated) or _day_month(w, dated) or _odd_order(w, dated)) if dated > j else None
    if found:
        after = skip(w, found[1], ")") if word(w, dated - 1) == "(" else found[1]
        return replace(found[0], start=w.tokens[i].start, end=w.tokens[after - 1].end), after
    if (
        short
        or word(w, j - 1) in WORDS["weekday_before"]
        or (capital(w, j + 1) and word(w, j + 1) in WORDS["weekday_after"])
    ):
        return None
    shift = {"last": -1, "past": -2, "previous": -1, "this": 0, "next": 1, "coming": 7}[word(w, i)] if j > i else None
    base = Point(token.start, token.end, "weekday", token.value, shift=shift)
    month, stroke, of_month = w.tokens[j + 1 : j + 4]
    slashed = stroke.word == "/" and month.kind == of_month.kind == "num" and tight_to_next(w, j + 1)
    if slashed and month.value <= 12 and of_month.value <= 31 and tight_to_next(w, j + 2):
        return Point(w.tokens[i].start, of_month.end, "day", month.value, of_month.value), j + 4
    k = skip(w, j + 1, "of", "from")
    if k > j + 1 and word(w, k) in ("last", "this", "next") and word(w, k + 1) == "week":
        return replace(base, shift=SHIFTS[word(w, k)], part="of", end=w.tokens[k + 1].end), k + 2
    return replace(base, start=w.tokens[i].start), j + 1


def _month(w: Window, i: int) -> Found | None:
    """ "March 2024", "Mar., 2024", "March of last year", "last March", "2018 June", "March"."""
    j = i
    shift = None
    if word(w, j) in ("last", "this", "next") and is_month(w, j + 1):
        shift, j = SHIFTS[word(w, j)], j + 1
    elif year(w, j) and is_month(w, j + 1) and not day(w, j + 2) and not year(w, j + 2):
        made = Point(w.tokens[j].start, w.tokens[j + 1].end, "month", w.tokens[j + 1].value, year=w.tokens[j].value)
        return made, j + 2
    if not is_month(w, j):
        return None
    month = w.tokens[j]
    said, year_shift, after = _year_after(w, j + 1)
    if said is None and year_shift is None and shift is None and word(w, j + 1) == "." and month.word in SHORT_MONTHS:
        after = j + 2 if kind(w, j + 2) == "dash" or word(w, j + 2) in ("to", "and") else j + 1
    end = w.tokens[after - 1].end
    return Point(w.tokens[i].start, end, "month", month.value, 0, said, year_shift, None if said else shift), after


def _numeric_month(w: Window, i: int) -> Found | None:
    """ "2015-3", "2015/03", "03/2015"."""
    a, mark, b = w.tokens[i : i + 3]
    if mark.word not in ("-", "/") or a.kind != "num" or b.kind != "num":
        return None
    if kind(w, i + 3) == "dash" or word(w, i + 3) == "/":
        return None
    if not (tight_to_next(w, i) and tight_to_next(w, i + 1)) and not _closed_month(w, i):
        return None
    if len(a.word) == 4 and 1900 <= a.value <= 2099 and 1 <= b.value <= 12 and len(b.word) < 3:
        said, month = a.value, b.value
    elif len(b.word) == 4 and 1900 <= b.value <= 2099 and 1 <= a.value <= 12 and len(a.word) < 3:
        said, month = b.value, a.value
    else:
        return None
    if kind(w, i - 1) in ("num", "dash") or word(w, i - 1) == "/":
        return None
    return Point(a.start, b.end, "month", month, year=said), i + 3


def _closed_month(w: Window, i: int) -> bool:
    """True for a month in figures with blanks that ends its clause ("2014 - 10."), so that no count follows a dash."""
    lengths = sorted((len(word(w, i)), len(word(w, i + 2))))
    alone = kind(w, i - 1) not in ("num", "number", "big", "mark")
    return lengths == [2, 4] and alone and word(w, i + 3) in ("", ".", ",", ";", "?", "!")


def _year(w: Window, i: int) -> Found | None:
    """ "2024", "the year 2024", "last year": marked plain where only the place makes it a year."""
    j = skip(w, i, "the")
    j = skip(w, j, "fiscal", "financial", "fy")
    j = skip(w, j, "year", "cy")
    named = j > skip(w, i, "the")
    if named:
        j = skip(w, j, "of")
    found = year(w, j)
    if not found or (j > i and not named):
        return None
    if _counted(w, j) or word(w, j + 1) in ("%", "$") or (w.tokens[j + 1].kind == "word" and tight_to_next(w, j)):
        return None
    return Point(w.tokens[i].start, w.tokens[j].end, "year", year=found[0], plain=not named), j + 1


def _decade(w: Window, i: int) -> Found | None:
    """ "1990s", "the 90s", "'80s"."""
    j = skip(w, skip(w, i, "the"), "'")
    token = w.tokens[j]
    if token.kind != "decade":
        return None
    first = token.value
    if first < 100:
        if not (word(w, j - 1) == "'" or (word(w, j - 1) in ("the", "early", "late", "mid", "-"))):
            return None
        first += 1900 if first >= 30 else 2000
    if not 1000 <= first < 2200 or (first % 100 == 0 and first < 1900):
        return None
    return Point(w.tokens[i].start, token.end, "decade", first), j + 1


def _quarter(w: Window, i: int) -> Found | None:
    """ "Q3 2024", "2024 Q3", "the third quarter of last year", "H1 2024", "the first half of July"."""
    return _figured_quarter(w, i) or _owned_quarter(w, i) or _ordinal_quarter(w, i)


def _figured_quarter(w: Window, i: int) -> Found | None:
    """ "Q3 2024", "2024 Q3", "3Q 2024", "H1 2024", and "Q3" alone after a preposition or before a joint."""
    tokens = w.tokens
    if year(w, i) and kind(w, skip(w, i + 1, "-")) in ("quarter", "half"):
        j = skip(w, i + 1, "-")
        grain: Grain = "quarter" if kind(w, j) == "quarter" else "half"
        return Point(tokens[i].start, tokens[j].end, grain, tokens[j].value, year=tokens[i].value), j + 1
    if kind(w, i) not in ("quarter", "half"):
        return None
    grain = "quarter" if kind(w, i) == "quarter" else "half"
    said, shift, after = _year_after(w, skip(w, i + 1, "fy"))
    joined = kind(w, i + 2) == kind(w, i) and (kind(w, i + 1) == "dash" or word(w, i + 1) in ("and", "to", "through"))
    placed = joined or (grain == "quarter" and word(w, i - 1) in WORDS["before_year"]) or _reported(w, i)
    if said is None and shift is None and not placed:
        return None
    return Point(tokens[i].start, tokens[after - 1].end, grain, tokens[i].value, 0, said, shift), after


def _reported(w: Window, i: int) -> bool:
    """True where "Q2" or "H1" alone is one of the year: "Q2 bookings", "results for H1"."""
    if not capital(w, i) or i == 0 or kind(w, i + 1) == "dash" or word(w, i + 1) in (":", "/", "="):
        return False
    placed = kind(w, i) == "quarter" or word(w, i - 1) in ("in", "for", "during")
    return placed and word(w, i - 1) not in (".", ":", "/", "#") and _business_near(w, i)


def _owned_quarter(w: Window, i: int) -> Found | None:
    """ "last year's third quarter", "2021's first half"."""
    said = year(w, i)
    shift = SHIFTS.get(word(w, i)) if word(w, i + 1) == "year" else None
    j = i + 1 if said else i + 2
    if (said is None and shift is None) or (word(w, j), word(w, j + 1)) != ("'", "s"):
        return None
    found = _ordinal_quarter(w, j + 2)
    bare = found[0] if found else None
    if not found or not bare or bare.grain not in ("quarter", "half") or not bare.lacks_year:
        return None
    return replace(bare, start=w.tokens[i].start, year=said[0] if said else None, year_shift=shift), found[1]


def _ordinal_quarter(w: Window, i: int) -> Found | None:
    """ "the third quarter of last year", "fiscal second quarter", "the first half of July"."""
    at = i
    j = skip(w, i, "the")
    fiscal = word(w, j) in ("fiscal", "financial")
    j = skip(w, j, "fiscal", "financial")
    last = word(w, j) in ("last", "final")
    found = (0, j + 1) if last else nth(w, j)
    if not found:
        return None
    j = skip(w, skip(w, found[1], "-"), "fiscal", "calendar", "financial")
    limit = {"quarter": 4, "quarters": 4, "qtr": 4, "half": 2}.get(word(w, j))
    if limit is None or found[0] > limit:
        return None
    return _named_quarter(w, at, j, limit, found[0] or limit, last, fiscal or word(w, j - 1) in ("fiscal", "financial"))


def _named_quarter(w: Window, i: int, j: int, limit: int, value: int, last: bool, fiscal: bool) -> Found | None:
    """The rest of a quarter or half named by an ordinal; ``j`` is its noun."""
    grain: Grain = "quarter" if limit == 4 else "half"
    start = w.tokens[i].start
    said, shift, after = _year_after(w, skip(w, j + 1, "fiscal"))
    if said is not None or shift is not None:
        return Point(start, w.tokens[after - 1].end, grain, value, 0, said, shift), after
    k = skip(w, j + 1, "of")
    if k > j + 1 and (base := _month(w, k) or _decade(w, k)):
        part = Point(start, base[0].end, "slice", base=base[0], unit="half", nth=value)
        return (part, base[1]) if grain == "half" else None
    if k > j + 1 and (base := _year(w, skip(w, k, "fiscal", "financial"))):
        return Point(start, base[0].end, grain, value, year=base[0].year), base[1]
    owned = word(w, i - 1) == "s" and word(w, i - 2) == "'"
    if owned:
        return Point(start, w.tokens[j].end, grain, value), j + 1
    led = word(w, skip(w, i, "the") - 2) in ("in", "for", "during", "over") and word(w, i) == "the"
    if last or (grain == "half" and not led) or word(w, k) == "-":
        return None
    if fiscal or _business_near(w, i):
        return Point(start, w.tokens[j].end, grain, value), j + 1
    return None


def _business_near(w: Window, i: int) -> bool:
    at = w.tokens[i].start
    near = w.text[max(0, at - 130) : at + 150].lower()
    return _BUSINESS.search(near) is not None and _MATCH.search(near) is None


_BUSINESS = re.compile(rf"\b(?:{word_tree(WORDS['business'])})(?![a-z])")
_MATCH = re.compile(rf"\b(?:{word_tree(WORDS['match'])})(?![a-z])")


def _season(w: Window, i: int) -> Found | None:
    """ "summer 2019", "the spring of 2015", "last winter", "summer" (plain)."""
    j = skip(w, i, "the")
    j = j + 1 if word(w, j) == "this" and word(w, j + 1) == "past" else j
    shift = SHIFTS.get(word(w, j)) if word(w, j) in ("last", "this", "next", "past") else None
    j += shift is not None
    token = w.tokens[j]
    if token.kind != "season":
        return None
    said, year_shift, after = _year_after(w, j + 1)
    if said is None and kind(w, j + 1) == "num" and year(w, j + 1):
        return None
    if shift is not None and (said or year_shift is not None):
        shift = None
    turned = w.tokens[after + 1]
    joint = said and token.word == "winter" and word(w, after) in ("-", "/", "\u2013") and turned.kind == "num"
    if said and joint and turned.value in (said + 1, (said + 1) % 100):
        said, after = said + 1, after + 2
    plain = said is None and year_shift is None and shift is None
    joined = word(w, j + 1) in ("and", "to", "-", "\u2013") and kind(w, skip(w, j + 2, "the")) == "season"
    if plain and word(w, j) in ("fall", "spring") and j == i and not joined:
        return None
    return Point(
        w.tokens[i].start, w.tokens[after - 1].end, "season", token.value, 0, said, year_shift, shift, plain=plain
    ), after


_FEASTS = {tuple(name.replace("'", " ' ").split()): day for name, day in FEASTS.items()}
_LONGEST_FEAST = max(map(len, _FEASTS))


def _feast(w: Window, i: int) -> Found | None:
    """ "Christmas", "last Easter", "New Year's Day 2020", "Thanksgiving" (plain without a year)."""
    j = skip(w, i, "the", "last", "previous", "this", "next")
    shift = SHIFTS.get(word(w, i)) if j > i else None
    if word(w, j) not in FEAST_OPENERS:
        return None
    for size in range(_LONGEST_FEAST, 0, -1):
        day_said = _FEASTS.get(tuple(t.word for t in w.tokens[j : j + size]))
        if day_said:
            said, year_shift, after = _year_after(w, j + size)
            shift = None if said or year_shift is not None else shift
            plain = said is None and year_shift is None and shift is None
            end = w.tokens[after - 1].end
            made = Point(w.tokens[i].start, end, "feast", 0, 0, said, year_shift, shift, unit=day_said, plain=plain)
            return made, after
    return None


FEAST_OPENERS = frozenset(name[0] for name in _FEASTS)


def _relative(w: Window, i: int) -> Found | None:
    """ "today", "last week", "this month", "the current year"."""
    if word(w, i) in DAYS:
        return Point(w.tokens[i].start, w.tokens[i].end, "day", shift=DAYS[word(w, i)]), i + 1
    j = skip(w, i, "the") if word(w, i + 1) == "current" else i
    shift = SHIFTS.get(word(w, j))
    unit = UNITS.get(word(w, j + 1))
    if word(w, j) in ("previous", "last", "past") and word(w, i - 1) in ("the", "a"):
        return None
    if shift is None or unit not in ("week", "weekend", "month", "quarter", "year", "decade"):
        return None
    if not word(w, j + 1).endswith("s") and kind(w, j + 2) != "dash":
        return Point(w.tokens[i].start, w.tokens[j + 1].end, unit, shift=shift), j + 2  # type: ignore[arg-type]
    return None


def _slice(w: Window, i: int) -> Found | None:
    """ "the first six months of 2005", "last week of July", "the first Monday of March 2014", "last day of 2015"."""
    j = skip(w, i, "the")
    count = order = 0
    last = False
    if (found := nth(w, j)) is not None:
        order, j = found
    if word(w, j) in ("last", "final", "closing"):
        last, order, j = True, order or 1, j + 1
    elif word(w, j) == "opening":
        order, j = 1, j + 1
    if not order:
        return None
    if order == 1 and (many := number(w, j)):
        count, j = many
    weekday = w.tokens[j] if kind(w, j) == "weekday" else None
    unit = "weekday" if weekday else UNITS.get(word(w, j), "")
    if unit not in ("weekday", "day", "week", "month", "year") and not (unit == "quarter" and count):
        return None
    if word(w, j + 1) not in ("of", "in"):
        return None
    base = _slice_base(w, j + 2)
    if not base:
        return None
    sign = -1 if last else 1
    made = Point(w.tokens[i].start, base[0].end, "slice", weekday.value if weekday else 0, unit=unit, base=base[0])
    return replace(made, count=sign * count, nth=0 if count else sign * order), base[1]


def _slice_base(w: Window, i: int) -> Found | None:
    if word(w, i) == "the" and word(w, i + 1) == "year" and not year(w, i + 2) and word(w, i + 2) != "of":
        return Point(w.tokens[i].start, w.tokens[i + 1].end, "year", shift=0), i + 2
    j = skip(w, i, "the")
    return _month(w, i) or _relative(w, j) or _quarter(w, i) or _season(w, i) or _year(w, i) or _decade(w, i)


_Form = Callable[[Window, int], Found | None]
_AFTER_WORD: tuple[_Form, ...] = (
    _feast,
    _slice,
    _quarter,
    _weekday,
    _day_month,
    _month,
    _season,
    _decade,
    _relative,
    _year,
)
# The forms that a token of a class can open, in the order in which they are tried.
_BY_KIND: dict[str, tuple[_Form, ...]] = {
    "date": (_odd_order,),
    "month": (_odd_order, _month_day, _month),
    "weekday": (_weekday,),
    "num": (_odd_order, _quarter, _day_month, _month, _numeric_month, _year),
    "ordinal": (_slice, _quarter, _day_month),
    "number": (_day_month,),
    "season": (_season,),
    "decade": (_decade,),
    "quarter": (_quarter,),
    "half": (_quarter,),
}
_OPENING_WORDS = WORDS["openers"] | FEAST_OPENERS | {*DAYS, *SHIFTS, *PARTS, "'"}


def point(w: Window, i: int) -> Found | None:
    """The point in time that starts at token ``i``, with the token after it.

    A plain year or season is given too (``plain``): the caller knows whether its place allows it.
    """
    if i in w.points:
        kept: Found | None = w.points[i]
        return kept
    token = w.tokens[i]
    forms = _BY_KIND.get(token.kind) or (_AFTER_WORD if token.word in _OPENING_WORDS else ())
    found = _parted(w, i) if forms is _AFTER_WORD else None
    if found is None:
        found = next((made for form in forms if (made := form(w, i))), None)
    w.points[i] = found
    return found


def _parted(w: Window, i: int) -> Found | None:
    """ "late March", "mid-2019", "the beginning of 2022", "the mid 1990s", "the start of the year"."""
    j = skip(w, i, "the")
    j = skip(w, j, "very")
    part = PARTS.get(word(w, j))
    if part is None:
        return None
    j += 1
    if part in ("start", "end") or word(w, j - 1) == "middle":
        if word(w, j) != "of" and not (kind(w, j) == "dash" and is_month(w, j + 1)):
            return None
        base = _slice_base(w, j + 1)
    else:
        j = j + 1 if kind(w, j) == "dash" else skip(w, j, "in", "to")
        if word(w, j - 1) == "to" and kind(w, j) == "dash":
            return None
        j = skip(w, j, "-") if word(w, j) == "-" else j
        base = _month(w, j) or _decade(w, j) or _year(w, j) or _season(w, j) or _relative_year(w, j)
    if not base or base[0].grain == "day":
        return None
    return replace(base[0], start=w.tokens[i].start, part=part, plain=False), base[1]


def _relative_year(w: Window, i: int) -> Found | None:
    found = _relative(w, i)
    return found if found and found[0].grain in ("year", "month", "week") else None
