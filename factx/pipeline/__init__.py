"""The spaCy component ``factx``, as spaCy finds it by its entry point: ``nlp.add_pipe("factx")``.

spaCy imports this module whenever anybody makes a pipeline, with factx or without. So it imports spaCy and the standard
library and nothing else; what extracts is imported when a component is made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc


@Language.factory(
    "factx",
    assigns=["doc._.facts"],
    default_config={
        "kinds": None,
        "published": None,
        "dollar": "USD",
        "related": True,
        "model": None,
        "rules": None,
        "spans_key": "factx",
    },
)
def factx(
    nlp: Language,
    name: str,
    kinds: list[str] | None,
    published: str | None,
    dollar: str,
    related: bool,
    model: str | None,
    rules: str | None,
    spans_key: str,
) -> Callable[[Doc], Doc]:
    """The component; its config has the options of `factx.Options`.

    Args:
        nlp, name: of the pipeline.
        kinds: the kinds of fact to give; None for the usual ones.
        published: day of publication (``2024-11-29``) of documents that do not say it.
        dollar: ISO 4217 code that a bare ``$`` stands for.
        related: give facts of teasers, comments and the like too.
        model: name of an installed spaCy model for documents that come without tags and a parse; None for factx's own.
        rules: a rules file, whose kinds are given besides the usual ones.
        spans_key: which group of ``doc.spans`` gets the mentions.

    Raises:
        ValueError: there is no such kind or currency, or the day is none.
        FactxError: the rules file cannot be read or is wrong.
    """
    from factx.pipeline.component import Component

    given = {"kinds": kinds, "published": published, "model": model, "rules": rules}
    said = {name: each for name, each in given.items() if each is not None}
    return Component({"dollar": dollar, "related": related, **said}, spans_key)
