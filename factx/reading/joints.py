"""Where a line break stands inside a sentence: hard-wrapped text, and pages whose links stand on lines of their own.

Characters in, a decision out. Nothing here knows markup or offsets.
"""

from __future__ import annotations

import re
from functools import cache

from factx import lexicon

_ENDS = (".", "!", "?", ":", '."', ".\u201d", '?"', "?\u201d", '!"', "!\u201d", ".)", ".'", ".\u2019")
# Words after which a line cannot have ended a sentence or a heading.
_OPEN_END = re.compile(
    r"(?:(?<![\w.])(?:(?-i:a)|an|and|any|as|at|because|between|by|each|during|every|for|from|if|in|into|of|on|or|onto|over|per|"
    r"than|that|the|these|this|those|to|under|until|upon|via|whose|with|within|without|about|against|among|toward|towards|"
    r"its|their|his|her|our|my|is|was|are|were|be|been|has|have|had|will|would|could|should|may|might|must|not|"
    r"more|some|which|who|while|when|where|whether)|[,;$\u20ac\u00a3(/\u00ad\u2010-]|(?:^|[\s(])[\"\u201c])\Z",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]\.){2,}|\b(?:Adm|Capt|Cmdr|Col|Dr|Gen|Gov|Lt|Maj|Mr|Mrs|Ms|Prof|Rep|Rev|Sen|Sgt|Supt|vs)\.)\Z"
)
_GLUED_END = re.compile(r"(?:[($\u20ac\u00a3/]|[^\W\d_][-\u00ad\u2010]|(?:^|[\s(])[\"\u201c])\Z")
_CONTINUES = re.compile(r"[,;)\]]|\.(?=\s|\Z)|['\u2019]s\b|[\"\u201d][\s,.;)]")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_LONE = re.compile(r"[^\s.!?:;,|]{1,30}(?:[ ][^\s.!?:;,|]{1,30}){0,3}\Z")
_LETTER = re.compile(r"[^\W\d_]")
_MENU_WORD = re.compile(r"[^\W\d_]{1,20}(?: [^\W\d_]{1,20}){0,2}[ \t]*(?:[\r\n]|\Z)")
_SHORT_LEAD = 45
_NEAR = 20_000
_WORD_BEFORE = re.compile(r"(?<![\w-])([^\W\d_]{2,30})[-\u2010]\Z")
_WORD_AFTER = re.compile(r"[a-z\u00df-\u00f6\u00f8-\u00ff]{1,30}(?![\w-])")


def wrapped_at(text: str) -> int:
    """The width at which lines seem to be wrapped by hand, or 0 where they are not."""
    lines = [len(line.rstrip()) for line in text.split("\n", 4000)[:4000]]
    long = sorted(n for n in lines if n > 40)
    if len(long) < 6 or long[-1] > 400:
        long = [n for n in long if n <= 400]
        if len(long) < 6:
            return 0
    width = long[int(len(long) * 0.9)]
    close = sum(1 for n in long if width - 22 <= n <= width + 2)
    return width if 50 <= width <= 110 and close >= 0.6 * len(long) else 0


def joint(before: str, after: str, wrapped: int, joined: bool) -> str | None:
    """What stands for a single line break between two lines: a blank or nothing inside a sentence, else None.

    Args:
        before, after: the line that ends and the beginning of the next one.
        wrapped: the width at which the text is wrapped by hand, or 0.
        joined: the line that ends goes on from the one before it.
    """
    before = before.rstrip()
    if not after or not (_LETTER.search(before) or (joined and before)):
        return None
    if before[-1].isdigit() and _ORDINAL.match(after):
        return ""
    if _CONTINUES.match(after) and not before.endswith(_ENDS):
        return ""
    inside = bool(wrapped) and len(before) >= wrapped - 25 and before[-1] != ":"
    inside = inside or bool(_ABBREVIATED.search(before[-8:]))
    if not inside and after[0].islower():
        inside = not before.endswith(_ENDS[:4]) and (joined or len(before) > _SHORT_LEAD or not _MENU_WORD.match(after))
    if inside or _OPEN_END.search(before[-14:]):
        return "" if _GLUED_END.search(before[-3:]) else " "
    if joined and _LONE.match(before):
        return " "
    if len(before) <= _SHORT_LEAD and before[-1].isalpha() and not wrapped and _lone_then_open(after):
        return " "
    return None


def hyphenated(text: str, end: int, start: int) -> bool:
    """True where the hyphen before ``end`` only parts a word between two lines: ``arres-`` and ``ted``.

    It is the word's own where the text writes the word with it elsewhere, or after a number or a prefix that keeps it.

    Args:
        text: the whole text.
        end: where the line ends that the hyphen closes.
        start: where the next line starts.
    """
    head, tail = _WORD_BEFORE.search(text, max(0, end - 40), end), _WORD_AFTER.match(text, start)
    if not head or not tail:
        return False
    first, second = head.group(1), tail.group()
    near = text[max(0, end - _NEAR) : start + _NEAR]
    if first.lower() in _keeping() or f"{first}-{second}" in near:
        return False
    return len(second) > 1 or f"{first}{second}" in near


@cache
def _keeping() -> frozenset[str]:
    return frozenset(lexicon.load("hyphens")["keeping"])


def _lone_then_open(after: str) -> bool:
    """True where the next line is a name by itself, after which the sentence goes on in the line after it."""
    line, _, rest = after.partition("\n")
    return bool(rest and line[:1].isupper() and _LONE.match(line.rstrip()) and rest[0] in ",;")
