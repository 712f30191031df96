"""Candidates to facts: mentions of the same fact joined, the most informative bound taken, ids given in order. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, islice

from factx.candidate import Candidate
from factx.model import BOUND_ORDER, Bound, Fact, Mention, SectionName

#: Gives the mention of a candidate, in the offsets of the article's text.
MentionMaker = Callable[[Candidate], Mention]
#: Gives the words of the article from a candidate's start to the end of what it counts.
PhraseMaker = Callable[[Candidate], str]
#: Gives the measured precision of a candidate's rule in its setting.
Confidence = Callable[[Candidate], float]

_SECTION_ORDER: tuple[SectionName, ...] = ("body", "headline", "related")
# Where more facts than these state one value, a mention is held against the first and the last of them only.
_FIRST_FACTS, _LAST_FACTS = 200, 20


_UPPER: frozenset[Bound | None] = frozenset(["at_most", "less_than"])
_LOWER: frozenset[Bound | None] = frozenset(["at_least", "more_than"])
# What is "up to" a figure and what is "over" it are two things.
_OPPOSITE = {**dict.fromkeys(_UPPER, _LOWER), **dict.fromkeys(_LOWER, _UPPER)}


@dataclass(slots=True)
class _Group:
    """The mentions of one fact so far, and what is asked of them all."""

    members: list[Candidate] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    sentences: set[int] = field(default_factory=set)
    counted: set[str | None] = field(default_factory=set)
    converted: set[Decimal] = field(default_factory=set)
    items: set[int] = field(default_factory=set)
    bounds: set[Bound | None] = field(default_factory=set)
    sections: set[SectionName] = field(default_factory=set)

    def add(self, c: Candidate, section: SectionName) -> None:
        """Take one more mention."""
        self.members.append(c)
        self.sections.add(section)
        self.sentences.add(c.sentence)
        self.counted.add(c.counted)
        self.bounds.add(c.bound)
        if c.place:
            self.places.add(c.place)
        if c.around:
            self.places.add(c.around)
        if c.converted is not None:
            self.converted.add(c.converted)
        if c.item is not None:
            self.items.add(c.item)


def resolve(
    candidates: Iterable[Candidate], mention: MentionMaker, phrase: PhraseMaker, confidence: Confidence
) -> tuple[Fact, ...]:
    """The facts that the candidates state, in order of first mention.

    Mentions are one fact where kind, role, currency, value (or first and last day) and event are the same, unless
    they are plainly about different people or sums: told of different places, "three more", "up to" and "over".
    """
    groups: dict[tuple[object, ...], list[_Group]] = {}
    facts: list[_Group] = []
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end, c.kind, c.role or "")):
        told = mention(candidate)
        known = groups.setdefault(_key(candidate, told.text), [])
        group = next((g for g in _near(known) if _same(g, candidate)), None)
        if group is None:
            group = _Group()
            known.append(group)
            facts.append(group)
        group.add(candidate, told.section)
    numbers: Counter[str] = Counter()
    result = []
    for group in facts:
        kind = group.members[0].kind
        numbers[kind] += 1
        result.append(_fact(f"{kind}-{numbers[kind]}", group.members, mention, phrase, confidence))
    return tuple(result)


def _key(c: Candidate, words: str) -> tuple[object, ...]:
    """What the mentions of one fact share; a range whose days are not known is known by its words."""
    if c.value is None and c.first is None and c.last is None:
        if c.duration is not None:
            return (c.kind, c.duration)
        return (c.kind, " ".join(words.lower().split()).removeprefix("the "))
    return (c.kind, c.role, c.currency, c.value, c.value_max, c.first, c.last, c.duration, c.event, c.thing, c.unit)


def _near(groups: list[_Group]) -> Iterable[_Group]:
    """The groups that a mention may join: all of them, but for the middle of very many."""
    return chain(islice(groups, _FIRST_FACTS), groups[max(_FIRST_FACTS, len(groups) - _LAST_FACTS) :])


def _same(group: _Group, candidate: Candidate) -> bool:
    """Whether the candidate may speak of the same people or sum as the group."""
    latest = group.members[-1]
    if candidate.start < latest.end and latest.start < candidate.end:
        return False
    if candidate.value is None:
        return True
    if _OPPOSITE.get(candidate.bound, frozenset()) & group.bounds:
        return False
    small = candidate.value < 20
    if candidate.more and small and group.sections != {"headline"} and not any(m.more for m in group.members):
        return False
    if small and candidate.place and group.places and not _told_there(group, candidate):
        return False
    if candidate.value <= 2 and (candidate.kind in ("arrests", "people") or candidate.thing):
        return _alike(group, candidate)
    return candidate.kind != "money" or not _other_sum(group, candidate)


def _other_sum(group: _Group, c: Candidate) -> bool:
    """Whether equal amounts are plainly two sums: said in one sentence, of two list items, or converted from two."""
    if c.sentence in group.sentences:
        return True
    if c.converted is not None and group.converted - {c.converted}:
        return True
    return c.item is not None and bool(group.items - {c.item})


def _told_there(group: _Group, c: Candidate) -> bool:
    """Whether the candidate's place, or the one around it, can be the group's; a headline may name a wider one."""
    own = [place for place in (c.place, c.around) if place]
    return group.sections == {"headline"} or any(_within(place, p) for place in own for p in group.places)


def _within(place: str, other: str) -> bool:
    """Whether one name holds the other ("Oklahoma", "Oklahoma City")."""
    return place in other or other in place


def _alike(group: _Group, candidate: Candidate) -> bool:
    """One or two people told of twice in one sentence are not the same ones; one and one only if called the same."""
    if candidate.sentence in group.sentences:
        return False
    return candidate.value != 1 or candidate.counted in group.counted


def _fact(
    number: str, group: list[Candidate], mention: MentionMaker, phrase: PhraseMaker, confidence: Confidence
) -> Fact:
    first = group[0]
    mentions = tuple(mention(c) for c in group)
    sections = {m.section for m in mentions}
    return Fact(
        id=number,
        kind=first.kind,
        role=first.role,
        value=first.value,
        value_max=first.value_max,
        bound=_best_bound(group),
        currency=first.currency,
        start=first.first,
        end=first.last,
        duration=first.duration,
        event=next((c.event for c in group if c.event), None),
        place=next((c.place for c in group if c.place), None),
        section=next(s for s in _SECTION_ORDER if s in sections),
        text=phrase(first),
        mentions=mentions,
        rule=first.rule,
        confidence=confidence(first),
        counted=first.thing,
        unit=first.unit,
    )


def _best_bound(group: list[Candidate]) -> Bound | None:
    bounds = [c.bound for c in group if c.bound is not None]
    return max(bounds, key=BOUND_ORDER.index) if bounds else None
