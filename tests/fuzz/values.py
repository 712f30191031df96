"""Numbers, money, dates and false friends of any text."""

from __future__ import annotations

from datetime import date

from factx.formats import exact
from factx.values import dates, friends, money, numbers
from tests import fuzz, invariants

LONGEST = 1000

_DAY = date(2024, 11, 29)


def check(data: bytes) -> None:
    """Spans hold, and digits written out are read back as the same number."""
    text = fuzz.text(data)
    counts, amounts = numbers.find(text), money.find(text)
    invariants.quantities(counts, text)
    invariants.quantities(amounts, text)
    assert all(each.currency for each in amounts)
    assert not any(each.currency for each in counts)
    for each in (*counts, *amounts):
        assert exact.number(each.value).replace(".", "").isdecimal()
    for published in (None, _DAY):
        found = dates.find(text, published)
        invariants.spans(found, text)
        assert all(each.first <= each.last for each in found if each.first and each.last)
    assert all(0 <= start < end <= len(text) for start, end, _ in friends.find(text))
    dates.dateline(text)
    assert money.article_dollar(text) is None or len(money.article_dollar(text) or "") == 3


def seeds() -> list[bytes]:
    """The fixtures' paragraphs."""
    return [part.encode() for part in fuzz.fixtures()]
