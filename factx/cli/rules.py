"""``factx rules``: a rules file put to the proof, and what it finds in real articles."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from factx.cli import extract
from factx.cli.run import stop
from factx.cli.talk import Talk
from factx.errors import ExitCode, FactxError
from factx.formats.harmless import harmless
from factx.model import Document
from factx.options import DEFAULT_MODEL, Options

if TYPE_CHECKING:
    from factx.proof import Outcome

EPILOG = """
\b
Examples:
  factx rules check drugs.toml            is it right, do its examples hold?
  factx rules test drugs.toml news/       what it finds in real articles
  factx extract news/ --rules drugs.toml  its facts beside the others

\b
Exit codes:
  0 all done · 1 an example does not hold, or an input failed · 2 wrong usage
  3 the file is no good, or could not run
"""

app = typer.Typer(help="Check and try a file that declares kinds of your own.", no_args_is_help=True, epilog=EPILOG)

File = Annotated[str, typer.Argument(metavar="FILE", help="A rules file, in TOML.")]
Model = Annotated[
    str,
    typer.Option("--model", metavar="NAME", envvar="FACTX_MODEL", help="Another installed spaCy model for English."),
]


@app.command(no_args_is_help=True)
def check(file: File, model: Model = DEFAULT_MODEL) -> None:
    """Check FILE: is it valid, do its examples hold, is there a word that does nothing?"""
    from factx.lexicon import rules_file

    try:
        text = rules_file.content(file)
        rules = rules_file.parse(text, file)
    except rules_file.RulesError as error:
        for each in error.wrong or (error.message.removeprefix(f"{file}: "),):
            typer.echo(f"factx: error: {harmless(f'{file}, {each}' if error.wrong else f'{file}: {each}')}", err=True)
        raise typer.Exit(error.exit_code) from error
    from factx import proof

    try:
        outcome = proof.prove(rules, text, Options(model=model))
    except FactxError as error:
        typer.echo(f"factx: error: {harmless(error.message)}", err=True)
        raise typer.Exit(error.exit_code) from error
    for line in _told(file, outcome):
        typer.echo(line)
    raise typer.Exit(ExitCode.SOME_FAILED if outcome.failures else ExitCode.OK)


def _told(file: str, outcome: Outcome) -> Iterator[str]:
    """What came of the check, a finding after the other, and how it stands."""
    for failure in outcome.failures:
        yield harmless(f"{file}, line {failure.line}: {failure.key}: {failure.sentence}")
        if failure.wanted:
            yield f"    wanted  {harmless(failure.wanted)}"
        yield f"    found   {harmless(failure.found)}"
    for warned in outcome.warnings:
        key = f"{warned.key}: " if warned.key else ""
        yield harmless(f"{file}, line {warned.line}: warning: {key}{warned.message}")
    failed = Counter(failure.key for failure in outcome.failures)
    yield (
        f"{outcome.examples - failed['examples']} of {outcome.examples} examples and "
        f"{outcome.near_misses - failed['near_misses']} of {outcome.near_misses} near misses hold"
        f"; {_many(len(outcome.warnings), 'warning')}"
    )


@app.command(no_args_is_help=True)
def test(
    file: File,
    paths: Annotated[list[str], typer.Argument(metavar="PATHS", help="Articles, folders, or - for standard input.")],
    model: Model = DEFAULT_MODEL,
) -> None:
    """Show what FILE finds in articles, each count in its sentence, and how many by role and rule."""
    rules = extract.rules_of(file)
    assert rules is not None
    options = Options(kinds=rules.kinds, model=model, rules=rules)
    logging.basicConfig(format="factx: %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("factx").setLevel(logging.CRITICAL)
    from factx import batch
    from factx.batch.inputs import Inputs
    from factx.formats import FORMATS

    inputs = Inputs(tuple(paths))
    talk = Talk()
    seen: Counter[tuple[str, str]] = Counter()
    documents = batch.documents(inputs, options, jobs=batch.jobs_for(inputs))
    try:
        FORMATS["table"].load()(stop.between(_finding(talk.over(documents), seen)), sys.stdout, options)
    except KeyboardInterrupt:
        talk.say("interrupted")
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    except FactxError as error:
        talk.say(f"error: {error.message}")
        raise typer.Exit(error.exit_code) from error
    for line in _counted(seen, talk.read):
        typer.echo(line)
    raise typer.Exit(ExitCode.SOME_FAILED if talk.failed else ExitCode.OK)


def _finding(documents: Iterable[Document], seen: Counter[tuple[str, str]]) -> Iterator[Document]:
    """The documents with facts, and count of these by kind and role, and by rule."""
    for document in documents:
        for fact in document.facts:
            seen[f"{fact.kind}/{fact.role}" if fact.role else fact.kind, fact.rule.rpartition(".")[2]] += 1
        if document.facts:
            yield document


def _counted(seen: Counter[tuple[str, str]], documents: int) -> Iterator[str]:
    """How many facts there are of each role, and by which rules."""
    if seen:
        yield ""
    roles = dict.fromkeys(role for role, _ in seen)
    wide = max(map(len, roles), default=0)
    for role in roles:
        rules = [(rule, count) for (of, rule), count in seen.most_common() if of == role]
        told = ", ".join(f"{rule} {count}" for rule, count in rules)
        yield f"{role:<{wide}}  {sum(count for _, count in rules):>5}  {told}"
    yield f"{_many(seen.total(), 'fact')} in {_many(documents, 'document')}"


def _many(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"
