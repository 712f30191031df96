"""Candidates to facts: mentions of the same fact joined, the most informative bound taken, ids given in order. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from factx.candidate import Candidate
from factx.model import BOUND_ORDER, Bound, Fact, Mention, SectionName

#: Gives the mention of a candidate, in the offsets of the article's text.
MentionMaker = Callable[[Candidate], Mention]
#: Gives the words of the article from a candidate's start to the end of what it counts.
PhraseMaker = Callable[[Candidate], str]
#: Gives the measured precision of a candidate's rule in its setting.
Confidence = Callable[[Candidate], float]

_SECTION_ORDER: tuple[SectionName, ...] = ("body", "headline", "related")


def resolve(
    candidates: Iterable[Candidate], mention: MentionMaker, phrase: PhraseMaker, confidence: Confidence
) -> tuple[Fact, ...]:
    """The facts that the candidates state, in order of first mention.

    Mentions are one fact where kind, role, currency, value (or first and last day) and event are the same, unless
    they are plainly about different people: told of different places, or "three more".
    """
    groups: dict[tuple[object, ...], list[list[Candidate]]] = {}
    ordered = sorted(candidates, key=lambda c: (c.start, -c.end, c.kind, c.role or ""))
    facts: list[list[Candidate]] = []
    for candidate in ordered:
        key = _key(candidate)
        for group in groups.setdefault(key, []):
            if _same(group, candidate):
                group.append(candidate)
                break
        else:
            group = [candidate]
            groups[key].append(group)
            facts.append(group)
    numbers: Counter[str] = Counter()
    result = []
    for group in facts:
        kind = group[0].kind
        numbers[kind] += 1
        result.append(_fact(f"{kind}-{numbers[kind]}", group, mention, phrase, confidence))
    return tuple(result)


def _key(c: Candidate) -> tuple[object, ...]:
    if c.value is None and c.first is None and c.last is None:
        if c.duration is not None:
            return (c.kind, c.duration)
        return (c.kind, c.start)  # an unresolved range is a fact of its own
    return (c.kind, c.role, c.currency, c.value, c.value_max, c.first, c.last, c.duration, c.event)


def _same(group: list[Candidate], candidate: Candidate) -> bool:
    """Whether the candidate may speak of the same people or sum as the group."""
    if candidate.start < group[-1].end and group[-1].start < candidate.end:
        return False
    if candidate.value is None:
        return True
    small = candidate.value < 20
    if candidate.more and small:
        return False
    places = {g.place for g in group if g.place}
    if small and candidate.place and places and not any(_within(candidate.place, p) for p in places):
        return False
    if candidate.value <= 2 and candidate.kind in ("arrests", "people"):
        return _alike(group, candidate)
    return candidate.kind != "money" or not any(_other_sum(g, candidate) for g in group)


def _other_sum(one: Candidate, other: Candidate) -> bool:
    """Whether equal amounts are plainly two sums: said in one sentence, of two list items, or converted from two."""
    if one.sentence == other.sentence:
        return True
    if one.converted is not None and other.converted is not None and one.converted != other.converted:
        return True
    return one.item is not None and other.item is not None and one.item != other.item


def _within(place: str, other: str) -> bool:
    """Whether one name holds the other ("Oklahoma", "Oklahoma City")."""
    return place in other or other in place


def _alike(group: list[Candidate], candidate: Candidate) -> bool:
    """One or two people told of twice in one sentence are not the same ones; one and one only if called the same."""
    if any(g.sentence == candidate.sentence for g in group):
        return False
    return candidate.value != 1 or any(g.counted == candidate.counted for g in group)


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
    )


def _best_bound(group: list[Candidate]) -> Bound | None:
    bounds = [c.bound for c in group if c.bound is not None]
    return max(bounds, key=BOUND_ORDER.index) if bounds else None
