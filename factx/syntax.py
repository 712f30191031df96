"""The spaCy pipeline and the little that rules ask of a parse.

In go sentences as strings, out come `Parsed` sentences: plain lists, so that the rules know nothing of spaCy and any
pipeline that tags and parses English can feed them. spaCy is imported at the first parse, not before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factx.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Parts of a pipeline that the rules do not use.
UNUSED = ("lemmatizer", "attribute_ruler", "morphologizer", "senter", "textcat")


@dataclass(slots=True)
class Parsed:
    """A tagged and parsed sentence.

    Attributes:
        offset: where the sentence starts in the view.
        text: the sentence.
        words: its tokens in lower case; `starts` and `ends` are their offsets in `text`.
        tags: Penn Treebank tags.
        deps, heads: dependency labels and the number of each token's head.
        entities: (first token, end token exclusive, label) of the named entities.
    """

    offset: int
    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    entities: list[tuple[int, int, str]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

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


def from_doc(doc: Doc, offset: int = 0) -> Parsed:
    """The plain lists of a parsed spaCy Doc that starts at ``offset`` of the view."""
    return Parsed(
        offset=offset,
        text=doc.text,
        words=[t.lower_ for t in doc],
        starts=[t.idx for t in doc],
        ends=[t.idx + len(t) for t in doc],
        tags=[t.tag_ for t in doc],
        deps=[t.dep_ for t in doc],
        heads=[t.head.i for t in doc],
        entities=[(e.start, e.end, e.label_) for e in doc.ents],
    )


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

    def load(self) -> Language:
        """The pipeline, loaded once."""
        if self._nlp is None:
            self._nlp = _load(self.model)
        return self._nlp

    def parse(self, sentences: Iterable[tuple[str, int]], batch_size: int = 64) -> Iterator[Parsed]:
        """Parse (text, offset) pairs, in order."""
        for doc, offset in self.load().pipe(sentences, as_tuples=True, batch_size=batch_size):
            yield from_doc(doc, offset)


def _load(model: str) -> Language:
    import spacy

    try:
        nlp = spacy.load(model, exclude=list(UNUSED))
    except OSError as error:
        raise ModelError(
            "model-missing",
            f"spaCy model {model!r} is not installed: install the package that holds it, "
            "or name an installed one with --model or FACTX_MODEL.",
        ) from error
    missing = [part for part in ("tagger", "parser", "ner") if part not in nlp.pipe_names]
    if missing:
        raise ModelError("model-unfit", f"spaCy model {model!r} has no {', '.join(missing)}: use an English pipeline.")
    return nlp
