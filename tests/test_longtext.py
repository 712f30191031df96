"""A long text is measured and sliced as the str that it stands for, and is read as that is."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factx import longtext
from factx.engine import Engine
from factx.longtext import LongText
from factx.options import Options
from factx.reading import decode, files

WORDS = "Police held 12 men in M\u00fcnchen \u2013 \U0001f6a8 they had \u20ac5,000.\n"


@given(st.text(), st.integers(-30, 30) | st.none(), st.integers(-30, 30) | st.none(), st.sampled_from((1, 2, -1, None)))
def test_slices(text: str, start: int | None, end: int | None, step: int | None) -> None:
    text = text.encode("utf-8", "ignore").decode().removeprefix("\ufeff")
    held = LongText(text.encode())
    assert (len(held), str(held), "".join(held)) == (len(text), text, text)
    assert held[start:end:step] == text[start:end:step]
    assert held == text and held == LongText(b"\xef\xbb\xbf" + text.encode())


def test_slices_across_blocks() -> None:
    text = WORDS * 4000  # its blocks end in the middle of characters
    held = pickle.loads(pickle.dumps(LongText(text.encode())))
    assert len(held) == len(text)
    for start in range(0, len(text), 997):
        for size in (1, 60, 70_000):
            assert held[start : start + size] == text[start : start + size]
    assert held[-1] == "\n" and held[len(text) - 2] == "."
    with pytest.raises(IndexError):
        held[len(text)]


@pytest.mark.parametrize("data", [b"\xff", b"a\x80" * 70_000, b"\x80" * 70_000, "\u20ac".encode()[:2]])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        LongText(data)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_long_file_is_read_as_a_short_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: bytes) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(mark + ("# Nine held\n\n- " + WORDS * 30 + "\n- 7 were arrested in Spain.\n").encode())
    engine = Engine(Options())
    (short,) = engine.pipe(files.read(path, "a.md", Options()))
    monkeypatch.setattr(decode, "LONG", 100)
    (held,) = engine.pipe(files.read(path, "a.md", Options()))
    assert isinstance(held.text, LongText) and isinstance(short.text, str)
    assert replace(held, text=str(held.text)) == short
    assert held.to_json(with_text=True) == short.to_json(with_text=True)


def test_what_is_no_utf8_is_still_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "LONG", 10)
    latin = "Caf\u00e9 owners were held in K\u00f6ln.".encode("cp1252")
    assert decode.decode_long(latin, "a") == decode.decode(latin, "a")
    wide = "Nine were held.".encode("utf-16")
    assert decode.decode_long(wide, "a") == ("Nine were held.", ())
    assert longtext.LONG > 1 << 20
