"""A SQLite database: documents, their facts, the facts' mentions, and a view ``rows`` with the columns of csv.

A run makes a new database. Where there is one already, the new documents take the place of those with the same source,
in one transaction; all else in it stays, whoever put it there. Sources may come up several times in one run (``copy``
counts them); a later run replaces them all.

`value` and `value_max` are numbers to reckon with; `value_exact` and `value_max_exact` have all digits as text, for a
binary fraction cannot hold every amount.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from factx.errors import FactxError
from factx.formats import exact, record
from factx.model import Document, Fact
from factx.options import Options

#: Marks a database as one of factx ("fctx"), and its tables as these; tables of version 1 lack two columns.
APPLICATION_ID, VERSION = 0x66637478, 2
#: Seconds to wait for another program that is writing.
_PATIENCE = 30

_VIEW = """CREATE VIEW rows AS
SELECT d.source, d.title, d.published, f.fact AS id, f.kind, f.role, f.value, f.value_max, f.bound, f.currency, f.start,
    f."end", f.duration, f.event, f.place, f.section, f.text, m.sentence, m.start AS mention_start,
    m."end" AS mention_end, (SELECT nullif(count(*), 0) FROM mentions WHERE fact_id = f.id) AS mentions,
    f.rule, f.confidence, d.error_code || ': ' || d.error_message AS error,
    f.counted, f.unit
FROM documents AS d LEFT JOIN facts AS f ON f.document_id = d.id
    LEFT JOIN mentions AS m ON m.fact_id = f.id AND m.number = 1
WHERE f.id IS NOT NULL OR d.error_code IS NOT NULL;
"""
_TABLES = f"""
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {VERSION};
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    copy INTEGER NOT NULL,
    title TEXT,
    published TEXT,
    url TEXT,
    site TEXT,
    language TEXT,
    chars INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    error_code TEXT,
    error_message TEXT,
    text TEXT,
    UNIQUE (source, copy)
);
CREATE TABLE facts (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    fact TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT,
    value NUMERIC,
    value_max NUMERIC,
    value_exact TEXT,
    value_max_exact TEXT,
    bound TEXT,
    currency TEXT,
    start TEXT,
    "end" TEXT,
    duration TEXT,
    event TEXT,
    place TEXT,
    section TEXT NOT NULL,
    text TEXT NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    counted TEXT,
    unit TEXT,
    UNIQUE (document_id, fact)
);
CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    fact_id INTEGER NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    sentence TEXT NOT NULL,
    section TEXT NOT NULL,
    UNIQUE (fact_id, number)
);
CREATE INDEX documents_by_day ON documents (published);
CREATE INDEX facts_by_kind ON facts (kind, role, value);
CREATE INDEX facts_by_event ON facts (event);
{_VIEW}"""

# Makes tables of version 1 those of today.
_UPGRADE = f"""
ALTER TABLE facts ADD COLUMN counted TEXT;
ALTER TABLE facts ADD COLUMN unit TEXT;
DROP VIEW rows;
{_VIEW}
PRAGMA user_version = {VERSION};
"""

# Takes what the database "new" has; a document keeps its id, facts and mentions are those of the new run.
_MERGE = """
DELETE FROM documents WHERE source IN (SELECT source FROM new.documents)
    AND (source, copy) NOT IN (SELECT source, copy FROM new.documents);
INSERT INTO documents (source, copy, {columns}) SELECT source, copy, {columns} FROM new.documents WHERE true
    ON CONFLICT (source, copy) DO UPDATE SET ({columns}) = ({excluded});
DELETE FROM facts WHERE document_id IN (SELECT d.id FROM documents AS d JOIN new.documents USING (source, copy));
INSERT INTO facts (document_id, {facts}) SELECT d.id, {facts_from} FROM new.facts AS f
    JOIN new.documents AS n ON n.id = f.document_id JOIN documents AS d ON d.source = n.source AND d.copy = n.copy
    ORDER BY f.id;
INSERT INTO mentions (fact_id, {mentions}) SELECT own.id, {mentions_from} FROM new.mentions AS m
    JOIN new.facts AS f ON f.id = m.fact_id JOIN new.documents AS n ON n.id = f.document_id
    JOIN documents AS d ON d.source = n.source AND d.copy = n.copy
    JOIN facts AS own ON own.document_id = d.id AND own.fact = f.fact ORDER BY m.id;
"""
_UNFIT = re.compile("[\0\ud800-\udfff]")


def write(documents: Iterable[Document], out: Path, options: Options) -> None:
    """Make the database ``out``, a transaction a document: what is in it is whole whenever the run stops."""
    copies: Counter[str] = Counter()
    with closing(sqlite3.connect(out)) as database:
        database.executescript(f"PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; {_TABLES}")
        for doc in documents:
            with database:
                fields = _document(doc, options.with_text)
                copies[fields["source"]] += 1
                key = _insert(database, "documents", fields | {"copy": copies[fields["source"]]})
                for fact in doc.facts:
                    fact_key = _insert(database, "facts", {"document_id": key} | _fact(fact))
                    for number, mention in enumerate(fact.mentions, 1):
                        place = {"fact_id": fact_key, "number": number}
                        _insert(database, "mentions", place | _fit(record.mention(mention)))


def check(target: Path) -> None:
    """Raises FactxError where ``target`` is there and is no database of factx."""
    if target.is_file() and target.stat().st_size:
        with _opened(target) as database:
            _check(database, target)


def settle(made: Path, target: Path) -> None:
    """Put the database ``made`` in the place of ``target``, or its documents into it where it is there."""
    if not target.is_file() or not target.stat().st_size:
        made.replace(target)
        return
    with _opened(target) as database:
        _check(database, target)
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("ATTACH ? AS new", (str(made),))
        database.execute("BEGIN IMMEDIATE")
        try:
            for statement in chain(_upgrade_statements(database), _merge_statements(database)):
                database.execute(statement)
            database.execute("COMMIT")
        except BaseException:
            database.execute("ROLLBACK")
            raise
    made.unlink()


def _upgrade_statements(database: sqlite3.Connection) -> list[str]:
    old = database.execute("PRAGMA main.user_version").fetchone()[0] < VERSION
    return [statement for statement in _UPGRADE.split(";") if statement.strip()] if old else []


def _merge_statements(database: sqlite3.Connection) -> Iterator[str]:
    def names(table: str, *but: str) -> list[str]:
        return [f'"{row[1]}"' for row in database.execute(f"PRAGMA new.table_info({table})") if row[1] not in but]

    columns = names("documents", "id", "source", "copy")
    facts, mentions = names("facts", "id", "document_id"), names("mentions", "id", "fact_id")
    filled = _MERGE.format(
        columns=", ".join(columns),
        excluded=", ".join(f"excluded.{name}" for name in columns),
        facts=", ".join(facts),
        facts_from=", ".join(f"f.{name}" for name in facts),
        mentions=", ".join(mentions),
        mentions_from=", ".join(f"m.{name}" for name in mentions),
    )
    return (statement for statement in filled.split(";") if statement.strip())


@contextmanager
def _opened(target: Path) -> Iterator[sqlite3.Connection]:
    """A connection that leaves transactions to the caller; what SQLite refuses becomes a message."""
    try:
        with closing(sqlite3.connect(target, timeout=_PATIENCE, isolation_level=None)) as database:
            yield database
    except sqlite3.Error as error:
        in_use = isinstance(error, sqlite3.OperationalError) and "locked" in str(error)
        hint = "another program is writing to it; try again" if in_use else "give another file to -o"
        raise FactxError("not-writable", f"cannot write {target}: {error}; {hint}") from error


def _check(database: sqlite3.Connection, target: Path) -> None:
    mark = database.execute("PRAGMA application_id").fetchone()[0]
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if mark != APPLICATION_ID:
        raise FactxError("not-factx", f"{target} is a database that factx did not make; give another file to -o")
    if not 1 <= version <= VERSION:
        raise FactxError("other-version", f"{target} was made by another version of factx; give another file to -o")


def _insert(database: sqlite3.Connection, table: str, fields: dict[str, Any]) -> int:
    """Insert a row of ``fields``; returns its id."""
    names = ", ".join(f'"{name}"' for name in fields)
    marks = ", ".join("?" * len(fields))
    key = database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(fields.values())).lastrowid
    assert key is not None
    return key


def _document(doc: Document, with_text: bool) -> dict[str, Any]:
    fields = record.document(doc, with_text)
    del fields["facts"], fields["error"]
    problem = doc.problem
    return _fit(
        fields
        | {"error_code": problem.code if problem else None, "error_message": problem.message if problem else None}
    )


def _fact(fact: Fact) -> dict[str, Any]:
    fields = record.fact(fact)
    del fields["mentions"]
    fields["fact"] = fields.pop("id")
    fields["value_exact"], fields["value_max_exact"] = fields["value"], fields["value_max"]
    return _fit(fields)


def _fit(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields as SQLite takes them: Decimals and dates as text (columns of numbers make numbers of it)."""
    return {name: _value(value) for name, value in fields.items()}


def _value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return exact.number(value)
    if isinstance(value, str):
        return _UNFIT.sub("\ufffd", value)
    return value if value is None or isinstance(value, int) else value.isoformat()
