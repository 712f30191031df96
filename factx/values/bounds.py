"""Bound words before and behind a number, and what joins two numbers to a range.

In goes a lower-case text and the offsets of a number, out come a bound and how far it reaches. The words are data
(lexicon/bounds.toml). Knows nothing of what is counted.
"""

from __future__ import annotations

import re

from factx.lexicon import load
from factx.model import Bound

_LEXICON = load("bounds")
_BEFORE: dict[str, Bound] = {phrase: bound for bound, phrases in _LEXICON["before"].items() for phrase in phrases}
_LAST_WORDS = frozenset(phrase.rpartition(" ")[2] for phrase in _BEFORE)
_SIGNS = frozenset("<>≤≥~≈")
_OPENING_MARKS = "(\"'[–,“‘"
_PARTICLES = {word: frozenset(before) for word, before in _LEXICON["particles"].items()}
_LONGEST = max(phrase.count(" ") for phrase in _BEFORE) + 1
_REACH = max(len(phrase) for phrase in _BEFORE) + 24
_AFTER: dict[str, Bound] = {
    phrase: bound for bound, phrases in _LEXICON["after"].items() if bound != "at_clause_end" for phrase in phrases
}
_IN_BRACKETS = re.compile(r" \(approx(?:\.|imately)?\)")
_BEHIND = re.compile(
    r"(?P<glued>\+|(?:-plus|-odd|-ish)\b)|[, ]{0,2}(?P<words>"
    + "|".join(re.escape(p) for p in sorted(_AFTER, key=lambda p: (-len(p), p)) if p[0].isalpha())
    + r")\b(?!-)"
)
# These begin something else unless the clause ends behind them ("above" of "and above 5").
_AT_CLAUSE_END = frozenset(_LEXICON["after"]["at_clause_end"])
_CHANGES = frozenset(_LEXICON["changes"]["words"])
_PREPOSITIONS = frozenset(_LEXICON["prepositions"]["words"])
_WORD = re.compile(r"[a-z'%]+")
_CLAUSE_END = re.compile(r"[.;:!?\n]\s|\n")
_RANGE_BEFORE = re.compile(r"\b(between|from|rang(?:ing|e|es|ed) (?:from|between|of))$")


def before(low: str, start: int) -> tuple[int, Bound] | None:
    """The bound words that end directly before ``start``: where they start, and the bound.

    Where two follow each other ("up to about 50") the outer one counts. None where there are none.
    """
    found: tuple[int, Bound] | None = None
    at = start
    for _ in range(2):
        one = _one_before(low, at)
        if one is None:
            break
        found = one
        at = one[0]
    return found


def with_vague(bound: Bound, said: Bound) -> Bound:
    """The bound of a number with a bound word: "an estimated hundreds" stays as vague as "hundreds"."""
    return bound if bound == "at_least" and said == "about" else said


def before_article(low: str, start: int) -> tuple[int, Bound] | None:
    """As `before`, for an amount with its own article: "up to a $10m reward", "at least an £8m fine".

    Prepositions that are bound words too ("over a $5m debt") are none there.
    """
    at = low.rfind(" a", 0, start) + 1
    found = _one_before(low, at)
    return found if found and low[found[0] : at - 1] not in _PREPOSITIONS else None


def _one_before(low: str, start: int) -> tuple[int, Bound] | None:
    if start < 1:
        return None
    if low[start - 1] in _SIGNS:
        return (start - 1, _BEFORE[low[start - 1]]) if start < 2 or low[start - 2] in " (\n" else None
    if low[start - 1] not in " -" or start < 2:
        return None
    words = low[max(0, start - _REACH) : start - 1].rpartition("\n")[2].split(" ")
    words[-1] = words[-1].lstrip(_OPENING_MARKS) if len(words[-1]) > 2 else words[-1]
    if words[-1] not in _LAST_WORDS and not (words[-1] and words[-1][-1] in _SIGNS):
        return None
    if low[start - 1] == "-":
        return None
    for n in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join(words[-n:]).lstrip(_OPENING_MARKS)
        if phrase in _BEFORE:
            earlier = words[-n - 1] if n < len(words) and phrase.startswith(words[-n]) else ""
            if earlier.strip("(\"',") in _PARTICLES.get(phrase, ()) or (phrase == "over" and earlier.endswith("hand")):
                return None
            return start - 1 - len(phrase), _BEFORE[phrase]
    return None


def behind(low: str, end: int) -> tuple[int, Bound] | None:
    """The bound words directly behind ``end`` ("or more", "+"): where they end, and the bound; else None."""
    c = low[end : end + 1]
    if c not in ("+", "-", " ", ","):
        return None
    if c == " " and (about := _IN_BRACKETS.match(low, end)):
        return about.end(), "about"
    m = _BEHIND.match(low, end)
    if m is None:
        return None
    phrase = m["glued"] or m["words"]
    if phrase == "+" and low[m.end() : m.end() + 1].isalnum():
        return None
    if phrase in _AT_CLAUSE_END and not _clause_ends(low, m.end()):
        return None
    if low.startswith(" than ", m.end()):
        return None
    return m.end(), _AFTER[phrase]


def _clause_ends(low: str, at: int) -> bool:
    return at >= len(low) or low[at] in ",.;:)!?\n" or low[at - 1] == "."


def opener(low: str, start: int) -> tuple[int, str] | None:
    """The word that opens a range directly before ``start``: where it starts, and "between" or "from"; else None."""
    if start < 5 or low[start - 1] != " ":
        return None
    tail = low[max(0, start - 20) : start - 1]
    m = _RANGE_BEFORE.search(tail)
    if m is None:
        return None
    preposition = m[1].rpartition(" ")[2]
    if preposition == "of":
        return start, "range"
    return start - 1 - len(preposition), "range" if preposition != m[1] else preposition


def opener_beyond(low: str, start: int) -> tuple[int, str] | None:
    """As `opener`, also where bound words stand between ("from less than 2 to 18")."""
    found = opener(low, start)
    if found is None and (ahead := before(low, start)) is not None:
        found = opener(low, ahead[0])
    return found


def changed(low: str, start: int, words_back: int = 10) -> bool:
    """True where a word of rise or fall stands in the last words before ``start``, in the same clause."""
    tail = low[max(0, start - 90) : start]
    ends = [m.end() for m in _CLAUSE_END.finditer(tail)]
    words = _WORD.findall(tail[ends[-1] if ends else 0 :])
    return any(word in _CHANGES for word in words[-words_back:])


_HEDGES = ("about", "around", "nearly", "roughly", "almost")
_TOPS = ("as much as", "as many as", "as high as", "up to", "upwards of", "at most")
_PLAIN_JOINERS = (" to ", "-", "–", "—", " - ", " – ", " and ", " or ", " up to ", "- to ", "-to-")
#: What stands between two numbers of a range.
JOINERS = frozenset(
    (
        *_PLAIN_JOINERS,
        *(f" to {hedge} " for hedge in (*_HEDGES, "over", "more than", "as much as", "as many as", "some")),
        *(f" and {hedge} " for hedge in (*_HEDGES, "more than", *_TOPS)),
        *(f" to {top} " for top in _TOPS),
        *(f" up to {top} " for top in _TOPS),
    )
)
LONGEST_JOINER = max(map(len, JOINERS))
