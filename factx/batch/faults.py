"""What is no fault of an input: how the Problems and Documents say so."""

from __future__ import annotations

import hashlib
import logging
import signal

from factx.model import Document, Problem
from factx.options import Options

log = logging.getLogger("factx")
_NOTHING = hashlib.sha256(b"").hexdigest()


def crashed(source: str, error: Exception) -> Problem:
    """The Problem of an input that factx raised ``error`` on."""
    log.debug("%s", source, exc_info=error)
    if isinstance(error, MemoryError):
        return Problem(
            "out-of-memory",
            f"{source}: there is not enough memory for this input; use fewer --jobs, allow more memory, or split it",
        )
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Problem(
        "internal",
        f"factx failed on this input ({what}). This is a fault of factx, not of the input: please report it with the "
        "output of --verbose and, if you can, the text",
    )


def died(source: str, exit_code: int | None) -> Problem:
    """The Problem of an input on which worker processes died.

    Args:
        source: the input.
        exit_code: of the last one; minus the signal's number where a signal killed it.
    """
    return Problem(
        "worker-died",
        f"{source}: the process that worked on this input died, again and again ({how(exit_code)}); it was left out",
    )


def how(exit_code: int | None) -> str:
    """How a process ended, in words."""
    if exit_code is None or exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        name = signal.Signals(-exit_code).name
    except ValueError:
        name = f"signal {-exit_code}"
    return f"{name}, perhaps for want of memory" if name == "SIGKILL" else name


def document(source: str, problem: Problem, options: Options) -> Document:
    """The Document of an input that gave no Article."""
    return Document(source, None, options.published, None, 0, _NOTHING, (), problem)
