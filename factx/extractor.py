"""Extraction for programs: texts, records and files to Documents, from any thread. Imports what is heavy when used."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING

from factx.model import Article, Document
from factx.options import Options

if TYPE_CHECKING:
    from factx.syntax import Parser

#: What `Extractor.pipe` takes: a text, a text with what is known of it, or a record with its ``text``.
Text = str | tuple[str, Mapping[str, object]] | Mapping[str, object]

# One thread at a time is in the engine: spaCy's pipelines are not made for more, and Python would not run more at once.
_turn = Lock()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_turn.acquire, after_in_parent=_turn.release, after_in_child=_turn.release)
# Characters that go through the engine together, at most, but for a single text that is longer.
_GROUP_CHARS = 200_000


class Extractor:
    """Extracts facts with one set of options, again and again.

    It may be used from several threads: calls take turns, and facts do not depend on who else calls. The model is
    loaded when a text first needs it, and shared by all Extractors that name it.

    >>> extractor = Extractor(Options(kinds=("money",), dollar="AUD"))
    >>> [fact.currency for fact in extractor.extract("The fine was $3 million.").facts]
    ['AUD']

    Args:
        options: what to look for and how.
    """

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()

    def extract(self, text: str, *, source: str = "text", published: date | None = None) -> Document:
        """The facts of one article.

        Args:
            text: plain text, Markdown, or a whole web page.
            source: what the Document calls it.
            published: the day it was published, where the text does not say; by default that of the options.

        Raises:
            ModelError: the model is missing.
        """
        from factx.reading.article import from_text

        options = replace(self.options, published=published) if published else self.options
        return next(_Turns(options).pipe([from_text(text, source)]))

    def pipe(self, texts: Iterable[Text], *, batch_size: int = 64) -> Iterator[Document]:
        """One Document for each text, in order, while the texts are still coming.

        >>> texts = ["Police held 9 men.", ("Six were hurt.", {"id": "b"}), {"id": "c", "text": "It cost $5."}, None]
        >>> for document in Extractor().pipe(texts):
        ...     print(document.source, [fact.text for fact in document.facts], document.error and document.error.code)
        text#1 ['9 men'] None
        b ['Six'] None
        c ['$5'] None
        text#4 [] bad-record

        Args:
            texts: strings; or pairs of a string and a mapping with what is known of it; or mappings with ``text``.
                Known may be ``id`` (then the Document's `source`), ``title``, ``published`` (a date, or as text) and
                ``url``; what else a mapping has is passed over.
            batch_size: how many texts to take before the first Document of them is given.

        Yields:
            Documents; what could not be read has an `error` and no facts.

        Raises:
            ModelError: the model is missing.
        """
        from factx.batch import group

        articles = (_article(text, f"text#{number}") for number, text in zip(count(1), texts, strict=False))
        yield from group.documents(articles, _Turns(self.options, batch_size), self.options)

    def files(
        self, *paths: str | os.PathLike[str], include: Iterable[str] = (), exclude: Iterable[str] = (), jobs: int = 1
    ) -> Iterator[Document]:
        """The Documents of files and folders, in order, as ``factx extract`` reads them.

        Args:
            paths: files, folders with all that is in them, or ``-`` for standard input.
            include, exclude: which files of folders, as ``*.md`` or ``2024/**/*.txt``.
            jobs: processes; 1 works in this one, 0 is one a core.

        Yields:
            Documents; what could not be read has an `error` and no facts.

        Raises:
            ModelError: the model is missing.
        """
        from factx import batch

        inputs = batch.Inputs(tuple(os.fspath(path) for path in paths), batch.Globs(tuple(include), tuple(exclude)))
        yield from batch.documents(inputs, self.options, jobs=jobs or batch.cores(), engine=_Turns(self.options))


class _Turns:
    """The engine for one who waits for a turn, a group of Articles at a time."""

    def __init__(self, options: Options, most: int = 64) -> None:
        from factx.engine import Engine

        self._engine = Engine(options, _parser(options.model))
        self._most = most

    def warm(self) -> None:
        with _turn:
            self._engine.warm()

    def pipe(self, articles: Iterable[Article]) -> Iterator[Document]:
        """One Document an Article, in order; the turn is over whenever Documents are given."""
        source = iter(articles)
        while group := self._group(source):
            with _turn:
                documents = list(self._engine.pipe(group))
            yield from documents

    def _group(self, source: Iterator[Article]) -> list[Article]:
        group: list[Article] = []
        chars = 0
        while len(group) < self._most and chars < _GROUP_CHARS and (article := next(source, None)) is not None:
            group.append(article)
            chars += len(article.text)
        return group


@lru_cache(maxsize=4)
def _parser(model: str) -> Parser:
    from factx.syntax import Parser

    return Parser(model)


def _article(text: object, source: str) -> Article:
    """The Article of what a program gives, whatever that is and whatever happens in the reading."""
    from factx.batch import faults
    from factx.reading import records
    from factx.reading.article import failed

    try:
        if isinstance(text, str):
            return records.article({"text": text}, source, source)
        if isinstance(text, tuple) and len(text) == 2 and isinstance(text[1], Mapping):
            return records.article({**text[1], "text": text[0]}, source, source)
        if isinstance(text, Mapping):
            return records.article(text, source, source)
        what = type(text).__name__
        return failed(source, "bad-record", f'{source}: a text or a mapping with "text" was expected, not {what}')
    except Exception as error:
        problem = faults.crashed(source, error)
        return failed(source, problem.code, problem.message)
