"""Whether there is room for one quantity: what kind, currency, operation, role and place leave open. Yes or no out."""

from __future__ import annotations

from functools import cache

from factx import lexicon
from factx.comparing import figures
from factx.comparing.names import place_key, same_operation
from factx.comparing.statements import Statement, fit, same_money
from factx.lexicon.territories import country_names

#: Roles that sources confuse: of what criminals take, and of what authorities take from them.
_SIDES = (
    frozenset(("lost", "ransom", "laundered", "other")),
    frozenset(("seized", "recovered", "frozen", "other")),
    frozenset(("penalty", "other")),
    frozenset(("victims", "rescued")),
    frozenset(("suspects", "charged")),
)
#: Digits of a figure that two places hardly share.
_ODD = 3
#: Digits in which figures agree that are one with one of them rounded.
ROUNDED = 2


def comparable(a: Statement, b: Statement) -> bool:
    """Whether kind, currency, operation and place leave room for one quantity."""
    if a.fact.kind != b.fact.kind and {a.fact.kind, b.fact.kind} != {"date_range", "duration"}:
        return False
    if a.operation and b.operation and not same_operation(a.operation, b.operation):
        return False
    if (a.fact.counted, a.fact.unit) != (b.fact.counted, b.fact.unit):
        return False
    if (a.fact.kind == "people" or a.fact.counted) and a.fact.role != b.fact.role and not _one_count(a, b):
        return False
    return _one_place(a, b) and same_money(a.fact, b.fact)


def one_side(a: Statement, b: Statement) -> bool:
    """Whether the roles are of one sum as different people tell it: what victims lose, criminals ask and make."""
    return a.fact.role == b.fact.role or any({a.fact.role, b.fact.role} <= side for side in _SIDES)


def _one_count(a: Statement, b: Statement) -> bool:
    """Whether people of two roles may be the same: roles of one side, and a figure that is no round one."""
    return one_side(a, b) and figures.agreement(a.fact, b.fact) >= ROUNDED


def _one_place(a: Statement, b: Statement) -> bool:
    """Whether places can be one: a name holds the other, or one sentence names the other's place as well.

    Two sources that give one odd figure may tell its place by the town and by the country.
    """
    if (
        not a.place
        or not b.place
        or (figures.same_figure(a.fact, b.fact) and figures.agreement(a.fact, b.fact) >= _ODD)
    ):
        return True
    low, high = _spelled(a.place), _spelled(b.place)
    if _holds(a, b) or _holds(b, a):
        return True
    return low in high or high in low or place_key(a.place) in b.names or place_key(b.place) in a.names


def _spelled(place: str) -> str:
    """A place in small letters, a country's short name written out."""
    low = place.lower().removeprefix("the ").replace(".", "")
    return _countries().get(low, low)


@cache
def _countries() -> dict[str, str]:
    return dict(lexicon.load("compare")["countries"])


@cache
def _regions() -> frozenset[str]:
    return frozenset(lexicon.load("compare")["regions"])


def _holds(whole: Statement, part: Statement) -> bool:
    """Whether one place is a country or a province, and one of the documents names the place of both."""
    place = whole.place or ""
    if _spelled(place).title() not in country_names() and place.split()[-1].lower() not in _regions():
        return False
    if _spelled(part.place or "").title() in country_names():
        return False
    return place_key(place) in part.known or place_key(part.place or "") in whole.known


def may_join(one: list[Statement], other: list[Statement]) -> bool:
    """Whether two groups stay of one thing: every two can be true, and no document has one figure twice in them."""
    if one is other:
        return False
    for a in one:
        for b in other:
            if a.operation and b.operation and not same_operation(a.operation, b.operation):
                return False
            if a.document == b.document and figures.same_figure(a.fact, b.fact) and not _told_by_title(a, b):
                return False
            if same_money(a.fact, b.fact) and not fit(a, b):
                return False
            if a.document == b.document and _are_two(a, b):
                return False
            if not _one_place(a, b):
                return False
    return True


def _told_by_title(a: Statement, b: Statement) -> bool:
    """Whether one is the title's way to tell the other: in a role that differs."""
    return (a.only_title or b.only_title) and a.fact.role != b.fact.role


def _are_two(a: Statement, b: Statement) -> bool:
    """Whether a document tells of two things: it gives both behind its title, in one sentence or as no rounding."""
    if a.only_title or b.only_title:
        return False
    if a.fact.kind == b.fact.kind == "date_range":
        return not (figures.same_figure(a.fact, b.fact) or figures.same_months(a.fact, b.fact))
    if a.fact.value is None or b.fact.value is None:
        return False
    if a.fact.role != b.fact.role or not same_money(a.fact, b.fact) or figures.same_figure(a.fact, b.fact):
        return False
    sentences = {m.sentence for m in a.fact.mentions}
    return figures.agreement(a.fact, b.fact) < ROUNDED or any(m.sentence in sentences for m in b.fact.mentions)
