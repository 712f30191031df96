"""Characters -> tokens of dates, in windows around the words that a date cannot do without.

In goes a text; out come `Window`s: stretches of one line each, cut into `Token`s with classes and values. Knows the
words (lexicon ``dates``), nothing of grammar, of the calendar, or of what was published when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from factx.lexicon import load

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
_BEFORE, _AFTER = 110, 90
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
_CORES = sorted(
    {
        *MONTHS,
        *_LEX["weekdays"],
        *_LEX["weekday_abbreviations"],
        *_LEX["seasons"],
        *UNITS,
        *DAYS,
        *WORDS["feast_cores"],
        "half",
    }
)
_CORE = re.compile(
    r"\b(?:(?:" + "|".join(_CORES) + r")(?![a-z])|[12]\d\d\d(?!\d)|[qh][1-4](?!\d)|\d\d?[/.-]\d\d?[/.-]\d\d)"
    r"|(?<=\d)(?:" + "|".join(w for w in _CORES if len(w) > 2) + r")(?![a-z])|(?<=[a-z])[12]\d\d\d(?!\d)"
)
_TOKEN = re.compile(
    r"""
    (?P<time>\d{1,2}(?:[:.]\d\d)?\ ?(?:am|pm|a\.m\.|p\.m\.)(?![a-z])
        |\d{1,2}:\d\d(?::\d\d)?(?:\ (?:gmt|bst|est|edt|utc|et|cet|pt|pst|ist)(?![a-z]))?)
  | (?P<date>\d{4}(?P<s1>[-/.])\d{1,2}(?P=s1)\d{1,2}(?![\d/]|-\d{1,3}(?!\d))
        |\d{1,2}(?P<s2>[-/.])\d{1,2}(?P=s2)(?:\d{4}|\d{2})(?![\d/]|\.\d|-\d{1,4}(?![\d/.-])))
  | (?P<big>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+(?:\.\d+)*|\d{5,}|\d+(?:-\d+){2,})
  | (?P<decade>(?:\d\d)?\d0'?s(?![a-z]))
  | (?P<ordinal>\d{1,2}(?:st|nd|rd|th)(?![a-z]))
  | (?P<quarter>(?:q[1-4]|h[12]|[1-4]q|[12]h)(?![a-z\d]))
  | (?P<num>\d{1,4})
  | (?P<word>[^\W\d_]+)
  | (?P<dash>--?|[\u2013\u2014])
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)
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
    for m in _CORE.finditer(lower):
        if m.start() < end - _BEFORE // 2 and m.end() + _AFTER <= end:
            continue
        line = text.rfind("\n", max(0, m.start() - _BEFORE), m.start()) + 1
        first = line or max(0, m.start() - _BEFORE)
        stop = text.find("\n", m.end(), m.end() + _AFTER)
        last = stop if stop >= 0 else min(len(text), m.end() + _AFTER)
        joined = start >= 0 and first <= end and "\n" not in text[min(end, m.start()) : last]
        if joined and m.start() - start < _LONGEST:
            end = max(end, last)
            continue
        if start >= 0:
            yield _cut(text, lower, start, end)
        start, end = max(first, end), last
    if start >= 0:
        yield _cut(text, lower, start, end)


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
    value = 0
    if kind == "word":
        kind, value = _CLASSES.get(word, ("word", 0))
    elif kind in ("num", "ordinal"):
        value = int(re.match(r"\d+", word).group())  # type: ignore[union-attr]
        if lower[start - 1 : start] in ("$", "\u00a3", "\u20ac", "#") or lower[end : end + 1] == "%":
            kind = "big"
    elif kind == "quarter":
        kind, value = ("quarter" if "q" in word else "half"), int(word.strip("qh"))
    elif kind == "decade":
        value = int(re.match(r"\d+", word).group())  # type: ignore[union-attr]
    return Token(kind, start, end, word, value)
