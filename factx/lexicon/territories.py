"""English names of countries and territories, from Babel."""

from __future__ import annotations

from functools import cache

from factx.lexicon import load


@cache
def country_names() -> frozenset[str]:
    """All of them as written, with short ones such as "UK"."""
    from babel import Locale

    names = Locale("en").territories
    short: str = load("places")["country_names"]
    return frozenset(name for code, name in names.items() if code.isalpha()) | frozenset(short.split())
