"""Documents against hand-made gold: which mentions and facts are right, missed or extra. Pure but for `load`.

Gold is JSON lines, one document a line: ``id`` and ``facts``, one entry a mention, with the fields of a Fact,
``mention`` (start, end, text), ``fact`` (entries of the same fact share the number) and ``optional`` (counts neither
way).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from factx.model import BOUND_ORDER, Document, Fact, Mention

DATE_KINDS = frozenset(["date_range", "date"])


@dataclass(frozen=True, slots=True)
class Entry:
    """A mention of the gold with the values of its fact. Offsets are code points, ends exclusive."""

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


@dataclass(slots=True)
class Tally:
    """Right, given and wanted; precision and recall are 1 where nothing was given or wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where factx and the gold differ: ``missed``, ``extra``, ``value``, ``role`` or ``bound``."""

    source: str
    what: str
    given: tuple[Fact, Mention] | None
    wanted: Entry | None


@dataclass(slots=True)
class Scores:
    """What a comparison found, by kind: values of mentions, and whole facts."""

    values: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    facts: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    attributes: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    differences: list[Difference] = field(default_factory=list)
    #: For each fact given that counts: the fact, its document, and whether value, role and bound are right.
    judged: list[tuple[Document, Fact, bool]] = field(default_factory=list)


def load(path: Path) -> dict[str, list[Entry]]:
    """The gold of a file by document id, mentions in order."""
    gold: dict[str, list[Entry]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line, parse_float=Decimal)
        gold[record["id"]] = _entries(record["facts"])
    return gold


def _entries(rows: list[dict[str, object]]) -> list[Entry]:
    facts: dict[object, dict[str, str | None]] = {}
    for row in rows:
        known = facts.setdefault(row["fact"], {"bound": None, "event": None, "place": None, "section": "related"})
        bound = row["bound"]
        if bound and (known["bound"] is None or _informative(str(bound)) > _informative(str(known["bound"]))):
            known["bound"] = str(bound)
        known["section"] = max(str(known["section"]), str(row["section"]), key=("related", "headline", "body").index)
        for name in ("event", "place"):
            known[name] = known[name] or (str(row[name]) if row[name] else None)
    return [_entry(row, facts[row["fact"]]) for row in rows]


def _informative(bound: str) -> int:
    return [str(b) for b in BOUND_ORDER].index(bound)


def _entry(row: dict[str, object], known: dict[str, str | None]) -> Entry:
    mention = row["mention"]
    assert isinstance(mention, dict)
    dated = row["kind"] in DATE_KINDS
    value = (row["start"], row["end"]) if dated else (_number(row["value"]), _number(row["value_max"]), row["currency"])
    return Entry(
        start=mention["start"],
        end=mention["end"],
        text=mention["text"],
        kind=str(row["kind"]),
        role=str(row["role"]) if row["role"] else None,
        value=value,
        bound=known["bound"],
        event=known["event"],
        place=known["place"],
        section=str(known["section"]),
        fact=int(str(row["fact"])),
        optional=bool(row.get("optional", False)),
    )


def _number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value)).normalize()


def value_of(fact: Fact) -> tuple[object, ...]:
    """What must be equal for a fact's value to be right."""
    if fact.kind in DATE_KINDS:
        return (fact.start.isoformat() if fact.start else None, fact.end.isoformat() if fact.end else None)
    return (_number(fact.value), _number(fact.value_max), fact.currency)


def compare(documents: Iterable[Document], gold: Mapping[str, list[Entry]], kinds: Iterable[str]) -> Scores:
    """Score the documents whose source (or its file name without suffix) the gold knows.

    A mention and an entry of one kind belong together where they overlap, equal values first, then the longest overlap.
    """
    scores = Scores()
    wanted_kinds = frozenset(kinds)
    for document in documents:
        entries = gold.get(document.source, gold.get(Path(document.source).stem))
        if entries is not None:
            _compare_one(document, [e for e in entries if e.kind in wanted_kinds], wanted_kinds, scores)
    return scores


def _compare_one(document: Document, entries: list[Entry], kinds: frozenset[str], scores: Scores) -> None:
    given = [(f, m) for f in document.facts if f.kind in kinds for m in f.mentions]
    pairs = _pair(given, entries)
    for i, (fact, mention) in enumerate(given):
        entry = entries[pairs[i]] if i in pairs else None
        if entry is None and any(e.optional and _overlap(fact, mention, e) for e in entries):
            continue
        if entry is not None and entry.optional:
            continue
        tally = scores.values[fact.kind]
        tally.given += 1
        if entry is None:
            scores.differences.append(Difference(document.source, "extra", (fact, mention), None))
            continue
        _judge_mention(document, fact, mention, entry, scores)
    met = set(pairs.values())
    for j, entry in enumerate(entries):
        if not entry.optional:
            scores.values[entry.kind].wanted += 1
            if j not in met:
                scores.differences.append(Difference(document.source, "missed", None, entry))
    _judge_facts(document, given, entries, pairs, scores)


def _judge_mention(document: Document, fact: Fact, mention: Mention, entry: Entry, scores: Scores) -> None:
    same = value_of(fact) == entry.value
    scores.values[fact.kind].right += same
    checks = {
        "value": same,
        "event": _plain(fact.event) == _plain(entry.event),
        "section": fact.section == entry.section,
    }
    if fact.kind in ("money", "people"):
        checks["role"] = fact.role == entry.role
    if fact.kind not in DATE_KINDS:
        checks["bound"] = fact.bound == entry.bound
    if fact.kind in ("arrests", "people"):
        checks["place"] = _plain(fact.place) == _plain(entry.place)
    for name, right in checks.items():
        tally = scores.attributes[name if name != "role" else f"role of {fact.kind}"]
        tally.right += right
        tally.given += 1
        tally.wanted += 1
        if not right and name in ("value", "role", "bound"):
            scores.differences.append(Difference(document.source, name, (fact, mention), entry))


def _judge_facts(
    document: Document, given: list[tuple[Fact, Mention]], entries: list[Entry], pairs: dict[int, int], scores: Scores
) -> None:
    """A fact is right where it has the mentions of one fact of the gold, all of them, and its values."""
    members: dict[str, set[int]] = defaultdict(set)
    for i, (fact, mention) in enumerate(given):
        optional = any(e.optional and _overlap(fact, mention, e) for e in entries)
        if (i in pairs and not entries[pairs[i]].optional) or (i not in pairs and not optional):
            members[fact.id].add(i)
    groups: dict[int, set[int]] = defaultdict(set)
    for j, entry in enumerate(entries):
        if not entry.optional:
            groups[entry.fact].add(j)
    for group in groups.values():
        scores.facts[entries[min(group)].kind].wanted += 1
    for indices in members.values():
        fact = given[min(indices)][0]
        scores.facts[fact.kind].given += 1
        met = [entries[pairs[i]] for i in indices if i in pairs]
        stated = (
            bool(met) and value_of(fact) == met[0].value and fact.role == met[0].role and fact.bound == met[0].bound
        )
        scores.judged.append((document, fact, stated))
        whole = len(met) == len(indices) and len({e.fact for e in met}) == 1
        scores.facts[fact.kind].right += stated and whole and {pairs[i] for i in indices} == groups[met[0].fact]


def _overlap(fact: Fact, mention: Mention, entry: Entry) -> bool:
    return fact.kind == entry.kind and mention.start < entry.end and entry.start < mention.end


def _pair(given: list[tuple[Fact, Mention]], entries: list[Entry]) -> dict[int, int]:
    """Index of a mention given -> index of its entry, one to one."""
    ranked = sorted(
        (value_of(f) != e.value, -(min(m.end, e.end) - max(m.start, e.start)), i, j)
        for i, (f, m) in enumerate(given)
        for j, e in enumerate(entries)
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
