"""The shapes that pass between the rooms: what was read, what was found, what is given back.

All are frozen. Offsets count Unicode code points, ends are exclusive. Nothing here reads, decides or prints; what a
Document looks like in JSON is known to the formats, which it asks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from factx.longtext import Text

if TYPE_CHECKING:
    import pandas

    from factx.reading.view import View

Bound = Literal["exact", "more_than", "at_least", "less_than", "at_most", "nearly", "about", "between"]
SectionName = Literal["body", "headline", "related"]

#: Bounds from the least to the most informative (a fact takes the most informative one of its mentions).
BOUND_ORDER: tuple[Bound, ...] = (
    "exact",
    "about",
    "nearly",
    "at_most",
    "less_than",
    "at_least",
    "more_than",
    "between",
)
DEFAULT_KINDS: tuple[str, ...] = ("arrests", "money", "countries", "date_range", "people")
EXTRA_KINDS: tuple[str, ...] = ("date", "duration")
#: Kinds that come with factx as a rules file, in the folder of the lexicon; given on request.
SHIPPED_KINDS: tuple[str, ...] = ("items",)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the article's text that is not body: ``start`` to ``end`` in the original text."""

    start: int
    end: int
    name: SectionName


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an input gave no facts: a code for machines, a message for people."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Article:
    """One input as read.

    Attributes:
        source: the path as given, ``-``, ``path#N`` or the record's own id.
        text: the decoded text that all offsets index, never rewritten.
        view: the same text as a reader sees it (markup gone, blanks squeezed), with the way back to offsets.
        sections: headline and related stretches in the original text, in order, not overlapping; the rest is body.
        title, published, url: from front matter, metadata, a dateline or a heading, if any.
        problem: set where the input could not be read; then ``text`` is empty.
        warnings: what the user should know of this input, such as a guessed encoding.
        language: of the text, as a tag such as ``en`` or ``de``; ``und`` where it is plainly not English but not known.
        site: the name of the website or paper, where its page says it.
    """

    source: str
    text: Text
    view: View
    sections: tuple[Section, ...] = ()
    title: str | None = None
    published: date | None = None
    url: str | None = None
    problem: Problem | None = None
    warnings: tuple[str, ...] = ()
    language: str = "en"
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the article states a fact; ``article.text[start:end] == text``."""

    start: int
    end: int
    text: str
    sentence: str
    section: SectionName


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one article with all its mentions. The fields are those of the output contract.

    ``counted`` and ``unit`` belong to declared kinds: what is counted, in the singular, and what it is measured in.
    """

    id: str
    kind: str
    role: str | None
    value: Decimal | None
    value_max: Decimal | None
    bound: Bound | None
    currency: str | None
    start: date | None
    end: date | None
    duration: str | None
    event: str | None
    place: str | None
    section: SectionName
    text: str
    mentions: tuple[Mention, ...]
    rule: str
    confidence: float
    counted: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What one input gives back: facts, or why there are none.

    Attributes:
        source: the input as it was named.
        title, published, url, site: as the input says, or who gave it.
        chars: length in code points of the text that the offsets index.
        sha256: of that text in UTF-8.
        facts: in order of first mention.
        problem: why the input could not be read; also as `error`, as JSON calls it.
        warnings: what to know of this input, such as a guessed encoding.
        text: that the offsets index; of a file of over 8 MB a `factx.LongText`, which ``str()`` decodes.
        language: of the text, as a tag such as ``en``.
    """

    source: str
    title: str | None
    published: date | None
    url: str | None
    chars: int
    sha256: str
    facts: tuple[Fact, ...]
    problem: Problem | None = None
    warnings: tuple[str, ...] = ()
    text: Text = field(default="", repr=False)
    language: str = "en"
    site: str | None = None

    @property
    def error(self) -> Problem | None:
        """Why the input could not be read, or None."""
        return self.problem

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        """The fields of the JSON output, with values as `Decimal` and days as `date`.

        Args:
            with_text: give the text that the offsets index too.
        """
        from factx.formats import record

        return record.document(self, with_text)

    def to_json(self, *, with_text: bool = False) -> str:
        """The line, without its end, that ``factx extract --format jsonl`` prints for the same input.

        Args:
            with_text: give the text that the offsets index too.
        """
        from factx.formats import exact

        return exact.dumps(self.to_dict(with_text=with_text))

    def to_frame(self) -> pandas.DataFrame:
        """The facts as a pandas DataFrame, one a row, with the columns of csv. See `factx.to_frame`.

        Raises:
            FactxError: pandas is not installed.
        """
        from factx.formats import frame

        return frame.made([self])
