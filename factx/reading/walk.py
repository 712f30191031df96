"""Paths as the user gives them to the files to read, in a fixed order. Opens nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from factx.model import Problem
from factx.reading.files import MARKDOWN, PAGES, RECORDS

STDIN = "-"
_SUFFIXES = RECORDS | PAGES | MARKDOWN | {".txt", ".text", ""}


def walk(paths: Iterable[str | Path]) -> Iterator[tuple[str, Path | Problem]]:
    """Pairs of the source's name and its file, or why there is none.

    A file given by name is taken whatever its name; in folders, which are walked in sorted order, hidden files are
    passed over and only names of text files are taken. ``-`` is given back as ``("-", Path("-"))``. Whether a
    file exists or can be read is seen when it is read.
    """
    for given in paths:
        path = Path(given)
        if str(given) == STDIN or not path.is_dir():
            yield printable(str(given)), path
            continue
        found = False
        for file in _files(path):
            found = True
            yield (printable(str(file.path)), Path(file.path)) if isinstance(file, os.DirEntry) else file
        if not found:
            name = printable(str(given))
            yield name, Problem("no-articles", f"{name}: no text files in this folder")


def printable(name: str) -> str:
    """A path as text that can be encoded: bytes that are not UTF-8 are shown as replacement characters."""
    return os.fsencode(name).decode("utf-8", "replace")


def _files(folder: Path) -> Iterator[os.DirEntry[str] | tuple[str, Problem]]:
    """Files of a folder and the folders in it; a folder reached again through a link is passed over."""
    visited: set[tuple[int, int]] = set()
    stack: list[str | os.DirEntry[str]] = [str(folder)]
    while stack:
        top = stack.pop()
        if isinstance(top, os.DirEntry) and not _is_folder(top):
            yield top
            continue
        path = top if isinstance(top, str) else top.path
        try:
            status = Path(path).stat()
            if (status.st_dev, status.st_ino) in visited:
                continue
            visited.add((status.st_dev, status.st_ino))
            with os.scandir(path) as entries:
                wanted = [entry for entry in entries if _wanted(entry)]
            wanted.sort(key=_name, reverse=True)
            stack.extend(wanted)
        except OSError as error:
            name = printable(path)
            yield name, Problem("unreadable", f"{name}: the folder could not be read: {error.strerror or error}")


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _wanted(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return False
    return _is_folder(entry) or Path(entry.name).suffix.lower() in _SUFFIXES
