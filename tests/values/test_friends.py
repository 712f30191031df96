"""False friends: numbers that count nothing. Marked up: `[span|class]`."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from factx.values import friends
from tests.growth import is_linear

_MARK = re.compile(r"\[([^|\]]+)\|([a-z ]+)\]")

MARKED = [
    "a [23-year-old|age] man and a [nine-year-old|age]",
    "the men, [aged 20 and 31|age], fled",
    "Anna Berg, [44|age], was there",
    "a child of [age 12|age]",
    "[between the ages of 20 and 27|age]",
    "a man [in his thirties|age]",
    "he turned [50|age]",
    "[20 years in prison|term] for both",
    "[six months|duration] later, a [two-day|duration] raid",
    "held [three times|times], warned [twice|times]",
    "at [10:30|clock], at [6am|clock] and at [10 p.m.|clock]",
    "call [555-1234|phone] or [212-555-1234|phone] or [+44 20 7946 0958|phone]",
    "from [192.168.1.10|address] with [v2.3.1|version] or [2.3.1|version]",
    "on [Windows 10|label] and [iOS 14|label]",
    "the flaw [CVE-2021-44228|cve]",
    "they won [6-4|score] after a [3-1|score] lead",
    "[No. 10|label], [number 10|label], [Article 187|label], [Part 2|label] of [Art. 361-1|label]",
    "[No.5|label] is here",
    "[#5|label] is here",
    "[5 kg|measure] of it, [10 miles|measure], [30GB|measure], [40 degrees|measure], [70mph|measure]",
    "an [F-16|model], an [AK-47|model], [MH370|model] and a [B-52|model]",
    "[COVID-19|model] and [5G|model]",
    "[one of the largest|one of] raids, [one of the most|one of] wanted",
    "[two-thirds|fraction] of it, [one third|fraction]",
    "[15-2/3|fraction] terms",
    "since [9/11|idiom], open [24/7|idiom]",
    "on [May 1|day] and on [3 June|day]",
    "in [2019|year] and the [1990s|decade]",
    "In [2019|year] people fled",
    "up [20%|percent], [5 to 10 percent|percent]",
    "[2 of 3|counter]: some of the suspects are led away",
    "([11/14|counter]) the suspects are led away",
    "[one in five|ratio] women, [nine out of ten|ratio] users",
    "the [21st|ordinal] raid",
    "hash [8c0d352934271350cfe6c00b7587e8dc|hash]",
]

FREE = [
    "27 suspects, 85 arrests and 1,000 men",
    "about 2,000 people, more than 2000 people",
    "12 people were held in Spain",
    "2 of 3 suspects were held: they",
    "27 may be arrested, 30 march on",
    "18k money mules, 1.2m users",
    "one of the men was arrested",
    "a third officer was hurt",
    "arrested 12, charged 9",
    "In Germany, 47 others were held",
    "the 27-nation bloc",
    "five to ten men",
    "$400 million and 50 euros",
]


@pytest.mark.parametrize("marked", MARKED)
def test_claimed(marked: str) -> None:
    text = _MARK.sub(r"\1", marked)
    expected = [(m[1], m[2]) for m in _MARK.finditer(marked)]
    assert [(text[start:end], name) for start, end, name in friends.find(text)] == expected


@pytest.mark.parametrize("text", FREE)
def test_left_alone(text: str) -> None:
    assert friends.find(text) == []


def test_sorted_and_none_inside_another() -> None:
    text = "aged 20 and 31, on May 1, 2019 at 10:30, 5 kg, 3-1, No. 10, 23-year-old, " * 10
    found = friends.find(text)
    assert found == sorted(found)
    assert all(a[1] < b[1] for a, b in pairwise(found))


@pytest.mark.parametrize("unit", ["1", "1.,", "A1-", "a1", "(1", "+1 ", "may 1 ", "ages 1 to ", "one of the "])
def test_long_repetitions_stay_linear(unit: str) -> None:
    assert is_linear(friends.find, unit, 5_000)
