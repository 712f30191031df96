"""The marks of examples: what stands in brackets, and what is no mark."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factx.lexicon.marks import Mark, MarkError, marked


def test_words_and_offsets() -> None:
    text, marks = marked("They took [12 phones] and [over 2.5 tonnes = 2,500 kg cocaine] of it.")
    assert text == "They took 12 phones and over 2.5 tonnes of it."
    assert [text[mark.start : mark.end] for mark in marks] == ["12 phones", "over 2.5 tonnes"]
    assert [(mark.value, mark.said) for mark in marks] == [(None, ""), (Decimal(2500), "kg cocaine")]


def test_an_exact_fraction() -> None:
    assert marked("[350 g = 0.35 kg] were there.")[1] == (Mark(0, 5, Decimal("0.35"), "kg"),)


@pytest.mark.parametrize(
    ("example", "why"),
    [
        ("Nothing is marked.", "no words stand in brackets"),
        ("Police [seized 12 cars.", "a bracket is left open"),
        ("Police seized 12] cars.", "a bracket is left open"),
        ("[[12 cars]] were seized.", "a bracket is left open"),
        ("[] cars were seized.", "the brackets are empty"),
        ("[12 cars = many] were seized.", "'many' does not begin with one"),
        ("[12 cars = ] were seized.", "does not begin with one"),
        ("[12 cars = 1 = 2] were seized.", "a bracket is left open"),
    ],
)
def test_what_is_no_mark(example: str, why: str) -> None:
    with pytest.raises(MarkError, match=why):
        marked(example)
