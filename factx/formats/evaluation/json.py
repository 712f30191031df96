"""One JSON object with all scores and differences."""

from __future__ import annotations

from typing import TextIO

from factx.formats import exact
from factx.formats.evaluation import record
from factx.scoring import Scores


def write(scores: Scores, out: TextIO) -> None:
    """Write ``{"factx": version, "schema": 1, "documents": N, "kinds": {...}, ...}``."""
    out.write(exact.dumps(record.output(scores), "  ") + "\n")
