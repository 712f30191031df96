"""Numbers that a unit is written on: "400kg", "more than 2.5kg". In go a text and the units, out come quantities."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from factx.values import numbers
from factx.values.span import Quantity

# How far before its digits an expression can begin ("between 200 and", "no fewer than"), in characters.
_BEFORE = 40


def find(text: str, units: Collection[str]) -> list[Quantity]:
    """The quantities of ``text`` whose digits are followed by one of ``units`` with no blank between, in order.

    A quantity's ``end`` and ``tail`` are where its digits end; the unit is no part of it.

    >>> [str(q.value) for q in find("over 2.5kg and 3 kg of it", ["kg"])]
    ['2.5']
    """
    found = []
    for m in _pattern(frozenset(units)).finditer(text):
        start = max(0, m.start() - _BEFORE)
        here = text[start : m.end(1)] + " "
        for q in numbers.find(here)[-1:]:
            if q.tail == m.end(1) - start:
                moved = {name: getattr(q, name) + start for name in ("start", "end", "head", "tail")}
                found.append(replace(q, **moved))
    return found


@lru_cache(maxsize=8)
def _pattern(units: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(units, key=lambda unit: (-len(unit), unit))
    either = "|".join(re.escape(unit) for unit in longest_first if " " not in unit) or "(?!)"
    return re.compile(rf"(?<![\w.,])([0-9][0-9,]{{0,20}}(?:\.[0-9]{{1,9}})?)(?:{either})(?!\w)", re.IGNORECASE)
