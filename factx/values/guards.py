"""Near-misses of money: checks that a mark or a word next to a number really is a currency.

In go a text, a numeral and the unit beside it, out comes yes or no. The words are data (lexicon/currencies.toml).
"""

from __future__ import annotations

import re

from factx.lexicon import load
from factx.values.numerals import Numeral
from factx.values.shared_names import told
from factx.values.units import Unit

_GUARDS = load("currencies")["guards"]
_THINGS: tuple[str, ...] = tuple(_GUARDS["things"])
_WEIGHT = re.compile(r"\b(?:" + "|".join(re.escape(w) for w in _GUARDS["weight"]) + r")\b")
_POUNDS_OF = frozenset(_GUARDS["pounds_of"])
_STERLING: tuple[str, ...] = tuple(_GUARDS["sterling"])
_BILLS = re.compile(r"(?:(?:,|,? and|,? or) \$[0-9]{1,4}){0,4}[ -](?:" + "|".join(_GUARDS["bills"]) + r")\b(?! of )")
_VIDEO = frozenset(_GUARDS["video"])
_CODE_BEFORE = frozenset("\\{@%&=|#_")
_FACE_VALUES = frozenset((1, 2, 5, 10, 20, 50, 100, 200, 500, 1000))
_WON_BEHIND = re.compile(r" (?:the|a|an|their|his|her|its|in|at|against|over|by|it|all|both|only|no|more)\b| [0-9]")
_HEAVY = re.compile(r" \([^)]{0,20}(?:kg|kilo|gram)|,? (?:per square|overweight|heavier|lighter|in weight|each way)")
_WORD = re.compile(r" ([a-z']+)")
_TWO_WORDS = re.compile(r" ([a-z']+)(?: ([a-z']+))?")
_AMOUNTS = frozenset(_GUARDS["amounts"])
_WORTH_BEFORE = (
    "worth ",
    "worth over ",
    "worth about ",
    "worth around ",
    "worth up to ",
    "worth more than ",
    "valued at ",
)
_FACES = re.compile(
    r"\b(?:notes|banknotes|bills|coins|denominations?) of (?:(?:rs\.? ?|[^\w\s])[0-9,]{1,7}(?:, | and | or )){0,4}$"
)
_WEIGHED = re.compile(r"\b(?:weigh\w*|lost|lose|losing|gained|gain|shed|overweight)\b[^.\n]{0,30}$")
_PIECES = re.compile(r"[ -](?:bills?|notes?|banknotes?|coins?|stores?|shops?)\b")


class Context:
    """What the guards ask of the whole text, found out once and only when asked.

    Attributes:
        text, low: the text, as it is and in lower case.
    """

    def __init__(self, text: str, low: str) -> None:
        self.text, self.low = text, low
        self._british: bool | None = None
        self._weighs: bool | None = None

    @property
    def british(self) -> bool:
        """True where the text speaks of British money or of Britain."""
        if self._british is None:
            self._british = any(word in self.low for word in _STERLING)
        return self._british

    @property
    def weighs(self) -> bool:
        """True where the text speaks of weights and drugs."""
        if self._weighs is None:
            self._weighs = _WEIGHT.search(self.low) is not None
        return self._weighs


def large(numeral: Numeral) -> bool:
    """True for a figure that no name or label is: scaled, grouped or with decimals."""
    digits = numeral.digits
    grouped = "," in digits or "'" in digits or "." in digits[:-2]
    return numeral.scale > 1 or bool(numeral.short) or grouped


def before_fits(text: str, low: str, numeral: Numeral, start: int, unit: Unit) -> bool:
    """True where the mark at ``start`` before ``numeral`` makes it an amount."""
    end = numeral.short_end
    if unit.guard == "large" and not large(numeral):
        return False
    if unit.guard == "euro" and not large(numeral) and _tournament(numeral):
        return False
    behind = low[end : end + 1]
    if behind.isalpha() or behind == "_":
        return False
    if unit.code == "PHP" and text[start : start + 3] == "PHP" and numeral.value < 10 and numeral.scale == 1:
        return False  # a version of the language: "PHP 7.4"
    if unit.code == "$" or text[start] == "$":
        if start and (text[start - 1] in _CODE_BEFORE or text[start - 1] == "$") and numeral.value < 100:
            return False
        if behind in ("}", "=", "|", "\\", "$", "%"):
            return False
    if behind == "%" or low.startswith((" %", " percent", " per cent"), end):
        return False
    face = not numeral.short and numeral.scale == 1 and numeral.value in _FACE_VALUES
    return not face or not (_BILLS.match(low, end) or _FACES.search(low, max(0, start - 60), start))


def _tournament(numeral: Numeral) -> bool:
    """True for the number of a tournament or an exhaust standard: "Euro 2024", "Euro 96", "Euro 6"."""
    value = numeral.value
    return (len(numeral.digits) == 4 and 1960 <= value <= 2060) or value < 8 or value == 96


def behind_fits(context: Context, numeral: Numeral, end: int, after: int, unit: Unit) -> bool:
    """True where the unit from ``end`` to ``after`` makes ``numeral`` an amount."""
    low = context.low
    if low[after : after + 1].isalnum():
        return False
    if low[end] == "-" and (
        numeral.article or _PIECES.match(low, after) or (unit.guard == "pound" and not large(numeral))
    ):
        return False
    if unit.guard == "large":
        return large(numeral)
    if unit.guard == "won":
        return (large(numeral) or numeral.value >= 1000) and not _WON_BEHIND.match(low, after)
    if unit.guard == "crown":  # of kings and teeth, where no country is named that pays in crowns
        return large(numeral) and (numeral.scale > 1 or told(low, "crown"))
    if unit.guard == "pound":
        return _pounds(context, numeral, end, after)
    if unit.guard == "crypto":
        behind = _WORD.match(low, after)
        thing = behind is not None and behind[1].startswith(_THINGS) and low[after - 1] != "s"
        return not thing or _attributive(low, numeral, after)
    if unit.guard == "p":
        return numeral.digits not in _VIDEO and numeral.value < 10000 and low[after : after + 1] not in ("/", "-")
    if unit.guard == "cent":
        rapper = numeral.digits == "50" and context.text[after - 4 : after] == "Cent"
        return not rapper and (not low.startswith((" worth", "' worth"), after) or numeral.value != 2)
    if unit.guard == "c":
        return False
    return large(numeral) or numeral.value not in _FACE_VALUES or not _PIECES.match(low, after)


def _attributive(low: str, numeral: Numeral, after: int) -> bool:
    """True where an amount of more than one stands before a single thing: "a 450 bitcoin ransom"."""
    if numeral.value == 1 or low[after - 1] == "s":
        return False
    behind = _TWO_WORDS.match(low, after)
    if behind is None:
        return False
    alone = behind[1] in _AMOUNTS and not (behind[2] or "").endswith("s")
    return alone or low.endswith((" a ", " an "), 0, numeral.start)


def _pounds(context: Context, numeral: Numeral, end: int, after: int) -> bool:
    """True where "pounds" is money: of Britain, or told in a text that weighs nothing."""
    low = context.low
    behind = low[after : after + 40]
    if behind.startswith(" sterling"):
        return True
    if behind.startswith(" of "):
        word = behind[4:].split(" ")[0].strip(".,;:")
        return word in _POUNDS_OF
    if _HEAVY.match(behind):
        return False
    if low.endswith(_WORTH_BEFORE, 0, numeral.start) or behind.startswith((" in cash", " worth of")):
        return True
    if "weigh" in low[max(0, numeral.start - 40) : numeral.start]:
        return False
    if numeral.value <= 400 and not large(numeral) and _WEIGHED.search(low, max(0, numeral.start - 50), numeral.start):
        return False
    return context.british or not context.weighs
