"""What a worker process does: groups of Pieces come in, their Results go out. No spaCy object leaves it."""

from __future__ import annotations

import logging
import os
import signal
import sys
from multiprocessing.connection import Connection
from typing import TypeAlias

from factx.batch import faults, group
from factx.batch.group import Pipe, Result
from factx.errors import FactxError
from factx.options import Options
from factx.reading.pieces import Piece

#: What a worker says: None once it is ready, a Result, or an error that concerns every input.
Message: TypeAlias = "Result | tuple[type[FactxError], str, str] | None"
#: What libraries for linear algebra ask for how many threads to make.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def work(line: Connection[Message, list[Piece]], options: Options, log_level: int) -> None:
    """Answer groups of Pieces with a Result each, until the other end is closed.

    Args:
        line: to the process that gives the work.
        options: of the run.
        log_level: from which the process that gives the work logs.
    """
    _only_told_to_stop()
    os.environ.update(dict.fromkeys(THREADS, "1"))
    logging.basicConfig(format="factx: %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("factx").setLevel(log_level)
    try:
        engine = _engine(options)
        line.send(None)
        if not line.poll(group.IDLE):
            group.warm(engine)
        while True:
            for result in group.results(line.recv(), engine, options):
                line.send(result)
    except FactxError as error:
        line.send((type(error), error.code, error.message))
    except (EOFError, OSError):
        return


def _engine(options: Options) -> Pipe:
    try:
        from factx.engine import Engine

        return Engine(options)
    except FactxError:
        raise
    except Exception as error:
        raise FactxError("internal", faults.crashed("", error).message) from error


def _only_told_to_stop() -> None:
    """Ctrl-C goes to every process at the terminal; here the one that gives the work decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
