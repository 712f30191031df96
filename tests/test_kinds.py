"""``factx kinds`` names all there is, and its examples are read as it says."""

from __future__ import annotations

from typing import Any

import pytest
from typer.testing import CliRunner

import factx
from factx import lexicon
from factx.cli import app
from factx.formats import schema, wording
from factx.model import BOUND_ORDER, DEFAULT_KINDS, EXTRA_KINDS, SHIPPED_KINDS, Fact

TOLD = lexicon.load("kinds")
ITEMS_ROLES = {table.role for table in lexicon.tables("items")}


def facts(entry: dict[str, Any]) -> list[Fact]:
    return list(factx.extract(entry["example"], kinds=DEFAULT_KINDS + EXTRA_KINDS + SHIPPED_KINDS).facts)


def test_all_kinds_roles_and_bounds_are_told() -> None:
    assert [each["name"] for each in TOLD["kind"]] == [*DEFAULT_KINDS, *EXTRA_KINDS, *SHIPPED_KINDS]
    assert {each["name"] for each in TOLD["role"] if each["kind"] == "money"} == schema.MONEY_ROLES
    assert {each["name"] for each in TOLD["role"] if each["kind"] == "people"} == schema.PEOPLE_ROLES
    assert {each["name"] for each in TOLD["role"] if each["kind"] == "items"} == ITEMS_ROLES
    assert {each["name"] for each in TOLD["bound"]} == set(BOUND_ORDER)


@pytest.mark.parametrize("entry", TOLD["kind"], ids=lambda entry: entry["name"])
def test_kinds_are_read_so(entry: dict[str, Any]) -> None:
    assert (entry["name"], entry["value"]) in [(fact.kind, wording.value(fact)) for fact in facts(entry)]


@pytest.mark.parametrize("entry", TOLD["role"], ids=lambda entry: entry["name"])
def test_roles_are_read_so(entry: dict[str, Any]) -> None:
    assert (entry["kind"], entry["name"]) in [(fact.kind, fact.role) for fact in facts(entry)]


@pytest.mark.parametrize("entry", TOLD["bound"], ids=lambda entry: entry["name"])
def test_bounds_are_read_so(entry: dict[str, Any]) -> None:
    assert (entry["name"], entry["value"]) in [(fact.bound, wording.value(fact)) for fact in facts(entry)]


@pytest.mark.parametrize("columns", ["60", "80", "160"])
def test_the_command(columns: str) -> None:
    result = CliRunner().invoke(app, ["kinds"], env={"COLUMNS": columns})
    assert result.exit_code == 0
    for name in (*DEFAULT_KINDS, *EXTRA_KINDS, *SHIPPED_KINDS, *schema.MONEY_ROLES, *schema.PEOPLE_ROLES, *BOUND_ORDER):
        assert f"{name} " in result.stdout
    assert max(map(len, result.stdout.splitlines()[:-1])) <= int(columns)
