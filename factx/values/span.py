"""What the value grammars give back: spans of a text with their exact values. No spaCy, no files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from factx.model import Bound

Form = Literal["digits", "words", "vague", "zero"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or an amount of money in a text.

    Attributes:
        start, end: the whole expression with bound words and currency (``more than $400 million``).
        head, tail: the numeral and currency alone, without bound words (``$400 million``).
        value: the number stated; the lower end of a ``between``.
        value_max: the upper end of a ``between``, else None.
        bound: one of the bounds of the fact model.
        currency: ISO 4217 code or crypto ticker; None for a plain number.
        form: how the number is written; ``vague`` is "dozens", "hundreds of"; ``zero`` is "no", "nobody", "none".
        dollar: True where the currency is a bare dollar sign or word, which the article may redefine.
    """

    start: int
    end: int
    head: int
    tail: int
    value: Decimal
    value_max: Decimal | None = None
    bound: Bound = "exact"
    currency: str | None = None
    form: Form = "digits"
    dollar: bool = False


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date expression in a text, resolved.

    Attributes:
        start, end: offsets of the expression with its prepositions (``between July and November 2024``).
        kind: ``date_range``, ``date`` or ``duration``; ``none`` claims its span against other readings and is
            no fact (an age, a forward window, a deadline).
        first, last: the days, both inclusive; None where that end is open or cannot be resolved.
        duration: ISO 8601 (``P5M``) for kind ``duration``.
        rule: name of the pattern that found it.
    """

    start: int
    end: int
    kind: Literal["date_range", "date", "duration", "none"]
    first: date | None = None
    last: date | None = None
    duration: str | None = None
    rule: str = "date"
