"""A counted phrase tied to the word that counts it."""

from __future__ import annotations

from dataclasses import dataclass

from factx.rules.phrases import Chunk
from factx.rules.words import Word, triggers


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


def noun_word(noun: str) -> Word:
    """The word of the lexicon for a noun that is counted itself ("death", "victim")."""
    return next(w for w in triggers()[noun] if w.mode == "noun")
