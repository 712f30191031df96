"""At which line of a TOML text a key or an entry stands. The text is known to be valid; values are not looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOKEN = re.compile(
    r'(?P<blank>[ \t\r]+|#[^\n]*)|(?P<line>\n)|(?P<text>"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|\'\'\'(?:[^\']|\'(?!\'\'))*\'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')|(?P<sign>\[\[|\]\]|[\[\]{}=,.])|(?P<bare>[^\s#"\'\[\]{}=,.]+)',
    re.DOTALL,
)
Path = tuple[str | int, ...]


class Positions:
    """The lines of the keys and entries of a TOML text, from 1."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {(): 1}
        self._tokens: list[tuple[str, str, int]] = []
        line = 1
        for m in _TOKEN.finditer(text):
            kind, token = m.lastgroup or "", m.group()
            if kind != "blank":
                self._tokens.append((kind, token, line))
            line += token.count("\n")
        self._at = 0
        self._read()

    def line(self, path: Sequence[str | int]) -> int:
        """The line of what ``path`` leads to, or of the nearest thing around it that stands in the text."""
        for end in range(len(path), 0, -1):
            if found := self._lines.get(tuple(path[:end])):
                return found
        return 1

    def _read(self) -> None:
        """Walk over the statements of the text."""
        table: Path = ()
        count: dict[Path, int] = {}
        while self._at < len(self._tokens):
            kind, token, line = self._tokens[self._at]
            if kind == "line":
                self._at += 1
            elif token in ("[", "[["):
                self._at += 1
                table = self._resolved(self._key(), count, token == "[[")
                self._lines.setdefault(table, line)
                self._at += 1
            else:
                self._pair(table)

    def _resolved(self, key: Path, count: dict[Path, int], more: bool) -> Path:
        """The path of a heading: the last table of each list of tables on its way, a new one where it begins one."""
        path: Path = ()
        for n, part in enumerate(key):
            path += (part,)
            if more and n == len(key) - 1:
                count[path] = count.get(path, -1) + 1
            if path in count:
                path += (count[path],)
        return path

    def _key(self) -> Path:
        parts: list[str] = []
        while self._tokens[self._at][0] in ("text", "bare") or self._tokens[self._at][1] == ".":
            kind, token, _ = self._tokens[self._at]
            if token != ".":
                parts.append(token[1:-1] if kind == "text" else token)
            self._at += 1
        return tuple(parts)

    def _pair(self, table: Path) -> None:
        line = self._tokens[self._at][2]
        path = (*table, *self._key())
        self._lines.setdefault(path, line)
        self._at += 1
        self._value(path)

    def _value(self, path: Path) -> None:
        """Walk over a value without going deeper by calls: lists may be nested as deep as one likes."""
        around: list[tuple[str, Path, int]] = []
        here = path
        while self._at < len(self._tokens):
            kind, token, line = self._tokens[self._at]
            if not around and kind == "line":
                return
            self._at += 1
            if token in ("[", "[["):
                for _ in token:
                    self._lines.setdefault(here, line)
                    around.append(("[", here, 0))
                    here = (*here, 0)
            elif token == "{":
                around.append(("{", here, 0))
                self._lines.setdefault(here, line)
                here = self._inner(here)
            elif token in ("]", "]]", "}"):
                for _ in range(len(token)):
                    here = around.pop()[1] if around else path
            elif token == "," and around:
                sort, outer, number = around[-1]
                if sort == "[":
                    around[-1] = (sort, outer, number + 1)
                    here = (*outer, number + 1)
                else:
                    here = self._inner(outer)
                continue
            if kind in ("text", "bare"):
                self._lines.setdefault(here, line)

    def _inner(self, table: Path) -> Path:
        """The path of the next pair of an inline table, whose key and sign are passed over."""
        if self._at < len(self._tokens) and self._tokens[self._at][0] in ("text", "bare"):
            line = self._tokens[self._at][2]
            table = (*table, *self._key())
            self._lines.setdefault(table, line)
            self._at += 1
        return table
