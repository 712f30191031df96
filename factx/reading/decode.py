"""Bytes to text: which encoding, and what is no text at all. Knows nothing of markup or articles.

In go the bytes of one input; out comes the decoded text, unchanged but for a byte-order mark, with warnings
about what had to be guessed. What is no text is refused with a message that says what to do instead.
"""

from __future__ import annotations

import codecs
import re

from factx.errors import InputError
from factx.longtext import LONG, LongText, Text

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF document", "extract its text first, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save the document as .docx, PDF or text"),
    (b"PK\x05\x06", "an empty ZIP archive", "nothing can be read from it"),
    (b"\x1f\x8b", "a gzip file", "unpack it first with gunzip"),
    (b"BZh", "a bzip2 file", "unpack it first with bunzip2"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it first with unxz"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", "unpack it first with unzstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", "give the article's text"),
    (b"\xff\xd8\xff", "a JPEG image", "give the article's text"),
    (b"GIF87a", "a GIF image", "give the article's text"),
    (b"GIF89a", "a GIF image", "give the article's text"),
    (b"\x7fELF", "a program (ELF)", "give the article's text"),
    (b"MZ\x90\x00", "a Windows program", "give the article's text"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old office document, or a protected one",
        "save it as .docx without a password",
    ),
    (b"{\\rtf", "a rich text (RTF) document", "save it as plain text"),
    (b"SQLite format 3\x00", "an SQLite database", "export its articles as JSON Lines"),
    (b"PAR1", "a Parquet file", "export its articles as JSON Lines"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_MARKS = tuple(mark for mark, encoding in _MARKS if encoding != "utf-8")
_SAMPLE = 65_536
_CONTROLS = bytes([*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
# Of host names and of Python's source: they fail in other ways than those of texts, or cost the square of the length.
_NO_CHARSETS = frozenset(("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"))
_SINGLE_BYTE = ("cp125", "cp8", "cp4", "iso8859", "mac_", "latin", "hp_", "koi8")
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_SHOWN = re.compile("[^\\0 \\t\\r\\n\\v\\f\\u00a0\\ufeff\\u200b]")
Decoded = tuple[str, tuple[str, ...]]


def decode(data: bytes, source: str) -> Decoded:
    """The text of ``data`` and warnings about it.

    Args:
        data: the whole input.
        source: how messages name the input.

    Raises:
        InputError: ``empty`` where there is nothing but blanks, ``binary`` where this is no text.
    """
    if not data or data.isspace():
        raise InputError("empty", f"{source}: the input is empty")
    text, warnings = _decode(data, source)
    _refuse(text, source)
    return text, warnings


def decode_long(data: bytes, source: str) -> tuple[Text, tuple[str, ...]]:
    """As `decode`; the text of many bytes that are UTF-8 is held as a `LongText`."""
    if len(data) < LONG or data.startswith((*_OTHER_MARKS, *(magic for magic, _, _ in _MAGIC))) or b"\0" in data:
        return decode(data, source)
    try:
        text = LongText(data)
    except UnicodeDecodeError:
        return decode(data, source)
    _refuse(text, source)
    return text, ()


def _refuse(text: Text, source: str) -> None:
    """Raise where the text is none to read."""
    opening = text[:_SAMPLE]
    if sum(map(opening.count, _CONTROLS.decode("ascii"))) > max(16, len(opening) // 20):
        raise InputError("binary", f"{source}: this looks like binary data, not text; give the article's text")
    if not any(_SHOWN.search(text[start : start + _SAMPLE]) for start in range(0, len(text), _SAMPLE)):
        raise InputError("empty", f"{source}: the input holds nothing but blanks")


def codec(charset: str) -> str:
    """Python's name of an encoding that a text says to be in.

    Raises:
        LookupError: there is none, or it is no encoding of a whole text.
    """
    name = codecs.lookup(charset).name
    if name in _NO_CHARSETS:
        raise LookupError(f"{charset} is no encoding of texts")
    return name


def _decode(data: bytes, source: str) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding, source)
    for magic, name, advice in _MAGIC:
        if data.startswith(magic):
            raise InputError("binary", f"{source}: this is {name}, not text; {advice}")
    if b"\0" in data:
        wide = _wide_encoding(data)
        if wide:
            return _lenient(data, wide, source)
    _refuse_nulls(data, source)
    warnings: tuple[str, ...] = ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text, warnings = _guess(data, source)
    nulls = text.count("\0")
    if nulls:
        return text, (*warnings, f"{source}: {nulls} NUL character{'s' if nulls > 1 else ''} in the text")
    return text, warnings


def _lenient(data: bytes, encoding: str, source: str) -> Decoded:
    """Decode as what a mark or the bytes themselves say, replacing what is broken."""
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        return data.decode(encoding, "replace"), (f"{source}: some bytes are not valid {encoding}; they were replaced",)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes of Latin letters stand."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    quarter, half = max(1, len(sample) // 4), max(1, len(sample) // 2)
    zeros = [sample[i::4].count(0) / quarter for i in range(4)]
    if min(zeros[1:]) > 0.9 and zeros[0] < 0.05:
        return "utf-32-le"
    if min(zeros[:3]) > 0.9 and zeros[3] < 0.05:
        return "utf-32-be"
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.6 and even < 0.05:
        return "utf-16-le"
    if even > 0.6 and odd < 0.05:
        return "utf-16-be"
    return None


def _refuse_nulls(data: bytes, source: str) -> None:
    sample = data[:_SAMPLE]
    nulls = sample.count(0)
    if nulls > max(4, len(sample) // 200):
        raise InputError("binary", f"{source}: this looks like binary data, not text; give the article's text")


def _guess(data: bytes, source: str) -> Decoded:
    """UTF-8 with a few broken bytes, the encoding that a web page declares, or the most likely one."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    wide = sum(1 for c in text[:_SAMPLE] if c > "\u007f") - text.count("\ufffd", 0, _SAMPLE)
    if broken <= 3 < wide or broken * 10 < wide:
        return text, (f"{source}: {broken} byte sequences are not valid UTF-8; they were replaced",)
    declared = _DECLARED.search(data[:4096])
    if declared:
        try:
            return data.decode(codec(declared.group(1).decode("ascii")), "replace"), ()
        except LookupError:
            pass
    encoding = _most_likely(data)
    return data.decode(encoding, "replace"), (f"{source}: not valid UTF-8; read as {encoding}",)


def _most_likely(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 4 * _SAMPLE]).best()
    # Bytes of a single-byte Western encoding say little: Windows-1252 is by far the commonest on the web.
    sample = data[: 4 * _SAMPLE]
    high = sum(1 for byte in sample if byte > 127)
    few = best is not None and best.encoding.startswith(_SINGLE_BYTE) and high * 100 < len(sample)
    if best is None or few or best.encoding in ("ascii", "latin_1", "utf_8") or len(data) < 400:
        return "cp1252"
    return best.encoding
