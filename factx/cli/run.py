"""One run from inputs to output, and what its end means: a message and an exit code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import factx
from factx import outfile
from factx.cli.stop import Stop
from factx.cli.talk import Talk
from factx.errors import ExitCode, FactxError
from factx.formats import Format
from factx.model import Document
from factx.options import Options

if TYPE_CHECKING:
    from factx.batch import Inputs

#: What stops a run from outside.
stop = Stop()


@dataclass(frozen=True, slots=True)
class Run:
    """What the user asked for.

    Attributes:
        inputs: what to read.
        options: what to look for.
        format, output: how and where to write; None is standard output.
        jobs: how many processes; None decides by the number of inputs, 0 is one a core.
        resume: continue what an interrupted run has left.
    """

    inputs: Inputs
    options: Options
    format: Format
    output: Path | None
    jobs: int | None = None
    resume: bool = False


def run(asked: Run, talk: Talk) -> ExitCode:
    """Run, and turn what can go wrong for the whole run into a message and an exit code."""
    try:
        with talk:
            _write(asked, talk)
    except KeyboardInterrupt as interrupt:
        kept = ""
        if isinstance(interrupt, outfile.Interrupted):
            kept = f"; what was complete is in {interrupt.part}{_to_continue(asked, ' and --resume continues it')}"
        talk.say(f"interrupted{kept}")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return ExitCode.OK
    except FactxError as error:
        left = ""
        if isinstance(error, outfile.OutputError) and asked.output and outfile.side_files(asked.output)[1].exists():
            left = _to_continue(asked, "; --resume continues this run once that is put right")
        talk.say(f"error: {error.message}{left}")
        return error.exit_code
    except Exception as error:
        logging.getLogger("factx").debug("the run failed", exc_info=error)
        what = f"{type(error).__name__}: {error}"
        talk.say(f"error: factx failed ({what}). Please report it with the output of --verbose")
        return ExitCode.CANNOT_RUN
    talk.close()
    return ExitCode.SOME_FAILED if talk.failed else ExitCode.OK


def _to_continue(asked: Run, words: str) -> str:
    return words if asked.format.resumes else ""


def _write(asked: Run, talk: Talk) -> None:
    """Open the output, and let the format write what the batch gives."""
    write = asked.format.load()
    if asked.format.makes_file and asked.output:
        asked.format.check(asked.output)
        with outfile.made(asked.output, asked.format.settle) as path, _documents(asked, talk) as documents:
            write(stop.between(talk.over(documents)), path, asked.options)
        return
    _warn_of_leftovers(asked, talk)
    with outfile.opened(asked.output, lasting=asked.format.resumes, resume=asked.resume) as out:
        if out.journal and out.part and asked.format.resumes:
            with _continued(asked, talk, out, out.part, out.journal) as documents:
                write(stop.between(talk.over(documents)), out.stream, asked.options)
        else:
            with _documents(asked, talk) as documents:
                write(stop.between(talk.over(_marked(documents, out))), out.stream, asked.options)


@contextmanager
def _documents(asked: Run, talk: Talk) -> Iterator[Iterator[Document]]:
    """The documents; the workers behind them end with the block, whatever ends it."""
    from factx import batch

    _tell_beginning(asked, talk)
    with _closing(batch.documents(asked.inputs, asked.options, jobs=_jobs(asked))) as documents:
        yield documents


def _marked(documents: Iterator[Document], out: outfile.Out) -> Iterator[Document]:
    """The same documents; what was written of each before the next one is asked for is whole."""
    for document in documents:
        yield document
        out.mark()


@contextmanager
def _continued(asked: Run, talk: Talk, out: outfile.Out, part: Path, path: Path) -> Iterator[Iterator[Document]]:
    """The documents that are still to be written, with account kept of those that are."""
    from factx import batch
    from factx.batch.journal import Journal

    pieces = asked.inputs.pieces()
    with Journal(path, part, _told(asked)) as journal, ExitStack() as stack:
        _tell_beginning(asked, talk)
        if not asked.resume:
            journal.begin()
            results = batch.results(pieces, asked.options, jobs=_jobs(asked))
            yield stack.enter_context(_closing(journal.follow(results, out.mark)))
            return
        kept = journal.resume(pieces)
        _tell_kept(kept.documents, kept.differs, part, talk)
        talk.skip(kept.documents, kept.failed)
        if not kept.end:
            out.rewind(0)
        results = batch.results(kept.rest, asked.options, jobs=_jobs(asked))

        def after_opening() -> Iterator[Document]:
            """What opens the output, such as names of columns, was written again over itself by now."""
            if kept.end:
                out.mark()
                out.rewind(kept.end)
            yield from journal.follow(results, out.mark)

        yield stack.enter_context(_closing(after_opening()))


@contextmanager
def _closing(documents: Iterator[Document]) -> Iterator[Iterator[Document]]:
    try:
        yield documents
    finally:
        documents.close()  # type: ignore[attr-defined]


def _told(asked: Run) -> dict[str, str]:
    """What must be the same for a run to be continued, by the names that the user knows."""
    options: dict[str, Any] = {each.name: getattr(asked.options, each.name) for each in fields(asked.options)}
    globs = asked.inputs.globs
    told = {
        "factx": factx.__version__,
        "spacy": _version("spacy"),
        "the model's version": _version(asked.options.model),
        "the paths": " ".join(asked.inputs.paths),
        "--format": asked.format.name,
        "--include": " ".join(globs.include),
        "--exclude": " ".join(globs.exclude),
        **{f"--{name.replace('_', '-')}": value for name, value in options.items()},
    }
    return {name: " ".join(value) if isinstance(value, tuple) else str(value) for name, value in told.items()}


def _version(package: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(package)
    except (metadata.PackageNotFoundError, ValueError):
        return "unknown"


def _jobs(asked: Run) -> int:
    from factx import batch

    return batch.jobs_for(asked.inputs) if asked.jobs is None else asked.jobs or batch.cores()


def _tell_beginning(asked: Run, talk: Talk) -> None:
    if "-" in asked.inputs.paths and sys.stdin and sys.stdin.isatty() and not talk.quiet:
        talk.say("reading standard input; end it with Ctrl-D")
    talk.expect(asked.inputs.total)


def _warn_of_leftovers(asked: Run, talk: Talk) -> None:
    if asked.output and asked.format.resumes and not asked.resume and not talk.quiet:
        _, part, journal = outfile.side_files(asked.output)
        if part.exists() and journal.exists():
            talk.say(f"warning: starting over; --resume would have continued the interrupted run in {part}")


def _tell_kept(documents: int, differs: str | None, part: Path, talk: Talk) -> None:
    if talk.quiet:
        return
    if differs:
        talk.say(f"warning: {differs} is not what it was when the interrupted run read it; all is done anew from there")
    if documents:
        talk.say(f"continuing after {documents:,} documents that are in {part}")
    elif not differs:
        talk.say("there is nothing to continue; starting at the beginning")
