"""Scores as the plain data of the output contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import factx
from factx.formats.record import SCHEMA
from factx.model import Fact, Mention
from factx.scoring import DATE_KINDS, Difference, Entry, Scores, Tally

#: Characters of the text before and after a difference.
_AROUND = 80


def output(scores: Scores) -> dict[str, Any]:
    """The scores as a dict for JSON; shares have four decimals."""
    return {
        "factx": factx.__version__,
        "schema": SCHEMA,
        "documents": scores.documents,
        "missing": scores.missing,
        "kinds": {name: {what: _tally(each) for what, each in row.items()} for name, row in rows(scores)},
        "attributes": {
            name: {"accuracy": _share(tally.precision), "n": tally.given}
            for name, tally in sorted(scores.attributes.items())
        },
        "differences": [_difference(each) for each in scores.differences],
    }


def rows(scores: Scores) -> Iterator[tuple[str, Mapping[str, Tally]]]:
    """For each kind, and at last for all together, the tallies of what was found, of values and of facts."""
    tallies = {"found": scores.found, "value": scores.values, "fact": scores.facts}
    for kind in sorted({kind for each in tallies.values() for kind in each}):
        yield kind, {name: each[kind] for name, each in tallies.items()}
    yield "all", {name: sum(each.values(), Tally()) for name, each in tallies.items()}


def context(difference: Difference) -> tuple[str, str, str]:
    """The text before, in and after the place of a difference, on one line each; as much of it as is known."""
    start, end = difference.span
    text = difference.document.text
    if not text:  # read back from JSON: of what was given the sentence is known
        if difference.given is None:
            return "", difference.wanted.text if difference.wanted else "", ""
        text, words = difference.given[1].sentence, difference.given[1].text
        start = text.find(words)
        end = start + len(words)
    before, words, after = text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND]
    return before.rpartition("\n")[2].rpartition("\r")[2], words, after.partition("\n")[0].partition("\r")[0]


def _difference(given: Difference) -> dict[str, Any]:
    start, end = given.span
    before, words, after = context(given)
    return {
        "source": given.document.source,
        "what": given.what,
        "start": start,
        "end": end,
        "given": _given(*given.given) if given.given else None,
        "wanted": _wanted(given.wanted) if given.wanted else None,
        "before": before,
        "text": words,
        "after": after,
    }


def _given(fact: Fact, mention: Mention) -> dict[str, Any]:
    names = ("kind", "role", "value", "value_max", "bound", "currency", "start", "end", "event", "place", "section")
    unit = {"unit": fact.unit} if fact.unit else {}
    return {"text": mention.text, **{name: getattr(fact, name) for name in names}, **unit, "rule": fact.rule}


def _wanted(entry: Entry) -> dict[str, Any]:
    dated = entry.kind in DATE_KINDS
    low, high, measure = (None, None, None) if dated or len(entry.value) < 3 else entry.value
    currency, unit = (measure, {}) if entry.kind == "money" else (None, {"unit": measure} if measure else {})
    start, end = entry.value if dated else (None, None)
    return {
        "text": entry.text, "kind": entry.kind, "role": entry.role, "value": low, "value_max": high,
        "bound": entry.bound, "currency": currency, "start": start, "end": end, "event": entry.event,
        "place": entry.place, "section": entry.section, **unit,
    }  # fmt: skip


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "precision": _share(tally.precision),
        "recall": _share(tally.recall),
        "f1": _share(tally.f1),
        "gold": tally.wanted,
        "predicted": tally.given,
    }


def _share(value: float) -> Decimal:
    return Decimal(str(round(value, 4)))
