"""Many inputs to a stream of Documents, in input order; what fails is a Document with a problem among the others.

In go Inputs and Options, out come Documents. This room knows of files, processes and the engine; it prints nothing,
chooses no format and stops for nothing but a reason that concerns every input (a missing model).
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from factx.batch import group
from factx.batch.ahead import Ahead
from factx.batch.group import Pipe, Result
from factx.batch.inputs import Inputs
from factx.model import Document
from factx.options import Options
from factx.reading.pieces import Piece
from factx.reading.walk import Globs

__all__ = ["Globs", "Inputs", "Pipe", "Result", "cores", "documents", "jobs_for", "results"]

#: Articles that one process has done before two have read the model.
_FEW = 200
#: Pieces that the engine sees at a time where there are no workers.
_GROUP = 64
_KEPT, _KEPT_BYTES = 2048, 32 << 20


def documents(inputs: Inputs, options: Options, *, jobs: int = 1, engine: Pipe | None = None) -> Iterator[Document]:
    """The Documents of all inputs, in order, each as soon as it is there. The parameters are those of `results`."""
    for result in results(inputs.pieces(), options, jobs=jobs, engine=engine):
        yield result.document


def results(
    pieces: Iterator[Piece], options: Options, *, jobs: int = 1, engine: Pipe | None = None
) -> Iterator[Result]:
    """What comes of the Pieces, in order, each as soon as it is there.

    Args:
        pieces: what to read; taken ahead of need, in another thread.
        options: what to look for and how.
        jobs: how many worker processes; 1 works in this one.
        engine: what extracts, where ``jobs`` is 1; by default an engine made from ``options``.
    """
    ahead = Ahead(pieces, most=_KEPT, most_bytes=_KEPT_BYTES, size=lambda piece: len(piece.data))
    try:
        yield from _here(ahead, options, engine) if jobs == 1 else _apart(ahead, options, jobs)
    finally:
        ahead.close()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def jobs_for(inputs: Inputs) -> int:
    """How many processes to use where the user does not say: one for few inputs, else one a core."""
    number = cores()
    return number if number > 1 and inputs.more_than(_FEW) else 1


def _here(ahead: Ahead[Piece], options: Options, engine: Pipe | None) -> Iterator[Result]:
    if engine is None:
        from factx.engine import Engine

        engine = Engine(options)
    if not ahead.wait(group.IDLE):
        group.warm(engine)
    while pieces := ahead.take(_GROUP, wait=True):
        yield from group.results(pieces, engine, options)


def _apart(ahead: Ahead[Piece], options: Options, jobs: int) -> Iterator[Result]:
    from factx.batch.pool import Pool

    pool = Pool(jobs, options)
    try:
        yield from pool.results(ahead)
    finally:
        pool.close()
