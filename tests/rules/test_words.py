"""Inflection, nouns for people, and the scan that decides what is parsed."""

from __future__ import annotations

import pytest

from factx.rules.inflect import inflect, plural
from factx.rules.words import built_in, is_person


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("man", "men"),
        ("policewoman", "policewomen"),
        ("witness", "witnesses"),
        ("spy", "spies"),
        ("boy", "boys"),
        ("thief", "thieves"),
        ("wife", "wives"),
        ("arrest", "arrests"),
    ],
)
def test_plural(noun: str, expected: str) -> None:
    assert expected in plural(noun)


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("arrest", {"arrest", "arrests", "arrested", "arresting"}),
        ("rescue", {"rescue", "rescues", "rescued", "rescuing"}),
        ("bury", {"bury", "buries", "buried", "burying"}),
        ("net|netted|netted", {"net", "nets", "netted", "netting"}),
        ("slay|slew|slain", {"slay", "slays", "slew", "slain", "slaying"}),
    ],
)
def test_inflect(entry: str, forms: set[str]) -> None:
    assert {shape for shapes in inflect(entry).values() for shape in shapes} == forms


@pytest.mark.parametrize(
    ("noun", "tag", "expected"),
    [
        ("suspects", "NNS", True),
        ("cyberfraudsters", "NNS", True),
        ("ex-soldiers", "NNS", True),
        ("servers", "NNS", False),
        ("Zambians", "NNPS", True),
        ("tables", "NNS", None),
    ],
)
def test_is_person(noun: str, tag: str, expected: bool | None) -> None:
    assert is_person(noun, tag) is expected


def test_every_trigger_is_scanned_for() -> None:
    for found in built_in().triggers.values():
        for word in found:
            assert built_in().pattern.search(" ".join((word.first, *word.rest))), word


@pytest.mark.parametrize("text", ["They live in the house.", "He went on holiday at noon.", "Prices rose under him."])
def test_small_words_are_no_triggers(text: str) -> None:
    assert not built_in().pattern.search(text)
