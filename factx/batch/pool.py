"""Worker processes: who gets which Pieces, in which order Results leave, and what happens when a worker dies.

Work is sent to a worker only while it waits for it, and only so far ahead of the first Result that is missing: all
that is held is bounded. A worker that dies is replaced; its Pieces are done again, each alone, so that one that kills
is found. Whatever the number of workers, the Results are the same.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

from factx.batch import faults, worker
from factx.batch.ahead import Ahead
from factx.batch.group import IDLE, Result
from factx.errors import FactxError
from factx.options import Options
from factx.reading import files
from factx.reading.pieces import Piece

if TYPE_CHECKING:
    Line = connection.Connection[list[Piece], worker.Message]

log = logging.getLogger("factx")
#: Most Pieces that a worker gets at a time, and their bytes as far as they are known.
GROUP = 32
#: How many Pieces a worker may be ahead of the first one that is missing.
_AHEAD = 8 * GROUP
#: How often a Piece may kill a worker that does nothing else.
_DEATHS = 2
#: Seconds between looks at how much work there is while workers start.
_GLANCE = 0.05
#: Seconds that a process may take to end once it has closed its line.
_PATIENCE = 5
#: How many workers in a row may die before they are ready.
_FALSE_STARTS = 8


@dataclass(slots=True)
class _Job:
    """A Piece on its way: what came of it, and how many workers died of it alone."""

    piece: Piece
    result: Result | None = None
    deaths: int = 0


@dataclass(slots=True)
class _Worker:
    """A process and what it has to do; one that is not ready yet has nothing."""

    process: BaseProcess
    line: Line
    ready: bool = False
    jobs: deque[_Job] = field(default_factory=deque)
    alone: bool = False

    @property
    def idle(self) -> bool:
        return self.ready and not self.jobs


class Pool:
    """Up to ``size`` worker processes, started when there is work. To be closed after use.

    Args:
        size: how many.
        options: of the run.
    """

    def __init__(self, size: int, options: Options) -> None:
        self._size, self._options = size, options
        self._workers: list[_Worker] = []
        self._order: deque[_Job] = deque()
        self._again: deque[_Job] = deque()
        self._false_starts = 0

    def results(self, ahead: Ahead[Piece]) -> Iterator[Result]:
        """What comes of the Pieces, in their order.

        Raises:
            FactxError: a reason that concerns every input, such as a missing model.
        """
        if not ahead.wait(IDLE):
            self._start()
        while True:
            self._give_work(ahead)
            while self._order and (result := self._order[0].result):
                self._order.popleft()
                yield result
            if not self._order and ahead.over:
                ahead.take(1)
                return
            self._listen(ahead)

    def close(self) -> None:
        """End the workers at once; they hold nothing that is not held here too."""
        for each in self._workers:
            each.process.kill()
            each.line.close()
        for each in self._workers:
            each.process.join()
        self._workers.clear()

    # --- work out -----------------------------------------------------------------------------------------------

    def _give_work(self, ahead: Ahead[Piece]) -> None:
        for each in [each for each in self._workers if each.idle]:
            if self._again:
                self._give(each, [self._again.popleft()])
            elif pieces := self._next(ahead):
                jobs = [_Job(piece) for piece in pieces]
                self._order.extend(jobs)
                self._give(each, jobs)
        waiting = len(self._again) + (len(ahead) if self._has_room() else 0)
        starting = sum(not each.ready for each in self._workers)
        if waiting > starting * GROUP and len(self._workers) < self._size:
            self._start()

    def _next(self, ahead: Ahead[Piece]) -> list[Piece]:
        """A fair share of what is there now."""
        if not self._has_room():
            return []
        return ahead.take(min(GROUP, -(-len(ahead) // self._size)))

    def _has_room(self) -> bool:
        return len(self._order) < self._size * _AHEAD

    def _give(self, each: _Worker, jobs: list[_Job]) -> None:
        each.jobs.extend(jobs)
        each.alone = len(jobs) == 1
        try:
            each.line.send([job.piece for job in jobs])
        except OSError:
            self._bury(each)

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        level = log.getEffectiveLevel()
        process = context.Process(target=worker.work, args=(there, self._options, level), name="factx", daemon=True)
        with _signals_held():
            process.start()
        there.close()
        self._workers.append(_Worker(process, here))

    # --- results in ---------------------------------------------------------------------------------------------

    def _listen(self, ahead: Ahead[Piece]) -> None:
        """Wait until a worker says something or dies, or there is work for one that has none."""
        lines = {each.line: each for each in self._workers}
        starting = sum(not each.ready for each in self._workers)
        spare = len(lines) < self._size
        idle = any(each.idle for each in self._workers)
        watch: list[object] = list(lines)
        over = ahead.over  # looked at once: it may change any time
        if over and not self._order:
            return
        if not over and self._has_room() and (idle or (spare and not starting)):
            watch.append(ahead)
        # While one is starting, there may soon be enough work for one more.
        said = connection.wait(watch, _GLANCE if spare and starting else None)  # type: ignore[arg-type]
        for each in [each for line, each in lines.items() if line in said]:
            try:
                message = each.line.recv()
            except (EOFError, OSError):
                self._bury(each)
                continue
            self._hear(each, message)

    def _hear(self, each: _Worker, message: worker.Message) -> None:
        if message is None:
            each.ready = True
            self._false_starts = 0
        elif isinstance(message, Result):
            each.jobs.popleft().result = message
        else:
            kind, code, text = message
            raise kind(code, text)

    # --- deaths -------------------------------------------------------------------------------------------------

    def _bury(self, each: _Worker) -> None:
        """Take leave of a worker that died, and see that its work is done again."""
        self._workers.remove(each)
        each.line.close()
        each.process.join(_PATIENCE)
        each.process.kill()
        each.process.join()
        exit_code = each.process.exitcode
        log.debug("a worker died (%s); %d inputs are done again", faults.how(exit_code), len(each.jobs))
        if not each.ready:
            self._false_starts += 1
            if self._false_starts == _FALSE_STARTS:
                how = faults.how(exit_code)
                raise FactxError("no-workers", f"the worker processes die before they begin ({how}); try --jobs 1")
        if each.alone and each.jobs:
            self._died_alone(each.jobs[0], exit_code)
        else:
            self._again.extend(each.jobs)

    def _died_alone(self, job: _Job, exit_code: int | None) -> None:
        job.deaths += 1
        if job.deaths < _DEATHS:
            self._again.append(job)
            return
        piece = job.piece
        document = faults.document(piece.source, faults.died(piece.where, exit_code), self._options)
        job.result = Result(document, files.digest(piece, files.fetch(piece)))


@contextmanager
def _signals_held() -> Iterator[None]:
    """Signals wait: a process started now inherits that, and is not stopped by Ctrl-C before it can care for it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
