"""Units of money: which currency the marks before a number, or the words behind it, name.

In go a text and the offset of a number's edge, out come a `Unit` and how far it reaches. The tables are data
(lexicon/currencies.toml, Babel for the English names of all currencies). Knows nothing of amounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from babel.numbers import get_currency_name

from factx.lexicon import load

_LEXICON = load("currencies")
_CODES = frozenset(_LEXICON["codes"]["tender"])
_CRYPTO = frozenset(_LEXICON["crypto"]["tickers"])
_ALIASES: dict[str, str] = _LEXICON["aliases"]
_DOUBTFUL = frozenset(_LEXICON["codes"]["words"])
_LOWER = frozenset(_LEXICON["codes"]["lower"])
_DOLLARS: dict[str, str] = _LEXICON["dollars"]
_SIGNED: dict[str, str] = _LEXICON["signed"]
_ONE = Decimal(1)
_LETTERS = re.compile(r"[A-Za-zÀ-ž.]+")
_RUN_BACK = re.compile(r"[A-Za-z.]{1,5}$")
_BLANK_DOLLAR = re.compile(r"(?<![\w.'])(u\.s\.?|us|c|can|hk|nz|au|aud|cad|usd) $", re.IGNORECASE)
_WORDS = re.compile(r"[ -]((?:[^\W\d_]|['.](?=[^\W\d_])|\.(?= dollar| cent))+(?: (?:[^\W\d_]|['.](?=[^\W\d_]))+){0,3})")


@dataclass(frozen=True, slots=True)
class Unit:
    """What an amount is counted in.

    Attributes:
        code: ISO 4217 code or ticker; ``$`` for a dollar that the article names no country of.
        factor: what one of it is in the currency (``0.01`` for a cent).
        guard: which check its reading needs: ``large`` (a letter or a word that means other things), ``won``,
            ``pound``, ``crown``, ``crypto``, ``cent``, ``p``, ``named``, ``euro``; empty for none.
        name: the name or mark itself in lower case, where several countries share it.
    """

    code: str
    factor: Decimal = _ONE
    guard: str = ""
    name: str = ""


_SHARED = frozenset(word for words in _LEXICON["shared_words"].values() for word in words)


def _shared(name: str) -> str:
    """``name`` if several countries share it, else nothing."""
    return name if name in _SHARED else ""


_BARE = Unit("$")
_NAME_GUARDS = {"won": "won", "pound": "pound", "crown": "crown"} | dict.fromkeys(
    ("rand", "lei", "dong", "dram"), "large"
)
SIGNS: dict[str, Unit] = {sign: Unit(code) for sign, code in _LEXICON["signs"].items()} | {"$": _BARE, "＄": _BARE}
_PREFIXES = {
    mark: Unit(code, guard="euro" if mark in ("Euro", "EURO") else "", name=_shared(mark.lower()))
    for mark, code in _LEXICON["prefixes"].items()
}
_GLUED = {mark: Unit(code, guard="large") for mark, code in _LEXICON["glued"].items()}
_SUFFIXES = {mark: Unit(code, name=_shared(mark.lower())) for mark, code in _LEXICON["suffixes"].items()}
_MINOR_SIGNS = {
    sign: Unit(code, _ONE / Decimal(parts), guard="p" if sign == "p" else "c" if sign == "c" else "")
    for sign, (code, parts) in _LEXICON["minor_signs"].items()
}
#: Last characters that a mark before a number can have: the quick test.
_PREFIX_ENDS = frozenset("".join(m[-1] for m in (*_PREFIXES, *_GLUED, *_CODES, *_CRYPTO, *_LOWER))) | frozenset(SIGNS)


def code_unit(word: str) -> Unit | None:
    """The unit of an ISO code or ticker as written, with "M" before it for millions ("MEUR"); else None."""
    code = word.upper() if word in _LOWER else word
    if code in _ALIASES:
        return Unit(_ALIASES[code])
    if code in _CODES or code in _CRYPTO:
        return Unit(code, guard="large" if code in _DOUBTFUL else "")
    if len(word) == 4 and word[0] == "M" and word[1:] in _CODES:
        return Unit(word[1:], Decimal(1000000))
    return None


def before(text: str, start: int) -> tuple[int, Unit] | None:
    """The mark that ends directly before ``start`` (glued, or with one blank): where it starts, and the unit."""
    at = start
    if at > 1 and (text[at - 1] == " " or (text[at - 1] == ":" and text[at - 2] in SIGNS)):
        at -= 1
    if at < 1 or text[at - 1] not in _PREFIX_ENDS:
        return None
    if text[at - 1] in SIGNS:
        return _sign_before(text, at, at < start)
    m = _RUN_BACK.search(text, max(0, at - 5), at)
    if m is None or (m.start() and (text[m.start() - 1].isalnum() or text[m.start() - 1] == "_")):
        return None
    word = m.group()
    if m.start() and text[m.start() - 1] == "$":
        code = _dollar_code(word)
        return (m.start() - 1, Unit(code)) if code and word.isupper() else None
    unit = _PREFIXES.get(word) or code_unit(word)
    if unit is None and at == start:
        unit = _GLUED.get(word)
    if unit is not None and at < start and word in ("Sh", "LE", "Re", "DM"):
        unit = replace(unit, guard="large")
    return (m.start(), unit) if unit else None


def _dollar_code(letters: str) -> str | None:
    upper = letters.upper()
    code = _DOLLARS.get(upper)
    if code is None and upper in _CODES and upper.endswith("D"):
        return upper
    if code is not None and len(letters) == 1 and not letters.isupper() and letters != "c":
        return None
    return code


def _sign_before(text: str, at: int, spaced: bool) -> tuple[int, Unit] | None:
    sign = text[at - 1]
    unit = SIGNS[sign]
    m = _RUN_BACK.search(text, max(0, at - 6), at - 1)
    if sign != "$":
        if m and m.group().upper() + sign in _SIGNED:
            return m.start(), Unit(_SIGNED[m.group().upper() + sign])
        if m and (known := code_unit(m.group())) and known.code == unit.code:
            return m.start(), unit
        return at - 1, unit
    if m:
        code = _dollar_code(m.group())
        if code and not (m.start() and text[m.start() - 1].isalnum()):
            return m.start(), Unit(code)
        return at - 1, unit
    blank = _BLANK_DOLLAR.search(text, max(0, at - 6), at - 1)
    if blank and (spaced or not blank[1].islower()):  # "they paid us $5" is a pronoun, "us $ 5" a mark
        return blank.start(), Unit(_dollar_code(blank[1]) or "USD")
    return at - 1, unit


def behind(text: str, low: str, end: int) -> tuple[int, Unit] | None:
    """The mark or name that stands directly behind ``end``: where it ends, and the unit.

    Args:
        text, low: the text, as it is and in lower case.
        end: the end of the number.
    """
    if end >= len(text):
        return None
    at = end + 1 if text[end] in " -" else end
    c = text[at : at + 1]
    if not c or c.isdigit():
        return None
    if c in SIGNS or c == "¢":
        return _sign_behind(text, at, at > end)
    if not c.isalpha():
        return None
    if at == end:
        return _glued_behind(text, end)
    if text[end] == " " and (found := _code_behind(text, at)):
        return found
    return _name_behind(low, end)


def _sign_behind(text: str, at: int, spaced: bool) -> tuple[int, Unit] | None:
    """A sign behind the number, unless it is the mark of the next number."""
    after = at + 1
    following = text[after : after + 2]
    if following[:1].isdigit() or (spaced and following[:1] == " " and following[1:].isdigit()):
        return None
    if text[at] == "¢":
        return after, _MINOR_SIGNS["¢"]
    if text[after : after + 1].isalpha():
        return None
    return after, SIGNS[text[at]]


def _glued_behind(text: str, end: int) -> tuple[int, Unit] | None:
    m = _LETTERS.match(text, end)
    if m is None:
        return None
    word, after = m.group().rstrip("."), m.end() - (len(m.group()) - len(m.group().rstrip(".")))
    if text[after : after + 1] == "$" and not text[after + 1 : after + 2].isdigit():
        code = _dollar_code(word)
        return (after + 1, Unit(code)) if code else None
    if text[after : after + 1].isdigit() or text[after : after + 1] == "_":
        return None
    unit = _SUFFIXES.get(word) or _MINOR_SIGNS.get(word) or code_unit(word)
    return (after, unit) if unit else None


def _code_behind(text: str, at: int) -> tuple[int, Unit] | None:
    """ "EUR", "BTC", "RM", "C$" behind a blank; None where the code belongs to the next number."""
    m = _LETTERS.match(text, at)
    if m is None:
        return None
    word, after = m.group().rstrip("."), at + len(m.group().rstrip("."))
    if text[after : after + 1] == "$" and not re.match(r" ?[0-9]", text[after + 1 : after + 3]):
        code = _dollar_code(word)
        return (after + 1, Unit(code)) if code else None
    unit = _SUFFIXES.get(word) or code_unit(word)
    if unit is None or text[after : after + 1].isdigit() or text[after : after + 1] == "_":
        return None
    return after, unit


def _name_behind(low: str, end: int) -> tuple[int, Unit] | None:
    m = _WORDS.match(low, end)
    if m is None:
        return None
    first, names = _names()
    words = m[1].split(" ")
    if words[0] not in first:
        return None
    for n in range(len(words), 0, -1):
        phrase = " ".join(words[:n])
        unit = names.get(phrase)
        if unit is None and phrase.endswith("'s"):
            phrase = phrase[:-2]
            unit = names.get(phrase)
        if unit is not None:
            return end + 1 + len(phrase), unit
    return None


@cache
def _names() -> tuple[frozenset[str], dict[str, Unit]]:
    """First words of all names (the quick test), and the names with their units."""
    names: dict[str, Unit] = {}
    for code in _LEXICON["codes"]["tender"]:
        for count in (1, 2):
            name = get_currency_name(code, count=count, locale="en").lower()
            if name != code.lower() and "(" not in name:
                names.setdefault(name, Unit(_ALIASES.get(code, code)))
    for name, code in _LEXICON["names"].items():
        unit = _named(name, code)
        names[name] = unit
        if not name.endswith(("s", "i", "e ", "sterling")):
            names[name + "s"] = unit
    for name, (code, parts) in _LEXICON["minor"].items():
        unit = Unit(code, _ONE / Decimal(parts), guard="cent" if "cent" in name else "", name=_shared(name))
        names[name] = unit
        if not name.endswith(("s", "e", "i")):
            names[name + "s"] = unit
    return frozenset(name.partition(" ")[0] for name in names), names


def _named(name: str, code: str) -> Unit:
    if name in ("dollar", "buck", "greenback"):
        return _BARE if name == "dollar" else Unit("$", guard="named")
    return Unit(code, guard="crypto" if code in _CRYPTO else _NAME_GUARDS.get(name, ""), name=_shared(name))
