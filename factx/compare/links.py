"""Which statements of different documents are of one quantity: statements in, groups of them out.

First statements that give one figure, or figures that both can be true, are tied, the surest first, so that of two
equal sums each finds its own. Then the main figures of two reports of one story are, even where they differ: only
there is a difference a conflict, and not two things.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from factx.compare import figures
from factx.compare.names import Vocabulary, place_key, same_operation
from factx.compare.statements import LEAD, Statement, Story, fit, is_dollar, main_statements, same_money
from factx.compare.stories import days_apart, telling

#: Statements that share a name and a figure but are more than these are too common to be tied by them.
_MOST = 80
#: Weight of the names in their sentences that tie statements of documents that tell different stories.
_NAMES = 0.5
#: Stems of words that such sentences share at least, unless one is a mere item of a list.
_WORDS, _ITEM = 2, 3
#: How far apart figures that differ but can both be true may be: "over 5,500" says little of 12,000.
_NEAR = Decimal("1.15")
#: The same for main figures that contradict each other: beyond, they count different things.
_FAR = Decimal(2)
#: Counts that many reports share by chance.
_SMALL = 10
#: The share of their words that two sentences share of which one retells the other.
_RETOLD = 0.6
#: Roles that sources confuse: of what criminals take, and of what authorities take from them.
_SIDES = (frozenset(("lost", "ransom", "laundered")), frozenset(("seized", "recovered", "frozen")))
#: Words that sentences about one thing share, where nothing but its figure in another currency ties them.
_ALIKE = 0.2

#: Days between two reports of which one corrects the other; later ones tell of something else.
_DAYS = 31

Pairs = set[tuple[int, int]]


@dataclass(slots=True)
class _Known:
    """What all decisions ask for: the stories, how rare names are, and which documents tell one story."""

    stories: Sequence[Story]
    vocabulary: Vocabulary
    linked: Pairs
    told: Counter[tuple[object, ...]]

    def lone(self, statement: Statement) -> bool:
        """Whether no other statement of the document, its title aside, gives this figure of this kind and currency."""
        return self.told[_told_as(statement)] <= 1

    def sole(self, statement: Statement) -> bool:
        """Whether no other statement of the document, its title aside, gives a figure of this kind, role and event."""
        return self.told[_told_of(statement)] <= 1

    def one_story(self, a: Statement, b: Statement) -> bool:
        return (min(a.document, b.document), max(a.document, b.document)) in self.linked


def _told_as(s: Statement) -> tuple[object, ...]:
    return s.document, s.fact.kind, s.fact.currency, s.fact.value, s.fact.value_max


def _told_of(s: Statement) -> tuple[object, ...]:
    return s.document, s.fact.kind, s.fact.currency, s.fact.role, s.operation


class Groups:
    """Statements in groups that grow together: each begins alone."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._of: dict[int, list[Statement]] = {s.number: [s] for s in statements}

    def of(self, statement: Statement) -> list[Statement]:
        """The group of a statement."""
        return self._of[statement.number]

    def join(self, a: Statement, b: Statement) -> None:
        """Make one group of two."""
        one, other = self.of(a), self.of(b)
        if one is not other:
            if len(one) < len(other):
                one, other = other, one
            one.extend(other)
            for statement in other:
                self._of[statement.number] = one

    def all(self) -> list[list[Statement]]:
        """All groups by their first statement, each in order."""
        found = {id(group): group for group in self._of.values()}
        return sorted((sorted(g, key=lambda s: s.number) for g in found.values()), key=lambda g: g[0].number)


def quantities(stories: Sequence[Story], vocabulary: Vocabulary, linked: Pairs) -> list[list[Statement]]:
    """All statements in groups of one quantity each."""
    statements = [s for story in stories for s in story.statements]
    told = Counter(key for s in statements if not s.only_title for key in (_told_as(s), _told_of(s)))
    known = _Known(stories, vocabulary, linked, told)
    groups = Groups(statements)
    for statement in statements:
        if statement.converted:
            groups.join(statement, statement.converted)
    ties = ((_strength(a, b, known), a, b) for a, b in _candidates(statements, known))
    for _, a, b in sorted(
        ((strength, a, b) for strength, a, b in ties if strength), key=lambda t: (-t[0], t[1].number, t[2].number)
    ):
        if _may_join(groups.of(a), groups.of(b), known):
            groups.join(a, b)
    for story in stories:
        _collapse(story, groups)
    for a_number, b_number in sorted(linked):
        _join_mains(stories[a_number], stories[b_number], groups)
        _join_ranges(stories[a_number], stories[b_number], groups)
        _join_alike(stories[a_number], stories[b_number], known, groups)
    for a, b in _slips(statements, known):
        if len({s.document for s in groups.of(a)}) == 1 or len({s.document for s in groups.of(b)}) == 1:
            groups.join(a, b)
    return groups.all()


def _candidates(statements: Sequence[Statement], known: _Known) -> Iterator[tuple[Statement, Statement]]:
    """Pairs worth a look: of documents that tell one story, or that share a name, with like figures."""
    seen: Pairs = set()
    for held in _blocks(statements, known):
        if len(held) > _MOST:
            continue
        for a, b in combinations(held, 2):
            if a.document != b.document and (a.number, b.number) not in seen:
                seen.add((a.number, b.number))
                yield a, b


def _blocks(statements: Sequence[Statement], known: _Known) -> Iterator[list[Statement]]:
    by_key: defaultdict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for s in statements:
        keys = [f"\0{s.operation}"] if s.operation else []
        keys += [name for name in sorted(s.names) if known.vocabulary.weight(name) > 0]
        for name in keys:
            by_key[(_kind(s), _money(s), name)].append(s)
    for held in by_key.values():
        held.sort(key=lambda s: (s.fact.value or 0, s.number))
        yield from _near_figures(held)
    for a, b in sorted(known.linked):
        both = [*known.stories[a].statements, *known.stories[b].statements]
        of_kind: defaultdict[tuple[str, str | None], list[Statement]] = defaultdict(list)
        for s in both:
            of_kind[(_kind(s), _money(s))].append(s)
        for held in of_kind.values():
            held.sort(key=lambda s: (s.fact.value or 0, s.number))
            yield from _near_figures(held)


def _kind(s: Statement) -> str:
    """The kind, a length being held against ranges."""
    return "date_range" if s.fact.kind == "duration" else s.fact.kind


def _money(s: Statement) -> str | None:
    """The currency, dollars being one."""
    return "$" if is_dollar(s.fact) else s.fact.currency


def _near_figures(held: list[Statement]) -> Iterator[list[Statement]]:
    """A sorted list cut where one figure is too far from the next to be tied to it."""
    run = held[:1]
    for before, s in pairwise(held):
        if s.fact.value is not None and figures.ratio(before.fact, s.fact) > _NEAR:
            yield run
            run = []
        run.append(s)
    yield run


def _strength(a: Statement, b: Statement, known: _Known) -> float:
    """How sure it is that both are of one quantity; 0 where it is not."""
    if not _comparable(a, b) or not fit(a, b):
        return 0
    same = figures.same_figure(a.fact, b.fact)
    if not same and (figures.ratio(a.fact, b.fact) > _NEAR and a.fact.value is not None):
        return 0
    if _is_stray(a, b, known) and not (same and telling(a)):
        return 0
    told = bool(a.operation and b.operation) or known.one_story(a, b)
    names = known.vocabulary.shared(a.names, b.names)
    shared = len(a.words & b.words)
    alike = shared / max(1, min(len(a.words), len(b.words)))
    same_role = a.fact.role == b.fact.role
    if a.fact.value is None:
        fits = _ranges_fit(a, b, told)
    elif told:
        fits = _fits_in_story(a, b, known, names, shared)
    else:
        role = same_role or (same and _one_side(a, b) and shared >= _WORDS)
        fits = names >= _NAMES and role and telling(a) and _on_one_thing(a, b, shared)
    if not fits:
        return 0
    return 10 * same + 2 * same_role + names + 4 * alike + bool(a.operation and b.operation) + (a.place == b.place)


def _is_stray(a: Statement, b: Statement, known: _Known) -> bool:
    """Whether one is of an operation that the other's document, which names others, does not name."""
    if bool(a.operation) == bool(b.operation):
        return False
    named, other = (a, b) if a.operation else (b, a)
    operations = known.stories[other.document].operations
    return bool(operations) and not any(same_operation(named.operation or "", each) for each in operations)


def _comparable(a: Statement, b: Statement) -> bool:
    """Whether kind, currency, operation and place leave room for one quantity."""
    if a.fact.kind != b.fact.kind and {a.fact.kind, b.fact.kind} != {"date_range", "duration"}:
        return False
    if a.operation and b.operation and not same_operation(a.operation, b.operation):
        return False
    if a.fact.kind == "people" and a.fact.role != b.fact.role:
        return False
    return _one_place(a, b) and same_money(a.fact, b.fact)


def _one_place(a: Statement, b: Statement) -> bool:
    """Whether places can be one: a name holds the other, or one sentence names the other's place as well."""
    if not a.place or not b.place:
        return True
    low, high = a.place.lower(), b.place.lower()
    return low in high or high in low or place_key(a.place) in b.names or place_key(b.place) in a.names


def _fits_in_story(a: Statement, b: Statement, known: _Known, names: float, shared: int) -> bool:
    """Whether like figures of one story are one: equal ones of one role as they stand, others with more in common."""
    lone = known.lone(a) and known.lone(b)
    if not figures.same_figure(a.fact, b.fact):
        return _differ_in_story(a, b, known, names, shared)
    if a.fact.role != b.fact.role:
        unsure = lone and "other" in (a.fact.role, b.fact.role)
        if telling(a) and (_one_side(a, b) or (unsure and (shared + names > 0 or _is_odd(a)))):
            return True
        return shared >= _WORDS and (names > 0 or shared > _WORDS)
    if a.fact.kind == "countries":
        return bool(a.operation and b.operation) or shared >= _WORDS or names > 0 or _is_large(a)
    return telling(a) or _is_large(a) or shared > 0 or names > 0 or (lone and a.part == b.part and _is_some(a))


def _differ_in_story(a: Statement, b: Statement, known: _Known, names: float, shared: int) -> bool:
    """Whether figures of one story that differ, and can both be true, are one."""
    if not telling(a) or a.part != b.part:
        return False
    if a.fact.role != b.fact.role:
        return a.titled and b.titled and "other" not in (a.fact.role, b.fact.role)
    if a.titled or b.titled or shared > _WORDS or (known.sole(a) and known.sole(b) and a.fact.role != "other"):
        return True
    return shared >= _WORDS and names > 0 and not a.original and not b.original


def _is_some(statement: Statement) -> bool:
    """Whether more than one is counted."""
    return statement.fact.value is not None and statement.fact.value > 1


def _is_odd(statement: Statement) -> bool:
    """Whether the figure is no round one."""
    return statement.fact.value is not None and figures.digits(statement.fact.value) > 1


def _one_side(a: Statement, b: Statement) -> bool:
    """Whether the roles are of one sum as different people tell it: what victims lose, criminals ask and make."""
    return any({a.fact.role, b.fact.role} <= side for side in _SIDES)


def _is_large(statement: Statement) -> bool:
    return statement.fact.value is None or statement.fact.value > _SMALL


def _ranges_fit(a: Statement, b: Statement, told: bool) -> bool:
    """Ranges of one operation or story are one where the days are, or where one operation's hold each other."""
    if not told or (a.fact.start is None and a.fact.end is None and not a.fact.duration):
        return False
    if "duration" in (a.fact.kind, b.fact.kind):
        ends = b.fact if a.fact.kind == "duration" else a.fact
        closed = ends.start is not None and ends.end is not None
        return bool(a.operation and b.operation) and a.fact.kind != b.fact.kind and closed
    if figures.same_figure(a.fact, b.fact):
        return True
    return bool(a.operation and b.operation) and None not in (a.fact.start, a.fact.end, b.fact.start, b.fact.end)


def _on_one_thing(a: Statement, b: Statement, shared: int) -> bool:
    return shared >= _WORDS or min(len(a.words), len(b.words)) <= _ITEM


def _may_join(one: list[Statement], other: list[Statement], known: _Known) -> bool:
    """Whether two groups stay of one thing: every two can be true, and no document has one figure twice in them."""
    if one is other:
        return False
    for a in one:
        for b in other:
            if a.operation and b.operation and not same_operation(a.operation, b.operation):
                return False
            if a.document == b.document and figures.same_figure(a.fact, b.fact) and a.fact.role == b.fact.role:
                return False
            if same_money(a.fact, b.fact) and not fit(a, b):
                return False
            if not _one_place(a, b):
                return False
    return True


def _collapse(story: Story, groups: Groups) -> None:
    """Tie a title's round figure to the body's exact one of the same document: "over 1,000" and 1,003.

    Where the body says nothing that the title's figure can be, but gives another as its main one, both are one
    quantity, on which the document contradicts itself.
    """
    body = [s for s in story.statements if not s.part and not s.back and s.fact.value is not None]
    for title in [s for s in body if s.titled and all(m.start < LEAD for m in s.fact.mentions)]:
        rivals = [
            s
            for s in body
            if s is not title and _comparable(title, s) and s.fact.role == title.fact.role and not s.titled
            and bool(s.place) <= bool(title.place) and figures.ratio(title.fact, s.fact) <= _FAR
        ]  # fmt: skip
        fitting = [s for s in rivals if figures.compatible(title.fact, s.fact)]
        close = [s for s in fitting if figures.ratio(title.fact, s.fact) <= _NEAR]
        if len(close) == 1 and title.fact.kind != "date_range":
            groups.join(title, close[0])
        elif not fitting and len(rivals) == 1 and title.only_title and rivals[0].at < LEAD:
            groups.join(title, rivals[0])


def _join_mains(one: Story, other: Story, groups: Groups) -> None:
    """Tie the main figures that two reports of a story give of one kind and role, though they differ.

    Reports that are far apart in time tell of two events of one name, unless that is an operation's. A report that
    gives the other one's figure as well knows of two things, unless both stand in titles of the same days.
    """
    mains, others = main_statements(one), main_statements(other)
    apart = days_apart(one, other)
    for key in sorted(mains.keys() & others.keys(), key=str):
        a, b = mains[key], others[key]
        if groups.of(a) is groups.of(b) or not _comparable(a, b) or figures.ratio(a.fact, b.fact) > _FAR:
            continue
        if bool(a.place) != bool(b.place) and not (a.titled and b.titled):
            continue
        if apart is not None and apart > _DAYS and not (a.operation and b.operation):
            continue
        both = a.titled and b.titled and a.fact.role != "other" and apart is not None
        if not (a.titled and b.titled and a.fact.role != "other") and (
            not telling(a) or len(a.words & b.words) < _WORDS
        ):
            continue
        if both or not (_told_by(groups.of(a), other.number) or _told_by(groups.of(b), one.number)):
            groups.join(a, b)


def _join_ranges(one: Story, other: Story, groups: Groups) -> None:
    """Tie the days that two reports give of one operation, if each gives one range of it and they overlap."""
    for operation in sorted(one.operations & other.operations):
        ranges = [_ranges(story, operation) for story in (one, other)]
        if all(len(found) == 1 for found in ranges) and figures.overlap(ranges[0][0].fact, ranges[1][0].fact):
            groups.join(ranges[0][0], ranges[1][0])


def _ranges(story: Story, operation: str) -> list[Statement]:
    return [
        s
        for s in story.statements
        if s.operation == operation and s.fact.kind == "date_range" and s.fact.start and s.fact.end and not s.back
    ]


def _join_alike(one: Story, other: Story, known: _Known, groups: Groups) -> None:
    """Tie figures that differ where two reports of a story say the same but for the figure."""
    if (days_apart(one, other) or 0) > _DAYS:
        return
    alone = [[s for s in story.statements if _is_alone(s, groups)] for story in (one, other)]
    pairs = [(a, b) for a in alone[0] for b in alone[1] if _is_retold(a, b, known)]
    for a, b in pairs:
        if sum(a is x or b is y for x, y in pairs) == 1:
            groups.join(a, b)


def _is_alone(statement: Statement, groups: Groups) -> bool:
    mine = groups.of(statement)
    return telling(statement) and not statement.back and len({s.document for s in mine}) == 1 and len(mine) <= 2


def _is_retold(a: Statement, b: Statement, known: _Known) -> bool:
    """Whether two sentences of one role share most of their words, and a name, and name nothing else that is rare."""
    if not _comparable(a, b) or a.fact.role != b.fact.role or a.part != b.part or bool(a.place) != bool(b.place):
        return False
    if figures.ratio(a.fact, b.fact) > _FAR or bool(a.operation) != bool(b.operation):
        return False
    shared = len(a.words & b.words)
    numbers = {w for w in a.words ^ b.words if w.isdecimal()}
    named = known.vocabulary.shared(a.names, b.names) > 0 or a.operation is not None
    return named and not numbers and shared > _ITEM and shared >= _RETOLD * min(len(a.words), len(b.words))


def _told_by(group: list[Statement], document: int) -> bool:
    return any(s.document == document for s in group)


def _slips(statements: Sequence[Statement], known: _Known) -> list[tuple[Statement, Statement]]:
    """Pairs of sums of one role and one number in two currencies, in reports of one story: 70 million, $ and euros."""
    by_number: defaultdict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for s in statements:
        if s.fact.kind == "money":
            by_number[(s.fact.role, s.fact.value, s.fact.value_max)].append(s)
    return [
        (a, b)
        for held in by_number.values()
        if len(held) <= _MOST
        for a, b in combinations(held, 2)
        if a.document != b.document and known.one_story(a, b) and not same_money(a.fact, b.fact)
        and _one_operation(a, b) and len(a.words & b.words) >= _ALIKE * min(len(a.words), len(b.words))
    ]  # fmt: skip


def _one_operation(a: Statement, b: Statement) -> bool:
    return not (a.operation and b.operation) or same_operation(a.operation, b.operation)
