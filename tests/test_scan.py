"""Where sentences end: stops, abbreviations, initials, line breaks."""

from __future__ import annotations

import pytest

from factx.scan import CAP, SentenceIndex, sentences


def _split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Lt. Brown arrested Mr. Grey on Jan. 5.",
        "The U.S. Attorney charged six men.",
        "No. 5 was empty.",
        "J. Smith and K. Jones were held.",
        "Acme Inc. Chairman Joe Brown was fined.",
        "He paid approx. $5 million, i.e. Everything.",
        "They took $2.5 million from 12 people.",
        "Police held 12 people, e.g. Two brothers.",
        "The site example.org was shut.",
        "It was fined Rs. 500 on Sept. 9.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert _split(text) == [text]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Police arrested six men.", "Four were jailed."),
        ("He said no.", "Police left."),
        ("It happened on Sun.", "Police came."),
        ("She sued Acme Inc.", "The firm paid."),
        ("He lives in the U.S.", "He was held."),
        ("Was he held?", '"Yes," she said.'),
        ('"Six men were held."', "They denied it."),
        ("Losses grew!", "$5 million was lost."),
        ("He waited\u2026", "Nobody came."),
        ("They fled (all of them.)", "Police came."),
    ],
)
def test_two_sentences(one: str, two: str) -> None:
    assert _split(f"{one} {two}") == [one, two]


def test_a_stop_without_a_blank_between_words() -> None:
    assert _split("Six men were held.Police left.") == ["Six men were held.", "Police left."]


def test_a_line_break_always_ends_a_sentence_and_a_block() -> None:
    found = sentences("Police arrested Mr.\nGrey. He ran.\n\n  \nDone")
    assert [s.block for s in found] == [0, 1, 1, 4]


@pytest.mark.parametrize("text", ["", " ", "\n", "\n \n"])
def test_blank_text_has_none(text: str) -> None:
    assert sentences(text) == []


def test_index_gives_the_sentence_of_an_offset() -> None:
    text = "  One here. Two here.\nThree."
    index = SentenceIndex(sentences(text))
    assert [index.at(text.index(w)) for w in ("One", "here", "Two", "Three")] == [0, 0, 1, 2]
    assert index.at(0) == 0
    assert index.at(len(text)) == 2
    assert SentenceIndex([]).at(5) == 0


@pytest.mark.parametrize("word", ["word ", "word", "a. b ", "\u00e9\u00e9\u00e9\t"])
def test_no_sentence_is_longer_than_the_cap(word: str) -> None:
    text = word * 3000
    found = sentences(text)
    assert max(s.end - s.start for s in found) <= CAP
    assert "".join("".join(text[s.start : s.end] for s in found).split()) == "".join(text.split())


def test_a_long_sentence_is_cut_at_a_blank() -> None:
    pieces = _split("Police held twelve men. " + "and then more of them " * 200)
    assert len(pieces) == 3
    assert all(piece.split()[-1] in ("and", "then", "more", "of", "them") for piece in pieces)


def test_blanks_longer_than_the_cap_are_no_sentence() -> None:
    assert _split("One." + " " * 4000 + "Two.") == ["One.", "Two."]
