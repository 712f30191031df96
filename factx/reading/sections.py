"""Which blocks are the article's title, and which are not the article at all.

In go the blocks of a text and the title, if its metadata tell one; out comes a section name a block, and the
title. The words that tell clutter are data (lexicon `sections`). Judged by the look of blocks only: no sentence
is parsed, no value is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from factx import lexicon
from factx.model import Section, SectionName
from factx.reading import metadates
from factx.reading.blocks import Block
from factx.reading.titles import same_title

_OPENER_WORDS = 9
_CLUTTER_WORDS = 45
_MENU_WORDS = 5
_OFFER_WORDS = 20
_LONG_PROSE = 40
_SOME_PROSE = 15
_BETWEEN_WORDS = 12
_COUNT = re.compile(r"\(\d[\d,.k]*\)|^\d[\d,.k]*\s+(?=comments?\b)")
_FIGURE = re.compile(r"(?:[^\d:]{1,40}:)?\W{0,4}(?:[A-Z]{3}\s)?\d")
_COUNTED = re.compile(r"\d[\d.,]*\s*[km]?\s+(?:shares?|comments?|views?|likes?|followers?|min(?:ute)?s?\s+read)\W*\Z")
# What mail programs put over the message that is answered: "On Tue, 5 Nov 2024 at 10:12, Ann Lee <a@b.example> wrote:"
_ANSWERED = re.compile(
    r"on .{4,80}(?:\d{1,2}:\d\d|@).{0,80} wrote:(?=\s|\Z)|-{2,} ?original (?:message|appointment) ?-{2,}"
)
_QUOTES = "\"'"
_EDGE = " \t:.!?-\u2013\u2014>|\u2026*_#[]()/\u00bb\u203a"


@dataclass(frozen=True, slots=True)
class _Words:
    whole: frozenset[str]
    buttons: frozenset[str]
    final: frozenset[str]
    opens: re.Pattern[str]
    clutter: re.Pattern[str]
    lines: frozenset[str]
    offer_labels: frozenset[str]
    offers: re.Pattern[str]


@cache
def _words() -> _Words:
    table = lexicon.load("sections")
    openers, clutter = table["openers"], table["clutter"]
    return _Words(
        frozenset(openers["whole"]),
        frozenset(openers["buttons"]),
        frozenset(openers["final"]),
        re.compile(_any(openers["begins"])),
        re.compile(rf"{_any(clutter['begins'])}|.*?\b{_any(clutter['holds'])}"),
        frozenset(clutter["lines"]),
        frozenset(clutter["offer_labels"]),
        re.compile(rf"{_any(clutter['offers'])}|.*?(?<!\w){_any(clutter['offer_words'])}"),
    )


def is_clutter(block: Block) -> bool:
    """A block that is no article text whatever stands around it."""
    if block.words > _CLUTTER_WORDS:
        return False
    words, line = _words(), block.text.lower().lstrip(_EDGE)
    if _COUNTED.match(line):
        return True
    if not line or (line.rstrip(_EDGE) in words.lines and not line.endswith(":")):
        return True
    return bool(words.clutter.match(line))


def _is_offer(block: Block, before: Block) -> bool:
    """What an advertisement says, under a line that says that it is one."""
    if block.words > _OFFER_WORDS or block.heading or block.image or block.text[0] in _QUOTES:
        return False
    words = _words()
    if before.text.lower().strip(_EDGE) not in words.offer_labels:
        return False
    return bool(words.offers.match(block.text.lower()))


def _any(phrases: Iterable[str]) -> str:
    """A pattern of one of the phrases as whole words."""
    return (
        "(?:" + "|".join(re.escape(p.strip()) + (r"(?!\w)" if p.strip()[-1].isalnum() else "") for p in phrases) + ")"
    )


def _opener(block: Block) -> str:
    """``final``, ``whole``, ``button`` or nothing: the kind of stretch that a block opens."""
    if _ANSWERED.match(block.text.lower()):
        return "final"
    if block.words > _OPENER_WORDS or block.item or block.image:
        return ""
    words, line = _words(), _COUNT.sub("", block.text.lower()).strip(_EDGE)
    if line in words.final:
        return "final"
    if line in words.buttons:
        return "button"
    if line in words.whole or (words.opens.match(block.text.lower().lstrip(_EDGE)) and not block.closed):
        return "whole"
    return ""


def _is_menu(block: Block) -> bool:
    """A short line without a sentence, such as a menu's."""
    return block.words <= _MENU_WORDS and not block.closed and not block.text.endswith(":")


def label(blocks: Sequence[Block], title: str | None, fixed: Iterable[int], begin: int = 0) -> list[SectionName]:
    """The section of every block.

    Args:
        blocks: of the whole text, in order.
        title: the article's title, if known.
        fixed: indices of the blocks that metadata or the layout tell to be the title.
        begin: index of the first block after the front matter.
    """
    names: list[SectionName] = ["body"] * len(blocks)
    heads = set(fixed)
    first = next((i for i, b in enumerate(blocks) if b.prose and i not in heads and not is_clutter(b)), len(blocks))
    _mark_clutter(blocks, names)
    _mark_links(blocks, names)
    _mark_head(blocks, names, min(heads, default=0), first)
    _mark_openers(blocks, names, min(heads, default=-1))
    _mark_tail(blocks, names)
    _mark_titles(blocks, names, title, heads)
    _mark_between(blocks, names, begin, first)
    return names


def _mark_clutter(blocks: Sequence[Block], names: list[SectionName]) -> None:
    for i, block in enumerate(blocks):
        if block.image:
            continue
        if is_clutter(block) or block.row or (i and _is_offer(block, blocks[i - 1])):
            names[i] = "related"


def _mark_links(blocks: Sequence[Block], names: list[SectionName]) -> None:
    """Runs of lines that are nothing but links, with the short line over them; single linked titles."""
    i = 0
    while i < len(blocks):
        j = i
        while j < len(blocks) and (blocks[j].linked or (j > i and names[j] == "related")):
            j += 1
        links = [b for b in blocks[i:j] if b.linked]
        teaser = len(links) == 1 and links[0].words >= _MENU_WORDS and not links[0].item and not links[0].closed
        if len(links) > 1 or teaser:
            names[i:j] = ["related"] * (j - i)
            if len(links) > 1 and i and _is_menu(blocks[i - 1]):
                names[i - 1] = "related"
        i = max(j, i + 1)


def _mark_head(blocks: Sequence[Block], names: list[SectionName], head: int, first: int) -> None:
    """Menus before the first paragraph; where there is none, figures after the title at ``head`` are no menu's."""
    run: list[int] = []
    for i in range(min(first, len(blocks))):
        figures = first == len(blocks) and i > head and _FIGURE.match(blocks[i].text) is not None
        if _is_menu(blocks[i]) and not (blocks[i].image or blocks[i].heading or figures):
            run.append(i)
            continue
        _close_menu(run, names, blocks, 1 if i <= head else 3)
        run = []
    _close_menu(run, names, blocks, 3)


def _close_menu(run: list[int], names: list[SectionName], blocks: Sequence[Block], least: int) -> None:
    if len(run) >= least:
        for i in run:
            names[i] = "related"


def _mark_openers(blocks: Sequence[Block], names: list[SectionName], head: int) -> None:
    """Stretches after the title at ``head`` that stand under "Related", "Explore more" and the like."""
    i, prose = head + 1, 0
    while i < len(blocks):
        kind = _opener(blocks[i])
        if not kind or (kind == "final" and not prose):
            prose += blocks[i].prose
            i += 1
            continue
        end = len(blocks) if kind == "final" else _resumes(blocks, names, i + 1)
        if kind == "button" and end < len(blocks):
            end = i + 1
        names[i:end] = ["related"] * (end - i)
        i = end


def _resumes(blocks: Sequence[Block], names: Sequence[SectionName], start: int) -> int:
    """Where prose of the article goes on after a stretch of teasers that begins at ``start``."""
    for i in range(start, len(blocks)):
        if not blocks[i].prose or names[i] == "related":
            continue
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if blocks[i].words >= _LONG_PROSE or (following and following.prose and names[i + 1] == "body"):
            return i
        if i > start and blocks[i].words >= _SOME_PROSE and not _titles_next(blocks[i - 1]):
            return i
    return len(blocks)


def _titles_next(block: Block) -> bool:
    """A line that can be the title of the teaser under it."""
    return (
        block.linked
        or block.prose
        or metadates.alone(block.text) is not None
        or not (is_clutter(block) or _is_menu(block) or block.image)
    )


def _mark_tail(blocks: Sequence[Block], names: list[SectionName]) -> None:
    """After the last paragraph: once two blocks are clutter, what follows is."""
    last = max((i for i, b in enumerate(blocks) if b.prose and names[i] == "body"), default=-1)
    seen = 0
    for i in range(last + 1, len(blocks)):
        if names[i] == "related":
            seen += 1
        elif seen >= 2 and last >= 0 and not (blocks[i].closed and blocks[i].words > _MENU_WORDS):
            names[i] = "related"


def _mark_titles(blocks: Sequence[Block], names: list[SectionName], title: str | None, heads: set[int]) -> None:
    """The title where it stands, and again wherever article text still follows; after that it is a teaser."""
    last = max((i for i, b in enumerate(blocks) if b.prose and names[i] == "body"), default=len(blocks))
    for i, block in enumerate(blocks):
        if i in heads:
            names[i] = "headline"
        elif title and not block.image and same_title(block.text, title):
            if i > last:
                names[i] = "related"
            elif not (block.item and names[i] == "related"):
                names[i] = "headline"


def _mark_between(blocks: Sequence[Block], names: list[SectionName], begin: int, first: int) -> None:
    """Short lines between the title and its repetition over the first paragraph belong to the page around it."""
    titles = [i for i in range(begin, first) if names[i] == "headline"]
    if len(titles) < 2:
        return
    for i in range(titles[0], titles[-1]):
        block = blocks[i]
        if names[i] == "body" and block.words <= _BETWEEN_WORDS and not (block.prose or block.image or block.heading):
            names[i] = "related"


def merge(blocks: Sequence[Block], names: Sequence[SectionName]) -> tuple[Section, ...]:
    """Sections of the original text from the blocks' names; neighbours of one name become one."""
    sections: list[Section] = []
    previous: SectionName = "body"
    for block, name in zip(blocks, names, strict=True):
        if name != "body":
            if sections and previous == name:
                sections[-1] = Section(sections[-1].start, max(sections[-1].end, block.last), name)
            else:
                sections.append(Section(block.first, block.last, name))
        previous = name
    return tuple(sections)
