"""Which documents tell one story: stories in, pairs of documents out, found by key and never all against all.

Two documents tell one story where they name one operation; of differing operations they never do. Else evidence is
added up in points: what they are about (`profiles`), the figures that both state, the days between them, and, against
it, main figures that cannot both be true of one happening that is long past.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from factx.comparing import figures, profiles
from factx.comparing.figures import digits
from factx.comparing.names import Vocabulary, same_operation
from factx.comparing.statements import Statement, Story, is_vague, main_statements, money, same_money

#: Names and figures that more documents share than these tell no story, and would make all pairs of them.
_MOST = 60
#: Points from which two documents tell one story.
SURE = 4.0
#: Points for names and words that are all alike, and for each name as rare as can be: one name alone says little.
_NAMES, _WORDS, _EACH = 10.0, 4.0, 2.0
#: Points for a rare name that both titles have, and against titles with nothing in common; how rare names are.
_TITLES, _OTHERS, _RARE = 1.5, -1.0, 0.5
#: Points for a figure that both state, by its digits; for a range of days; for one without an end; for a small
#: count; for a bare number.
_FIGURE = (0.0, 0.7, 1.5, 2.0)
_RANGE, _SINCE, _COUNT, _NUMBER = 2.0, 1.0, 0.5, 0.7
#: The most points that all figures, small counts and bare numbers give.
_FIGURES, _COUNTS, _NUMBERS = 6.0, 1.0, 3.0
#: Points by the days between two reports; then for those further apart, and for those with no day.
_DAYS = ((3, 1.0), (20, 0.0), (62, -1.0), (400, -2.0))
_YEARS, _UNDATED = -3.0, -0.5
#: Points of figures below which a story needs so many points more.
_LIKE, _UNLIKE = 0.5, 0.5
#: Points that all but the figures give at least: that two documents state a figure does not tell that it is one.
_BARE = 1.2
#: Days behind which a report tells of something new, and those behind which it no longer can be of one story.
_LONG, LONGEST = 31, 100
#: Points against reports far apart whose main figures differ, and for one that speaks of the year of the other.
_SISTER, _YEAR = -2.0, 1.0
#: Documents that a number is rare in, and those that a run is taken to have at least.
_FEW, _FEWEST = 12, 50
DOZEN, _MOST_DIGITS = 12, 3
#: Names of a document by which it is found, and shared ones that are weighed.
_TOP = 16


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against one story, in points."""

    names: float
    words: float
    titles: float
    figures: float
    days: float
    sisters: float

    @property
    def total(self) -> float:
        return self.names + self.words + self.titles + self.figures + self.days + self.sisters


class Stories:
    """All stories with what is asked of them again and again."""

    def __init__(self, stories: Sequence[Story], vocabulary: Vocabulary) -> None:
        self.stories = stories
        self.vocabulary = vocabulary
        self.mains = [main_statements(story) for story in stories]
        self.told = [_told(story) for story in stories]
        self.holding = Counter(key for told in self.told for key in told)
        self.rare = profiles.rare((s.profile.numbers for s in stories), _FEW)

    def linked(self) -> dict[tuple[int, int], float]:
        """Pairs of document numbers, the smaller first, that tell one story, with their points."""
        points = {(a, b): self._points(self.stories[a], self.stories[b]) for a, b in sorted(self._candidates())}
        return {pair: found for pair, found in points.items() if found >= SURE}

    def _candidates(self) -> set[tuple[int, int]]:
        holding: defaultdict[object, list[int]] = defaultdict(list)
        for story, told in zip(self.stories, self.told, strict=True):
            keys: set[object] = {name for name in story.lead if self.vocabulary.weight(name) > 0}
            weights = story.profile.names
            keys.update(sorted(weights, key=lambda n: (-weights[n], n))[:_TOP])
            keys.update(("number", n) for n in story.profile.numbers & self.rare)
            keys.update(("operation", operation) for operation in story.operations)
            keys.update(key for key, points in told.items() if points >= _FIGURE[2])
            for key in keys:
                holding[key].append(story.number)
        return {pair for held in holding.values() if len(held) <= _MOST for pair in combinations(held, 2)}

    def _points(self, one: Story, other: Story) -> float:
        if one.operations and other.operations:
            same = any(same_operation(a, b) for a in one.operations for b in other.operations)
            return 2 * SURE if same else 0
        evidence = self.evidence(one, other)
        apart = days_apart(one, other)
        if apart is not None and (apart > LONGEST or (apart > _LONG and not self._one_main(one, other))):
            return 0
        if evidence.total - evidence.figures < _BARE:
            return 0
        return evidence.total - (_UNLIKE if evidence.figures < _LIKE else 0)

    def evidence(self, one: Story, other: Story) -> Evidence:
        """What speaks for and against one story of two documents."""
        apart = days_apart(one, other)
        far = apart is None or apart > _LONG
        return Evidence(
            names=about(one, other, self.vocabulary),
            words=_WORDS * profiles.alike(one.profile.words, other.profile.words),
            titles=self._titles(one, other),
            figures=self._figures(one, other),
            days=_points_of_days(apart) + (_YEAR if (apart or 0) > _LONG and _speaks_of(one, other) else 0),
            sisters=_SISTER if far and self._sisters(one, other) else 0,
        )

    def _titles(self, one: Story, other: Story) -> float:
        if shared := self.vocabulary.shared(one.title, other.title):
            return _TITLES * min(1, shared)
        told = (one.profile.titled, other.profile.titled)
        return _OTHERS * all(any(self.vocabulary.weight(n) >= _RARE for n in title) for title in told)

    def _figures(self, one: Story, other: Story) -> float:
        first, second = self.told[one.number], self.told[other.number]
        size = log(max(len(self.stories), _FEWEST) / 2)
        both = sum(
            first[key] * max(0, 1 - log(max(2, self.holding[key]) / 2) / size) for key in first.keys() & second.keys()
        )
        counts = min(_COUNTS, _COUNT * len(_counts(one) & _counts(other)))
        bare = one.profile.numbers & other.profile.numbers & self.rare
        said = sum(_NUMBER * (len(n.replace(".", "").strip("0")) - _MOST_DIGITS + 1) for n in bare)
        return min(_FIGURES, both) + counts + min(_NUMBERS, said)

    def _one_main(self, one: Story, other: Story) -> bool:
        """Whether one of the figures that both documents are about is the same."""
        mains, others = (
            {(f.kind, f.role, money(f), f.value, f.value_max) for f in (s.fact for s in mains.values() if telling(s))}
            for mains in (self.mains[one.number], self.mains[other.number])
        )
        return not mains.isdisjoint(others)

    def _sisters(self, one: Story, other: Story) -> bool:
        """Whether main figures of one kind and role differ, and none is the same."""
        mains, others = self.mains[one.number], self.mains[other.number]
        pairs = [(mains[key].fact, others[key].fact) for key in mains.keys() & others.keys() if telling(mains[key])]
        pairs = [(a, b) for a, b in pairs if same_money(a, b)]
        return bool(pairs) and not any(figures.compatible(a, b) for a, b in pairs)


def about(one: Story, other: Story, vocabulary: Vocabulary) -> float:
    """Points for the names that two documents are about: few where they share one only, however often they name it."""
    alike = _NAMES * profiles.alike(one.profile.names, other.profile.names)
    if alike <= _EACH / 2:
        return alike
    shared = one.profile.names.keys() & other.profile.names.keys()
    most = sorted(shared, key=lambda n: (-one.profile.names[n] * other.profile.names[n], n))[:_TOP]
    return min(alike, _EACH * vocabulary.shared(frozenset(most), frozenset(most)))


def _points_of_days(apart: int | None) -> float:
    if apart is None:
        return _UNDATED
    return next((points for days, points in _DAYS if apart <= days), _YEARS)


def _speaks_of(one: Story, other: Story) -> bool:
    """Whether the later report speaks of the year in which the earlier one was published."""
    first, second = one.document.published, other.document.published
    if first is None or second is None or first.year == second.year:
        return False
    early, late = (one, other) if first < second else (other, one)
    return early.document.published is not None and early.document.published.year in late.profile.years


def _told(story: Story) -> dict[object, float]:
    """The figures of a story that two documents hardly share by chance, with their points."""
    found: dict[object, float] = {}
    for s in story.statements:
        f = s.fact
        if f.kind == "date_range" and f.start and f.end:
            found[(f.kind, f.start, f.end)] = _RANGE
        elif f.kind == "date_range" and f.start and (f.start.month, f.start.day) != (1, 1):
            found[(f.kind, f.start, None)] = _SINCE
        elif f.value is not None and telling(s) and not s.back:
            key = (f.kind if f.kind != "arrests" else "people", f.counted, f.unit, money(f), f.value, f.value_max)
            found[key] = _FIGURE[_MOST_DIGITS] if f.value_max else _FIGURE[min(_MOST_DIGITS, digits(f.value))]
    return found


def _counts(story: Story) -> set[tuple[object, ...]]:
    facts = [s.fact for s in story.statements if s.fact.kind in ("arrests", "people") and not s.back]
    return {(f.kind, f.role, f.value) for f in facts if f.value is not None and 1 < f.value < DOZEN}


def telling(statement: Statement) -> bool:
    """Whether a figure is one that two sources hardly state by chance: a sum, or a count of a dozen or more."""
    fact = statement.fact
    if fact.value is None or fact.kind == "countries" or is_vague(fact):
        return False
    return fact.kind == "money" or fact.value >= DOZEN


def days_apart(one: Story, other: Story) -> int | None:
    """Days between the publication of two documents; None where one is not known."""
    if one.document.published is None or other.document.published is None:
        return None
    return abs((one.document.published - other.document.published).days)


def clusters(size: int, linked: Mapping[tuple[int, int], float]) -> list[int]:
    """For each document the first one of its story. Groups are joined, the surest first, if half of all pairs tell one.

    Two groups that one report stands between, as on the second theft of a series, need more than half. A chain of
    documents of which each tells a little of the next is not one story.
    """
    members = {n: [n] for n in range(size)}
    first = list(range(size))
    for a, b in sorted(linked, key=lambda pair: (-linked[pair], pair)):
        low, high = sorted((first[a], first[b]))
        if low == high:
            continue
        pairs = [(min(x, y), max(x, y)) for x in members[low] for y in members[high]]
        several = min(len(members[low]), len(members[high])) > 1
        if 2 * sum(pair in linked for pair in pairs) >= len(pairs) + several:
            members[low] += members[high]
            for n in members.pop(high):
                first[n] = low
    return first
