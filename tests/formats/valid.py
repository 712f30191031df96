"""The JSON Schema as the tests use it: on everything that factx makes in them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

import factx.formats
from factx.formats import exact

SCHEMA = Path(factx.formats.__file__).with_name("schema.json")


@cache
def validator(part: str) -> jsonschema.Draft202012Validator:
    """What checks JSON against the definition ``part`` of the schema, formats of dates included."""
    whole = json.loads(SCHEMA.read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(whole | {"$ref": f"#/$defs/{part}"}, format_checker=checker)


def check(value: Any, part: str = "Output") -> None:
    """Raises where ``value``, as read from JSON, does not hold the schema."""
    validator(part).validate(value)


def check_made(value: Any, part: str) -> None:
    """Raises where ``value``, as a format is about to write it, does not hold the schema."""
    check(json.loads(exact.dumps(value)), part)
