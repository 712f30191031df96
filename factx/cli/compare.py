"""``factx compare`` and ``factx timeline``: paths to Documents to events to output, and what the end means."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, TextIO

import typer

from factx import outfile
from factx.cli import extract
from factx.cli.run import stop
from factx.cli.talk import Talk
from factx.errors import ExitCode, FactxError
from factx.formats import compare as comparisons
from factx.formats import timeline as timelines
from factx.model import Document
from factx.options import DEFAULT_MODEL, Options

EPILOG = """
\b
Examples:
  factx compare news/                            a folder, as tables
  factx compare a.md b.html -o report.md         to paste into a report
  factx extract news/ -f jsonl | factx compare - of facts that were found before
  factx compare news/ --fail-on conflict         in a pipeline

\b
Exit codes:
  0 all done · 1 some inputs failed, or a conflict with --fail-on conflict
  2 wrong usage · 3 could not run · 130 interrupted
"""
_INPUT, _OUTPUT, _MESSAGES = "What the articles do not say", "Output", "Messages"

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATHS", help="Articles, folders, factx's own JSON, or - for standard input."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, once all is done.", rich_help_panel=_OUTPUT),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        help='Day of publication, from which "last year" counts.',
        rich_help_panel=_INPUT,
        callback=extract.day,
    ),
]
Dollar = Annotated[
    str,
    typer.Option(
        "--dollar", metavar="CODE", help="The currency that a bare $ stands for.", rich_help_panel=_INPUT,
        callback=extract.code,
    ),
]  # fmt: skip
Model = Annotated[
    str,
    typer.Option(
        "--model", metavar="NAME", envvar="FACTX_MODEL", help="Another installed spaCy model for English.",
        rich_help_panel=_INPUT,
    ),
]  # fmt: skip
RulesFile = Annotated[
    str | None,
    typer.Option("--rules", metavar="FILE", help="Count what FILE declares too.", rich_help_panel=_INPUT),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", metavar="N", min=0,
        help="Processes that extract; 0 is one a core. Default: 1 for few articles, else one a core.",
    ),
]  # fmt: skip
Include = Annotated[
    list[str] | None,
    typer.Option("--include", metavar="GLOB", help="Of folders, only files such as '*.md' (repeat for more)."),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option("--exclude", metavar="GLOB", help="Of folders, not these files and folders."),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", metavar="", help="No warnings, no progress bar.", rich_help_panel=_MESSAGES)
]


def format_option(formats: dict[str, tuple[str, ...]]) -> typer.models.OptionInfo:
    """``--format`` of a command with these formats."""
    option: typer.models.OptionInfo = typer.Option(
        "--format",
        "-f",
        metavar="NAME",
        help=f"{', '.join(formats)}. Default: by the suffix of -o; else table on a terminal, json otherwise.",
        rich_help_panel=_OUTPUT,
        callback=extract.one_of(formats, "format"),
        autocompletion=extract.starting(formats),
    )
    return option


def compare(
    paths: Paths,
    format_name: Annotated[str | None, format_option(comparisons.FORMATS)] = None,
    output: Output = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="VERDICT",
            help="Exit with 1 where a quantity has this verdict: conflict.",
            rich_help_panel=_OUTPUT,
            callback=extract.one_of(("conflict",), "verdict"),
        ),
    ] = None,
    published: Day = None,
    dollar: Dollar = "USD",
    model: Model = DEFAULT_MODEL,
    rules: RulesFile = None,
    jobs: Jobs = None,
    include: Include = None,
    exclude: Exclude = None,
    quiet: Quiet = False,
) -> None:
    """Show where articles on the same events agree, where they differ, and which figure has one source only."""
    write = comparisons.load(chosen(format_name, output, comparisons.FORMATS))
    options = _options(published, dollar, model, rules)

    def work(documents: Iterable[Document], out: TextIO, talk: Talk) -> bool:
        from factx.comparing import compare

        events = compare(documents)
        write(events, out)
        return fail_on is None or not any(q.verdict == fail_on for event in events for q in event.quantities)

    raise typer.Exit(over_all(paths, (include, exclude), options, jobs, output, quiet, work))


def timeline(
    paths: Paths,
    format_name: Annotated[str | None, format_option(timelines.FORMATS)] = None,
    output: Output = None,
    published: Day = None,
    dollar: Dollar = "USD",
    model: Model = DEFAULT_MODEL,
    rules: RulesFile = None,
    jobs: Jobs = None,
    include: Include = None,
    exclude: Exclude = None,
    quiet: Quiet = False,
) -> None:
    """Show the events of articles in the order of their days, with their main figures."""
    write = timelines.load(chosen(format_name, output, timelines.FORMATS))
    options = _options(published, dollar, model, rules)

    def work(documents: Iterable[Document], out: TextIO, talk: Talk) -> bool:
        from factx.comparing import compare

        write(compare(documents, alone=True), out)
        return True

    raise typer.Exit(over_all(paths, (include, exclude), options, jobs, output, quiet, work))


def chosen(name: str | None, output: Path | None, formats: dict[str, tuple[str, ...]]) -> str:
    """The format asked for, or the one that the output tells."""
    if name:
        return name
    if output is None or output == Path("-"):
        return "table" if sys.stdout and sys.stdout.isatty() else "json"
    suffix = output.suffix.lower()
    if found := next((each for each, suffixes in formats.items() if suffix in suffixes), None):
        return found
    raise typer.BadParameter(f"the name {output} does not tell the format; add --format {'|'.join(formats)}")


def _options(published: str | None, dollar: str, model: str, rules_path: str | None) -> Options:
    rules = extract.rules_of(rules_path)
    return Options(
        kinds=(*extract.chosen_kinds(None, rules), "duration"),
        published=date.fromisoformat(published) if published else None,
        dollar=dollar,
        model=model,
        rules=rules,
    )


def over_all(
    paths: list[str],
    globs: tuple[list[str] | None, list[str] | None],
    options: Options,
    jobs: int | None,
    output: Path | None,
    quiet: bool,
    work: Callable[[Iterable[Document], TextIO, Talk], bool],
    *,
    besides: Path | None = None,
) -> ExitCode:
    """Read all paths and let ``work`` write what comes of them; an exit code, whatever goes wrong.

    Args:
        paths: articles, folders, factx's own JSON, or - for standard input.
        globs: which files of folders to take, and which not.
        options: what to look for in articles.
        jobs: how many processes; None decides by the number of inputs, 0 is one a core.
        output: a file, or None for standard output.
        quiet: no warnings, no progress bar.
        work: takes the Documents, an open stream and whom to tell; False where the run shall count as failed.
        besides: a file to pass over where a folder holds it.
    """
    from factx.batch.inputs import Inputs
    from factx.cli.sources import Sources
    from factx.reading.walk import Globs

    logging.basicConfig(format="factx: %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("factx").setLevel(logging.CRITICAL)
    output = None if output == Path("-") else output
    include, exclude = globs
    leave_out = (*(outfile.side_files(output) if output else ()), *((besides,) if besides else ()))
    inputs = Inputs(tuple(paths), Globs(tuple(include or ()), tuple(exclude or ())), leave_out)
    piped = sys.stdin.buffer.read() if "-" in paths and sys.stdin else b""
    talk = Talk(quiet=quiet, progress=not quiet and extract.progress_wanted(paths, output))
    try:
        with talk:
            talk.expect(inputs.total)
            documents = stop.between(talk.over(Sources(inputs, options, jobs, piped).documents()))
            with outfile.opened(output) as out:
                passed = work(documents, out.stream, talk)
    except KeyboardInterrupt:
        talk.say("interrupted")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return ExitCode.OK
    except FactxError as error:
        talk.say(f"error: {error.message}")
        return error.exit_code
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        talk.say(f"error: factx failed ({what}). Please report it with what it was given")
        return ExitCode.CANNOT_RUN
    talk.close()
    return ExitCode.SOME_FAILED if talk.failed or not passed else ExitCode.OK
