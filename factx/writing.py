"""What programs write: found things to a file or an open stream, in the formats of the commands.

A file is there whole or not at all; what was there before stays where writing fails. Imports formats when used.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from factx.errors import FactxError
from factx.model import Document
from factx.options import Options

if TYPE_CHECKING:
    from factx.comparing import Event, Moment

#: A path, or a text stream that is open for writing.
Target = str | os.PathLike[str] | TextIO


def write(
    documents: Iterable[Document], target: Target, *, format: str | None = None, options: Options | None = None
) -> None:
    """Write Documents as ``factx extract`` does.

    Args:
        documents: written as they come.
        target: a path, or an open text stream.
        format: a name of ``--format``, such as ``csv``; by default what the suffix of the path tells.
        options: of these, `with_text`, `flat` and `excel` count.

    Raises:
        FactxError: there is no such format, the format needs a file, or the file cannot be written.
    """
    from factx import outfile
    from factx.formats import FORMATS

    path = _path(target)
    chosen = FORMATS[_name(format, path, {name: each.suffixes for name, each in FORMATS.items()})]
    how = options or Options()
    if not chosen.makes_file:
        _write(lambda out: chosen.load()(documents, out, how), target)
        return
    if path is None:
        raise FactxError("needs-file", f"{chosen.name} cannot be written to a stream; give a path")
    chosen.check(path)
    with outfile.made(path, chosen.settle) as made:
        chosen.load()(documents, made, how)


def write_comparison(events: Sequence[Event], target: Target, *, format: str | None = None) -> None:
    """Write what `factx.comparing` gives as ``factx compare`` does; parameters and errors as of `write`."""
    from factx.formats import compare

    write = compare.load(_name(format, _path(target), compare.FORMATS))
    _write(lambda out: write(events, out), target)


def write_timeline(moments: Sequence[Moment], target: Target, *, format: str | None = None) -> None:
    """Write what `factx.timeline` gives as ``factx timeline`` does; parameters and errors as of `write`."""
    from factx.formats import timeline

    write = timeline.load(_name(format, _path(target), timeline.FORMATS))
    _write(lambda out: write([moment.event for moment in moments], out), target)


def annotate(
    documents: Iterable[Document],
    path: str | os.PathLike[str],
    *,
    to: str = "gold",
    options: Options | None = None,
) -> None:
    """Write the facts as annotations for people to correct, as ``factx annotate`` does; `factx.evaluate` reads them.

    Args:
        documents: those with an error are left out.
        path: the file to write. For ``label-studio`` a labeling config goes beside it, ending in .xml.
        to: ``gold`` (JSON Lines), ``label-studio`` or ``spacy`` (a DocBin).
        options: that the Documents were made with; of these, `kinds` and `rules` say which labels there are.

    Raises:
        FactxError: there is no such form, or the file cannot be written.
    """
    from factx import gold, outfile

    if to not in gold.FORMS:
        raise FactxError("no-format", f"there is no form {to!r}; choose from {', '.join(gold.FORMS)}")
    with outfile.opened(Path(path)) as out:
        gold.write(documents, out.stream.buffer, to)
    if to == "label-studio":
        from factx.gold import label_studio

        with outfile.opened(Path(path).with_suffix(".xml")) as out:
            out.stream.write(label_studio.config(options or Options()))


def _path(target: Target) -> Path | None:
    return Path(target) if isinstance(target, (str, os.PathLike)) else None


def _name(given: str | None, path: Path | None, formats: Mapping[str, tuple[str, ...]]) -> str:
    """The format asked for, or the one that the suffix of the path tells."""
    choice = f"choose from {', '.join(formats)}"
    if given is not None:
        if given not in formats:
            raise FactxError("no-format", f"there is no format {given!r}; {choice}")
        return given
    if path is None:
        raise FactxError("no-format", f"a stream does not tell the format; {choice}")
    found = next((name for name, suffixes in formats.items() if path.suffix.lower() in suffixes), None)
    if found is None:
        raise FactxError("no-format", f"the name {path} does not tell the format; {choice}")
    return found


def _write(write: Callable[[TextIO], None], target: Target) -> None:
    from factx import outfile

    if not isinstance(target, (str, os.PathLike)):
        write(target)
        return
    with outfile.opened(Path(target)) as out:
        write(out.stream)
