"""Words as data: the TOML files beside this module, loaded once. Grammar is code elsewhere; no rule lives here."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from factx.declared import Table, Unit

_LISTS = ("nouns", "nominals", "objects", "passives", "subjects", "missing", "adjectives", "examples", "near_misses")


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon file ``name``.toml as a dict, parsed once a process."""
    return tomllib.loads(text(name))


def text(name: str) -> str:
    """The lexicon file ``name``.toml as it stands."""
    return (files(__package__) / f"{name}.toml").read_text(encoding="utf-8")


@cache
def tables(name: str) -> tuple[Table, ...]:
    """The ``[[kind]]`` tables of the lexicon file ``name``.toml, which is taken to be right."""
    return tables_of(tomllib.loads(text(name), parse_float=Decimal)["kind"])


def tables_of(raw: Sequence[dict[str, Any]]) -> tuple[Table, ...]:
    """``[[kind]]`` tables as TOML gives them, with what they take from the first table of their kind.

    Units and exclusions hold for the whole kind; what is counted holds for a table, or else that of the first one.
    """
    found = []
    for given in raw:
        own = [each for each in raw if each["kind"] == given["kind"]]
        counts = given.get("counts", own[0].get("counts", ()))
        found.append(
            Table(
                kind=given["kind"],
                role=given.get("role"),
                people=counts == "people",
                counts=() if counts == "people" else tuple(counts),
                units=tuple(_unit(unit) for each in own for unit in each.get("units", ())),
                exclude=tuple(word for each in own for word in each.get("exclude", ())),
                **{name: tuple(given.get(name, ())) for name in _LISTS},
            )
        )
    return tuple(found)


def _unit(given: dict[str, Any]) -> Unit:
    words = tuple(dict.fromkeys((given["name"], *given.get("words", ()))))
    return Unit(given.get("base", given["name"]), words, Decimal(given.get("factor", 1)))
