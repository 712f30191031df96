"""Errors that a user sees, and the exit codes they lead to. Knows nothing of the other rooms."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell sees, by what the user does next."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    CANNOT_RUN = 3
    INTERRUPTED = 130


class FactxError(Exception):
    """Something went wrong that the user can act on.

    Attributes:
        code: a short stable name for machines, such as ``not-found``.
        message: what happened, to which input, and what to do next.
    """

    exit_code = ExitCode.CANNOT_RUN

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class InputError(FactxError):
    """One input could not be read; the others go on."""

    exit_code = ExitCode.SOME_FAILED


class ModelError(FactxError):
    """The spaCy model is missing or unusable."""
