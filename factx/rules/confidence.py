"""How often a rule is right in a setting, as measured: lexicon/confidence.toml, made by tests/bench/calibrate.py.

A rule seldom seen leans on its family (kind and role), a family seldom seen on all facts: the counts are smoothed by
`WEIGHT` facts of the level above (an empirical Bayes estimate).
"""

from __future__ import annotations

from functools import cache

from factx.lexicon import load
from factx.model import DEFAULT_KINDS, EXTRA_KINDS

#: How many facts of the level above stand in for what was not seen.
WEIGHT = 6.0
#: Taken off, since most of the articles counted are those that the rules were written on. Chosen on the same articles:
#: with it the mean lies within 0.07 of the share right on each set, and 0.96 and more of the facts above 0.9 are right.
#: On text that nobody had read the share right was 0.80 to 0.86, held down by the roles of money.
GAP = 0.03
#: Facts of kind `items` that were right, of those read in the articles that its words were gathered from and in some
#: that nobody had read (27 of 27). It stands for every declared kind, whose words nobody has measured.
DECLARED = (75, 76)


@cache
def confidence(kind: str, role: str | None, rule: str, section: str) -> float:
    """The share of facts found by ``rule`` in ``section`` that have the right value, role and bound; 0 to 1."""
    counts = load("confidence")
    if kind not in DEFAULT_KINDS + EXTRA_KINDS:
        return round(_smoothed(DECLARED, _smoothed(counts["all"], 0.9)) - GAP, 3)
    family = f"{kind}/{role}" if role else kind
    share = _smoothed(counts["all"], 0.9)
    share = _smoothed(counts["sections"].get(section, (0, 0)), share)
    share = _smoothed(counts["families"].get(family, (0, 0)), share)
    share = _smoothed(counts["rules"].get(rule, (0, 0)), share)
    return round(share - GAP, 3)


def _smoothed(counted: tuple[float, float] | list[float], above: float) -> float:
    right, given = counted
    return (right + WEIGHT * above) / (given + WEIGHT)
