"""What tables of comparisons have in common: a short name for a source, a value, a quantity. Text out, unescaped."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from factx.comparing.model import Event, Quantity, Value
from factx.formats import wording
from factx.formats.harmless import harmless
from factx.model import Document


def letters(number: int) -> str:
    """The short name of a source by its number from 0: A to Z, then AA and so on.

    >>> [letters(n) for n in (0, 25, 26, 27, 702)]
    ['A', 'Z', 'AA', 'AB', 'AAA']
    """
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(ascii_uppercase))
        name = ascii_uppercase[rest] + name
    return name


def what(quantity: Quantity) -> str:
    """What the sources put a figure on: ``money, lost`` or ``arrests, Benin``."""
    return harmless(", ".join(part for part in (quantity.kind, quantity.role, quantity.place) if part))


def cells(event: Event, quantity: Quantity) -> list[str]:
    """What each source of the event says of the quantity, empty where it says nothing."""
    said: dict[str, list[str]] = {document.source: [] for document in event.documents}
    for value in quantity.values:
        said[value.document.source].append(said_by(value, quantity))
    return [" / ".join(values) for values in said.values()]


def said_by(value: Value, quantity: Quantity) -> str:
    """What a source says; where others give the sum in another currency, with its conversion."""
    said = wording.value(value.fact) or harmless(value.fact.text)
    mixed = len({each.fact.currency for each in quantity.values}) > 1
    return f"{said} ({wording.value(value.converted)})" if mixed and value.converted else said


def about(document: Document) -> str:
    """A source with its day and title."""
    parts = (document.source, str(document.published or ""), document.title or "")
    return harmless(" \u00b7 ".join(part for part in parts if part))


def count(number: int, noun: str) -> str:
    """``1 event``, ``2 events``; of "quantity" the plural is "quantities"."""
    plural = noun.removesuffix("y") + "ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def names(event: Event) -> str:
    """The event's label, and its other spellings."""
    also = f" (also {', '.join(event.aliases)})" if event.aliases else ""
    return harmless(event.label + also)


def summary(quantities: Sequence[Quantity]) -> str:
    """How many quantities have which verdict, the gravest first; those of one source last."""
    told = [(verdict, sum(q.verdict == verdict for q in quantities)) for verdict in ORDER]
    return ", ".join(f"{number} {WORDS[verdict]}" for verdict, number in told if number)


#: Verdicts from the gravest.
ORDER = ("conflict", "consistent", "agree", "single")
#: How tables name a verdict.
WORDS = {"conflict": "conflict", "consistent": "consistent", "agree": "agree", "single": "one source"}
