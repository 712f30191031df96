"""Where output goes: standard output, or a file that is there whole or not at all.

A run writes to ``NAME.part`` beside the file and renames at the end. A run that was interrupted leaves what is complete
there, and the file as it was. Knows nothing of formats, and of documents only where one ends.
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
from typing import Any, TextIO

from factx.errors import FactxError

fcntl: Any
try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None


class OutputError(FactxError):
    """The output cannot be written."""

    def __init__(self, name: str, error: OSError) -> None:
        super().__init__("not-writable", f"cannot write {name}: {error.strerror or error}")


class Taken(FactxError):
    """Another run is writing the same file."""

    def __init__(self, part: Path) -> None:
        super().__init__("taken", f"another run is writing {part}; wait for its end, or give another file to -o")


class Interrupted(KeyboardInterrupt):
    """The run was stopped.

    Attributes:
        part: the file that holds what is complete, if there is one.
    """

    def __init__(self, part: Path) -> None:
        super().__init__()
        self.part = part


class Out:
    """An open text stream, and how far what was written to it is whole documents.

    Args:
        stream: to write to.
        part: the file that it writes to, where that is one of ours.
    """

    def __init__(self, stream: TextIO, part: Path | None = None) -> None:
        self.stream, self.part = stream, part
        self._file = _regular_file(stream)
        self._whole = self._position()

    @property
    def journal(self) -> Path | None:
        """Where to keep account of what is in the file; it goes when the file goes."""
        return _journal(self.part) if self.part else None

    def mark(self) -> int:
        """What was written so far is whole. Gives its length in bytes; 0 where that cannot be told."""
        self.stream.flush()
        self._whole = self._position()
        return self._whole

    def rewind(self, end: int) -> None:
        """Go on from byte ``end``, and forget what stands after it."""
        if self._file is not None:
            os.ftruncate(self._file, end)
            os.lseek(self._file, end, os.SEEK_SET)
            self._whole = end

    def give_up(self) -> None:
        """Leave nothing behind that is not whole: what was written of it goes, what is held back is not written."""
        with suppress(OSError, ValueError, AttributeError):
            if self._file is not None and os.fstat(self._file).st_size == os.lseek(self._file, 0, os.SEEK_CUR):
                os.ftruncate(self._file, self._whole)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stream.fileno())
            os.close(nowhere)

    def _position(self) -> int:
        if self._file is None:
            return 0
        status, at = os.fstat(self._file), os.lseek(self._file, 0, os.SEEK_CUR)
        return status.st_size if _appends(self._file) else at


def _regular_file(stream: TextIO) -> int | None:
    """The descriptor of the stream where it writes to a regular file."""
    try:
        number = stream.fileno()
        return number if stat.S_ISREG(os.fstat(number).st_mode) else None
    except (OSError, ValueError):
        return None


def _appends(number: int) -> bool:
    return bool(fcntl) and bool(fcntl.fcntl(number, fcntl.F_GETFL) & os.O_APPEND)


def _journal(part: Path) -> Path:
    return part.with_name(f"{part.name}.journal")


def side_files(path: Path) -> tuple[Path, ...]:
    """All files that a run may write for the output ``path``."""
    part = path.with_name(f"{path.name}.part")
    return path, part, _journal(part)


@contextmanager
def opened(path: Path | None, *, lasting: bool = False, resume: bool = False) -> Iterator[Out]:
    """What to write to for the file ``path``, or for standard output where that is None.

    Args:
        path: the file.
        lasting: what is written before a failure is worth keeping, for a later run can continue it.
        resume: keep what an interrupted run has left, until `Out.rewind` says how much of it.

    Raises:
        OutputError: it cannot be opened or written; also in place of an OSError from the block.
        BrokenPipeError: whoever read standard output has enough.
        Interrupted: the block was interrupted after it had written to a file.
    """
    name = str(path) if path else "to standard output"
    try:
        with _file(path, lasting, resume) if path else _standard_output() as out:
            try:
                yield out
                out.stream.flush()
            except OSError:
                out.give_up()
                raise
    except BrokenPipeError:
        raise
    except OSError as error:
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
def _standard_output() -> Iterator[Out]:
    """UTF-8 whatever the locale says, except on a terminal, which is asked for nothing that it cannot show."""
    if sys.stdout is None:
        raise OSError(0, "it is closed")
    sys.stdout.flush()
    terminal = sys.stdout.isatty()
    encoding, errors = (sys.stdout.encoding, "backslashreplace") if terminal else ("utf-8", "strict")
    try:
        number = sys.stdout.fileno()
    except OSError:  # not a file at all, as in tests
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding=encoding, errors=errors, newline="\n")
        yield Out(sys.stdout)
        return
    # Where PYTHONUNBUFFERED is set, sys.stdout loses what a full disk or pipe does not take at once.
    with open(number, "w", encoding=encoding, errors=errors, newline="\n", closefd=False) as stream:
        yield Out(stream)


@contextmanager
def _file(path: Path, lasting: bool, resume: bool) -> Iterator[Out]:
    if path.exists() and not path.is_file() and not path.is_dir():
        if resume:
            raise OSError(0, "it is no file, which --resume needs")
        with path.open("w", encoding="utf-8", newline="") as stream:  # a device or a named pipe
            yield Out(stream)
        return
    target = _writable(path)
    _, part, journal = side_files(target)
    locked = False
    try:
        with _locked(part) as stream:
            locked = True
            out = Out(stream, part)
            if not resume:
                out.rewind(0)
            yield out
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(_mode(target))
        part.replace(target)
    except KeyboardInterrupt:
        if not _size(part):
            part.unlink(missing_ok=True)
            raise
        raise Interrupted(part) from None
    except BaseException:
        if locked and not (lasting and _size(part)):
            part.unlink(missing_ok=True)
        raise
    finally:
        if locked and not part.exists():
            journal.unlink(missing_ok=True)


@contextmanager
def _locked(part: Path) -> Iterator[TextIO]:
    """The file, open and this process's alone; what is in it stays."""
    number = os.open(part, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    with open(number, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123
        try:
            if fcntl:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            mine = os.path.samestat(os.fstat(number), part.stat())
        except (BlockingIOError, FileNotFoundError):
            mine = False
        if not mine:
            raise Taken(part)
        yield stream


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


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
