"""The lines of a view with what their markup says: heading, list item, image text, nothing but links.

In goes a text with its view; out come Blocks, one a line of the view, each with where it stands in both. What
a block means for the article is told elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from factx.reading.view import View

_PREFIX = 400
_HEADING = re.compile(r"[ \t>]*(#{1,6})[ \t]")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]*>[^<>]{0,200}\Z", re.IGNORECASE)
_ITEM = re.compile(r"[ \t>]*(?:[*+\u2022\u00b7\u25aa\u25cf-]|\d{1,3}[.)])[ \t]+")
_IMAGE = re.compile(r"(?:!\[|\balt\s*=\s*[\"'])[^\]\"'<>\n]{0,300}\Z", re.IGNORECASE)
_UNDERLINE = re.compile(r"[*_ \t)]*\r?\n[ \t]*(={3,}|-{3,})[ \t]*(?=[\r\n]|\Z)")
_LINKED_AFTER = re.compile(r"[*_`\s\\]*\]\([^\s)]")
_BARE_AFTER = re.compile(r"[*_]*\s+\((?:https?://|/)\S*\)\s*(?:[\r\n]|\Z)")
_ANCHOR = re.compile(r"<a\b[^<>]*>(?:\s|</?(?:b|em|h[1-6]|i|span|strong)\b[^<>]*>)*\Z", re.IGNORECASE)
_LABEL = re.compile(r"\[([^\[\]]{1,300})\]\(")
_TARGET = re.compile(r"\]\([^()\s]*\)?")
_ROW = re.compile(
    r"(?P<lead>[^\[\]]{0,60})\[[^\[\]]{1,300}\]\([^()\s]*\)"
    r"(?:[\s*_]*[|\u2022\u00b7\u2219/\u2013\u2014][\s*_]*\[[^\[\]]{1,300}\]\([^()\s]*\)){0,60}"
    r"[\s*_]*[|\u2022\u00b7\u2219/\u2013\u2014][\s*_]*\[[^\[\]]{1,300}\Z"
)
_LEAD_WORDS = 4
_END = re.compile(r"[.!?][\"')\]]*\Z")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the view.

    Attributes:
        start, end: in the view's text.
        first, last: the same in the original text.
        text: the line as read.
        heading: level 1 to 6, 0 where it is no heading.
        item: an item of a list.
        image: an image's alt text.
        linked: the whole line is the text of a link, or hardly more than links.
        row: it is several links with bars, dots or slashes between them.
        spaced: a blank line stands before it in the original.
        words: how many words it has.
    """

    start: int
    end: int
    first: int
    last: int
    text: str
    heading: int
    item: bool
    image: bool
    linked: bool
    row: bool
    spaced: bool
    words: int

    @property
    def closed(self) -> bool:
        """Ends as a sentence does."""
        return bool(_END.search(self.text[-8:]))

    @property
    def prose(self) -> bool:
        """Reads as a paragraph of sentences, not as a title, a menu or a teaser that was cut off."""
        if self.linked or self.image or self.heading or self.item:
            return False
        return self.closed and self.words >= 8 and not self.text.endswith("...")


def split(text: str, view: View) -> list[Block]:
    """The blocks of ``view``, which was read from ``text``."""
    blocks: list[Block] = []
    position, previous = 0, 0
    for line in view.text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = position + line.index(stripped[0])
            block = _block(text, view, start, start + len(stripped), previous)
            blocks.append(block)
            previous = block.last
        position += len(line) + 1
    return blocks


def _block(text: str, view: View, start: int, end: int, previous: int) -> Block:
    first, last = view.span(start, end)
    shown = view.text[start:end]
    low = max(previous, first - _PREFIX)
    lead = text[max(text.rfind("\n", low, first), text.rfind("\r", low, first), low - 1) + 1 : first]
    image = bool(_IMAGE.search(text[low:first]))
    heading = _HEADING.match(lead)
    html = _HTML_HEADING.search(text[low:first])
    level = len(heading.group(1)) if heading else int(html.group(1)) if html else 0
    if not level and (under := _UNDERLINE.match(text, last)) and len(shown) < 200:
        level = 1 if under.group(1)[0] == "=" else 2
    return Block(
        start=start,
        end=end,
        first=first,
        last=last,
        text=shown,
        heading=level,
        item=not level and bool(_ITEM.match(lead)),
        image=image,
        linked=not image and _linked(text, first, last, low),
        row="](" in text[first:last] and _is_row(f"{lead}{text[first:last]}"),
        spaced=text.count("\n", previous, first) > 1,
        words=len(_WORD.findall(shown)),
    )


def _is_row(line: str) -> bool:
    """Several links with a sign between them and a few words before them at most; a table's row is none."""
    m = _ROW.match(line)
    return m is not None and not line.lstrip().startswith("|") and len(_WORD.findall(m.group("lead"))) <= _LEAD_WORDS


def _mostly_links(inside: str) -> bool:
    """Several links with hardly a word between them."""
    labels = [m.group(1) for m in _LABEL.finditer(f"[{inside}](")]
    bare = sum(map(len, _WORD.findall(_TARGET.sub(" ", inside))))
    return len(labels) > 1 and bare <= 1.25 * sum(len(word) for label in labels for word in _WORD.findall(label))


def _linked(text: str, first: int, last: int, low: int) -> bool:
    """The stretch is all inside one link: an opening bracket before it, the target right after it."""
    if _BARE_AFTER.match(text, last):
        return True
    inside = text[first:last]
    if "](" in inside and _mostly_links(inside):
        return True
    if not _LINKED_AFTER.match(text, last):
        return bool(_ANCHOR.search(text[low:first])) and text[last : last + 4].lower() == "</a>"
    return "](" not in inside and text.rfind("[", low, first) > text.rfind("]", low, first)
