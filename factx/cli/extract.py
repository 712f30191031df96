"""``factx extract``: what the options mean, and one run from paths to output."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer

from factx import formats, lexicon, outfile
from factx.cli import config
from factx.cli.run import Run, run
from factx.cli.talk import Talk
from factx.declared import Rules
from factx.formats import FORMATS, Format
from factx.formats.harmless import harmless
from factx.model import DEFAULT_KINDS, EXTRA_KINDS, SHIPPED_KINDS
from factx.options import DEFAULT_MODEL, Options

KINDS = DEFAULT_KINDS + EXTRA_KINDS + SHIPPED_KINDS

_FACTS, _OUTPUT = "Which facts, and what the articles do not say", "Output and messages"
_MANY = "Many articles"
# A backspace before a paragraph keeps its lines as they are.
EPILOG = """
\b
Examples:
  factx extract article.txt                     one article, as a table
  factx extract news/ -o facts.csv              a folder, for a spreadsheet
  factx extract news/ -o report.html            a page to show
  factx extract news/ --format jsonl | jq .     one document a line
  pbpaste | factx extract - --date 2024-11-29   pasted text and its day

\b
Exit codes:
  0 all done · 1 some inputs failed, the rest is there · 2 wrong usage
  3 could not run · 130 interrupted
"""


def one_of(names: Iterable[str], what: str) -> Callable[[Any], Any]:
    """A check of an option's value or values against ``names``, with a message that lists them."""
    allowed = tuple(names)

    def check(given: str | list[str] | None) -> str | list[str] | None:
        for name in [given] if isinstance(given, str) else given or []:
            if name not in allowed:
                near = get_close_matches(name, allowed, 1)
                meant = f"did you mean {near[0]}? Choose" if near else "choose"
                raise typer.BadParameter(f"there is no {what} {name!r}; {meant} from {', '.join(allowed)}")
        return given

    return check


def kind(ctx: typer.Context, given: list[str] | None) -> list[str] | None:
    """A check of the kinds asked for; those that a rules file may declare are left to `chosen_kinds`."""
    return given if config.declares(ctx) else one_of(KINDS, "kind")(given)


def rules_of(path: str | None) -> Rules | None:
    """The rules of the file at ``path``, if one is given; leaves with a message where it is no good."""
    if path is None:
        return None
    from factx.lexicon import rules_file

    try:
        return rules_file.read(path)
    except rules_file.RulesError as error:
        typer.echo(f"factx: error: {harmless(error.message)}", err=True)
        raise typer.Exit(error.exit_code) from error


def chosen_kinds(asked: list[str] | None, rules: Rules | None) -> tuple[str, ...]:
    """The kinds to give, in a fixed order: those asked for, else the usual ones with all that are declared."""
    declared = rules.kinds if rules else ()
    if not asked:
        return DEFAULT_KINDS + declared
    one_of((*KINDS, *declared), "kind")(asked)
    return tuple(each for each in (*KINDS, *declared) if each in asked)


def starting(names: Iterable[str]) -> Callable[[str], list[str]]:
    """What completes an option's value among ``names``."""
    allowed = tuple(names)
    return lambda incomplete: [name for name in allowed if name.startswith(incomplete)]


def code(given: str) -> str:
    """The code of a currency in capitals, if there is one."""
    if given == "USD":
        return given

    if given.upper() not in lexicon.load("currencies")["codes"]["tender"]:
        raise typer.BadParameter(f"{given!r} is no currency code; give three letters, such as USD, CAD or AUD")
    return given.upper()


def day(given: str | None) -> str | None:
    """A day, if it is written as one."""
    if given is not None and not _is_day(given):
        raise typer.BadParameter(f"{given!r} is no day; write it as YYYY-MM-DD, such as 2024-11-29")
    return given


def _is_day(given: str) -> bool:
    try:
        return date.fromisoformat(given).isoformat() == given
    except ValueError:
        return False


def extract(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATHS", help="Files, folders, or - for standard input."),
    ],
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME",
            help=f"{', '.join(FORMATS)}. Else by the suffix of -o.",
            rich_help_panel=_OUTPUT,
            callback=one_of(FORMATS, "format"),
            autocompletion=starting(FORMATS),
        ),
    ] = None,
    output_name: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to FILE, once all is done.", rich_help_panel=_OUTPUT
        ),
    ] = None,
    with_text: Annotated[
        bool,
        typer.Option("--with-text", metavar="", help="Add each article's text.", rich_help_panel=_OUTPUT),
    ] = False,
    flat: Annotated[
        bool,
        typer.Option("--flat", metavar="", help="json, jsonl: one fact a row, as in csv.", rich_help_panel=_OUTPUT),
    ] = False,
    excel: Annotated[
        bool,
        typer.Option("--excel", metavar="", help="csv, tsv: mark as UTF-8 for Excel.", rich_help_panel=_OUTPUT),
    ] = False,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            help="Only this kind (repeat for more); factx kinds lists them.",
            rich_help_panel=_FACTS,
            callback=kind,
            autocompletion=starting(KINDS),
        ),
    ] = None,
    rules_path: Annotated[
        str | None,
        typer.Option(
            "--rules", metavar="FILE", help="Count what FILE declares too (factx rules).", rich_help_panel=_FACTS
        ),
    ] = None,
    no_related: Annotated[
        bool,
        typer.Option(
            "--no-related",
            metavar="",
            help="Leave out teasers, comments and the like.",
            rich_help_panel=_FACTS,
        ),
    ] = False,
    published: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="YYYY-MM-DD",
            help='Day of publication: what "last year" means.',
            rich_help_panel=_FACTS,
            callback=day,
        ),
    ] = None,
    dollar: Annotated[
        str,
        typer.Option(
            "--dollar",
            metavar="CODE",
            show_default=False,
            help="What a bare $ stands for. Default: USD.",
            rich_help_panel=_FACTS,
            callback=code,
        ),
    ] = "USD",
    model: Annotated[
        str,
        typer.Option(
            "--model",
            metavar="NAME",
            envvar="FACTX_MODEL",
            show_envvar=False,
            show_default=False,
            help="Another spaCy model, as FACTX_MODEL does.",
            rich_help_panel=_FACTS,
        ),
    ] = DEFAULT_MODEL,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            min=0,
            help="Processes; 0 is one a core.",
            rich_help_panel=_MANY,
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option("--resume", metavar="", help="Continue the interrupted run of -o.", rich_help_panel=_MANY),
    ] = False,
    include: Annotated[
        list[str] | None,
        typer.Option(
            "--include",
            metavar="GLOB",
            help="Of folders, only files such as '*.md'.",
            rich_help_panel=_MANY,
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="GLOB", help="Of folders, not these files.", rich_help_panel=_MANY),
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            metavar="NAME",
            help="local, or ray: a cluster, -o a folder.",
            rich_help_panel=_MANY,
            show_default=False,
            callback=one_of(("local", "ray"), "engine"),
            autocompletion=starting(("local", "ray")),
        ),
    ] = "local",
    ray_address: Annotated[
        str | None,
        typer.Option(
            "--ray-address",
            metavar="ADDRESS",
            help="Of a Ray cluster that is running.",
            rich_help_panel=_MANY,
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", metavar="", help="No warnings, no progress bar.", rich_help_panel=_OUTPUT)
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", metavar="", help="Each input, and tracebacks.", rich_help_panel=_OUTPUT),
    ] = False,
) -> None:
    """Give the facts of articles: arrests, money, countries, dates and people."""
    if quiet and verbose:
        raise typer.BadParameter("--quiet and --verbose do not go together")
    output = None if output_name in (None, "-") else Path(output_name)
    if engine == "ray":
        _check_cluster(paths, output, {"--format": format_name, "--resume": resume})
    elif ray_address:
        raise typer.BadParameter("--ray-address needs --engine ray")
    if resume and output is None:
        raise typer.BadParameter(
            "--resume continues the file of an interrupted run: give it to -o, such as facts.jsonl"
        )
    if output and any(_is_same(output, path) for path in paths):
        raise typer.BadParameter(f"{output} is an input; give another file to -o")
    chosen = FORMATS["jsonl"] if engine == "ray" else _choose_format(format_name, output)
    _check_fit("--with-text", with_text, chosen, "carries_text")
    _check_fit("--flat", flat, chosen, "flattens")
    _check_fit("--excel", excel, chosen, "opens_in_excel")
    _check_fit("--resume", resume, chosen, "resumes")
    if chosen.makes_file and output is None:
        suffix = chosen.suffixes[0]
        raise typer.BadParameter(f"{chosen.name} cannot be printed; give a file to -o, such as facts{suffix}")
    if flat and with_text:
        raise typer.BadParameter("--flat and --with-text do not go together: rows have no room for the text")
    rules = rules_of(rules_path)
    options = Options(
        kinds=chosen_kinds(kinds, rules),
        published=date.fromisoformat(published) if published else None,
        dollar=dollar,
        related=not no_related,
        model=model,
        with_text=with_text,
        flat=flat,
        excel=excel,
        rules=rules,
    )
    logging.basicConfig(format="factx: %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("factx").setLevel(logging.DEBUG if verbose else logging.CRITICAL)
    progress = engine == "local" and not quiet and progress_wanted(paths, output)
    talk = Talk(quiet=quiet, verbose=verbose, progress=progress)
    from factx.batch.inputs import Inputs
    from factx.reading.walk import Globs

    globs = Globs(tuple(include or ()), tuple(exclude or ()))
    if engine == "ray":
        from factx.cli.cluster import run_job
        from factx.cluster import Job

        job = Job(tuple(paths), str(output_name), options, globs, ray_address, jobs or None)
        raise typer.Exit(run_job(job, talk))
    inputs = Inputs(tuple(paths), globs, outfile.side_files(output) if output else ())
    raise typer.Exit(run(Run(inputs, options, chosen, output, jobs, resume), talk))


def _choose_format(name: str | None, output: Path | None) -> Format:
    if name:
        return FORMATS[name]
    if output is None:
        return FORMATS["table" if sys.stdout and sys.stdout.isatty() else "json"]
    if found := formats.for_file(output):
        return found
    if _is_folder(str(output)):
        raise typer.BadParameter(f"{output} is a folder; give a file to -o, such as {output / 'facts.csv'}")
    raise typer.BadParameter(f"the name {output} does not tell the format; add --format {'|'.join(FORMATS)}")


def _check_cluster(paths: list[str], output: Path | None, others: dict[str, object]) -> None:
    """Refuse what a cluster cannot do."""
    for name, given in others.items():
        if given:
            raise typer.BadParameter(f"{name} does not go with --engine ray, which writes Parquet and JSON Lines anew")
    if "-" in paths:
        raise typer.BadParameter("--engine ray does not read standard input; give files, folders or addresses")
    if output is None:
        raise typer.BadParameter("--engine ray writes many files; give a folder to -o")


def _check_fit(option: str, given: bool, chosen: Format, needed: str) -> None:
    """Refuse an option that the chosen format has no use for, naming the formats that have."""
    if given and not getattr(chosen, needed):
        fitting = " or ".join(name for name, each in FORMATS.items() if getattr(each, needed))
        raise typer.BadParameter(f"{option} needs --format {fitting}; it does nothing in {chosen.name}")


def progress_wanted(paths: list[str], output: Path | None) -> bool:
    """For many inputs, where standard error is a terminal that the facts do not go to as well."""
    many = len(paths) > 1 or any(_is_folder(path) or ".jsonl" in path or ".ndjson" in path for path in paths)
    apart = output is not None or not (sys.stdout and sys.stdout.isatty())
    return many and apart and bool(sys.stderr and sys.stderr.isatty())


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:  # such as a name that is too long
        return False


def _is_same(output: Path, path: str) -> bool:
    try:
        return output.samefile(path)
    except OSError:
        return False
