"""Which statements of different documents are of one quantity: statements in, groups of them out.

First statements that give one figure, or figures that both can be true, are tied, the surest first, so that of two
equal sums each finds its own. Then the main figures of two reports of one story are, even where they differ: only
there is a difference a conflict, and not two things.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from factx.comparing import differences, figures, ties
from factx.comparing.groups import Groups, Known, Pairs, told_as, told_of
from factx.comparing.names import Vocabulary
from factx.comparing.statements import Statement, Story, money

#: Statements that share a name and a figure but are more than these are too common to be tied by them.
_MOST = 80


def quantities(stories: Sequence[Story], vocabulary: Vocabulary, linked: Pairs) -> list[list[Statement]]:
    """All statements in groups of one quantity each."""
    statements = [s for story in stories for s in story.statements]
    told = Counter(key for s in statements if not s.only_title for key in (told_as(s), told_of(s)))
    known = Known(stories, vocabulary, linked, told)
    groups = Groups(statements)
    for statement in statements:
        if statement.converted:
            groups.join(statement, statement.converted)
    tried = ((ties.strength(a, b, known), a, b) for a, b in _candidates(statements, known))
    for _, a, b in sorted((each for each in tried if each[0]), key=lambda t: (-t[0], t[1].number, t[2].number)):
        if ties.may_join(groups.of(a), groups.of(b)):
            groups.join(a, b)
    for story in stories:
        differences.collapse(story, groups)
    for a_number, b_number in sorted(linked):
        differences.join_mains(stories[a_number], stories[b_number], groups)
        differences.join_ranges(stories[a_number], stories[b_number], groups)
        differences.join_alike(stories[a_number], stories[b_number], known, groups)
    for a, b in differences.slips(statements, known):
        if len({s.document for s in groups.of(a)}) == 1 or len({s.document for s in groups.of(b)}) == 1:
            groups.join(a, b)
    return groups.all()


def _candidates(statements: Sequence[Statement], known: Known) -> Iterator[tuple[Statement, Statement]]:
    """Pairs worth a look: of documents that tell one story, or that share a name, with like figures."""
    seen: Pairs = set()
    for held in _blocks(statements, known):
        if len(held) > _MOST:
            continue
        for a, b in combinations(held, 2):
            if a.document != b.document and (a.number, b.number) not in seen:
                seen.add((a.number, b.number))
                yield a, b


def _blocks(statements: Sequence[Statement], known: Known) -> Iterator[list[Statement]]:
    by_key: defaultdict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for s in statements:
        keys = [f"\0{s.operation}"] if s.operation else []
        keys += [name for name in sorted(s.names) if known.vocabulary.weight(name) > 0]
        for name in keys:
            by_key[(_kind(s), money(s.fact), name)].append(s)
    for held in by_key.values():
        held.sort(key=lambda s: (s.fact.value or 0, s.number))
        yield from _near_figures(held)
    for a, b in sorted(known.linked):
        both = [*known.stories[a].statements, *known.stories[b].statements]
        of_kind: defaultdict[tuple[str, str | None], list[Statement]] = defaultdict(list)
        for s in both:
            of_kind[(_kind(s), money(s.fact))].append(s)
        for held in of_kind.values():
            held.sort(key=lambda s: (s.fact.value or 0, s.number))
            yield from _near_figures(held)


def _kind(s: Statement) -> str:
    """The kind, a length being held against ranges."""
    return "date_range" if s.fact.kind == "duration" else s.fact.kind


def _near_figures(held: list[Statement]) -> Iterator[list[Statement]]:
    """A sorted list cut where one figure is too far from the next to be tied to it."""
    run = held[:1]
    for before, s in pairwise(held):
        if s.fact.value is not None and figures.ratio(before.fact, s.fact) > ties.NEAR:
            yield run
            run = []
        run.append(s)
    yield run
