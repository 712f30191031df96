"""Whether two statements are of one quantity as they stand: two statements in, how sure it is out.

Here figures agree, or can both be true. Those that cannot are for `differences`.
"""

from __future__ import annotations

from decimal import Decimal

from factx.comparing import figures
from factx.comparing.groups import Known
from factx.comparing.names import place_key, same_operation
from factx.comparing.statements import Statement, fit, same_money
from factx.comparing.stories import telling

#: Weight of the names in their sentences that tie statements of documents that tell different stories.
_NAMES = 0.5
#: Stems of words that such sentences share at least, unless one is a mere item of a list.
WORDS, ITEM = 2, 3
#: How far apart figures that differ but can both be true may be: "over 5,500" says little of 12,000.
NEAR = Decimal("1.15")
#: Counts that many reports share by chance.
_SMALL = 10
#: Roles that sources confuse: of what criminals take, and of what authorities take from them.
_SIDES = (frozenset(("lost", "ransom", "laundered")), frozenset(("seized", "recovered", "frozen")))


def strength(a: Statement, b: Statement, known: Known) -> float:
    """How sure it is that both are of one quantity; 0 where it is not."""
    if not comparable(a, b) or not fit(a, b):
        return 0
    same = figures.same_figure(a.fact, b.fact)
    if not same and (figures.ratio(a.fact, b.fact) > NEAR and a.fact.value is not None):
        return 0
    if _is_stray(a, b, known) and not (same and telling(a)):
        return 0
    told = bool(a.operation and b.operation) or known.one_story(a, b)
    names = known.vocabulary.shared(a.names, b.names)
    shared = len(a.words & b.words)
    alike = shared / max(1, min(len(a.words), len(b.words)))
    same_role = a.fact.role == b.fact.role
    if a.fact.value is None:
        fits = _ranges_fit(a, b, told, known.sole(a) and known.sole(b) and shared >= WORDS)
    elif told:
        fits = _fits_in_story(a, b, known, names, shared)
    else:
        role = same_role or (same and _one_side(a, b) and shared >= WORDS)
        fits = names >= _NAMES and role and telling(a) and _on_one_thing(a, b, shared)
    if not fits:
        return 0
    return 10 * same + 2 * same_role + names + 4 * alike + bool(a.operation and b.operation) + (a.place == b.place)


def _is_stray(a: Statement, b: Statement, known: Known) -> bool:
    """Whether one is of an operation that the other's document, which names others, does not name."""
    if bool(a.operation) == bool(b.operation):
        return False
    named, other = (a, b) if a.operation else (b, a)
    operations = known.stories[other.document].operations
    return bool(operations) and not any(same_operation(named.operation or "", each) for each in operations)


def comparable(a: Statement, b: Statement) -> bool:
    """Whether kind, currency, operation and place leave room for one quantity."""
    if a.fact.kind != b.fact.kind and {a.fact.kind, b.fact.kind} != {"date_range", "duration"}:
        return False
    if a.operation and b.operation and not same_operation(a.operation, b.operation):
        return False
    if (a.fact.counted, a.fact.unit) != (b.fact.counted, b.fact.unit):
        return False
    if (a.fact.kind == "people" or a.fact.counted) and a.fact.role != b.fact.role:
        return False
    return _one_place(a, b) and same_money(a.fact, b.fact)


def _one_place(a: Statement, b: Statement) -> bool:
    """Whether places can be one: a name holds the other, or one sentence names the other's place as well."""
    if not a.place or not b.place:
        return True
    low, high = a.place.lower(), b.place.lower()
    return low in high or high in low or place_key(a.place) in b.names or place_key(b.place) in a.names


def _fits_in_story(a: Statement, b: Statement, known: Known, names: float, shared: int) -> bool:
    """Whether like figures of one story are one: equal ones of one role as they stand, others with more in common."""
    lone = known.lone(a) and known.lone(b)
    if not figures.same_figure(a.fact, b.fact):
        return _differ_in_story(a, b, known, names, shared)
    if a.fact.role != b.fact.role:
        unsure = lone and "other" in (a.fact.role, b.fact.role)
        if telling(a) and (_one_side(a, b) or (unsure and (shared + names > 0 or _is_odd(a)))):
            return True
        return shared >= WORDS and (names > 0 or shared > WORDS)
    if a.fact.kind == "countries":
        return bool(a.operation and b.operation) or shared >= WORDS or names > 0 or _is_large(a)
    return telling(a) or _is_large(a) or shared > 0 or names > 0 or (lone and a.part == b.part and _is_some(a))


def _differ_in_story(a: Statement, b: Statement, known: Known, names: float, shared: int) -> bool:
    """Whether figures of one story that differ, and can both be true, are one."""
    if not telling(a) or a.part != b.part:
        return False
    if a.fact.role != b.fact.role:
        return a.titled and b.titled and "other" not in (a.fact.role, b.fact.role)
    if a.titled or b.titled or shared > WORDS or (known.sole(a) and known.sole(b) and a.fact.role != "other"):
        return True
    return shared >= WORDS and names > 0 and not a.original and not b.original


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


def _ranges_fit(a: Statement, b: Statement, told: bool, alone: bool) -> bool:
    """Ranges of one operation or story are one where the days are, or, its only ones, where one holds the other."""
    if not told or (a.fact.start is None and a.fact.end is None and not a.fact.duration):
        return False
    if "duration" in (a.fact.kind, b.fact.kind):
        ends = b.fact if a.fact.kind == "duration" else a.fact
        closed = ends.start is not None and ends.end is not None
        return bool(a.operation and b.operation) and a.fact.kind != b.fact.kind and closed
    if figures.same_figure(a.fact, b.fact):
        return True
    closed = None not in (a.fact.start, a.fact.end, b.fact.start, b.fact.end)
    return closed and (alone or bool(a.operation and b.operation))


def _on_one_thing(a: Statement, b: Statement, shared: int) -> bool:
    return shared >= WORDS or min(len(a.words), len(b.words)) <= ITEM


def may_join(one: list[Statement], other: list[Statement]) -> bool:
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
