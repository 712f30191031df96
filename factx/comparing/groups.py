"""What decisions on statements ask for, and statements in groups that grow together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from factx.comparing import figures, stories
from factx.comparing.names import Vocabulary
from factx.comparing.statements import Statement, Story, money

Pairs = set[tuple[int, int]]
Links = dict[tuple[int, int], float]
#: How far apart figures that differ but can both be true may be: "over 5,500" says little of 12,000.
NEAR = Decimal("1.15")
#: Weight of a rare name.
RARE = 0.5
#: Digits in which a figure agrees with one that it rounds.
_ROUNDED = 2
#: Weight in a profile of a name that a document is about.
_ABOUT = 0.15


@dataclass(slots=True)
class Known:
    """What all decisions ask for: the stories, how rare names are, and which documents tell one story.

    Attributes:
        shared: how many quantities two documents of different stories are known to share, once the surest are tied.
    """

    stories: Sequence[Story]
    vocabulary: Vocabulary
    linked: Links
    told: Counter[tuple[object, ...]]
    shared: Counter[tuple[int, int]] = field(default_factory=Counter)
    known_about: dict[tuple[int, int], float] = field(default_factory=dict)

    def about(self, a: Statement, b: Statement) -> float:
        """Points for the names that the documents of two statements are about."""
        pair = min(a.document, b.document), max(a.document, b.document)
        if pair not in self.known_about:
            one, other = self.stories[pair[0]], self.stories[pair[1]]
            self.known_about[pair] = stories.about(one, other, self.vocabulary)
        return self.known_about[pair]

    def named(self, a: Statement, b: Statement, rare: float = RARE) -> bool:
        """Whether the sentences of both hold a name of the weight of a ``rare`` one."""
        return any(self.vocabulary.weight(name) >= rare for name in (a.names | a.hints) & (b.names | b.hints))

    def cited(self, a: Statement, b: Statement) -> bool:
        """Whether both cite one page, or one of them the other's document."""
        one, other = self.stories[a.document].address, self.stories[b.document].address
        return not a.cited.isdisjoint(b.cited) or (a.own and one in b.cited) or (b.own and other in a.cited)

    def strange(self, a: Statement, b: Statement) -> float:
        """The weight of the rarest name beside ``a``, of those its document is about, that is unknown to ``b``'s."""
        mine, held = self.stories[a.document].profile.names, self.stories[b.document].profile.names
        told = (name for name in a.names if name not in held and mine.get(name, 0) >= _ABOUT)
        return max(map(self.vocabulary.weight, told), default=0)

    def unrivalled(self, a: Statement, b: Statement) -> bool:
        """Whether neither document gives another figure of the kind that is as near to the other one's."""
        return self._has_one_near(a, b) and self._has_one_near(b, a)

    def _has_one_near(self, mine: Statement, other: Statement) -> bool:
        """Whether no other figure of the document of ``mine`` is as near to ``other``, but for one that it rounds.

        A sum of the same number in another currency is as near as can be.
        """
        return not any(
            s is not mine
            and s.fact.kind == mine.fact.kind
            and (money(s.fact) == money(mine.fact) or s.fact.value == other.fact.value)
            and figures.ratio(s.fact, other.fact) <= figures.ratio(mine.fact, other.fact)
            and figures.agreement(s.fact, mine.fact) < _ROUNDED
            for s in self.stories[mine.document].statements
        )

    def of_two(self, a: Statement, b: Statement) -> bool:
        """Whether the sentences of each hold a rare name, and no name at all that both have."""
        if self.vocabulary.shared(a.names | a.hints, b.names | b.hints) > 0:
            return False
        return all(any(self.vocabulary.weight(name) >= RARE for name in s.names) for s in (a, b))

    def of_others(self, a: Statement, b: Statement) -> bool:
        """Whether each sentence has a rare name of its title that the other sentence and the other title have not."""
        return self._of_another(a, b) and self._of_another(b, a)

    def _of_another(self, mine: Statement, other: Statement) -> bool:
        title, theirs = self.stories[mine.document].title, self.stories[other.document].title
        told = (mine.names & title) - other.names - theirs
        return any(self.vocabulary.weight(name) >= RARE for name in told)

    def foreign(self, a: Statement, b: Statement) -> bool:
        """Whether the sentences of ``a`` hold a rare name that the document of ``b`` does not."""
        held = self.stories[b.document].profile.names
        return any(self.vocabulary.weight(name) >= RARE for name in a.names if name not in held)

    def lone(self, statement: Statement) -> bool:
        """Whether no other statement of the document, its title aside, gives this figure of this kind and currency."""
        return self.told[told_as(statement)] <= 1

    def sole(self, statement: Statement) -> bool:
        """Whether no other statement of the document, its title aside, gives a figure of this kind, role and event."""
        return self.told[told_of(statement)] <= 1

    def one_story(self, a: Statement, b: Statement) -> bool:
        return (min(a.document, b.document), max(a.document, b.document)) in self.linked

    def sharing(self, a: Statement, b: Statement) -> int:
        """How many quantities the documents of two statements share for sure."""
        return self.shared[min(a.document, b.document), max(a.document, b.document)]

    def surety(self, a: Statement, b: Statement) -> float:
        """How sure it is that the documents of two statements tell one story, in points."""
        return self.linked.get((min(a.document, b.document), max(a.document, b.document)), 0)


def told_as(s: Statement) -> tuple[object, ...]:
    return s.document, s.fact.kind, s.fact.counted, s.fact.unit, s.fact.currency, s.fact.value, s.fact.value_max


def told_of(s: Statement) -> tuple[object, ...]:
    return s.document, s.fact.kind, s.fact.counted, s.fact.unit, s.fact.currency, s.fact.role, s.operation


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
