"""Many inputs to a stream of Documents, in input order; what fails is a Document with a problem among the others.

In go paths and Options, out come Documents. This room knows of files and of the engine; it prints nothing, chooses no
format and stops for nothing but a reason that concerns every input (a missing model).
"""

from __future__ import annotations

import logging
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from factx.errors import FactxError
from factx.model import Article, Document, Problem
from factx.options import Options
from factx.reading import files, walk
from factx.reading.article import failed

log = logging.getLogger("factx")


class Pipe(Protocol):
    """What turns Articles into Documents, one for each, in order: the engine."""

    def pipe(self, articles: Iterable[Article], /) -> Iterator[Document]: ...


def run(
    paths: Iterable[str], options: Options, *, leave_out: Path | None = None, engine: Pipe | None = None
) -> Iterator[Document]:
    """The Documents of all inputs, each as soon as it is there.

    Args:
        paths: files, folders, or ``-`` for standard input, as given by the user.
        options: what to look for and how.
        leave_out: a file to pass over where a folder holds it: the output of this run.
        engine: what extracts; by default an engine made from ``options``.
    """
    if engine is None:
        from factx.engine import Engine

        engine = Engine(options)
    return documents(articles(paths, options, leave_out), engine)


def total(paths: Iterable[str]) -> int | None:
    """How many Documents there will be; None where that is not known before everything is read."""
    number = 0
    for _, path in _inputs(paths):
        if isinstance(path, Path) and (str(path) == walk.STDIN or path.suffix.lower() in files.RECORDS):
            return None
        number += 1
    return number


def articles(paths: Iterable[str], options: Options, leave_out: Path | None = None) -> Iterator[Article]:
    """The Articles of all inputs, in order; those that cannot be read carry a problem."""
    for source, path in _inputs(paths):
        try:
            if isinstance(path, Problem):
                yield failed(source, path.code, path.message)
            elif str(path) == walk.STDIN:
                yield from files.read_stream(sys.stdin.buffer, options, source)
            elif not _same(path, leave_out):
                yield from files.read(path, source, options)
        except FactxError:
            raise
        except Exception as error:
            yield _crashed(source, error)


def _inputs(paths: Iterable[str]) -> Iterator[tuple[str, Path | Problem]]:
    """Sources and their files; a path that the system refuses even to look up is a problem of its own."""
    for given in paths:
        try:
            yield from walk.walk([given])
        except OSError as error:
            name = given if len(given) <= 60 else f"{given[:60]}..."
            hint = "; to give the text itself, pipe it into: factx extract -"
            yield name, Problem("not-found", f"{name}: {error.strerror or error}{hint}")


def _same(path: Path, other: Path | None) -> bool:
    return other is not None and path.name == other.name and path.resolve() == other.resolve()


def documents(given: Iterable[Article], engine: Pipe) -> Iterator[Document]:
    """The Documents of the Articles, in order, whatever happens to single ones in the engine.

    The engine may hold several Articles at a time. When it fails, those it had not given back go through it again
    one by one, so that only the one at fault is lost.
    """
    waiting: deque[Article] = deque()
    source = iter(given)

    def feed() -> Iterator[Article]:
        for article in source:
            waiting.append(article)
            yield article

    while True:
        try:
            for document in engine.pipe(feed()):
                waiting.popleft()
                yield document
            return
        except FactxError:
            raise
        except Exception as error:
            log.debug("the engine failed; going on one document at a time", exc_info=error)
        while waiting:
            yield _alone(waiting.popleft(), engine)


def _alone(article: Article, engine: Pipe) -> Document:
    """The Document of one Article; where the engine fails on it, one that says so."""
    try:
        return next(iter(engine.pipe([article])))
    except FactxError:
        raise
    except Exception as error:
        return next(iter(engine.pipe([_crashed(article.source, error)])))


def _crashed(source: str, error: Exception) -> Article:
    log.debug("%s", source, exc_info=error)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    message = (
        f"factx failed on this input ({what}). This is a fault of factx, not of the input: please report it with the "
        "output of --verbose and, if you can, the text"
    )
    return failed(source, "internal", message)
