"""Texts of any length that nobody writes, made to cost as much as they can: runs of one thing, nests, and mixtures."""

from __future__ import annotations

import random
from collections.abc import Callable

_RUNS = {
    "digits": "7", "spaced digits": "7 ", "zeros": "0", "thousands": "1,000,", "decimals": "1.", "commas": ",",
    "points": ".", "hyphens": "-", "dashes": "\u2013", "em dashes": " \u2014 ", "slashes": "/", "colons": ":",
    "semicolons": "; ", "fractions": "1/", "clock": "1:", "chain": "12-", "ranges": "5-10 ", "percents": "5% ",
    "numbers and blanks": "1 000 ", "phone": "+44 ", "ages": "23-year-old ", "ordinals": "1st ", "roman": "XIV ",
    "number words": "one ", "tens": "twenty-", "hundreds": "hundred ", "ands": "hundred and ", "millions": "million ",
    "vague": "tens of thousands of ", "halves": "half a ", "dozens": "two dozen ", "points said": "one point ",
    "dollars": "$", "amounts": "$1 ", "euros": "\u20ac", "codes": "USD ", "open amounts": "($",
    "short": "\u00a31m\u2013",
    "conversions": "$1 (\u20ac1) ", "rupees": "Rs. ", "crores": "2 crore ", "bounds": "more than ", "about": "about ",
    "up to": "up to ", "between": "between 1 and ", "from": "from 1 to ",
    "brackets": "[", "parentheses": "(", "closings": ")", "nest": "([{", "links": "[a](", "link ends": "](",
    "images": "![",
    "whole links": "[a](b) ", "references": "[a][b]", "tags": "<", "anchors": "<a ", "elements": "<b>a",
    "closers": "</p>",
    "comments": "<!--", "scripts": "<script>", "attributes": "<img alt='", "entities": "&amp;", "ampersands": "&",
    "bare entities": "&#", "single quotes": "'", "double quotes": '"', "curly quotes": "\u201c", "apostrophes": "a'",
    "blanks": " ", "tabs": "\t", "hard blanks": "\u00a0", "newlines": "\n", "line ends": "\r\n", "returns": "\r",
    "blank lines": " \n", "separators": "\u2028", "letters": "a", "capitals": "A", "token": "aB3", "initials": "A.",
    "hyphenated": "a-", "accents": "e\u0301", "marks": "\u0301", "emoji": "\U0001f600", "joiners": "\u200d",
    "wide": "\u8b66",
    "ansi": "\x1b[31m", "nul": "\0", "bidi": "\u202e", "words": "word ", "sentences": "Police said so. ",
    "stops": ". A",
    "headings": "# ", "hashes": "#", "quotes": "> ", "deep quotes": ">", "items": "- a\n", "stars": "* ", "bold": "**",
    "underscores": "_", "ticks": "`", "fences": "```\n", "bars": "|", "rows": "| a | b |\n", "rules": "|---",
    "list": "1. a\n",
    "backslashes": "\\", "underlines": "a\n===\n", "urls": "http://a.b/", "sites": "www.a.", "mails": "a@b.",
    "keys": "title: a\n", "key": "a: ", "yaml anchors": "a: &a [*a, *a]\n", "yaml tags": "!!python/object:a ",
    "operations": "Operation ", "named": "Operation Blue ", "names": "Nice ", "titles": "Mr. ", "states": "U.S. ",
    "months": "May ", "days": "May 1, ", "iso days": "2020-", "years": "2020 ", "until": "until ",
    "years and": "2019 and ",
    "last": "last year ", "last month": "last ", "windows": "the past six months ", "quarters": "Q3 ",
    "weekdays": "on Monday and ",
    "arrests": "arrested 12 ", "people": "12 people and ", "people in places": "12 people in Spain, ",
    "places": "in Spain, ",
    "countries": "19 countries ", "victims": "victims of ", "passives": "12 were ", "killed": "killed ",
    "of": "of the ",
    "the": "the ", "by": "by police ", "who": "who had ", "commas and": "a, b and ", "roles": "seized stolen lost ",
    "money told": "seized $1 million from ",
    "prose": "Police arrested 12 people in Spain and seized $3 million in May. ",
    "list of arrests": "- Spain: 12 arrests\n", "paragraphs": "Police arrested 12 people.\n\n",
    "said": "\"We held 12,\" he said. ",
    "json": '{"text": "', "json nest": '{"a":[', "percent signs": "%", "equals": "=", "pluses": "+", "tildes": "~",
    "at": "@",
    "short lines": "a b c\n", "wrapped": "Police in Spain said that they had arrested 12 people over\n",
    "hyphen ends": "ar-\n", "dateline": "MADRID, May 1 ", "published": "Published: May 1, 2020\n",
    "teasers": "Read more: \n",
}  # fmt: skip


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda length: unit * (length // len(unit))


def _after(head: str, unit: str) -> Callable[[int], str]:
    return lambda length: head + unit * ((length - len(head)) // len(unit))


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    return lambda length: (
        opening * (length // (len(opening) + len(closing))) + closing * (length // (len(opening) + len(closing)))
    )


def _stairs(length: int) -> str:
    """List items each deeper than the one before, to a hundred levels and again."""
    stair = "".join(f"{' ' * level}- a\n" for level in range(100))
    return (stair * (length // len(stair) + 1))[:length]


def _mixed(length: int) -> str:
    """All units in a random order that is always the same."""
    draw, units = random.Random(8), list(_RUNS.values())
    parts: list[str] = []
    size = 0
    while size < length:
        part = draw.choice(units) * draw.choice((1, 1, 1, 2, 5, 30))
        parts.append(part)
        size += len(part)
    return "".join(parts)[:length]


#: Name -> what makes a text of about so many code points.
SHAPES: dict[str, Callable[[int], str]] = {
    **{name: _repeated(unit) for name, unit in _RUNS.items()},
    "front matter without end": _after("---\ntitle: a\n", "key: value\n"),
    "front matter of one block": _after("---\ntitle: |\n", "  a b c\n"),
    "front matter of one line": _after("---\ntitle: ", "a"),
    "front matter of items": _after("---\ntags:\n", "  - a\n"),
    "toml without end": _after("+++\ntitle = 1\n", "key = 1\n"),
    "toml of one string": _after('+++\ntitle = """\n', "a b c\n"),
    "toml of quotes": _after('+++\ntitle = "', "\\\\"),
    "comment without end": _after("<!-- ", "a -"),
    "script without end": _after("<script>", "a < b "),
    "link nest": _nested("[", "](a)"),
    "image nest": _nested("![", "](a)"),
    "bracket nest": _nested("(", ")"),
    "emphasis nest": _nested("*a ", "b*"),
    "quote nest": _nested("\u201c", "\u201d"),
    "stairs": _stairs,
    "mixture": _mixed,
}
