"""Money: every amount of a currency or crypto-asset in a text, exact, with its bound.

In goes a text, out come `Quantity`s with a currency, sorted, not overlapping. Digits are read by price-parser;
scales, words, ranges and bounds are read here. What the money was for is decided by the rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from price_parser import Price

from factx.model import Bound
from factx.values import bounds, guards, units
from factx.values.digits import separator
from factx.values.dollar import article_dollar
from factx.values.numbers import is_range, plain
from factx.values.numerals import ABBREVIATIONS, Numeral, lower, scan
from factx.values.shared_names import meant
from factx.values.span import Quantity
from factx.values.units import Unit

__all__ = ["article_dollar", "find", "tight_amount"]

# Writers in these use decimal points, so that "$3.459" is a price and no thousands.
_POINT = frozenset(("$", "USD", "GBP", "CAD", "AUD", "NZD", "HKD", "SGD"))
_CENT = Decimal("0.01")
_CLAUSE_END = re.compile(r"[.,;:)!?\"']*(?:\s*\Z|\n)|[.;]\s")
_OF_UNIT = re.compile(r" (?:of|in) ((?:the |more |their |his |her |our )?(?:[a-z.'-]+ )?)(?=[a-z.])")
# "$36,000 Cdn", "$30,000 in Canadian currency", "($500 Australian)": a nation's name behind its dollars.
_NATION_BEHIND = re.compile(
    r" (?:(?P<code>cdn)\b|(?P<said>in )?(?P<nation>canadian|australian|new zealand|singapore|hong kong|american)"
    r"(?:(?P<money> (?:currency|dollars|funds|money|cash)\b)|(?=[).,;])))"
)
_NATION_CODES = {"canadian": "CAD", "australian": "AUD", "new zealand": "NZD", "singapore": "SGD"}
_NATION_CODES |= {"hong kong": "HKD", "american": "USD"}
_FAMILY = {"$": "dollar", "USD": "dollar", "GBP": "pound", "EUR": "euro"}
_ONE_COIN = ("dollar", "euro", "pound", "cent", "penny", "buck")
_MANY = ("dollars", "euros", "pounds", "rupees", "yuan", "yen", "roubles", "rubles", "francs", "bitcoins", "pesos")


@dataclass(slots=True)
class _Amount:
    """A number with its currency: offsets of both together."""

    start: int
    end: int
    value: Decimal
    numeral: Numeral
    unit: Unit
    prefixed: bool


@lru_cache(maxsize=8192)
def tight_amount(digits: str, decimal: str) -> Decimal | None:
    """The value of one tight amount as price-parser reads it.

    Args:
        digits: one number as written, such as ``1.234,50``.
        decimal: its decimal separator.
    """
    amount: Decimal | None = Price.fromstring(digits, decimal_separator=decimal).amount
    return amount


def find(text: str, dollar: str = "USD") -> list[Quantity]:
    """Every amount of money in ``text``.

    Args:
        text: what to read; offsets of the result are code points of it.
        dollar: ISO 4217 code that a bare ``$`` or "dollars" stands for.
    """
    numerals = scan(text)
    if not numerals:
        return []
    reader = _Finder(text, lower(text), numerals, dollar)
    return reader.all()


class _Finder:
    """Walks over the numerals of one text."""

    def __init__(self, text: str, low: str, numerals: tuple[Numeral, ...], dollar: str) -> None:
        self.text, self.low, self.numerals, self.dollar = text, low, numerals, dollar
        self.context = guards.Context(text, low)

    def all(self) -> list[Quantity]:
        """All amounts in order."""
        found: list[Quantity] = []
        amounts = [self.amount(numeral) for numeral in self.numerals]
        self.part(amounts)
        i = 0
        while i < len(amounts):
            first = amounts[i]
            second = amounts[i + 1] if i + 1 < len(amounts) else None
            if first is None and second is None:
                i += 1
                continue
            taken = self.joined(i, first, second) if i + 1 < len(amounts) else []
            if taken:
                found.extend(taken)
                i += 2
                continue
            if first is not None:
                used = self.with_minor(i, first, second)
                found.append(self.single(first))
                i += used
            i += 1
        return found

    def part(self, amounts: list[_Amount | None]) -> None:
        """Give a code that stands between two numbers to one of them ("in 2019 USD 5 million", "17 USD 25")."""
        for i in range(len(amounts) - 1):
            first, second = amounts[i], amounts[i + 1]
            if first is None or second is None or second.start >= first.end:
                continue
            one, two = first.numeral, second.numeral
            year = len(one.digits) == 4 and 1900 <= one.value <= 2100
            if year or (guards.large(two) and not guards.large(one)):
                amounts[i] = None
            else:
                amounts[i + 1] = self.amount(two, False)

    def amount(self, numeral: Numeral, marks: bool = True) -> _Amount | None:
        """The numeral with the mark before (if ``marks``) or the unit behind it; None where it is no money."""
        if numeral.form == "zero" and self.low[numeral.start] != "z":
            return None
        mark = units.before(self.text, numeral.start) if marks and not numeral.article else None
        if mark is not None:
            return self.marked(numeral, *mark)
        if numeral.attached:
            return None
        end = numeral.short_end
        unit = units.behind(self.text, self.low, end)
        if unit is None and numeral.short:
            end = numeral.end
            unit = units.behind(self.text, self.low, end)
        if unit is None and not numeral.digits:
            unit, end = self.of_unit(numeral), numeral.end
        if unit is None or not guards.behind_fits(self.context, numeral, end, *unit):
            return None
        value = self.value(numeral, unit[1], end > numeral.end)
        return _Amount(numeral.start, unit[0], value, numeral, unit[1], False) if value is not None else None

    def marked(self, numeral: Numeral, start: int, unit: Unit) -> _Amount | None:
        """An amount with its mark before it, and the unit once more behind it if it is there ("$5 million AUD")."""
        if not guards.before_fits(self.text, self.low, numeral, start, unit):
            return None
        end = numeral.short_end
        again = units.behind(self.text, self.low, end)
        if again is not None and again[1].factor == 1:
            code = again[1].code
            same = _FAMILY.get(unit.code, unit.code) == _FAMILY.get(code, code)
            if unit.code == "$" and (same or code in ("CAD", "AUD", "NZD", "HKD", "SGD", "TWD")):
                end, unit = again[0], again[1] if code != "$" else unit
            elif same:
                end = again[0]
        if unit.code == "$" and end == numeral.short_end:
            end, unit = self.nation(end, unit)
        value = self.value(numeral, unit, True)
        return _Amount(start, end, value, numeral, unit, True) if value is not None else None

    def nation(self, end: int, unit: Unit) -> tuple[int, Unit]:
        """Where the amount ends and its unit, if a nation's name behind it says whose dollars they are."""
        m = _NATION_BEHIND.match(self.low, end)
        if m is None:
            return end, unit
        named = m["code"] or (m["nation"] and not m["money"] and not m["said"])
        code = "CAD" if m["code"] else _NATION_CODES[m["nation"]]
        return (m.end() if named else end), replace(unit, code=code)

    def of_unit(self, numeral: Numeral) -> tuple[int, Unit] | None:
        """The unit in "millions of dollars", "half a million of euros", "billions of taxpayer dollars"."""
        if not self.low.startswith((" of ", " in ", " us ", " u.s. "), numeral.end):
            return None
        near = units.behind(self.text, self.low, numeral.end + 3)
        if near is not None and not self.low.endswith(_ONE_COIN, 0, near[0]):
            many = numeral.form == "vague" or numeral.scale > 1 or "couple" in self.numeral_text(numeral)
            return near if many or numeral.value >= 100000 else None
        m = _OF_UNIT.match(self.low, numeral.end)
        if m is None or numeral.form != "vague" or not m[1] or self.low.startswith(" in ", numeral.end):
            return None
        far = units.behind(self.text, self.low, m.end() - 1)
        return far if far and self.low.endswith(_MANY, 0, far[0]) else None

    def numeral_text(self, numeral: Numeral) -> str:
        """The words of a numeral."""
        return self.low[numeral.start : numeral.end]

    def value(self, numeral: Numeral, unit: Unit, short: bool) -> Decimal | None:
        """The exact amount in the currency's main unit."""
        value = numeral.value
        if numeral.digits and not any(c in "½¼¾/" for c in self.numeral_text(numeral)):
            scaled = numeral.scale != 1 or (short and bool(numeral.short))
            decimal = separator(numeral.digits, scaled, unit.code in _POINT)
            amount = tight_amount(numeral.digits, decimal)
            if amount is None:
                return None
            value = amount * numeral.scale
        if short and numeral.short:
            value *= ABBREVIATIONS[numeral.short]
        return plain(value * unit.factor)

    def joined(self, i: int, first: _Amount | None, second: _Amount | None) -> list[Quantity]:
        """The range or the two figures of a change that the numerals ``i`` and ``i + 1`` make; empty if neither."""
        one, two = self.numerals[i], self.numerals[i + 1]
        left = first.end if first else one.short_end
        right = second.start if second else two.start
        if right < left or right - left > bounds.LONGEST_JOINER:
            return []
        joiner = self.low[left:right]
        if joiner not in bounds.JOINERS or "vague" in (one.form, two.form):
            return []
        opening = bounds.opener_beyond(self.low, first.start if first else one.start)
        ends = self.ends(one, two, first, second, joiner, opening is not None)
        if ends is None:
            return []
        low_end, high_end = ends
        start = low_end.start
        if not low_end.value < high_end.value or not is_range(
            self.low, start, joiner, opening, low_end.value, high_end.value
        ):
            change = opening is not None and opening[1] == "from"
            lent = first is None or second is None
            return [self.single(low_end), self.single(high_end)] if change and lent else []
        return [self.range(low_end, high_end, opening)]

    def ends(
        self, one: Numeral, two: Numeral, first: _Amount | None, second: _Amount | None, joiner: str, opened: bool
    ) -> tuple[_Amount, _Amount] | None:
        """Both ends as amounts, each with the currency and scale that the other one states; None if they differ."""
        dash = joiner in ("-", "–", "—")
        if first and second:
            if first.unit.factor != second.unit.factor and self.low.endswith("lost ", 0, first.start):
                return None  # "lost 19 cents to $70"
            if first.unit.code != second.unit.code and "$" not in (first.unit.code, second.unit.code):
                return None
            if first.prefixed and "and" in joiner and not opened:
                return None
            return self.scaled(first, second), second
        if first:
            scaled = two.scale > 1 or bool(two.short)
            if not first.prefixed or two.attached or not (dash or opened or scaled) or " or" in joiner:
                return None
            value = self.value(two, first.unit, True)
            if value is None or self.low[two.short_end : two.short_end + 1].isalnum():
                return None
            other = _Amount(two.start, two.short_end, value, two, first.unit, True)
            return (self.scaled(first, other), other) if other.value > first.numeral.value else None
        assert second is not None
        if one.attached or one.form == "zero" or ("and" in joiner and not opened):
            return None
        if one.digits and len(one.digits) == 4 and 1900 <= one.value <= 2100 and not opened:
            return None
        if second.prefixed and not (opened or dash):
            return None
        value = self.value(one, second.unit, True)
        if value is None:
            return None
        return self.scaled(_Amount(one.start, one.short_end, value, one, second.unit, False), second), second

    def scaled(self, first: _Amount, second: _Amount) -> _Amount:
        """``first`` with the scale that only ``second`` states ("$5-10 million")."""
        one, two = first.numeral, second.numeral
        scale = two.scale * ABBREVIATIONS.get(two.short, Decimal(1))
        bare = one.scale == 1 and not one.short and "," not in one.digits
        if bare and scale > 1 and one.value * scale < second.value / second.unit.factor:
            value = plain(first.value * scale)
            return _Amount(first.start, first.end, value, one, first.unit, first.prefixed)
        return first

    def with_minor(self, i: int, first: _Amount, second: _Amount | None) -> int:
        """Add the cents of "20 dollars and 43 cents" to ``first``; how many numerals that took."""
        if i + 1 >= len(self.numerals) or first.unit.factor != 1 or first.numeral.scale != 1 or first.numeral.short:
            return 0
        two = self.numerals[i + 1]
        gap = self.low[first.end : two.start]
        minor = not first.prefixed and second is not None and second.unit.factor == _CENT
        if not (gap in (" ", " and ") or (gap == ", " and minor)) or not 0 < two.value < 100 or two.value % 1:
            return 0
        if second is not None:
            if second.prefixed or second.unit.factor != _CENT or first.value % 1:
                return 0
            first.value, first.end = plain(first.value + second.value), second.end
            return 1
        cents = self.low[two.end : two.end + 1] == "c" and not self.low[two.end + 1 : two.end + 2].isalnum()
        if cents and first.unit.code == "$":
            first.value, first.end = plain(first.value + two.value * _CENT), two.end + 1
            return 1
        behind = gap == " " and not first.prefixed and len(two.digits) in (0, 2)
        plausible = behind or (gap == " and " and not two.digits)
        if plausible and two.short_end == two.end and _CLAUSE_END.match(self.low, two.end) and not first.value % 1:
            share = two.value * _CENT
            first.value, first.end = plain(first.value + share), two.end
            return 1
        return 0

    def single(self, amount: _Amount) -> Quantity:
        """One amount with the bound words around it."""
        start, end = amount.start, amount.end
        bound: Bound = "at_least" if amount.numeral.form == "vague" else "exact"
        ahead = bounds.before(self.low, start)
        if ahead is None and amount.prefixed and self.low.endswith((" a ", " an "), 0, start):
            ahead = bounds.before_article(self.low, start)
        behind = bounds.behind(self.low, end)
        if ahead:
            start, bound = ahead[0], bounds.with_vague(bound, ahead[1])
        if behind:
            end, bound = behind[0], bound if ahead else behind[1]
        return self.quantity(amount, start, end, amount.end, amount.value, None, bound)

    def range(self, first: _Amount, second: _Amount, opening: tuple[int, str] | None) -> Quantity:
        """One amount with two ends."""
        start = opening[0] if opening else first.start
        if opening is None and (ahead := bounds.before(self.low, start)):
            start = ahead[0]
        unit = second if second.unit.code != "$" else first
        amount = _Amount(first.start, second.end, first.value, first.numeral, unit.unit, first.prefixed)
        return self.quantity(amount, start, second.end, second.end, first.value, second.value, "between")

    def quantity(
        self, amount: _Amount, start: int, end: int, tail: int, value: Decimal, value_max: Decimal | None, bound: Bound
    ) -> Quantity:
        """The finished span."""
        bare = amount.unit.code == "$"
        code = self.dollar if bare else amount.unit.code
        if amount.unit.name:
            code = meant(self.low, amount.unit.name, code)
        form = amount.numeral.form
        return Quantity(start, end, amount.start, tail, value, value_max, bound, code, form, bare)
