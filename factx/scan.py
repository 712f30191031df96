"""Where sentences begin and end, by characters alone. In goes a view's text, out come spans.

Boundaries are set here and nowhere else: spaCy is handed one sentence at a time, so that what a sentence yields
does not depend on its neighbours or on which other sentences were worth a parse.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from factx.lexicon import load

_WORDS = {key: frozenset(words.split()) for key, words in load("sentences").items()}
# A run of stops is looked at from its first one only, or its cost would grow with the square of its length.
_STOP = re.compile(
    r"(?<![.!?\u2026])[.!?\u2026]++[\"')\]]*+[ ]++(?=[\"'(\[$\u20ac\u00a3]*[A-Z0-9\u00c0-\u00de])"
    r"|\n|(?<=[a-z])[.!?](?=[A-Z][a-z])"
)
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)$")
_FIRST_WORD = re.compile(r"[\"'(\[$\u20ac\u00a3]*([A-Za-z]+)")


#: Most characters of a sentence; what goes on longer is cut at a blank.
CAP = 1500


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a view: ``start`` to ``end`` in its text, and the number of its block (paragraph)."""

    start: int
    end: int
    block: int


def sentences(text: str) -> list[Sentence]:
    """The sentences of a view's text, in order, blank ones left out. A line break always ends one, so does `CAP`."""
    found: list[Sentence] = []
    start = block = 0
    for m in _STOP.finditer(text):
        broken = m.group() == "\n"
        if not broken and _goes_on(text, start, m):
            continue
        end = m.start() if broken else m.end()
        _add(found, text, start, end, block)
        start = m.end()
        block += broken
    _add(found, text, start, len(text), block)
    return found


def _add(found: list[Sentence], text: str, start: int, end: int, block: int) -> None:
    """Add what stands from ``start`` to ``end``, if anything does, in stretches of `CAP` characters at most."""
    while end - start > CAP:
        blank = text.rfind(" ", start + CAP // 2, start + CAP)
        cut = blank + 1 if blank >= 0 else start + CAP
        if not text[start:cut].isspace():
            found.append(_trimmed(text, start, cut, block))
        start = cut
    if start < end and not text[start:end].isspace():
        found.append(_trimmed(text, start, end, block))


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
    following = _FIRST_WORD.match(text, stop.end())
    return _abbreviated(word.group(1), following.group(1).lower() if following else "")


def _abbreviated(last: str, following: str) -> bool:
    """Whether ``last`` before a full stop is an abbreviation inside its sentence.

    Args:
        last: the word as written; ``following`` is the next one in lower case, or empty where none follows.
    """
    low = last.lower()
    inside = following not in _WORDS["starters"]
    if low in _WORDS["numbered"]:
        return not following
    if low in _WORDS["words"]:
        return False
    if low in _WORDS["closing"]:
        return last[0].isupper() and inside
    if low in _WORDS["abbreviations"]:
        return True
    return ((len(last) == 1 and last.isupper()) or "." in last) and inside


class SentenceIndex:
    """Finds the sentence that an offset stands in."""

    def __init__(self, found: list[Sentence]) -> None:
        self.sentences = found
        self._starts = [s.start for s in found]

    def at(self, offset: int) -> int:
        """Number of the sentence that holds ``offset`` (the one before it where it stands between two)."""
        return max(0, bisect_right(self._starts, offset) - 1)
