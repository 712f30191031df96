"""Words as data: the TOML files beside this module, loaded once. Grammar is code elsewhere; no rule lives here."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon file ``name``.toml as a dict, parsed once a process."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
