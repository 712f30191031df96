"""A record, as a line of JSON Lines or a mapping of a program gives it, to an Article.

A record has `text`, and if there `id`, `title`, `published`, `url`; whatever else it has is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from factx.model import Article
from factx.reading import metadates
from factx.reading.article import failed, from_text

_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def article(record: object, source: str, where: str, warnings: tuple[str, ...] = ()) -> Article:
    """The Article of a record; one with a problem where it is no record or has no text.

    Args:
        record: what should be a mapping.
        source: how the Document names it, unless it has an ``id``.
        where: it stands, for messages.
        warnings: of the steps before.
    """
    if not isinstance(record, Mapping):
        return failed(source, "bad-record", f"{where}: a JSON object was expected, not {_kind(record)}")
    name = record.get("id")
    named = isinstance(name, (str, int)) and not isinstance(name, bool) and name != ""
    source = str(name).translate(_SURROGATES) if named else source
    text = record.get("text")
    if not isinstance(text, str):
        return failed(source, "no-text", f'{where}: the record has no "text" field that is a string')
    if not text.strip():
        return failed(source, "empty", f'{where}: the record\'s "text" is empty')
    published, warnings = _published(record.get("published"), where, warnings)
    return from_text(
        text,
        source,
        published=published,
        title=_string(record.get("title")),
        url=_string(record.get("url")),
        warnings=warnings,
    )


def _published(said: object, where: str, warnings: tuple[str, ...]) -> tuple[date | None, tuple[str, ...]]:
    if isinstance(said, date):
        return (said.date() if isinstance(said, datetime) else said), warnings
    day = metadates.parse(said) if isinstance(said, str) else None
    if said and not day:
        warnings = (*warnings, f'{where}: the date in "published" is not understood; write it as YYYY-MM-DD')
    return day, warnings


def _string(value: object) -> str | None:
    return value.translate(_SURROGATES).strip() or None if isinstance(value, str) else None


def _kind(value: object) -> str:
    names = {list: "a list", str: "a string", bool: "true or false", type(None): "null", int: "a number"}
    return names.get(type(value), "a number" if isinstance(value, float) else f"a {type(value).__name__}")
