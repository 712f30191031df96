"""``factx config``, and how settings reach the other commands: as defaults of their options.

A command of the class `Configured` takes settings; every option of such a command is a setting by its long name, but
for those that name one run's files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup, TyperOption

from factx import config as settings
from factx.cli.help import Command
from factx.config import ConfigError, Setting, Type, Value

#: Options that belong to one run.
_NO_SETTINGS = frozenset(("output", "resume", "help", "version"))
#: Settings that mean something else where a command only shares them.
_DIFFERING = frozenset(("format",))
_HELP = frozenset(("-h", "--help"))
#: Of a context: whether a rules file is given, so that there may be kinds that only it knows.
_DECLARES = "factx.declares"


class Configured(Command):
    """A command whose options have the settings in force as their defaults."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse as ever, once the settings are read; help does without them."""
        if args and not _HELP & set(args) and not ctx.resilient_parsing:
            own = dict(_options(self))
            found = _in_force(ctx, _keys(ctx), args)
            ctx.default_map = {own[each.key].name: each.value for each in found.values() if each.key in own}
        return super().parse_args(ctx, args)


class Sharing(Command):
    """A command that makes no settings, but whose options have those of other commands as their defaults."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse as ever, once the settings are read; help does without them."""
        if args and not _HELP & set(args) and not ctx.resilient_parsing:
            own = {key: option for key, option in _options(self) if key not in _DIFFERING}
            found = _in_force(ctx, _keys(ctx), args)
            ctx.default_map = {own[each.key].name: each.value for each in found.values() if each.key in own}
        return super().parse_args(ctx, args)


def declares(ctx: typer.Context) -> bool:
    """Whether an option or a setting gives a rules file."""
    return bool(ctx.meta.get(_DECLARES))


def config(ctx: typer.Context) -> None:
    """Show the settings in force, and where each comes from.

    Weakest first: a default, factx.toml (or [tool.factx] in pyproject.toml) in the current folder, an environment
    variable such as FACTX_DOLLAR. An option wins over them all.
    """
    keys = _keys(ctx)
    found = _in_force(ctx, keys)
    rows = [
        (key, _shown(found[key].value), found[key].where) if key in found else (key, _shown(default), "default")
        for key, default in _defaults(ctx).items()
    ]
    wide = [max(len(row[n]) for row in rows) for n in (0, 1)]
    for key, value, where in rows:
        typer.echo(f"{key:<{wide[0]}}  {value:<{wide[1]}}  {where}")
    for name in settings.strangers(os.environ, keys):
        typer.echo(f"factx: warning: {name} is no setting; it is passed over", err=True)


def _commands(ctx: Any) -> Iterator[Configured]:
    group = ctx.find_root().command
    if isinstance(group, TyperGroup):
        yield from (each for each in group.commands.values() if isinstance(each, Configured))


def _options(command: Command) -> Iterator[tuple[str, TyperOption]]:
    """Key and option of each setting of a command."""
    for option in command.params:
        if isinstance(option, TyperOption):
            key = max(option.opts, key=len).lstrip("-")
            if key not in _NO_SETTINGS and not option.is_eager:
                yield key, option


def _keys(ctx: Any) -> dict[str, Type]:
    return {key: _type(option) for command in _commands(ctx) for key, option in _options(command)}


def _defaults(ctx: Any) -> dict[str, object]:
    return {key: option.default for command in _commands(ctx) for key, option in _options(command)}


def _type(option: TyperOption) -> Type:
    if option.is_flag:
        return "flag"
    if option.multiple:
        return "list"
    return "number" if option.type_descriptor.annotation is int else "text"


def _in_force(ctx: Any, keys: dict[str, Type], args: Sequence[str] = ()) -> dict[str, Setting]:
    """The settings, each value checked as if it were given to its option; leaves with a message if one is wrong."""
    try:
        found = settings.read(Path.cwd(), os.environ, keys)
        ctx.meta[_DECLARES] = "rules" in found or any(arg.split("=")[0] == "--rules" for arg in args)
        for command in _commands(ctx):
            for key, option in _options(command):
                if key in found:
                    _check(ctx, option, found[key])
    except ConfigError as error:
        typer.echo(f"factx: error: {error.message}", err=True)
        raise typer.Exit(error.exit_code) from error
    return found


def _check(ctx: Any, option: TyperOption, setting: Setting) -> None:
    try:
        option.process_value(ctx, setting.value)
    except typer.BadParameter as error:
        raise ConfigError(setting.where, f"{setting.key}: {error.message}") from error


def _shown(value: Value | object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return "-" if value is None else str(value)
