"""Inputs that are no text: told by their first bytes or their suffix, and read by the module that knows their form.

In go the bytes; out comes what they hold. A form whose library is not installed, or a document that cannot be read,
is an `InputError` that says what to do.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Literal

from factx.errors import InputError
from factx.reading.extracted import Extracted

Kind = Literal["pdf", "docx", "mail"]
#: Suffixes that tell a form; PDF and Word are told by their bytes as well, whatever the name.
SUFFIXES: dict[str, Kind] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "mail",
    ".mht": "mail",
    ".mhtml": "mail",
}
_MODULES: dict[Kind, str] = {"pdf": "pdf", "docx": "word", "mail": "mail"}
_NAMES: dict[Kind, str] = {"pdf": "PDF", "docx": "Word"}
_MAGIC_WITHIN = 1024
_WORD_PART = b"word/document"
_MAIL_HEADERS = (b"return-path:", b"received:", b"delivered-to:", b"message-id:", b"mime-version:", b"dkim-signature:")
_MAIL_FIELDS = (b"\nsubject:", b"\nfrom:", b"\ndate:")


def kind(data: bytes, suffix: str = "", stream: bool = False) -> Kind | None:
    """The form of an input that is no text; None for text.

    Args:
        data: the whole input.
        suffix: of its name, in small letters.
        stream: it has no name, so that a mail too has to be told by its bytes.
    """
    if b"%PDF-" in data[:_MAGIC_WITHIN] and (data.lstrip()[:5] == b"%PDF-" or suffix == ".pdf"):
        return "pdf"
    if data[:4] == b"PK\x03\x04" and (_WORD_PART in data or suffix == ".docx"):
        return "docx"
    if SUFFIXES.get(suffix) == "mail" or (stream and _is_mail(data)):
        return "mail"
    return None


def extract(which: Kind, data: bytes, source: str) -> Extracted:
    """What the input holds.

    Args:
        which: its form, as `kind` tells it.
        data: the whole input.
        source: how messages name it.

    Raises:
        InputError: it cannot be read, or not without an extra of factx that is missing.
    """
    try:
        read: Callable[[bytes, str], Extracted] = import_module(f"factx.reading.{_MODULES[which]}").read
    except ModuleNotFoundError as error:
        raise InputError(
            "missing-extra",
            f"{source}: reading {_NAMES.get(which, which)} files needs {error.name}; "
            f"install it with: pip install 'factx[{which}]'",
        ) from error
    found = read(data, source)
    if not str(found.text).strip():
        raise InputError("no-text", f"{source}: there is no text in this document")
    return found


def _is_mail(data: bytes) -> bool:
    """A message with headers that only mail programs write, and one that its reader sees."""
    head = data[:16_384].lower()
    opening = head.partition(b"\n")[2] if head.startswith(b"from ") else head
    if not opening.startswith((*_MAIL_HEADERS, b"subject:", b"from:", b"date:", b"to:")):
        return False
    fields = b"\n" + head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return any(b"\n" + name in fields for name in _MAIL_HEADERS) and any(name in fields for name in _MAIL_FIELDS)
