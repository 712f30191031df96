"""Kinds that a rules file declares, in Python, in spaCy, and as gold."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
import spacy
from typer.testing import CliRunner

import factx
from factx.cli import app

TEXT = "Rangers rescued 12 goats. Customs seized 400 kilograms of cocaine and 30 pistols in Rotterdam."
ITEMS = factx.Options(kinds=(*factx.DEFAULT_KINDS, "items"))


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "goats.toml"
    path.write_text(
        '[[kind]]\nkind = "goats"\nrole = "saved"\nobjects = ["rescue"]\ncounts = ["goat"]\n'
        'examples = ["They rescued [12] goats."]\n',
        encoding="utf-8",
    )
    return path


def test_python_and_spacy_read_rules(rules: Path) -> None:
    declared = factx.read_rules(rules)
    options = factx.Options(kinds=(*factx.DEFAULT_KINDS, *declared.kinds), rules=declared)
    facts = factx.Extractor(options).extract(TEXT).facts
    assert [(fact.kind, fact.role, fact.value, fact.counted) for fact in facts] == [
        ("goats", "saved", Decimal(12), "goat")
    ]
    nlp = spacy.blank("en")
    nlp.add_pipe("factx", config={"rules": str(rules)})
    doc = nlp(TEXT)
    assert doc._.facts == facts
    assert [span.label_ for span in doc.spans["factx"]] == ["goats/saved"]
    with pytest.raises(factx.FactxError, match=r"none\.toml"):
        factx.read_rules(rules.with_name("none.toml"))


@pytest.mark.parametrize(("form", "name"), [("gold", "g.jsonl"), ("label-studio", "g.json"), ("spacy", "g.spacy")])
def test_what_was_annotated_is_all_right(form: str, name: str, tmp_path: Path) -> None:
    document = factx.Extractor(ITEMS).extract(TEXT, source="a")
    assert [(fact.kind, fact.counted, fact.unit) for fact in document.facts] == [
        ("items", "goat", None),
        ("items", "cocaine", "kg"),
        ("items", "pistol", None),
    ]
    factx.annotate([document], tmp_path / name, to=form, options=ITEMS)
    scores = factx.evaluate(tmp_path / name, [document], options=ITEMS)
    assert scores.differences == [] and scores.facts["items"].right == 3
    if form == "label-studio":
        config = ElementTree.fromstring((tmp_path / "g.xml").read_text(encoding="utf-8"))
        assert "items/seized" in [label.get("value") for label in config.iter("Label")]
        controls = {each.get("name") for each in config.iter() if each.get("perRegion")}
        (made,) = json.loads((tmp_path / name).read_text(encoding="utf-8"))
        used = {result["from_name"] for result in made["predictions"][0]["result"]}
        assert {"counted", "unit"} <= used <= controls | {"fact"}


def test_the_commands_take_rules(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    made = CliRunner().invoke(app, ["annotate", "a.txt", "--rules", str(rules), "-o", "g.jsonl"])
    assert made.exit_code == 0, made.stderr
    for arguments in ([], ["-k", "goats"]):
        found = CliRunner().invoke(
            app, ["evaluate", "g.jsonl", "a.txt", "-f", "json", "--rules", str(rules), *arguments]
        )
        kinds = json.loads(found.stdout)["kinds"]
        assert list(kinds) == ["goats", "all"] and kinds["goats"]["fact"]["f1"] == 1
    wrong = CliRunner().invoke(app, ["evaluate", "g.jsonl", "a.txt", "--rules", "none.toml"])
    assert wrong.exit_code != 0 and "none.toml" in wrong.stderr
