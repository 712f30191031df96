"""The rows of csv as a pandas DataFrame. Needs pandas.

Numbers stay exact: ``value`` and ``value_max`` hold Decimals, which pandas adds up as they are; ``astype(float)`` makes
them floats. Days are ``datetime64[s]``, offsets and counts ``Int64``; what is missing is missing in either.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from factx.errors import FactxError
from factx.formats import row
from factx.model import Document

if TYPE_CHECKING:
    import pandas

_DAYS = ("published", "start", "end")
_COUNTS = ("mention_start", "mention_end", "mentions")


def made(documents: Iterable[Document]) -> pandas.DataFrame:
    """The facts of the documents, one a row; a failed input is a row with its ``error``.

    Raises:
        FactxError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise FactxError("no-pandas", "a frame needs pandas; install it with: pip install 'factx[pandas]'") from error
    rows = [each for document in documents for each in row.rows(document)]
    types = {**dict.fromkeys(_DAYS, "datetime64[s]"), **dict.fromkeys(_COUNTS, "Int64"), "confidence": "float64"}
    columns = {
        name: pandas.Series([each[name] for each in rows], dtype="object").astype(types.get(name, "object"))
        for name in row.COLUMNS
    }
    return pandas.DataFrame(columns)
