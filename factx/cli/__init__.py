"""argv to calls to an exit code: the only room that knows Typer, prints messages, or exits.

A module a command; to add one, write its module with a function and register it below. Nothing heavy is imported
before a command runs: help, version, completion and usage errors do without spaCy and Rich.
"""

from __future__ import annotations

from typing import Annotated

import typer

import factx
from factx.cli import annotate, compare, config, evaluate, extract, kinds, rules, schema
from factx.cli.commands import Commands
from factx.cli.run import stop

app = typer.Typer(
    name="factx",
    cls=Commands,
    help="Facts out of raw articles, each with the words that state it. Works offline.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """The console script. SIGTERM is taken like Ctrl-C, so that output is left complete."""
    stop.listen()
    app(prog_name="factx")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"factx {factx.__version__}")
        raise typer.Exit


@app.callback()
def _factx(
    version: Annotated[
        bool,
        typer.Option("--version", metavar="", help="Print the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    pass


app.command(
    cls=config.Configured, no_args_is_help=True, epilog=extract.EPILOG, short_help="Give the facts of articles."
)(extract.extract)
app.command(
    cls=config.Sharing, no_args_is_help=True, epilog=compare.EPILOG, short_help="Show where articles agree and differ."
)(compare.compare)
app.command(cls=config.Sharing, no_args_is_help=True, short_help="Show events in the order of their days.")(
    compare.timeline
)
app.command(
    cls=config.Sharing,
    no_args_is_help=True,
    epilog=evaluate.EPILOG,
    short_help="Score what is found against gold of your own.",
)(evaluate.evaluate)
app.command(
    cls=config.Sharing,
    no_args_is_help=True,
    epilog=annotate.EPILOG,
    short_help="Write facts down, to be corrected as gold.",
)(annotate.annotate)
app.command()(config.config)
app.command(short_help="List kinds of fact, roles and bounds.")(kinds.kinds)
app.command()(schema.schema)
app.add_typer(rules.app, name="rules")
