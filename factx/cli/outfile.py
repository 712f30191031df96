"""Where output goes: standard output, or a file that is there whole or not at all.

A run writes beside the file and renames at the end. A run that was interrupted leaves what is complete in
``NAME.part`` and the file as it was. Knows nothing of documents and formats.
"""

from __future__ import annotations

import io
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from factx.errors import FactxError


class OutputError(FactxError):
    """The output cannot be written."""

    def __init__(self, name: str, error: OSError) -> None:
        super().__init__("not-writable", f"cannot write {name}: {error.strerror or error}")


class Interrupted(KeyboardInterrupt):
    """The run was stopped.

    Attributes:
        part: the file that holds what is complete, if there is one.
    """

    def __init__(self, part: Path) -> None:
        super().__init__()
        self.part = part


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """An open text stream for the file ``path``, or standard output for None.

    Raises:
        OutputError: it cannot be opened or written; also in place of an OSError from the block.
        BrokenPipeError: whoever read standard output has enough.
        Interrupted: the block was interrupted after it had written to a file.
    """
    name = str(path) if path else "to standard output"
    try:
        with _file(path) if path else _standard_output() as stream:
            yield stream
            stream.flush()
    except OSError as error:
        if not path:
            _forget_standard_output()
        if isinstance(error, BrokenPipeError):
            raise
        raise OutputError(name, error) from error


@contextmanager
def made(path: Path, settle: Callable[[Path, Path], None]) -> Iterator[Path]:
    """The path of a new empty file beside the file ``path``, which ``settle`` puts in its place at the end.

    Raises:
        OutputError, Interrupted: as `opened`.
        FactxError: from ``settle``; what was written is then kept beside the file.
    """
    try:
        if path.exists() and not path.is_file():
            raise OSError(0, "it is no file")
        target = _writable(path)
        with _temporary(target, settle) as temporary:
            yield temporary
    except OSError as error:
        raise OutputError(str(path), error) from error


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """UTF-8 whatever the locale says, except on a terminal, which is asked for nothing that it cannot show."""
    if sys.stdout is None:
        raise OSError(0, "it is closed")
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="backslashreplace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    yield sys.stdout


def _forget_standard_output() -> None:
    """Python flushes standard output once more at exit: let what is left go nowhere, without a complaint."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _file(path: Path) -> Iterator[TextIO]:
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("w", encoding="utf-8", newline="") as stream:  # a device or a named pipe
            yield stream
        return
    with (
        _temporary(_writable(path), os.replace) as temporary,
        temporary.open("w", encoding="utf-8", newline="") as stream,
    ):
        yield stream


def _writable(path: Path) -> Path:
    """The file that ``path`` means; OSError where it cannot be one or be replaced."""
    target = path.resolve()  # so that a link stays a link
    if target.is_dir():
        raise OSError(0, "it is a folder")
    if not target.parent.is_dir():
        raise OSError(0, f"there is no folder {target.parent}")
    if target.exists() and not os.access(target, os.W_OK):
        raise OSError(0, "it is write-protected")
    return target


@contextmanager
def _temporary(target: Path, settle: Callable[[Path, Path], None]) -> Iterator[Path]:
    """A new file beside ``target`` that is settled in its place, or kept as ``NAME.part`` where that fails."""
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    os.close(descriptor)
    temporary, part = Path(name), target.with_name(f"{target.name}.part")
    try:
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        temporary.chmod(_mode(target))
        try:
            settle(temporary, target)
        except FactxError as error:
            temporary.replace(part)
            raise FactxError(error.code, f"{error.message} (what this run found is in {part})") from error
    except KeyboardInterrupt:
        if not temporary.exists() or not temporary.stat().st_size:
            raise
        temporary.replace(part)
        raise Interrupted(part) from None
    finally:
        temporary.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    """The permissions of the file as it was, or those of a new one."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
