"""A rules file against its examples and against made sentences: each failure and warning, at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from factx import lexicon, proof
from factx.lexicon import rules_file
from factx.model import SHIPPED_KINDS
from factx.options import Options
from factx.proof import Outcome

FIXTURE = Path(__file__).parent.parent / "fixtures" / "own-kinds.toml"
DRUGS = """\
[[kind]]
kind = "drugs"
role = "found"
counts = ["cocaine", "heroin"]
units = [{ name = "kg" }, { name = "tonne", base = "kg", factor = 1000 }]
objects = ["find|found|found"]
"""


def prove(text: str) -> Outcome:
    return proof.prove(rules_file.parse(text, "my.toml"), text, Options())


@pytest.mark.parametrize(
    ("example", "wanted", "found"),
    [
        ("Dogs found [4 tonnes of cocaine].", None, None),
        ("Dogs found [4 tonnes] of cocaine.", None, None),
        ("Dogs found [4 tonnes = 4000 kg] of cocaine.", None, None),
        ("Dogs found [4 tonnes = 4000 cocaine found kg] of cocaine.", None, None),
        (
            "Dogs found [4 tonnes = 4 kg] of cocaine.",
            "4 tonnes = 4 kg as drugs/found",
            "4,000 kg cocaine as drugs/found",
        ),
        ("Dogs found [4 tonnes = 4000 lb] of cocaine.", "4 tonnes = 4000 lb as drugs/found", "4,000 kg cocaine"),
        ("Dogs found [4 tonnes = 4000 kg lost] of cocaine.", "4000 kg lost as drugs/found", "as drugs/found"),
        ("Dogs found [4 cars].", "4 cars as drugs/found", "nothing"),
        ("[Dogs found 4 tonnes of cocaine].", "Dogs found 4 tonnes of cocaine as", "4 tonnes of cocaine ="),
        ("Dogs found [4 kg of cocaine] and 9 kg of heroin.", "nothing more", "9 kg of heroin = 9 kg heroin"),
    ],
)
def test_examples(example: str, wanted: str | None, found: str | None) -> None:
    outcome = prove(f'{DRUGS}examples = [\n  "{example}",\n]\n')
    assert outcome.examples == 1
    if wanted is None or found is None:
        assert not outcome.failures
        return
    (failure,) = outcome.failures
    assert (failure.line, failure.key) == (8, "examples")
    assert wanted in failure.wanted
    assert found in failure.found


def test_near_misses() -> None:
    outcome = prove(DRUGS + 'near_misses = ["Dogs could find 4 kg of cocaine.", "Dogs found 4 kg of cocaine."]\n')
    (failure,) = outcome.failures
    assert (failure.line, failure.key, failure.sentence) == (7, "near_misses", "Dogs found 4 kg of cocaine.")
    assert (failure.wanted, failure.found) == ("", "4 kg of cocaine = 4 kg cocaine as drugs/found")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (DRUGS.replace('"heroin"', '"euro"'), 4, "'euro' may never match: it finds nothing in"),
        (DRUGS.replace('"heroin"', '"cocaine"'), 4, "'cocaine' stands there twice"),
        (DRUGS.replace('"heroin"', '"Cocaine"'), 4, "'Cocaine' stands there twice"),
        (DRUGS.replace("find|found|found", "seize"), 1, "drugs/found overlaps items/seized, which factx counts itself"),
        (
            DRUGS + '[[kind]]\nkind = "drugs"\nrole = "lost"\nobjects = ["lose|lost|lost", "find|found|found"]\n',
            10,
            "'find|found|found' gives the role found as well; every such count is given twice",
        ),
        (
            '[[kind]]\nkind = "held"\ncounts = "people"\nobjects = ["expel|expelled|expelled",\n "arrest"]\n',
            1,
            "held overlaps arrests, which factx counts itself: arrest",
        ),
        (
            DRUGS + 'exclude = ["officers"]\n',
            6,
            "'find|found|found' may never match",
        ),
    ],
)
def test_warnings(text: str, line: int, told: str) -> None:
    assert any(each.line == line and told in each.message for each in prove(text).warnings)


def test_a_file_without_fault() -> None:
    assert prove(DRUGS) == Outcome(0, 0, (), ())


def test_the_fixture_holds() -> None:
    outcome = prove(FIXTURE.read_text(encoding="utf-8"))
    assert outcome.examples and outcome.near_misses and not outcome.failures


@pytest.mark.parametrize("name", SHIPPED_KINDS)
def test_what_ships_holds(name: str) -> None:
    text = lexicon.text(name).replace(f'kind = "{name}"', 'kind = "mine"')
    outcome = prove(text)
    assert outcome.examples and outcome.near_misses and not outcome.failures
    assert {each.message.split(" which ")[0].split("/")[0] for each in outcome.warnings} == {"mine"}
