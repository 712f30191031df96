"""A page to show: a matrix an event, a row a quantity, a column a source; a click on a value opens its words.

One file without scripts; nothing in it is loaded from elsewhere. Article text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources
from typing import TextIO

from factx.comparing.model import Event, Quantity, Value
from factx.formats.compare import words
from factx.formats.harmless import harmless
from factx.reading import view

_HEAD = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
)


def write(events: Sequence[Event], out: TextIO) -> None:
    """Write the page."""
    out.writelines(f"{line}\n" for line in page("Where sources agree", _body(events)))


def page(title: str, body: Iterator[str]) -> Iterator[str]:
    """The lines of a page around those of its body."""
    style = resources.files("factx.formats.compare").joinpath("page.css").read_text(encoding="utf-8")
    yield f"{_HEAD}<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>"
    yield f"<h1>{escape(title)}</h1>"
    yield from body
    yield "</body>\n</html>"


def _body(events: Sequence[Event]) -> Iterator[str]:
    if not events:
        yield "<p>No event is reported by two documents.</p>"
    for event in events:
        yield f"<section>\n<h2>{escape(words.names(event))}</h2>\n<ul>"
        letters = [words.letters(number) for number in range(len(event.documents))]
        for letter, document in zip(letters, event.documents, strict=True):
            yield f"<li><b>{letter}</b> {escape(words.about(document))}</li>"
        heads = "".join(f'<th scope="col">{letter}</th>' for letter in letters)
        yield '</ul>\n<div class="wide">\n<table>'
        yield f'<thead><tr><th scope="col">what</th>{heads}<th scope="col">verdict</th></tr></thead>\n<tbody>'
        yield from (_row(event, quantity) for quantity in event.quantities)
        yield "</tbody>\n</table>\n</div>\n</section>"


def _row(event: Event, quantity: Quantity) -> str:
    cells = []
    for document in event.documents:
        said = [value for value in quantity.values if value.document.source == document.source]
        cells.append(f"<td>{''.join(_value(value, quantity) for value in said)}</td>")
    head = f'<th scope="row">{escape(words.what(quantity))}</th>'
    verdict = f'<td class="verdict">{words.WORDS[quantity.verdict]}</td>'
    return f'<tr class="{quantity.verdict}">{head}{"".join(cells)}{verdict}</tr>'


def _value(value: Value, quantity: Quantity) -> str:
    """A value that opens to the sentences which state it."""
    sentences = dict.fromkeys(harmless(view.plain(mention.sentence)) for mention in value.mentions)
    quotes = "".join(f"<blockquote>{escape(sentence)}</blockquote>" for sentence in sentences)
    return f"<details><summary>{escape(words.said_by(value, quantity))}</summary>{quotes}</details>"
