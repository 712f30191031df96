"""Foreign text made safe to show on a terminal: nothing in it moves the cursor, sets colours or turns text around."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"\s+")
# Control characters (ESC, which starts ANSI and OSC sequences, among them), lone surrogates, private use.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufff9-\ufffb\U000e0000-\U0010ffff]")
# Zero-width and bidirectional characters, line and paragraph separators, soft hyphens, variation of tags, and what
# steers shorthand and musical notes.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
)


def harmless(text: str) -> str:
    """``text`` on one line, blanks squeezed, control characters shown as the replacement character.

    >>> harmless("a\\x1b[31mb\\n c\\u202ed")
    'a�[31mb cd'
    """
    return _CONTROL.sub("\ufffd", _INVISIBLE.sub("", _BLANKS.sub(" ", text))).strip()
