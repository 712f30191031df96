"""One page for people: each article's text with its facts marked, a panel of the facts, a timeline, bars of money.

Of several documents it also shows where they agree.

The page is whole in itself: no network, no other file. Its policy lets nothing run but its own script and style, by
their hashes. Every piece of text that comes from outside passes `_text`. Documents wait in a temporary file until all
are there, for the page begins with an index.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape
from importlib import resources
from tempfile import SpooledTemporaryFile
from typing import TextIO

import factx
from factx.formats import charts, highlight, wording
from factx.formats.agreement import agreement
from factx.formats.harmless import harmless
from factx.formats.highlight import Block, Piece
from factx.model import DEFAULT_KINDS, EXTRA_KINDS, Document, Fact
from factx.options import Options

#: Kinds in the order of their colours; kinds that users declare share the last one.
_KINDS = DEFAULT_KINDS + EXTRA_KINDS
_SINGULAR = ("date_range", "date", "duration")
_IN_MEMORY = 16_000_000
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_TAGS = {"text": "p", "heading": "h3", "item": "p", "quote": "p"}


@dataclass(slots=True)
class _Seen:
    """What the head of the page tells of the documents below it."""

    titles: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    events: dict[str, None] = field(default_factory=dict)
    nameless: bool = False

    def add(self, doc: Document) -> None:
        own = Counter(fact.kind for fact in doc.facts)
        self.kinds += own
        self.events |= dict.fromkeys(fact.event for fact in doc.facts if fact.event)
        self.nameless = self.nameless or any(not fact.event for fact in doc.facts)
        self.titles.append(harmless(doc.title or doc.source))
        self.lines.append(_index_line(doc, len(self.titles), own))
        self.documents.append(replace(doc, text=""))


def write(documents: Iterable[Document], out: TextIO, options: Options) -> None:
    """Write the page; a run that is stopped gives one of the documents so far."""
    seen = _Seen()
    with SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="") as body:
        finished = False
        try:
            for number, doc in enumerate(documents, 1):
                shown = _document(doc, number)
                seen.add(doc)
                body.write(shown)
            finished = True
        finally:
            if seen.titles or finished:
                body.seek(0)
                out.writelines(_page(seen, iter(partial(body.read, 1 << 20), "")))
                out.flush()


def _page(seen: _Seen, documents: Iterator[str]) -> Iterator[str]:
    """The page around the documents, from the template. What fills a slot is never searched for slots."""
    style, script = (_resource(f"report.{suffix}") for suffix in ("css", "js"))
    one = len(seen.titles) == 1
    slots = {
        "style": style,
        "script": script,
        "style_hash": _hash(style),
        "script_hash": _hash(script),
        "version": escape(factx.__version__),
        "title": _text(seen.titles[0] if one else f"Facts of {len(seen.titles)} documents"),
        "heading": _text(seen.titles[0]) if one else f"Facts of {len(seen.titles)} documents",
        "class": "one" if one else "many",
        "summary": _summary(seen),
        "kinds": "".join(_kind_box(kind, seen.kinds[kind]) for kind in sorted(seen.kinds, key=_rank)),
        "events": "".join(f'<option value="{_text(name)}">{_text(name)}</option>' for name in _choices(seen))
        + '<option value="">no named event</option>' * seen.nameless,
        "index": "" if len(seen.titles) < 2 else _index(seen.lines),
        "agreement": "" if one else agreement(seen.documents, _id),
    }
    position, template = 0, _resource("report.html")
    for slot in _SLOT.finditer(template):
        yield template[position : slot.start()]
        position = slot.end()
        if slot[1] == "documents":
            yield from documents
        else:
            yield slots[slot[1]]
    yield template[position:]


def _resource(name: str) -> str:
    return resources.files("factx.formats").joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


def _text(text: str) -> str:
    """Text from outside as HTML, in an element or in a quoted attribute: on one line, nothing but text."""
    return escape(harmless(text))


def _class(kind: str) -> str:
    return f"k{_KINDS.index(kind) if kind in _KINDS else len(_KINDS)}"


def _rank(kind: str) -> tuple[int, str]:
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS), kind


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _summary(seen: _Seen) -> str:
    facts = seen.kinds.total()
    about = f": {', '.join(f'{seen.kinds[kind]:,} {_name(kind)}' for kind in sorted(seen.kinds, key=_rank))}"
    return f"{_count(facts, 'fact')}{about if facts else ''}"


def _name(kind: str) -> str:
    """The kind in words: ``date ranges``."""
    return _text(kind.replace("_", " ") + "s" * (kind in _SINGULAR))


def _kind_box(kind: str, count: int) -> str:
    return (
        f'<label class="kind {_class(kind)}"><input type="checkbox" name="kind" value="{_text(kind)}" checked>'
        f"{_name(kind)} <small>{count}</small></label>"
    )


def _choices(seen: _Seen) -> list[str]:
    """Names of events to choose from."""
    return sorted({harmless(name) for name in seen.events}, key=str.casefold)


def _index(lines: list[str]) -> str:
    head = '<th>Document</th><th>Published</th><th class="number">Facts</th><th class="dots">By kind</th>'
    rows = "".join(lines)
    return (
        f'<nav class="index" aria-label="Documents"><details open><summary>{len(lines)} documents</summary>'
        f'<div class="rows"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details></nav>'
    )


def _index_line(doc: Document, number: int, kinds: Counter[str]) -> str:
    dots = "".join(
        f'<span class="dot {_class(kind)}" title="{kinds[kind]} {_name(kind)}">{kinds[kind]}</span>'
        for kind in sorted(kinds, key=_rank)
    )
    count = '<span class="failed">failed</span>' if doc.problem else str(len(doc.facts))
    return (
        f'<tr data-doc="d{number}"><td dir="auto"><a href="#d{number}">{_text(doc.title or doc.source)}</a></td>'
        f'<td class="date">{doc.published or ""}</td><td class="number">{count}</td><td class="dots">{dots}</td></tr>\n'
    )


def _document(doc: Document, number: int) -> str:
    """The section of one document."""
    about = [_text(doc.source), *([f"published {doc.published}"] if doc.published else [])]
    about += [] if doc.problem else [_count(len(doc.facts), "fact")]
    head = (
        f'<header><h2 dir="auto" id="d{number}-title">{_text(doc.title or doc.source)}</h2>'
        f'<p class="faint">{" · ".join(about)}</p></header>'
    )
    if doc.problem:
        inside = f'<p class="failed">{_text(doc.problem.message)} ({_text(doc.problem.code)})</p>'
    else:
        text = "\n".join(_block(block, doc, number) for block in highlight.blocks(doc))
        inside = (
            f'<div class="sides"><div class="left">{_charts(doc, number)}<div class="story">\n{text}\n</div></div>'
            f'<aside class="facts" aria-label="Facts">{_panel(doc, number)}</aside></div>'
        )
    return f'<section class="doc" id="d{number}" aria-labelledby="d{number}-title">{head}{inside}</section>\n'


def _charts(doc: Document, number: int) -> str:
    def link(fact: int) -> str:
        return _id(number, fact)

    drawn = (
        ("k3", "When: date ranges, the dashed line is the day of publication", charts.timeline(doc, link)),
        ("k1", "Money by role, as stated; bars compare within a currency", charts.money(doc, link)),
    )
    figures = "".join(
        f'<figure class="{colour}"><figcaption>{caption}</figcaption>{svg}</figure>'
        for colour, caption, svg in drawn
        if svg
    )
    if not figures:
        return ""
    return f'<details class="glance" open><summary>At a glance</summary><div class="charts">{figures}</div></details>'


def _id(number: int, fact: int) -> str:
    """The id of the element that shows a fact (from 0) of a document (from 1)."""
    return f"d{number}-f{fact + 1}"


def _block(block: Block, doc: Document, number: int) -> str:
    tag = _TAGS[block.kind]
    inside = "".join(_piece(piece, doc, number) for piece in block.pieces)
    return f'<{tag} class="{block.kind} {block.section}" dir="auto">{inside}</{tag}>'


def _piece(piece: Piece, doc: Document, number: int) -> str:
    """Text, marked and linked to its facts where there are any; where a mention begins, there is its anchor."""
    shown = escape(piece.text)
    if not piece.mentions:
        return shown
    facts = [doc.facts[fact] for fact, _ in piece.mentions]
    ids = list(dict.fromkeys(_id(number, fact) for fact, _ in piece.mentions))
    about = "; ".join(f"{_what(fact)}: {_text(wording.value(fact) or 'undated')}" for fact in dict.fromkeys(facts))
    anchors = "".join(f'<span id="{_id(number, fact)}-m{at + 1}"></span>' for fact, at in piece.opening)
    more = " more" if len(ids) > 1 else ""
    return (
        f'<mark class="{_class(facts[0].kind)}{more}" data-facts="{" ".join(ids)}" title="{about}">'
        f'<a href="#{ids[0]}">{anchors}{shown}</a></mark>'
    )


def _what(fact: Fact) -> str:
    return _text(fact.kind.replace("_", " ")) + (f" · {_text(fact.role)}" if fact.role else "")


def _panel(doc: Document, number: int) -> str:
    """The facts by event: named ones in order, then the others, then what is not the article itself."""
    groups: dict[str, list[int]] = {}
    order = sorted(range(len(doc.facts)), key=lambda n: (doc.facts[n].section == "related", not doc.facts[n].event))
    others = "Other facts" if any(fact.event for fact in doc.facts) else "Facts"
    for n in order:
        fact = doc.facts[n]
        heading = "Not the article itself" if fact.section == "related" else harmless(fact.event or others)
        groups.setdefault(heading, []).append(n)
    if not groups:
        return '<p class="faint">No facts.</p>'
    return "".join(
        f'<section class="group"><h3 dir="auto">{escape(heading)}</h3>'
        f"<ul>{''.join(_card(doc.facts[n], _id(number, n)) for n in members)}</ul></section>"
        for heading, members in groups.items()
    )


def _card(fact: Fact, name: str) -> str:
    """The card of a fact; its id is ``name``."""
    places = " ".join(
        f'<a href="#{name}-m{n}" data-mention="{n}" aria-label="mention {n}">{n}</a>'
        for n in range(1, len(fact.mentions) + 1)
    )
    rest = [f'<span dir="auto">{_text(fact.place)}</span>'] if fact.place else []
    rest += [f"<span>{fact.section}</span>"] if fact.section != "body" else []
    rest += [
        f'<span class="sure c{round(fact.confidence * 10)}" title="confidence; rule {_text(fact.rule)}">'
        f"<i></i>{fact.confidence:.0%}</span>",
        f'<span class="mentions">in the text {places}</span>',
    ]
    return (
        f'<li class="fact {_class(fact.kind)}" id="{name}" data-kind="{_text(fact.kind)}" '
        f'data-section="{fact.section}" data-event="{_text(fact.event or "")}" data-mentions="{len(fact.mentions)}">'
        f'<a class="go" href="#{name}-m1"><span class="value">{_text(wording.value(fact) or "undated")}</span> '
        f'<span class="what">{_what(fact)}</span></a>'
        f'<p class="words" dir="auto">{_text(fact.text)}</p><p class="rest">{"".join(rest)}</p></li>'
    )
