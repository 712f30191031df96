"""What the user is told on standard error: warnings, errors, a line a document, a progress bar."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Self

from factx.formats.harmless import harmless
from factx.model import Document

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Talk:
    """Tells the user how a run goes.

    Args:
        quiet: errors only.
        verbose: a line for each document.
        progress: show a progress bar.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False, progress: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.progress = progress
        self.read = 0
        self.failed = 0
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self.progress:
            self._bar = _progress()
            self._task = self._add_task(0)
            self._bar.start()
        return self

    def __exit__(self, *reason: object) -> None:
        if self._bar:
            self._bar.stop()

    def expect(self, count: Callable[[], int | None]) -> None:
        """Find out how many documents there will be, while the run goes on."""

        def tell() -> None:
            total = count()
            if self._bar and self._task is not None:
                self._bar.update(self._task, total=total)

        if self._bar:
            threading.Thread(target=tell, name="factx-total", daemon=True).start()

    def skip(self, documents: int, failed: int) -> None:
        """Count documents that an earlier run has done."""
        self.read += documents
        self.failed += failed
        if self._bar and self._task is not None:
            self._bar.remove_task(self._task)
            self._task = self._add_task(documents)

    def over(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The same documents, with what there is to say about each said before it is passed on."""
        for doc in documents:
            self.read += 1
            self.failed += doc.problem is not None
            self._about(doc)
            if self._bar and self._task is not None:
                self._bar.update(self._task, advance=1, failed=self._failures())
            yield doc

    def close(self) -> None:
        """The last word, where some of several inputs failed."""
        if self.failed and self.read > 1 and not self.quiet:
            self.say(f"{self.failed} of {self.read} inputs failed; the rest was processed")

    def say(self, message: str) -> None:
        """One line on standard error, harmless to a terminal, above the progress bar if there is one."""
        line = f"factx: {harmless(message)}"
        if self._bar and self._bar.live.is_started:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
        elif sys.stderr is not None:
            print(line, file=sys.stderr, flush=True)

    def _add_task(self, done: int) -> TaskID | None:
        if self._bar is None:
            return None
        return self._bar.add_task("reading", total=None, completed=done, failed=self._failures())

    def _failures(self) -> str:
        return f"{self.failed} failed" if self.failed else ""

    def _about(self, doc: Document) -> None:
        if not self.quiet:
            for warning in doc.warnings:
                self.say(f"warning: {_named(doc.source, warning)}")
        if doc.problem:
            self.say(f"error: {_named(doc.source, doc.problem.message)}")
        elif self.verbose:
            self.say(f"{doc.source}: {len(doc.facts)} facts in {doc.chars:,} characters")


def _named(source: str, message: str) -> str:
    """The message, with the input that it is about named in front if it does not name it itself."""
    file = source.rpartition("#")[0] or source
    return message if message.startswith((source, file)) else f"{source}: {message}"


def _progress() -> Progress:
    from rich import progress
    from rich.console import Console
    from rich.text import Text

    class Rate(progress.ProgressColumn):
        """Documents a second, of late."""

        def render(self, task: progress.Task) -> Text:
            return Text(f"{task.speed:,.1f}/s" if task.speed else "", style="progress.data.speed")

    return progress.Progress(
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        Rate(),
        progress.TimeElapsedColumn(),
        progress.TimeRemainingColumn(),
        progress.TextColumn("{task.fields[failed]}", style="red"),
        console=Console(stderr=True),
        transient=True,
    )
