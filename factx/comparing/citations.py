"""Addresses that an article gives beside its figures: two that cite one page there speak of one thing.

Sentences in Markdown in, keys of addresses and the words of their paths out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from factx.model import Mention

_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\((https?://[^\s()<>]{1,500})")
_ADDRESS = re.compile(r"https?://(?:www\.)?([^/?#\s]+)([^?#\s]*)(\?p=\d+)?")
_WORD = re.compile(r"[a-z]{3,}")
#: Characters that the path of an article has at least: shorter ones are of front pages and topics.
_PATH = 15
#: How much farther than one behind a figure a link before it counts as.
_BEFORE = 3


def key(address: str) -> str | None:
    """What is alike in all spellings of an article's address; None for that of a front page.

    >>> key("https://www.paper.example/news/police-arrest-twelve/?ref=x"), key("https://paper.example/news")
    ('paper.example/news/police-arrest-twelve', None)
    """
    found = _ADDRESS.match(address.lower())
    if found is None:
        return None
    path = found[2].rstrip("/") + (found[3] or "")
    return found[1] + path if len(path) >= _PATH or found[3] else None


def cited(mentions: Sequence[Mention]) -> tuple[frozenset[str], bool]:
    """Keys of the addresses that stand nearest to mentions, each in its sentence, and to half of them at least.

    The flag tells whether any address stands beside one of them.
    """
    found = Counter(key for key in map(_nearest, mentions) if key)
    return frozenset(key for key, count in found.items() if 2 * count >= len(mentions)), bool(found)


def words(keys: Iterable[str]) -> frozenset[str]:
    """The words of paths, in small letters.

    >>> sorted(words(["paper.example/news/police-arrest-twelve"]))
    ['arrest', 'news', 'police', 'twelve']
    """
    return frozenset(chain.from_iterable(_WORD.findall(key.partition("/")[2]) for key in keys))


def _nearest(mention: Mention) -> str | None:
    """The address of the link that holds the mention, or else of the one nearest to it."""
    sentence = mention.sentence
    at = sentence.find(mention.text)
    if at < 0 or "](http" not in sentence:
        return None
    links = list(_LINK.finditer(sentence))
    return key(min(links, key=lambda m: _distance(m, at))[2]) if links else None


def _distance(link: re.Match[str], at: int) -> int:
    if link.start() <= at < link.end():
        return 0
    return link.start() - at if at < link.start() else _BEFORE * (at - link.end())
