"""Triggers in a sentence, and whether what they say happened."""

from __future__ import annotations

import pytest

from factx.engine import Engine
from factx.rules.triggers import Trigger, find
from factx.rules.words import built_in


def _find(engine: Engine, text: str, first: str) -> list[Trigger]:
    (parsed,) = engine.parser.parse([(text, 0)])
    return [t for t in find(parsed, built_in()) if t.word.first == first]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Police arrested 20 men.", "arrested"),
        ("Police took 20 men into custody.", "took"),
        ("Police managed to arrest 20 men.", "arrest"),
        ("The arrest of six men was announced.", "arrest"),
        ("Police said they had detained six men.", "detained"),
    ],
)
def test_what_happened(text: str, first: str, engine: Engine) -> None:
    found = _find(engine, text, first)
    assert found and any(t.real for t in found)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Police could arrest 20 men.", "arrest"),
        ("Police have not arrested 20 men.", "arrested"),
        ("Police failed to arrest 20 men.", "arrest"),
        ("The law would let police detain 300 men.", "detain"),
        ("Police would not say if detained men will be charged.", "charged"),
    ],
)
def test_what_did_not(text: str, first: str, engine: Engine) -> None:
    assert not any(t.real for t in _find(engine, text, first) if t.word.mode == "object")


@pytest.mark.parametrize(
    ("text", "passive"),
    [("Six men were arrested.", True), ("Six men were caught and arrested.", True), ("They arrested six.", False)],
)
def test_passive(text: str, passive: bool, engine: Engine) -> None:
    assert {t.passive for t in _find(engine, text, "arrested")} == {passive}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("He suffered cardiac arrest.", "arrest"),
        ("An arrest warrant was issued.", "arrest"),
        ("He died on death row.", "death"),
        ("They gave it away for free.", "free"),
    ],
)
def test_no_triggers(text: str, first: str, engine: Engine) -> None:
    assert not _find(engine, text, first)
