"""What the rules see of a parse, and what happens without a model."""

from __future__ import annotations

import subprocess
import sys

import pytest

from factx import syntax
from factx.engine import Engine
from factx.errors import ModelError
from factx.options import DEFAULT_MODEL
from factx.syntax import Parser


def test_tokens_have_the_offsets_of_the_text(engine: Engine) -> None:
    given = ["Police in Spain arrested 27 suspects.", "\U0001f6a8 Two men didn't run."]
    parsed = list(engine.parser.parse([(given[0], 0), (given[1], 40)]))
    assert [(p.text, p.offset) for p in parsed] == [(given[0], 0), (given[1], 40)]
    for p in parsed:
        assert [p.raw(i).lower() for i in range(len(p))] == p.words
        assert len(p) == len(p.tags) == len(p.deps) == len(p.heads)
        assert all(0 <= head < len(p) for head in p.heads)


def test_token_at_an_offset(engine: Engine) -> None:
    (p,) = engine.parser.parse([("Police arrested 27 men.", 0)])
    assert [p.token_at(i) for i in (0, 5, 6, 7, 16, 18, 22, 99)] == [0, 0, 1, 1, 2, 3, 4, 5]


def test_entities_are_token_spans(engine: Engine) -> None:
    (p,) = engine.parser.parse([("Police arrested 27 people in Germany on Monday.", 0)])
    assert ("Germany", "GPE") in [(p.raw(a), label) for a, b, label in p.entities if b == a + 1]


def test_a_missing_model_is_said_at_the_first_parse() -> None:
    parser = Parser("no-such-model")
    with pytest.raises(ModelError, match="no-such-model"):
        next(parser.parse([("Police arrested 27 men.", 0)]))


def test_entities_are_sought_once_and_when_asked(engine: Engine) -> None:
    one, other = engine.parser.parse([("He was held in Rome.", 0), ("Police arrested 12 men in Nice.", 21)])
    assert one._entities is None and other._entities is None
    assert other.entities is other.entities
    assert ("Nice", "GPE") in [(other.raw(a), label) for a, _, label in other.entities]


def test_a_model_that_has_seen_many_words_forgets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "_NEW_STRINGS", 20)
    parser = Parser(DEFAULT_MODEL)
    (before,) = parser.parse([("Police arrested 12 men in Nice.", 0)])
    first = parser.load()
    list(parser.parse([(f"Police arrested Mr Quobbl{n} in Vorx{n}.", 0) for n in range(20)]))
    assert parser.load() is first and "Quobbl7" in first.vocab.strings
    parser.forget()
    (after,) = parser.parse([("Police arrested 12 men in Nice.", 0)])
    assert "Quobbl7" not in parser.load().vocab.strings
    assert (after.words, after.tags, after.heads, after.entities) == (
        before.words,
        before.tags,
        before.heads,
        before.entities,
    )


def test_spacy_is_not_imported_without_candidates() -> None:
    code = (
        "import sys, factx; d = factx.extract('It cost $3 million in May 2021.\\n\\nVersion 2.0 fixes 27 flaws.');"
        "assert d.facts and 'spacy' not in sys.modules and 'dateparser' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
