"""From a group of statements to what each source says, and whether that goes together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from factx.comparing import figures
from factx.comparing.model import Verdict
from factx.comparing.statements import Statement, fit, same_money


def currency(group: Sequence[Statement]) -> str | None:
    """The currency that most documents give the sum in, at first as no conversion."""
    codes = list(dict.fromkeys(s.fact.currency for s in group if s.fact.currency))
    given = Counter(code for code, _ in {(s.fact.currency, s.document) for s in group})
    first = Counter(code for code, _ in {(s.fact.currency, s.document) for s in group if not s.original})
    return max(codes, key=lambda code: (given[code], first[code], -codes.index(code)), default=None)


def stated(group: Sequence[Statement], code: str | None) -> list[Statement]:
    """What each source says: its most informative statement, and another where that cannot be true with it."""
    kept: list[Statement] = []
    for document in sorted({s.document for s in group}):
        own = [s for s in group if s.document == document]
        own = _in_one_currency(own, code)
        own.sort(key=lambda s: _worth(s, code), reverse=True)
        told: list[Statement] = []
        for s in own:
            if s.fact.kind == "duration" and any(t.fact.kind != "duration" and _fits(t, s) for t in told):
                continue
            if not any(_fits(t, s) for t in told):
                told.append(s)
        kept += sorted(told, key=lambda s: s.at)
    return kept


def _worth(s: Statement, code: str | None) -> tuple[object, ...]:
    """For sorting: the currency of most sources before others, what tells more, and the text before its title."""
    return s.fact.currency == code, *figures.informative(s.fact), not s.only_title, -s.at


def _in_one_currency(own: list[Statement], code: str | None) -> list[Statement]:
    """A document's statements without those that only convert another one; the currency of most sources wins."""
    kept = []
    for s in own:
        twin = s.converted or s.original
        if twin is None or twin not in own or s.fact.currency == code or (twin.fact.currency != code and s.converted):
            kept.append(s)
    return kept


def verdict(kept: Sequence[Statement]) -> Verdict:
    """Whether the values go together; a source that contradicts itself is a conflict too."""
    sources = {s.document for s in kept}
    pairs = list(combinations(kept, 2))
    if any(not _fits(a, b) for a, b in pairs):
        return "conflict"
    if len(sources) < 2:
        return "single"
    stating = [s for s in kept if s.fact.kind != "duration"]
    if len({s.document for s in stating}) >= 2 and all(_one_figure(a, b) for a, b in combinations(stating, 2)):
        return "agree"
    return "agree" if all(_one_figure(a, b) for a, b in pairs) else "consistent"


def _one_figure(a: Statement, b: Statement) -> bool:
    return same_money(a.fact, b.fact) and figures.same_figure(a.fact, b.fact)


def _fits(a: Statement, b: Statement) -> bool:
    """Whether both can be true; of sums without a common currency only equal numbers tell that they cannot."""
    if any(same_money(x, y) for x in a.sums for y in b.sums):
        return fit(a, b)
    return a.fact.value is None or a.fact.value != b.fact.value
