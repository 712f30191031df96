"""``factx annotate``: paths to Documents to a file of annotations for people to correct."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, TextIO

import typer

from factx import outfile
from factx.cli import compare, extract
from factx.cli.evaluate import Kinds, NoRelated, options_of
from factx.cli.talk import Talk
from factx.model import Document
from factx.options import DEFAULT_MODEL, Options

EPILOG = """
\b
Examples:
  factx annotate news/ --to label-studio -o tasks.json   tasks.xml is the labeling config
  factx annotate news/ --to spacy -o gold.spacy          spans with labels, for spaCy and Prodigy
  factx annotate articles.jsonl -o gold.jsonl            a line an article, to correct by hand
"""
#: Names of the forms, and whether they take more than a stream of text.
FORMS = {"gold": False, "label-studio": True, "spacy": True}


def annotate(
    paths: compare.Paths,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORM",
            help=f"{', '.join(FORMS)}.",
            callback=extract.one_of(FORMS, "form"),
            autocompletion=extract.starting(FORMS),
        ),
    ] = "gold",
    output: compare.Output = None,
    kinds: Kinds = None,
    rules: compare.RulesFile = None,
    no_related: NoRelated = False,
    published: compare.Day = None,
    dollar: compare.Dollar = "USD",
    model: compare.Model = DEFAULT_MODEL,
    jobs: compare.Jobs = None,
    include: compare.Include = None,
    exclude: compare.Exclude = None,
    quiet: compare.Quiet = False,
) -> None:
    """Write the facts of articles as annotations to correct, so that you have gold to evaluate against."""
    output = None if output == Path("-") else output
    if FORMS[to] and output is None:
        raise typer.BadParameter(f"--to {to} cannot be printed; give a file to -o")
    beside = output.with_suffix(".xml") if output and to == "label-studio" else None
    if beside and beside == output:
        raise typer.BadParameter(f"{output} is where the labeling config goes; give -o a name that ends in .json")
    options = options_of(kinds, rules, no_related, published, dollar, model)

    def work(documents: Iterable[Document], out: TextIO, talk: Talk) -> bool:
        from factx import gold

        gold.write(documents, out.buffer, to)
        if beside:
            _write_config(beside, options)
            if not quiet:
                talk.say(f"the labeling config to set the project up with is in {beside}")
        return True

    raise typer.Exit(compare.over_all(paths, (include, exclude), options, jobs, output, quiet, work))


def _write_config(path: Path, options: Options) -> None:
    from factx.gold import label_studio

    with outfile.opened(path) as out:
        out.stream.write(label_studio.config(options))
