"""A group of Pieces to its Documents in this process, whatever happens to single ones.

A group is what the engine sees at a time. What a Document says does not depend on its group.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from factx.batch import faults
from factx.errors import FactxError
from factx.model import Article, Document, Problem
from factx.options import Options
from factx.reading import files
from factx.reading.article import failed
from factx.reading.pieces import Piece

log = logging.getLogger("factx")
#: Seconds without any input after which the model is loaded ahead of need.
IDLE = 0.1


class Pipe(Protocol):
    """What turns Articles into Documents, one for each, in order: the engine."""

    def pipe(self, articles: Iterable[Article], /) -> Iterator[Document]: ...

    def warm(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a Piece.

    Attributes:
        document: its Document.
        digest: of the Piece, as `files.digest` gives it.
    """

    document: Document
    digest: str


def warm(engine: Pipe) -> None:
    """Load the model now, since there is nothing else to do; what is wrong with it is told when it is needed."""
    with suppress(FactxError):
        engine.warm()


def results(pieces: Iterable[Piece], engine: Pipe, options: Options) -> Iterator[Result]:
    """What comes of the Pieces, in order, each as soon as the engine gives it."""
    digests: deque[str] = deque()
    for document in documents((_article(each, digests) for each in pieces), engine, options):
        yield Result(document, digests.popleft())


def _article(piece: Piece, digests: deque[str]) -> Article:
    try:
        fetched = files.fetch(piece)
    except Exception as error:
        fetched = faults.crashed(piece.source, error)
    digests.append(files.digest(piece, fetched))
    return article(piece, fetched)


def article(piece: Piece, fetched: bytes | Problem) -> Article:
    """The Article of a Piece and its bytes, whatever happens in the reading."""
    try:
        return files.article(piece, fetched)
    except FactxError:
        raise
    except Exception as error:
        problem = faults.crashed(piece.source, error)
        return failed(piece.source, problem.code, problem.message)


def documents(given: Iterable[Article], engine: Pipe, options: Options) -> Iterator[Document]:
    """The Documents of the Articles, in order, whatever happens to single ones in the engine.

    The engine may hold several Articles at a time. When it fails, those it had not given back go through it again
    one by one, so that only the one at fault is lost.

    Raises:
        Exception: what ``given`` raised, which is no fault of an Article.
    """
    waiting: deque[Article] = deque()
    source = iter(given)
    broken: list[Exception] = []

    def feed() -> Iterator[Article]:
        try:
            for article in source:
                waiting.append(article)
                yield article
        except Exception as error:
            broken.append(error)
            raise

    while True:
        try:
            for document in engine.pipe(feed()):
                waiting.popleft()
                yield document
            return
        except FactxError:
            raise
        except Exception as error:
            if broken:
                raise
            log.debug("the engine failed; going on one document at a time", exc_info=error)
        while waiting:
            yield _alone(waiting.popleft(), engine, options)


def _alone(article: Article, engine: Pipe, options: Options) -> Document:
    """The Document of one Article; where the engine fails on it, one that says so."""
    try:
        return next(iter(engine.pipe([article])))
    except FactxError:
        raise
    except Exception as error:
        return faults.document(article.source, faults.crashed(article.source, error), options)
