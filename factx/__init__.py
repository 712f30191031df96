"""factx: the facts of an article, each with the words that state it.

>>> import factx
>>> document = factx.extract("Police arrested 27 suspects and seized $1.2 million.")  # doctest: +SKIP
>>> [(fact.kind, fact.value, fact.text) for fact in document.facts]  # doctest: +SKIP
[('arrests', Decimal('27'), '27 suspects'), ('money', Decimal('1200000'), '$1.2 million')]

Importing this does not import spaCy; the first `extract` does.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from factx.model import DEFAULT_KINDS, Document, Fact, Mention
from factx.options import DEFAULT_MODEL, Options

if TYPE_CHECKING:
    from factx.engine import Engine

__version__ = "0.1.0"
__all__ = ["Document", "Fact", "Mention", "Options", "__version__", "extract"]


def extract(
    text: str,
    *,
    source: str = "text",
    kinds: Iterable[str] = DEFAULT_KINDS,
    published: date | None = None,
    dollar: str = "USD",
    related: bool = True,
    model: str = DEFAULT_MODEL,
) -> Document:
    """The facts of one article.

    Args:
        text: plain text, Markdown, or a whole web page.
        source: what the Document calls it.
        kinds: the kinds of fact to give.
        published: the day it was published, where the text does not say.
        dollar: ISO 4217 code that a bare ``$`` stands for.
        related: give facts of teasers, comments and the like too, marked ``related``.
        model: name of an installed spaCy model.

    Raises:
        factx.errors.ModelError: the model is missing.
    """
    from factx.reading.article import from_text

    options = Options(tuple(kinds), published, dollar, related, model)
    return next(_engine(options).pipe([from_text(text, source)]))


@lru_cache(maxsize=4)
def _engine(options: Options) -> Engine:
    from factx.engine import Engine

    return Engine(options)
