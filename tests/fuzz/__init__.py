"""Coverage-guided fuzzing with atheris: bytes in, an exception out where something does not hold.

    pip install atheris
    python -m tests.fuzz values --minutes 7        # one target
    python -m tests.fuzz --minutes 7               # all targets, one after the other

A module here is a target: its `check` takes any bytes and raises nothing. Each run starts from the fixtures, and from
``finds/TARGET``, where inputs that once broke something are kept; the test suite goes through both. What breaks is
written to ``finds/TARGET`` once for each place that raises, and the run goes on.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

#: From the quickest to the slowest.
TARGETS = ("values", "reading", "recorded", "rules", "formats")
FINDS = Path(__file__).parent / "finds"
FIXTURES = Path(__file__).parents[2] / "fixtures"


class Target(Protocol):
    """What a target's module offers.

    Attributes:
        LONGEST: bytes of an input at most; the slower the target, the fewer.
    """

    LONGEST: int

    def check(self, data: bytes, /) -> None:
        """Raises where something does not hold for the input."""

    def seeds(self) -> list[bytes]:
        """Inputs to begin with."""


def target(name: str) -> Target:
    """The target's module."""
    return cast(Target, import_module(f"tests.fuzz.{name}"))


def text(data: bytes) -> str:
    """Any bytes as a text; lone surrogates and NUL characters are among what they can say."""
    return data.decode("utf-8", "surrogateescape" if data[:1] == b"\xff" else "replace")


def fixtures() -> list[str]:
    """The paragraphs of the fixtures, and each of them whole if it is short."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.iterdir()) if path.suffix in (".md", ".txt")]
    paragraphs = [part.strip() for whole in texts for part in whole.split("\n\n") if len(part) > 40]
    return paragraphs + [whole for whole in texts if len(whole) < 2500]


def finds(name: str) -> list[Path]:
    """Inputs that once broke something."""
    return sorted((FINDS / name).iterdir()) if (FINDS / name).is_dir() else []
