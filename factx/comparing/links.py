"""Which statements of different documents are of one quantity: statements in, groups of them out.

First statements that give one figure, or figures that both can be true, are tied, the surest first, so that of two
equal sums each finds its own. Then the main figures of two reports of one story are, even where they differ: only
there is a difference a conflict, and not two things.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, pairwise

from factx.comparing import differences, figures, room, ties
from factx.comparing.groups import NEAR, Groups, Known, Links, Pairs, told_as, told_of
from factx.comparing.names import Vocabulary
from factx.comparing.statements import Statement, Story, money
from factx.comparing.stories import SURE, telling

#: Statements that share a name and a figure but are more than these are too common to be tied by them.
_MOST = 80
#: Digits of a figure by which others like it are found.
_ODD = 3


def quantities(
    stories: Sequence[Story], vocabulary: Vocabulary, linked: Links, story: Sequence[int]
) -> list[list[Statement]]:
    """All statements in groups of one quantity each.

    Args:
        stories, vocabulary: of the run.
        linked: pairs of documents that tell one story.
        story: by document the first one of its story.
    """
    statements = [s for each in stories for s in each.statements]
    told = Counter(key for s in statements if not s.only_title for key in (told_as(s), told_of(s)))
    known = Known(stories, vocabulary, _within(story) | linked, told)
    groups = Groups(statements)
    for statement in statements:
        if statement.converted:
            groups.join(statement, statement.converted)
    candidates = list(_candidates(statements, known))
    _tie(candidates, known, groups)
    for a, b in candidates:
        if differences.is_corrected(a, b, known):
            groups.join(a, b)
    _tie(candidates, known, groups)  # now also sums beside those that are tied
    known.shared = _shared(groups, known)
    _tie(list(_of_pairs(known, known.shared)), known, groups)
    for statement in statements:
        _pair_beside(statement, groups)
    _join_differing(statements, known, groups)
    return groups.all()


def _tie(candidates: Sequence[tuple[Statement, Statement]], known: Known, groups: Groups) -> None:
    """Join the groups of statements that agree, the surest first."""
    tried = ((ties.strength(a, b, known, groups), a, b) for a, b in candidates)
    for _, a, b in sorted((each for each in tried if each[0]), key=lambda t: (-t[0], t[1].number, t[2].number)):
        if room.may_join(groups.of(a), groups.of(b)):
            groups.join(a, b)


def _shared(groups: Groups, known: Known) -> Counter[tuple[int, int]]:
    """How many telling quantities are shared by two documents that do not tell one story."""
    shared: Counter[tuple[int, int]] = Counter()
    for group in groups.all():
        if any(telling(s) for s in group):
            documents = sorted({s.document for s in group})
            if len(documents) <= _MOST:
                shared.update(pair for pair in combinations(documents, 2) if pair not in known.linked)
    return shared


def _join_differing(statements: Sequence[Statement], known: Known, groups: Groups) -> None:
    """Join what differs and is yet of one quantity."""
    for story in known.stories:
        differences.collapse(story, groups)
    for pair in sorted(known.linked):
        one, other = (known.stories[number] for number in pair)
        differences.join_mains(one, other, known, groups)
        differences.join_soles(one, other, known, groups)
        differences.join_ranges(one, other, groups)
        differences.join_alike(one, other, known, groups)
    for a, b in differences.slips(statements, known):
        first, second = ({s.document for s in groups.of(each)} for each in (a, b))
        if 1 in (len(first), len(second)) and first.isdisjoint(second):
            groups.join(a, b)


def _within(story: Sequence[int]) -> Links:
    """All pairs of documents of one story, with the least points that tie two."""
    members: defaultdict[int, list[int]] = defaultdict(list)
    for number, first in enumerate(story):
        members[first].append(number)
    return {pair: SURE for held in members.values() for pair in combinations(held, 2)}


def _pair_beside(statement: Statement, groups: Groups) -> None:
    """Take a sum for what another beside it is worth where other sources make one quantity of them."""
    for other in statement.beside:
        single = not any(s.converted or s.original for s in (statement, other))
        if single and other.at > statement.at and groups.of(other) is groups.of(statement):
            statement.converted, other.original = other, statement


def _candidates(statements: Sequence[Statement], known: Known) -> Iterator[tuple[Statement, Statement]]:
    """Pairs worth a look: of documents that tell one story, or that share a name, with like figures."""
    seen: Pairs = set()
    blocks = chain(_blocks(statements, known), _of_documents(known, known.linked))
    for held in blocks:
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
        keys += [name for name in sorted(s.names | s.hints) if known.vocabulary.weight(name) > 0]
        own = known.stories[s.document].address
        keys += sorted(s.cited | {own} if own else s.cited)
        if (
            s.fact.value
            and telling(s)
            and figures.digits(s.fact.value) + figures.digits(s.fact.value_max or s.fact.value) >= _ODD
        ):
            keys.append(f"\0\0{s.fact.value:.{_ODD - 1}e}")
        for name in keys:
            by_key[(_kind(s), money(s.fact), name)].append(s)
    for held in by_key.values():
        held.sort(key=lambda s: (s.fact.value or 0, s.number))
        yield from _near_figures(held)


def _of_pairs(known: Known, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs of statements with like figures of documents that are given in pairs."""
    for held in _of_documents(known, pairs):
        yield from ((a, b) for a, b in combinations(held, 2) if a.document != b.document)


def _of_documents(known: Known, pairs: Iterable[tuple[int, int]]) -> Iterator[list[Statement]]:
    """The statements of two documents each, by kind and currency, in runs of like figures."""
    for a, b in sorted(pairs):
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
        if s.fact.value is not None and figures.ratio(before.fact, s.fact) > NEAR:
            yield run
            run = []
        run.append(s)
    yield run
