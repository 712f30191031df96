"""The README says what is true: outputs, options, exit codes, kinds, roles and bounds."""

import re
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from factx import lexicon
from factx.cli import app
from factx.errors import ExitCode
from factx.formats import schema
from factx.model import BOUND_ORDER, DEFAULT_KINDS, EXTRA_KINDS, SHIPPED_KINDS
from tests import readme

PAGE = readme.README.read_text(encoding="utf-8")
ALL = "\n".join(page.read_text(encoding="utf-8") for page in readme.PAGES)
HERE = (Path(sys.executable).parent / "factx").exists()


@pytest.mark.skipif(not HERE, reason="factx is not installed")
@pytest.mark.parametrize(("command", "output"), readme.shown(), ids=[command[:60] for command, _ in readme.shown()])
def test_outputs_are_those_of_the_commands(command: str, output: str) -> None:
    if "jq" in command and not shutil.which("jq"):
        pytest.skip("jq is not installed")
    assert readme.run(command) == output, "run python tests/readme.py and look at what it prints"


@pytest.mark.skipif(not HERE or not shutil.which("jq"), reason="factx or jq is not installed")
@pytest.mark.parametrize("commands", readme.recipes(), ids=lambda commands: commands[:40])
def test_recipes_work(commands: str, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for name in ("crypto-theft.md", "press-release.md"):
        shutil.copy(readme.ROOT / "fixtures" / name, tmp_path / "news")
    first = readme.run(f"set -euo pipefail\n{commands}", tmp_path)
    made = [path for path in tmp_path.iterdir() if path.is_file() and path.name != ".last"]
    assert first or made
    assert all(path.stat().st_size for path in made)


def test_a_watched_folder_is_read_once(tmp_path: Path) -> None:
    (script,) = [commands for commands in readme.recipes() if ".last" in commands]
    (tmp_path / "news").mkdir()

    def update(text: str) -> list[str]:
        (tmp_path / "news" / "a.txt").write_text(text)
        time.sleep(0.05)  # so that the clock of the file system goes on
        readme.run(script, tmp_path)
        with closing(sqlite3.connect(tmp_path / "facts.db")) as database:
            return [row[0] for row in database.execute("SELECT text FROM facts")]

    assert update("Police arrested 12 people.") == ["12 people"]
    assert update("Police arrested 13 people.") == ["13 people"]
    before = (tmp_path / "facts.db").read_bytes()
    readme.run(script, tmp_path)
    assert (tmp_path / "facts.db").read_bytes() == before


def test_the_two_commands() -> None:
    assert list(readme.commands()) == ["run", "test"]


def test_names_every_kind_role_and_bound() -> None:
    for name in (*DEFAULT_KINDS, *EXTRA_KINDS, *SHIPPED_KINDS, *schema.MONEY_ROLES, *schema.PEOPLE_ROLES, *BOUND_ORDER):
        assert f"`{name}`" in PAGE
    for table in lexicon.tables("items"):
        assert f"`{table.role}`" in PAGE


def test_names_every_exit_code() -> None:
    codes = re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)
    assert [int(code) for code in codes] == list(ExitCode)


def test_names_only_options_that_exist() -> None:
    commands = ("extract", "compare", "timeline", "evaluate", "annotate")
    help_text = "".join(CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200"}).stdout for name in commands)
    general = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"}).stdout
    calls = re.findall(r"\bfactx [^|\n]*", ALL)
    for option in re.findall(r"(?<=\s)--[a-z-]+", "\n".join(calls)):
        assert option in help_text + general


def test_names_files_that_exist() -> None:
    for name in re.findall(r"`((?:factx|tests|fixtures|\.ci)/[\w./-]+)`", ALL):
        assert (readme.ROOT / name).exists(), name
