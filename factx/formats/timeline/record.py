"""A timeline as the plain data of the output contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import factx
from factx.comparing.timeline import Moment
from factx.formats.compare import record
from factx.formats.record import SCHEMA


def output(moments: Iterable[Moment]) -> dict[str, Any]:
    """The whole timeline as a dict for JSON."""
    return {"factx": factx.__version__, "schema": SCHEMA, "timeline": [moment(each) for each in moments]}


def moment(given: Moment) -> dict[str, Any]:
    """The Moment as a dict for JSON."""
    return {
        "name": given.event.name,
        "label": given.event.label,
        "start": given.start,
        "end": given.end,
        "dated": given.dated,
        "documents": [document.source for document in given.event.documents],
        "figures": [record.quantity(each) for each in given.figures],
    }
