"""Which operation a fact belongs to: naming, aliases, and how far an operation reaches."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import marked
import pytest

from factx.candidate import Candidate
from factx.rules import event_names, events
from factx.scan import SentenceIndex, sentences

EXAMPLES = marked.load(Path(__file__).parent / "sentences" / "events.txt")


def _candidate(text: str, start: int, end: int, kind: str, value: Decimal | None) -> Candidate:
    number = SentenceIndex(sentences(text)).at(start)
    return Candidate(start, end, end, number, kind, "test", value=value)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.text[:60])
def test_marked_texts(example: marked.Example) -> None:
    found = [_candidate(example.text, x.start, x.end, x.kind, x.value) for x in example.expected]
    events.assign(example.text, sentences(example.text), found, [], [])
    assert [c.event for c in found] == [x.event for x in example.expected]


def _given(text: str, headline: bool = False, related: str = "") -> list[str | None]:
    """Events of the numbers in square brackets of ``text``; the first line is the headline where asked."""
    spans: list[tuple[int, int]] = []
    plain = ""
    for piece in re.split(r"(\[[^\]]*\])", text):
        if piece.startswith("["):
            spans.append((len(plain), len(plain) + len(piece) - 2))
            plain += piece[1:-1]
        else:
            plain += piece
    found = [
        _candidate(plain, start, end, "arrests", Decimal(re.sub(r"\D", "", plain[start:end]) or 1))
        for start, end in spans
    ]
    head = [(0, plain.index("\n"))] if headline else []
    away = [(plain.index(related), len(plain))] if related else []
    events.assign(plain, sentences(plain), found, head, away)
    return [c.event for c in found]


NAMES = [
    ("Operation Tern IX led to arrests.", ["Operation Tern IX"]),
    ("Police ended Operation TERN-IX. As part of TERN IX, nine men were held.", ["Operation TERN-IX"]),
    ("Officers ended 'Operation Silver Birch' on Monday.", ["Operation Silver Birch"]),
    ("Police arrested nine in Operation Winds of Change.", ["Operation Winds of Change"]),
    ("Police arrested nine in Operation Beech of 2019.", ["Operation Beech"]),
    ("Europol's Operation Larch Leads to 40 Arrests Across Europe", ["Operation Larch"]),
    ("Police arrested nine in an operation codenamed 'Larch'.", ["Larch"]),
    (
        "Police held nine in an operation codenamed 'LARCH'.\nThe LARCH operation took in six cities, police said.",
        ["Operation LARCH"],
    ),
    ("Police arrested nine people during operation Larch.", ["operation Larch"]),
    ("The arrests are the results of operation RimLight, police said.", ["operation RimLight"]),
    ("Nine men were held by operation RimLight. Operation RimLight ended on Monday.", ["Operation RimLight"]),
    ("Operation Larch, also known as Operation Elm, brought arrests.", ["Operation Larch"]),
    (
        "Police ended Operation Larchwood IV. Operation Larchwod IV went well, officers said.",
        ["Operation Larchwood IV"],
    ),
    ("Operation Larch II brought arrests. Its predecessor was LARCH I.", ["Operation Larch II", "LARCH I"]),
    ("Marshals freed nine children.\nThe operation was called 'Open Gate'.", ["Open Gate"]),
    ("Detectives said Project Larch, an investigation into car theft, was over.", ["Project Larch"]),
]
NO_NAMES = [
    "Major Police Operation Nets 85 Arrests Across Europe",
    "The Emergency Operation Center opened. Operation of the plant stopped.",
    "Officers said the operation Tuesday led to nine arrests.",
    "A ransomware operation known as LoudLock has hit the police.",
    "The company runs a marketing campaign dubbed Summer Fun.",
    "Special Operations Command moved its staff. Operations Manager Jane Roe spoke to the police.",
    "The case is part of Operation Clean Street, a nationwide initiative. Operation Clean Street began in 2006.",
    "Police spoke of the scale of operation Monday.",
    "Google's Project Zero found a flaw. Project Manager Jane Roe agreed.",
]


@pytest.mark.parametrize(("text", "names"), NAMES, ids=lambda x: str(x)[:50])
def test_names(text: str, names: list[str]) -> None:
    assert event_names.find(text)[1] == names


@pytest.mark.parametrize("text", NO_NAMES, ids=lambda x: x[:50])
def test_no_names(text: str) -> None:
    assert event_names.find(text) == ([], [])


def test_spans_of_namings() -> None:
    text = 'Police ended "Operation Elm". In ELM they arrested nine.'
    found, _ = event_names.find(text)
    assert [text[n.start : n.end] for n in found] == ["Operation Elm", "ELM"]


def test_headline_and_lead_belong_to_the_operation_named_below() -> None:
    text = (
        "Police arrest [90] over fraud\nPolice have arrested [90] people.\nOperation Elm ran for a month.\n"
        "[Three] were charged."
    )
    assert _given(text, headline=True) == ["Operation Elm"] * 3


def test_related_matter_stays_out() -> None:
    text = "Police arrested [90] people in Operation Elm.\nRelated\nPolice arrest [31] over bus fares"
    assert _given(text, related="Related") == ["Operation Elm", None]


def test_the_same_figure_in_a_teaser_goes_with_the_operation() -> None:
    text = "Police arrested [90] people in Operation Elm.\nRelated\nPolice arrest [90] over fraud: what we know"
    assert _given(text, related="Related") == ["Operation Elm", "Operation Elm"]


def test_figures_of_the_past_and_the_world_belong_to_none() -> None:
    text = (
        "Police arrested [90] people in Operation Elm.\nIn 2022, police arrested [40] people.\n"
        "Some [12] were jailed.\nThe operation also led to [six] searches in 2024."
    )
    assert _given(text) == ["Operation Elm", None, None, "Operation Elm"]


def test_comparison_inside_a_sentence() -> None:
    assert _given("Operation Elm led to [90] arrests, up from [40] in 2021.") == ["Operation Elm", None]


def test_naming_after_the_facts_of_an_earlier_operation() -> None:
    text = (
        "Police arrested [90] people in Operation Elm.\nIt comes a month after marshals found [39] children.\n"
        "That investigation, known as 'Operation Ash', also led to [nine] arrests."
    )
    assert _given(text) == ["Operation Elm", "Operation Ash", "Operation Ash"]


def test_operation_named_in_passing_reaches_no_further_than_its_paragraph() -> None:
    text = (
        "Police arrested [90] people in Operation Elm.\nOfficers spoke of lessons. Operation Ash led to [70] arrests "
        "in 2019. It took in [nine] towns.\nOfficers seized drugs and held [four] men."
    )
    assert _given(text) == ["Operation Elm", "Operation Ash", "Operation Ash", "Operation Elm"]


def test_campaign_of_attackers_is_no_operation_of_the_police() -> None:
    text = "Hackers hit [90] firms in Operation Blackbird.\nThe malware spread to [12] countries."
    assert _given(text) == [None, None]


def test_old_operation_told_at_the_end_is_not_the_articles_own() -> None:
    text = "A man stole [40] cars.\nHe will appear in court.\nPolice found [two] more.\nHe denies it.\n"
    text += "In 2021, Europol's Operation Elm led to [36] arrests."
    assert _given(text) == [None, None, "Operation Elm"]


def test_other_news_at_the_end_belongs_to_none() -> None:
    text = "Police arrested [16] people in a raid dubbed 'Operation Elm'.\nThe [16] are accused of theft.\n"
    text += "They deny it.\nIn May, Spanish police arrested [106] people over another theft."
    assert _given(text) == ["Operation Elm", "Operation Elm", None]


def test_later_sentence_gives_the_arrests_to_an_operation() -> None:
    text = "Police in two cities held [14] suspected burglars.\nThe prosecutor fined a mill [$70,000].\n"
    text += "Police spoke to reporters.\n" * 14
    text += "The arrests are the result of Operation Elm.\nIt took in [nine] towns."
    assert _given(text) == ["Operation Elm" if x else None for x in (0, 0, 1)]
    text = text.replace("held", "arrested")
    assert _given(text) == ["Operation Elm" if x else None for x in (1, 0, 1)]


def test_late_naming_without_such_words_is_not_the_articles_own() -> None:
    text = "Police arrested [14] burglars.\n" + "Police spoke to reporters.\n" * 14
    assert _given(text + "Police are also at work on Operation Elm, with [nine] arrests.") == [None, "Operation Elm"]


def test_clause_of_a_headline_on_another_matter() -> None:
    text = "Burglars arrested; state seizes [90] flats\nPolice arrested [14] burglars.\n" + "Police said more.\n" * 14
    assert _given(text + "The arrests came in Operation Elm.", headline=True) == [None, "Operation Elm"]


ARTICLE = (
    "Police arrested [90] people in Operation Elm.\nThey raided a mill.\nThey held [six] men.\nOfficers were glad.\n"
)
AFTERWARDS = [
    "This week, the State Department announced a reward of [$900]. It wants [two] men.",
    "In recent burglary news, a court jailed [nine] men.",
    "Since 2009 the agency has freed [1,800] people.",
    "In 2019 French police broke another ring. That led to [700] arrests.",
    "The arrests are the latest in a string of raids. In Spain, police held [nine] men.",
    "The work has led to numerous arrests, including:\nThe arrest of the [two] Finchley operation members.",
    "Police operations have also led gangs to give up. One firm lost [80] vans.",
    "The charity Open Door has helped [800] families. It has [30] vans.",
    "In May, Danish police arrested [20] men in a separate crackdown.",
    "It came hours after another large takedown. On Monday, agents said the ring had stolen [$900].",
    "Similar shop raids and other police operations led to [300] arrests.",
    "Since its foundation in 2009, the office has made [600] arrests.",
    "Burglary costs [4] in ten firms money. It kills [70] people a year.",
    "The case is one of [40], as the gang overall is believed to have robbed [300] homes.",
]


@pytest.mark.parametrize("after", AFTERWARDS, ids=lambda x: x[:40])
def test_what_an_article_adds_belongs_to_none(after: str) -> None:
    first, second, *rest = _given(ARTICLE + after)
    assert (first, second) == ("Operation Elm", "Operation Elm")
    assert rest[-1] is None


AGAIN = [
    "This week, officers made [14] more arrests in the operation.",
    "Since 2019 the operation has led to [700] arrests.",
    "In total, police made [700] arrests.",
    "Agents offered help to [14] victims.",
    "Police seized a string of pearls and held [14] men.",
    "The gang is thought to have robbed [300] homes.",
]


@pytest.mark.parametrize("after", AGAIN, ids=lambda x: x[:40])
def test_what_stays_with_the_operation(after: str) -> None:
    assert _given(ARTICLE + after) == ["Operation Elm"] * 3


def test_raids_in_another_operation_do_not_make_it_the_articles_own() -> None:
    text = "Police arrested [14] burglars.\nIn another action, called Operation Elm, police held [90] men."
    assert _given(text) == [None, "Operation Elm"]


def test_operation_of_other_news_is_not_the_articles_own() -> None:
    text = "Police arrested [14] burglars.\nSeparately, the state said that Operation Elm had netted [300] people.\n"
    assert _given(text + "Police recovered [30] vans.") == [None, "Operation Elm", None]


def test_small_figure_in_a_menu_stays_out() -> None:
    text = "Police arrested [five] people in Operation Elm.\nMore news: [five] held after a fire | Fares go up"
    assert _given(text, related="More news") == ["Operation Elm", None]


def test_many_operations_are_read() -> None:
    text = " ".join(f"Operation Elm{chr(65 + i % 26)}{chr(97 + i // 26 % 26)}{i} led to arrests." for i in range(3000))
    assert len(event_names.find(text)[1]) == 3000


def test_one_long_sentence_of_namings_is_read() -> None:
    text = "Another Operation Elm, with arrests of 14 men, " * 800
    found = [Candidate(m.start(), m.end(), m.end(), 0, "arrests", "test") for m in re.finditer("14", text)]
    events.assign(text, sentences(text), found, [], [])
    assert {c.event for c in found} == {"Operation Elm"}


def test_no_candidates_and_no_text() -> None:
    events.assign("", [], [], [], [])
    events.assign("Operation Elm ended.", sentences("Operation Elm ended."), [], [], [])
