"""Words -> one pattern that tries them letter by letter, so that a long list costs no more than a short one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def word_tree(words: Iterable[str]) -> str:
    """A pattern that matches the longest of ``words`` that it can; the caller closes it with what must follow."""
    root: dict[str, Any] = {}
    for word in words:
        branch = root
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _pattern(root)


def _pattern(branch: dict[str, Any]) -> str:
    ways = [re.escape(letter) + _pattern(branch[letter]) for letter in sorted(branch) if letter]
    if not ways:
        return ""
    if len(ways) == 1 and "" not in branch:
        return ways[0]
    return f"(?:{'|'.join(ways)})" + ("?" if "" in branch else "")
