"""Numbers: every cardinal of a text with its bound.

In goes a text, out come `Quantity`s without a currency, sorted, not overlapping. What they count, and whether they
are an age, a year or a price, is decided elsewhere (`friends`, `money`, the rules).
"""

from __future__ import annotations

import re
from decimal import Decimal

from factx.lexicon import load
from factx.model import Bound
from factx.values import bounds
from factx.values.numerals import ABBREVIATIONS, Numeral, lower, scan
from factx.values.span import Quantity

_WORDS = load("numbers")["words"]
_LABELS = frozenset(_WORDS["labels"])
_METRES = frozenset(_WORDS["metres"])
_NOT_THOUSAND = frozenset(_WORDS["not_thousand"])
_ONE_BEFORE = frozenset(_WORDS["pronoun_one_before"])
_ONE_AFTER = frozenset(_WORDS["pronoun_one_after"])
_NEXT_WORD = re.compile(r" ([a-z']+)")
_GLUED_BEHIND = re.compile(r"%|-?(?:st|nd|rd|th)\b|[a-z_°€$£¥₹]")
_NOT_SCORES = frozenset(_WORDS["not_scores"])
_CHAIN_LEFT = re.compile(r"(?:[0-9]{1,5}-){1,4}\Z")
_CHAIN_RIGHT = re.compile(r"(?:-[0-9]{1,5}){1,4}")
_PERCENT = re.compile(r" ?(?:%|per ?cent\b|percentage\b)")
_EXACT = 26  # digits that Decimal arithmetic keeps
_VAGUE_BOUND: Bound = "at_least"


def find(text: str) -> list[Quantity]:
    """Every cardinal of ``text``: digits, words, vague plurals and zero forms, sorted, not overlapping."""
    low = lower(text)
    counts = [counted for numeral in scan(text) if (counted := _count(low, numeral)) is not None]
    found: list[Quantity] = []
    i = 0
    while i < len(counts):
        pair = _pair(low, counts[i], counts[i + 1]) if i + 1 < len(counts) else None
        if pair is not None:
            if pair:
                found.append(pair[0])
            i += 2
            continue
        found.append(_single(low, counts[i]))
        i += 1
    return found


def _count(low: str, numeral: Numeral) -> Numeral | None:
    """The numeral as a count, its abbreviation taken in; None where it can be none."""
    if numeral.attached:
        return None
    if numeral.digits:
        if len(numeral.digits) > 1 and numeral.digits[0] == "0" and numeral.digits.isdigit():
            return None
        if _in_chain(low, numeral.start, numeral.end):
            return None
        if numeral.short:
            return _abbreviated(low, numeral)
        if _GLUED_BEHIND.match(low, numeral.end):
            return None
    elif numeral.value == 1 and numeral.form == "words" and _pronoun(low, numeral):
        return None
    if numeral.form == "zero":
        return numeral
    if low.startswith("scores", numeral.start) and word_before(low, numeral.start) in _NOT_SCORES:
        return None
    return None if _labelled(low, numeral.start) or _PERCENT.match(low, numeral.end) else numeral


def _in_chain(low: str, start: int, end: int) -> bool:
    """True where the digits are part of a chain with two dashes or more (a date, a telephone number, a key)."""
    if low[end : end + 1] != "-" and low[start - 1 : start] != "-":
        return False
    left, right = _CHAIN_LEFT.search(low[max(0, start - 16) : start]), _CHAIN_RIGHT.match(low, end, end + 16)
    return (left.group() if left else "").count("-") + (right.group() if right else "").count("-") > 1


def _labelled(low: str, start: int) -> bool:
    """True where the word before makes the number a name ("phase two", "No. 10")."""
    if start and low[start - 1] in "#№":
        return True
    if start < 2 or low[start - 1] not in " :":
        return False
    return word_before(low, start) in _LABELS


def word_before(low: str, start: int) -> str:
    """The word before ``start`` in the same line, without the quotes and brackets that open it."""
    line = low[max(0, start - 16) : start].rpartition("\n")[2].rstrip(" -")
    return line.rpartition(" ")[2].lstrip("(\"'")


def _pronoun(low: str, numeral: Numeral) -> bool:
    """True where "one" stands for a thing already named."""
    if low[numeral.start : numeral.end] != "one":
        return False
    if low[numeral.end : numeral.end + 2] in ("'s", "'d"):
        return True
    before = word_before(low, numeral.start)
    after = _NEXT_WORD.match(low, numeral.end)
    if after and after[1] in _ONE_AFTER:
        return True
    return before in _ONE_BEFORE


def _abbreviated(low: str, numeral: Numeral) -> Numeral | None:
    """A number such as "18k" or "1.2m" where it can stand for a count."""
    short, behind = numeral.short, _NEXT_WORD.match(low, numeral.short_end)
    word = behind[1] if behind else ""
    spaced = numeral.short_end - numeral.end > len(short)
    if spaced and len(short) == 1:
        return numeral
    if short in ("t", "mm", "b") and not word.endswith("s") and word != "people":
        return None
    if short == "m" and (not word or word in _METRES):
        return None
    if short == "k" and word in _NOT_THOUSAND:
        return None
    value, scale = numeral.value * ABBREVIATIONS[short], numeral.scale * ABBREVIATIONS[short]
    return Numeral(numeral.start, numeral.short_end, value, scale, "digits", numeral.digits)


def _single(low: str, numeral: Numeral) -> Quantity:
    """One number with the bound words around it."""
    start, end = numeral.start, numeral.end
    bound: Bound = _VAGUE_BOUND if numeral.form == "vague" else "exact"
    if numeral.form != "zero":
        ahead, behind = bounds.before(low, start), bounds.behind(low, end)
        if ahead:
            start, bound = ahead[0], bounds.with_vague(bound, ahead[1])
        if behind:
            end = behind[0]
            bound = behind[1] if not ahead else bound
    return Quantity(start, end, numeral.start, numeral.end, plain(numeral.value), None, bound, None, numeral.form)


def plain(value: Decimal) -> Decimal:
    """``value`` without trailing zeros and without an exponent."""
    if value.adjusted() > _EXACT:
        return value
    if value == value.to_integral_value():
        return value.quantize(Decimal(1))
    return value.normalize()


def _pair(low: str, one: Numeral, two: Numeral) -> tuple[Quantity, ...] | None:
    """The range that two neighbours make; empty where they are neither range nor count; None where they are two."""
    if two.start - one.end > bounds.LONGEST_JOINER or one.form in ("vague", "zero") or two.form in ("vague", "zero"):
        return None
    joiner = low[one.end : two.start]
    if joiner not in bounds.JOINERS:
        return None
    dash = joiner.strip() in ("-", "–", "—")
    if dash and joiner[0] == " " and one.value >= two.value:
        return None  # "May 2021 – 51 people"
    if dash and _no_count(low, one, two):
        return ()
    if _is_year(low, one) and not _is_year(low, two):
        return None  # "from 48,188 in 2020 to 69,627"
    low_value = scaled_like(one, two)
    if low_value >= two.value:
        return () if dash and joiner in ("-", "–") and not one.digits.count(",") else None
    opening = bounds.opener_beyond(low, one.start)
    if not is_range(low, one.start, joiner, opening, low_value, two.value):
        return None
    start = opening[0] if opening else one.start
    form = "digits" if one.digits or two.digits else "words"
    quantity = Quantity(
        start, two.end, one.start, two.end, plain(low_value), plain(two.value), "between", None,
        "digits" if form == "digits" else "words",
    )  # fmt: skip
    return (quantity,)


def _is_year(low: str, numeral: Numeral) -> bool:
    """True for a bare year behind "in"."""
    told = low.endswith("in ", 0, numeral.start) and not low[numeral.start - 4 : numeral.start - 3].isalnum()
    return told and len(numeral.digits) == 4 and numeral.scale == 1 and 1800 <= numeral.value <= 2100


def scaled_like(one: Numeral, two: Numeral) -> Decimal:
    """The value of the lower end, which may leave its scale to the upper one ("5 to 10 million")."""
    if one.scale == 1 and two.scale > 1 and one.value < two.value / two.scale:
        return one.value * two.scale
    return one.value


def is_range(
    low: str, start: int, joiner: str, opening: tuple[int, str] | None, first: Decimal, second: Decimal
) -> bool:
    """True where two ascending numbers, joined by ``joiner`` from ``start`` on, are the ends of one range."""
    name = opening[1] if opening else ""
    if "and" in joiner:
        return name != ""
    if joiner == " or ":
        return first >= 1 and second <= first * 3
    if joiner == " up to ":
        return name in ("from", "range")
    if opening is None:  # "rose 5 to 20" is a rise and what it came to
        return " to " not in joiner or not (low.endswith("by ", 0, start) or bounds.changed(low, start, 2))
    return name != "from" or not bounds.changed(low, opening[0])


def _no_count(low: str, one: Numeral, two: Numeral) -> bool:
    """True for years, telephone numbers and chains that a dash joins."""
    if not (one.digits.isdigit() and two.digits.isdigit()) or two.scale != 1:
        return low[two.end : two.end + 1] in ("-", "–") and low[two.end + 1 : two.end + 2].isdigit()
    if low[two.end : two.end + 2][:1] in ("-", "–") and low[two.end + 1 : two.end + 2].isdigit():
        return True
    if low[max(0, one.start - 1) : one.start] in ("-", "–", "("):
        return low[one.start - 1] != "("
    if len(one.digits) == 4 and 1800 <= one.value <= 2100:
        return True
    return len(one.digits) == 3 and len(two.digits) == 4
