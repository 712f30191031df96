"""Texts meant to be obeyed by terminals, spreadsheets, browsers, databases and file systems, and Documents of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from factx.model import Document, Fact, Mention, Problem

WEAPONS: dict[str, str] = {
    "ansi": "\x1b[31;5mred\x1b[0m\x1b[2J\x1b[1A",
    "osc link": "\x1b]8;;http://evil.example\x07click\x1b]8;;\x07",
    "osc title": "\x1b]0;owned\x1b\\",
    "osc clipboard": "\x1b]52;c;cm0gLXJmIH4=\x07",
    "c1": "\x9b31mred\x9d0;owned\x9c",
    "backspace": "good\x08\x08\x08\x08evil\x7f",
    "return": "a long line\rshort",
    "bells and nul": "\x07a\x00b\x05",
    "bidi override": "\u202egpj.exe\u202c",
    "bidi isolate": "\u2066a\u2069\u200f\u061c",
    "zero width": "ar\u200brests\u2060\ufeff\u00ad",
    "tags": "a\U000e0041\U000e0042b",
    "separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "breaks": "a\nb\r\nc\td",
    "surrogate": "a\ud83db\udc00",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1eb\U0001f1f7 \u8b66\u5bdf\u306f",
    "accents in a heap": "e" + "\u0301\u0316\u0489" * 40,
    "rich": "[bold red]x[/bold red][link=http://evil.example]y[/link][/][@click=app.bell]z :smile: [a",
    "formula": "=cmd|'/C calc'!A0",
    "formula of plus": "+1+1",
    "formula of minus": "-2+3+cmd|' /C calc'!A0",
    "formula of at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula behind a tab": "\t=1+1",
    "formula behind a return": "\r=1+1",
    "formula behind blanks": " \u00a0\u200b=1+1",
    "formula full-width": "\uff1d1+1",
    "formula with cells": 'a","=1+1","b\n=1+1,c\t=1+1',
    "script": "<script>alert(1)</script>",
    "script end": "</script><script>alert(1)</script>",
    "style end": "</style></title></textarea><svg/onload=alert(1)>",
    "image": "<img src=x onerror=alert(1)>",
    "attribute": "\" onmouseover=\"alert(1)\" x='",
    "attribute of one quote": "' autofocus onfocus='alert(1)",
    "comment": "<!-- a --> --!> <![CDATA[ ]]> <!DOCTYPE a>",
    "address": "javascript:alert(1)",
    "data address": "data:text/html,<script>alert(1)</script>",
    "entities": "&lt;script&gt; &#60;b&#62; &amp;lt; &apos; &colon;",
    "slots": "{{script}} {{style}} {0} %s %(a)s ${a} #{a}",
    "markdown": "![x](http://evil.example/p.png) [y](javascript:alert(1)) <http://evil.example> # h | c `d` ~~e~~",
    "markdown autolink": "www.evil.example http://evil.example a@evil.example ftp://evil.example",
    "markdown block": "# a\n- b\n> c\n```\nd\n---\n1. e\n| f |",
    "sql": "'); DROP TABLE documents; -- \" ` ; ATTACH 'x' AS y",
    "path": "../../../../etc/passwd",
    "path of windows": "..\\..\\con\\nul:stream",
    "yaml": "!!python/object/apply:os.system ['id'] &a *a <<: *a",
    "json": '"}], "facts": [{"id": "money-1"',
    "long": "A" * 5000,
}  # fmt: skip


def document(weapon: str, number: int = 1, text: str | None = None) -> Document:
    """A Document with the weapon wherever a text from outside can stand.

    Args:
        number: of arrests; what two documents say of one event can so agree or not.
    """
    body = (
        text
        if text is not None
        else f"{weapon}\n\nOn Monday police {weapon} arrested {number} people in Nice {weapon} there.\n"
    )
    arrests = fact(weapon, body, number)
    return Document(
        source=f"{weapon}{number}.txt",
        title=weapon,
        published=None,
        url=weapon,
        chars=len(body),
        sha256=f"{number:064x}",
        facts=(
            arrests,
            replace(arrests, id="money-1", kind="money", role="lost", currency="EUR", place=None),
        ),
        text=body,
        site=weapon,
        warnings=(weapon,),
    )


def fact(weapon: str, body: str, number: int) -> Fact:
    """A Fact of the body's number with the weapon in all that is taken from the text."""
    at = body.index(f"arrested {number} people") + 9
    mention = Mention(at, at + len(str(number)), str(number), body[body.index("On Monday") :].rstrip("\n"), "body")
    return Fact(
        id="arrests-1", kind="arrests", role=None, value=Decimal(number), value_max=None, bound="exact", currency=None,
        start=None, end=None, duration=None, event=f"Operation {weapon}", place=weapon, section="body",
        text=f"{number} people in Nice {weapon}", mentions=(mention,), rule="arrests.active", confidence=0.9,
    )  # fmt: skip


def failed(weapon: str) -> Document:
    """A Document of an input with that name which could not be read."""
    problem = Problem("not-found", f"{weapon}: no such file {weapon}")
    return Document(weapon, None, None, None, 0, "0" * 64, (), problem, (weapon,))
