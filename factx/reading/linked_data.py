"""The address of an article from its page's linked data (JSON-LD). Strings in, a string or None out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

_LONGEST = 500_000
_DEPTH = 6


def url(scripts: Iterable[str]) -> str | None:
    """The web address that the page's article gives for itself.

    Args:
        scripts: the contents of its ``application/ld+json`` elements.
    """
    for script in scripts:
        if len(script) > _LONGEST:
            continue
        try:
            content = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(content, _DEPTH):
            if any("Article" in kind or kind == "Report" for kind in _strings(thing.get("@type"))):
                main = thing.get("mainEntityOfPage")
                for said in (thing.get("url"), main.get("@id") if isinstance(main, dict) else main, thing.get("@id")):
                    if isinstance(said, str) and said.startswith(("https://", "http://")):
                        return said.partition("#")[0]
    return None


def _things(content: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects in linked data, outer ones first."""
    if not depth:
        return
    if isinstance(content, list):
        for each in content:
            yield from _things(each, depth - 1)
    elif isinstance(content, dict):
        yield content
        for key in ("@graph", "mainEntity", "hasPart"):
            yield from _things(content.get(key), depth - 1)


def _strings(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]
