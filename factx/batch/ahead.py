"""A thread that fetches what comes next, so that whoever takes it sees what is there without waiting for more.

In goes an iterator that may block, such as the lines of a slow stream; what it gives is kept, in order and up to a
bound, until it is taken.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Pipe
from typing import Generic, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """Takes from an iterator ahead of need. To be closed after use.

    Args:
        items: what to take from; only the thread touches it from now on.
        most: how many items to keep at most.
        most_bytes: how large the items kept may be altogether; one is kept whatever its size.
        size: the size of an item.
    """

    def __init__(self, items: Iterator[T], *, most: int, most_bytes: int, size: Callable[[T], int]) -> None:
        self._items, self._size = items, size
        self._most, self._most_bytes = most, most_bytes
        self._kept: deque[T] = deque()
        self._bytes = 0
        self._state = threading.Condition()
        self._at_end = self._closed = False
        self._failure: BaseException | None = None
        self._bell, self._rope = Pipe(duplex=False)
        threading.Thread(target=self._run, name="factx-ahead", daemon=True).start()

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def over(self) -> bool:
        """Whether everything was taken and nothing will follow."""
        return self._at_end and not self._kept

    def fileno(self) -> int:
        """A descriptor that is readable when there is something new, for whoever waits for other things too."""
        return self._bell.fileno()

    def wait(self, seconds: float) -> bool:
        """Wait until there is something or it is over; False where that took longer."""
        with self._state:
            return self._state.wait_for(lambda: bool(self._kept) or self._at_end, seconds)

    def take(self, most: int, *, wait: bool = False) -> list[T]:
        """What is there now, at most ``most`` items.

        Args:
            most: how many.
            wait: wait for at least one; then only the end gives an empty list.

        Raises:
            BaseException: what the iterator raised, once everything before it was taken.
        """
        with self._state:
            while wait and not self._kept and not self._at_end:
                self._state.wait()
            taken = [self._kept.popleft() for _ in range(min(most, len(self._kept)))]
            self._bytes -= sum(map(self._size, taken))
            if not self._kept and not self._at_end:
                self._hush()
            self._state.notify_all()
            if not taken and self.over and self._failure:
                raise self._failure
        return taken

    def close(self) -> None:
        """Let the thread end as soon as its iterator gives something; it is not waited for."""
        with self._state:
            self._closed = True
            self._state.notify_all()

    def _run(self) -> None:
        try:
            for item in self._items:
                if not self._keep(item):
                    return
        except BaseException as error:
            self._failure = error
        finally:
            with self._state:
                self._at_end = True
                self._ring()
                self._state.notify_all()

    def _keep(self, item: T) -> bool:
        size = self._size(item)
        with self._state:
            while self._kept and (len(self._kept) >= self._most or self._bytes + size > self._most_bytes):
                if self._closed:
                    return False
                self._state.wait()
            if self._closed:
                return False
            self._kept.append(item)
            self._bytes += size
            self._ring()
            self._state.notify_all()
        return True

    def _ring(self) -> None:
        if not self._bell.poll():
            with suppress(OSError):
                self._rope.send_bytes(b"")

    def _hush(self) -> None:
        while self._bell.poll():
            self._bell.recv_bytes()
