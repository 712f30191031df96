"""``factx evaluate``: gold and paths to Documents to scores to output."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from factx.cli import compare, extract
from factx.cli.talk import Talk
from factx.formats import evaluation
from factx.model import DEFAULT_KINDS, Document
from factx.options import DEFAULT_MODEL, Options

if TYPE_CHECKING:
    from factx.gold import Marked
    from factx.scoring import Scores

EPILOG = """
\b
Examples:
  factx evaluate gold.jsonl articles.jsonl          shares, and each difference in its words
  factx evaluate export.json                        Label Studio's JSON has the articles in it
  factx evaluate gold.spacy -k arrests -f json      so has spaCy's DocBin
  factx extract news/ -f jsonl | factx evaluate gold.jsonl -
"""

Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        "-k",
        metavar="KIND",
        help=f"Only this kind (repeat for more): {', '.join(extract.KINDS)}. Default: the first {len(DEFAULT_KINDS)}.",
        callback=extract.kind,
        autocompletion=extract.starting(extract.KINDS),
    ),
]
NoRelated = Annotated[bool, typer.Option("--no-related", metavar="", help="Leave out teasers, comments and the like.")]


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(metavar="GOLD", help="JSON Lines of factx annotate, Label Studio's JSON, or spaCy's DocBin."),
    ],
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATHS]",
            help="Its articles, factx's own JSON, or -. Label Studio and spaCy have the articles with them.",
            show_default=False,
        ),
    ] = None,
    format_name: Annotated[str | None, compare.format_option(evaluation.FORMATS)] = None,
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
    """Score factx on your own annotated articles, with every difference shown in its words."""
    write = evaluation.load(compare.chosen(format_name, output, evaluation.FORMATS))
    options = options_of(kinds, rules, no_related, published, dollar, model)

    def work(documents: Iterable[Document], out: TextIO, talk: Talk) -> bool:
        from factx import scoring
        from factx.extractor import Extractor
        from factx.gold import GoldError, read, records

        articles = read(gold)
        given = documents if paths else talk.over(Extractor(options).pipe(records(articles, str(gold))))
        scores = scoring.compare(given, {each.id: each.entries for each in articles}, options.kinds)
        if len(scores.missing) == len(articles):
            raise GoldError(f"{gold}: none of the inputs is an article of it; its first one is {scores.missing[0]!r}")
        _tell(scores, articles, options, talk)
        write(scores, out)
        return True

    globs = (include, exclude)
    raise typer.Exit(compare.over_all(paths or [], globs, options, jobs, output, quiet, work, besides=gold))


def options_of(
    kinds: list[str] | None, rules_path: str | None, no_related: bool, published: str | None, dollar: str, model: str
) -> Options:
    """The options of an extraction, as the command line gives them."""
    rules = extract.rules_of(rules_path)
    return Options(
        kinds=extract.chosen_kinds(kinds, rules),
        published=date.fromisoformat(published) if published else None,
        dollar=dollar,
        related=not no_related,
        model=model,
        rules=rules,
    )


def _tell(scores: Scores, articles: list[Marked], options: Options, talk: Talk) -> None:
    """Warn of what makes scores say less than they seem to."""
    if talk.quiet:
        return
    if scores.missing:
        talk.say(f"warning: of the gold's articles {len(scores.missing)} were not given, such as {scores.missing[0]}")
    told: set[str] = set()
    for document, entry in scores.misplaced:
        if document.source not in told:
            told.add(document.source)
            here = document.text[entry.start : entry.end]
            talk.say(
                f"warning: {document.source}: the gold is of another text: it has {entry.text!r} at {entry.start}, "
                f"the article {here!r}"
            )
    left_out = sorted({entry.kind for each in articles for entry in each.entries} - set(options.kinds))
    if left_out:
        talk.say(f"warning: the gold has kinds that were not asked for: {', '.join(left_out)}; add --kind")
