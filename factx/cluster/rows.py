"""Documents to rows of Arrow tables: one a document with its facts nested, or one a fact with the columns of csv."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from factx.formats import exact, parquet, record, row
from factx.model import Document
from factx.options import Options

#: The column that holds the row as a line of JSON; Parquet goes without it.
LINE = "line"
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_FACT = (
    *("id", "kind", "role", "value", "value_max", "bound", "currency", "start", "end", "duration", "event", "place"),
    *("section", "text", "mentions", "rule", "confidence", "value_exact", "value_max_exact", "counted", "unit"),
)


def schema(options: Options) -> pa.Schema:
    """Names and types of the columns, the line among them."""
    flat = parquet.schema()
    if options.flat:
        return flat.append(pa.field(LINE, pa.large_string()))
    mention = pa.struct(
        [("start", pa.int64()), ("end", pa.int64())] + [(name, pa.string()) for name in ("text", "sentence", "section")]
    )
    types = {"mentions": pa.list_(mention)}
    fact = pa.struct([(name, types.get(name) or flat.field(name).type) for name in _FACT])
    columns = [
        ("source", pa.string()),
        ("title", pa.string()),
        ("published", pa.date32()),
        ("url", pa.string()),
        ("site", pa.string()),
        ("language", pa.string()),
        ("chars", pa.int64()),
        ("sha256", pa.string()),
        ("facts", pa.list_(fact)),
        ("error", pa.struct([("code", pa.string()), ("message", pa.string())])),
    ]
    text = [("text", pa.large_string())] if options.with_text else []
    return pa.schema([*columns, *text, (LINE, pa.large_string())])


def table(documents: Iterable[Document], options: Options) -> pa.Table:
    """The rows of the Documents."""
    made = _facts(documents) if options.flat else [_document(each, options.with_text) for each in documents]
    return pa.Table.from_pylist(made, schema(options))


def _facts(documents: Iterable[Document]) -> list[dict[str, Any]]:
    return [parquet.typed(each) | {LINE: exact.dumps(each)} for doc in documents for each in row.rows(doc)]


def _document(doc: Document, with_text: bool) -> dict[str, Any]:
    fields = record.document(doc, with_text)
    facts = [parquet.typed(each) | {"mentions": _clean(each["mentions"])} for each in fields["facts"]]
    cleaned: dict[str, Any] = _clean(fields | {"facts": None})
    return cleaned | {"facts": facts, LINE: exact.dumps(fields)}


def _clean(value: Any) -> Any:
    """The value without halves of surrogate pairs, which Arrow has no room for."""
    if isinstance(value, str):
        return value.translate(_SURROGATES) if not value.isascii() else value
    if isinstance(value, list):
        return [_clean(each) for each in value]
    return {name: _clean(each) for name, each in value.items()} if isinstance(value, dict) else value
