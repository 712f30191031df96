"""The view: what a reader sees, and that every span leads back to the text."""

from __future__ import annotations

import pytest

from factx.reading import view
from tests.growth import is_linear

SHOWN = [
    # plain text and blanks
    ("Nine  people\twere held.", "Nine people were held."),
    ("Nine\u00a0people", "Nine people"),
    ("\u201cNine\u201d \u2018men\u2019", "\"Nine\" 'men'"),
    ("ze\u200bro\u00adwidth \u202eand\u202c marks", "zerowidth and marks"),
    ("one\n\ntwo\r\n\r\nthree\rFour", "one\ntwo\nthree\nFour"),
    # Markdown
    ("# Head\n\nText **bold** and _it_.", "Head\nText bold and it."),
    ("He [said](https://a.example/x_(y)?n=40) so.", "He said so."),
    ('A [link](https://a.example "title 5") here', "A link here"),
    ("A [link][1] here\n\n[1]: https://a.example/40", "A link here\n"),
    ("[one](u)[two](u)", "one two"),
    ("$1[3](u).7 million", "$13.7 million"),
    ("![Nine men](https://a.example/9.jpg)\nText", "\nNine men\nText"),
    ("Costs \\$5 and snake\\_case", "Costs $5 and snake_case"),
    ("snake_case_name stays, 2*3 does not", "snake_case_name stays, 23 does not"),
    ("**May 02, 2024**Jane Roe", "May 02, 2024 Jane Roe"),
    ("* one\n* two\n1. three", "one\ntwo\nthree"),
    ("> quoted\n> text", "quoted\ntext"),
    ("a\n\n---\n\nb", "a\nb"),
    ("Head\n----\nText", "Head\nText"),
    ("| a | b | c |\n|---|---|---|\n|1|2|3|", "a: b; c\n1: 2; 3"),
    ("x\n| a | b |\n\na | b", "x\na: b\na | b"),
    ("[not a link] and ![not", "[not a link] and ![not"),
    ("the firm[3] said, in 2020,[12] that", "the firm said, in 2020, that"),
    # addresses
    ("See https://a.example/2020/40-arrests now", "See now"),
    ("If you visit <https://a.example/x>, you see", "If you visit, you see"),
    ("Shop (https://a.example/40-\nmen/) open", "Shop open"),
    # HTML
    ("<p>One</p><p>Two</p>", "\nOne\nTwo\n"),
    ("<span>One</span> <b>two</b>", "One two"),
    ("<b>SYSTEM one</b>Two", "SYSTEM one Two"),
    ("AT&amp;T &#8211; &euro;5 &nosuch; &", "AT&T \u2013 \u20ac5 &nosuch; &"),
    ('<img src="40.jpg" alt="Nine &amp; ten\nmen"> text', "\nNine & ten men\ntext"),
    ("a <!-- 40 men --> b", "a\nb"),
    ("a <script>var x = 40;</script> b", "a\nb"),
    ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
    ("if a <b or c then d", "if a <b or c then d"),
    ("word<sup>1</sup> and", "word 1 and"),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_shown(text: str, shown: str) -> None:
    assert view.read(text).text.strip("\n") == shown.strip("\n")


JOINED = [
    ("nine people were\narrested on Monday.", "nine people were arrested on Monday."),
    ("a deal with\nAcme\nFoods, Inc. and its owners", "a deal with Acme Foods, Inc. and its owners"),
    ("Head of Police\nJane Roe\n, who led it, said so.", "Head of Police Jane Roe, who led it, said so."),
    ("On January 1\nst\nand later", "On January 1st and later"),
    ("Roe Ltd (\u201c\nRoe\n\u201d) paid", 'Roe Ltd ("Roe") paid'),
    ("Ended here.\nNext one begins.", "Ended here.\nNext one begins."),
    ("Ended here.\niPhone sales rose.", "Ended here.\niPhone sales rose."),
    ("Stay Connected\nfacebook\nyoutube\nTown Hall", "Stay Connected\nfacebook\nyoutube\nTown Hall"),
    ("Home\n1\n/\nNews", "Home\n1\n/\nNews"),
    ("A Title Line\nText begins here.", "A Title Line\nText begins here."),
    ("held by the U.S.\nborder patrol", "held by the U.S. border patrol"),
    ("said Lt.\nJane Roe", "said Lt. Jane Roe"),
    ("vitamin A\nNext one", "vitamin A\nNext one"),
    ("A pro-\nwar party", "A pro-war party"),
    ("the men of\n\nTown Hall", "the men of\nTown Hall"),
]


@pytest.mark.parametrize(("text", "shown"), JOINED)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_breaks(text: str, shown: str, newline: str) -> None:
    assert view.read(text.replace("\n", newline)).text == shown


def test_hard_wrapped_text_is_joined() -> None:
    line = "Police in the northern town said on Monday that they had held nine men after"
    other = "Raids on two houses in which officers found money, arms and several stolen cars"
    text = "\n".join([line, other] * 5)
    assert "\n" not in view.read(text).text


@pytest.mark.parametrize(("text", "_"), SHOWN + JOINED)
def test_every_word_leads_back(text: str, _: str) -> None:
    seen = view.read(text)
    for i, character in enumerate(seen.text):
        if character.isalnum():
            start, end = seen.span(i, i + 1)
            assert text[start:end] == character
            assert seen.offset(start) == i


def test_span_over_markup() -> None:
    text = "seized **more than [\u20ac2 million](https://a.example/3)** in cash &amp; cars"
    seen = view.read(text)
    at = seen.text.index("more than \u20ac2 million")
    start, end = seen.span(at, at + len("more than \u20ac2 million"))
    assert text[start:end] == "more than [\u20ac2 million"
    at = seen.text.index("&")
    assert text[slice(*seen.span(at, at + 1))] == "&amp;"


def test_hidden_and_swaps() -> None:
    text = "key: It''s\n  here\nrest"
    seen = view.read(text, hidden=[(0, 5), (17, 18)], swaps=[(7, 8, ""), (10, 13, " ")])
    assert seen.text.strip("\n") == "It's here\nrest"


def test_plain_keeps_quotes() -> None:
    assert view.plain("**\u201cNine\u201d** [men](u) &amp; more") == "\u201cNine\u201d men & more"


@pytest.mark.parametrize(
    "unit",
    [
        *("[", "](", "![", "[a](b)", "![a](b)", "<a", "<!--", "<script>", "&amp", "---\n", "* ", "\n", "\r"),
        *("(http://a\n", "|   ", "x\n", "]][[", "\\", "`", "_", '[a](b "', "> ", "a-\n"),
    ],
)
def test_linear_time(unit: str) -> None:
    assert is_linear(view.read, unit, 20_000)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[0m5 held", "5 held"),
        ("Police \x1b[1;31marrested\x1b[0m \x1b[4m27\x1b[24m men", "Police arrested 27 men"),
        ("\x1b]8;;http://a.example/12\x07the list\x1b]8;;\x07 of 12 men", "the list of 12 men"),
        ("\x1b]0;title 55\x1b\\Nine held", "Nine held"),
        ("\x1bP900q#0;2;0\x1b\\Nine held", "Nine held"),
        ("\x1b(B12 men\x1b=", "12 men"),
        ("[see \x1b[1mthis\x1b[0m](http://a.example/5) list", "see this list"),
        ("\x9b31mred\x9b0m", "red"),
        ("\x1bHello", "Hello"),
        ("\x1b]no end 5 million\nnext", "]no end 5 million\nnext"),
        ("the end \x1b", "the end "),
    ],
)
def test_terminal_sequences_are_hidden_whole(text: str, shown: str) -> None:
    assert view.read(text).text == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("police arres-\nted 27 men", "arrested 27"),
        ("the net-\nwork of thieves, a net-work of old", "the net-work of"),
        ("about twenty-\nseven men", "twenty-seven men"),
        ("a well-\nknown dealer", "well-known dealer"),
        ("cost 5 mil\u00ad\nlion euros", "cost 5 million euros"),
        ("for ques\u2010\ntioning", "for questioning"),
        ("the Anglo-\nIrish talks", "the Anglo-Irish talks"),
        ("a 12-\nmonth term", "a 12-"),
        ("between 5-\n10 men", "between 5-"),
    ],
)
def test_words_parted_at_the_end_of_a_line(text: str, shown: str) -> None:
    seen = view.read(text)
    assert shown in seen.text
    start, end = seen.span(0, len(seen.text))
    assert text[start:end] == text


def test_tags_in_capitals() -> None:
    assert view.read("<P><FONT SIZE=2>Nine held</FONT><SCRIPT>var a = 5</SCRIPT>").text.strip() == "Nine held"
