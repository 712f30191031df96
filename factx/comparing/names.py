"""Names and words of sentences, by rule: what tells one event from another. Characters in, sets of short keys out.

Whoever compares has sentences only, so a name is a capitalised word that is not merely the first one, and counts for
more the fewer documents hold it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from math import log

from factx import lexicon
from factx.reading import view

_TOKEN = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_URL = re.compile(r"https?://\S+")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_ENDING = re.compile(r"(?:['\u2019]s|s['\u2019])$")
_OF_PLACES = re.compile(r"(?:ians?|ia|ans?|a|n|ese|ish)$")
_ROMAN = {
    name: str(number)
    for number, name in enumerate(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"), start=1
    )
}
_WORDS_FOR_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}
#: A word is taken as its first letters: "hack", "hacked" and "hackers" are one.
_STEM = 4
#: Digits of numbers that name things, such as articles of a law, and are no figures.
_SMALL_NUMBER = 2
#: Documents that a set is taken to have at least, so that few documents do not make every shared name worthless.
_FEWEST = 50
#: How much the name of an authority or a country counts, against another one that as many documents hold.
_COMMON = 0.3


def operation(name: str) -> str:
    """What is alike in all spellings of an operation's name, its number as figures.

    >>> [operation(name) for name in ("Operation HAECHI-V", "Haechi V", "operation First Light 2024")]
    ['haechi 5', 'haechi 5', 'first light 2024']
    """
    parts = re.findall(r"[^\W\d_]+|\d+", name.lower())
    if len(parts) > 1 and parts[0] in ("operation", "op", "project"):
        parts = parts[1:]
    if len(parts) > 1:
        parts[-1] = _ROMAN.get(parts[-1], _WORDS_FOR_NUMBERS.get(parts[-1], parts[-1]))
    return " ".join(parts)


def same_operation(one: str, other: str) -> bool:
    """Whether two keys are of one operation: equal, or long names with one letter changed, added or left out."""
    if one == other or one.replace(" ", "") == other.replace(" ", ""):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 7 or len(long) - len(short) > 1 or re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    at = next((n for n, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[at:] == long[at + 1 :] or (len(short) == len(long) and short[at + 1 :] == long[at + 1 :])


@dataclass(slots=True)
class Vocabulary:
    """Which words are names, and in how many documents each stands."""

    documents: int = 0
    holding: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)
    small: Counter[str] = field(default_factory=Counter)

    def read(self, sentences: Iterable[str]) -> None:
        """Take note of how words are written in one document's plain sentences (without its title)."""
        for sentence in sentences:
            for number, token in enumerate(_TOKEN.findall(sentence)):
                if token[:1].islower():
                    self.small[token] += 1
                elif number:
                    self.capital[_ENDING.sub("", token).lower()] += 1

    def count(self, names: Iterable[str]) -> None:
        """Take note of one document's names."""
        self.documents += 1
        self.holding.update(set(names))

    def is_name(self, token: str, first: bool) -> bool:
        """Whether a capitalised word is a name; the first one of a sentence only if it is one elsewhere."""
        low = _ENDING.sub("", token).lower()
        if any(c.isupper() for c in token[1:]) and not token.isupper():
            return True
        known: bool = self.capital[low] > self.small[low]
        return known or (not self.small[low] and not (first and low not in _adjectives()))

    def weight(self, name: str) -> float:
        """How much it says that two documents share ``name``: 1 where no others hold it, 0 where all do."""
        size = max(self.documents, _FEWEST)
        rare = log(size / max(2, self.holding[name])) / log(size / 2)
        return max(0.0, rare) * (_COMMON if name in _common() else 1.0)

    def is_common(self, name: str) -> bool:
        """Whether a name tells little by itself: that of an authority, a country or a day, or one that all hold."""
        return name in _common() or self.weight(name) <= 0

    def shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The weight of the names that two sets share, parts of a longer shared one aside."""
        both = one & other
        return sum(self.weight(n) for n in both if not any(n != longer and n in longer for longer in both))


@lru_cache(maxsize=4096)
def plain(sentence: str) -> str:
    """The sentence without markup, addresses and accents, which not all papers write."""
    return folded(view.plain(sentence))


def folded(text: str) -> str:
    """A text without addresses and accents."""
    if text.isascii():
        return _URL.sub(" ", text)
    letters = unicodedata.normalize("NFD", _URL.sub(" ", text))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", letters))


def names(sentence: str, vocabulary: Vocabulary, title: bool = False) -> frozenset[str]:
    """Keys of the names in a sentence: words, neighbours run together, and the parts of "PolyNetwork"."""
    return names_of(plain(sentence), vocabulary, title)


def names_of(text: str, vocabulary: Vocabulary, title: bool = False) -> frozenset[str]:
    """The same of a plain sentence."""
    found: set[str] = set()
    unsure = title and _is_title_case(text)
    spans = [
        m
        for number, m in enumerate(_TOKEN.finditer(text))
        if m[0][0].isupper() and vocabulary.is_name(m[0], first=unsure or number == 0)
    ]
    for m in spans:
        word = _ENDING.sub("", m[0])
        found.add(_key(word))
        found.update(_key(part) for part in _CAMEL.findall(word) if len(part) >= _STEM and part != word)
    for one, other in pairwise(spans):
        if text[one.end() : other.start()] in (" ", "-"):
            found.add((_ENDING.sub("", one[0]) + _ENDING.sub("", other[0])).lower())
    return frozenset(name for name in found if len(name) > 1)


def _is_title_case(title: str) -> bool:
    """Whether a title is written with capitals throughout, so that they tell no names.

    >>> [_is_title_case(t) for t in ("Police Arrest Hundreds in Lyon", "Police arrest hundreds in Lyon")]
    [True, False]
    """
    tokens: list[str] = _TOKEN.findall(title)
    longer = [token for token in tokens[1:] if len(token) >= _STEM and token[0].isalpha()]
    return sum(token[0].islower() for token in longer) * 2 <= len(longer)


def written(name: str, sentence: str) -> str | None:
    """The words of a sentence that have ``name`` as their key, as they stand there."""
    tokens = [_ENDING.sub("", m[0]) for m in _TOKEN.finditer(plain(sentence)) if m[0][0].isupper()]
    for token in tokens:
        if name in (token.lower(), _key(token)):
            return token
    return next((f"{a} {b}" for a, b in pairwise(tokens) if (a + b).lower() == name), None)


def words(sentence: str) -> frozenset[str]:
    """What a sentence is about: stems of its words of four letters or more, and its small numbers."""
    return words_of(plain(sentence))


def words_of(text: str) -> frozenset[str]:
    """The same of a plain sentence."""
    found = set()
    for token in _TOKEN.findall(text):
        low = token.lower()
        if token[0].isdecimal():
            found.update([token] if len(token) <= _SMALL_NUMBER else [])
        elif len(low) >= _STEM and low not in _empty():
            found.add(low[:_STEM])
    return frozenset(found)


def place_key(place: str) -> str:
    """The key of a place's last name: "South Korea" stands as "kore" among the names of a sentence."""
    return _key(plain(place).split()[-1]) if place.split() else ""


def _key(word: str) -> str:
    low = _adjectives().get(word.lower(), word.lower())
    if low in _common():
        low = _OF_PLACES.sub("", low) if len(low) > _STEM else low
        return low
    stem = _OF_PLACES.sub("", low)
    return stem if len(stem) > _STEM and stem in _common() else low


@cache
def _common() -> frozenset[str]:
    words = lexicon.load("compare")["common"]
    return frozenset(words) | {_OF_PLACES.sub("", word) for word in words if len(word) > _STEM}


@cache
def _adjectives() -> dict[str, str]:
    return dict(lexicon.load("compare")["adjectives"])


@cache
def _empty() -> frozenset[str]:
    return frozenset(lexicon.load("compare")["empty"])
