"""Numerals: the bare numbers of a text, in digits and words, before anybody asks what they count.

In goes a text, out come `Numeral`s, sorted, not overlapping, with offsets in code points of that text. Knows the
shape of numbers (groups, decimals, scales, "half a million"); knows no bounds, currencies or nouns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from factx.lexicon import load
from factx.values.digits import digits_value
from factx.values.span import Form
from factx.values.word_tree import word_tree

_LEXICON = load("numbers")
_UNITS: dict[str, int] = _LEXICON["units"]
_SCALES: dict[str, Decimal] = {word: Decimal(value) for word, value in _LEXICON["scales"].items()}
_PLURALS: dict[str, Decimal] = {word: Decimal(value) for word, value in _LEXICON["plurals"].items()}
ABBREVIATIONS: dict[str, Decimal] = {word: Decimal(value) for word, value in _LEXICON["abbreviations"].items()}
_MULTIPLIERS = {**_SCALES, **{f"{word}s": value for word, value in _SCALES.items()}, "dozen": Decimal(12)}
_NOT_ZERO = frozenset(_LEXICON["words"]["not_zero"])
_MONTHS = frozenset(_LEXICON["words"]["months"])
_HALVES = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25")}
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "1/2": Decimal("0.5")}
_FRACTIONS |= {"1/4": Decimal("0.25"), "3/4": Decimal("0.75")}
_ONE = Decimal(1)
# Beyond this nothing is a figure of an article, and Decimal arithmetic would stop being exact.
_HUGE = Decimal(10) ** 15


def _either(words: object) -> str:
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))  # type: ignore[call-overload]


_WORDS = {*_UNITS, *_SCALES, *_PLURALS, *_HALVES, "dozen", "couple", "several", "few", "point"}
_WORDS |= {"no", "nobody", "none", "zero", "not"}
_TOKEN = re.compile(rf"[0-9]+(?:[.,'’/:][0-9]+)*|\b{word_tree(_WORDS)}\b|[½¼¾]")
_BEHIND_DIGITS = re.compile(
    rf"(?P<word>{_either(_SCALES)})s?\b|(?P<short>{_either(ABBREVIATIONS)})(?![\w'])"
    rf"|[ -](?P<spaced>{_either(w for w in ABBREVIATIONS if len(w) > 1)})(?![\w'])| (?P<letter>[kmb])(?![\w'-])"
)
_BLANK_GROUPS = re.compile(r"(?: [0-9]{3})+(?:[.,][0-9]{1,2})?(?![\w])(?![.,][0-9])")
# "N172, 408, 320.49": groups set apart by a blank too, behind the sign of a currency.
_COMMA_GROUPS = re.compile(r"(?:(?:, [0-9]{3}){2,4}|, 000)(?:\.[0-9]{1,2})?(?![\w])(?!,[0-9])")
_CURRENCY_BEFORE = re.compile(r"(?:(?<![\w])(?:n|rs\.? ?)|[$£€₦₹¥])$")
_ORDINAL_BEHIND = re.compile(
    rf"-(?:{_either(_LEXICON['words']['ordinals'])})\b|[ -](?:{_either(_LEXICON['words']['parts'])})\b"
    r"| and (?:first|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b"
)
_WORD_BEHIND = re.compile(r" ([a-z]+)")


@dataclass(slots=True)
class Numeral:
    """A bare number in a text.

    Attributes:
        start, end: offsets; a leading "a" ("a million") is inside, an abbreviation ("18k") is not.
        value: the number stated, scale words included, abbreviation not.
        scale: product of the scale words (1 if none, or if the number is not simply a multiple of one).
        form: how it is written.
        digits: the digits as written (``1,234.5``), or empty.
        short, short_end: an abbreviation behind digits (``k``, ``bn``) and where it ends, else empty and ``end``.
        attached: letters stand directly before (``USD34``, ``AK-47``).
        article: the number is said by "a" alone ("a million").
    """

    start: int
    end: int
    value: Decimal
    scale: Decimal = _ONE
    form: Form = "digits"
    digits: str = ""
    short: str = ""
    short_end: int = 0
    attached: bool = False
    article: bool = False


def lower(text: str) -> str:
    """``text`` in lower case with every character in its place (``İ`` would grow)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


class _Reader:
    """Walks over the number tokens of one lower-case text."""

    def __init__(self, low: str) -> None:
        self.low = low
        self.tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(low)]

    def gap(self, i: int) -> str:
        """What stands between the tokens ``i - 1`` and ``i``; a line break where that is far or nothing."""
        if i >= len(self.tokens):
            return "\n"
        before, at = self.tokens[i - 1][1], self.tokens[i][0]
        return self.low[before:at] if at - before <= 8 else "\n"

    def word(self, i: int) -> str:
        """The token ``i``, empty behind the last."""
        return self.tokens[i][2] if i < len(self.tokens) else ""

    def all(self) -> list[Numeral]:
        """Every numeral of the text in order."""
        found: list[Numeral] = []
        i = 0
        while i < len(self.tokens):
            numeral, after = self.read(i)
            if numeral is not None:
                found.append(numeral)
            i = after
        return found

    def read(self, i: int) -> tuple[Numeral | None, int]:
        """The numeral that starts at token ``i`` (None if it is none) and the token to go on with."""
        word = self.word(i)
        if word[0].isdigit():
            return self._digits(i)
        if word in _UNITS:
            return self._counted(i)
        if word in _SCALES:
            return self._counted(i) if self._article(i) < self.tokens[i][0] or self._another(i) else (None, i + 1)
        if word in _PLURALS:
            return self._vague(i)
        if word in ("several", "few"):
            return self._several(i)
        if word in _HALVES:
            return self._half(i)
        if word == "dozen":
            return self._multiplied(i, self._article(i), Decimal(12), Decimal(12), i + 1)
        if word == "couple":
            start = self._article(i)
            return self._multiplied(i, start, Decimal(2), _ONE, i + 1) if self._article_any(i) else (None, i + 1)
        return self._zero(i)

    def _article(self, i: int) -> int:
        """Where the number starts if "a", "an" or "one" stands before token ``i``."""
        at = self.tokens[i][0]
        if at >= 2 and self.low[at - 2 : at] in ("a ", "a-") and (at == 2 or not self.low[at - 3].isalnum()):
            return at - 2
        return at

    def _article_any(self, i: int) -> bool:
        at = self.tokens[i][0]
        return self._article(i) < at or self.low[max(0, at - 4) : at] == "the " or self._another(i)

    def _another(self, i: int) -> bool:
        return self.low.endswith("another ", 0, self.tokens[i][0])

    def _digits(self, i: int) -> tuple[Numeral | None, int]:
        start, end, digits = self.tokens[i]
        after = i + 1
        if len(digits) <= 3 and self.gap(after) == " " and digits[0] != "0" and not self._month_before(start):
            groups = _BLANK_GROUPS.match(self.low, end)
            if groups:
                digits, end = self.low[start : groups.end()].replace(" ", "'"), groups.end()
                after = self._beyond(after, end)
        elif (
            len(digits) <= 3 and self.gap(after) == ", " and _CURRENCY_BEFORE.search(self.low, max(0, start - 4), start)
        ):
            groups = _COMMA_GROUPS.match(self.low, end)
            if groups:
                digits, end = self.low[start : groups.end()].replace(" ", ""), groups.end()
                after = self._beyond(after, end)
        if start and self.low[start - 1] == "." and not (start > 1 and (self.low[start - 2].isalnum())):
            start, digits = start - 1, "." + digits
        numeral = Numeral(start, end, _ONE, digits=digits, short_end=end)
        before = self.low[start - 1] if start else " "
        numeral.attached = before.isalpha() or before == "_"
        if before == "-" and start > 1:
            numeral.attached = self.low[start - 2].isalpha()
        after = self._fraction(numeral, after)
        after = self._scaled(numeral, after)
        value = digits_value(numeral.digits, numeral.scale != 1 or bool(numeral.short))
        if value is None:
            return None, after
        numeral.value = (value + numeral.value - 1) * numeral.scale
        return numeral, after

    def _beyond(self, after: int, end: int) -> int:
        """The first token from ``after`` on that begins at ``end`` or later."""
        while after < len(self.tokens) and self.tokens[after][0] < end:
            after += 1
        return after

    def _month_before(self, start: int) -> bool:
        return self.low[max(0, start - 12) : start].rstrip(" .").rpartition(" ")[2] in _MONTHS

    def _fraction(self, numeral: Numeral, after: int) -> int:
        """Take a half or quarter behind digits ("2½", "2 1/2 million"); its amount waits in ``value`` plus one."""
        word, gap = self.word(after), self.gap(after)
        if word in _FRACTIONS and gap in ("", " ", "-", " and "):
            numeral.value = _ONE + _FRACTIONS[word]
        elif word == "half" and gap == " and a ":
            numeral.value = Decimal("1.5")
        elif word == "point" and gap == " " and self.gap(after + 1) == " " and self.word(after + 1).isdigit():
            return self._spoken_point(numeral, after + 1)
        else:
            return after
        numeral.end = numeral.short_end = self.tokens[after][1]
        return after + 1

    def _spoken_point(self, numeral: Numeral, j: int) -> int:
        """ "1 point 5": the digits behind the point."""
        numeral.digits = f"{numeral.digits}.{self.word(j)}"
        numeral.end = numeral.short_end = self.tokens[j][1]
        return j + 1

    def _scaled(self, numeral: Numeral, after: int) -> int:
        """Take the scale words or the abbreviation behind digits."""
        m = _BEHIND_DIGITS.match(self.low, numeral.end)
        if m and m["word"]:
            numeral.scale, numeral.end = _SCALES[m["word"]], m.end()
        elif m:
            numeral.short, numeral.short_end = m["short"] or m["spaced"] or m["letter"], m.end()
            return after
        while self.word(after) in _MULTIPLIERS and numeral.scale < _HUGE and self._joined(numeral, after):
            numeral.scale *= _MULTIPLIERS[self.word(after)]
            numeral.end = self.tokens[after][1]
            after += 1
        numeral.short_end = numeral.end
        if numeral.scale != 1:
            short = _BEHIND_DIGITS.match(self.low, numeral.end)
            if short and short["spaced"]:
                numeral.short, numeral.short_end = short["spaced"], short.end()
        return after

    def _joined(self, numeral: Numeral, after: int) -> bool:
        at = self.tokens[after][0]
        return self.low[numeral.end : at] in (" ", "-")

    def _counted(self, i: int) -> tuple[Numeral | None, int]:
        """A number in words that starts with a unit, or with "a hundred"."""
        start = self.tokens[i][0]
        article = self.word(i) in _SCALES
        total, current, limit = Decimal(0), Decimal(1 if article else 0), Decimal("Infinity")
        scale, pure = _ONE, True
        if article:
            start = self._article(i)
        j = i
        while True:
            word = self.word(j)
            step = self._step(i, j, total, current, limit)
            if step is None:
                break
            if word in _UNITS:
                pure = pure and scale == 1
                current += step
            elif word == "hundred":
                current, scale = current * step, scale * step
            else:
                total = total + current * step if current else total * step
                current, limit, scale = Decimal(0), step, scale * step
            j += 1
        value = total + current
        numeral = Numeral(start, self.tokens[j - 1][1], value, scale if pure else _ONE, "words", article=article)
        if article and j == i + 1:
            numeral.article = True
        return self._tail(numeral, i, j)

    def _step(self, i: int, j: int, total: Decimal, current: Decimal, limit: Decimal) -> Decimal | None:
        """The amount that token ``j`` adds or multiplies, None where it does not belong to the number."""
        word = self.word(j)
        gap = self.gap(j) if j > i else ""
        if gap == ", " and self._goes_on(j, current, limit):
            gap = " "
        if gap not in ("", " ", "-", " and ", "-and-") or (gap == "" and j > i):
            return None
        if word in _UNITS:
            value = Decimal(_UNITS[word])
            hole = current % 100
            fits = hole == 0 or (value < 10 and hole >= 20 and hole % 10 == 0)
            if j == i:
                return value
            if "and" in gap:
                fits = hole == 0 and (current > 0 or total > 0) and self._small_to_come(j, current, limit)
            elif current == 0:
                fits = fits and total > 0 and gap == " "
            return value if fits else None
        if word not in _MULTIPLIERS or word == "dozen" or "and" in gap:
            return None
        value = _MULTIPLIERS[word]
        if value == 100:
            return value if 0 < current < 100 else None
        fits = value < limit if current > 0 else 0 < total < _HUGE and j > i
        return value if fits else None

    def _goes_on(self, j: int, current: Decimal, limit: Decimal) -> bool:
        """Whether a comma only sets off the next scale: "two million, four hundred and eight thousand"."""
        k = j + 1 if self.word(j + 1) in _UNITS and self.gap(j + 1) in (" ", "-") else j
        scale = _MULTIPLIERS.get(self.word(k + 1), Decimal(0)) if self.gap(k + 1) == " " else Decimal(0)
        return current == 0 and limit.is_finite() and self.word(j) in _UNITS and 1 < scale < limit

    def _small_to_come(self, j: int, current: Decimal, limit: Decimal) -> bool:
        """True unless "and" starts another number ("one million and two million")."""
        following = self.word(j + 1)
        if following in _MULTIPLIERS and self.gap(j + 1) in (" ", "-"):
            return _MULTIPLIERS[following] < limit and (current > 0 or limit.is_finite())
        return True

    def _tail(self, numeral: Numeral, i: int, j: int) -> tuple[Numeral | None, int]:
        """What may follow a number in words: "and a half", "point three", "dozen", "quarters of a million"."""
        word, gap = self.word(j), self.gap(j)
        if word == "half" and gap == " and a ":
            unit = numeral.scale if numeral.scale > 1 else _ONE
            numeral.value += unit / 2
            numeral.end = self.tokens[j][1]
            return self._multiplied(i, numeral.start, numeral.value, numeral.scale, j + 1)
        if word == "point" and gap == " " and self.gap(j + 1) == " ":
            digits, j = self._decimals(j + 1)
            if digits and numeral.value < 1000:
                value = Decimal(f"{numeral.value}.{digits}")
                return self._multiplied(i, numeral.start, value, _ONE, j)
        if word in ("quarter", "quarters") and gap in (" ", "-") and self.gap(j + 1) in (" of a ", " of an "):
            value = numeral.value / 4
            if self.word(j + 1) in _SCALES:
                return self._multiplied(i, numeral.start, value * _SCALES[self.word(j + 1)], _ONE, j + 2)
        if word == "dozen" and gap in (" ", "-"):
            return self._multiplied(i, numeral.start, numeral.value * 12, Decimal(12), j + 1)
        if _ORDINAL_BEHIND.match(self.low, numeral.end):
            return None, j
        numeral.short_end = numeral.end
        return numeral, j

    def _decimals(self, j: int) -> tuple[str, int]:
        """Digits behind "point": "three", "two five", "14"."""
        if self.word(j)[:1].isdigit():
            return (self.word(j), j + 1) if self.word(j).isdigit() else ("", j)
        digits = ""
        while _UNITS.get(self.word(j), 99) < 10 or self.word(j) == "zero":
            if len(digits) > 6 or (digits and self.gap(j) != " "):
                break
            digits += str(_UNITS.get(self.word(j), 0))
            j += 1
        return digits, j

    def _multiplied(self, i: int, start: int, value: Decimal, scale: Decimal, j: int) -> tuple[Numeral | None, int]:
        """A number whose last token is ``j - 1``, times the scale words behind it."""
        gaps = (" ", "-", " of ") if self.word(i) == "couple" else (" ", "-")
        while self.word(j) in _MULTIPLIERS and value < _HUGE and self.gap(j) in gaps:
            value, scale = value * _MULTIPLIERS[self.word(j)], scale * _MULTIPLIERS[self.word(j)]
            j += 1
        end = self.tokens[j - 1][1]
        return Numeral(start, end, value, scale, "words", short_end=end), j

    def _half(self, i: int) -> tuple[Numeral | None, int]:
        """ "half a million", "a quarter of a million", "half a dozen"; None for other halves."""
        share = _HALVES[self.word(i)]
        allowed = (" a ", " ", "-", "-a-") if share == Decimal("0.5") else (" of a ", " ", "-", " a ")
        if self.word(i + 1) not in _MULTIPLIERS or self.gap(i + 1) not in allowed or self.word(i + 1).endswith("s"):
            return None, i + 1
        value = share * _MULTIPLIERS[self.word(i + 1)]
        return self._multiplied(i, self._article(i), value, _ONE, i + 2)

    def _vague(self, i: int) -> tuple[Numeral | None, int]:
        """ "dozens", "hundreds of thousands"; "tens" only of something."""
        value, j = _PLURALS[self.word(i)], i + 1
        while self.word(j) in _PLURALS and value < _HUGE and self.gap(j) == " of ":
            value = value * _PLURALS[self.word(j)] / 2
            j += 1
        if self.word(i) == "tens" and j == i + 1:
            return None, j
        start, end = self.tokens[i][0], self.tokens[j - 1][1]
        return Numeral(start, end, value, _ONE, "vague", short_end=end), j

    def _several(self, i: int) -> tuple[Numeral | None, int]:
        """ "several hundred", "a few thousand": as vague as the plural; "several" alone is no number."""
        start = self._article(i) if self.word(i) == "few" else self.tokens[i][0]
        if self.gap(i + 1) != " ":
            return None, i + 1
        word = self.word(i + 1)
        if word in _PLURALS:
            numeral, j = self._vague(i + 1)
            if numeral is not None:
                numeral.start = start
            return numeral, j
        if word not in _MULTIPLIERS:
            return None, i + 1
        numeral, j = self._multiplied(i, start, Decimal(2), _ONE, i + 1)
        if numeral is not None:
            numeral.form = "vague"
        return numeral, j

    def _zero(self, i: int) -> tuple[Numeral | None, int]:
        """ "no", "no one", "nobody", "none", "zero", "not one", "not a single"."""
        start, end, word = self.tokens[i]
        if word == "point":
            return None, i + 1
        j = i + 1
        if word == "zero" and self.low[end : end + 1] == "-":
            return None, j
        if word == "not":
            if self.word(j) == "one" and self.gap(j) == " ":
                return self._nothing(start, self.tokens[j][1]), j + 1
            single = self.low.startswith(" a single ", end)
            return (self._nothing(start, end + 9) if single else None), j
        if word == "no":
            if self.word(j) == "one" and self.gap(j) in (" ", "-"):
                return self._nothing(start, self.tokens[j][1]), j + 1
            following = _WORD_BEHIND.match(self.low, end)
            if following is None or following[1] in _NOT_ZERO:
                return None, j
        return self._nothing(start, end), j

    def _nothing(self, start: int, end: int) -> Numeral:
        return Numeral(start, end, Decimal(0), _ONE, "zero", short_end=end)


@lru_cache(maxsize=2)
def scan(text: str) -> tuple[Numeral, ...]:
    """Every numeral of ``text``, sorted, not overlapping. The last texts are kept: several grammars ask for them."""
    return tuple(_Reader(lower(text)).all())
