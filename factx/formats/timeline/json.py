"""One JSON object with all events in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from factx.comparing.model import Event
from factx.comparing.timeline import timeline
from factx.formats import exact
from factx.formats.timeline import record


def write(events: Sequence[Event], out: TextIO) -> None:
    """Write ``{"factx": version, "schema": 1, "timeline": [...]}``."""
    out.write(exact.dumps(record.output(timeline(events)), "  ") + "\n")
