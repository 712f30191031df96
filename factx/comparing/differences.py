"""Figures that differ and are yet of one quantity: where a difference is a contradiction, and not two things.

Groups of statements in, the same joined further. Rather a contradiction is missed than one is invented.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from factx.comparing import figures, names
from factx.comparing.groups import NEAR, Groups, Known
from factx.comparing.names import place_key, same_operation
from factx.comparing.room import comparable, one_side
from factx.comparing.statements import LEAD, Statement, Story, main_statements, money, same_money
from factx.comparing.stories import DOZEN, LONGEST, SURE, days_apart, telling
from factx.comparing.ties import ITEM, WORDS

#: How far apart main figures that contradict each other may be: beyond, they count different things.
_FAR = Decimal(2)
#: The same of sums of no role, and of reports whose days are not known.
_CLOSE = Decimal("1.1")
#: What grows from day to day, and how far it may in between.
_TOLLS, _GROWN = frozenset(("killed", "injured")), Decimal("3.5")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: The share of their words that two sentences share of which one retells the other.
_RETOLD = 0.6
#: Words that two sentences share of which one is plainly made of the other.
_SENTENCE = 7
#: Words that sentences about one thing share, where nothing but its figure in another currency ties them.
_ALIKE = 0.2
#: Statements of one number that are more than these are too common to be tied by it.
_MOST = 80
#: How far apart those are that nothing but a story and their being its main figures ties, and its points at least.
_BESIDE, _SURELY = Decimal("1.2"), SURE + 1
#: Digits in which two figures agree of which one corrects the other.
_ALL_BUT = 4
#: Days between two reports of which one corrects the other; later ones tell of something else.
_DAYS = 31


def collapse(story: Story, groups: Groups) -> None:
    """Tie a title's round figure to the body's exact one of the same document: "over 1,000" and 1,003.

    Where the body says nothing that the title's figure can be, but gives another as its main one, both are one
    quantity, on which the document contradicts itself.
    """
    body = [s for s in story.statements if not s.part and not s.back and s.fact.value is not None]
    _collapse_roles(story, groups)
    for title in [s for s in body if s.titled and all(m.start < LEAD for m in s.fact.mentions)]:
        rivals = [
            s
            for s in body
            if s is not title and comparable(title, s) and s.fact.role == title.fact.role and not s.titled
            and bool(s.place) <= bool(title.place) and figures.ratio(title.fact, s.fact) <= _FAR
            and not _adds_up(title, s, story) and not _is_long_past(s, story)
        ]  # fmt: skip
        fitting = [s for s in rivals if figures.compatible(title.fact, s.fact)]
        close = [s for s in fitting if figures.ratio(title.fact, s.fact) <= NEAR]
        if len(close) == 1 and title.fact.kind != "date_range":
            groups.join(title, close[0])
        elif not fitting and len(rivals) == 1 and title.only_title and rivals[0].at < LEAD:
            groups.join(title, rivals[0])


def _is_long_past(statement: Statement, story: Story) -> bool:
    """Whether the sentences of a figure tell of years well before that of the report."""
    if story.document.published is None:
        return False
    told = [[int(year) for year in _YEAR.findall(m.sentence)] for m in statement.fact.mentions]
    return all(years and max(years) < story.document.published.year - 1 for years in told)


def _collapse_roles(story: Story, groups: Groups) -> None:
    """Tie a sum of the title alone to the same sum of the text that is told there in another role of its side."""
    money_ = [s for s in story.statements if s.fact.kind == "money"]
    for title in [s for s in money_ if s.only_title]:
        twins = [
            s
            for s in money_
            if not s.only_title and s.at < LEAD and one_side(title, s) and same_money(title.fact, s.fact)
            and figures.same_figure(title.fact, s.fact)
        ]  # fmt: skip
        if len(twins) == 1 and comparable(title, twins[0]):
            groups.join(title, twins[0])


def _adds_up(whole: Statement, part: Statement, story: Story) -> bool:
    """Whether a figure is the sum of another one and one more in a sentence of that: 500 of "350 and 150"."""
    if whole.fact.value is None or part.fact.value is None:
        return False
    rest = whole.fact.value - part.fact.value
    sentences = {m.sentence for m in part.fact.mentions}
    return any(
        s.fact.value == rest and s.fact.kind == whole.fact.kind and money(s.fact) == money(whole.fact)
        for s in story.statements
        if any(m.sentence in sentences for m in s.fact.mentions)
    )


def join_mains(one: Story, other: Story, known: Known, groups: Groups) -> None:
    """Tie the main figures that two reports of a story give of one kind and role, though they differ.

    Reports that are far apart in time tell of two events of one name, unless that is an operation's. A report that
    gives the other one's figure as well knows of two things, unless both stand in titles of the same days.
    """
    mains, others = main_statements(one), main_statements(other)
    apart = days_apart(one, other)
    for key in sorted(mains.keys() & others.keys(), key=str):
        a, b = mains[key], others[key]
        if groups.of(a) is groups.of(b) or not comparable(a, b) or not _is_one_main(a, b, one, other, known):
            continue
        if apart is not None and apart > _DAYS and not (a.operation and b.operation) and not _is_revised(a, b, apart):
            continue
        both = _both_titled(a, b) and apart is not None
        if both or not (_told_by(groups.of(a), other.number) or _told_by(groups.of(b), one.number)):
            groups.join(a, b)


def _is_revised(a: Statement, b: Statement, apart: int) -> bool:
    """Whether one counts the people of the other anew, months later, in like words."""
    near = figures.ratio(a.fact, b.fact) <= _BESIDE
    return apart <= LONGEST and a.fact.kind == "people" and near and len(a.words & b.words) > ITEM


def _is_one_main(a: Statement, b: Statement, one: Story, other: Story, known: Known) -> bool:
    """Whether main figures that differ are of one thing: of both titles, of one toll, or told with the same words.

    Of reports that are surely of one story they are so too where they are near and neither gives another like them.
    """
    if any(_adds_up(x, y, story) for x, y in ((a, b), (b, a)) for story in (one, other)):
        return False
    where = _where_told(a, b, one, other) and _where_told(b, a, other, one)
    if not where and not (a.titled and b.titled):
        return False
    if _has_grown(a, b, one, other):
        return figures.ratio(a.fact, b.fact) <= _GROWN
    if not _near(a, b, one, other):
        return False
    shared = len(a.words & b.words)
    if a.fact.role == "other":  # sums of all kinds
        return telling(a) and shared > ITEM and shared >= _RETOLD * min(len(a.words), len(b.words))
    if _both_titled(a, b) or (telling(a) and shared >= WORDS):
        return True
    near = figures.ratio(a.fact, b.fact) <= _BESIDE
    counted = telling(a) or (a.fact.kind == "countries" and (a.fact.value or 0) >= DOZEN)
    return counted and near and known.surety(a, b) >= _SURELY and known.unrivalled(a, b)


def _near(a: Statement, b: Statement, one: Story, other: Story) -> bool:
    """Whether figures are near enough to contradict each other, and not to be of two things."""
    dated = days_apart(one, other) is not None or (a.operation and b.operation)
    return figures.ratio(a.fact, b.fact) <= (_FAR if dated and a.fact.role != "other" else _CLOSE)


def _both_titled(a: Statement, b: Statement) -> bool:
    return a.titled and b.titled and a.fact.role != "other"


def _has_grown(a: Statement, b: Statement, one: Story, other: Story) -> bool:
    """Whether two main figures are a toll of the dead or hurt that is larger in the report of a later day."""
    first, second = one.document.published, other.document.published
    if a.fact.role not in _TOLLS or first is None or second is None or first == second:
        return False
    early, late = (a, b) if first < second else (b, a)
    return telling(a) and telling(b) and (early.fact.value or 0) < (late.fact.value or 0)


def join_soles(one: Story, other: Story, known: Known, groups: Groups) -> None:
    """Tie the only counts of a kind that two reports give of one operation, though they differ a little."""
    theirs = {s.fact.kind: s for s in other.statements if _is_sole(s, known)}
    for a in one.statements:
        b = theirs.get(a.fact.kind)
        if b is None or not _is_sole(a, known) or groups.of(a) is groups.of(b) or not comparable(a, b):
            continue
        told = _told_by(groups.of(a), other.number) or _told_by(groups.of(b), one.number)
        if not told and a.fact.role == b.fact.role and figures.ratio(a.fact, b.fact) <= NEAR:
            groups.join(a, b)


def _is_sole(statement: Statement, known: Known) -> bool:
    """Whether a count is that of a whole operation, and the document gives no other."""
    counted = statement.fact.kind in ("arrests", "countries") and statement.operation is not None
    whole = not statement.part and not statement.back and not statement.place
    return counted and whole and known.sole(statement)


def _where_told(a: Statement, b: Statement, own: Story, told: Story) -> bool:
    """Whether the place of ``a`` is no part of what ``b`` counts: a document that begins with it is all about it."""
    return not a.place or bool(b.place) or place_key(a.place) in b.names | told.about | own.title


def is_corrected(a: Statement, b: Statement, known: Known) -> bool:
    """Whether figures of many digits differ in the last ones only: 119,756 and 119,754 bitcoins of one theft."""
    if figures.agreement(a.fact, b.fact) < _ALL_BUT or figures.compatible(a.fact, b.fact) or not comparable(a, b):
        return False
    return one_side(a, b) and (known.one_story(a, b) or known.about(a, b) >= 1)


def join_ranges(one: Story, other: Story, groups: Groups) -> None:
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


def join_alike(one: Story, other: Story, known: Known, groups: Groups) -> None:
    """Tie figures that differ where two reports of a story say the same but for the figure."""
    if (days_apart(one, other) or 0) > _DAYS:
        return
    told = [[s for s in story.statements if telling(s) and not s.back] for story in (one, other)]
    pairs = [
        (a, b)
        for a in told[0]
        for b in told[1]
        if (_is_alone(a, groups) or _is_alone(b, groups)) and _near(a, b, one, other) and _is_retold(a, b, known)
    ]
    for a, b in pairs:
        apart = {s.document for s in groups.of(a)}.isdisjoint(s.document for s in groups.of(b))
        if apart and sum(a is x or b is y for x, y in pairs) == 1:
            groups.join(a, b)


def _is_alone(statement: Statement, groups: Groups) -> bool:
    mine = groups.of(statement)
    return len({s.document for s in mine}) == 1 and len(mine) <= 2


def _is_retold(a: Statement, b: Statement, known: Known) -> bool:
    """Whether two sentences of one role share most of their words, and a name, and name nothing else that is rare."""
    if not comparable(a, b) or a.fact.role != b.fact.role or a.part != b.part or bool(a.place) != bool(b.place):
        return False
    if bool(a.operation) != bool(b.operation):
        return False
    shared = len(a.words & b.words)
    numbers = {w for w in a.words ^ b.words if w.isdecimal()} - names.words(a.fact.text) - names.words(b.fact.text)
    named = known.vocabulary.shared(a.names, b.names) > 0 or a.operation is not None or shared >= _SENTENCE
    return named and not numbers and shared > ITEM and shared >= _RETOLD * min(len(a.words), len(b.words))


def _told_by(group: list[Statement], document: int) -> bool:
    return any(s.document == document for s in group)


def slips(statements: Sequence[Statement], known: Known) -> list[tuple[Statement, Statement]]:
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
