"""The README says what is true: outputs, options, exit codes, kinds, roles and bounds."""

import re
import shutil
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from factx.cli import app
from factx.errors import ExitCode
from factx.formats import schema
from factx.model import BOUND_ORDER, DEFAULT_KINDS, EXTRA_KINDS
from tests import readme

PAGE = readme.README.read_text(encoding="utf-8")
HERE = (Path(sys.executable).parent / "factx").exists()


@pytest.mark.skipif(not HERE, reason="factx is not installed")
@pytest.mark.parametrize(("command", "output"), readme.shown(), ids=[command[:60] for command, _ in readme.shown()])
def test_outputs_are_those_of_the_commands(command: str, output: str) -> None:
    if "jq" in command and not shutil.which("jq"):
        pytest.skip("jq is not installed")
    assert readme.run(command) == output, "run python tests/readme.py and look at what it prints"


def test_the_two_commands() -> None:
    assert list(readme.commands()) == ["run", "test"]


def test_names_every_kind_role_and_bound() -> None:
    for name in (*DEFAULT_KINDS, *EXTRA_KINDS, *schema.MONEY_ROLES, *schema.PEOPLE_ROLES, *BOUND_ORDER):
        assert f"`{name}`" in PAGE


def test_names_every_exit_code() -> None:
    codes = re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)
    assert [int(code) for code in codes] == list(ExitCode)


def test_names_only_options_that_exist() -> None:
    help_text = CliRunner().invoke(app, ["extract", "--help"], env={"COLUMNS": "200"}).stdout
    general = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"}).stdout
    lines = [line for line in PAGE.splitlines() if "factx " in line]
    for option in re.findall(r"(?<=\s)--[a-z-]+", "\n".join(lines)):
        assert option in help_text + general


def test_names_files_that_exist() -> None:
    for name in re.findall(r"`((?:factx|tests|fixtures|\.ci)/[\w./-]+)`", PAGE):
        assert (readme.ROOT / name).exists(), name
