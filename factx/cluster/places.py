"""Names of files and folders, local or remote, to what can be opened: pyarrow's file systems, then those of fsspec."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from pyarrow import ArrowInvalid, fs

from factx.errors import FactxError
from factx.model import Problem
from factx.reading import walk
from factx.reading.pieces import unreadable
from factx.reading.walk import Globs

PARQUET = frozenset((".parquet", ".pq"))
WARC = frozenset((".warc",))
#: The folders of the output.
FORMS = ("parquet", "jsonl")
#: The mark of a folder whose parts are all there.
DONE = "_SUCCESS"
_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to read.

    Attributes:
        source: how Documents and messages name it.
        path: its path in its file system; absolute where it is a local one.
        root: an address in the same file system; None is the local one.
        problem: why there is nothing to read.
    """

    source: str
    path: str = ""
    root: str | None = None
    problem: Problem | None = None

    def open(self) -> BinaryIO:
        """The bytes as they stand, to be read once from their beginning."""
        if self.root is None:
            return Path(self.path).open("rb")
        stream = place(self.root)[0].open_input_stream(self.path, compression=None)
        return cast(BinaryIO, io.BufferedReader(stream, _BUFFER))

    def open_anywhere(self) -> fs.NativeFile:
        """The bytes for a reader that jumps to and fro."""
        system = place(self.root)[0] if self.root else fs.LocalFileSystem()
        return system.open_input_file(self.path)


def place(name: str) -> tuple[fs.FileSystem, str]:
    """The file system of a name, and the path in it.

    Raises:
        FactxError: there is no file system for such an address.
    """
    if "://" not in name:
        return fs.LocalFileSystem(), str(Path(name).absolute())
    try:
        system, path = fs.FileSystem.from_uri(name)
        return system, str(path)
    except (ArrowInvalid, NotImplementedError):
        pass
    try:
        import fsspec

        system, path = fsspec.core.url_to_fs(name)
    except (ImportError, ValueError) as error:
        raise FactxError("no-such-place", f"{name}: {error}") from error
    return fs.PyFileSystem(fs.FSSpecHandler(system)), path


def entries(sources: Iterable[str], globs: Globs) -> Iterator[Entry]:
    """The files of all sources; those of folders in sorted order, Parquet and WARC among them."""
    globs = replace(globs, besides=PARQUET | WARC)
    for given in sources:
        if "://" in given:
            yield from _remote(given, globs)
            continue
        for source, path in walk.walk([given], globs):
            if isinstance(path, Problem):
                yield Entry(source, problem=path)
            else:
                yield Entry(source, os.path.abspath(path))  # noqa: PTH100


def _remote(given: str, globs: Globs) -> Iterator[Entry]:
    system, base = place(given)
    try:
        if system.get_file_info(base).type != fs.FileType.Directory:
            yield Entry(given, base, given)
            return
        found = system.get_file_info(fs.FileSelector(base, recursive=True))
    except OSError as error:
        yield Entry(given, problem=Problem(*unreadable(error, given)))
        return
    start = len(base.rstrip("/")) + 1
    taken = sorted(info.path for info in found if info.is_file and _takes(info.path[start:], globs))
    for path in taken:
        yield Entry(f"{given.rstrip('/')}/{path[start:]}", path, given)
    if not taken:
        yield Entry(given, problem=Problem("no-articles", f"{given}: no files to read in this folder"))


def _takes(below: str, globs: Globs) -> bool:
    """Whether to take a file, given its path below the folder; hidden ones are passed over as in local folders."""
    parts = below.split("/")
    above = ("/".join(parts[: n + 1]) for n in range(len(parts)))
    if any(part.startswith(".") for part in parts) or any(map(globs.passes_over, above)):
        return False
    return globs.takes(below)


class Output:
    """The folder that the parts of the output go into.

    Args:
        name: as given by the user.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.root = name if "://" in name else str(Path(name).absolute())

    def check_empty(self) -> None:
        """Raises FactxError where the folder holds something, or is none."""
        system, base = place(self.root)
        try:
            kind = system.get_file_info(base).type
            held = system.get_file_info(fs.FileSelector(base)) if kind == fs.FileType.Directory else []
        except OSError as error:
            raise FactxError("output", f"{self.name}: {error}") from error
        if kind not in (fs.FileType.NotFound, fs.FileType.Directory):
            raise FactxError("output", f"{self.name}: --engine ray writes many files; give a folder to -o")
        if held:
            raise FactxError("output", f"{self.name}: this folder is not empty; give another one to -o")

    def make(self) -> None:
        """Make the folder, and those in it for each form of output."""
        system, base = place(self.root)
        for form in FORMS:
            system.create_dir(f"{base.rstrip('/')}/{form}", recursive=True)

    def open(self, name: str) -> fs.NativeFile:
        """A file of the folder to write to, in the place of the one that is there."""
        system, base = place(self.root)
        return system.open_output_stream(f"{base.rstrip('/')}/{name}", compression=None)
