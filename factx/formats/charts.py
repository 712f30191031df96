"""Small drawings of a document's facts as SVG: a timeline of its date ranges, bars of its money.

Each row is one fact as stated; nothing is added up. Bars are to scale within a currency only, for factx converts
nothing. Colours and fonts come from the page's style sheet, links lead to the element ids that the caller names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from html import escape

from factx.formats import wording
from factx.formats.harmless import harmless
from factx.model import Document, Fact

#: Numbers of a fact (from 0) to the id of the element that shows it.
Link = Callable[[int], str]
Row = tuple[int, Fact]

_WIDTH, _ROW = 640, 22
_LABEL, _INDENT = 160, 56  # where the drawing begins, right of the labels; where a label beside a currency does
_BASE = 15  # where text stands in a row
_EDGE = 18  # room at the right for arrows and dates
_MOST_BARS = 12
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000, 24_000)  # months between marks of an axis
_MOST_MARKS = 6
_ROLES = ("seized", "recovered", "frozen", "lost", "laundered", "penalty", "ransom", "other")


def timeline(doc: Document, link: Link) -> str:
    """The date ranges of ``doc`` above one another; empty where none has an end that is known."""
    rows = [(n, f) for n, f in _own(doc) if f.kind == "date_range" and (f.start or f.end)]
    if not rows:
        return ""
    rows.sort(key=lambda row: (row[1].start or date.min, row[1].end or date.max))
    first, last = _domain([fact for _, fact in rows], doc.published)
    axis = _Axis(first, last)
    height = len(rows) * _ROW + 28
    marks = "".join(
        f'<line class="grid" x1="{axis.x(day)}" x2="{axis.x(day)}" y1="0" y2="{height - 22}"/>'
        f'<text class="tick" x="{axis.x(day)}" y="{height - 7}" text-anchor="middle">{label}</text>'
        for day, label in axis.marks()
    )
    if doc.published:
        at = axis.x(doc.published.toordinal())
        marks += (
            f'<line class="now" x1="{at}" x2="{at}" y1="0" y2="{height - 22}">'
            f"<title>published {doc.published}</title></line>"
        )
    bars = "".join(_range(row, y * _ROW, axis, link) for y, row in enumerate(rows))
    return _svg(height, f"Timeline of {len(rows)} date range{'s' * (len(rows) > 1)}", marks + bars)


def money(doc: Document, link: Link) -> str:
    """The money of ``doc`` by currency and role, the largest amounts first; empty where there is none."""
    rows = [(n, f) for n, f in _own(doc) if f.kind == "money" and f.value]
    by_currency: dict[str, list[Row]] = {}
    for row in rows:
        by_currency.setdefault(row[1].currency or "", []).append(row)
    drawn, y = "", 0
    for currency, given in sorted(by_currency.items(), key=lambda item: -len(item[1])):
        shown = sorted(sorted(given, key=_size, reverse=True)[:_MOST_BARS], key=_by_role)
        most = max(_size(row) for row in shown)
        drawn += "".join(_bar(row, y + number * _ROW, most, link) for number, row in enumerate(shown))
        drawn += f'<text class="head" x="0" y="{y + _BASE}">{escape(currency)}</text>'
        y += len(shown) * _ROW
        if len(given) > len(shown):
            left = len(given) - len(shown)
            drawn += (
                f'<text class="faint" x="{_INDENT}" y="{y + _BASE}">and {left} smaller in {escape(currency)}</text>'
            )
            y += _ROW
        y += 6
    return _svg(y, f"{len(rows)} amount{'s' * (len(rows) > 1)} of money by role", drawn) if rows else ""


def _own(doc: Document) -> list[Row]:
    """The facts of the article itself, without related matter."""
    return [(number, fact) for number, fact in enumerate(doc.facts) if fact.section != "related"]


class _Axis:
    """Days (proleptic ordinals) to places from left to right."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def x(self, day: int) -> int:
        width = _WIDTH - _LABEL - _EDGE
        return _LABEL + round(width * (min(max(day, self.first), self.last) - self.first) / (self.last - self.first))

    def marks(self) -> list[tuple[int, str]]:
        """Firsts of months to mark, as evenly and as few as fit, with what stands below them."""
        begin, end = date.fromordinal(self.first), date.fromordinal(self.last)
        low, high = begin.year * 12 + begin.month, end.year * 12 + end.month - 1
        step = next((step for step in _STEPS if (high - low) // step < _MOST_MARKS), _STEPS[-1])
        months = [month for month in range(low, high + 1) if month % step == 0 and 12 <= month < 120_000]
        return [(date(m // 12, m % 12 + 1, 1).toordinal(), _month(m, step)) for m in months]


def _month(month: int, step: int) -> str:
    year, number = divmod(month, 12)
    return f"{year}" if step >= 12 else wording.month(date(year, number + 1, 1))


def _domain(facts: Iterable[Fact], published: date | None) -> tuple[int, int]:
    """First and last day of the drawing, with some room on both sides."""
    days = [day.toordinal() for fact in facts for day in (fact.start, fact.end) if day]
    days += [published.toordinal()] if published else []
    room = max((max(days) - min(days)) // 25, 15)
    return max(min(days) - room, 1), min(max(days) + room, date.max.toordinal())


def _range(row: Row, y: int, axis: _Axis, link: Link) -> str:
    """One range: a bar, with an arrow where an end is open."""
    number, fact = row
    left = axis.x(fact.start.toordinal()) if fact.start else _LABEL
    right = axis.x(fact.end.toordinal() + 1) if fact.end else _WIDTH - _EDGE
    shape = f'<rect x="{left}" y="{y + 5}" width="{max(right - left, 3)}" height="12" rx="3"/>'
    if not fact.end:
        shape += f'<path d="M{right + 1} {y + 3}l10 8l-10 8z"/>'
    if not fact.start:
        shape += f'<path d="M{left - 1} {y + 3}l-10 8l10 8z"/>'
    return _row(number, fact, y, (0, wording.value(fact)), shape, link)


def _bar(row: Row, y: int, most: Decimal, link: Link) -> str:
    """One amount: a bar with what is stated beside it; of two ends, the upper one is pale."""
    number, fact = row
    room = _WIDTH - _LABEL - 150
    low, high = (max(round(room * (value or Decimal(0)) / most), 2) for value in (fact.value, fact.value_max))
    shape = f'<rect x="{_LABEL}" y="{y + 5}" width="{low}" height="12" rx="2"/>'
    if fact.value_max:
        shape += f'<rect class="pale" x="{_LABEL + low}" y="{y + 5}" width="{max(high - low, 0)}" height="12"/>'
    beside = _LABEL + max(low, high) + 8
    shape += f'<text class="value" x="{beside}" y="{y + _BASE}">{escape(wording.value(fact))}</text>'
    return _row(number, fact, y, (_INDENT, fact.role or ""), shape, link)


def _row(number: int, fact: Fact, y: int, label: tuple[int, str], shape: str, link: Link) -> str:
    """A row that leads to its fact; the label is text and where it begins."""
    at, words = label
    about = escape(f"{words}: {harmless(fact.text)}")
    return (
        f'<a class="row" href="#{link(number)}" data-fact="{link(number)}" aria-label="{about}"><title>{about}</title>'
        f'<rect class="ground" x="0" y="{y}" width="{_WIDTH}" height="{_ROW}"/>'
        f'<text class="label" x="{at}" y="{y + _BASE}">{escape(words)}</text>{shape}</a>'
    )


def _size(row: Row) -> Decimal:
    return row[1].value_max or row[1].value or Decimal(0)


def _by_role(row: Row) -> tuple[int, Decimal]:
    role = row[1].role or "other"
    return _ROLES.index(role) if role in _ROLES else len(_ROLES), -_size(row)


def _svg(height: int, name: str, inside: str) -> str:
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="group" aria-label="{escape(name)}">{inside}</svg>'
