"""A counted phrase tied to the word that counts it."""

from __future__ import annotations

from dataclasses import dataclass

from factx.rules.phrases import Chunk
from factx.rules.words import Word


@dataclass(slots=True)
class Finding:
    """A chunk tied to a trigger's word, how, and at which token (None where it leans on another count).

    Attributes:
        whole: the count before it of which this one is a part or a neighbour.
    """

    chunk: Chunk
    word: Word
    rule: str
    at: int | None = None
    whole: Finding | None = None

    @property
    def counted(self) -> str | None:
        """What is counted, as facts of declared kinds call it; None where nothing says it."""
        if self.word.mode == "noun":
            return self.word.name
        return self.chunk.thing.name if self.chunk.thing else self.chunk.words.name
