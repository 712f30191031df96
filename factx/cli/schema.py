"""``factx schema``: the JSON Schema of what factx prints."""

from __future__ import annotations

import typer


def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of the output.

    A line of --format jsonl is its definition Document; a row of --flat is Row,
    the output of compare is Comparison, that of timeline Timeline, that of evaluate Evaluation.
    """
    from factx.formats import exact
    from factx.formats.schema import json_schema

    typer.echo(exact.dumps(json_schema(), "  "))
