"""Reads example sentences with their facts marked in place.

One example a line; blank lines and lines that start with ``#`` are skipped. A mark is ``[[words|label]]``: the words
are those of the mention (number, bound words, currency), the label says what must be found there. Two facts on one
span are two labels with `` && `` between them. A label is ``kind/role=value;bound;place;currency;event``, its parts
left out from the right where they are the default:

* ``kind/role``: ``arrests``, ``countries``, ``money/seized``, ``people/killed``, ``items/seized``; no role for arrests
  and countries;
* ``value``: a plain number (``1200000``, ``0.5``) or two ends (``100000..150000``, bound ``between`` by default);
  for money the code stands behind it: ``1200000 EUR``;
* ``bound``: ``exact`` where left out; ``place``: none where left out, and then it must be null;
* for items the unit and the thing stand behind the value: ``400 kg cocaine``, ``12 server``;
* ``currency``: only for money whose value carries no code; ``event``: the operation, none where left out.

``\\n`` in a line (backslash, n) is a line break; this makes texts of several paragraphs.

What the marks claim:

* Every fact of the kinds in ``JUDGED`` is marked; a line without a mark has none. Dates, ranges of dates and lengths
  of time are not judged, neither is the event outside of ``events.txt``.
* Offsets are those of the text without marks, ends exclusive. Found and expected are compared as sets.
* One person told without the number one ("a man was arrested", "the owner was charged", "another") may be found or
  not: see ``forgiven``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

JUDGED: tuple[str, ...] = ("arrests", "countries", "money", "people", "items")
BOUNDS: tuple[str, ...] = ("exact", "more_than", "at_least", "less_than", "at_most", "nearly", "about", "between")
ROLES: dict[str, tuple[str, ...]] = {
    "arrests": (),
    "countries": (),
    "money": ("seized", "recovered", "frozen", "lost", "laundered", "penalty", "ransom", "other"),
    "people": ("victims", "suspects", "charged", "convicted", "killed", "injured", "rescued"),
    "items": ("seized", "blocked", "taken_down", "dismantled", "destroyed", "recovered", "rescued_animals"),
}

_MARK = re.compile(r"\[\[([^|\[\]]+)\|([^\[\]]+)\]\]")
_LABEL = re.compile(
    r"(?P<kind>[a-z_]+)(?:/(?P<role>[a-z_]+))?=(?P<low>[\d.]+?)(?:\.\.(?P<high>[\d.]+))?(?: (?P<code>[A-Z]+)(?! ))?"
    r"(?: (?P<counted>[A-Za-z][A-Za-z0-9 -]*))?"
)
_ONE = re.compile(r"\b(?:one|1|single|lone|sole)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expected:
    """One fact that must be found at ``start`` to ``end`` (end exclusive, code points) of the example's text."""

    start: int
    end: int
    kind: str
    role: str | None
    value: Decimal
    value_max: Decimal | None = None
    bound: str = "exact"
    currency: str | None = None
    place: str | None = None
    event: str | None = None
    counted: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence or short text without its marks, and all that must be found in it, in order. None: a near-miss."""

    text: str
    expected: tuple[Expected, ...]


def parse(line: str) -> Example:
    """Split one marked line into its text and its facts. Raises ValueError on a mark that cannot be read."""
    parts: list[str] = []
    expected: list[Expected] = []
    length = 0
    after = 0
    for mark in _MARK.finditer(line):
        before = _plain(line[after : mark.start()])
        words = _plain(mark[1])
        start = length + len(before)
        end = start + len(words)
        expected.extend(_label(label.strip(), start, end) for label in mark[2].split(" && "))
        parts += [before, words]
        length = end
        after = mark.end()
    parts.append(_plain(line[after:]))
    text = "".join(parts)
    if "[[" in text or "]]" in text:
        raise ValueError(f"unread mark in: {line}")
    return Example(text, tuple(expected))


def load(path: Path) -> list[Example]:
    """All examples of a file in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [parse(line.strip()) for line in lines if line.strip() and not line.startswith("#")]


def forgiven(kind: str, value: Decimal | None, words: str) -> bool:
    """Whether a found fact that no mark names is left open: one person, told without the word or figure one.

    ``words`` are those of the found mention.
    """
    return kind in ("arrests", "people") and value == 1 and _ONE.search(words) is None


def _plain(piece: str) -> str:
    return piece.replace("\\n", "\n")


def _label(label: str, start: int, end: int) -> Expected:
    head, *rest = label.split(";")
    fields = [field.strip() for field in rest] + [""] * (4 - len(rest))
    bound, place, currency, event = fields[:4]
    found = _LABEL.fullmatch(head.strip())
    if found is None or len(rest) > 4:
        raise ValueError(f"unread label: {label}")
    kind, role, high = found["kind"], found["role"], found["high"]
    bound = bound or ("between" if high else "exact")
    currency = currency or found["code"] or ""
    _check(label, kind, role, bound, high, currency)
    return Expected(
        start=start,
        end=end,
        kind=kind,
        role=role,
        value=Decimal(found["low"]),
        value_max=Decimal(high) if high else None,
        bound=bound,
        currency=currency or None,
        place=place or None,
        event=event or None,
        counted=found["counted"],
    )


def _check(label: str, kind: str, role: str | None, bound: str, high: str | None, currency: str) -> None:
    fits = (
        kind in ROLES
        and (role in ROLES[kind] if ROLES[kind] else role is None)
        and bound in BOUNDS
        and (bound == "between") == (high is not None)
        and (kind == "money") == bool(currency)
    )
    if not fits:
        raise ValueError(f"label that says something impossible: {label}")
