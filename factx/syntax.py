"""The spaCy pipeline and the little that rules ask of a parse.

In go sentences as strings, out come `Parsed` sentences: plain lists, so that the rules know nothing of spaCy and any
pipeline that tags and parses English can feed them. spaCy is imported at the first parse, not before.
"""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from factx import loading

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from factx.reading.view import View

#: (first token, end token exclusive, label)
Entity = tuple[int, int, str]
# As many sentences go through the model at once: fewer are slower a sentence, more are not faster.
_BATCH = 128
# A model keeps all words it has seen, some 800 bytes each. After as many strings new to it, which is 10,000 articles of
# news, it is loaded anew: 0.3 s for 16 MB.
_NEW_STRINGS = 20_000


class Wanted(NamedTuple):
    """A sentence to parse.

    Attributes:
        text: the sentence.
        offset: where it starts in the view.
        view: which it is of.
        base: where the part of the article that the view shows starts in the article's text.
    """

    text: str
    offset: int
    view: View
    base: int


class Parses(Protocol):
    """What parses the sentences that the rules ask for: a model, or one who has a parse already."""

    def load(self) -> object:
        """Get ready before the first sentence is there."""

    def parse(self, sentences: Iterable[Wanted], /) -> Iterator[Parsed]:
        """Each sentence parsed, in order."""

    def forget(self) -> None:
        """No parse given before is in use any more."""


@dataclass(slots=True)
class Parsed:
    """A tagged and parsed sentence.

    Attributes:
        offset: where the sentence starts in the view.
        text: the sentence.
        words: its tokens in lower case; `starts` and `ends` are their offsets in `text`.
        tags: Penn Treebank tags.
        deps, heads: dependency labels and the number of each token's head.
        namer: finds the named entities, called when they are first asked for.
        near: gives the text of the article around the sentence, itself included.
    """

    offset: int
    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    namer: Callable[[], list[Entity]] = list
    near: Callable[[], str] = str
    _entities: list[Entity] | None = None

    def __len__(self) -> int:
        return len(self.words)

    @property
    def entities(self) -> list[Entity]:
        """The named entities, in order: few sentences are asked for theirs, so none are sought before."""
        if self._entities is None:
            self._entities = self.namer()
            self.namer = list
        return self._entities

    def raw(self, i: int) -> str:
        """Token ``i`` as written."""
        return self.text[self.starts[i] : self.ends[i]]

    def token_at(self, offset: int) -> int:
        """Number of the token that holds character ``offset`` of `text`, or the first one after it."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


def from_doc(doc: Doc, offset: int = 0, ner: Callable[[Doc], Doc] | None = None) -> Parsed:
    """The plain lists of a parsed spaCy Doc that starts at ``offset`` of the view; white space is no token.

    Args:
        ner: the part that finds named entities, where it has not run yet.
    """
    rows = doc.to_array(["LOWER", "TAG", "DEP", "HEAD", "IDX", "LENGTH"]).tolist()
    strings = doc.vocab.strings
    heads = [i + _signed(row[3]) for i, row in enumerate(rows)]
    kept = [i for i, row in enumerate(rows) if strings[row[0]].strip()]
    number = {i: n for n, i in enumerate(kept)}
    if len(kept) < len(rows):
        heads = [_worded(heads, number, i) for i in range(len(rows))]
    return Parsed(
        offset=offset,
        text=doc.text,
        words=[strings[rows[i][0]] for i in kept],
        starts=[rows[i][4] for i in kept],
        ends=[rows[i][4] + rows[i][5] for i in kept],
        tags=[strings[rows[i][1]] for i in kept],
        deps=[strings[rows[i][2]] for i in kept],
        heads=[number[heads[i]] for i in kept],
        namer=partial(_entities, doc, ner, kept),
    )


def _worded(heads: list[int], number: dict[int, int], i: int) -> int:
    """The head of token ``i``, or what governs it where that is white space; the token itself where nothing does."""
    head = heads[i]
    while head not in number and heads[head] != head:
        head = heads[head]
    return head if head in number else i


def _signed(distance: int) -> int:
    """A head's distance as it stands in an array of unsigned numbers."""
    return distance - (1 << 64) if distance >> 63 else distance


def _entities(doc: Doc, ner: Callable[[Doc], Doc] | None, kept: list[int]) -> list[Entity]:
    """The named entities, in numbers of the tokens that are no white space."""
    found = ((e.start, e.end, e.label_) for e in (ner(doc) if ner else doc).ents)
    if len(kept) == len(doc):
        return list(found)
    spans = ((bisect_left(kept, start), bisect_left(kept, end), label) for start, end, label in found)
    return [(start, end, label) for start, end, label in spans if start < end]


class Parser:
    """Parses sentences with an installed spaCy model, loaded at the first call.

    Args:
        model: name of an installed model package, or a path to a model.

    Raises:
        ModelError: at the first parse, where the model is not installed or lacks a tagger or parser.
    """

    def __init__(self, model: str) -> None:
        self.model = model
        self._nlp: Language | None = None
        self._most_strings = 0

    def load(self) -> Language:
        """The pipeline, loaded once."""
        if self._nlp is None:
            self._nlp = loading.load(self.model)
            self._most_strings = len(self._nlp.vocab.strings) + _NEW_STRINGS
        return self._nlp

    def parse(self, sentences: Iterable[Wanted], batch_size: int = _BATCH) -> Iterator[Parsed]:
        """Parse the sentences, in order. Named entities are sought when a sentence is asked for them."""
        nlp = self.load()
        later = not _shares_vectors(nlp)
        ner = nlp.get_pipe("ner") if later else None
        texts = ((text, offset) for text, offset, *_ in sentences)
        docs = nlp.pipe(texts, as_tuples=True, batch_size=batch_size, disable=["ner"] if later else [])
        for doc, offset in docs:
            yield from_doc(doc, offset, ner)

    def forget(self) -> None:
        """Let go of a model that has seen too many words. A parse that is still held would keep it."""
        if self._nlp is not None and len(self._nlp.vocab.strings) > self._most_strings:
            self._nlp = None
            gc.collect()  # a pipeline holds itself in circles; there would be two of them


def _shares_vectors(nlp: Language) -> bool:
    """Whether the named entities are found from vectors that other parts of the pipeline make, as in transformers."""
    model = getattr(nlp.get_pipe("ner"), "model", None)
    return model is None or any("listener" in node.name for node in model.walk())
