"""Which mentions are one fact, and what the fact takes from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from factx.candidate import Candidate
from factx.model import Bound, Fact, Mention, SectionName
from factx.resolve import resolve


def _resolve(*candidates: Candidate, sections: dict[int, SectionName] | None = None) -> tuple[Fact, ...]:
    named = sections or {}

    def mention(c: Candidate) -> Mention:
        return Mention(c.start, c.end, f"text {c.start % 20}", "sentence", named.get(c.start, "body"))

    return resolve(candidates, mention, lambda c: f"phrase {c.start}", lambda c: 0.5)


def _arrests(start: int, value: int = 27, **given: object) -> Candidate:
    candidate = Candidate(start, start + 2, start + 9, start // 10, "arrests", "arrests.active", None, Decimal(value))
    return replace(candidate, **{"bound": "exact", **given})  # type: ignore[arg-type]


def _money(start: int, value: int = 4000, **given: object) -> Candidate:
    sum_of_money = {"kind": "money", "role": "seized", "currency": "EUR", **given}
    return _arrests(start, value, **sum_of_money)


@pytest.mark.parametrize(
    ("one", "other", "facts"),
    [
        ("at_most", "at_least", 2),
        ("more_than", "less_than", 2),
        ("at_most", "exact", 1),
        ("at_most", "less_than", 1),
        ("at_least", "about", 1),
        ("more_than", "nearly", 1),
    ],
)
def test_bounds_that_point_apart_are_two_facts(one: str, other: str, facts: int) -> None:
    assert len(_resolve(_money(10, bound=one), _money(50, bound=other))) == facts


def test_mentions_of_one_number_are_one_fact() -> None:
    (fact,) = _resolve(_arrests(50), _arrests(10))
    assert [m.start for m in fact.mentions] == [10, 50]
    assert (fact.id, fact.text) == ("arrests-1", "phrase 10")


@pytest.mark.parametrize(
    "other",
    [
        _arrests(50, 28),
        _arrests(50, value_max=Decimal(30)),
        _arrests(50, event="Operation Blue"),
        _arrests(50, kind="people", role="charged"),
        _money(50, 27),
    ],
)
def test_what_differs_is_another_fact(other: Candidate) -> None:
    assert len(_resolve(_arrests(10), other)) == 2


@pytest.mark.parametrize(
    ("one", "other", "facts"),
    [
        (_arrests(10, 5, place="Nice"), _arrests(50, 5, place="Rome"), 2),
        (_arrests(10, 5, place="Oklahoma"), _arrests(50, 5, place="Oklahoma City"), 1),
        (_arrests(10, 5, place="Nice"), _arrests(50, 5), 1),
        (_arrests(10, 500, place="Nice"), _arrests(50, 500, place="Rome"), 1),
        (_arrests(10, 5), _arrests(50, 5, more=True), 2),
        (_arrests(10, 500), _arrests(50, 500, more=True), 1),
        (_arrests(10, 2), _arrests(14, 2), 2),
        (_arrests(10, 2), _arrests(50, 2), 1),
        (_arrests(10, 1, counted="man"), _arrests(50, 1, counted="man"), 1),
        (_arrests(10, 1, counted="man"), _arrests(50, 1, counted="woman"), 2),
    ],
)
def test_few_people_are_told_apart(one: Candidate, other: Candidate, facts: int) -> None:
    assert len(_resolve(one, other)) == facts


@pytest.mark.parametrize(
    ("one", "other", "facts"),
    [
        (_money(10), _money(50), 1),
        (_money(10), _money(14), 2),
        (_money(10, item=1), _money(50, item=2), 2),
        (_money(10, item=1), _money(50), 1),
        (_money(10, converted=Decimal(5)), _money(50, converted=Decimal(6)), 2),
        (_money(10, converted=Decimal(5)), _money(50, converted=Decimal(5)), 1),
        (_money(10), _money(50, role="lost"), 2),
        (_money(10), _money(50, currency="USD"), 2),
    ],
)
def test_equal_sums(one: Candidate, other: Candidate, facts: int) -> None:
    assert len(_resolve(one, other)) == facts


def test_two_readings_of_one_place_are_two_facts() -> None:
    assert len(_resolve(_arrests(10), _arrests(10))) == 2


@pytest.mark.parametrize(
    ("bounds", "best"),
    [
        (("exact", "more_than"), "more_than"),
        (("at_least", "about"), "at_least"),
        (("about", "exact"), "about"),
        (("exact", "exact"), "exact"),
    ],
)
def test_the_most_informative_bound(bounds: tuple[Bound, Bound], best: Bound) -> None:
    (fact,) = _resolve(_arrests(10, bound=bounds[0]), _arrests(50, bound=bounds[1]))
    assert fact.bound == best


def test_a_fact_takes_the_place_that_one_mention_states() -> None:
    (fact,) = _resolve(_arrests(10, 5), _arrests(50, 5, place="Nice"))
    assert fact.place == "Nice"


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ({10: "headline"}, "body"),
        ({10: "headline", 50: "related"}, "headline"),
        ({10: "related", 50: "related"}, "related"),
    ],
)
def test_the_section_of_a_fact(sections: dict[int, SectionName], expected: str) -> None:
    (fact,) = _resolve(_arrests(10), _arrests(50), sections=sections)
    assert fact.section == expected


def test_dates_are_joined_by_their_days_and_unresolved_ones_by_their_words() -> None:
    span = Candidate(10, 14, 14, 1, "date_range", "date.month", first=date(2021, 5, 1), last=date(2021, 6, 30))
    open_end = replace(span, last=None)
    unknown = replace(span, first=None, last=None)
    apart = [span, replace(open_end, start=30, end=34), replace(unknown, start=50, end=54), replace(unknown, start=75)]
    facts = _resolve(*apart, replace(span, start=90, end=94), replace(unknown, start=110, end=114))
    assert [len(f.mentions) for f in facts] == [2, 1, 2, 1]


def test_three_more_are_others_but_where_only_the_headline_has_told_of_them() -> None:
    told = _arrests(10, 3), _arrests(50, 3, more=True)
    assert len(_resolve(*told)) == 2
    assert len(_resolve(*told, sections={10: "headline"})) == 1


def test_order_of_candidates_is_nothing() -> None:
    given = [_arrests(10), _arrests(30, 5), _money(50), _arrests(70)]
    assert _resolve(*given) == _resolve(*reversed(given))


def test_very_many_facts_of_one_value_still_take_their_mentions() -> None:
    items = [_money(100 * n, item=n) for n in range(1, 400)]
    again = [_money(100 * n + 50, item=n) for n in (1, 399)]
    facts = _resolve(*items, *again)
    assert len(facts) == 399
    assert [len(f.mentions) for f in (facts[0], facts[1], facts[-1])] == [2, 1, 2]
