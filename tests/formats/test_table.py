"""table: nothing lost at any width, nothing of the article obeyed by the terminal."""

import io
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from factx.formats import FORMATS
from factx.formats.harmless import harmless
from factx.options import Options
from tests.formats.sample import ARRESTS, BAD, CHANGE, GOOD, NOTES, RANGE, document, fact, written

WIDTHS = (40, 60, 80, 100, 160)


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_fits_the_width_and_shows_every_fact(width: int) -> None:
    text = written("table", GOOD)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    for shown in ("> 1,500", "$0.35", "€1.2 million", "Jul – Nov 2024", "Porto", "Operation Driftwood", "money/seized"):
        assert squeezed(shown) in squeezed(text)


def test_long_values_wrap_and_are_not_cut(width: int) -> None:
    wide = replace(
        ARRESTS,
        event="Operation " + "Long" * 60,
        place="q" * 60,
        role="x" * 50,
        text="more than 1,500",
    )
    text = squeezed(written("table", replace(GOOD, facts=(wide,), source="folder/" * 40 + "x.txt", title="T" * 300)))
    assert "Long" * 60 in text
    assert text.count("T") >= 300
    assert text.count("folder/") == 40
    assert text.count("q") == 60
    assert text.count("x") >= 50


def test_the_header_is_whole_above_short_values(width: int) -> None:
    short = replace(fact("arrests", "0.35", value="5", place="Rio"), event="E")
    header = written("table", replace(GOOD, facts=(short,))).splitlines()[4].split()
    if width >= 72:
        assert " ".join(word for word in header if word != "where") == "what value in these words line"


def test_groups_by_event_and_puts_related_last() -> None:
    teaser = replace(fact("arrests", "$0.35", value="12", section="related"), id="arrests-2")
    lines = written("table", replace(GOOD, facts=(teaser, *GOOD.facts))).splitlines()
    headings = [line for line in lines[2:] if line and not line.startswith(" ")]
    assert headings == ["Operation Driftwood", "Other facts", "Not the article itself (related)"]


def test_a_plain_heading_where_no_operation_is_named() -> None:
    lines = written("table", replace(GOOD, facts=(RANGE, CHANGE))).splitlines()
    assert "Facts" in lines


def test_line_numbers_and_counts_of_mentions() -> None:
    twice = replace(ARRESTS, mentions=(*ARRESTS.mentions, CHANGE.mentions[0]))
    assert "3 ×2" in written("table", replace(GOOD, facts=(twice,)))
    crlf = "one\r\ntwo\rthree\nfour 7 men"
    made = fact("arrests", "7", crlf, value="7")
    assert re.search(r"\s4$", written("table", document(made, text=crlf)), re.MULTILINE)


def test_the_number_is_marked_where_there_is_no_colour() -> None:
    assert "«more than 1,500»" in " ".join(written("table", replace(GOOD, facts=(ARRESTS,))).split())


def test_a_number_that_the_sentence_repeats_is_marked_where_it_counts() -> None:
    text = "On day 7 they arrested 7 men."
    made = replace(fact("arrests", "7", text, value="7"), text="7 men")
    assert "On day 7 they arrested «7» men." in written("table", document(made, text=text))


def test_a_mention_that_begins_inside_a_link_stands_in_its_sentence() -> None:
    text = "In the [first quarter of 2024](https://a.example/q1), thefts rose.\n"
    found = fact("date_range", "the [first quarter of 2024", text, start="2024-01-01", end="2024-03-31")
    assert "In «the first quarter of 2024», thefts rose." in written("table", document(found, text=text))


def test_failed_and_empty_documents() -> None:
    text = written("table", BAD, document())
    assert "gone.txt: no such file" in text
    assert "no facts" in text


@pytest.mark.parametrize(
    "hostile",
    [
        "\x1b[31mred\x1b[0m",
        "\x1b]8;;http://x\x07link\x1b]8;;\x07",
        "a\x9b31mb",
        "a\rb",
        "a\bb",
        "x\u202ey",
        "\u2066z",
        "a\x00b",
    ],
)
@pytest.mark.parametrize("terminal", [True, False])
def test_text_of_the_article_is_harmless(hostile: str, terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")

    class Out(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    text = f"Police {hostile} arrested 5 men in {hostile}."
    made = replace(fact("arrests", "5", text, value="5"), event=hostile, place=hostile, text=f"5 men in {hostile}")
    out = Out()
    FORMATS["table"].load()([document(made, text=text, title=hostile, source=hostile)], out, Options())
    own = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue()) if terminal else out.getvalue()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", own)
    assert "\x1b[31mred" not in out.getvalue()


def test_markup_of_rich_is_text() -> None:
    text = "[bold red]5[/bold red] men :smile: [link=x]."
    made = fact("arrests", "5", text, value="5")
    shown = written("table", document(made, text=text, title="[b]x[/b]"))
    assert "[bold red]«5»[/bold red] men :smile: [link=x]" in shown
    assert "[b]x[/b]" in shown


def test_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    out = Terminal()
    FORMATS["table"].load()([GOOD], out, Options())
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", out.getvalue())
    assert "\x1b[1m" in out.getvalue()


def test_wide_characters_fit(width: int) -> None:
    text = "警察は5人を逮捕した。" * 8
    made = replace(fact("arrests", "5", text, value="5"), place="東京都新宿区歌舞伎町")
    shown = written("table", document(made, NOTES, text=text))
    assert max(cell_len(line) for line in shown.splitlines()) <= width


def test_harmless_keeps_words() -> None:
    assert harmless("  a\n\tb\u00a0c  ") == "a b c"
    assert harmless("Zürich – 東京 ‘x’") == "Zürich – 東京 ‘x’"
