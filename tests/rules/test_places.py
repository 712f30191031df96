"""The place of the people counted, and the names that are none."""

from __future__ import annotations

import pytest

from factx.engine import Engine
from factx.lexicon.territories import country_names
from factx.reading.article import from_text


def _places(engine: Engine, text: str) -> list[str | None]:
    facts = next(iter(engine.pipe([from_text(text, "x")]))).facts
    return [f.place for f in facts if f.kind in ("arrests", "people")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Three people were arrested in Nice.", ["Nice"]),
        ("Germany nabbed 47 others.", ["Germany"]),
        ("Benin: 54 arrests", ["Benin"]),
        ("Police arrested ten people in Spain and four in Italy.", ["Spain", "Italy"]),
        ("Police arrested ten people in Spain and Italy.", [None]),
        ("Spanish police arrested seven people.", [None]),
        ("Police arrested seven people across Europe.", [None]),
        ("Police arrested seven people in January.", [None]),
        ("Police arrested seven people in a flat.", [None]),
    ],
)
def test_place(text: str, places: list[str | None], engine: Engine) -> None:
    assert _places(engine, text) == places


def test_names_of_countries() -> None:
    assert {"Benin", "South Africa", "UK", "USA"} <= country_names()
    assert not {"Europe", "Nice", "world"} & country_names()
