"""Paths as the user gives them to the files to read, in a fixed order. Opens no file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from factx.model import Problem
from factx.reading import documents
from factx.reading.pieces import MARKDOWN, PAGES, PLAIN, RECORDS, kind_of

STDIN = "-"
_TEXTS = RECORDS | PAGES | MARKDOWN | PLAIN | documents.SUFFIXES.keys()


@dataclass(frozen=True, slots=True)
class Globs:
    """Which files of a folder to take.

    A pattern without ``/`` is held against names, one with it against the path below the folder given, where ``**``
    stands for any number of folders.

    Attributes:
        include: take only the files that match one of these, whatever their suffix; empty takes all text files.
        exclude: pass over the files and folders that match one of these.
        besides: suffixes to take besides those of texts, packed or not.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    besides: frozenset[str] = frozenset()

    def takes(self, below: str) -> bool:
        """Whether to take the file at the path ``below`` the folder."""
        if self.include:
            return _matches(below, self.include)
        suffix, packed = kind_of(Path(below))
        return suffix in _TEXTS or suffix in self.besides or (not suffix and not packed)

    def passes_over(self, below: str) -> bool:
        """Whether to leave out the file or folder at the path ``below`` the folder."""
        return _matches(below, self.exclude)


def _matches(below: str, patterns: Iterable[str]) -> bool:
    parts = below.split("/")
    return any(
        _match(parts, pattern.strip("/").split("/")) if "/" in pattern else fnmatchcase(parts[-1], pattern)
        for pattern in patterns
    )


def _match(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_match(parts[n:], pattern[1:]) for n in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _match(parts[1:], pattern[1:])


def walk(paths: Iterable[str | Path], globs: Globs | None = None) -> Iterator[tuple[str, Path | Problem]]:
    """Pairs of the source's name and its file, or why there is none.

    A file given by name is taken whatever its name; in folders, which are walked in sorted order, hidden files are
    passed over and only names of text files, or those that ``globs`` choose, are taken. ``-`` is given back as
    ``("-", Path("-"))``. Whether a file exists or can be read is seen when it is read.
    """
    globs = globs or Globs()
    for given in paths:
        path = Path(given)
        if str(given) == STDIN or not path.is_dir():
            yield printable(str(given)), path
            continue
        found = False
        for file in _files(str(path), globs):
            found = True
            yield (printable(file), Path(file)) if isinstance(file, str) else file
        if not found:
            name = printable(str(given))
            which = " that --include and --exclude choose" if globs.include or globs.exclude else ""
            yield name, Problem("no-articles", f"{name}: no text files in this folder{which}")


def printable(name: str) -> str:
    """A path as text that can be encoded: bytes that are not UTF-8 are shown as replacement characters."""
    return os.fsencode(name).decode("utf-8", "replace")


def _files(folder: str, globs: Globs) -> Iterator[str | tuple[str, Problem]]:
    """Files of a folder and the folders in it; a folder reached again through a link is passed over."""
    visited: set[tuple[int, int]] = set()
    stack = [_entries(folder, "", globs, visited)]
    while stack:
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
        elif not isinstance(entry, str):
            yield entry
        elif entry.endswith("/"):
            below = entry[:-1]
            stack.append(_entries(os.path.join(folder, below), f"{below}/", globs, visited))  # noqa: PTH118
        else:
            yield os.path.join(folder, entry)  # noqa: PTH118


def _entries(path: str, below: str, globs: Globs, visited: set[tuple[int, int]]) -> Iterator[str | tuple[str, Problem]]:
    """What to take of one folder: paths below the folder given, in the order of their names; folders end in ``/``.

    Only names are kept: folders of a million files are walked in little memory.
    """
    try:
        status = Path(path).stat()
        if (status.st_dev, status.st_ino) in visited:
            return
        visited.add((status.st_dev, status.st_ino))
        with os.scandir(path) as entries:
            wanted = [(e.name, folder) for e in entries if (folder := _wanted(e, below, globs)) is not None]
    except OSError as error:
        name = printable(path)
        yield name, Problem("unreadable", f"{name}: the folder could not be read: {error.strerror or error}")
        return
    wanted.sort()
    for name, is_folder in wanted:
        yield f"{below}{name}/" if is_folder else f"{below}{name}"


def _wanted(entry: os.DirEntry[str], below: str, globs: Globs) -> bool | None:
    """True for a folder to walk, False for a file to take, None for what is passed over."""
    path = below + entry.name
    if entry.name.startswith(".") or globs.passes_over(path):
        return None
    if _is_folder(entry):
        return True
    return False if globs.takes(path) else None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
