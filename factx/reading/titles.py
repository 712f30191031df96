"""The article's title among the blocks of its text, and whether a line says the title again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from factx.reading import metadates
from factx.reading.blocks import Block

_WORD = re.compile(r"[^\W_]+")
_TAIL = re.compile(r"(?<!\s)\s++(?:\||-|\u2013|\u2014|::|\u00b7|\u2022|\u00bb|<)\s+(?=[^|]{2,60}\Z)")
_TRAIL = re.compile(r"home\s*[/>\u00bb\u203a|](?:[^/>\u00bb\u203a|]{1,40}[/>\u00bb\u203a|]){0,4}", re.IGNORECASE)
_BAR_TAIL = re.compile(r"\s+(?:\||::|\u00b7|\u00bb)\s+[^|]{2,40}\Z")
_LONGEST = 220
_MANY_WORDS = 32
_FEW_WORDS = 18
_PROSE_BEFORE = 3


@lru_cache(maxsize=1024)
def words(line: str) -> str:
    """The words of a line, for comparing: lower case, no punctuation."""
    return " ".join(_WORD.findall(line.casefold()))


def same_title(line: str, title: str) -> bool:
    """True where ``line`` is the title again: in other case, cut short with dots, with or without a site's name."""
    if len(line) > len(title) + 80:
        return False
    line = _TRAIL.sub("", line)
    said, known = words(line), words(title)
    if not said or not known:
        return False
    if said == known:
        return True
    long = known.count(" ") >= 2
    if line.rstrip().endswith(("...", "\u2026")):
        return said.count(" ") >= 2 and known.startswith(said)
    return (long and said == words(_TAIL.sub("\n", title, count=1).split("\n")[0]) and said.count(" ") >= 2) or (
        long and any(known == words(line[: m.start()]) for m in _TAIL.finditer(line))
    )


def without_site(title: str) -> str:
    """The title without a site's name after a bar."""
    return _BAR_TAIL.sub("", title)


def _titular(block: Block) -> bool:
    """A line that can be a title: some words, no full stop, not an item, an image or a label."""
    if block.item or block.image or not 2 <= block.words <= _MANY_WORDS or len(block.text) > _LONGEST:
        return False
    if block.text[-1] in ".,;:" and not block.text.endswith("..."):
        return False
    return not block.text[0].islower() or block.heading > 0


def find(blocks: Sequence[Block], clutter: Callable[[Block], bool]) -> int | None:
    """Index of the block that is the title, judged by layout alone.

    Args:
        blocks: of the text in order.
        clutter: tells whether a block is a menu's or a banner's.
    """
    prose, heading = 0, None
    for i, block in enumerate(blocks):
        if prose >= _PROSE_BEFORE:
            break
        if block.heading == 1 and _titular(block) and not clutter(block):
            return i
        if heading is None and block.heading and _titular(block) and not clutter(block) and not prose:
            heading = i
        prose += block.prose and not clutter(block)
    opening = _opening_line(blocks, clutter)
    return heading if opening is None or (heading is not None and heading <= opening) else opening


def _opening_line(blocks: Sequence[Block], clutter: Callable[[Block], bool]) -> int | None:
    """The first line of a text without headings, or the first long one after its menus."""
    for i, block in enumerate(blocks):
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if block.prose or following is None:
            return None
        if metadates.alone(block.text):
            continue
        menu = clutter(block) or block.item or block.linked or block.words < (2 if i == 0 else 4)
        if menu or block.image:
            continue
        return i if _titular(block) and _stands_out(blocks, i, clutter) else None
    return None


def _stands_out(blocks: Sequence[Block], i: int, clutter: Callable[[Block], bool]) -> bool:
    """A line set off by a blank one, said again, short before a paragraph, or with a site's name after it."""
    block, following = blocks[i], blocks[i + 1]
    if following.spaced or (following.prose and block.words <= _FEW_WORDS):
        return True
    if any(same_title(b.text, block.text) or same_title(block.text, b.text) for b in blocks[i + 1 : i + 40]):
        return True
    if block.words > 2 and (clutter(following) or metadates.alone(following.text)):
        return True
    return not following.prose and not following.item and bool(_TAIL.search(block.text))
