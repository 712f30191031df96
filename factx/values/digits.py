"""Digits as people write them: groups, decimal points, commas. In goes one number as written, out comes its value."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_QUOTED = re.compile(r"[0-9]{1,3}(?:['’][0-9]{3})+(?:[.,][0-9]+)?")
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")
_DECIMAL_POINT = re.compile(r"[0-9]*\.[0-9]+")
# More digits than that are no figure, and Decimal arithmetic would stop being exact.
_MOST_DIGITS = 24


@lru_cache(maxsize=4096)
def separator(digits: str, scaled: bool, point: bool = False) -> str:
    """The decimal separator of ``digits``: ``.`` or ``,``; empty where the digits are no number.

    Args:
        digits: as written, such as ``1.234,5``.
        scaled: a scale follows ("1.194 billion"), so that a single dot is a decimal point.
        point: the writer uses decimal points (dollars, pounds): ``1.459`` is one and a half, ``1.500`` is not.
    """
    if len(digits) > _MOST_DIGITS:
        return ""
    if digits.isdigit() or _GROUPED.fullmatch(digits):
        return "."
    if _DOTTED.fullmatch(digits):
        single = digits.count(".") == 1 and "," not in digits
        if single and (scaled or digits.startswith("0") or (point and not digits.endswith("00"))):
            return "."
        return ","
    if _QUOTED.fullmatch(digits):
        return "," if "," in digits else "."
    if _DECIMAL_POINT.fullmatch(digits):
        return "."
    return "," if _DECIMAL_COMMA.fullmatch(digits) else ""


@lru_cache(maxsize=4096)
def digits_value(digits: str, scaled: bool) -> Decimal | None:
    """The exact value of ``digits`` as written, None where they are no number (``10:30``, ``1.2.3``)."""
    decimal = separator(digits, scaled)
    if not decimal:
        return None
    plain = digits.replace("'", "").replace("’", "").replace(" ", "")
    plain = plain.replace(",", "") if decimal == "." else plain.replace(".", "").replace(",", ".")
    return Decimal(plain)
