"""A mail message, or a web page saved as one file (MHTML), to the text that its reader sees. Standard library only.

The subject is the title, the header's date the day of publication. Of a message in several versions the plain text
is read; where there is only HTML, or the plain text is but a word that there is, that. Attachments are not opened.
"""

from __future__ import annotations

import re
from datetime import date
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from factx.reading import page
from factx.reading.decode import decode
from factx.reading.extracted import Extracted, titled

_REPLY = re.compile(r"(?:(?:re|fw|fwd|aw|wg|tr)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
# Characters below which a plain text may only say that the message is in HTML.
_STUB = 200
_LINK = re.compile(r"https?://\S+")


def read(data: bytes, source: str) -> Extracted:
    """What the message says.

    Raises:
        InputError: its text is no text.
    """
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    subject = _REPLY.sub("", _header(message, "Subject")) or None
    link = _LINK.match(_header(message, "Snapshot-Content-Location"))
    warnings = _attached(message)
    plain, html = (_part(message, kind, source) or "" for kind in ("plain", "html"))
    found = page.extract(html) if html.strip() and len(plain.strip()) < _STUB else None
    if found is None or len(found.text) < 2 * len(plain.strip()):
        return Extracted(titled(subject, plain) if plain.strip() else "", subject, _day(message), warnings=warnings)
    return Extracted(
        titled(subject, found.text),
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
            return raw.decode(part.get_content_charset() or "utf-8")
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
