"""Shapes of numbers that count nothing: addresses, versions, clock times, scores, telephone numbers, names of things.

In goes a text, out come spans with a class. One pattern a class, linear; what only the words around a number tell is
in `friends`.
"""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"

#: Patterns whose first character is a digit, tried at each run of digits of the lower-case text.
_AT_DIGITS = re.compile(
    rf"""
    (?P<address>[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{3}}(?![\w.]))
  | (?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9])|[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-](?:[0-9]{{4}}|[0-9]{{2}})(?![\w]))
  | (?P<version>[0-9]+(?:\.[0-9]+){{2,}}[a-z]?(?![0-9]))
  | (?P<clock>[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?:\ ?[ap]\.?m\b\.?)?|[0-9]{{1,2}}(?:\.[0-9]{{2}})?\ ?[ap]\.?m\b\.?)
  | (?P<phone>[0-9]{{3}}[-.][0-9]{{3}}[-.][0-9]{{4}}(?!\w)|[0-9]{{3}}-[0-9]{{4}}(?![\w-])|[0-9]-[0-9]{{3}}-[0-9]{{3}}-[0-9]{{4}}(?!\w)
      |[0-9]{{4,5}}\ [0-9]{{6}}(?![\w,]))
  | (?P<day>{_DAY}(?:[-–][0-3]?[0-9](?:st|nd|rd|th)?)?\ (?:of\ )?{_MONTH}\b)
  | (?P<idiom>9/11\b|24/7\b|7/7\b|50[/-]50\b|20/20\b|911\b(?=\ (?:call|caller|operator|dispatch|emergency)))
  | (?P<fraction>[0-9]{{1,3}}(?:-|\ )[0-9]/[0-9]{{1,2}}(?![\w/])|[0-9]{{1,3}}/[0-9]{{1,4}}(?![\w/]))
  | (?P<ordinal>[0-9]+(?:,[0-9]{{3}})?-?(?:st|nd|rd|th)\b)
  | (?P<decade>[12][0-9]{{3}}'?s\b|[2-9]0'?s\b)
  | (?P<years>(?:1[89]|20)[0-9]{{2}}\ ?[-–/]\ ?(?:(?:1[89]|20)[0-9]{{2}}|[0-9]{{2}})(?![\w-]))
  | (?P<percent>[0-9][0-9.,]*(?:\ ?(?:-|–|to|and)\ ?[0-9][0-9.,]*)?\ ?(?:%|per\ ?cent\b|percentage\b))
  | (?P<model>[0-9]{{1,4}}(?:g|d|k|p|c|f|x|e|v|w)\b(?![-'])|[0-9]+[a-f][0-9a-f]{{6,}}\b)
    """,
    re.VERBOSE,
)
_BEFORE_DIGITS = re.compile(
    rf"""
    (?P<cve>\bcve-[0-9]{{4}}-[0-9]+)
  | (?P<label>\b(?:no\.|nos\.|number|art\.|article|articles|section|sections|sec\.|part|chapter|paragraph|para\.|page|pages|pp\.
      |phase|step|tip|figure|fig\.|table|appendix|clause|rule|channel|flight|route|highway|interstate|room|gate|lot|version
      |level|tier|season|episode|round|volume|vol\.|count|exhibit|unit|block|channel|resolution|§)\ ?[0-9][0-9.]*(?:-[0-9]+)?(?![,]?[0-9])\b
      |[#№§]\ ?[0-9]+(?![\w,]))
  | (?P<versioned>\bv[0-9]+(?:\.[0-9]+)*\b)
  | (?P<day>\b{_MONTH}\ {_DAY}(?:\ ?(?:-|–|to|and|or)\ ?{_DAY})?(?![\w:%]|,[0-9]{{3}}\b))
  | (?P<phone>\+[0-9][0-9 ()-]{{7,18}}[0-9]|\([0-9]{{3,5}}\)\ ?[0-9]{{3}}[- ]?[0-9]{{3,4}}(?!\w))
  | (?P<item>^\(?[0-9]{{1,2}}[.)]\ )
  | (?P<times>\b(?:once|twice|thrice)\b)
    """,
    re.VERBOSE | re.MULTILINE,
)
_RUN = re.compile(r"(?<![\w$€£¥₹₿])(?<![\w][.,])[0-9]")
_MODEL = re.compile(r"\b[A-Z][A-Za-z]{0,7}-?[0-9]{1,5}[A-Za-z]{0,3}\b(?![,.][0-9])")
_HASH = re.compile(r"\b(?=[0-9a-f]{0,15}[0-9])[0-9a-f]{16,128}\b")
_MODEL_FALSE = re.compile(r"(?:[A-Z]{3}|Rs|RM|R|N)[0-9]")


def spans(text: str, low: str) -> list[tuple[int, int, str]]:
    """Spans (start, end, class) of the shapes in ``text``, unsorted, perhaps overlapping.

    Args:
        text, low: the text, as it is and in lower case.
    """
    found: list[tuple[int, int, str]] = []
    for at in _RUN.finditer(low):
        m = _AT_DIGITS.match(low, at.start())
        if m is not None and m.lastgroup:
            found.append((m.start(), m.end(), m.lastgroup))
    for m in _BEFORE_DIGITS.finditer(low):
        found.append((m.start(), m.end(), "version" if m.lastgroup == "versioned" else str(m.lastgroup)))
    for m in _MODEL.finditer(text):
        if not _MODEL_FALSE.match(m.group()) or "-" in m.group():
            found.append((m.start(), m.end(), "model"))
    found.extend((m.start(), m.end(), "hash") for m in _HASH.finditer(low))
    return found
