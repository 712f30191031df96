"""Lines of keys and entries, however a TOML text is laid out."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factx.lexicon.positions import Positions

TEXT = '''\
# [[kind]] in a comment
title = "[[kind]]"   # 2
long = """
[[kind]]
x = 1
"""
[[kind]]             # 7
kind = 'a'
list = ["one", "two, [three]",  # 9
  # four
  "five",            # 11
]
units = [{ name = "kg", words = ["kilo", # 13
  "kilogram"] },     # 14
  { name = "t" }]    # 15

[[kind]]             # 17
"quoted" = 1
[kind.inner]         # 19
deep.er = 2
[[kind.more]]        # 21
x = 1
[[kind.more]]        # 23
'''
LINES: list[tuple[tuple[str | int, ...], int]] = [
    (("title",), 2),
    (("long",), 3),
    (("kind", 0), 7),
    (("kind", 0, "kind"), 8),
    (("kind", 0, "list"), 9),
    (("kind", 0, "list", 0), 9),
    (("kind", 0, "list", 1), 9),
    (("kind", 0, "list", 2), 11),
    (("kind", 0, "units", 0, "name"), 13),
    (("kind", 0, "units", 0, "words", 0), 13),
    (("kind", 0, "units", 0, "words", 1), 14),
    (("kind", 0, "units", 1), 15),
    (("kind", 0, "units", 1, "name"), 15),
    (("kind", 1), 17),
    (("kind", 1, "quoted"), 18),
    (("kind", 1, "inner"), 19),
    (("kind", 1, "inner", "deep", "er"), 20),
    (("kind", 1, "more", 0), 21),
    (("kind", 1, "more", 0, "x"), 22),
    (("kind", 1, "more", 1), 23),
]


@pytest.mark.parametrize(("path", "line"), LINES, ids=str)
def test_lines(path: tuple[str | int, ...], line: int) -> None:
    assert Positions(TEXT).line(path) == line


def test_what_is_not_there_stands_where_its_table_does() -> None:
    positions = Positions(TEXT)
    assert positions.line(("kind", 1, "missing", 3)) == 17
    assert positions.line(("nothing",)) == 1


@given(st.text(st.sampled_from("[]{}=,.\"'#\n a1\\"), max_size=60))
def test_any_valid_toml_is_walked(text: str) -> None:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    positions, last = Positions(text), text.count("\n") + 1

    def walk(value: Any, path: tuple[str | int, ...]) -> None:
        assert 1 <= positions.line(path) <= last
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, inner in parts:
            walk(inner, (*path, key))

    walk(content, ())
