"""Characters -> dates: every date expression of a text, resolved to days.

In goes the text as a reader sees it and the day of publication; out come `DateSpan`s. Knows no article, no sentence
and no fact: which of the spans are facts is the fact model's business.
"""

from __future__ import annotations

from datetime import date

from factx.values.date_grammar import expressions
from factx.values.date_line import dateline
from factx.values.date_resolve import Resolver
from factx.values.date_tokens import lowered, windows
from factx.values.span import DateSpan

__all__ = ["dateline", "find"]


def find(text: str, published: date | None, nearest: date | None = None) -> list[DateSpan]:
    """Every date expression of ``text``, in order, not overlapping.

    Args:
        text: the text to read; offsets are code points in it.
        published: the day that relative dates and missing years count from, if known.
        nearest: a date said just before ``text``, where a long text is read in pieces.
    """
    lower = lowered(text)
    resolver = Resolver(lower, published, nearest)
    return [resolver.span(e) for w in windows(text, lower) for e in expressions(w)]
