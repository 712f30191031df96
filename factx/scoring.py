"""Documents against hand-made gold: which mentions and facts are right, missed or extra. Pure.

In go Documents and for each the entries of its gold, one a mention; out come tallies and the places where they differ.
Where gold comes from and how scores are shown is known elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Literal

from factx.model import BOUND_ORDER, Document, Fact, Mention

DATE_KINDS = frozenset(["date_range", "date"])
#: What can be wrong of a mention that was found, besides its value.
Attribute = Literal["role", "bound", "section", "event", "place"]
What = Literal["missed", "extra", "value"] | Attribute
_SECTIONS = ("related", "headline", "body")
_NOTHING = sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """A mention of the gold with the values of its fact. Offsets are code points, ends exclusive.

    Attributes:
        value: what `value_of` gives for a fact that states the same.
        bound, event, place, section: of the fact, whichever of its mentions says so.
        fact: number that entries of one fact share.
        optional: counts neither way, whether found or not.
        partial: event, place and section are not known, so they are not judged.
    """

    start: int
    end: int
    text: str
    kind: str
    role: str | None
    value: tuple[object, ...]
    bound: str | None
    event: str | None
    place: str | None
    section: str
    fact: int
    optional: bool
    partial: bool = False


@dataclass(slots=True)
class Tally:
    """How many were right, given and wanted. Where none was given or wanted, the shares are 1 if none had to be."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.given + other.given, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """The share of what was given that is right."""
        return self.right / self.given if self.given else float(not self.wanted)

    @property
    def recall(self) -> float:
        """The share of what was wanted that was given rightly."""
        return self.right / self.wanted if self.wanted else float(not self.given)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where factx and the gold differ.

    Attributes:
        document: where.
        what: ``missed`` or ``extra``, or what of a mention that was found is not the gold's.
        given: what factx says, None for ``missed``.
        wanted: what the gold says, None for ``extra``.
    """

    document: Document
    what: What
    given: tuple[Fact, Mention] | None
    wanted: Entry | None

    @property
    def span(self) -> tuple[int, int]:
        """Where in the document's text, by the gold where that knows."""
        place = self.wanted or self.given[1]  # type: ignore[index]
        return place.start, place.end


@dataclass(slots=True)
class Scores:
    """What a comparison found.

    Attributes:
        documents: how many the gold has.
        missing: those of them that were not given; all that the gold wants of them is missed.
        found, values, facts: tallies by kind: mentions whose place was found; those whose value is right too; whole
            facts, with value, role, bound and all mentions right.
        attributes: of the mentions found, how many have the right role, bound, section ...
        differences: in the order of the gold's documents.
        judged: for each fact given that counts: the fact, its document, and whether value, role and bound are right.
        misplaced: entries whose words do not stand in the document's text where the gold says, with the document.
    """

    documents: int = 0
    missing: list[str] = field(default_factory=list)
    found: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    values: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    facts: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    attributes: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    differences: list[Difference] = field(default_factory=list)
    judged: list[tuple[Document, Fact, bool]] = field(default_factory=list)
    misplaced: list[tuple[Document, Entry]] = field(default_factory=list)


def entries(rows: Sequence[Mapping[str, object]]) -> list[Entry]:
    """The entries of one document.

    Args:
        rows: one a mention, with the fields of a fact, ``mention`` (start, end, text), ``fact`` and ``optional``.
    """
    facts: dict[object, dict[str, str | None]] = {}
    for row in rows:
        known = facts.setdefault(row["fact"], {"bound": None, "event": None, "place": None, "section": "related"})
        bound = row["bound"]
        if bound and (known["bound"] is None or _informative(str(bound)) > _informative(known["bound"])):
            known["bound"] = str(bound)
        known["section"] = max(str(known["section"]), str(row["section"]), key=_SECTIONS.index)
        for name in ("event", "place"):
            known[name] = known[name] or (str(row[name]) if row[name] else None)
    return [_entry(row, facts[row["fact"]]) for row in rows]


def _informative(bound: str) -> int:
    return [str(b) for b in BOUND_ORDER].index(bound)


def _entry(row: Mapping[str, object], known: Mapping[str, str | None]) -> Entry:
    mention = row["mention"]
    assert isinstance(mention, Mapping)
    return Entry(
        start=mention["start"],
        end=mention["end"],
        text=mention["text"],
        kind=str(row["kind"]),
        role=str(row["role"]) if row["role"] else None,
        value=_value(str(row["kind"]), row.get),
        bound=known["bound"],
        event=known["event"],
        place=known["place"],
        section=str(known["section"]),
        fact=int(str(row["fact"])),
        optional=bool(row.get("optional", False)),
        partial=bool(row.get("partial", False)),
    )


def _value(kind: str, of: Callable[[str], object]) -> tuple[object, ...]:
    if kind in DATE_KINDS:
        return tuple(None if (day := of(name)) is None else str(day) for name in ("start", "end"))
    if kind == "duration":
        return (of("duration"),)
    return _number(of("value")), _number(of("value_max")), of("currency") or of("unit") or None


def _number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value)).normalize()


def value_of(fact: Fact) -> tuple[object, ...]:
    """What must be equal for a fact's value to be right."""
    return _value(fact.kind, lambda name: getattr(fact, name))


def compare(documents: Iterable[Document], gold: Mapping[str, Sequence[Entry]], kinds: Iterable[str]) -> Scores:
    """Score the documents that the gold knows: by their source, or by its file name without suffix.

    A mention and an entry of one kind belong together where they overlap, equal values first, then the longest overlap.
    Of the kinds that are not asked for nothing counts.
    """
    named: dict[str, str] = {}
    for name in gold:
        named.setdefault(Path(name).stem, name)
    wanted_kinds = frozenset(kinds)
    given: dict[str, Document] = {}
    for document in documents:
        stem = Path(document.source).stem
        known = next((name for name in (document.source, stem, named.get(stem)) if name in gold), None)
        if known is None:
            continue
        before = given.get(known)
        if before is None or before.problem or (document.source == known and not document.problem):
            given[known] = document
    scores = Scores(len(gold), [name for name in gold if name not in given])
    for name, wanted in gold.items():
        document = given.get(name) or Document(name, None, None, None, 0, _NOTHING, ())
        text = document.text
        scores.misplaced += [(document, e) for e in wanted if text and text[e.start : e.end] != e.text]
        _Comparison(document, [e for e in wanted if e.kind in wanted_kinds], wanted_kinds, scores).judge()
    return scores


class _Comparison:
    """One document against its gold; adds what it finds to the scores."""

    def __init__(self, document: Document, wanted: list[Entry], kinds: frozenset[str], scores: Scores) -> None:
        self.document, self.wanted, self.scores = document, wanted, scores
        self.given = [(f, m) for f in document.facts if f.kind in kinds for m in f.mentions]
        self.pairs = _pair(self.given, wanted)

    def judge(self) -> None:
        """Judge mentions, then facts."""
        for i, (fact, _) in enumerate(self.given):
            if not self._optional(i):
                for tallies in (self.scores.found, self.scores.values):
                    tallies[fact.kind].given += 1
                self._judge_mention(i)
        met = set(self.pairs.values())
        for j, entry in enumerate(self.wanted):
            if not entry.optional:
                for tallies in (self.scores.found, self.scores.values):
                    tallies[entry.kind].wanted += 1
                if j not in met:
                    self._differ("missed", None, entry)
        self._judge_facts()

    def _optional(self, i: int) -> bool:
        """Whether the mention given meets what counts neither way."""
        if i in self.pairs:
            return self.wanted[self.pairs[i]].optional
        return any(entry.optional and _overlap(*self.given[i], entry) for entry in self.wanted)

    def _differ(self, what: What, i: int | None, entry: Entry | None) -> None:
        given = None if i is None else self.given[i]
        self.scores.differences.append(Difference(self.document, what, given, entry))

    def _judge_mention(self, i: int) -> None:
        fact = self.given[i][0]
        if i not in self.pairs:
            self._differ("extra", i, None)
            return
        entry = self.wanted[self.pairs[i]]
        self.scores.found[fact.kind].right += 1
        self.scores.values[fact.kind].right += value_of(fact) == entry.value
        if value_of(fact) != entry.value:
            self._differ("value", i, entry)
        for name, right in _checks(fact, entry):
            tally = self.scores.attributes[name if name != "role" else f"role of {fact.kind}"]
            tally.right += right
            tally.given += 1
            tally.wanted += 1
            if not right:
                self._differ(name, i, entry)

    def _judge_facts(self) -> None:
        """A fact is right where it has the mentions of one fact of the gold, all of them, and its values."""
        members: dict[str, list[int]] = defaultdict(list)
        for i, (fact, _) in enumerate(self.given):
            if not self._optional(i):
                members[fact.id].append(i)
        groups: dict[int, list[int]] = defaultdict(list)
        for j, entry in enumerate(self.wanted):
            if not entry.optional:
                groups[entry.fact].append(j)
        for group in groups.values():
            self.scores.facts[self.wanted[group[0]].kind].wanted += 1
        for indices in members.values():
            fact = self.given[indices[0]][0]
            self.scores.facts[fact.kind].given += 1
            met = [self.pairs[i] for i in indices if i in self.pairs]
            first = self.wanted[min(groups[self.wanted[met[0]].fact])] if met else None
            stated = first is not None and _stated(fact, first)
            self.scores.judged.append((self.document, fact, stated))
            whole = len(met) == len(indices) and len({self.wanted[j].fact for j in met}) == 1
            if stated and whole and first is not None and sorted(met) == groups[first.fact]:
                self.scores.facts[fact.kind].right += 1


def _stated(fact: Fact, entry: Entry) -> bool:
    return value_of(fact) == entry.value and fact.role == entry.role and fact.bound == entry.bound


def _checks(fact: Fact, entry: Entry) -> Iterator[tuple[Attribute, bool]]:
    """What is judged of a mention that was found."""
    if fact.role or entry.role:
        yield "role", fact.role == entry.role
    if fact.bound or entry.bound:
        yield "bound", fact.bound == entry.bound
    if entry.partial:
        return
    if fact.kind in ("arrests", "people"):
        yield "place", _plain(fact.place) == _plain(entry.place)
    yield "event", _plain(fact.event) == _plain(entry.event)
    yield "section", fact.section == entry.section


def _overlap(fact: Fact, mention: Mention, entry: Entry) -> bool:
    return fact.kind == entry.kind and mention.start < entry.end and entry.start < mention.end


def _pair(given: list[tuple[Fact, Mention]], wanted: list[Entry]) -> dict[int, int]:
    """Index of a mention given -> index of its entry, one to one."""
    ranked = sorted(
        (value_of(f) != e.value, -(min(m.end, e.end) - max(m.start, e.start)), i, j)
        for i, (f, m) in enumerate(given)
        for j, e in enumerate(wanted)
        if _overlap(f, m, e)
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in ranked:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _plain(name: str | None) -> str:
    """A name without case, quotes and hyphens."""
    return " ".join((name or "").lower().translate({ord(c): " " for c in '-"\u201c\u201d'}).split())
