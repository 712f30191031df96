"""Quantities put together to events: a named operation, a story that documents share, or a happening beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from factx.comparing import names, verdicts
from factx.comparing.groups import Links
from factx.comparing.model import Event, Quantity, Value
from factx.comparing.names import Vocabulary
from factx.comparing.statements import LEAD, Statement, Story, thing
from factx.model import Fact

_Key = tuple[str, str]
_COUNTED = {"arrests": "arrests", "countries": "countries"}
_UNCOUNTED = frozenset(("money", "date_range", "duration", "date"))
#: Points from which two documents tell one story even if they share no quantity.
_SURELY = 7.0
#: Names in a label.
_LABEL_NAMES = 2


def gather(
    stories: Sequence[Story],
    vocabulary: Vocabulary,
    linked: Links,
    story: Sequence[int],
    groups: list[list[Statement]],
    alone: bool,
) -> list[Event]:
    """The events, by first document and place.

    Those of several documents, and those on which one contradicts itself; with ``alone`` those of one document too.

    Args:
        stories, vocabulary: of the run.
        linked: pairs of documents that tell one story, with their points.
        story: by document the first one of its story.
        groups: the statements of each quantity.
        alone: whether to give events of one document.
    """
    component = _without_guests(story, linked, groups)
    operations = _operations(groups, component)
    themes = _themes(stories, component)
    by_key: defaultdict[_Key, list[list[Statement]]] = defaultdict(list)
    for group in groups:
        if not _belongs(group, stories):
            continue
        by_key[_key(group, themes, vocabulary, component, operations)].append(group)
    events = []
    for key, held in _apart(by_key):
        documents = {s.document for group in held for s in group}
        quantities = [_quantity(group, stories) for group in held]
        told = any(len({s.document for s in group}) > 1 for group in held) or key[0] == "operation"
        if alone or (len(documents) > 1 and told) or any(q.verdict == "conflict" for q in quantities):
            events.append((min(documents), held[0][0].number, _event(key, held, quantities, stories, vocabulary)))
    return [event for *_, event in sorted(events, key=lambda e: e[:2])]


def _without_guests(story: Sequence[int], linked: Links, groups: list[list[Statement]]) -> list[int]:
    """For each document its story, where it shares a quantity with another of it or surely tells it; else a new one."""
    sure: set[int] = set()
    for (a, b), points in linked.items():
        if story[a] == story[b] and points >= _SURELY:
            sure.update((a, b))
    for group in groups:
        held = Counter(story[n] for n in {s.document for s in group})
        sure.update(s.document for s in group if held[story[s.document]] > 1)
    return [first if n in sure else len(story) + n for n, first in enumerate(story)]


def _belongs(group: list[Statement], stories: Sequence[Story]) -> bool:
    """Whether a quantity is told of an event: by more than one source, or of what its document is about.

    A length of time by itself is none.
    """
    if all(s.fact.kind == "duration" for s in group):
        return False
    if len({s.document for s in group}) > 1:
        return True
    return any(
        s.operation or s.titled or s.names & stories[s.document].title or (s.at < LEAD and not s.back) for s in group
    )


def _themes(stories: Sequence[Story], component: list[int]) -> dict[int, frozenset[str]]:
    """For each story by its first document the names of its titles, and of all sentences that hold one of those."""
    themes: dict[int, frozenset[str]] = {}
    for story in stories:
        near = (s.names for s in story.statements if s.part or s.names & story.title)
        first = component[story.number]
        themes[first] = themes.get(first, frozenset()).union(story.title, *near)
    return themes


def _apart(by_key: dict[_Key, list[list[Statement]]]) -> Iterator[tuple[_Key, list[list[Statement]]]]:
    """The groups of each event. Two sums of one role that one name has are two happenings, as two thefts from one."""
    for key, held in by_key.items():
        if key[0] != "names":
            yield key, held
            continue
        happenings: list[dict[tuple[object, ...], list[Statement]]] = []
        for group in held:
            fact = group[0].fact
            what = (fact.kind, fact.role, fact.currency, fact.counted, fact.unit)
            free = next((known for known in happenings if what not in known), None)
            if free is None:
                happenings.append(free := {})
            free[what] = group
        for happening in happenings:
            yield key, list(happening.values())


def _operations(groups: list[list[Statement]], component: list[int]) -> dict[str, str]:
    """One key for each operation, whatever letter is changed in it: the one that most statements have."""
    told = Counter(s.operation for group in groups for s in group if s.operation)
    chosen: dict[str, str] = {}
    by_start: defaultdict[str, list[str]] = defaultdict(list)
    for key, _ in sorted(told.items(), key=lambda item: (-item[1], item[0])):
        near = {*by_start[key[:3]], *by_start[f"\0{key[-3:]}"]}
        chosen[key] = next((known for known in sorted(near) if names.same_operation(known, key)), key)
        if chosen[key] == key:
            by_start[key[:3]].append(key)
            by_start[f"\0{key[-3:]}"].append(key)
    return chosen


def _key(
    group: list[Statement],
    themes: dict[int, frozenset[str]],
    vocabulary: Vocabulary,
    component: list[int],
    operations: dict[str, str],
) -> _Key:
    """What a quantity's event is known by: its operation, the happening that it names itself, or the story."""
    told = Counter(operations[s.operation] for s in group if s.operation)
    if told:
        return "operation", min(told, key=lambda name: (-told[name], name))
    documents = {s.document for s in group}
    if len(documents) > 1:
        shared = frozenset.intersection(*(_of(group, d) for d in sorted(documents)))
        firsts = {component[d] for d in documents}
        theme = frozenset[str]().union(*(themes[first] for first in firsts))
        places = {names.place_key(s.place) for s in group if s.place}
        own = {n for n in shared - places if not vocabulary.is_common(n)}
        if (shared and len(firsts) > 1) or (own and not any(s.part or s.names & theme for s in group)):
            return "names", min(own or shared, key=lambda n: (-vocabulary.weight(n), -len(n), n))
    return "story", str(component[group[0].document])


def _of(group: list[Statement], document: int) -> frozenset[str]:
    return frozenset[str]().union(*(s.names for s in group if s.document == document))


def _quantity(group: list[Statement], stories: Sequence[Story]) -> Quantity:
    code = verdicts.currency(group)
    kept = verdicts.stated(group, code)
    lead = next((s for s in kept if s.fact.kind != "duration"), kept[0])
    roles = Counter(s.fact.role for s in kept)
    role = max(roles, key=lambda r: (roles[r], r == lead.fact.role))
    kind = lead.fact.kind
    return Quantity(
        kind=kind,
        role=role,
        currency=code,
        place=next((s.place for s in kept if s.place), None),
        counted=_counted(lead.fact, role),
        verdict=verdicts.verdict(kept),
        values=tuple(_value(s, stories) for s in kept),
    )


def _counted(fact: Fact, role: str | None) -> str | None:
    """What a quantity counts: people by their role, things by their name and unit; None for money and dates."""
    if fact.kind in _UNCOUNTED:
        return None
    return thing(fact) or (role if fact.kind == "people" else _COUNTED.get(fact.kind, fact.kind))


def _value(statement: Statement, stories: Sequence[Story]) -> Value:
    other = statement.converted or statement.original
    return Value(stories[statement.document].document, statement.fact, other.fact if other else None)


def _event(
    key: _Key,
    held: list[list[Statement]],
    quantities: list[Quantity],
    stories: Sequence[Story],
    vocabulary: Vocabulary,
) -> Event:
    documents = sorted({s.document for group in held for s in group})
    several = [len({v.document.source for v in q.values}) < 2 for q in quantities]
    order = sorted(range(len(held)), key=lambda n: (several[n], held[n][0].number))
    written = Counter(s.fact.event for group in held for s in group if s.fact.event)
    spelled = sorted(written, key=lambda n: (not n.startswith("Operation"), -written[n], n))
    name = spelled[0] if key[0] == "operation" and spelled else None
    start, end = _days(quantities, key[0] == "operation")
    return Event(
        name=name,
        aliases=tuple(sorted(set(spelled[1:]))) if name else (),
        label=name or _label(key, held, stories, vocabulary),
        documents=tuple(stories[d].document for d in documents),
        quantities=tuple(quantities[n] for n in order),
        start=start,
        end=end,
    )


def _days(quantities: Sequence[Quantity], named: bool) -> tuple[date | None, date | None]:
    """The days of an event: of the range that most sources state, closed ones before open ones."""
    ranges = [
        (len(q.values), v.fact.start is not None and v.fact.end is not None, v.fact)
        for q in quantities
        for v in q.values
        if v.fact.kind == "date_range" and (v.fact.start or v.fact.end)
    ]
    ranges = [r for r in ranges if named or r[0] > 1]
    if not ranges:
        return None, None
    fact = max(ranges, key=lambda r: r[:2])[2]
    return fact.start, fact.end


def _label(key: _Key, held: list[list[Statement]], stories: Sequence[Story], vocabulary: Vocabulary) -> str:
    """Names that all documents share, of titles first, and what it is about; of a single document its title."""
    documents = sorted({s.document for group in held for s in group})
    title = stories[documents[0]].document.title
    if len(documents) == 1 and title and key[0] == "story":
        return title
    found: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    for d in documents:
        told = frozenset[str]().union(*(s.names for g in held for s in g if s.document == d))
        found.update(told | stories[d].title)
        titles.update(stories[d].title)
        weights.update(stories[d].profile.names)
    holding = Counter(n for d in documents for n in stories[d].profile.names)
    ranked = sorted(found, key=lambda n: (-holding[n], -titles[n], -weights[n], -len(n), n))
    shown: list[str] = [key[1]] if key[0] == "names" else []
    for name in ranked:
        if len(shown) >= _LABEL_NAMES or (shown and holding[name] < len(documents)):
            break
        if not any(name in s or s in name for s in shown) and key[0] == "story" and not vocabulary.is_common(name):
            shown.append(name)
    lead = max((group for group in held), key=lambda g: (len({s.document for s in g}), -g[0].number))[0].fact
    what = f"{lead.kind} {lead.role}" if lead.role else lead.kind
    return f"{', '.join(_as_written(name, held, stories) for name in shown)}: {what}".removeprefix(": ")


def _as_written(name: str, held: list[list[Statement]], stories: Sequence[Story]) -> str:
    """The name's key with the letters that the documents write it with."""
    for group in held:
        for s in group:
            for text in (*(m.sentence for m in s.fact.mentions), stories[s.document].document.title or ""):
                if found := names.written(name, text):
                    return found
    return name.capitalize()
