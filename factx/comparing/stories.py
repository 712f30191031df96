"""Which documents tell one story: stories in, pairs of documents out, found by key and never all against all.

Two documents tell one story where they name one operation, or where they share names that few others have and
figures, or, told within a few days, more such names. Documents of differing operations never do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from factx.comparing import figures
from factx.comparing.figures import digits
from factx.comparing.names import Vocabulary, same_operation
from factx.comparing.statements import Statement, Story, main_statements, money, same_money
from factx.model import Fact

#: Names and figures that more documents share than these tell no story, and would make all pairs of them.
_MOST = 60
#: Weight of the shared names that one story has at least: two of them that half a hundred documents could not share
#: by chance, or one that is in no other.
_NAMES = 0.6
#: The same where no figure is shared: then a second name must be.
_NAMES_ALONE = 1.3
#: The same where the names stand anywhere in the leads of reports of the same days.
_MANY_NAMES = 1.5
#: Days between two reports of one story that share names only, or figures and names that neither begins with.
_DAYS = 10
#: Days between two reports of one happening whose figures grow, and between those of one story that share figures.
_FEW_DAYS, _LONG = 3, 60
#: Stems of words, names aside, with which both tell what happened.
_TOPICS = 2
#: Small counts that both state, where a single one says little.
_COUNTS = 2
#: Digits of a figure that is not round, and how many such figures tell one story whatever the names.
_DIGITS, _ODD = 3, 2
#: Digits of a figure that tells one story with so many stems of words, names aside, in reports of the same days.
_ROUND, _RETOLD = 2, 3
#: The same of round ones, in reports of the same days.
_FIGURES = 3
_DOZEN = 12
#: How far the main figures of two reports of one story may be apart to speak for it: 322 and 326 million.
_NEAR = Decimal("1.1")


def linked(stories: Sequence[Story], vocabulary: Vocabulary) -> set[tuple[int, int]]:
    """Pairs of document numbers, the smaller first, that tell one story."""
    mains = [main_statements(story) for story in stories]
    return {
        (a, b)
        for a, b in sorted(_candidates(stories, vocabulary))
        if _one_story(stories[a], stories[b], mains[a], mains[b], vocabulary)
    }


def _candidates(stories: Sequence[Story], vocabulary: Vocabulary) -> set[tuple[int, int]]:
    holding: defaultdict[object, list[int]] = defaultdict(list)
    for story in stories:
        for name in story.lead:
            if vocabulary.weight(name) > 0:
                holding[name].append(story.number)
        for operation in story.operations:
            holding[f"\0{operation}"].append(story.number)
        for figure in _odd(story, _ROUND):
            holding[figure].append(story.number)
    return {pair for held in holding.values() if len(held) <= _MOST for pair in combinations(held, 2)}


def _one_story(
    one: Story,
    other: Story,
    mains: dict[tuple[str, str | None, str], Statement],
    other_mains: dict[tuple[str, str | None, str], Statement],
    vocabulary: Vocabulary,
) -> bool:
    if one.operations and other.operations:
        return any(same_operation(a, b) for a in one.operations for b in other.operations)
    weight = vocabulary.shared(one.lead, other.lead)
    apart = days_apart(one, other)
    near = apart is not None and apart <= _DAYS
    soon = apart is not None and apart <= _FEW_DAYS
    if (near and _many_figures(one, other, soon)) or (soon and _figure_retold(one, other)):
        return True
    if weight < _NAMES:
        return False
    opening = vocabulary.shared(one.about, other.about)
    titled = bool(one.title & other.lead and other.title & one.lead)
    if _shared_figure(one, other) or _near_mains(mains, other_mains):
        enough = _NAMES if apart is not None else _NAMES_ALONE
        if (apart or 0) > _LONG:
            return titled and weight >= _NAMES_ALONE
        return titled or opening >= enough or (near and weight >= _MANY_NAMES)
    if near and titled and (weight >= _NAMES_ALONE or _shared_counts(one, other)):
        return True
    return soon and (opening >= _NAMES_ALONE or (opening >= _NAMES and _one_happening(mains, other_mains)))


def _many_figures(one: Story, other: Story, soon: bool) -> bool:
    """Whether both state so many figures alike that names are not needed, with ``soon`` in reports of the same days."""
    if len(_odd(one).keys() & _odd(other).keys()) >= _ODD:
        return True
    return soon and len({value for *_, value in _told(one) & _told(other)}) >= _FIGURES


def _shared_counts(one: Story, other: Story) -> bool:
    """Whether both state two or more small counts that are equal in kind and role."""
    return len(_counts(one) & _counts(other)) >= _COUNTS


def _counts(story: Story) -> set[tuple[object, ...]]:
    facts = [s.fact for s in story.statements if s.fact.kind in ("arrests", "people") and not s.back]
    return {(f.kind, f.role, f.value) for f in facts if f.value is not None and f.value > 1}


def _one_happening(
    mains: dict[tuple[str, str | None, str], Statement], others: dict[tuple[str, str | None, str], Statement]
) -> bool:
    """Whether main figures of a kind and role, though they differ, are told with the same words beside the names."""
    return any(
        len(a.topics & b.topics) >= _TOPICS
        for key in mains.keys() & others.keys()
        if key[1] != "other"
        for a, b in ((mains[key], others[key]),)
    )


def _shared_figure(one: Story, other: Story) -> bool:
    """Whether both state one figure that is no small count, in one currency or in one role."""
    return not _told(one).isdisjoint(_told(other))


def _told(story: Story) -> set[tuple[object, ...]]:
    facts = [s.fact for s in story.statements if telling(s)]
    in_role = {(f.kind, f.role, f.value) for f in facts if f.role != "other"}
    return in_role | {(f.kind, money(f), f.value) for f in facts}


def _odd(story: Story, least: int = _DIGITS) -> dict[tuple[object, ...], Statement]:
    """Figures of three digits and more, of which two documents hardly share several by chance, and who states them."""
    told = [s for s in story.statements if telling(s) and not s.back]
    return {
        (s.fact.kind, s.fact.counted, s.fact.unit, money(s.fact), s.fact.value): s
        for s in told
        if s.fact.value is not None and digits(s.fact.value) >= least
    }


def _figure_retold(one: Story, other: Story) -> bool:
    """Whether both state one figure that is not quite round with the same words, names aside."""
    first, second = _odd(one, _ROUND), _odd(other, _ROUND)
    return any(len(first[key].topics & second[key].topics) >= _RETOLD for key in first.keys() & second.keys())


def telling(statement: Statement) -> bool:
    """Whether a figure is one that two sources hardly state by chance: a sum, or a count of a dozen or more."""
    fact = statement.fact
    if fact.value is None or fact.kind == "countries" or _is_vague(fact):
        return False
    return fact.kind == "money" or fact.value >= _DOZEN


def _is_vague(fact: Fact) -> bool:
    """Whether the figure stands for words like "millions"."""
    return fact.bound == "at_least" and not any(c.isdigit() for m in fact.mentions for c in m.text)


def _near_mains(
    mains: dict[tuple[str, str | None, str], Statement], others: dict[tuple[str, str | None, str], Statement]
) -> bool:
    return any(
        same_money(mains[key].fact, others[key].fact) and figures.ratio(mains[key].fact, others[key].fact) <= _NEAR
        for key in mains.keys() & others.keys()
        if telling(mains[key])
    )


def days_apart(one: Story, other: Story) -> int | None:
    """Days between the publication of two documents; None where one is not known."""
    if one.document.published is None or other.document.published is None:
        return None
    return abs((one.document.published - other.document.published).days)
