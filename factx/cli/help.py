"""How a command's help is laid out: options under the headings they belong to, as plain text.

Typer would draw boxes with Rich, whose import alone takes longer than all the rest of ``--help``.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand


class Command(TyperCommand):
    """A command whose options stand under their ``rich_help_panel``; those without one come first."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write each heading with its options."""
        under: dict[str, list[tuple[str, str]]] = {}
        for param in sorted(self.get_params(ctx), key=lambda each: bool(_panel(each))):
            if record := param.get_help_record(ctx):
                heading = "Arguments" if param.param_type_name == "argument" else "Options"
                under.setdefault(_panel(param) or heading, []).append(record)
        for heading, records in under.items():
            with formatter.section(heading):
                formatter.write_dl(records)


def _panel(param: Any) -> str | None:
    panel: str | None = param.rich_help_panel
    return panel
