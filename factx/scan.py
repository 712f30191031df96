"""Where sentences begin and end, by characters alone. In goes a view's text, out come spans.

Boundaries are set here and nowhere else: spaCy is handed one sentence at a time, so that what a sentence yields
does not depend on its neighbours or on which other sentences were worth a parse.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

# A full stop after one of these ends no sentence by itself.
_ABBREVIATIONS = frozenset(
    ["mr", "mrs", "ms", "dr", "prof", "sr", "jr", "st", "lt", "sgt", "cpl", "capt", "col", "gen", "maj", "cmdr", "adm", "gov", "sen", "rep", "rev", "hon", "pres", "supt", "det", "insp", "no", "nos", "vs", "etc", "approx", "est", "dept", "inc", "corp", "co", "ltd", "llc", "plc", "bros", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "ave", "blvd", "rd", "fig", "al", "cf", "eg", "ie", "e.g", "i.e", "p", "pp", "vol", "art", "sec", "para", "pt", "rs"]
)
# After initials such as "U.S." only these begin a new sentence.
_STARTERS = frozenset(
    ["the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "in", "on", "at", "this", "that", "these", "those", "his", "her", "its", "their", "but", "and", "as", "after", "before", "when", "while", "if", "for", "there", "however", "according", "police", "authorities", "officials", "some", "most", "many", "no", "one", "two", "three"]
)
_STOP = re.compile(
    r"[.!?\u2026]+[\"')\]]*[ ]+(?=[\"'(\[$\u20ac\u00a3]*[A-Z0-9\u00c0-\u00de])|\n|(?<=[a-z])[.!?](?=[A-Z][a-z])"
)
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)$")
_FIRST_WORD = re.compile(r"[\"'(\[$\u20ac\u00a3]*([A-Za-z]+)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a view: ``start`` to ``end`` in its text, and the number of its block (paragraph)."""

    start: int
    end: int
    block: int


def sentences(text: str) -> list[Sentence]:
    """The sentences of a view's text, in order, blank ones left out. A line break always ends one."""
    found: list[Sentence] = []
    start = block = 0
    for m in _STOP.finditer(text):
        broken = m.group() == "\n"
        if not broken and _goes_on(text, start, m):
            continue
        end = m.start() if broken else m.end()
        if text[start:end].strip():
            found.append(_trimmed(text, start, end, block))
        start = m.end()
        block += broken
    if text[start:].strip():
        found.append(_trimmed(text, start, len(text), block))
    return found


def _trimmed(text: str, start: int, end: int, block: int) -> Sentence:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Sentence(start, end, block)


def _goes_on(text: str, start: int, stop: re.Match[str]) -> bool:
    """True where the stop belongs to an abbreviation or an initial."""
    if stop.group()[0] != ".":
        return False
    word = _LAST_WORD.search(text, max(start, stop.start() - 20), stop.start())
    if not word:
        return False
    last = word.group(1)
    following = _FIRST_WORD.match(text, stop.end())
    next_word = following.group(1).lower() if following else ""
    if last.lower() in _ABBREVIATIONS:
        return (
            last.lower() not in ("no", "art", "inc", "corp", "co", "ltd", "llc", "plc", "sun", "sat", "est")
            or (last.lower() in ("no", "art") and not next_word)
            or (last[0].isupper() and last.lower() not in ("no", "art", "sun", "sat") and next_word not in _STARTERS)
        )
    if len(last) == 1 and last.isupper():
        return next_word not in _STARTERS
    return "." in last and next_word not in _STARTERS


class SentenceIndex:
    """Finds the sentence that an offset stands in."""

    def __init__(self, found: list[Sentence]) -> None:
        self.sentences = found
        self._starts = [s.start for s in found]

    def at(self, offset: int) -> int:
        """Number of the sentence that holds ``offset`` (the one before it where it stands between two)."""
        return max(0, bisect_right(self._starts, offset) - 1)
