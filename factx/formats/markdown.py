"""A Markdown table a document, to paste into a report: facts by event, each with the words it was read from.

Article text is escaped: none of it is taken for markup, HTML or the end of a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from factx.formats import wording
from factx.formats.harmless import harmless
from factx.model import Document, Fact
from factx.options import Options
from factx.reading import view

# What Markdown, or HTML or mathematics inside it, may take for more than text. No text stands at a line's start.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>|#~&$@!]|://|(?<=\bwww)\.")
_COLUMNS = ("What", "Value", "Event", "Place", "In the article's words")


def write(documents: Iterable[Document], out: TextIO, options: Options) -> None:
    """Write a heading and a table a document, each as soon as it is there."""
    for number, doc in enumerate(documents):
        out.write("\n" * (number > 0) + "\n".join(_lines(doc)) + "\n")
        out.flush()


def _lines(doc: Document) -> list[str]:
    """The lines of one document."""
    about = [f"Source: {escaped(doc.source)}", *([f"published {doc.published}"] if doc.published else [])]
    head = [f"## {escaped(doc.title or doc.source)}", "", ", ".join(about), ""]
    if doc.problem:
        return [*head, f"**Failed:** {escaped(doc.problem.message)} ({escaped(doc.problem.code)})"]
    if not doc.facts:
        return [*head, "No facts."]
    own = [fact for fact in doc.facts if fact.section != "related"]
    related = [fact for fact in doc.facts if fact.section == "related"]
    lines = [*head, *(_table(own) if own else ["No facts in the article itself."])]
    if related:
        lines += ["", "Not the article itself (teasers, related stories):", "", *_table(related)]
    return lines


def _table(facts: list[Fact]) -> list[str]:
    """A table; the columns of events and places are there if any fact has one."""
    cells = [_cells(fact) for fact in facts]
    filled = [number for number in range(len(_COLUMNS)) if any(each[number] for each in cells)]
    head = [[_COLUMNS[number] for number in filled], ["---" if number != 1 else "---:" for number in filled]]
    return [f"| {' | '.join(line)} |" for line in [*head, *([each[number] for number in filled] for each in cells)]]


def _cells(fact: Fact) -> tuple[str, ...]:
    what = f"{fact.kind}, {fact.role}" if fact.role else fact.kind
    sentence = harmless(view.plain(fact.mentions[0].sentence))
    quantity = harmless(view.plain(fact.mentions[0].text))
    at = sentence.find(quantity, max(sentence.find(harmless(fact.text)), 0))
    words = escaped(sentence)
    if at >= 0:
        after = sentence[at + len(quantity) :]
        words = f"{escaped(sentence[:at])}**{escaped(quantity)}**{escaped(after)}"
    value = f"**{escaped(wording.value(fact))}**"
    return escaped(what), value, escaped(fact.event or ""), escaped(fact.place or ""), words


def escaped(text: str) -> str:
    """``text`` on one line, read as nothing but text.

    >>> escaped("a | b *c* <img> http://x")
    'a \\\\| b \\\\*c\\\\* \\\\<img\\\\> http\\\\://x'
    """
    inner = _MARKUP.sub(lambda m: f"\\{m[0]}", harmless(text))
    return text[:1].isspace() * " " + inner + (text[-1:].isspace() and bool(inner)) * " "
