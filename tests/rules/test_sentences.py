"""Every table of example sentences through the engine: what is found must be what is marked.

The lines that are known to differ are listed, so that a break and a mended line are both noticed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from factx.engine import Engine
from factx.model import DEFAULT_KINDS, Document, Fact, Mention
from factx.options import Options
from factx.reading.article import from_text
from tests.rules import marked
from tests.rules.marked import Example, Expected

_TABLES = Path(__file__).parent / "sentences"

#: A table to its differences, as `_differences` says them: tests/rules/sentences/known.json. Take a line out when it is
#: mended; running this file as a module rewrites them and prints what changed.
_KNOWN = _TABLES / "known.json"
KNOWN: dict[str, list[str]] = json.loads(_KNOWN.read_text(encoding="utf-8"))
#: A table to the least precision and recall, in hundredths: as it stands.
FLOORS: dict[str, tuple[int, int]] = {
    "arrests": (99, 99),
    "arrests-press": (97, 90),
    "bounds": (99, 97),
    "counts-general": (95, 94),
    "counts-wire": (98, 98),
    "counts-told": (99, 99),
    "countries": (98, 95),
    "countries-press": (98, 95),
    "events": (98, 98),
    "items": (98, 95),
    "money-press": (98, 98),
    "money-told": (99, 99),
    "money-world": (97, 97),
    "money_roles": (99, 99),
    "people": (98, 98),
    "people-press": (98, 91),
    "places": (99, 99),
    "places-told": (99, 99),
}


def _found(document: Document) -> Iterator[tuple[Fact, Mention]]:
    for fact in document.facts:
        for mention in fact.mentions:
            if fact.kind in marked.JUDGED:
                yield fact, mention


def _matches(expected: Expected, fact: Fact, mention: Mention) -> bool:
    """Same kind, values and currency on touching words, and for people the same role."""
    return (
        (expected.kind, expected.value, expected.value_max, expected.currency)
        == (fact.kind, fact.value, fact.value_max, fact.currency)
        and mention.start < expected.end
        and expected.start < mention.end
        and (expected.kind not in ("people", "items") or expected.role == fact.role)
    )


def _attributes(table: str, expected: Expected, fact: Fact, mention: Mention) -> Iterator[str]:
    """What differs in a fact that was found."""
    words = repr(mention.text)
    if (mention.start, mention.end) != (expected.start, expected.end):
        yield f"words {words}"
    if fact.bound != expected.bound:
        yield f"bound {fact.bound} of {words}"
    if fact.role != expected.role:
        yield f"role {fact.role} of {words}"
    counted = " ".join(part for part in (fact.unit, fact.counted) if part) or None
    if counted != expected.counted:
        yield f"counted {counted} of {words}"
    if expected.kind in ("arrests", "people", "items") and fact.place != expected.place:
        yield f"place {fact.place} of {words}"
    if table == "events" and fact.event != expected.event:
        yield f"event {fact.event} of {words}"


def _compare(table: str, example: Example, document: Document) -> tuple[int, int, int, list[str]]:
    """How many were found rightly, wrongly and missed, and what differs in words."""
    left = list(_found(document))
    right = missed = 0
    said: list[str] = []
    for expected in example.expected:
        hit = next(((f, m) for f, m in left if _matches(expected, f, m)), None)
        if hit is None:
            missed += 1
            said.append(f"missed {expected.kind}/{expected.role} {example.text[expected.start : expected.end]!r}")
            continue
        left.remove(hit)
        right += 1
        said.extend(_attributes(table, expected, *hit))
    extra = [(f, m) for f, m in left if not marked.forgiven(f.kind, f.value, m.text)]
    said.extend(f"extra {f.kind}/{f.role} {m.text!r}" for f, m in extra)
    return right, len(extra), missed, [f"{example.text[:60]!r}: {what}" for what in said]


def test_every_table_has_a_floor() -> None:
    assert set(FLOORS) == {path.stem for path in _TABLES.glob("*.txt")}


def _run(table: str, engine: Engine) -> tuple[int, int, int, list[str]]:
    """How many facts of a table are right, wrong and missed, and all its differences."""
    examples = marked.load(_TABLES / f"{table}.txt")
    if table == "items":
        parser, engine = engine.parser, Engine(Options(kinds=(*DEFAULT_KINDS, "items")))
        engine.parser = parser
    documents = engine.pipe(from_text(example.text, table) for example in examples)
    right = wrong = missed = 0
    differences: list[str] = []
    for example, document in zip(examples, documents, strict=True):
        r, w, m, said = _compare(table, example, document)
        right, wrong, missed = right + r, wrong + w, missed + m
        differences += said
    return right, wrong, missed, differences


@pytest.mark.parametrize("table", sorted(FLOORS))
def test_table(table: str, engine: Engine) -> None:
    right, wrong, missed, differences = _run(table, engine)
    known = KNOWN.get(table, [])
    new = [d for d in differences if d not in known]
    mended = [d for d in known if d not in differences]
    assert not new, "new differences:\n" + "\n".join(new)
    assert not mended, "mended, take them off the list:\n" + "\n".join(mended)
    precision, recall = FLOORS[table]
    assert 100 * right >= precision * (right + wrong)
    assert 100 * right >= recall * (right + missed)


def _rewrite() -> None:
    """Write the differences that stand now, and print what changed."""
    engine = Engine(Options())
    now = {table: differences for table in sorted(FLOORS) if (differences := _run(table, engine)[3])}
    for table in sorted(FLOORS):
        old, new = set(KNOWN.get(table, [])), set(now.get(table, []))
        print(*(f"+ {table} {d}" for d in sorted(new - old)), *(f"- {table} {d}" for d in sorted(old - new)), sep="\n")
    _KNOWN.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _rewrite()
