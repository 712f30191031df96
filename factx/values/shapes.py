"""Shapes of numbers that count nothing: addresses, versions, clock times, scores, telephone numbers, names of things.

In goes a text, out come spans with a class. One pattern a class, linear; what only the words around a number tell is
in `friends`.
"""

from __future__ import annotations

import re

from factx.lexicon import load

_MONTHS = frozenset(load("numbers")["words"]["months"])
_LABELS = frozenset(load("numbers")["words"]["labels"]) | {"nos.", "articles", "§"}
_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"

#: Patterns whose first character is a digit, tried at each run of digits of the lower-case text.
_AT_DIGITS = re.compile(
    rf"""
    (?P<address>[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{3}}(?![\w.]))
  | (?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9])
      |[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-](?:[0-9]{{4}}|[0-9]{{2}})(?!\w))
  | (?P<version>[0-9]+(?:\.[0-9]+){{2,8}}[a-z]?(?![0-9]))
  | (?P<clock>[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?:\ ?[ap]\.?m\b\.?)?
      |[0-9]{{1,2}}(?:\.[0-9]{{2}})?\ ?[ap]\.?m\b\.?)
  | (?P<phone>[0-9]{{3}}[-.][0-9]{{3}}[-.][0-9]{{4}}(?!\w)|[0-9]{{3}}-[0-9]{{4}}(?![\w-])
      |[0-9]-[0-9]{{3}}-[0-9]{{3}}-[0-9]{{4}}(?!\w)
      |[0-9]{{4,5}}\ [0-9]{{6}}(?![\w,]))
  | (?P<day>{_DAY}(?:[-–][0-3]?[0-9](?:st|nd|rd|th)?)?\ (?:of\ )?{_MONTH}\b)
  | (?P<idiom>9/11\b|24/7\b|7/7\b|50[/-]50\b|20/20\b|911\b(?=\ (?:call|caller|operator|dispatch|emergency)))
  | (?P<fraction>[0-9]{{1,3}}(?:-|\ )[0-9]/[0-9]{{1,2}}(?![\w/])|[0-9]{{1,3}}/[0-9]{{1,4}}(?![\w/]))
  | (?P<ordinal>[0-9]+(?:,[0-9]{{3}})?-?(?:st|nd|rd|th)\b)
  | (?P<decade>[12][0-9]{{3}}'?s\b|[2-9]0'?s\b)
  | (?P<years>(?:1[89]|20)[0-9]{{2}}(?:\ ?[-–/]\ ?(?:1[89]|20)[0-9]{{2}}|[-–/][0-9]{{2}})(?![\w-]))
  | (?P<percent>[0-9][0-9.,]{{0,12}}(?:\ ?(?:-|–|to|and)\ ?[0-9][0-9.,]{{0,12}})?\ ?(?:%|per\ ?cent\b|percentage\b))
  | (?P<model>[2-6]g\b|[23]d\b|[24]fa\b|[48]k\ (?:tvs?|videos?|displays?|screens?|cameras?)\b|(?:480|720|1080|2160)p\b)
    """,
    re.VERBOSE,
)
_LABEL_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*(?:-[0-9]+)?\b(?![-.,]?[0-9])")
_MONTH_DAY = re.compile(rf"{_DAY}(?:\ ?(?:-|–|to|and|or)\ ?{_DAY})?(?![\w:%]|,[0-9]{{3}}\b)")
_DIALLED = re.compile(r"\+[0-9][0-9 ()-]{7,18}[0-9]|\([0-9]{3,5}\) ?[0-9]{3}[- ]?[0-9]{3,4}(?!\w)")
_ITEM = re.compile(r"[0-9]{1,2}[.)] ")
_CVE = re.compile(r"cve-[0-9]{4}-[0-9]+")
_VERSIONED = re.compile(r"v[0-9]+(?:\.[0-9]+)*\b")
_TIMES = re.compile(r"[^\w-](?:on|twi|thri)ce\b")
_RUN = re.compile(r"[0-9]+")
_NO_RUN_BEFORE = frozenset("$€£¥₹₿_")
_MODEL = re.compile(r"[A-Z][A-Za-z]{0,7}-?[0-9]{1,5}[A-Za-z]{0,3}\b(?![,.][0-9])")
_HASH = re.compile(r"[0-9a-f]{16,128}(?!\w)")
_FIGURE = re.compile(r"[0-9]")
_MODEL_FALSE = re.compile(r"(?:[A-Z]{3}|Rs|RM|R|N)[0-9]")


def spans(text: str, low: str) -> list[tuple[int, int, str]]:
    """Spans (start, end, class) of the shapes in ``text``, unsorted, perhaps overlapping.

    Args:
        text, low: the text, as it is and in lower case.
    """
    found: list[tuple[int, int, str]] = []
    for at in _RUN.finditer(low):
        if _goes_on(low, at.start()):
            continue
        m = _AT_DIGITS.match(low, at.start())
        if (named := _named(text, low, at.start())) is not None:
            found.append(named)
        if m is not None and m.lastgroup and not (m.lastgroup == "day" and _verb(text, m)):
            found.append((m.start(), m.end(), m.lastgroup))
    found.extend((m.start(), m.end() - 1, "times") for m in _TIMES.finditer("\n" + low))
    for pattern, name in ((_CVE, "cve"), (_VERSIONED, "version")):
        starts = (
            m for m in pattern.finditer(low) if _word_starts(low, m.start()) and low[m.start() - 1 : m.start()] != "-"
        )
        found.extend((m.start(), m.end(), name) for m in starts)
    for m in _MODEL.finditer(text):
        if not _word_starts(text, m.start()):
            continue
        if not _MODEL_FALSE.match(m.group()) or "-" in m.group():
            found.append((m.start(), m.end(), "model"))
    found.extend((m.start(), m.end(), "hash") for m in _HASH.finditer(low) if _is_hash(low, m.start()))
    return found


def _goes_on(low: str, at: int) -> bool:
    """True where the digits at ``at`` go on a word, an amount or a decimal."""
    if at == 0:
        return False
    before = low[at - 1]
    if before.isalnum() or before in _NO_RUN_BEFORE:
        return True
    return before in ".," and at > 1 and (low[at - 2].isalnum() or low[at - 2] == "_")


def _is_hash(low: str, at: int) -> bool:
    return _word_starts(low, at) and _FIGURE.search(low, at, at + 16) is not None


def _word_starts(low: str, at: int) -> bool:
    return at == 0 or not (low[at - 1].isalnum() or low[at - 1] == "_")


def _named(text: str, low: str, at: int) -> tuple[int, int, str] | None:
    """The digits at ``at`` as a label, a day or a telephone number, by what stands directly before them."""
    before = low[at - 1 : at]
    if before in ("+", "("):
        m = _DIALLED.match(low, at - 1)
        if m is not None:
            return m.start(), m.end(), "phone"
    if before in ("", "\n") or (before == "(" and low[at - 2 : at - 1] in ("", "\n")):
        m = _ITEM.match(low, at)
        return (at, m.end(), "item") if m is not None else None
    if before in ("#", "№", "§"):
        m = _LABEL_NUMBER.match(low, at)
        return (at - 1, m.end(), "label") if m is not None else None
    if before != " ":
        return None
    word = low[max(0, at - 14) : at - 1].rpartition("\n")[2].rpartition(" ")[2].lstrip("(\"'")
    if word in _MONTHS or word.rstrip(".") in _MONTHS:
        m = _MONTH_DAY.match(low, at)
        if m is not None and text[at - 1 - len(word)].isupper():
            return at - 1 - len(word), m.end(), "day"
    elif word in _LABELS:
        m = _LABEL_NUMBER.match(low, at)
        if m is not None:
            return at - 1 - len(word), m.end(), "label"
    return None


def _verb(text: str, m: re.Match[str]) -> bool:
    """True where the month is the verb "may" or "march": a month's name starts with a capital."""
    return not any(c.isupper() for c in text[m.start() : m.end()])
