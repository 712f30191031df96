"""The spaCy component: Docs in, Docs with facts out.

Where a Doc comes tagged and parsed with the labels of spaCy's English pipelines, the rules get slices of that parse,
and its named entities, and no model is loaded; else sentences go through the model of the options, as in the command.
Sentences are those that factx sees, whichever the pipeline has set: the rules count on them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from factx import lexicon
from factx.engine import Engine
from factx.errors import ModelError
from factx.lexicon import rules_file
from factx.model import DEFAULT_KINDS, EXTRA_KINDS, SHIPPED_KINDS, Article, Document
from factx.options import Options
from factx.pipeline import docs
from factx.reading.article import from_text
from factx.syntax import Entity, Parsed, Parser, Wanted

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from factx.reading.view import View

_KINDS = DEFAULT_KINDS + EXTRA_KINDS + SHIPPED_KINDS
# Labels of the Universal Dependencies, which the rules do not know.
_OTHER_LABELS = frozenset(("obj", "obl", "nsubj:pass", "aux:pass", "obl:agent", "nmod:poss", "flat"))
_HINT = (
    "Docs reach factx without tags and a parse: add a tagger and a parser for English before it, "
    'or name an installed model in its config: nlp.add_pipe("factx", config={"model": "en_core_web_sm"}).'
)


class Component:
    """Adds facts to Docs: ``doc._.facts``, and the mentions to a group of ``doc.spans``. As safe with threads as spaCy.

    Args:
        config: fields of `Options` by name, as a pipeline's config has them.
        spans_key: of the group.

    Raises:
        ValueError: there is no such kind or currency, or the day is none.
    """

    def __init__(self, config: Mapping[str, Any], spans_key: str) -> None:
        self.options = _options(config)
        self.spans_key = spans_key
        self._parser = Parser(self.options.model)
        docs.register()

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its facts."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """The Docs with their facts, in order; those without a parse share batches of the model."""
        source = iter(stream)
        while batch := list(islice(source, batch_size)):
            bare = [doc for doc in batch if not _is_parsed(doc)]
            found = dict(zip(map(id, bare), self._by_model(bare), strict=True))
            for doc in batch:
                docs.keep(doc, found[id(doc)] if id(doc) in found else self._by_its_parse(doc), self.spans_key)
                yield doc

    def _by_its_parse(self, doc: Doc) -> Document:
        return next(Engine(self.options, _Slices(doc)).pipe([_article(doc)]))

    def _by_model(self, bare: list[Doc]) -> Iterator[Document]:
        try:
            yield from Engine(self.options, self._parser).pipe(map(_article, bare))
        except ModelError as error:
            raise ModelError(error.code, f"{error.message} {_HINT}") from error


def _options(config: Mapping[str, Any]) -> Options:
    """The options that a config says, checked."""
    given = dict(config)
    rules = rules_file.read(given["rules"]) if "rules" in given else None
    declared = rules.kinds if rules else ()
    known = _KINDS + declared
    asked = given.get("kinds", DEFAULT_KINDS + declared)
    if strange := sorted(set(asked) - set(known)):
        raise ValueError(f"factx: there is no kind {strange[0]!r}; choose from {', '.join(known)}")
    given |= {"rules": rules, "kinds": tuple(kind for kind in known if kind in asked)}
    if "published" in given:
        given["published"] = date.fromisoformat(given["published"])
    if given.get("dollar", "USD") not in {"USD", *lexicon.load("currencies")["codes"]["tender"]}:
        raise ValueError(f"factx: {given['dollar']!r} is no currency code; give three letters, such as USD or AUD")
    return Options(**given)


def _article(doc: Doc) -> Article:
    """The Doc's text as it stands: its offsets are the Doc's, whatever markup is in it."""
    text = doc.text
    # A byte-order mark at the beginning is dropped in reading, which would move all offsets.
    return from_text(text.replace("\ufeff", "\u200b", 1), "doc", markup="plain", published=docs.published(doc))


def _is_parsed(doc: Doc) -> bool:
    """Whether the rules can use the Doc's own tags and parse."""
    if not len(doc) or not (doc.has_annotation("DEP") and doc.has_annotation("TAG")):
        return False
    return _OTHER_LABELS.isdisjoint(token.dep_ for token in doc)


class _Slices:
    """Sentences as slices of a Doc that is parsed already."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = [token.idx for token in doc]

    def load(self) -> None:
        """There is nothing to load."""

    def forget(self) -> None:
        """There is nothing to forget."""

    def parse(self, sentences: Iterable[Wanted]) -> Iterator[Parsed]:
        """The tokens of each sentence, in its own offsets; what the view hides is no token of it."""
        for wanted in sentences:
            yield self._slice(wanted)

    def _slice(self, wanted: Wanted) -> Parsed:
        doc, view = self._doc, wanted.view
        first, last = view.span(wanted.offset, wanted.offset + len(wanted.text))
        begin = max(0, bisect_right(self._starts, first + wanted.base) - 1)
        finish = bisect_left(self._starts, last + wanted.base)
        kept: dict[int, tuple[int, int]] = {}
        for i in range(begin, finish):
            start, end = self._starts[i] - wanted.base, self._starts[i] + len(doc[i]) - wanted.base
            a, b = _shown(view, start, end)
            a, b = max(a - wanted.offset, 0), min(b - wanted.offset, len(wanted.text))
            if a < b and not wanted.text[a:b].isspace():
                kept[i] = (a, b)
        number = {i: n for n, i in enumerate(kept)}
        return Parsed(
            offset=wanted.offset,
            text=wanted.text,
            words=[wanted.text[a:b].lower() for a, b in kept.values()],
            starts=[a for a, _ in kept.values()],
            ends=[b for _, b in kept.values()],
            tags=[doc[i].tag_ for i in kept],
            deps=[doc[i].dep_ if doc[i].head.i in number else "ROOT" for i in kept],
            heads=[number.get(doc[i].head.i, n) for i, n in number.items()],
            namer=partial(self._entities, number),
        )

    def _entities(self, number: Mapping[int, int]) -> list[Entity]:
        """The Doc's named entities among the tokens of a sentence."""
        found = []
        for entity in self._doc[min(number) : max(number) + 1].ents if number else ():
            inside = [number[i] for i in range(entity.start, entity.end) if i in number]
            if inside:
                found.append((inside[0], inside[-1] + 1, entity.label_))
        return found


def _shown(view: View, start: int, end: int) -> tuple[int, int]:
    """Where the view shows the stretch of the original text; an empty stretch where it hides it all."""
    first, last = view.offset(max(start, 0)), view.offset(end - 1) if end > 0 else 0
    whole = last < len(view.text) and view.span(last, last + 1)[0] < end
    return first, last + whole
