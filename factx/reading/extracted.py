"""What is read out of an input whose bytes are not the article's text: a web page, a PDF, a Word document, a mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factx.longtext import Text


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of an input and what the input says about itself.

    Attributes:
        text: the article's text, which all offsets index from here on; headings are marked as in Markdown.
        title, published, url, site: as the input says.
        language: the tag that the input gives, such as ``en``; the text itself may be in another.
        warnings: what the user should know; without the input's name.
    """

    text: Text
    title: str | None = None
    published: date | None = None
    url: str | None = None
    site: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()


def titled(title: str | None, text: str) -> str:
    """The text with the title as a heading over it, where it does not open with it."""
    if not title or " ".join(title.casefold().split()) in " ".join(text[: 2 * len(title) + 300].casefold().split()):
        return text
    return f"# {title}\n\n{text}"
