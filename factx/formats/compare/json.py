"""One JSON object with all events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from factx.comparing.model import Event
from factx.formats import exact
from factx.formats.compare import record


def write(events: Sequence[Event], out: TextIO) -> None:
    """Write ``{"factx": version, "schema": 1, "events": [...]}``."""
    out.write(exact.dumps(record.output(events), "  ") + "\n")
