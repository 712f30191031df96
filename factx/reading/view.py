"""The text as a reader sees it, with the way back to the offsets of the text itself.

In goes the decoded text; out comes a `View`: markup, link targets, images' addresses and invisible characters are
gone, entities are decoded, runs of blanks are one blank, every block (paragraph, heading, list item, caption)
stands on a line of its own. All rules read the view; every span they find is mapped back with `View.span`. The
view knows nothing of sections or facts.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

# Elements that stand in a line of text; every other tag ends a block.
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt"),
        *("u", "var", "wbr"),
    )
)
_SPACES = "\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ONE_TO_ONE = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"'),
        **dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2012\u2015\u2212", "\u2013"),
    }
)
_BLANK = "[ \t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_INVISIBLE = r"\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ue000-\uf8ff"
_TOKENS = re.compile(
    rf"""
    (?P<break>{_BLANK}*(?:\r\n?|\n|\u2028|\u2029)(?:{_BLANK}|[\r\n\u2028\u2029])*)
  | (?P<comment><!--(?:[^-]|-(?!->))*-->)
  | (?P<script><(?:script|style)\b[^<>]*>[^<]*(?:<(?!/(?:script|style)\b)[^<]*)*</(?:script|style)\s*>)
  | (?P<tag></?[A-Za-z][^<>]*>)
  | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]{{1,30}}|\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}});)
  | (?P<image>!\[)
  | (?P<target>\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"\n]*")?\s?\))
  | (?P<footnote>(?<=[\w.,;:'"\u201d\u2019)])\[(?:\d{{1,3}}|[a-z]|note\s\d+|citation\sneeded)\](?!\())
  | (?P<open>\[)
  | (?P<close>\])
  | (?P<url>\b(?:https?|ftp)://[^\s<>\]"'`|)]+|\bwww\.[\w-]+\.[^\s<>\]"'`|)]+)
  | (?P<emphasis>\*+|(?<![^\W_])_{{1,3}}(?=[^\s_])|(?<=[^\s_])_{{1,3}}(?![^\W_])|`+)
  | (?P<escape>\\(?=[\\`*_{{}}\[\]()\#+\-.!$~>|]))
  | (?P<invisible>[{_INVISIBLE}]+)
  | (?P<blanks>{_BLANK}{{2,}})
    """,
    re.VERBOSE,
)
_LINE_MARK = re.compile(
    r"(?:>[ \t]?)*(?:\#{1,6}[ \t]+|[*+\u2022\u00b7\u25aa\u25cf-][ \t]+|\d{1,3}[.)][ \t]+|\|[ \t]*)?"
)
_RULE_LINE = re.compile(r"[ \t]*(?:[-=_*~:| \t+]{3,})[ \t]*(?=[\r\n]|\Z)")
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
# Words after which a line cannot have ended a sentence or a heading.
_OPEN_END = re.compile(
    r"(?:\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|over|per|than|that|the|to|under|with|about|"
    r"its|their|his|her|our|is|was|are|were|be|been|has|have|had|more|some|which|who)|[,;$\u20ac\u00a3(/-])$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class View:
    """The text to read, and for each of its runs where it came from.

    Attributes:
        text: what the rules read. Blocks are separated by one newline.
        starts, sources, ends, literal: a row a run: where it starts in `text`, the stretch of the original
            that it stands for, and whether the two correspond character by character.
    """

    text: str
    starts: list[int] = field(repr=False)
    sources: list[int] = field(repr=False)
    ends: list[int] = field(repr=False)
    literal: list[bool] = field(repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original text that ``text[start:end]`` was read from.

        Args:
            start, end: code points in `text`, end exclusive, ``start < end``.
        """
        i = bisect_right(self.starts, start) - 1
        first = self.sources[i] + (start - self.starts[i]) if self.literal[i] else self.sources[i]
        j = bisect_right(self.starts, end - 1) - 1
        last = self.sources[j] + (end - self.starts[j]) if self.literal[j] else self.ends[j]
        return first, last

    def offset(self, source: int) -> int:
        """Where the original offset ``source`` stands in `text` (the next shown character if it is hidden)."""
        i = bisect_right(self.sources, source) - 1
        if i < 0:
            return 0
        if source < self.ends[i]:
            return self.starts[i] + (source - self.sources[i]) if self.literal[i] else self.starts[i]
        return self.starts[i + 1] if i + 1 < len(self.starts) else len(self.text)


class _Builder:
    """Collects the runs of a view."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.sources: list[int] = []
        self.ends: list[int] = []
        self.literal: list[bool] = []
        self.length = 0
        self.last = "\n"

    def add(self, piece: str, source: int, end: int, literal: bool) -> None:
        """Append ``piece``, read from ``source`` to ``end`` of the original."""
        if not literal and piece in (" ", "\n") and self.last in (" ", "\n"):
            if piece == " " or self.last == "\n":
                return
            self.parts[-1] = self.parts[-1][:-1] + "\n"
            self.last = "\n"
            return
        if not piece:
            return
        self.parts.append(piece)
        self.starts.append(self.length)
        self.sources.append(source)
        self.ends.append(end)
        self.literal.append(literal)
        self.length += len(piece)
        self.last = piece[-1]

    def view(self) -> View:
        """The finished view."""
        text = "".join(self.parts).translate(_ONE_TO_ONE)
        return View(text, self.starts, self.sources, self.ends, self.literal)


def _link_brackets(text: str) -> set[int]:
    """Offsets of the ``[`` and ``![`` that open a Markdown link or image."""
    stack: list[int] = []
    found: set[int] = set()
    for m in re.finditer(r"!\[|\[|\]\(|\]", text):
        token = m.group()
        if token in ("[", "!["):
            stack.append(m.start())
        elif stack:
            opened = stack.pop()
            if token == "](":
                found.add(opened)
    return found


def _wrapped_at(text: str) -> int:
    """The width at which lines seem to be wrapped by hand, or 0 where they are not."""
    lines = [len(line.rstrip()) for line in text.split("\n", 4000)[:4000]]
    long = sorted(n for n in lines if n > 40)
    if len(long) < 6 or long[-1] > 400:
        long = [n for n in long if n <= 400]
        if len(long) < 6:
            return 0
    width = long[int(len(long) * 0.9)]
    close = sum(1 for n in long if width - 22 <= n <= width + 2)
    return width if 50 <= width <= 110 and close >= 0.6 * len(long) else 0


def _joins(before: str, after: str, wrapped: int) -> bool:
    """True where a single line break between two lines of text stands inside a sentence."""
    before = before.rstrip()
    if not before or not after:
        return False
    if wrapped and len(before) >= wrapped - 25 and not before.endswith((".", "!", "?", ":", '."', ".\u201d")):
        return True
    if after[0].islower():
        return not before.endswith((".", "!", "?", ":"))
    return bool(_OPEN_END.search(before[-12:]))


def read(text: str, hidden: Iterable[tuple[int, int]] = (), swaps: Iterable[tuple[int, int, str]] = ()) -> View:
    """The view of ``text``.

    Args:
        text: the decoded input.
        hidden: stretches (start, end) that are no text to read, such as front matter keys; each ends a block.
        swaps: stretches (start, end, shown) that are read as something else, such as the line breaks of a folded
            value (a blank) or the second of two doubled quotes (nothing). None of them may overlap another.
    """
    out = _Builder()
    position = 0
    cuts = sorted([*((start, end, "\n") for start, end in hidden), *swaps])
    for start, end, shown in [*cuts, (len(text), len(text), "\n")]:
        if start > position:
            _read_stretch(text, position, start, out)
        out.add(shown, start, end, False)
        position = max(position, end)
    return out.view()


def plain(text: str) -> str:
    """A title or another single line as a reader sees it: markup gone, quotes and dashes as they are written."""
    out = _Builder()
    _read_stretch(text, 0, len(text), out)
    return " ".join("".join(out.parts).split())


def _read_stretch(text: str, start: int, end: int, out: _Builder) -> None:
    stretch = text[start:end]
    links: set[int] = _link_brackets(stretch) if "](" in stretch else set()
    wrapped = _wrapped_at(stretch)
    mark = _LINE_MARK.match(stretch)
    position = mark.end() if mark else 0
    for m in _TOKENS.finditer(stretch):
        if m.start() < position:
            if m.end() <= position:
                continue
            if m.lastgroup not in ("blanks", "break"):
                continue
        if m.start() > position:
            out.add(stretch[position : m.start()], start + position, start + m.start(), True)
        position = max(position, _token(m, stretch, start, links, wrapped, out))
    if position < len(stretch):
        out.add(stretch[position:], start + position, end, True)


def _token(m: re.Match[str], stretch: str, start: int, links: set[int], wrapped: int, out: _Builder) -> int:
    """Add what the markup token ``m`` shows a reader; returns where reading goes on."""
    kind, s, e = m.lastgroup, start + m.start(), start + m.end()
    if kind == "break":
        return _line_break(m, stretch, start, wrapped, out)
    if kind == "blanks":
        out.add(" ", s, e, False)
    elif kind == "tag":
        _tag(m.group(), s, e, out)
    elif kind == "entity":
        out.add(html.unescape(m.group()), s, e, False)
    elif kind in ("comment", "script"):
        out.add("\n", s, e, False)
    elif kind == "image":
        if m.start() in links:
            out.add("\n", s, e, False)
        else:
            out.add("!", s, s + 1, True)
            out.add("[", s + 1, e, True)
    elif kind == "open" or kind == "close":
        if m.start() not in links:
            out.add(m.group(), s, e, True)
    elif kind == "url":
        out.add(" ", s, e, False)
    elif kind == "target" and _opened_by_image(stretch, m.start(), links):
        out.add("\n", s, e, False)
    return m.end()


def _opened_by_image(stretch: str, at: int, links: set[int]) -> bool:
    """True where the ``](`` at ``at`` closes an image, whose caption is a block of its own."""
    opened = stretch.rfind("[", 0, at)
    return opened > 0 and stretch[opened - 1] == "!" and opened - 1 in links


def _tag(tag: str, s: int, e: int, out: _Builder) -> None:
    name = _TAG_NAME.match(tag)
    word = name.group(1).lower() if name else ""
    if word == "img" and (alt := _ALT.search(tag)) and (shown := alt.group(1) or alt.group(2)):
        at = s + alt.start(1 if alt.group(1) else 2)
        out.add("\n", s, at, False)
        _read_stretch_plain(shown, at, out)
        out.add("\n", at + len(shown), e, False)
    elif word not in _INLINE:
        out.add("\n", s, e, False)


def _read_stretch_plain(piece: str, at: int, out: _Builder) -> None:
    """An attribute's text: entities decoded, blanks and line breaks squeezed."""
    position = 0
    for m in re.finditer(r"\s+|&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7});", piece):
        out.add(piece[position : m.start()], at + position, at + m.start(), True)
        shown = " " if m.group()[0] != "&" else html.unescape(m.group())
        out.add(shown, at + m.start(), at + m.end(), False)
        position = m.end()
    out.add(piece[position:], at + position, at + len(piece), True)


def _line_break(m: re.Match[str], stretch: str, start: int, wrapped: int, out: _Builder) -> int:
    """One or more line breaks: a blank inside a sentence, else the end of a block."""
    end = m.end()
    mark = _LINE_MARK.match(stretch, end)
    after = mark.end() if mark else end
    rule = _RULE_LINE.match(stretch, end)
    if rule:
        out.add("\n", start + m.start(), start + rule.end(), False)
        return rule.end()
    single = len(re.findall(r"\r\n?|\n|\u2028", m.group())) == 1
    if single and after == end:
        line = stretch.rfind("\n", 0, m.start()) + 1
        if _joins(stretch[max(line, m.start() - 500) : m.start()], stretch[end : end + 1], wrapped):
            out.add(" ", start + m.start(), start + end, False)
            return end
    out.add("\n", start + m.start(), start + after, False)
    return after
