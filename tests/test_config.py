"""Settings: which wins, where each comes from, and what is said of one that is wrong."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import factx
from factx import config
from factx.cli import app
from factx.config import ConfigError, Type
from tests import stub_engine

KEYS: dict[str, Type] = {"dollar": "text", "kind": "list", "no-related": "flag", "jobs": "number", "date": "text"}


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = stub_engine.module()
    monkeypatch.setitem(sys.modules, "factx.engine", module)
    monkeypatch.setattr(factx, "engine", module, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    for key in ("MODEL", "DOLLAR", "FORMAT", "KIND", "NO_RELATED"):
        monkeypatch.delenv(f"FACTX_{key}", raising=False)
    monkeypatch.chdir(tmp_path)


def call(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(app, arguments, prog_name="factx", env=environment)


def write(content: str, name: str = "factx.toml") -> None:
    Path(name).write_text(content, encoding="utf-8")


def read(**environment: str) -> dict[str, tuple[object, str]]:
    found = config.read(Path.cwd(), environment, KEYS)
    return {key: (setting.value, setting.where) for key, setting in found.items()}


def test_nothing() -> None:
    assert read() == {}


def test_file() -> None:
    write('# mine\ndollar = "AUD"\n\nkind = ["money", "arrests"]\n"no-related" = true\njobs = 2\ndate = 2024-11-29\n')
    assert read() == {
        "dollar": ("AUD", "factx.toml, line 2"),
        "kind": (["money", "arrests"], "factx.toml, line 4"),
        "no-related": (True, "factx.toml, line 5"),
        "jobs": (2, "factx.toml, line 6"),
        "date": ("2024-11-29", "factx.toml, line 7"),
    }


def test_underscores_and_a_lone_string() -> None:
    write('no_related = false\nkind = "money"\n')
    assert read() == {"no-related": (False, "factx.toml, line 1"), "kind": (["money"], "factx.toml, line 2")}


def test_project() -> None:
    write('[project]\ndollar = 5\n[tool.factx]\ndollar = "CAD"\n[tool.other]\ndollar = 6\n', "pyproject.toml")
    assert read() == {"dollar": ("CAD", "pyproject.toml, line 4")}
    write('[tool]\nfactx.dollar = "CAD"\n', "pyproject.toml")
    assert read() == {"dollar": ("CAD", "pyproject.toml, line 2")}


@pytest.mark.parametrize("content", ['[project]\nname = "factx-user"\n', "[tool.other]\nx = 1\n", "not toml ["])
def test_projects_of_others(content: str) -> None:
    write(content, "pyproject.toml")
    assert read() == {}


def test_own_file_counts_alone() -> None:
    write('dollar = "AUD"\n')
    write('[tool.factx]\ndollar = "CAD"\njobs = 3\n', "pyproject.toml")
    assert read() == {"dollar": ("AUD", "factx.toml, line 1")}


def test_environment_wins_over_the_file() -> None:
    write('dollar = "AUD"\njobs = 2\n')
    found = read(FACTX_DOLLAR="CAD", FACTX_JOBS="", FACTX_KIND="money, arrests", FACTX_NO_RELATED="Yes")
    assert found == {
        "dollar": ("CAD", "FACTX_DOLLAR"),
        "jobs": (2, "factx.toml, line 2"),
        "kind": (["money", "arrests"], "FACTX_KIND"),
        "no-related": (True, "FACTX_NO_RELATED"),
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("\ndollr = 5", "factx.toml, line 2: there is no setting 'dollr'; did you mean 'dollar'?"),
        ("zzzz = 5", "factx.toml, line 1: there is no setting 'zzzz'; there are date, dollar"),
        ("[kinds]\nx = 1", "factx.toml, line 1: there is no setting 'kinds'; did you mean 'kind'?"),
        ("dollar = 5", "factx.toml, line 1: dollar takes a string, not 5"),
        ('jobs = "2"', "factx.toml, line 1: jobs takes a whole number, not '2'"),
        ("jobs = true", "factx.toml, line 1: jobs takes a whole number, not True"),
        ("no-related = 1", "factx.toml, line 1: no-related takes true or false, not 1"),
        ('kind = ["a", 2]', "factx.toml, line 1: kind takes a list of strings, not ['a', 2]"),
        ("date = 2024-11-29T10:00:00", "factx.toml, line 1: date takes a string"),
        (
            "x = 5 6",
            "factx.toml: this is not valid TOML: Expected newline or end of document after a statement (at line 1",
        ),
    ],
)
def test_wrong(content: str, message: str) -> None:
    write(content)
    with pytest.raises(ConfigError) as caught:
        read()
    assert caught.value.message.startswith(message)


@pytest.mark.parametrize(("name", "value"), [("FACTX_JOBS", "two"), ("FACTX_NO_RELATED", "maybe")])
def test_wrong_variable(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=f"{name}: .* takes"):
        read(**{name: value})


def test_file_that_is_no_text() -> None:
    Path("factx.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="not valid TOML"):
        read()


def test_strangers() -> None:
    assert config.strangers({"FACTX_DOLAR": "1", "FACTX_DOLLAR": "1", "OTHER": "1"}, KEYS) == ["FACTX_DOLAR"]


# --- on the command line --------------------------------------------------------------------------------------------


def extracted(*arguments: str, **environment: str) -> str:
    Path("a.txt").write_text("Police arrested 27 men.\n", encoding="utf-8")
    result = call("extract", "a.txt", *arguments, **environment)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_each_wins_over_the_one_before() -> None:
    assert extracted().startswith("{")
    write('format = "csv"\n')
    assert extracted().startswith("source,")
    assert extracted(FACTX_FORMAT="tsv").startswith("source\t")
    (line,) = extracted("--format", "jsonl", FACTX_FORMAT="tsv").splitlines()
    assert json.loads(line)["source"] == "a.txt"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('\nformat = "cvs"', "factx.toml, line 2: format: there is no format 'cvs'; did you mean csv? Choose from"),
        ('kind = ["arrests", "mony"]', "factx.toml, line 1: kind: there is no kind 'mony'"),
        ('date = "yesterday"', "factx.toml, line 1: date: 'yesterday' is no day"),
        ('output = "a.csv"', "factx.toml, line 1: there is no setting 'output'"),
    ],
)
def test_wrong_values_name_their_line(content: str, message: str) -> None:
    write(content)
    for arguments in (("extract", "a.txt"), ("config",)):
        result = call(*arguments)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"factx: error: {message}")
        assert result.stdout == ""


def test_help_does_without() -> None:
    write("nonsense [")
    for arguments in (("--help",), ("extract", "--help"), ("extract", "-h"), ("config", "--help"), ("--version",)):
        assert call(*arguments).exit_code == 0


def test_shows_what_is_in_force_and_from_where() -> None:
    write('kind = ["money", "arrests"]\ndollar = "AUD"\n')
    result = call("config", FACTX_DOLLAR="CAD", FACTX_DOLAR="x")
    rows = {line.split()[0]: line.split(maxsplit=1)[1] for line in result.stdout.splitlines()}
    assert " ".join(rows["dollar"].split()) == "CAD FACTX_DOLLAR"
    assert " ".join(rows["kind"].split()) == "money, arrests factx.toml, line 1"
    assert rows["with-text"].split() == ["false", "default"]
    assert "output" not in rows
    assert result.stderr == "factx: warning: FACTX_DOLAR is no setting; it is passed over\n"


def test_every_option_but_those_of_one_run_is_a_setting() -> None:
    keys = {line.split()[0] for line in call("config").stdout.splitlines()}
    assert {"format", "kind", "no-related", "date", "dollar", "model", "with-text", "quiet", "verbose"} <= keys
    assert not keys & {"output", "resume", "help", "version"}
