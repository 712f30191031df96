"""Values as a person writes them."""

from typing import Any

import pytest

from factx.formats.wording import value
from tests.formats.sample import fact

QUANTITIES = [
    ("5,500", {"value": "5500"}),
    ("> 5,500", {"value": "5500", "bound": "more_than"}),
    ("≥ 24", {"value": "24", "bound": "at_least"}),
    ("≤ 300", {"value": "300", "bound": "at_most"}),
    ("< 10", {"value": "10", "bound": "less_than"}),
    ("nearly 400", {"value": "400", "bound": "nearly"}),
    ("1.2 million", {"value": "1200000"}),
    ("1,234,567", {"value": "1234567"}),
    ("999,999", {"value": "999999"}),
    ("$400 million", {"value": "400000000", "currency": "USD"}),
    ("~ $3 million", {"value": "3E6", "currency": "USD", "bound": "about"}),
    ("€1.2 million", {"value": "1200000", "currency": "EUR"}),
    ("£1.125 billion", {"value": "1125000000", "currency": "GBP"}),
    ("$10.5 trillion", {"value": "10500000000000", "currency": "USD"}),
    ("$0.50", {"value": "0.5", "currency": "USD"}),
    ("$1,234.50", {"value": "1234.5", "currency": "USD"}),
    ("0.35 BTC", {"value": "0.35", "currency": "BTC"}),
    ("3.4 million PLN", {"value": "3400000", "currency": "PLN"}),
    ("100–150 CAD", {"value": "100", "value_max": "150", "currency": "CAD", "bound": "between"}),
    ("$1.2–1.5 billion", {"value": "1.2E9", "value_max": "1.5E9", "currency": "USD", "bound": "between"}),
    ("£900,000 – £1.2 million", {"value": "900000", "value_max": "1200000", "currency": "GBP", "bound": "between"}),
    ("0", {"value": "0"}),
]
DATES = [
    ("Jul – Nov 2024", {"start": "2024-07-01", "end": "2024-11-30"}, "between July and November 2024"),
    ("Nov 2023 – Jan 2024", {"start": "2023-11-01", "end": "2024-01-31"}, "from November to January"),
    ("22 Jul – 7 Aug 2024", {"start": "2024-07-22", "end": "2024-08-07"}, "July 22 to August 7"),
    ("2019 – 2021", {"start": "2019-01-01", "end": "2021-12-31"}, "2019-2021"),
    ("2024", {"start": "2024-01-01", "end": "2024-12-31"}, "2024"),
    ("Feb 2024", {"start": "2024-02-01", "end": "2024-02-29"}, "February 2024"),
    ("29 Nov 2024", {"start": "2024-11-29", "end": "2024-11-29"}, "29 November"),
    ("since 2013", {"start": "2013-01-01"}, "since 2013"),
    ("since Jan 2017", {"start": "2017-01-01"}, "since at least January 2017"),
    ("since 1 Jan 2017", {"start": "2017-01-01"}, "since 1 January 2017"),
    ("since 1 Jan 2017", {"start": "2017-01-01"}, "since January 1, 2017"),
    ("since 5 May 2020", {"start": "2020-05-05"}, "since 5 May 2020"),
    ("until Mar 2023", {"end": "2023-03-31"}, "until March 2023"),
    ("until 2023", {"end": "2023-12-31"}, "until 2023"),
    ("2024 – 9999", {"start": "2024-01-01", "end": "9999-12-31"}, "from 2024 to 9999"),
    ("", {}, "over the past six months"),
]


@pytest.mark.parametrize(("words", "fields"), QUANTITIES, ids=[words for words, _ in QUANTITIES])
def test_quantities(words: str, fields: dict[str, Any]) -> None:
    assert value(fact("money" if "currency" in fields else "arrests", "n", "n", **fields)) == words


@pytest.mark.parametrize(("words", "fields", "said"), DATES)
def test_dates(words: str, fields: dict[str, Any], said: str) -> None:
    assert value(fact("date_range", said, said, **fields)) == words


@pytest.mark.parametrize(
    ("iso", "words"), [("P5M", "5 months"), ("P1Y", "1 year"), ("P1Y6M", "1 year 6 months"), ("PT30M", "30 minutes")]
)
def test_durations(iso: str, words: str) -> None:
    assert value(fact("duration", "n", "n", duration=iso)) == words
