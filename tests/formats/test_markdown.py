"""markdown: tables that stay tables, whatever the article says."""

import re
from dataclasses import replace

import pytest

from factx.model import Problem
from tests.formats.sample import ARRESTS, BAD, CHANGE, GOOD, NOTES, document, fact, written

HTML = re.compile(r"(?<!\\)[<>]")


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def test_a_table() -> None:
    assert written("markdown", GOOD).splitlines()[:7] == [
        "## Raid in the harbour",
        "",
        "Source: harbour.txt, published 2024-12-01",
        "",
        "| What | Value | Event | Place | In the article's words |",
        "| --- | ---: | --- | --- | --- |",
        "| arrests | **\\> 1,500** | Operation Driftwood | Porto | Police in Porto arrested **more than 1,500** people "
        "between July and November 2024. |",
    ]


def test_columns_that_are_empty_are_left_out() -> None:
    head = written("markdown", document(CHANGE, NOTES)).splitlines()[4]
    assert cells(head) == ["What", "Value", "In the article's words"]


def test_failed_and_empty_documents() -> None:
    text = written("markdown", BAD, document())
    assert "**Failed:** gone.txt: no such file (not-found)" in text
    assert text.endswith("No facts.\n")


def test_related_facts_are_apart() -> None:
    related = replace(NOTES, section="related")
    text = written("markdown", document(ARRESTS, related))
    assert text.index("arrests |") < text.index("Not the article itself") < text.index("money")


@pytest.mark.parametrize(
    "hostile",
    [
        "a | b",
        "</td><script>alert(1)</script>",
        "[x](http://e.example)",
        "**b** _i_ `c`",
        "a\n\n# b",
        "\\",
        "![i](u)",
        "$x$",
    ],
)
def test_article_text_is_no_markup(hostile: str) -> None:
    odd = replace(ARRESTS, event=hostile, place=hostile)
    lines = written("markdown", replace(document(odd), title=hostile, source=hostile)).splitlines()
    assert len(lines) == 7
    assert len(cells(lines[-1])) == 5
    assert not HTML.search("".join(lines).replace("> ", ""))
    failed = replace(BAD, problem=Problem("x", hostile))
    assert len(written("markdown", failed).splitlines()) == 5


def test_the_number_stands_out_where_it_is_counted() -> None:
    text = "Of 12 men, 12 were held in 12 towns.\n"
    given = replace(fact("arrests", "12", text, value="12"), text="12 were held")
    assert "Of 12 men, **12** were held" in written("markdown", document(given, text=text))
