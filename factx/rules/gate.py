"""Which sentences may count people or things, by characters alone: what is refused here needs no parse.

In go the words that are looked for, the text of a view, a sentence's offsets and its numbers. True means "perhaps":
refusals must be safe, for a sentence that is refused gives no count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factx.rules.words import Vocabulary, is_person, listed
from factx.values.span import Quantity

_DECIMAL = re.compile(r"\d+\.\d+")
_NOUN = re.compile(r" ([A-Za-z]+s)(?=[.,;:!?)]|\Z|\n|[.,;]? ([a-z]+)(?![A-Za-z'-]))")
_WORD = re.compile(r"[A-Za-z]+")
# Words of which two tell of data or money taken from people.
_PAIRS = (
    ("data", "breach"), ("datum", "breach"), ("notify", "incident"), ("notify", "data"), ("cost", "losses"),
    ("cost", "scheme"), ("persuade", "part"), ("scheme", "part"), ("loot", "concern"), ("loot", "caught"),
    ("data", "contain"), ("data", "handled"), ("datum", "handled"),
)  # fmt: skip
# How far the number may be from the start of an item, in characters.
_OPENING = 12
# A number opens a list item with no more tokens before it than this (`lists.opens_item`).
_ITEM_WORDS = 6


def may_count(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Whether a trigger may stand in the sentence from ``start`` to ``end``: all its words do."""
    pattern, needs = words.pattern, words.needs
    m = pattern.search(text, start, end)
    if m is None:
        return False
    present = frozenset(_WORD.findall(text[start:end].lower()))
    while m is not None:
        word = m.group().lower()
        ways = needs.get(word)
        if (
            ways is None
            or any(need <= present for need in ways)
            or _breach(word, present, text[start : start + _OPENING])
        ):
            return True
        m = pattern.search(text, m.end(), end)
    return False


def live(words: Vocabulary, text: str, start: int, end: int, quantities: Sequence[Quantity]) -> bool:
    """Whether one of the numbers of the sentence from ``start`` to ``end`` can count what is looked for."""
    if words.things is not None:
        return any(words.things.near(text, q.head, end) for q in quantities)
    if all(_dead(text, q) for q in quantities):
        return False
    if not all(_dead(text, q) or _counts_things(words, text, q) for q in quantities):
        return True
    return not listed("gate", "afar").isdisjoint(_WORD.findall(text[start:end].lower()))


def may_open_item(text: str, start: int, quantity: Quantity) -> bool:
    """Whether so few words stand between ``start`` and the number that it can open a list item."""
    return len(text[start : quantity.start].split()) <= _ITEM_WORDS


def _dead(text: str, q: Quantity) -> bool:
    """A decimal number and one with a hyphen after it never count people, whatever the parse."""
    return text[q.end : q.end + 1] == "-" or _DECIMAL.fullmatch(text, q.start, q.end) is not None


def _counts_things(words: Vocabulary, text: str, q: Quantity) -> bool:
    """ "27 vulnerabilities in": the phrase ends with a listed noun for things."""
    m = _NOUN.match(text, q.end)
    if m is None or (m.group(2) and m.group(2) not in listed("gate", "ends")):
        return False
    noun = m.group(1).lower()
    return is_person(noun, "") is False and noun not in words.triggers and noun not in listed("gate", "cues")


def _breach(word: str, present: frozenset[str], opening: str) -> bool:
    """Whether ``word`` with others of the sentence, or its ``opening``, can tell of data or money taken from people."""
    if any(word in listed("breaches", a) and not listed("breaches", b).isdisjoint(present) for a, b in _PAIRS):
        return True
    if "from" in present and (word in listed("breaches", "steal") or word in listed("breaches", "take")):
        return True
    if word == "taken" and {"in", "by"} <= present:
        return True
    if word == "affected" and opening.lower().startswith("affected"):
        return True
    return word in listed("breaches", "listed") and any(c.isdigit() for c in opening)
