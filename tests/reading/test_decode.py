"""Bytes to text: encodings that are known, guessed, or none."""

from __future__ import annotations

import codecs

import pytest

from factx.errors import InputError
from factx.reading.decode import decode

TEXT = "Caf\u00e9 owners \u2013 \u201cnine\u201d in all \u2013 were held in M\u00fcnster.\r\nThey paid \u20ac500.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_unicode_is_read_without_warnings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == (TEXT, ())


def test_utf16_be_with_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "a.txt") == (TEXT, ())


def test_other_encodings_are_guessed_and_said() -> None:
    text, warnings = decode(TEXT.encode("cp1252"), "a.txt")
    assert text == TEXT
    assert "cp1252" in warnings[0]


def test_declared_encoding_of_a_page() -> None:
    page = '<html><meta charset="iso-8859-2"><p>Ko\u0161ice'.encode("iso-8859-2")
    assert decode(page, "a.html") == ('<html><meta charset="iso-8859-2"><p>Ko\u0161ice', ())


def test_a_few_broken_bytes_do_not_spoil_utf8() -> None:
    text, warnings = decode(TEXT.encode() + b"\xff end", "a.txt")
    assert text == TEXT + "\ufffd end"
    assert "replaced" in warnings[0]


def test_single_nul_stays_where_it_is() -> None:
    text, warnings = decode(b"Nine\x00 people were held in town.", "a.txt")
    assert text == "Nine\x00 people were held in town."
    assert "NUL" in warnings[0]


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"\xff\xfe", "\u00a0\n".encode()]
)
def test_empty(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "a.txt")
    assert caught.value.code == "empty"
    assert "a.txt" in caught.value.message


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\x7fELF\x02\x01", "ELF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\xff\xd8\xff\xe0\x00", "JPEG"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00\x01" * 400, "binary"),
        (b"\x01\x02\x03\x04" * 100, "binary"),
    ],
)
def test_binary(data: bytes, name: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "a.txt")
    assert caught.value.code == "binary"
    assert name in caught.value.message
