"""The stories in fixtures/compare, from articles to verdicts: beside each folder stands what is expected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from factx.batch import Globs, Inputs, documents
from factx.comparing import Event, Quantity, compare
from factx.comparing.names import operation
from factx.engine import Engine
from factx.model import DEFAULT_KINDS
from factx.options import Options

FOLDER = Path(__file__).parents[2] / "fixtures" / "compare"
STORIES = sorted(FOLDER.glob("*.json"))
OPTIONS = Options(kinds=(*DEFAULT_KINDS, "duration"))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(OPTIONS)


def told(event: Event, quantity: Quantity) -> dict[str, Any]:
    values: dict[str, list[int]] = {}
    for value in quantity.values:
        values.setdefault(Path(value.document.source).name, []).append(int(value.fact.value or 0))
    return {
        "event": operation(event.name) if event.name else None,
        "kind": quantity.kind,
        "role": quantity.role,
        "verdict": quantity.verdict,
        "values": {name: sorted(numbers) for name, numbers in sorted(values.items())},
    }


def wanted(given: dict[str, Any]) -> dict[str, Any]:
    event = operation(given["event"]) if given.get("event") else None
    values = {name: sorted(numbers) for name, numbers in sorted(given["values"].items())}
    return {**given, "event": event, "values": values}


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_story(story: Path, engine: Engine) -> None:
    inputs = Inputs((str(story.with_suffix("")),))
    events = compare(documents(inputs, OPTIONS, engine=engine))
    found = [told(event, quantity) for event in events for quantity in event.quantities]
    expected = [wanted(each) for each in json.loads(story.read_text(encoding="utf-8"))]
    for each in expected:
        assert each in found
    conflicts = [each for each in found if each["verdict"] == "conflict"]
    assert conflicts == [each for each in expected if each["verdict"] == "conflict"]


def test_stories_beside_each_other_stay_apart(engine: Engine) -> None:
    inputs = Inputs((str(FOLDER),), Globs((), ("*.json",)))
    for event in compare(documents(inputs, OPTIONS, engine=engine)):
        folders = {Path(document.source).parent.name for document in event.documents}
        assert len(folders) == 1 or event.label.startswith("Marrowbone")  # which two stories tell of
