"""Settings that stand in for options: ``factx.toml`` or ``[tool.factx]`` in ``pyproject.toml``, then the environment.

In go a folder, the environment and the keys that there are; out comes a Setting for each one that is given, with where
it is given. Knows nothing of the command line: which values a key takes beyond their type is checked there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from factx.errors import ExitCode, FactxError

Type = Literal["flag", "number", "text", "list"]
Value = bool | int | str | list[str]

FILE = "factx.toml"
PROJECT = "pyproject.toml"
PREFIX = "FACTX_"
_TABLE = re.compile(r"\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}")
_ON, _OFF = frozenset(("1", "true", "yes", "on")), frozenset(("0", "false", "no", "off"))
_MEANT: dict[Type, str] = {
    "flag": "true or false",
    "number": "a whole number",
    "text": "a string",
    "list": "a list of strings",
}


class ConfigError(FactxError):
    """A setting that is none, or whose value is of the wrong type; the message says where it stands."""

    exit_code = ExitCode.USAGE

    def __init__(self, where: str, message: str) -> None:
        super().__init__("bad-config", f"{where}: {message}")


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that is in force unless an option says otherwise.

    Attributes:
        key: the option's long name without dashes before it, such as ``no-related``.
        value: of the key's type.
        where: ``factx.toml, line 3`` or the variable's name.
    """

    key: str
    value: Value
    where: str


def read(folder: Path, environment: Mapping[str, str], keys: Mapping[str, Type]) -> dict[str, Setting]:
    """The settings in force by key; a variable wins over a file.

    Args:
        folder: in which the files are looked for, and no other. Where both are there, ``factx.toml`` counts alone.
        environment: names to values; empty values count as none.
        keys: the settings that there are, with their types.

    Raises:
        ConfigError: a file cannot be read, or a key or a value is wrong.
    """
    return {**{each.key: each for each in _from_file(folder, keys)}, **_from_environment(environment, keys)}


def file(folder: Path) -> Path | None:
    """The file that the settings are read from: ``factx.toml``, else a ``pyproject.toml`` with a part for factx."""
    own, project = folder / FILE, folder / PROJECT
    if own.is_file():
        return own
    return project if project.is_file() and _mentions_factx(project) else None


def strangers(environment: Mapping[str, str], keys: Mapping[str, Type]) -> list[str]:
    """Names of variables that look like settings and are none."""
    known = {variable(key) for key in keys}
    return sorted(name for name in environment if name.startswith(PREFIX) and name not in known)


def variable(key: str) -> str:
    """The environment variable of a key: ``no-related`` is FACTX_NO_RELATED."""
    return PREFIX + key.upper().replace("-", "_")


def _mentions_factx(project: Path) -> bool:
    try:
        return "factx" in project.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return False


def _from_file(folder: Path, keys: Mapping[str, Type]) -> Iterator[Setting]:
    path = file(folder)
    if path is None:
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
        content: Any = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(path.name, f"the file could not be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:  # of TOML, of UTF-8, of a number of thousands of digits
        raise ConfigError(path.name, f"this is not valid TOML: {error}") from error
    table = ""
    if path.name == PROJECT:
        tools = content.get("tool")
        content = tools.get("factx", {}) if isinstance(tools, dict) else {}
        table = "tool.factx"
        if not isinstance(content, dict):
            raise ConfigError(path.name, "tool.factx is a table of settings")
    for written, value in content.items():
        where = f"{path.name}, line {_line(text, table, written)}"
        key = written.replace("_", "-")
        if key not in keys:
            raise ConfigError(where, f"there is no setting {written!r}; {_advice(key, keys)}")
        yield Setting(key, _typed(value, keys[key], key, where), where)


def _from_environment(environment: Mapping[str, str], keys: Mapping[str, Type]) -> dict[str, Setting]:
    found: dict[str, Setting] = {}
    for key, kind in keys.items():
        name = variable(key)
        said = environment.get(name, "").strip()
        if said:
            found[key] = Setting(key, _typed(_parsed(said, kind), kind, key, name), name)
    return found


def _parsed(said: str, kind: Type) -> object:
    """What a variable says, as a value of TOML; as it stands where it cannot be read so."""
    if kind == "flag":
        return True if said.lower() in _ON else False if said.lower() in _OFF else said
    if kind == "number":
        return int(said) if re.fullmatch(r"[+-]?[0-9]{1,18}", said) else said
    return [part.strip() for part in said.split(",") if part.strip()] if kind == "list" else said


def _typed(value: object, kind: Type, key: str, where: str) -> Value:
    """The value, if it is of its type; a lone string will do for a list, a day of TOML for a string."""
    if kind == "flag" and isinstance(value, bool):
        return value
    if kind == "number" and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind == "text" and isinstance(value, str):
        return value
    if kind == "text" and type(value) is date:
        return value.isoformat()
    if kind == "list" and isinstance(value, str):
        return [value]
    if kind == "list" and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return value
    raise ConfigError(where, f"{key} takes {_MEANT[kind]}, not {value!r}")


def _line(text: str, table: str, key: str) -> int:
    """The line at which ``key`` of ``table`` stands, or else the table, or else the first."""
    here, opened = "", 0
    named = re.compile(rf"\s*(?:[\w\"'.-]*\.)?[\"']?{re.escape(key)}[\"']?\s*[=.]")
    for number, line in enumerate(text.split("\n"), start=1):
        if heading := _TABLE.match(line):
            here = heading.group(1).replace(" ", "")
            if here in (f"{table}.{key}".lstrip("."), key):
                return number
            opened = opened or number * (here == table)
        elif named.match(line) and (here == table or (table.startswith(here) and "factx" in line)):
            return number
    return opened or 1


def _advice(key: str, keys: Mapping[str, Type]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, keys, 1)
    return f"did you mean {close[0]!r}?" if close else f"there are {', '.join(sorted(keys))}"
