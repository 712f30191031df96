"""What a text says about itself at its top: front matter, and lists such as "Source: ..." under a title.

In goes the text; out comes title, date and address, which stretches a reader does not read, and which are the
article's title. Words that mean a key are data (lexicon `sections`, table `metadata`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

from factx import lexicon
from factx.reading import front_matter, metadates
from factx.reading.front_matter import Field, FrontMatter, Span

_T = TypeVar("_T")
_TOP_LINES = 60
_LONG = 250
_URL = re.compile(r"https?://[^\s<>()\[\]\"']+")
_LINE = re.compile(r"[^\r\n]*")
_MARK = re.compile(r"[ \t>]*(?:[*+\u2022-][ \t]+|#{1,6}[ \t]+|\|[ \t]*)?")
_LABELLED = re.compile(
    r"(?:\*\*|__)?(?P<key>[A-Za-z][A-Za-z _-]{1,24}?)(?:\*\*|__)?[ \t]*:(?:\*\*|__)?"
    r"[ \t]*(?P<value>\S.*)?\Z"
)
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+|[*_]{2}")
_EMPTY_VALUES = frozenset(("", "null", "none", "~", "n/a", "undefined", "nil"))
_ESCAPES = {"'": re.compile(r"''"), '"': re.compile(r"\\[\"\\/]")}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found at the top of a text.

    Attributes:
        title, published, url: as said there; `title` still holds its markup.
        start: offset at which the article's own text begins.
        hidden: stretches that are no text to read; sorted.
        swaps: stretches read as something else (see `factx.reading.view.read`); sorted.
        headlines: stretches that hold the article's title.
    """

    title: str | None = None
    published: date | None = None
    url: str | None = None
    start: int = 0
    hidden: tuple[Span, ...] = ()
    swaps: tuple[tuple[int, int, str], ...] = ()
    headlines: tuple[Span, ...] = ()


@cache
def _meanings() -> dict[str, tuple[str, int]]:
    """Key to its meaning and its rank among the keys of that meaning."""
    table = lexicon.load("sections")["metadata"]
    return {
        key: (meaning, rank)
        for meaning in ("other", "body", "url", "date", "title")
        for rank, key in enumerate(table[meaning])
    }


def _meaning(key: str) -> tuple[str, int]:
    key = " ".join(key.lower().split())
    found = _meanings().get(key) or _meanings().get(key.replace("-", "_").replace(" ", "_"))
    return found or ("hidden", 0)


def read(text: str) -> Metadata:
    """The metadata that stands in ``text``."""
    front = front_matter.read(text)
    start = front.end if front else 0
    listed, gone = _listed(text, start)
    fields = [*(front.fields if front else ()), *listed]
    shown = [f for f in fields if _meaning(f.key)[0] in ("title", "body") and _said(text, f)]
    hidden = [*_rest(front, shown), *gone]
    return Metadata(
        title=next((_unescaped(text, f, start) for f in shown if _meaning(f.key)[0] == "title"), None),
        published=_best(text, fields, "date", metadates.parse),
        url=_best(text, fields, "url", url),
        start=start,
        hidden=tuple(sorted(hidden)),
        swaps=tuple(sorted(_swaps(text, shown, start))),
        headlines=tuple((f.spans[0][0], f.spans[-1][1]) for f in shown if _meaning(f.key)[0] == "title"),
    )


def url(value: str) -> str | None:
    """The web address in a metadata value."""
    m = _URL.search(value)
    return m.group() if m else None


def _said(text: str, field: Field) -> bool:
    return field.value(text).strip().lower() not in _EMPTY_VALUES


def _best(text: str, fields: list[Field], meaning: str, parse: Callable[[str], _T | None]) -> _T | None:
    """The parsed value of the most trusted key of a meaning."""
    ranked = sorted((rank, i) for i, f in enumerate(fields) for m, rank in [_meaning(f.key)] if m == meaning)
    for _, i in ranked:
        found = parse(fields[i].value(text))
        if found is not None:
            return found
    return None


def _rest(front: FrontMatter | None, shown: list[Field]) -> Iterator[Span]:
    """What of the front matter is not shown."""
    if not front:
        return
    position = 0
    for field in sorted(shown, key=lambda f: f.spans[0]):
        start, end = field.spans[0][0], field.spans[-1][1]
        if end <= front.end:
            yield position, start
            position = end
    yield position, front.end


def _quote(text: str, field: Field, front_end: int) -> str:
    """The quote that a front matter value stands in, or nothing."""
    first = field.spans[0][0]
    return text[first - 1 : first] if 0 < first < front_end and text[first - 1] in _ESCAPES else ""


def _unescaped(text: str, field: Field, front_end: int) -> str:
    quote = _quote(text, field, front_end)
    value = field.value(text)
    return _ESCAPES[quote].sub(lambda m: m.group()[1:], value) if quote else value


def _swaps(text: str, shown: list[Field], front_end: int) -> Iterator[tuple[int, int, str]]:
    """Line breaks of folded values, and quotes that are doubled or escaped."""
    for field in shown:
        for (_, end), (start, _) in zip(field.spans, field.spans[1:], strict=False):
            yield end, start, " "
        quote = _quote(text, field, front_end)
        if quote:
            for start, end in field.spans:
                for m in _ESCAPES[quote].finditer(text, start, end):
                    yield m.start(), m.start() + 1, ""


def _listed(text: str, start: int) -> tuple[list[Field], list[Span]]:
    """Fields of labelled lines near the top, and the lines to hide."""
    fields: list[Field] = []
    gone: list[Span] = []
    run: list[tuple[Field | None, Span]] = []
    for span in _top_lines(text, start):
        field = _labelled(text, span)
        if field or _is_list_heading(text, span):
            run.append((field, span))
            continue
        _close_run(text, run, fields, gone)
        run = []
        if span[1] - span[0] > _LONG:
            break
    _close_run(text, run, fields, gone)
    return fields, gone


def _close_run(text: str, run: list[tuple[Field | None, Span]], fields: list[Field], gone: list[Span]) -> None:
    known = [field for field, _ in run if field]
    certain = any(
        (_meaning(f.key)[0] == "date" and metadates.parse(f.value(text)))
        or (_meaning(f.key)[0] == "url" and url(f.value(text)))
        for f in known
    )
    if not known or (len(known) < 2 and not certain):
        return
    fields.extend(known)
    for field, (start, end) in run:
        if field and _meaning(field.key)[0] in ("title", "body"):
            gone.append((start, field.spans[0][0]))
        else:
            gone.append((start, end))


def _top_lines(text: str, start: int) -> Iterator[Span]:
    """The non-blank lines near the top."""
    count = 0
    for m in _LINE.finditer(text, start):
        if m.group().strip():
            yield m.span()
            count += 1
            if count >= _TOP_LINES:
                return


def _labelled(text: str, span: Span) -> Field | None:
    start, end = span
    mark = _MARK.match(text, start, end)
    after = mark.end() if mark else start
    if end - after > 2 * _LONG:
        return None
    m = _LABELLED.match(text[after:end].rstrip())
    if not m or _meaning(m.group("key"))[0] == "hidden":
        return None
    if not m.group("value"):
        return Field(m.group("key"), ((end, end),)) if _HEADING.match(text, start) is None else None
    return Field(m.group("key"), ((after + m.start("value"), after + m.end("value")),))


def _is_list_heading(text: str, span: Span) -> bool:
    line = text[span[0] : span[1]]
    headings: list[str] = lexicon.load("sections")["metadata"]["headings"]
    return bool(_HEADING.match(line)) and line.strip(" \t#*_:").lower() in headings
