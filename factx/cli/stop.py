"""Ctrl-C and SIGTERM: a run stops between two documents, never inside one."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from types import FrameType
from typing import TypeVar

T = TypeVar("T")


class Stop:
    """Raises KeyboardInterrupt when the process is told to stop, but not while a document is being written.

    Told a second time, it raises it at once.
    """

    def __init__(self) -> None:
        self._writing = self._told = False

    def listen(self) -> None:
        """Take over the signals, except those that whoever started this process wants ignored."""
        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._hear)

    def between(self, documents: Iterable[T]) -> Iterator[T]:
        """The same documents; whoever asks for the next one has written the one before."""
        try:
            for document in documents:
                self._writing = True
                yield document
                self._writing = False
                if self._told:
                    raise KeyboardInterrupt
        finally:
            self._writing = False

    def _hear(self, number: int, frame: FrameType | None) -> None:
        if self._writing and not self._told:
            self._told = True
            return
        raise KeyboardInterrupt
