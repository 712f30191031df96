"""factx: the facts of an article, each with the words that state it.

>>> import factx
>>> document = factx.extract("Police arrested 27 suspects and seized $1.2 million.")
>>> [(fact.kind, fact.value, fact.text) for fact in document.facts]
[('arrests', Decimal('27'), '27 suspects'), ('money', Decimal('1200000'), '$1.2 million')]

The names of `__all__` stay as they are within a major version. Importing this imports neither spaCy nor what extracts;
the first text does, and only one that needs a parse loads the model. Offsets count Unicode code points, ends are
exclusive. What cannot be done raises `FactxError`, whose message says what to do next.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from factx.errors import FactxError
from factx.extractor import Extractor
from factx.longtext import LongText
from factx.model import DEFAULT_KINDS, Document, Fact, Mention, Problem
from factx.options import DEFAULT_MODEL, Options
from factx.writing import annotate, write, write_comparison, write_timeline

if TYPE_CHECKING:
    import pandas

    from factx.comparing import Event, Moment
    from factx.declared import Rules
    from factx.scoring import Scores

__version__ = "0.1.0"
__all__ = [
    "DEFAULT_KINDS",
    "Document",
    "Extractor",
    "Fact",
    "FactxError",
    "LongText",
    "Mention",
    "Options",
    "Problem",
    "__version__",
    "annotate",
    "compare",
    "evaluate",
    "extract",
    "extract_files",
    "load",
    "read_rules",
    "timeline",
    "to_frame",
    "write",
    "write_comparison",
    "write_timeline",
]


def extract(
    text: str,
    *,
    source: str = "text",
    kinds: Iterable[str] = DEFAULT_KINDS,
    published: date | None = None,
    dollar: str = "USD",
    related: bool = True,
    model: str = DEFAULT_MODEL,
) -> Document:
    """The facts of one article. For many, make an `Extractor`.

    >>> document = extract("Losses last year topped $3 million.", published=date(2025, 3, 14))
    >>> document.facts[0].role, document.facts[0].bound
    ('lost', 'more_than')

    Args:
        text: plain text, Markdown, or a whole web page.
        source: what the Document calls it.
        kinds: the kinds of fact to give.
        published: the day it was published, where the text does not say.
        dollar: ISO 4217 code that a bare ``$`` stands for.
        related: give facts of teasers, comments and the like too, marked ``related``.
        model: name of an installed spaCy model.

    Raises:
        ModelError: the model is missing.
    """
    return Extractor(Options(tuple(kinds), published, dollar, related, model)).extract(text, source=source)


def extract_files(
    *paths: str | os.PathLike[str],
    options: Options | None = None,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    jobs: int = 1,
) -> Iterator[Document]:
    """The Documents of files and folders, in order, as ``factx extract`` reads them. See `Extractor.files`."""
    return Extractor(options).files(*paths, include=include, exclude=exclude, jobs=jobs)


def load(path: str | os.PathLike[str]) -> list[Document]:
    """The Documents of a file that ``factx extract`` or `write` wrote as JSON or JSON Lines.

    Raises:
        FactxError: the file cannot be read, or is not factx's JSON.
    """
    from factx.comparing import recorded

    try:
        found = recorded.documents(Path(path).read_text(encoding="utf-8", errors="replace"))
    except OSError as error:
        raise FactxError("unreadable", f"{path}: {error.strerror or error}") from error
    if found is None:
        raise FactxError("not-factx", f"{path}: this is not the JSON of factx; to read articles, use extract_files")
    return found


def read_rules(path: str | os.PathLike[str]) -> Rules:
    """The kinds that a rules file declares, for `Options`, whose `kinds` have to name those to be given.

    Raises:
        FactxError: the file cannot be read or is wrong; the message says where.
    """
    from factx.lexicon import rules_file

    return rules_file.read(os.fspath(path))


def compare(documents: Iterable[Document]) -> list[Event]:
    """The events that several documents report: what each source says of each quantity, and whether that goes together.

    >>> one = extract("Police arrested 27 suspects in Operation Glasshouse.", source="one")
    >>> other = extract("Operation Glasshouse led to 31 arrests.", source="other")
    >>> [(quantity.kind, quantity.verdict) for event in compare([one, other]) for quantity in event.quantities]
    [('arrests', 'conflict')]

    Args:
        documents: in any order. Lengths of time are held against date ranges where the kind ``duration`` was asked for.
    """
    from factx.comparing import compare

    return compare(documents)


def timeline(documents: Iterable[Document]) -> list[Moment]:
    """The events of the documents in the order of their days, with their main figures; those without any day last."""
    from factx.comparing import compare, timeline

    return timeline(compare(documents, alone=True))


def evaluate(
    gold: str | os.PathLike[str], documents: Iterable[Document] | None = None, *, options: Options | None = None
) -> Scores:
    """How well Documents agree with annotated articles, as ``factx evaluate`` tells it.

    Args:
        gold: a file of `annotate`, corrected, or a JSON export of Label Studio, or a DocBin of spaCy.
        documents: of its articles; by default made with the options from the texts that the file carries.
        options: of these, `kinds` says what counts.

    Raises:
        FactxError: the gold cannot be read, or documents are needed and not there.
    """
    from factx import gold as marked
    from factx.scoring import compare

    articles = marked.read(Path(gold))
    how = options or Options()
    given = documents if documents is not None else Extractor(how).pipe(marked.records(articles, str(gold)))
    return compare(given, {each.id: each.entries for each in articles}, how.kinds)


def to_frame(documents: Iterable[Document]) -> pandas.DataFrame:
    """The facts of many Documents as a pandas DataFrame, one a row, with the columns of csv.

    Values are exact Decimals, days ``datetime64``; a failed input is a row with its ``error``.

    Raises:
        FactxError: pandas is not installed.
    """
    from factx.formats import frame

    return frame.made(documents)
