"""JSON with exact numbers, in pure text that is safe to show and to split into lines.

The standard library's encoder would make a float of a Decimal. Here a Decimal prints all its digits: no exponent, no
rounding, no fraction where it is integral. Characters that a terminal obeys, that split lines for some readers
(U+0085, U+2028, U+2029), that turn text around or that cannot be encoded (lone surrogates) are written as escapes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from json.encoder import encode_basestring

_quote: Callable[[str], str] = encode_basestring  # written in C, leaves other scripts readable
_ESCAPED = re.compile("[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def number(value: Decimal) -> str:
    """The digits of ``value``, exactly.

    >>> [number(Decimal(n)) for n in ("39300000", "3.93E+7", "0.350", "1E-9")]
    ['39300000', '39300000', '0.35', '0.000000001']
    """
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def string(value: str) -> str:
    """``value`` as a JSON string."""
    return _ESCAPED.sub(lambda m: f"\\u{ord(m.group()):04x}", _quote(value))


def dumps(value: object, indent: str | None = None, margin: str = "\n") -> str:
    """``value`` as JSON.

    Args:
        value: dicts with string keys, lists, tuples, strings, ints, Decimals, dates, booleans and None.
        indent: what each level is indented by; None writes one line.
        margin: the line break and indentation that the value stands at.
    """
    if isinstance(value, str):
        return string(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    deeper = margin + (indent or "")
    if isinstance(value, dict):
        parts = [f"{string(key)}: {dumps(item, indent, deeper)}" for key, item in value.items()]
        return _enclose("{}", parts, indent, margin, deeper)
    if isinstance(value, list | tuple):
        return _enclose("[]", [dumps(item, indent, deeper) for item in value], indent, margin, deeper)
    raise TypeError(f"cannot write a {type(value).__name__} as JSON")


def _enclose(brackets: str, parts: list[str], indent: str | None, margin: str, deeper: str) -> str:
    if not parts:
        return brackets
    if indent is None:
        return f"{brackets[0]}{', '.join(parts)}{brackets[1]}"
    return f"{brackets[0]}{deeper}{(',' + deeper).join(parts)}{margin}{brackets[1]}"
