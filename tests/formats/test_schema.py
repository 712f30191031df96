"""The JSON Schema: kept, printed, valid itself; it takes what factx gives and refuses what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from factx.cli import app
from factx.formats import exact, record, row
from factx.formats.schema import json_schema
from factx.options import Options
from tests.formats import valid
from tests.formats.sample import BAD, GOOD, written

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"


def test_the_file_is_what_the_models_say() -> None:
    kept = valid.SCHEMA.read_text(encoding="utf-8")
    assert kept == exact.dumps(json_schema(), "  ") + "\n", "run: factx schema > factx/formats/schema.json"


def test_the_command_prints_the_file() -> None:
    assert CliRunner().invoke(app, ["schema"]).stdout == valid.SCHEMA.read_text(encoding="utf-8")


def test_it_is_a_schema_of_its_draft() -> None:
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_every_output_holds_it() -> None:
    valid.check(json.loads(written("json", GOOD, BAD)))
    valid.check(json.loads(written("json", GOOD, options=Options(with_text=True))))
    for line in written("jsonl", GOOD, BAD).splitlines():
        valid.check(json.loads(line), "Document")
    for line in written("jsonl", GOOD, BAD, options=Options(flat=True)).splitlines():
        valid.check(json.loads(line), "Row")


def test_every_field_is_asked_for() -> None:
    definitions = json_schema()["$defs"]
    doc = record.document(GOOD)
    assert definitions["Document"]["required"] == list(doc)
    assert definitions["Fact"]["required"] == list(doc["facts"][0])
    assert definitions["Mention"]["required"] == list(doc["facts"][0]["mentions"][0])
    assert definitions["Row"]["required"] == list(row.COLUMNS)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda fact: fact.update(kind="money"),
        lambda fact: fact.update(role="seized"),
        lambda fact: fact.update(bound="between"),
        lambda fact: fact.update(value=None),
        lambda fact: fact.update(value="1500"),
        lambda fact: fact.update(value_max=2000),
        lambda fact: fact.update(start="2024-07-01"),
        lambda fact: fact.update(confidence=1.1),
        lambda fact: fact.update(mentions=[]),
        lambda fact: fact.update(odd=1),
        lambda fact: fact.pop("place"),
        lambda fact: fact["mentions"][0].update(section="top"),
    ],
)
def test_it_refuses_what_is_wrong(spoil: Callable[[dict[str, Any]], object]) -> None:
    doc = json.loads(written("jsonl", GOOD))
    valid.check(doc, "Document")
    spoil(doc["facts"][0])
    with pytest.raises(jsonschema.ValidationError):
        valid.check(doc, "Document")
