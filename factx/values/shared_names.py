"""Names of money that several countries share: which of them an article means by "dirhams", "pesos" or "Rs".

In go the text and the usual code of the name, out comes the code of the country that the text names most often.
Countries and their currencies are Babel's; which currencies share a name is data (lexicon/currencies.toml).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

from factx.lexicon import load
from factx.values.word_tree import word_tree

_LEXICON = load("currencies")
_SHARED: dict[str, list[str]] = _LEXICON["shared"]
_PLACES: dict[str, list[str]] = _LEXICON["places"]
_GROUPS = {word: tuple(_SHARED[name]) for name, words in _LEXICON["shared_words"].items() for word in words}


def meant(low: str, name: str, usual: str) -> str:
    """The ISO code that ``name`` means in an article.

    Args:
        low: the whole text in lower case.
        name: the name or mark as written, in lower case: "dirhams", "rs".
        usual: the code it has where the article says nothing; it also wins a tie.
    """
    group = _GROUPS.get(name) or _GROUPS.get(name.rstrip("s"))
    if group is None:
        return usual
    named = _named(low)
    if usual == "GBP" and named.get("GBP"):
        return usual  # British news from abroad convert into pounds
    best = max(group, key=lambda code: (named.get(code, 0), code == usual))
    return best if named.get(best, 0) else usual


def told(low: str, name: str) -> bool:
    """Whether a text names a country that has money called ``name`` ("crown")."""
    return not _named(low).keys().isdisjoint(_GROUPS[name])


@lru_cache(maxsize=2)
def _named(low: str) -> dict[str, int]:
    """How often the text names the countries of each shared currency."""
    pattern, codes = _places()
    counts: dict[str, int] = {}
    for m in pattern.finditer(f"\n{low}"):
        for code in codes[m[1]]:
            counts[code] = counts.get(code, 0) + 1
    return counts


@cache
def _places() -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """A pattern of all names of the countries that share a name of money, and what they pay with."""
    shared = {code for codes in _SHARED.values() for code in codes}
    codes: dict[str, list[str]] = {}
    for territory, name in sorted(Locale("en").territories.items()):
        if len(territory) == 2 and territory.isalpha():
            for code in get_territory_currencies(territory):
                if code in shared:
                    codes.setdefault(name.lower(), []).append(code)
    for code in sorted(shared):
        nation = get_currency_name(code, locale="en").lower().rpartition(" ")[0]  # "moroccan" of "Moroccan Dirham"
        for place in (nation, *_PLACES.get(code, ())):
            if place and code not in codes.setdefault(place, []):
                codes[place].append(code)
    return re.compile(rf"[^a-z]({word_tree(codes)})(?![a-z])"), codes
