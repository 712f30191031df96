"""What holds for every article and every Document, whatever the text: used by properties and by the fuzzing targets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factx.formats import record
from factx.model import Article, Document
from factx.values.span import DateSpan, Quantity
from tests.formats import valid

BOUND_BY_TWO = "between"


def article(read: Article) -> None:
    """Spans of the view and of the sections lie within the text, in order, and a problem leaves no text."""
    size, seen = len(read.text), read.view
    ends = [seen.span(at, at + 1) for at in range(len(seen.text))]
    assert all(0 <= start < end <= size for start, end in ends)
    assert all(one[0] <= two[0] for one, two in pairwise(ends))
    assert all(0 <= section.start < section.end <= size for section in read.sections)
    assert all(one.end <= two.start for one, two in pairwise(read.sections))
    assert read.problem is None or not read.text
    read.text.encode("utf-8")


def spans(found: Sequence[Quantity] | Sequence[DateSpan], text: str) -> None:
    """Spans are within the text, in order, and do not overlap."""
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


def quantities(found: Sequence[Quantity], text: str) -> None:
    """Spans as such; values are finite numbers, and only what lies between two has two."""
    spans(found, text)
    for each in found:
        assert each.start <= each.head < each.tail <= each.end
        assert each.value.is_finite() and each.value >= 0
        assert (each.value_max is None) == (each.bound != BOUND_BY_TWO)
        assert each.value_max is None or each.value_max.is_finite()


def document(made: Document, read: Article) -> None:
    """The Document holds the published schema, and its offsets are those of the article's text."""
    valid.check_made(record.document(made, with_text=True), "Document")
    assert (made.chars, made.text) == (len(read.text), read.text)
    numbers: dict[str, int] = {}
    for fact in made.facts:
        numbers[fact.kind] = numbers.get(fact.kind, 0) + 1
        assert fact.id == f"{fact.kind}-{numbers[fact.kind]}"
        assert fact.value is None or fact.value.is_finite()
        assert fact.start is None or fact.end is None or fact.start <= fact.end
        for mention in fact.mentions:
            assert read.text[mention.start : mention.end] == mention.text != ""
            assert mention.text in mention.sentence
            assert mention.sentence in read.text
    first = [(fact.mentions[0].start, -fact.mentions[0].end) for fact in made.facts]
    assert first == sorted(first)
