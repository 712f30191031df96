"""Tokens -> expressions of time: which forms may open at a token, and in what order they are tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from factx.values.date_expression import Expression, Read
from factx.values.date_points import FEAST_OPENERS, point, word
from factx.values.date_spans import between, from_for, from_on, from_to, joined_units, plain_range, since, until
from factx.values.date_tokens import DAYS, FEASTS, PARTS, SHIFTS, WORDS, Window
from factx.values.date_windows import LEADS, ago, length, nothing, run, window


def single(w: Window, i: int) -> Read | None:
    """A point by itself, where its place allows it; a quarter, half or season is a span, as the fact model has it."""
    found = point(w, i)
    if not found:
        return None
    p, after = found
    if p.grain == "season" and p.plain:
        article = word(w, i) == "the" and word(w, i - 1) in ("over", "during", "throughout")
        if not article:
            return None
        p = replace(p, start=w.tokens[i - 1].start)
    if p.grain == "year" and p.plain and not _year_place(w, i):
        return None
    if p.grain == "feast" and p.plain and word(w, i - 1) not in ("on", "at"):
        return None
    if p.grain == "day" and not p.number and word(w, i) == "now":
        return None
    return Expression(p.start, p.end, "point", p, rule="point"), after


def _year_place(w: Window, i: int) -> bool:
    """True where a bare number of four digits stands in a year's place."""
    before, after = w.tokens[i - 1] if i else None, w.tokens[i + 1]
    alone = after.kind in ("mark", "dash", "", "time") or after.word in WORDS["after_year"]
    if before is None:
        return alone and after.kind in ("mark", "") and after.word in (".", ":", "", ",") and after.word != ""
    if before.word in ("(", "\u00a9", ",") or before.kind in ("month", "season"):
        return after.word in (")", ".", ",", ";") or before.word == "\u00a9"
    if before.word not in WORDS["before_year"]:
        return False
    return alone or before.word not in WORDS["before_count"] or (before.word == "in" and w.tokens[i].value % 100 != 0)


_Form = Callable[[Window, int], Read | None]
_ALL: tuple[_Form, ...] = (nothing, run, joined_units, window, until, plain_range, from_on, single)
_POINTS: tuple[_Form, ...] = (joined_units, plain_range, from_on, single)
_COUNTS: tuple[_Form, ...] = (run, joined_units, window, plain_range, from_on, ago, single, length)
_LED: tuple[_Form, ...] = (nothing, joined_units, window)
# The forms that a token of a class, or a word, can open, in the order in which they are tried.
_BY_KIND: dict[str, tuple[_Form, ...]] = {
    **dict.fromkeys(("date", "month", "weekday", "ordinal", "season", "decade", "quarter", "half"), _POINTS),
    **dict.fromkeys(("num", "number"), _COUNTS),
}
_BY_WORD: dict[str, tuple[_Form, ...]] = {
    "between": (between,),
    "from": (from_to, from_for, from_on),
    "since": (since,),
    "'": _POINTS,
    **dict.fromkeys(("starting", "beginning", "commencing"), (from_to, *_POINTS)),
    **dict.fromkeys(("until", "till", "til", "through", "thru", "up", "right"), (until,)),
    **dict.fromkeys(("by", "before", "after", "prior", "pre", "post", "so"), (nothing,)),
    **dict.fromkeys(LEADS, _LED),
    **dict.fromkeys(("few", "several", "couple"), (ago,)),
    **dict.fromkeys((*WORDS["openers"], *(name.split("'")[0].split()[0] for name in FEASTS)), _ALL),
}
_BY_KIND["ordinal"] = _ALL


# Between a preposition, an article or a small number and the date that it leads, only such words can stand.
_LEADING = frozenset((*LEADS, "the", "of", "a", "an"))
_LED_WORDS = (
    WORDS["openers"]
    | WORDS["hedges"]
    | WORDS["before_led"]
    | SHIFTS.keys()
    | DAYS.keys()
    | PARTS.keys()
    | FEAST_OPENERS
)


def _leads_nowhere(w: Window, i: int) -> bool:
    """True where the token at ``i`` would lead a date, and stands before words that open none ("in the park")."""
    token, after = w.tokens[i], w.tokens[i + 1]
    small = token.kind == "number" or (token.kind == "num" and len(token.word) < 4)
    if not small and token.word not in _LEADING:
        return False
    if after.word == "the":
        after = w.tokens[i + 2]
    return after.kind == "word" and after.word not in _LED_WORDS


def expressions(w: Window) -> list[Expression]:
    """All expressions of a window, in order, not overlapping."""
    found: list[Expression] = []
    i, n = 0, len(w.tokens)
    while i < n and w.tokens[i].kind:
        token = w.tokens[i]
        forms = _BY_KIND.get(token.kind) or _BY_WORD.get(token.word)
        if forms is None or _leads_nowhere(w, i):
            i += 1
            continue
        read = next((made for form in forms if (made := form(w, i))), None)
        if read:
            found.append(read[0])
            i = max(read[1], i + 1)
        else:
            i += 1
    return found
