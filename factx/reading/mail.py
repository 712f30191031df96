"""A mail message, or a web page saved as one file (MHTML), to the text that its reader sees. Standard library only.

The subject is the title, the header's date the day of publication. Of a message in several versions the plain text
is read; where there is only HTML, or the plain text is but a word that there is, that. Attachments are not opened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from email import message_from_bytes
from email.errors import MessageError
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime

from factx.errors import InputError
from factx.reading import page
from factx.reading.decode import codec, decode
from factx.reading.extracted import Extracted, titled

# Of a header no more is read than this; longer ones are no mail program's.
_HEADER_CHARS = 10_000
_REPLY = re.compile(r"(?:(?:re|fw|fwd|aw|wg|tr)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
# Characters below which a plain text may only say that the message is in HTML.
_STUB = 200
_LINK = re.compile(r"https?://\S+")


class _Policy(EmailPolicy):
    """Headers as plain text, cut at the limit: their full grammar takes brackets in brackets as deep as they go."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)  # type: ignore[arg-type]
        return name, value[:_HEADER_CHARS]


_POLICY = _Policy(header_factory=HeaderRegistry(use_default_map=False))


def read(data: bytes, source: str) -> Extracted:
    """What the message says.

    Raises:
        InputError: its text is no text, or its parts are nested too deeply.
    """
    try:
        return _read(data, source)
    except RecursionError as error:
        raise InputError("broken", f"{source}: the parts of this mail are nested too deeply") from error


def _read(data: bytes, source: str) -> Extracted:
    message = message_from_bytes(data, policy=_POLICY)
    assert isinstance(message, EmailMessage)
    subject = _REPLY.sub("", _header(message, "Subject")) or None
    link = _LINK.match(_header(message, "Snapshot-Content-Location"))
    warnings = _attached(message)
    plain, html = (_part(message, kind, source) or "" for kind in ("plain", "html"))
    found = page.extract(html) if html.strip() and len(plain.strip()) < _STUB else None
    if found is None or len(found.text) < 2 * len(plain.strip()):
        return Extracted(titled(subject, plain) if plain.strip() else "", subject, _day(message), warnings=warnings)
    return Extracted(
        titled(subject, str(found.text)),
        subject or found.title,
        (found.published if link else None) or _day(message) or found.published,
        link.group() if link else None,
        found.site if link else None,
        found.language,
        (*warnings, *found.warnings),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        said = str(message.get(name, "")).encode("utf-8", "replace").decode()
        return _SPACES.sub(" ", said).strip()
    except (ValueError, LookupError, MessageError, AttributeError, IndexError):  # headers that break their own rules
        return ""


def _day(message: EmailMessage) -> date | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _part(message: EmailMessage, kind: str, source: str) -> str | None:
    """The text of the first part of the kind that is no attachment."""
    for part in message.walk():
        if part.get_content_type() != f"text/{kind}" or _is_attached(part):
            continue
        raw = part.get_payload(decode=True)
        if not isinstance(raw, bytes) or not raw.strip():
            continue
        try:
            return raw.decode(codec(part.get_content_charset() or "utf-8"))
        except (UnicodeDecodeError, LookupError):
            return decode(raw, source)[0]
    return None


def _is_attached(part: EmailMessage) -> bool:
    try:
        return part.get_content_disposition() == "attachment"
    except (ValueError, IndexError, AttributeError):
        return False


def _attached(message: EmailMessage) -> tuple[str, ...]:
    number = sum(1 for part in message.walk() if not part.is_multipart() and _is_attached(part))
    if not number:
        return ()
    return (f"{number} attachment{'s' if number > 1 else ''} not read; give them as files of their own",)
