"""The publication date in the first lines of an article."""

from __future__ import annotations

from datetime import date

import pytest

from factx.values.dates import dateline

DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "LONDON, March 5, 2024 (Agency) - The bank said",
        "SAN DIEGO (March 5, 2024) \u2013 The office said",
        "NEW YORK, N.Y. \u2013 March 5, 2024 \u2013 The office said",
        "A title\n5 Mar, 2024 05:47\nText",
        "Mar 05, 2024Jane Doe",
        "A title\nMarch 5, 2024\nText",
        "Source: Wire\nDate: March 5, 2024\nAuthor: Jane",
        "Published: 5 March 2024",
        "Updated 10:15 AM ET, Tue March 5, 2024",
        "By Jane Doe\nMarch 5th, 2024 | 4 min read",
        "Publish date: 2024-03-05T10:00:00Z",
        "A title\nBRUSSELS, 5 March 2024\nText",
        "A title\nNew York, Tuesday, March 5, 2024\nText",
    ],
)
def test_dateline(text: str) -> None:
    assert dateline(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "He was born March 5, 1984 in Leeds",
        "It took place on March 5, 2024 and was fun",
        "A phone, released March 5, 2024, is sold",
        "Leeds, March 5, 2024 was a day like any other",
        "LONDON (Agency) - On March 5, 2024 it was",
        "Date: February 31, 2024",
        "March 2024",
        "x" * 1600 + "\nMarch 5, 2024\n",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline(text) is None
