"""Which dollar an article means by a bare ``$``. In goes a text, out comes an ISO code or None."""

from __future__ import annotations

import re

from factx.values.numerals import lower

_EXPLICIT = re.compile(
    r"\b(?:figures|amounts|prices|values|sums|dollars)\b[^.\n]{0,40}?\bin (us|u\.s\.|canadian|australian|new zealand|"
    r"hong kong|singapore|american) (?:dollars|funds|currency)"
    r"|\ball (?:figures|amounts|prices|values) (?:are )?(?:in|quoted in) (usd|cad|aud|nzd|hkd|sgd)\b"
)
_NATIONS = {
    "us": "USD", "u.s.": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "new zealand": "NZD",
    "hong kong": "HKD", "singapore": "SGD",
}  # fmt: skip
_NAMED = re.compile(
    r"(?<![a-z])(?:(us|u\.s\.|cad|ca|aud|au|nzd|nz|hk|sgd) ?\$|([acs])\$"
    r"|(us|u\.s\.|american|canadian|australian|new zealand|hong kong|singapore) dollars?\b"
    r"|(usd|cad|aud|nzd)(?= ?[0-9]))"
)
_MARK_NATIONS = {
    "us": "USD", "u.s.": "USD", "usd": "USD", "cad": "CAD", "ca": "CAD", "c": "CAD", "aud": "AUD", "au": "AUD",
    "a": "AUD", "nzd": "NZD", "nz": "NZD", "hk": "HKD", "s": "SGD", "sgd": "SGD",
}  # fmt: skip
_CONVERSION = re.compile(r"[0-9a-z] \((?:about |around |roughly |approximately |nearly )?\$ ?[0-9]")


def article_dollar(text: str) -> str | None:
    """Which dollar the article means by a bare ``$``: an ISO code if it says so, else None.

    It says so outright ("all figures in Australian dollars"), or by marking one country's dollars at least three
    times, no other's, and never giving a bare ``$`` as a conversion in brackets.
    """
    low = lower(text)
    said = _EXPLICIT.search(low)
    if said:
        return _NATIONS.get(said[1] or "") or said[2].upper()
    if "$" not in low:
        return None
    counts: dict[str, int] = {}
    for m in _NAMED.finditer(low):
        mark = m[1] or m[2]
        code = _MARK_NATIONS[mark] if mark else _NATIONS[m[3]] if m[3] else m[4].upper()
        counts[code] = counts.get(code, 0) + 1
    if len(counts) != 1 or _CONVERSION.search(low):
        return None
    code, count = next(iter(counts.items()))
    return code if count >= 3 else None
