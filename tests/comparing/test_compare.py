"""Events, quantities and verdicts from Documents: what is tied, and what is kept apart."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from factx.comparing import Event, Quantity, compare
from factx.model import Document
from tests.comparing.making import days, document, fact

_TIDEPOOL = "Thieves stole the sum from the exchange Tidepool"


def report(source: str, said: str, *, published: str | None = "2024-02-03", **fields: object) -> Document:
    """A report of the theft from Tidepool with a figure in its title."""
    title = f"Thieves rob Tidepool of {said}"
    return document(source, fact(said, f"{_TIDEPOOL}, {said}.", **fields), title=title, published=published)


def only(events: list[Event]) -> Quantity:
    assert [len(event.quantities) for event in events] == [1]
    return events[0].quantities[0]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (["322000000 USD", "322000000 USD"], "agree"),
        (["322000000 USD", "> 322000000 USD"], "agree"),
        (["322000000 USD", "> 320000000 USD"], "consistent"),
        (["322000000 USD", "320000000 USD", "> 300000000 USD"], "consistent"),
        (["322000000 USD", "326000000 USD"], "conflict"),
        (["322000000 USD", "320000000 USD", "326000000 USD"], "conflict"),
    ],
)
def test_verdicts(said: list[str], verdict: str) -> None:
    events = compare([document_of(number, each) for number, each in enumerate(said)])
    quantity = only(events)
    assert quantity.verdict == verdict
    assert [value.document.source for value in quantity.values] == [f"d{number}" for number in range(len(said))]


def document_of(number: int, said: str) -> Document:
    return document(
        f"d{number}",
        fact(said, f"Hackers stole {said} from the bridge of Tidepool."),
        title="Tidepool robbed",
        published="2024-02-03",
    )


def test_far_apart_in_time_they_are_two_events() -> None:
    events = compare([report("a", "37000000 USD"), report("b", "39000000 USD", published="2024-08-30")])
    assert events == []


def test_figures_far_apart_are_two_things() -> None:
    events = compare([report("a", "37000000 USD"), report("b", "390000000 USD")])
    assert all(quantity.verdict == "single" for event in events for quantity in event.quantities)


@pytest.mark.parametrize(("one", "other"), [("HAECHI IV", "HAECHI-V"), ("Sentinel", "Serengeti")])
def test_sister_operations_are_kept_apart(one: str, other: str) -> None:
    sentence = "Interpol arrested 3,500 in 34 countries."
    a = document("a", fact("3500", sentence, event=f"Operation {one}"), title="Interpol arrests 3,500")
    b = document("b", fact("3500", sentence, event=f"Operation {other}"), title="Interpol arrests 3,500")
    assert compare([a, b]) == []


def test_spellings_of_one_operation_are_aliases() -> None:
    spelled = ["Operation HAECHI V", "HAECHI-V", "Operation Haechi 5", "Operation HAECHI V"]
    events = compare([document(str(n), fact("> 5500", event=name)) for n, name in enumerate(spelled)])
    assert (events[0].name, events[0].aliases) == ("Operation HAECHI V", ("HAECHI-V", "Operation Haechi 5"))
    assert only(events).verdict == "agree"


def test_differing_totals_of_one_operation_are_a_conflict() -> None:
    a = document("a", fact("643", "Operation Lantern: 643 arrested", event="Operation Lantern"), title="643 arrested")
    b = document("b", fact("612", "Operation Lantern: 612 arrested", event="Operation Lantern"), title="612 arrested")
    assert only(compare([a, b])).verdict == "conflict"


def test_parts_of_other_places_are_no_conflict() -> None:
    a = document("a", fact("54", "In Benin, 54 were held.", event="Operation Lantern", place="Benin"))
    b = document("b", fact("61", "In Ghana, 61 were held.", event="Operation Lantern", place="Ghana"))
    verdicts = [quantity.verdict for event in compare([a, b]) for quantity in event.quantities]
    assert verdicts == ["single", "single"]


def test_a_conversion_is_one_sum() -> None:
    sentence = "Tidepool was fined 2 million pounds (2.5 million dollars)."
    both = document(
        "a",
        fact("2000000 GBP", sentence, mentions=(m("2 million pounds", sentence),), role="penalty"),
        fact("2500000 USD", sentence, mentions=(m("2.5 million dollars", sentence, -182),), role="penalty"),
        title="Tidepool fined",
        published="2024-02-03",
    )
    pounds = _fined("b", "2000000 GBP")
    dollars = _fined("c", "2500000 USD")
    assert only(compare([both, pounds])).verdict == "agree"
    assert only(compare([both, dollars])).verdict == "agree"
    assert only(compare([both, pounds, dollars])).verdict == "consistent"


def m(words: str, sentence: str, start: int = 0) -> object:
    from tests.comparing.making import mention

    return mention(words, sentence, start)


def _fined(source: str, said: str) -> Document:
    return document(
        source, fact(said, f"The fine for Tidepool is {said}.", role="penalty"), title="Tidepool fined",
        published="2024-02-03",
    )  # fmt: skip


def test_one_number_in_two_currencies_is_a_conflict() -> None:
    quantity = only(compare([_fined("a", "71000000 EUR"), _fined("b", "71000000 USD")]))
    assert quantity.verdict == "conflict"


def test_a_bare_dollar_may_be_any_dollar() -> None:
    assert only(compare([_fined("a", "71000000 AUD"), _fined("b", "71000000 USD")])).verdict == "agree"


def test_a_stated_length_is_checked_against_stated_ends() -> None:
    ends = document("a", days("2024-07-01", "2024-11-30", event="Operation Lantern"))
    fits = document("b", days(None, None, kind="duration", duration="P5M", event="Operation Lantern"))
    again = document("c", days("2024-07-01", "2024-11-30", event="Operation Lantern"))
    assert only(compare([ends, fits])).verdict == "consistent"
    assert only(compare([ends, fits, again])).verdict == "agree"


def test_days_that_overlap_are_a_conflict_and_others_are_two_things() -> None:
    def told(source: str, start: str, end: str) -> Document:
        return document(source, days(start, end, event="Operation Lantern"))

    first = told("a", "2024-07-01", "2024-11-30")
    assert only(compare([first, told("b", "2024-06-01", "2024-10-31")])).verdict == "conflict"
    (event,) = compare([first, told("b", "2022-06-01", "2022-10-31")])
    assert [quantity.verdict for quantity in event.quantities] == ["single", "single"]


def test_conversions_at_two_rates_are_no_conflict() -> None:
    sentence = "Tidepool was fined 746 million euros ($887 million)."
    both = document(
        "a",
        fact("746000000 EUR", sentence, mentions=(m("746 million euros", sentence),), role="penalty"),
        fact("887000000 USD", sentence, mentions=(m("$887 million", sentence, -181),), role="penalty"),
        title="Tidepool fined 746 million euros",
        published="2024-02-03",
    )
    assert only(compare([both, _fined("b", "888000000 USD")])).verdict == "consistent"
    assert only(compare([both, _fined("b", "746000000 USD")])).verdict == "conflict"


@pytest.mark.parametrize(
    ("other", "verdicts"),
    [
        ("Officers in Lantern found 1512 victims of romance fraud in nine cities.", ["conflict"]),
        ("Prosecutors put 1512 names of Lantern on file.", ["single", "single"]),
    ],
)
def test_one_sentence_with_two_figures_is_a_conflict(other: str, verdicts: list[str]) -> None:
    sentence = "Officers in Lantern found 1903 victims of romance fraud in nine cities."
    given = [
        document(source, fact("1903" if source == "a" else "1512", said, kind="people", role="victims",
                 event="Operation Lantern", mentions=(m("1903", said, 3000),)))
        for source, said in (("a", sentence), ("b", other))
    ]  # fmt: skip
    assert [quantity.verdict for event in compare(given) for quantity in event.quantities] == verdicts


def test_what_failed_and_what_is_related_is_passed_over() -> None:
    one = report("a", "322000000 USD", section="related")
    assert compare([one, report("b", "322000000 USD")]) == []


def test_the_order_of_the_documents_changes_nothing_but_the_order() -> None:
    given = [report(name, f"{n} USD") for name, n in (("a", 322_000_000), ("b", 326_000_000), ("c", 320_000_000))]
    told = {frozenset((v.document.source, v.fact.value) for v in only(compare(order)).values)
            for order in (given, given[::-1], given[1:] + given[:1])}  # fmt: skip
    assert told == {frozenset({("a", Decimal(322_000_000)), ("b", Decimal(326_000_000)), ("c", Decimal(320_000_000))})}


def test_a_document_given_twice_is_one_source() -> None:
    one = report("a", "322000000 USD")
    assert compare([one, one]) == []


@pytest.mark.parametrize(
    ("bare", "numbered", "published", "events"),
    [
        ("Operation Lantern", "Operation Lantern 2024", "2024-05-02", 1),
        ("Operation Lantern", "Operation Lantern 2024", "2023-05-02", 0),
        ("Operation Lantern", "Operation Lantern 2024", None, 0),
        ("Operation Lantern", "Operation Lantern III", "2024-05-02", 1),
        ("Operation Lantern", "Operation Lantern III", "2024-08-02", 0),
    ],
)
def test_a_bare_name_means_the_operation_of_its_time(
    bare: str, numbered: str, published: str | None, events: int
) -> None:
    a = document("a", fact("350", "Police held 350.", event=bare), published=published)
    b = document("b", fact("350", "Police held 350.", event=numbered), published="2024-05-01")
    assert len(compare([a, b])) == events


def test_figures_that_are_not_round_tell_one_story_without_names() -> None:
    sentences = ("1234 mules were held.", "They lost 5.67 million euros.")
    told = [
        document(
            source, fact("1234", sentences[0]), fact("5670000 EUR", sentences[1]), title="Mules", published=published
        )
        for source, published in (("a", "2024-05-01"), ("b", "2024-05-03"), ("c", "2024-11-03"))
    ]
    (event,) = compare(told)
    assert [document.source for document in event.documents] == ["a", "b"]
    assert [quantity.verdict for quantity in event.quantities] == ["agree", "agree"]


def test_a_sum_in_the_title_is_no_contradiction_of_its_parts() -> None:
    sentence = "Fernline pays customers {} and puts {} into security."
    title = fact("500000000 USD", "Fernline pays $500 million", role="penalty", section="headline")
    parts = [
        fact(f"{part} USD", sentence, role="penalty", mentions=(m(str(part), sentence),))
        for part in (350000000, 150000000)
    ]
    assert compare([document("a", title, *parts, title="Fernline pays $500 million")]) == []


def test_places_are_one_whatever_accents_and_adjectives() -> None:
    a = document("a", fact("64", "In Medellín, 64 were held.", event="Operation Lantern", place="Medellín"))
    b = document("b", fact("64", "In Medellin, 64 were held.", event="Operation Lantern", place="Medellin"))
    assert only(compare([a, b])).verdict == "agree"
    c = document("c", fact("64", "Polish police held 64 in Radom.", event="Operation Lantern", place="Radom"))
    d = document("d", fact("64", "In Poland, 64 were held.", event="Operation Lantern", place="Poland"))
    assert only(compare([c, d])).verdict == "agree"


@pytest.mark.parametrize(("told", "events"), [("frozen tuna from Manta", 1), ("a lorry's spare tyres near Lyon", 0)])
def test_a_figure_retold_in_the_same_words_tells_one_story(told: str, events: int) -> None:
    a = fact("160000000 EUR", "Cocaine worth 160 million euros was in frozen tuna.", role="seized")
    b = fact("160000000 EUR", f"Officers found 160 million euros of cocaine in {told}.", role="seized")
    documents = [document(s, each, title="Drugs", published="2024-05-01") for s, each in (("a", a), ("b", b))]
    assert len(compare(documents)) == events


def killed(source: str, said: str, published: str | None, *, role: str = "killed", **fields: object) -> Document:
    sentence = f"The flood in Ardeln on the river Quell took {said} people."
    return document(
        source, fact(said, sentence, kind="people", role=role, **fields), title="Flood in Ardeln, river Quell burst",
        published=published,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("later", "day", "verdicts"),
    [
        ("46", "2024-02-05", ["conflict"]),  # a toll that grew
        (">= 46", "2024-02-05", ["conflict"]),
        ("170", "2024-02-05", []),  # too far
        ("46", "2024-04-05", []),  # another flood
    ],
)
def test_tolls_grow(later: str, day: str, verdicts: list[str]) -> None:
    events = compare([killed("a", "17", "2024-02-03"), killed("b", later, day)])
    assert [quantity.verdict for event in events for quantity in event.quantities] == verdicts


def test_sums_of_no_role_and_of_no_day_are_two_things() -> None:
    def loan(source: str, said: str, published: str | None) -> Document:
        sentence = f"The Quellen Fund approved {said} for the port of Ardeln."
        title = f"Quellen Fund approves {said} for Ardeln"
        return document(source, fact(said, sentence, role="other"), title=title, published=published)

    for day in ("2024-02-03", None):
        events = compare([loan("a", "900000000 USD", day), loan("b", "450000000 USD", day)])
        assert all(quantity.verdict == "single" for event in events for quantity in event.quantities)


def test_last_digits_that_differ_are_a_correction() -> None:
    a = document(
        "a", fact("119756 BTC", "Thieves took 119756 coins from Tidepool in Quellen."), title="Tidepool robbed",
        published="2016-08-03",
    )  # fmt: skip
    b = document(
        "b", fact("119754 BTC", "In 2016 thieves took 119754 coins from Tidepool in Quellen.", role="other"),
        title="Two held over theft from Tidepool", published="2022-02-08",
    )  # fmt: skip
    assert only(compare([a, b])).verdict == "conflict"


def test_a_source_that_gives_both_sums_knows_of_two() -> None:
    sentence = "Tidepool pays 480 million crowns, a week after it paid 480 million dollars in America."
    both = document(
        "a",
        fact("480000000 DKK", sentence, role="penalty", mentions=(m("480 million crowns", sentence),)),
        fact("480000000 USD", sentence, role="penalty", mentions=(m("480 million dollars", sentence),)),
        title="Tidepool fined again",
        published="2024-02-05",
    )
    events = compare([both, _fined("b", "480000000 USD")])
    assert [quantity.verdict for event in events for quantity in event.quantities] == ["agree", "single"]


def test_two_figures_of_one_sentence_are_two_things() -> None:
    sentence = "Tidepool took nearly 76 million dollars, less than the 76.54 million of the forecast."
    one = document(
        "a",
        fact("! 76000000 USD", sentence, role="other", mentions=(m("nearly 76 million", sentence),)),
        fact("76540000 USD", sentence, role="other", mentions=(m("76.54 million", sentence),)),
        title="Tidepool sells less",
        published="2024-02-03",
    )
    told = "Sales of the exchange Tidepool were 75.87 million dollars."
    other = document("b", fact("75870000 USD", told, role="other"), title="Tidepool sells less", published="2024-02-03")
    (event,) = compare([one, other])
    values = [sorted(int(v.fact.value or 0) for v in q.values) for q in event.quantities]
    assert sorted(values) == [[75_870_000, 76_000_000], [76_540_000]]


@pytest.mark.parametrize(("figure", "verdicts"), [("44", ["conflict"]), ("70", [])])
def test_near_main_figures_of_one_story_contradict_each_other(figure: str, verdicts: list[str]) -> None:
    """Told in quite other words, but surely of one march; a figure far off is of something else."""
    told = "Clashes broke out on Saturday when the Marisol rent march reached Alvalade square"
    a = document("a", fact("38", f"{told}; 38 were held."), fact("250000 EUR", f"{told}, damage 250,000."),
                 title="Marisol rent march in Alvalade turns violent", published="2024-02-03")  # fmt: skip
    damage = fact("250000 EUR", f"{told}, damage 250,000.")
    b = document("b", fact(figure, f"Court statement: {figure} arrested."), damage,
                 title="Two from Marisol rent march in Alvalade before court", published="2024-02-04")  # fmt: skip
    found = [q for event in compare([a, b]) for q in event.quantities if q.kind == "arrests" and q.verdict != "single"]
    assert [q.verdict for q in found] == verdicts


def test_one_document_states_two_things_by_one_figure() -> None:
    reward = "The Lumen Department offers $10m for leaders of the Kestrel gang"
    a = document("a", fact("10000000 USD", f"{reward}.", role="other"), title=reward, published="2024-02-03")
    ransom = fact("10000000 USD", "Kestrel demanded $10m from schools.", role="ransom")
    offered = fact("10000000 USD", f"{reward}.", role="other")
    b = document("b", ransom, offered, title="Kestrel hunted", published="2024-02-03")
    (event,) = compare([a, b])
    tied = next(q for q in event.quantities if q.verdict == "agree")
    assert [(v.document.source, v.fact.role) for v in tied.values] == [("a", "other"), ("b", "other")]


def test_a_document_tells_of_two_things_by_two_ranges() -> None:
    said = "The Quillon gang attacked mills between 2020 and 2021, most in the last quarter"
    title = "Quillon gang attacks mills"
    a = document("a", days("2021-10-01", "2021-12-31", text="Q4"), title=title, published="2022-02-03")
    b = document("b", days("2020-01-01", "2021-12-31"), days("2021-10-01", "2021-12-31", text="Q4"),
                 title=title, published="2022-02-03")  # fmt: skip
    a, b = (told_in(each, said) for each in (a, b))
    tied = [q for event in compare([a, b]) for q in event.quantities if len({v.document.source for v in q.values}) > 1]
    assert [{v.fact.text for v in q.values} for q in tied] == [{"Q4"}]


def told_in(report: Document, sentence: str) -> Document:
    """The document with this sentence for all its facts."""
    facts = tuple(replace(f, mentions=tuple(replace(m, sentence=sentence) for m in f.mentions)) for f in report.facts)
    return replace(report, facts=facts)


def test_towns_and_their_country_are_one_place_where_both_documents_name_both() -> None:
    title = "Train crash in Vaska, Ruritania"
    said = "The crash at Vaska in Ruritania on Tuesday killed {}."
    a = document("a", fact("19", said.format("19"), kind="people", role="killed", place="Ruritania"), title=title,
                 published="2024-02-03")  # fmt: skip
    b = document("b", fact("23", said.format("23"), kind="people", role="killed", place="Vaska"), title=title,
                 published="2024-02-05")  # fmt: skip
    assert only(compare([a, b])).verdict == "conflict"


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("UK", "United Kingdom", "agree"),
        ("India", "Dahanu", "agree"),
        ("Palghar province", "Dahanu", "agree"),
        ("India", "Nepal", "single"),
    ],
)
def test_places_that_hold_each_other(one: str, other: str, verdict: str) -> None:
    """A country or a province holds a town that the other document names too."""
    said = "The fire at the Sarvottam plant near {place} killed 9, officials in Dahanu said."
    a, b = (
        document(
            name,
            fact("9", said.format(place=place), kind="people", role="killed", place=place),
            fact("41000000 USD", f"The Sarvottam fire near {place} cost $41 million."),
            title="Fire at the Sarvottam plant, Dahanu",
            published="2024-02-03",
        )
        for name, place in (("a", one), ("b", other))
    )
    (event,) = compare([a, b])
    verdicts = {q.verdict for q in event.quantities if q.kind == "people"}
    assert verdicts == {verdict}
