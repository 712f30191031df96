"""A sentence as the words around its amounts. In go a sentence and the amounts in it, out come tokens.

An amount with its bound words is one token, ``$``; all other tokens are lower-case words, names, phrases of the
lexicon, figures or signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factx.rules import role_words
from factx.rules.role_words import Words
from factx.values.span import Quantity

AMOUNT = "$"


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens of a sentence and where in them its amounts stand."""

    tokens: list[str]
    places: list[int]
    worlds: frozenset[str]


def clause(text: str, start: int, end: int, amounts: Sequence[Quantity], words: Words) -> Clause:
    """The tokens of ``text[start:end]``, a sentence that holds ``amounts`` (sorted)."""
    tokens: list[str] = []
    places: list[int] = []
    at = start
    running = role_words.is_running(text[start:end])
    for amount in amounts:
        tokens += role_words.tokens(text[at : amount.start], words, running)
        places.append(len(tokens))
        tokens.append(AMOUNT)
        at = max(at, amount.end)
    tokens += role_words.tokens(text[at:end], words, running)
    return Clause(tokens, places, worlds(tokens, words))


def worlds(tokens: Sequence[str], words: Words) -> frozenset[str]:
    """What the tokens speak of: the worlds of the lexicon that have a word among them."""
    found: set[str] = set()
    for token in tokens:
        for part in (token, *token.split(" ")) if " " in token else (token.lower().removesuffix("'s"),):
            if here := words.worlds.get(part):
                found |= here
    return frozenset(found)
