"""spaCy's DocBin: a span a mention in ``doc.spans["factx"]``, its label ``kind`` or ``kind/role``, its id the fact's.

What spans cannot say stands among the Doc's user data, as the pipeline component leaves it. The spans are what counts:
where they were moved, relabelled, removed or added to, that is the gold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from factx.gold import marked
from factx.gold.marked import Marked, Problems, Row
from factx.model import DEFAULT_KINDS, EXTRA_KINDS, Document
from factx.pipeline import docs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def write(documents: Iterable[Document], out: BinaryIO) -> None:
    """One Doc an article."""
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    bin = DocBin(store_user_data=True)
    for document in documents:
        doc = nlp.tokenizer(str(document.text))
        docs.keep(doc, document)
        bin.add(doc)
    out.write(bin.to_bytes())


def read(data: bytes, name: str, problems: Problems) -> list[Marked]:
    """The Docs of the file."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    try:
        found = list(DocBin(store_user_data=True).from_bytes(data).get_docs(Vocab()))
    except Exception as error:  # whatever zlib, msgpack and numpy find wrong with bytes that are none of theirs
        problems.append(f"this is not a whole DocBin of spaCy ({type(error).__name__}: {error})")
        return []
    return [_marked(doc, number, name, problems) for number, doc in enumerate(found, 1)]


def _marked(doc: Doc, number: int, name: str, problems: Problems) -> Marked:
    known = docs.kept(doc)
    published = (known.published if known else None) or docs.published(doc)
    left = list(marked.rows(known)) if known else []
    given = []
    for span in _spans(doc, f"document {number}", problems):
        kind, _, role = span.label_.partition("/")
        given.append({**_known(span, kind, known, left), "kind": kind, "role": role or None})
    return Marked(
        id=known.source if known else f"{name}#{number}",
        entries=marked.complete(given, f"document {number}", published, problems),
        text=doc.text,
        title=known.title if known else None,
        published=published,
        url=known.url if known else None,
    )


def _spans(doc: Doc, where: str, problems: Problems) -> Iterator[Span]:
    """The annotated spans: of the group ``factx``, or else of the only group, or else entities with our labels."""
    groups = [key for key in doc.spans if len(doc.spans[key])]
    if docs.KEY in doc.spans or len(groups) == 1:
        yield from doc.spans[docs.KEY if docs.KEY in doc.spans else groups[0]]
    elif groups:
        problems.append(f"{where}: of the groups {', '.join(groups)} of spans none is called {docs.KEY}")
    else:
        kinds = DEFAULT_KINDS + EXTRA_KINDS
        yield from (entity for entity in doc.ents if entity.label_.partition("/")[0] in kinds)


def _known(span: Span, kind: str, known: Document | None, left: list[Row]) -> Row:
    """What the Doc's user data say of the span; where they say nothing, its words.

    Args:
        left: rows of the user data that no span has taken yet.
    """
    words = {"start": span.start_char, "end": span.end_char, "text": span.text}
    numbers = {fact.id: number for number, fact in enumerate(known.facts, 1) if fact.kind == kind} if known else {}
    if span.id_ not in numbers:
        return {"mention": words, "fact": span.id_ or None, "partial": True}
    of_fact = [row for row in left if row["fact"] == numbers[span.id_]]
    for row in of_fact:
        if span.start_char <= row["mention"]["start"] and row["mention"]["end"] <= span.end_char:
            left.remove(row)
            return row
    return {**of_fact[0], "mention": words} if of_fact else {"mention": words, "fact": span.id_}
