"""Characters -> tokens of dates, in windows around the words that a date cannot do without.

In goes a text; out come `Window`s: stretches of one line each, cut into `Token`s with classes and values. Knows the
words (lexicon ``dates``), nothing of grammar, of the calendar, or of what was published when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from factx.lexicon import load
from factx.values.word_tree import word_tree

_LEX = load("dates")
WORDS: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in _LEX["words"].items()}
MONTHS: dict[str, int] = {**_LEX["months"], **_LEX["month_abbreviations"]}
SHORT_MONTHS: frozenset[str] = frozenset(_LEX["month_abbreviations"])
DAYS: dict[str, int] = _LEX["days"]
SHIFTS: dict[str, int] = _LEX["shifts"]
PARTS: dict[str, str] = _LEX["parts"]
NUMBERS: dict[str, int] = _LEX["numbers"]
ORDINALS: dict[str, int] = _LEX["ordinals"]
UNITS: dict[str, str] = _LEX["units"]
FEASTS: dict[str, str] = _LEX["feasts"]
SHORT_WEEKDAYS: frozenset[str] = frozenset(_LEX["weekday_abbreviations"])

# How far before and after such a word the expression may reach, in characters.
_BEFORE, _AFTER = 70, 50
# ... and how far before it where "since" opens it ("since the war that broke out there in 2018").
_LONG_BEFORE = 110
# A window is cut after so many characters, to bound what is held at a time.
_LONGEST = 20_000


class Token(NamedTuple):
    """A piece of a window: its class, offsets in the text, lower-case letters, and its number where it has one."""

    kind: str
    start: int
    end: int
    word: str
    value: int


class Window(NamedTuple):
    """A stretch of one line: its tokens, closed by `_PADDING` empty ones, so that looking ahead never ends.

    ``points`` is where the grammar of points keeps what it has read at which token.
    """

    tokens: list[Token]
    text: str
    points: dict[int, Any]


_PADDING = 16
_CLASSES: dict[str, tuple[str, int]] = {
    **{w: ("month", n) for w, n in MONTHS.items()},
    **{w: ("weekday", n) for w, n in {**_LEX["weekdays"], **_LEX["weekday_abbreviations"]}.items()},
    **{w: ("season", n) for w, n in _LEX["seasons"].items()},
    **dict.fromkeys(UNITS, ("unit", 0)),
    **{w: ("ordinal", n) for w, n in ORDINALS.items()},
    **{w: ("number", n) for w, n in NUMBERS.items()},
    **{f"q{n}": ("quarter", n) for n in range(1, 5)},
    **{f"h{n}": ("half", n) for n in range(1, 3)},
}
# A window opens only around such a word or number. Short weekdays stand beside a date, "now" ends what another opens.
_CORES = {
    *MONTHS,
    *_LEX["weekdays"],
    *_LEX["seasons"],
    *UNITS,
    *(DAYS.keys() - {"now"}),
    *WORDS["feast_cores"],
    "half",
}
_WORD_CORE = re.compile(f"[^a-z](?:{word_tree(_CORES)}(?![a-z])|[qh][1-4](?!\\d)|[1-4]q(?![a-z]))")
_FIGURE_CORE = re.compile(r"\d(?:\d\d\d(?!\d)|\d?[/.-]\d\d?[/.-]\d\d)")
# Months that are verbs or names too: in lower case only beside a number.
_VERBS = frozenset(("may", "march", "mar"))
_FIGURE_NEAR = re.compile(r"\d|(?:st|nd|rd|th|of) \Z")
_TOKEN = re.compile(
    r"""
    (?P<quarter>(?:q[1-4]|h[12])(?![a-z\d]))
  | (?P<word>[^\W\d_]+)
  | (?P<time>\d{1,2}(?:[:.]\d\d)?\ ?(?:am|pm|a\.m\.|p\.m\.)(?![a-z])
        |(?:[01]\d|2[0-3])[0-5]\d\ ?(?:gmt|bst|est|edt|utc|cet|pt|pst|ist|hours|hrs)(?![a-z])
        |\d{1,2}:\d\d(?::\d\d)?(?:\ (?:gmt|bst|est|edt|utc|et|cet|pt|pst|ist)(?![a-z]))?)
  | (?P<date>\d{4}(?P<s1>[-/.])\d{1,2}(?P=s1)\d{1,2}(?![\d/]|-\d{1,3}(?!\d))
        |\d{1,2}(?P<s2>[-/.])\d{1,2}(?P=s2)(?:\d{4}|\d{2})(?![\d/]|\.\d|-\d{1,4}(?![\d/.-])))
  | (?P<big>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+(?:\.\d+)*|\d{5,}|\d+(?:-\d+){2,})
  | (?P<decade>(?:\d\d)?\d0'?s(?![a-z]))
  | (?P<ordinal>\d{1,2}(?:st|nd|rd|th)(?![a-z]))
  | (?P<turned>(?:[1-4]q|[12]h)(?![a-z\d]))
  | (?P<num>\d{1,4})
  | (?P<dash>--?|[\u2013\u2014])
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)
_PLAIN = ("word", 0)
_EMPTY = Token("", -1, -1, "", 0)


def lowered(text: str) -> str:
    """``text`` in lower case, of the same length (the one letter that would grow is replaced before)."""
    return text.replace("\u0130", "I").lower()


def windows(text: str, lower: str) -> Iterator[Window]:
    """The stretches of ``text`` in which a date can stand, in order.

    Args:
        text: the text; ``lower``: the same as `lowered` gives it.
    """
    start = end = -1
    for at, after in _cores(text, lower):
        if at < end - _BEFORE // 2 and after + _AFTER <= end:
            continue
        first, last = _reach(lower, at, after)
        joined = start >= 0 and first <= end and "\n" not in text[min(end, at) : last]
        if joined and at - start < _LONGEST:
            end = max(end, last)
            continue
        if start >= 0:
            yield _cut(text, lower, start, end)
        start, end = max(first, end), last
    if start >= 0:
        yield _cut(text, lower, start, end)


def _cores(text: str, lower: str) -> list[tuple[int, int]]:
    """Where the words and numbers stand that a date cannot do without: start and end, in order."""
    padded = "\n" + lower
    words = ((m.start(), m.end() - 1) for m in _WORD_CORE.finditer(padded))
    found = [(at, after) for at, after in words if _is_core(text, lower, at, after)]
    found.extend((m.start(), m.end()) for m in _FIGURE_CORE.finditer(lower) if _is_figure(lower, m))
    found.sort()
    return found


def _is_core(text: str, lower: str, at: int, after: int) -> bool:
    """True where the word stands by itself and is no verb."""
    before = lower[at - 1 : at]
    if before.isalpha() or before == "_" or (before.isdigit() and after - at < 3):
        return False
    if lower[at:after] not in _VERBS or text[at].isupper():
        return True
    return bool(_FIGURE_NEAR.search(lower, max(0, at - 8), at) or _FIGURE_NEAR.search(lower, after, after + 12))


def _is_figure(lower: str, m: re.Match[str]) -> bool:
    """True for a year or a date in figures that no other figures go before."""
    before = lower[m.start() - 1 : m.start()]
    if before.isdigit() or before == "_":
        return False
    year = m.end() - m.start() == 4 and m.group().isdigit()
    return m.group()[0] in "12" and (not before.isalpha() or before.isascii()) if year else not before.isalpha()


def _reach(lower: str, at: int, after: int) -> tuple[int, int]:
    """How much of the line around a core may belong to its expression: start and end."""
    first = max(0, at - _BEFORE)
    long = max(0, at - _LONG_BEFORE)
    if lower.find("since", long, at) >= 0:
        first = long
    line = lower.rfind("\n", first, at) + 1
    stop = lower.find("\n", after, after + _AFTER)
    return line or first, stop if stop >= 0 else min(len(lower), after + _AFTER)


def _whole(text: str, at: int, step: int) -> int:
    """``at`` moved by ``step`` until it no longer splits a word or a number (at most 40 characters)."""
    for _ in range(40):
        if not 0 < at < len(text) or not (text[at - 1].isalnum() and text[at].isalnum()):
            break
        at += step
    return at


def _cut(text: str, lower: str, start: int, end: int) -> Window:
    start, end = _whole(text, start, 1), _whole(text, end, -1)
    tokens = [_token(m, lower) for m in _TOKEN.finditer(lower, start, end)]
    tokens.extend([_EMPTY] * _PADDING)
    return Window(tokens, text, {})


def _token(m: re.Match[str], lower: str) -> Token:
    kind, word, start, end = m.lastgroup or "mark", m.group(), m.start(), m.end()
    if kind == "word":
        kind, value = _CLASSES.get(word, _PLAIN)
        return Token(kind, start, end, word, value)
    value = 0
    if kind in ("num", "ordinal"):
        value = int(word.rstrip("stndrh"))
        if lower[start - 1 : start] in ("$", "\u00a3", "\u20ac", "#") or lower[end : end + 1] == "%":
            kind = "big"
    elif kind in ("quarter", "turned"):
        kind, value = ("quarter" if "q" in word else "half"), int(word.strip("qh"))
    elif kind == "decade":
        value = int(word.rstrip("'s"))
    return Token(kind, start, end, word, value)
