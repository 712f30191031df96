"""Scores: what counts, and that missing, split and merged ones cost what they should."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factx import scoring
from factx.formats.evaluation import record
from factx.model import DEFAULT_KINDS, Document
from factx.scoring import Entry, Scores
from tests.comparing.making import document, fact, mention

SCORER = Path(__file__).parents[2] / "shared" / "eval" / "score.py"


def entry(start: int, end: int, value: int, number: int, **fields: Any) -> Entry:
    given: dict[str, Any] = {
        "start": start, "end": end, "text": "x" * (end - start), "kind": "arrests", "role": None,
        "value": (scoring._number(value), None, None), "bound": "exact", "event": None, "place": None,
        "section": "body", "fact": number, "optional": False,
    }  # fmt: skip
    return Entry(**{**given, **fields})
