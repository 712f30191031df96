"""Where the documents of a page agree: a table an event, a row a quantity, a column a document, the verdict in words.

Documents in, a piece of HTML out. A value leads to its words in the article; what those places are called on the page
is told by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from factx.comparing import Event, Quantity, Value, compare
from factx.formats.compare import words
from factx.formats.harmless import harmless
from factx.model import Document
from factx.reading import view

#: From the number of a document (from 1) and of its fact (from 0) to the id of that fact on the page.
Naming = Callable[[int, int], str]
_MANY = 2


def agreement(documents: Sequence[Document], name: Naming) -> str:
    """The tables of all events that two of the documents report; nothing where there is none.

    Args:
        documents: all of the page, in order; their text is not needed.
        name: the ids that facts have on the page.
    """
    numbers = {(d.source, d.sha256): number for number, d in reversed(list(enumerate(documents, 1)))}
    events = [event for event in compare(documents) if len(event.documents) >= _MANY]
    if not events:
        return ""
    quantities = [quantity for event in events for quantity in event.quantities]
    head = f"Where the documents agree: {words.count(len(events), 'event')}, {words.summary(quantities)}"
    tables = "\n".join(_event(event, numbers, name) for event in events)
    return (
        f'<section class="agreement" aria-label="Where the documents agree"><details open><summary>{head}</summary>\n'
        f"{tables}\n</details></section>"
    )


def _event(event: Event, numbers: dict[tuple[str, str], int], name: Naming) -> str:
    places = [numbers[document.source, document.sha256] for document in event.documents]
    sources = "".join(
        f'<li><b>{words.letters(n)}</b> <a href="#d{place}">{_text(document.title or document.source)}</a>'
        f' <span class="faint">{_about(document)}</span></li>'
        for n, (place, document) in enumerate(zip(places, event.documents, strict=True))
    )
    several = [quantity for quantity in event.quantities if quantity.verdict != "single"]
    single = [quantity for quantity in event.quantities if quantity.verdict == "single"]
    shown = _table(event, several, places, name) if several else ""
    if single:
        count = f"{words.count(len(single), 'figure')} of one source"
        shown += f"<details><summary>{count}</summary>{_table(event, single, places, name)}</details>"
    return f'<section class="event"><h2 dir="auto">{_text(words.names(event))}</h2><ul>{sources}</ul>{shown}</section>'


def _about(document: Document) -> str:
    return _text(
        " \u00b7 ".join(filter(None, (document.source if document.title else "", str(document.published or ""))))
    )


def _table(event: Event, quantities: Sequence[Quantity], places: Sequence[int], name: Naming) -> str:
    heads = "".join(
        f'<th scope="col" title="{_text(document.title or document.source)}">{words.letters(n)}</th>'
        for n, document in enumerate(event.documents)
    )
    rows = "\n".join(_row(event, quantity, places, name) for quantity in quantities)
    return (
        f'<div class="wide"><table><thead><tr><th scope="col">what</th>{heads}<th scope="col">verdict</th></tr></thead>'
        f"<tbody>\n{rows}\n</tbody></table></div>"
    )


def _row(event: Event, quantity: Quantity, places: Sequence[int], name: Naming) -> str:
    cells = []
    for place, document in zip(places, event.documents, strict=True):
        said = [value for value in quantity.values if value.document is document]
        cells.append(f"<td>{'<br>'.join(_value(value, quantity, place, name) for value in said)}</td>")
    head = f'<th scope="row">{_text(words.what(quantity))}</th>'
    verdict = f'<td class="verdict">{words.WORDS[quantity.verdict]}</td>'
    return f'<tr class="{quantity.verdict}">{head}{"".join(cells)}{verdict}</tr>'


def _value(value: Value, quantity: Quantity, place: int, name: Naming) -> str:
    """A value with a link to the words that state it."""
    number = next(n for n, fact in enumerate(value.document.facts) if fact is value.fact)
    fact = name(place, number)
    sentence = harmless(view.plain(value.fact.mentions[0].sentence))
    shown = words.said_by(value, quantity)
    return f'<a href="#{fact}-m1" data-fact="{fact}" title="{escape(sentence)}">{escape(shown)}</a>'


def _text(text: str) -> str:
    return escape(harmless(text))
