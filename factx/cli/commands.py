"""The commands of factx by name: what a wrong name probably meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup


class Commands(TyperGroup):
    """The group of all commands; an input in the place of a command gets told which one reads it."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments name, and the rest of them."""
        name = args[0]
        if self.get_command(ctx, name) is None and (name == "-" or Path(name).exists()):
            raise typer.BadParameter(f"{name!r} is an input, not a command; try: {ctx.info_name} extract {name}")
        return super().resolve_command(ctx, args)
