"""What holds for whatever is given: any text gives a valid Document; gate, order and form change no facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factx.candidate import Candidate
from factx.engine import Engine
from factx.formats import exact, wording
from factx.model import DEFAULT_KINDS, EXTRA_KINDS, Fact, Mention
from factx.options import Options
from factx.reading.article import from_text
from factx.resolve import resolve
from factx.values import dates, friends, money, numbers
from tests import fuzz, invariants

_QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
_DEEP = settings(_QUICK, max_examples=1500)
_UNITS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December")  # fmt: skip

#: Words that mean something to the rules, and what stands between and around them.
_WORDS = st.sampled_from(
    ["Police", "arrested", "12", "twenty-seven", "people", "suspects", "were", "and", "in", "Spain", "Nice", "$4",
     "million", "\u20ac1.2bn", "seized", "stolen", "from", "to", "between", "July", "May 5,", "2024", "since", "the",
     "19", "countries", "victims", "killed", "over", "more than", "Operation", "Blue", "three", "more", "others", "(",
     ")",
     ",", ".", ".\n", "\n\n", "- ", "# ", "\u201c", "\u201d", "[a](b)", "**", "no one", "dozens of", "was", "of", "a",
     "one", "half", "years", "old", "%", "\u00a0", "\U0001f600", "\x00", "\u202e", "charged", "with", "data", "leaked"]
)  # fmt: skip
_TEXTS = st.one_of(st.lists(_WORDS, max_size=40).map(" ".join), st.text(max_size=200))


@pytest.fixture(scope="module")
def engines(engine: Engine) -> tuple[Engine, Engine]:
    """An engine for all kinds with the gate, and one without, on one model."""
    gated = Engine(Options(kinds=DEFAULT_KINDS + EXTRA_KINDS))
    plain = Engine(replace(gated.options, gate=False))
    gated.parser = plain.parser = engine.parser
    return gated, plain


def _any_text(text: str, engines: tuple[Engine, Engine]) -> None:
    article = from_text(text, "x")
    invariants.article(article)
    one, two = (next(iter(each.pipe([article]))) for each in engines)
    invariants.document(one, article)
    assert one == two


@_QUICK
@given(_TEXTS)
def test_any_text_gives_a_valid_document_and_the_gate_changes_nothing(
    engines: tuple[Engine, Engine], text: str
) -> None:
    _any_text(text, engines)


@pytest.mark.slow
@_DEEP
@given(_TEXTS)
def test_any_text_deeper(engines: tuple[Engine, Engine], text: str) -> None:
    _any_text(text, engines)


@_QUICK
@given(_TEXTS)
def test_spans_of_values(text: str) -> None:
    invariants.quantities(numbers.find(text), text)
    invariants.quantities(money.find(text), text)
    invariants.spans(dates.find(text, date(2024, 11, 29)), text)
    assert all(0 <= start < end <= len(text) for start, end, _ in friends.find(text))


# --- numbers and dates, there and back ------------------------------------------------------------------------------


def _said(number: int) -> str:
    """A number below a million in English words."""
    if number >= 1000:
        rest = f" {_said(number % 1000)}" if number % 1000 else ""
        return f"{_said(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {_said(number % 100)}" if number % 100 else ""
        return f"{_UNITS[number // 100]} hundred{rest}"
    if number >= 20:
        return _TENS[number // 10] + (f"-{_UNITS[number % 10]}" if number % 10 else "")
    return _UNITS[number]


@_QUICK
@given(st.integers(2, 999_999))
def test_numbers_in_words(number: int) -> None:
    (found,) = numbers.find(f"Police counted {_said(number)} men there.")
    assert (found.value, found.value_max) == (number, None)


@_QUICK
@given(st.integers(2, 10**15))
def test_numbers_in_digits(number: int) -> None:
    for written in (f"{number:,}", format_decimal(number, locale="en")):
        (found,) = numbers.find(f"Police counted {written} coins there.")
        assert found.value == number


@_QUICK
@given(st.decimals("0.01", 10**12, places=2), st.sampled_from(["$", "\u20ac", "\u00a3"]))
def test_amounts(amount: Decimal, sign: str) -> None:
    (found,) = money.find(f"He took {sign}{amount:,} home.")
    assert found.value == amount
    assert Decimal(exact.number(found.value)) == amount


@_QUICK
@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from([("million", 6), ("bn", 9), (" trillion", 12)]))
def test_amounts_in_short(whole: int, part: int, scale: tuple[str, int]) -> None:
    name, zeros = scale
    written = f"{whole}.{part:03}".rstrip("0").rstrip(".")
    (found,) = money.find(f"He took ${written}{' ' if name == 'million' else ''}{name} home.")
    assert found.value == Decimal(written).scaleb(zeros)
    shown = wording.value(_fact(found.value))
    (again,) = money.find(f"He took {shown} home.")
    assert again.value == found.value


def _fact(value: Decimal) -> Fact:
    return Fact(
        "money-1", "money", "lost", value, None, "exact", "USD", None, None, None, None, None, "body", "x",
        (Mention(0, 1, "x", "x", "body"),), "x", 0.5,
    )  # fmt: skip


@_QUICK
@given(st.dates(date(1850, 1, 1), date(2150, 12, 31)))
def test_days(day: date) -> None:
    month = _MONTHS[day.month - 1]
    for written in (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", day.isoformat()):
        (found,) = dates.find(f"It began on {written}.", None)
        assert (found.first, found.last) == (day, day), written


@_QUICK
@given(st.dates(date(1850, 1, 1), date(2150, 12, 30)), st.integers(1, 4000))
def test_ranges_of_days(day: date, length: int) -> None:
    last = date.fromordinal(min(day.toordinal() + length, date(2150, 12, 31).toordinal()))
    begin, end = (f"{_MONTHS[each.month - 1]} {each.day}, {each.year}" for each in (day, last))
    (found,) = dates.find(f"It ran between {begin} and {end}.", None)
    assert (found.kind, found.first, found.last) == ("date_range", day, last)


# --- resolve --------------------------------------------------------------------------------------------------------

_CANDIDATES = st.lists(
    st.builds(
        lambda at, kind, value, bound, place, event, more: Candidate(
            at * 10, at * 10 + 3, at * 10 + 5, at // 3, kind, f"{kind}.x", "lost" if kind == "money" else None,
            Decimal(value), None, bound, "USD" if kind == "money" else None,
            event=event, place=None if kind == "money" else place, more=more,
        ),
        st.integers(0, 60),
        st.sampled_from(["arrests", "money", "people"]),
        st.sampled_from([1, 2, 5, 27, 500]),
        st.sampled_from(["exact", "more_than", "at_most", "about"]),
        st.sampled_from([None, "Nice", "Rome", "Nice City"]),
        st.sampled_from([None, "Operation Blue"]),
        st.booleans(),
    ),
    max_size=25,
    unique_by=lambda c: c.start,
)  # fmt: skip


@settings(_QUICK, max_examples=100)
@given(_CANDIDATES, st.randoms(use_true_random=False))
def test_resolve_does_not_depend_on_order(candidates: list[Candidate], random: object) -> None:
    def resolved(given: list[Candidate]) -> tuple[Fact, ...]:
        return resolve(given, lambda c: Mention(c.start, c.end, "abc", "abc", "body"), lambda c: "abc", lambda c: 0.5)

    shuffled = list(candidates)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    facts = resolved(candidates)
    assert resolved(shuffled) == facts
    mentions = sorted(m.start for fact in facts for m in fact.mentions)
    assert mentions == sorted(c.start for c in candidates)  # each candidate is a mention of one fact


# --- what fuzzing found ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "find"),
    [(name, path) for name in fuzz.TARGETS for path in fuzz.finds(name)],
    ids=lambda each: str(each)[-12:],
)
def test_what_once_broke(name: str, find: object) -> None:
    fuzz.target(name).check(find.read_bytes())  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_targets_of_fuzzing_take_their_seeds(name: str) -> None:
    target = fuzz.target(name)
    for seed in target.seeds()[::25]:
        target.check(seed)
