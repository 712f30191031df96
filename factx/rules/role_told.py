"""What the sentences beside it tell of an amount that its own sentence leaves open.

In go the claims of a sentence and the words of the sentences before and after it, out come claims. "Thieves took two
rings. They are worth $5": what became of the rings became of their worth. "The town sent $5. The money was never seen
again": what became of the money is told later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factx.lexicon import load
from factx.rules import role_shapes
from factx.rules.role_claim import Claim, meant
from factx.rules.role_clause import Clause, worlds
from factx.rules.role_story import Story
from factx.rules.role_words import Words

_GRAMMAR: dict[str, frozenset[str]] = {name: frozenset(listed) for name, listed in load("roles")["grammar"].items()}
_FREE = _GRAMMAR["free"]
_AUXILIARIES = _GRAMMAR["auxiliaries"]
_PASSIVE = _GRAMMAR["passive"]
_THINGS = _GRAMMAR["things"]
_MONEY = _GRAMMAR["sums"]
_PRONOUNS = _GRAMMAR["taken_up"]
_DEFINITE = frozenset({"the", "its", "his", "her", "their", "these", "those", "all", "both"})
_WORTH = _GRAMMAR["valued"] | _GRAMMAR["worths"]
_VALUING = _FREE | _AUXILIARIES | _WORTH | _GRAMMAR["valuing"]
# What becomes of things and money; "other" only tells that it is none of the rest.
_FATES = frozenset({"seized", "frozen", "recovered", "lost"})
_GONE = frozenset({"seen", "heard", "returned", "delivered"})
_BORDERS = _GRAMMAR["borders"] | _GRAMMAR["prepositions"]
_NOT_YET = frozenset({"would", "will", "could", "can", "should", "may", "might", "to", "not"})
_THE = frozenset({"the", "this", "that", "said", "same", "all"})
_TREND = _GRAMMAR["trend"]
_FURTHER = _GRAMMAR["further"]
_CHANGED = _GRAMMAR["changed"]
_MARKET = _GRAMMAR["market"]
_ANEW = frozenset({"this", "that", "it", "sum", "amount", "figure", "demand", "price"})
_ENOUGH = 2.5
_FAINT = 0.5
_OPENING = 4
_SUBJECT = 7
_ASIDE = 16
_SAID = 3.0


def beside(
    claims: Sequence[Claim], part: Clause, before: Sequence[str], after: Sequence[str], story: Story, lexicon: Words
) -> list[Claim]:
    """The claims, those that say nothing of what became of an amount taken from the sentences beside.

    Args:
        claims: on the amounts of the sentence.
        part: the sentence.
        before: the words of the sentence before, none where it stands in another part.
        after: those of the sentence after.
        story: what is told.
        lexicon: the words.
    """
    past = _happened(before, story, lexicon)
    later = _later(after, story, lexicon)
    found: list[Claim] = []
    for claim, place in zip(claims, part.places, strict=True):
        plain = claim.weak and claim.role == "other"
        valued = claim.role == "other" and (_another_worth(found, part, place) or is_worth(part.tokens, place))
        role = past if valued or (plain and part.tokens[:place] == ["the"]) else None
        role = role or (later if plain or (claim.weak and later == "frozen") else None)
        found.append(Claim(_SAID, role, "told") if role else claim)
    return found


def _another_worth(found: Sequence[Claim], part: Clause, place: int) -> bool:
    """Whether another worth is told after one that was taken up: "that of his son is valued at $5"."""
    return bool(found) and found[-1].rule == "told" and part.tokens[place - 2 : place] == ["valued", "at"]


def is_worth(tokens: Sequence[str], place: int) -> bool:
    """Whether the amount is the worth of things that were told of before: "the haul has a value of $5"."""
    i = place - 1
    while i >= 0 and tokens[i] in _VALUING:
        i -= 1
    if _WORTH.isdisjoint(tokens[i + 1 : place]):
        return tokens[place - 1 : place] == ["at"] and _is_valued(tokens, i)
    if not {"its", "their"}.isdisjoint(tokens[i + 1 : place]) and "value" in tokens[i + 1 : place]:
        return True
    if i > 1 and tokens[i - 1] == "of":
        i -= 2
    if i > 0 and tokens[i] == ",":
        i = next((k - 1 for k in range(i - 1, max(0, i - _ASIDE), -1) if tokens[k] == ","), -1)
    if i < 0:
        return False
    if tokens[i] in _PRONOUNS:
        return i <= _OPENING
    owned = any(token in _DEFINITE or token.endswith("'s") for token in tokens[max(0, i - _OPENING) : i])
    return i <= _OPENING + _SUBJECT and tokens[i] in _THINGS and owned


def _is_valued(tokens: Sequence[str], i: int) -> bool:
    """Whether someone values the thing at ``i``: "put the haul at", "valued them at"."""
    return tokens[i] in _THINGS and tokens[i - 1] in _DEFINITE and tokens[i - 2] in ("put", "valued", "estimated")


def _happened(tokens: Sequence[str], story: Story, lexicon: Words) -> str | None:
    """What the last verb of a sentence tells of things: that they were seized, stolen, got back."""
    told = replace(story, sentence=worlds(tokens, lexicon), around=frozenset())
    aside = {i for part in role_shapes.asides(tokens) for i in part}
    for i in range(len(tokens) - 1, -1, -1):
        verb = None if i in aside else lexicon.verbs.get(tokens[i])
        if verb is None or (i and tokens[i - 1] in ("a", "of", "for", "the")) or _is_adjective(tokens, i, lexicon):
            continue
        role = "lost" if verb.role == "destroy" else meant(verb, told)
        if role in _FATES:
            return role
    return None


def _is_adjective(tokens: Sequence[str], i: int, lexicon: Words) -> bool:
    """Whether a participle stands before its noun and behind another verb: "seized 40 stolen tractors"."""
    behind = tokens[i + 1 : i + 2]
    plain = bool(behind) and (behind[0] in _THINGS or behind[0].endswith("s"))
    return plain and any(token in lexicon.verbs for token in tokens[max(0, i - 3) : i])


def _later(tokens: Sequence[str], story: Story, lexicon: Words) -> str | None:
    """What the sentence after tells of "the money"."""
    first = next((i for i in range(1, len(tokens)) if tokens[i] in _MONEY and tokens[i - 1] in _THE), None)
    if first is None or "if" in tokens[: first + 1]:
        return None
    told = replace(story, sentence=worlds(tokens, lexicon), around=story.sentence)
    passive = False
    for i in range(first + 1, min(len(tokens), first + _SUBJECT)):
        token = tokens[i]
        if token == "gone" or (token in _GONE and "never" in tokens[first:i]):
            return "lost"
        if token in _BORDERS or token in _NOT_YET:
            return None
        verb = lexicon.verbs.get(token)
        if verb and verb.past and (passive or token in ("disappeared", "vanished")):
            role = meant(verb, told)
            return role if role in _FATES else None
        passive = passive or token in _PASSIVE
    return None


def goes_on(claims: Sequence[Claim], last: Claim, first: Claim, part: Clause) -> list[Claim]:
    """The claims of a sentence that goes on about the sums of the one before.

    Args:
        claims: on the amounts of the sentence.
        last: the claim on the last amount of the sentence before.
        first: that on its first amount.
        part: the sentence.
    """
    return _further(_carried(claims, last, part), first, part)


def _carried(claims: Sequence[Claim], before: Claim, part: Clause) -> list[Claim]:
    """What goes on about the sum of the sentence before takes its role: "That is up from $4"."""
    if before.score < _ENOUGH or not _MARKET.isdisjoint(part.tokens):
        return list(claims)
    anew = _is_anew(part)
    if not anew and _TREND.isdisjoint(part.tokens):
        return list(claims)
    carried = before._replace(score=_FAINT, rule="carried")
    return [carried if c.score <= 0 or (anew and c.weak and c.role == "other") else c for c in claims]


def _is_anew(part: Clause) -> bool:
    """Whether a sentence says of the sum of the one before that it was changed: "That was later cut to $5"."""
    tokens = part.tokens[: part.places[0]]
    return tokens[-1:] == ["to"] and not _CHANGED.isdisjoint(tokens) and not _ANEW.isdisjoint(tokens)


def _further(claims: Sequence[Claim], first: Claim, part: Clause) -> list[Claim]:
    """ "They found a further $2 million" after money was seized, got back or stopped: the first sum before it tells."""
    if first.role not in ("recovered", "frozen", "seized") or first.score < _ENOUGH:
        return list(claims)
    return [
        first._replace(rule="carried") if _is_vague(c) and part.tokens[place - 1] in _FURTHER else c
        for c, place in zip(claims, part.places, strict=True)
    ]


def _is_vague(claim: Claim) -> bool:
    """Whether a claim says no more than that a sum is there, or was found."""
    return claim.role == "seized" or (claim.weak and claim.role == "other")
