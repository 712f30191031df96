"""Lists of things and amounts: which words belong to the item that an amount is, and which to another.

In go tokens and the place of an amount, out come places of words or plain answers; nothing here knows a role.
"""

from __future__ import annotations

from collections.abc import Sequence

from factx.lexicon import load
from factx.rules.role_clause import AMOUNT

_GRAMMAR: dict[str, frozenset[str]] = {name: frozenset(listed) for name, listed in load("roles")["grammar"].items()}
_FREE = _GRAMMAR["free"]
_AUXILIARIES = _GRAMMAR["auxiliaries"]
_PASSIVE = _GRAMMAR["passive"]
_WORTH = _GRAMMAR["valued"] | {"of", "with", "including"}
_TOGETHER = frozenset({"along", "as", "together", "including", "worth", "plus", "with"})
_LISTED = 40
_BETWEEN = 8


def apposed(tokens: Sequence[str], i: int, place: int) -> bool:
    """Whether a dash only sets the amount beside what it is: "kept the rest – $5"."""
    return tokens[i] in ("–", "—", "-") and all(token in _FREE for token in tokens[i + 1 : place])


def told_aside(tokens: Sequence[str], place: int) -> frozenset[int]:
    """The tokens of clauses that tell what was done to one item of a list: "a boat that had been stolen, and $5"."""
    found: set[int] = set()
    for i in range(max(0, place - _LISTED), place - 3):
        if tokens[i] not in ("which", "that", "who") or tokens[i + 1] not in _AUXILIARIES:
            continue
        end = next((j for j in range(i + 2, place) if tokens[j] == ","), None)
        end = end or next((j for j in range(i + 2, place) if tokens[j] == "and"), None)
        passive = end is not None and not _PASSIVE.isdisjoint(tokens[i + 1 : end]) and AMOUNT not in tokens[i:end]
        if passive and end is not None and not _TOGETHER.intersection(tokens[end + 1 : end + 3]):
            found.update(range(i, end))
    return frozenset(found)


def listed(tokens: Sequence[str], place: int) -> bool:
    """Whether the amount ends or goes on a list: "two guns, a van and $5"."""
    i = place - 1
    while i >= 0 and tokens[i] in _FREE:
        i -= 1
    if i < 2 or tokens[i] not in ("and", ",", "plus", "with"):
        return False
    return "," in tokens[max(0, i - _LISTED // 2) : i]


def apart(tokens: Sequence[str], i: int, place: int) -> bool:
    """Whether a participle belongs to another item of a list than the amount: "stolen plates, a van and $5"."""
    return any(token in (",", "and", "plus") for token in tokens[i + 1 : place]) and _WORTH.isdisjoint(
        tokens[max(i, place - 2) : place]
    )


def coordinated(tokens: Sequence[str], place: int, i: int) -> bool:
    """Whether the amount at ``i`` is measured as the one at ``place``: "stole $4 in bitcoin and $5 in revenue"."""
    between = tokens[i + 1 : place]
    if len(between) < 2 or len(between) > _BETWEEN or between[0] not in ("in", "of", "worth", "from"):
        return False
    while between and between[-1] in _FREE:
        between = between[:-1]
    return between[-1:] in (["and"], [","]) and all(t[0].isalpha() or t == "," for t in between)


def adjacent(tokens: Sequence[str], verb: int, place: int) -> bool:
    """Whether nothing stands between a verb and the amount: "docked the $5"."""
    return all(token in _FREE and token != "at" for token in tokens[verb + 1 : place])
