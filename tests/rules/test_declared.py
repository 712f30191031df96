"""Declared kinds: which rule counts, in which unit, and that a kind neither takes from others nor depends on them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factx.engine import Engine
from factx.lexicon import rules_file
from factx.model import DEFAULT_KINDS, Fact
from factx.options import Options
from factx.reading.article import from_text
from factx.rules import gate
from factx.rules.words import vocabulary
from tests.growth import is_linear

RULES = """\
[[kind]]
kind = "goods"
role = "seized"
counts = ["cocaine", "heroin", "ecstasy", "SIM card", "server", "aircraft|aircraft", "work of art|works of art", "car"]
units = [
  { name = "kg", words = ["kilo"] },
  { name = "tonne", base = "kg", factor = 1000 },
  { name = "mg", base = "kg", factor = 0.000001 },
  { name = "lb", words = ["pound"] },
  { name = "pill" },
]
objects = ["seize"]
nominals = ["seizure"]
exclude = ["toy"]

[[kind]]
kind = "goods"
role = "sunk"
counts = ["boat"]
objects = ["sink|sank|sunk"]

[[kind]]
kind = "expelled"
counts = "people"
objects = ["expel|expelled|expelled"]

[[kind]]
kind = "reports"
nouns = ["ransomware report"]
"""


@pytest.fixture(scope="module")
def declared(engine: Engine) -> Engine:
    rules = rules_file.parse(RULES, "rules.toml")
    made = Engine(Options(kinds=(*DEFAULT_KINDS, *rules.kinds), rules=rules))
    made.parser = engine.parser
    return made


def facts(engine: Engine, text: str) -> list[Fact]:
    return list(next(engine.pipe([from_text(text, "x")])).facts)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police seized 12 servers.", [("12", "server", None, "active")]),
        ("12 SIM-cards were seized.", [("12", "SIM card", None, "passive")]),
        ("The seizure of 12 works of art shook the trade.", [("12", "work of art", None, "nominal")]),
        ("The army seized 14 aircraft.", [("14", "aircraft", None, "active")]),
        ("Police seized 2.5 tonnes of cocaine.", [("2500", "cocaine", "kg", "active")]),
        ("Police seized 2.5tonnes of cocaine.", [("2500", "cocaine", "kg", "active")]),
        ("Police seized 3 mg of heroin.", [("0.000003", "heroin", "kg", "active")]),
        ("Police seized 400 ecstasy pills.", [("400", "ecstasy", "pill", "active")]),
        ("Police seized 400 pills of ecstasy.", [("400", "ecstasy", "pill", "active")]),
        (
            "Police seized 10 kg (22 lb) of heroin.",
            [("10", "heroin", "kg", "active"), ("22", "heroin", "lb", "converted")],
        ),
        (
            "In Spain 12 servers were seized, and 4 in Italy.",
            [("12", "server", None, "passive"), ("4", "server", None, "list")],
        ),
        (
            "They seized 40 kilos of cocaine, $9,000 in cash and 3 cars.",
            [("40", "cocaine", "kg", "active"), ("3", "car", None, "parse-joined")],
        ),
        ("They sank 12 boats.", [("12", "boat", None, "active")]),
        ("They seized 12 boats.", []),
        ("They sank 12 cars.", []),
        ("Police seized 12 toy cars.", []),
        ("They seized a Volvo 240 car.", []),
        ("Police could seize 12 cars.", []),
        ("No cars were seized.", [("0", "car", None, "passive")]),
        ("The country expelled 12 diplomats.", [("12", "people", None, "active")]),
        ("The country expelled 12 servers.", []),
        ("Some 30 ransomware reports came in.", [("30", "ransomware report", None, "noun")]),
        ("Some 30 reports came in.", []),
    ],
)
def test_what_is_counted(text: str, found: list[tuple[str, str, str | None, str]], declared: Engine) -> None:
    given = [fact for fact in facts(declared, text) if fact.counted]
    assert [(f.value, f.counted, f.unit, f.rule.partition(".")[2]) for f in given] == [
        (Decimal(value), counted, unit, rule) for value, counted, unit, rule in found
    ]


TEXTS = [
    "Police arrested 12 people and seized 40 cars, and the country expelled 9 of them.",
    "Three men were arrested and 40 kilos of cocaine seized in Lyon; two died.",
    "They seized the following:\n\n- 12 servers\n- 40 kg of heroin\n- $4,000",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_kind_depends_on_no_other(text: str, engine: Engine, declared: Engine) -> None:
    rules = declared.options.rules
    assert rules is not None
    together = facts(declared, text)
    assert [fact for fact in together if not fact.counted] == facts(engine, text)
    for kind in rules.kinds:
        alone = Engine(Options(kinds=(kind,), rules=rules))
        alone.parser = engine.parser
        assert [fact for fact in together if fact.kind == kind] == facts(alone, text)


@pytest.mark.parametrize("text", TEXTS)
def test_the_gate_takes_nothing_away(text: str, declared: Engine) -> None:
    options = declared.options
    every = Engine(Options(kinds=options.kinds, rules=options.rules, gate=False))
    every.parser = declared.parser
    assert facts(every, text) == facts(declared, text)


def test_mentions_are_the_text(declared: Engine) -> None:
    text = "Officers seized more than 2.5 tonnes of pure cocaine in Rotterdam."
    (fact,) = facts(declared, text)
    (mention,) = fact.mentions
    assert (mention.text, fact.text) == ("more than 2.5 tonnes", "more than 2.5 tonnes of pure cocaine")
    assert text[mention.start : mention.end] == mention.text
    assert fact.place == "Rotterdam"


def test_a_file_of_many_words_costs_no_more_than_time() -> None:
    nouns = ",\n".join(f'"{"a" * (n % 40)}{n}"' for n in range(1000))
    verbs = ",\n".join(f'"aa{"".join("abcdefghij"[int(d)] for d in str(n))}"' for n in range(1000))
    rules = rules_file.parse(f'[[kind]]\nkind = "x"\ncounts = [{nouns}]\nobjects = [{verbs}]\n', "x.toml")
    words = vocabulary(rules.tables)
    assert is_linear(lambda text: gate.may_count(words, text, 0, len(text)), "aaaaaaaaaaaa 12 aa ", 20_000)
