"""The text as a reader sees it, with the way back to the offsets of the text itself.

In goes the decoded text; out comes a `View`: markup, link targets, images' addresses and invisible characters are
gone, entities are decoded, runs of blanks are one blank, a table's row reads "Spain: 12; 3 million", every block
(paragraph, heading, list item, caption) stands on a line of its own. All rules read the view; every span they find
is mapped back with `View.span`. The view knows nothing of sections or facts.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from factx.reading import joints

# Elements that stand in a line of text; every other tag ends a block.
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt"),
        *("u", "var", "wbr"),
    )
)
_SPACES = "\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BLANKS = " " + _SPACES
_ONE_TO_ONE = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"'),
        **dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2012\u2015\u2212", "\u2013"),
    }
)
_HYPHENS = "-\u2010"
_BLANK = "[ \t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_INVISIBLE = r"\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ue000-\uf8ff"
# Elements of web pages; "<" before another word is a tag only where nothing but that word stands in it.
_ELEMENTS = (
    "a|abbr|acronym|address|article|aside|audio|b|base|bdi|bdo|big|blockquote|body|br|button|canvas|caption|center|cite|"
    "code|col|colgroup|data|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|h[1-6]|"
    "head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|meta|nav|noscript|object|ol|"
    "optgroup|option|p|param|picture|pre|progress|q|s|samp|script|section|select|small|source|span|strike|strong|style|"
    "sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr"
)
# Every token begins with one of these: most characters are passed over at the first test.
_TRIGGERS = rf"{_BLANK[1:-1]}\r\n\u2028\u2029<&!\]\[(hfw*~_`|\\{_INVISIBLE}"
_TOKENS = re.compile(
    rf"""
    (?=[{_TRIGGERS}])(?:
    (?P<break>{_BLANK}*(?:\r\n?|\n|\u2028|\u2029)(?:{_BLANK}|[\r\n\u2028\u2029])*)
  | (?P<comment><!--)
  | (?P<script><(?i:script|style)\b[^<>]*>)
  | (?P<address><(?:[A-Za-z][A-Za-z0-9+.-]{{1,20}}:[^\s<>]+|[^\s<>@]{{1,80}}@[^\s<>@]{{1,120}})>)
  | (?P<tag></?(?:(?i:{_ELEMENTS})(?:[\s/][^<>]*)?|[A-Za-z][\w:-]{{0,40}}\s?/?)>)
  | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]{{1,30}}|\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}});)
  | (?P<image>!\[)
  | (?P<target>\]\(\s{{0,4}}(?:[^()\s]|\([^()\s]*\))*(?:\s+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?\s{{0,4}}\))
  | (?P<reference>\]\[[^\[\]\n]{{0,200}}\])
  | (?P<definition>(?:(?<=\n)|(?<![\s\S]))[ ]{{0,3}}\[[^\[\]\n]{{1,200}}\]:[ \t]+<?(?:https?://|/|\#|mailto:)[^\n]*)
  | (?P<footnote>
      (?<=[\w.,;:!?%'")\u201d\u2019])\[(?:\d{{1,3}}|[a-z]|\^[\w-]{{1,20}}|note\s\d+|citation\sneeded)\](?![(:])
    )
  | (?P<open>\[)
  | (?P<close>\])
  | (?P<bracketed>\((?:https?://|www\.)[^\s()<>]*(?:\n[ \t]*[^\s()<>]+){{0,3}}\))
  | (?P<url>\b(?:https?|ftp)://[^\s<>\]"'`|)]+|\bwww\.[\w-]+\.[^\s<>\]"'`|)]+)
  | (?P<emphasis>\*+|~~|(?<![^\W_])_{{1,3}}(?=[^\s_])|(?<=[^\s_])_{{1,3}}(?![^\W_])|`+)
  | (?P<escape>\\[\\`*_{{}}\[\]()\#+\-.!$~>|&<"'])
  | (?P<cell>\|)
  | (?P<control>
      \x1b(?:
        \[[0-?]{{0,60}}[ -/]{{0,4}}[@-~]
      | [\]PX^_][^\x07\x1b\x9c\r\n]{{0,2000}}(?:\x07|\x1b\\|\x9c)
      | [ -/]{{1,4}}[0-~] | [78=>c]
      )
    | \x9b[0-9;]{{1,40}}m
    )
  | (?P<invisible>[{_INVISIBLE}]+)
  | (?P<blanks>{_BLANK}{{2,}})
    )
    """,
    re.VERBOSE,
)
_LINE_MARK = re.compile(
    r"(?:>[ \t]?)*(?:\#{1,6}[ \t]+|[*+\u2022\u00b7\u25aa\u25cf-][ \t]+|\d{1,3}[.)][ \t]+|\|[ \t]*)?"
)
_BREAK = re.compile(r"\r\n?|[\n\u2028\u2029]")
_RULE_SIGNS = frozenset("-=_*~:| \t+")
_SCRIPT_END = re.compile(r"</(?:script|style)\s*>", re.IGNORECASE)
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")


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
        if literal and self.last in (" ", "\n") and piece[:1] in _BLANKS:
            bare = piece.lstrip(_BLANKS)
            source += len(piece) - len(bare)
            piece = bare
        if not piece:
            return
        self.parts.append(piece)
        self.starts.append(self.length)
        self.sources.append(source)
        self.ends.append(end)
        self.literal.append(literal)
        self.length += len(piece)
        self.last = piece[-1]

    def trim(self) -> None:
        """Take back a blank at the end, for punctuation follows what was hidden after it."""
        if self.last in _BLANKS and len(self.parts[-1]) > 1:
            self.parts[-1] = self.parts[-1][:-1]
            self.length -= 1
            self.last = self.parts[-1][-1]

    def unhyphen(self) -> None:
        """Take back the hyphen at the end of a line, for its word goes on in the next one."""
        if self.last in _HYPHENS and len(self.parts[-1]) > 1:
            self.parts[-1] = self.parts[-1][:-1]
            self.length -= 1
            self.last = self.parts[-1][-1]

    def view(self) -> View:
        """The finished view."""
        text = "".join(self.parts).translate(_ONE_TO_ONE)
        return View(text, self.starts, self.sources, self.ends, self.literal)


def _link_brackets(text: str) -> tuple[set[int], set[int]]:
    """Offsets of the ``[`` and ``![`` that open a Markdown link or image, and of the ``](`` that close an image."""
    stack: list[tuple[int, bool]] = []
    found: set[int] = set()
    images: set[int] = set()
    for m in re.finditer(r"!\[|(?<!\x1b)\[|\]\(|\]\[(?=[^\[\]\n]{0,200}\])|\]", text):
        token = m.group()
        if token in ("[", "!["):
            stack.append((m.start(), token == "!["))
        elif stack:
            opened, image = stack.pop()
            if token != "]":
                found.add(opened)
                if image:
                    images.add(m.start())
    return found, images


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
        if start < end:
            out.add(shown, start, end, False)
        position = max(position, end)
    return out.view()


def plain(text: str) -> str:
    """A title or another single line as a reader sees it: markup gone, quotes and dashes as they are written."""
    out = _Builder()
    _read_stretch(text, 0, len(text), out)
    return " ".join("".join(out.parts).split())


def _read_stretch(text: str, start: int, end: int, out: _Builder) -> None:
    _Stretch(text[start:end], start, out).read()


class _Stretch:
    """Reads one stretch of the text into a builder, token by token."""

    def __init__(self, text: str, start: int, out: _Builder) -> None:
        self.text = text
        self.start = start
        self.out = out
        self.links, self.images = _link_brackets(text) if "](" in text or "][" in text else (set[int](), set[int]())
        self.wrapped = joints.wrapped_at(text)
        self.line = 0  # where the line being read starts, after its mark
        self.joined = False  # that line goes on from the one before it
        self.barred = -1  # the line in which the last bar of a table stood
        self.no_comment_end = self.no_script_end = False

    def read(self) -> None:
        """Add the whole stretch."""
        text, start, out = self.text, self.start, self.out
        mark = _LINE_MARK.match(text)
        position = self.line = mark.end() if mark else 0
        for m in _TOKENS.finditer(text):
            at = m.start()
            if at < position:
                if m.end() <= position or m.lastgroup not in ("blanks", "break"):
                    continue
            elif at > position:
                out.add(text[position:at], start + position, start + at, True)
            position = max(position, self._token(m))
        if position < len(text):
            out.add(text[position:], start + position, start + len(text), True)

    def _token(self, m: re.Match[str]) -> int:
        """Add what the markup token ``m`` shows a reader; returns where reading goes on."""
        kind, s, e = m.lastgroup, self.start + m.start(), self.start + m.end()
        if kind == "break":
            return self._line_break(m)
        if kind == "blanks":
            self.out.add(" ", s, e, False)
        elif kind == "tag":
            self._tag(m, s, e)
        elif kind == "entity":
            shown = html.unescape(m.group())
            self.out.add(shown, s, e, shown == m.group())
        elif kind in ("comment", "script"):
            return self._unseen(m)
        elif kind == "image":
            if m.start() in self.links:
                self.out.add("\n", s, e, False)
            else:
                self.out.add(m.group(), s, e, True)
        elif kind in ("open", "close"):
            if m.start() not in self.links:
                self.out.add(m.group(), s, e, True)
        elif kind in ("url", "bracketed", "address", "definition", "footnote"):
            self._gap(m, s, e, kind)
        elif kind in ("target", "reference"):
            self._link_end(m, s, e)
        elif kind == "emphasis":
            self._seam(m, s, e)
        elif kind == "cell":
            self._cell(m, s, e)
        elif kind == "escape":
            self.out.add(m.group()[1], s + 1, e, True)
        return m.end()

    def _gap(self, m: re.Match[str], s: int, e: int, kind: str) -> None:
        """Addresses and footnote marks: a blank, unless punctuation follows."""
        following = self.text[m.end() : m.end() + 1]
        if kind != "footnote" and following and following in ",.;:!?)":
            self.out.trim()
        if kind == "definition":
            self.out.add("\n", s, e, False)
        elif following.isalnum():
            self.out.add(" ", s, e, False)

    def _link_end(self, m: re.Match[str], s: int, e: int) -> None:
        if m.start() in self.images:
            self.out.add("\n", s, e, False)
        elif self.out.last.isalpha() and self.text[m.end() : m.end() + 1] == "[" and self._letter(m.end() + 1):
            self.out.add(" ", s, e, False)
        else:
            self._seam(m, s, e)

    def _letter(self, at: int) -> bool:
        return self.text[at : at + 1].isalpha()

    def _cell(self, m: re.Match[str], s: int, e: int) -> None:
        """A bar in a table's row: the first cell tells what the others are of."""
        if not self.text[max(0, self.line - 4) : self.line].rstrip(" \t").endswith("|"):
            self.out.add("|", s, e, True)
            return
        first, self.barred = self.barred != self.line, self.line
        rest = self.text[m.end() : m.end() + 200].split("\n", 1)[0]
        self.out.trim()
        if rest.strip():
            self.out.add((":" if first else ";") + " " * (not rest[0].isspace()), s, e, False)

    def _seam(self, m: re.Match[str], s: int, e: int) -> None:
        """Markup between a small letter or digit and a capital parts two words that have no blank between them."""
        before, after = self.out.last, self.text[m.end() : m.end() + 1]
        if after.isupper() and (before.islower() or before.isdigit()):
            self.out.add(" ", s, e, False)

    def _unseen(self, m: re.Match[str]) -> int:
        """A comment or script: hidden to its end; if it has none, only its opening is."""
        end = m.end()
        if m.lastgroup == "comment":
            at = -1 if self.no_comment_end else self.text.find("-->", end)
            self.no_comment_end = at < 0
            end = at + 3 if at >= 0 else end
        else:
            closing = None if self.no_script_end else _SCRIPT_END.search(self.text, end)
            self.no_script_end = closing is None
            end = closing.end() if closing else end
        self.out.add("\n", self.start + m.start(), self.start + end, False)
        return end

    def _tag(self, m: re.Match[str], s: int, e: int) -> None:
        tag = m.group()
        name = _TAG_NAME.match(tag)
        word = name.group(1).lower() if name else ""
        if word == "img" and (alt := _ALT.search(tag)) and (shown := alt.group(1) or alt.group(2)):
            at = s + alt.start(1 if alt.group(1) else 2)
            self.out.add("\n", s, at, False)
            _read_stretch_plain(shown, at, self.out)
            self.out.add("\n", at + len(shown), e, False)
        elif word == "sup" and self.text[m.end() : m.end() + 1].isdigit():
            self.out.add(" ", s, e, False)
        elif word in _INLINE:
            self._seam(m, s, e)
        else:
            self.out.add("\n", s, e, False)

    def _line_break(self, m: re.Match[str]) -> int:
        """One or more line breaks: a blank or nothing inside a sentence, else the end of a block."""
        text, end, line = self.text, m.end(), self.line
        mark = _LINE_MARK.match(text, end)
        after = mark.end() if mark else end
        self.line = after
        rule = self._rule_end(end)
        if rule:
            self.joined, self.line = False, rule
            self.out.add("\n", self.start + m.start(), self.start + rule, False)
            return rule
        if len(_BREAK.findall(m.group())) == 1 and after == end:
            shown = joints.joint(
                text[max(line, m.start() - 500) : m.start()], text[end : end + 100], self.wrapped, self.joined
            )
            if shown is not None:
                if not shown and joints.hyphenated(text, m.start(), end):
                    self.out.unhyphen()
                self.joined = True
                self.out.add(shown, self.start + m.start(), self.start + end, False)
                return end
        self.joined = False
        self.out.add("\n", self.start + m.start(), self.start + after, False)
        return after

    def _rule_end(self, at: int) -> int:
        """The end of a line of dashes or the like that begins at ``at``, or 0."""
        if self.text[at : at + 1] not in _RULE_SIGNS:
            return 0
        stop = _BREAK.search(self.text, at)
        end = stop.start() if stop else len(self.text)
        line = self.text[at:end]
        return end if len(line.strip()) >= 3 and _RULE_SIGNS.issuperset(line) else 0


def _read_stretch_plain(piece: str, at: int, out: _Builder) -> None:
    """An attribute's text: entities decoded, blanks and line breaks squeezed."""
    position = 0
    for m in re.finditer(r"\s+|&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7});", piece):
        out.add(piece[position : m.start()], at + position, at + m.start(), True)
        shown = " " if m.group()[0] != "&" else html.unescape(m.group())
        out.add(shown, at + m.start(), at + m.end(), False)
        position = m.end()
    out.add(piece[position:], at + position, at + len(piece), True)
