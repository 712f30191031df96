"""A claim of a word on an amount, and what the word means in its story. Knows neither sentences nor places of words."""

from __future__ import annotations

from typing import NamedTuple

from factx.rules.role_story import Story, meaning
from factx.rules.role_words import Cue

#: Weak words whose meaning, once known, is as strong as that of a plain verb.
FIRM = frozenset({"recover", "recovery", "confiscation", "avert", "save", "intercept", "attach", "haul"})
# Weak verbs, and places of cues, that are met often enough to be counted apart.
_OFTEN = frozenset({"demand", "gain", "pay"})
_GRADED = frozenset({"measure", "noun", "said"})


class Claim(NamedTuple):
    """A cue's claim on an amount: how strong, for which role, by which rule."""

    score: float
    role: str
    rule: str
    weak: bool = False


NO_CLAIM = Claim(0.0, "other", "default", True)


def rule_of(where: str, cue: Cue) -> str:
    """The name of the rule by which a cue claims: where it stands, and for a verb what it says."""
    weak = cue.part == "weak"
    if where == "verb":
        return f"verb-{cue.role}" if not weak or cue.role in _OFTEN else "verb-weak"
    return f"{where}-weak" if weak and where in _GRADED else where


def meant(cue: Cue, story: Story) -> str:
    """The role that a cue speaks of in a story; empty where it says nothing."""
    return meaning(cue.role, story) if cue.part == "weak" else cue.role
