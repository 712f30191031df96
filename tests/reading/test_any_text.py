"""Whatever the text, it is read: no exception, spans within the text, sections in order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from factx.reading.article import from_text

PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\r\n",
            "\n\n",
            "---\n",
            "# ",
            "* ",
            "> ",
            "|",
            "[",
            "]",
            "](",
            "![",
            ")",
            "(http://a.b/c",
            "<p>",
            "</p>",
            "<a ",
        ),
        *(
            "<!--",
            "-->",
            "<img alt='",
            "&amp;",
            "&#8211;",
            "\\",
            "**",
            "_",
            "`",
            "title: ",
            "date: 2020-01-02",
            "- ",
            "  ",
        ),
        *(
            "Nine held",
            "Related",
            "Share",
            "police said.",
            "Read more:",
            "\u200b",
            "\u00a0",
            "\ufeff",
            "\x00",
            "\u2028",
            "'",
            '"',
        ),
        *("Police held nine people on Monday after a long search of the docks.", "\U0001f600", "e\u0301", "...", "="),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text(text: str) -> None:
    article = from_text(text, "x", markup="plain")
    assert article.text == text.removeprefix("\ufeff")
    size, seen = len(article.text), article.view
    for at in range(len(seen.text)):
        start, end = seen.span(at, at + 1)
        assert 0 <= start < end <= size
    for section in article.sections:
        assert 0 <= section.start < section.end <= size
    for one, two in pairwise(article.sections):
        assert one.end <= two.start
