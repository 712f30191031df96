"""The words that tell the role of an amount, read from the lexicon once: what each word says and how strongly.

In go lower-case words, out come cues. Knows no amounts and no sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from factx import lexicon

Part = Literal["verb", "noun", "weak"]

#: The roles in the order in which a tie is decided.
ROLES: tuple[str, ...] = ("ransom", "penalty", "frozen", "recovered", "seized", "lost", "laundered", "other")
_VOWELS = "aeiou"
OUT_OF = "out of"
_TOKEN = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*|\d[\d.,]*\d|\d|[^\s\w]")
_LONGER = re.compile(r"[A-Za-z]{4,}")
# A title is a line of which more than this share of the longer words begins with a capital.
_TITLE = 0.75
_DETERMINERS = frozenset({"a", "an", "the", "this", "that", "his", "her", "its", "their", "to", "no", "any", "s"})


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word says: its role (for ``weak`` the class that the story must decide) and how it is built in."""

    role: str
    part: Part
    past: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The loaded lexicon: cues by verb form and by noun, worlds by word, and phrases by their first word.

    The phrases of a first word stand longest first, without that word.
    """

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    worlds: dict[str, frozenset[str]]
    phrases: dict[str, list[tuple[str, ...]]]


def inflections(verb: str) -> list[tuple[str, bool]]:
    """The regular forms of a verb or of a phrase that begins with one; True for the past and its participle."""
    base, blank, rest = verb.partition(" ")
    rest = blank + rest
    if base.endswith("e"):
        stems = [(base, False), (base + "s", False), (base + "d", True), (base[:-1] + "ing", False)]
    elif base.endswith("y") and base[-2:-1] not in _VOWELS:
        stems = [(base, False), (base[:-1] + "ies", False), (base[:-1] + "ied", True), (base + "ing", False)]
    else:
        plural = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")
        stems = [(base, False), (plural, False), (base + "ed", True), (base + "ing", False)]
        if re.fullmatch(r"[a-z]*[aeiou][bgklmnprt]", base):
            stems += [(base + base[-1] + "ed", True), (base + base[-1] + "ing", False)]
    return [(form + rest, past) for form, past in stems]


def plural(noun: str) -> str:
    """The regular plural of a noun or of a phrase that ends with one."""
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


@cache
def words() -> Words:
    """The lexicon of roles, built once a process."""
    data = lexicon.load("roles")
    forms: dict[str, list[str]] = data["forms"]
    verbs: dict[str, Cue] = {}
    nouns: dict[str, Cue] = {}
    part: Part
    for part, table in (("weak", data["weak_verbs"]), ("verb", data["verbs"])):
        for role, listed in table.items():
            for verb in listed:
                for form, past in [*inflections(verb), *((f, not f.endswith("ing")) for f in forms.get(verb, ()))]:
                    verbs[form] = Cue(role, part, past)
    for part, table in (("noun", data["nouns"]), ("weak", data["weak_nouns"])):
        for role, listed in table.items():
            for noun in listed:
                nouns[noun] = nouns[plural(noun)] = Cue(role, part)
    worlds: dict[str, set[str]] = {}
    for world, listed in data["worlds"].items():
        for word in listed:
            worlds.setdefault(word, set()).add(world)
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted({OUT_OF, *verbs, *nouns, *worlds}, key=lambda p: (-p.count(" "), p)):
        if " " in phrase:
            first, *rest = phrase.split(" ")
            phrases.setdefault(first, []).append(tuple(rest))
    return Words(verbs, nouns, {w: frozenset(found) for w, found in worlds.items()}, phrases)


def is_running(text: str) -> bool:
    """Whether a text is no title: in a title most words begin with a capital, so that capitals tell no names."""
    longer: list[str] = _LONGER.findall(text)
    return sum(word[0].isupper() for word in longer) <= _TITLE * len(longer)


def tokens(text: str, lexicon: Words, running: bool = False) -> list[str]:
    """The lower-case words, figures and signs of a text; phrases of the lexicon are one token each.

    Args:
        text: a sentence or a piece of one.
        lexicon: the words.
        running: whether capitals inside tell names, which then keep them: "defrauded Dr Grant of $5".
    """
    cased: list[str] = _TOKEN.findall(text)
    plain = [token.lower() for token in cased]
    found: list[str] = []
    i = 0
    while i < len(plain):
        token = plain[i]
        i += 1
        for rest in lexicon.phrases.get(token, ()):
            if tuple(plain[i : i + len(rest)]) == rest:
                token = " ".join((token, *rest))
                i += len(rest)
                break
        else:
            if running and cased[i - 1] != token and _is_name(cased, i - 1, lexicon):
                token = cased[i - 1]
        found.append(token)
    return found


def _is_name(cased: Sequence[str], i: int, lexicon: Words) -> bool:
    """Whether a cue written with a capital is a name: a verb always, a noun beside another capital."""
    word, before = cased[i], cased[i - 1] if i else ""
    if not word[1:].islower() or before in _DETERMINERS or not (before == "," or before[:1].isalpha()):
        return False
    beside = before[0].isupper() or (i + 1 < len(cased) and cased[i + 1][0].isupper())
    return word.lower() in lexicon.verbs or (beside and word.lower() in lexicon.nouns)
