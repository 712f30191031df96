"""Which number stands for how many people, and which rule found it: an example a rule."""

from __future__ import annotations

import pytest

from factx.engine import Engine
from factx.reading.article import from_text


def _counts(engine: Engine, text: str) -> list[tuple[str, int, str]]:
    """Role (or kind), value and rule of each count of people, in order."""
    facts = next(iter(engine.pipe([from_text(text, "x")]))).facts
    return [(f.role or f.kind, int(f.value or 0), f.rule) for f in facts if f.kind in ("arrests", "people")]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Police arrested 27 suspects.", ["arrests.active"]),
        ("27 members of the gang were arrested.", ["arrests.passive"]),
        ("The raids led to 85 arrests.", ["arrests.noun"]),
        ("The arrest of 27 suspects followed.", ["arrests.nominal"]),
        ("Nine people were in custody.", ["arrests.adjective"]),
        ("Twelve people died.", ["killed.subject"]),
        ("The death toll rose to 35.", ["killed.toll"]),
        ("The storm claimed three lives.", ["killed.lives"]),
        ("Eleven children are among the dead.", ["killed.among"]),
        ("Ten bodies were recovered.", ["killed.bodies"]),
        ("Arrests: 61", ["arrests.label"]),
        ("The leak exposed the data of 1.2 million customers.", ["victims.data"]),
        ("Police arrested ten people in Spain and four in Italy.", ["arrests.active", "arrests.list"]),
        ("Police arrested the following:\n- Two men from Lyon", ["arrests.item"]),
    ],
)
def test_the_rule_that_counts(text: str, rules: list[str], engine: Engine) -> None:
    assert [rule for _, _, rule in _counts(engine, text)] == rules


@pytest.mark.parametrize(
    "text",
    [
        "Smith, 38, was arrested.",
        "Police could arrest 20 people.",
        "The gang threatened to kill 20 people.",
        "Police have not charged the two men.",
        "He was arrested three times.",
        "The 92-count indictment was read out.",
        "The app saved 300 people from calling.",
        "Warrants for the arrest of six men were issued.",
        "The toll could rise to 35.",
        "The staff of 300 moved to a new office.",
    ],
)
def test_numbers_that_count_nobody(text: str, engine: Engine) -> None:
    assert _counts(engine, text) == []


def test_one_number_can_be_two_facts(engine: Engine) -> None:
    found = _counts(engine, "Police arrested and charged 12 people.")
    assert [(role, value) for role, value, _ in found] == [("arrests", 12), ("charged", 12)]


def test_suspects_who_are_arrested_are_arrests_only(engine: Engine) -> None:
    assert [role for role, _, _ in _counts(engine, "Police arrested 12 suspects.")] == ["arrests"]
