"""How strongly each word of a sentence claims an amount. In go tokens and the place of an amount, out comes the best cue.

To the left stand what governs the amount ("seized $5", "losses of $5"), to the right the noun that it measures
("$5 ransom", "$5 in losses") and what is said of it ("$5 was recovered"). Words between cost, clause borders cost
more. The numbers were set by hand and checked on articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factx.rules.role_clause import AMOUNT
from factx.rules.role_story import MEANING, Story
from factx.rules.role_words import Cue, Words

_REACH_LEFT = 45
_REACH_RIGHT = 25
_PHRASE = 7

# Between a noun and the amount that is said of it.
_LINKS = frozenset(
    "of was is were are be been being totalling totaling totalled totaled total totals reached reaching reach to at worth valued estimated "
    "amounting amounted amount amounts exceed exceeds exceeded exceeding came come comes stood stands stand rose fell grew narrowed widened from "
    "hit up a an the record some as and just only than more less average averaged between currently now be jumped climbed "
    "dropped increased decreased around about approximately roughly nearly over hovering topped topping surpassed value combined out now "
    "$ : was could would may might will have has had alone last year staggering whopping huge massive so far down by on cut doubled doubling equivalent "
    "additional further another extra".split()
)
_FREE = frozenset(
    "of a an the worth total additional further another extra some about around roughly nearly almost another record staggering whopping "
    "reported estimated his her its their our just only also allegedly reportedly at least more than".split()
)
_PREPOSITIONS = frozenset(
    "in on for from to by with at after over during into through against under between before across via within since "
    "until about without among off following despite upon regarding".split()
)
_BORDERS = frozenset(
    "who which that when because while whereas where although though if but however whose before after since unless saying "
    "said says compared; — – ;".split()
) | {";", "—", "–"}
_AUXILIARIES = frozenset("was were is are be been being has have had will would could may might can did does do gets got get".split())
_PASSIVE = frozenset("was were is are be been being get got gets".split())
_STOP_PHRASE = _PREPOSITIONS | _BORDERS | _AUXILIARIES | frozenset(
    "and or as than he she it they we you i this these those not so per each then also".split()
)
_NP = frozenset("in of worth".split())
_TRANSPARENT = frozenset(
    "cash money fund funds asset assets cryptocurrency crypto currency bitcoin ether ethereum tokens virtual digital coins "
    "dollars euros goods items".split()
)


class Claim(NamedTuple):
    """A cue's claim on an amount: how strong, for which role, by which rule."""

    score: float
    role: str
    rule: str


NO_CLAIM = Claim(0.0, "other", "money-default")


def best(tokens: Sequence[str], place: int, words: Words, story: Story) -> Claim:
    """The strongest claim on the amount at ``place``."""
    claims = [*_governors(tokens, place, words, story), *_measured(tokens, place, words, story),
              *_predicates(tokens, place, words, story)]
    return max(claims, key=lambda c: c.score, default=NO_CLAIM)


def _meant(cue: Cue, story: Story) -> str:
    return MEANING[cue.role](story) if cue.part == "weak" else cue.role


def _governors(tokens: Sequence[str], place: int, words: Words, story: Story) -> list[Claim]:
    """Claims from the left."""
    claims: list[Claim] = []
    spent = 0.0
    linked = direct = True
    for i in range(place - 1, max(-1, place - _REACH_LEFT), -1):
        token = tokens[i]
        noun, verb = words.nouns.get(token), words.verbs.get(token)
        if noun and (linked or not verb) and not (verb and direct and not _is_noun(tokens, i)):
            claims.append(_noun_claim(noun, story, linked, spent))
        elif verb:
            claims.append(_verb_claim(verb, story, direct, spent))
            spent += 0.5
        spent += _price(token, verb is not None)
        linked = linked and (token in _LINKS or token[0].isdigit() or token in ("(", ")") or token.endswith("ly"))
        direct = direct and not (token in _PREPOSITIONS and token not in ("at", "over", "about", "under", "between", "from", "in", "to", "with", "by")) and token not in _BORDERS
        if spent > 9:
            break
    return claims


def _is_noun(tokens: Sequence[str], i: int) -> bool:
    """Whether a word that can be noun or verb stands as a noun: an article before it or "of" behind it."""
    before = tokens[i - 1] if i else ""
    behind = tokens[i + 1] if i + 1 < len(tokens) else ""
    return behind in ("of", "totalling", "totaling", "worth", "was", "were", "rose", "reached", "exceeding", ":") or before in (
        "a", "an", "the", "of", "in", "its", "their", "his", "her", "record", "total", "average", "annual")


def _noun_claim(cue: Cue, story: Story, linked: bool, spent: float) -> Claim:
    base = 10.0 if linked else 5.5
    if cue.part == "weak":
        base -= 2.0
    elif cue.role == "other" and not linked:
        base -= 1.5
    return Claim(base - spent, _meant(cue, story), f"money-noun-{cue.role}")


def _verb_claim(cue: Cue, story: Story, direct: bool, spent: float) -> Claim:
    base = 11.5 if direct else 8.0
    role = _meant(cue, story)
    if cue.part == "weak":
        base = 9.0 if direct else 5.5
    elif role == "other":
        base -= 2.0
    return Claim(base - spent, role, f"money-verb-{cue.role}")


def _price(token: str, verb: bool) -> float:
    """What it costs a cue to reach over a token."""
    if token in _FREE or token[0].isdigit():
        return 0.05
    if token == AMOUNT:
        return 1.2
    if token in _BORDERS:
        return 2.5
    if token == ",":
        return 0.8
    if token in ("and", "or"):
        return 0.5
    if token in _PREPOSITIONS:
        return 0.8
    if token in _AUXILIARIES:
        return 0.5
    if verb or token.endswith(("ed", "ing")):
        return 0.7
    return 0.3 if token[0].isalpha() else 0.2


def _phrase(tokens: Sequence[str], place: int) -> tuple[int, int, bool]:
    """Where the noun phrase right of the amount begins and ends, and whether "in", "of" or "worth" leads to it."""
    i = place + 1
    led = False
    while i < len(tokens) and (tokens[i] in _NP or (led and tokens[i] in ("the", "a", "his", "her", "their", "its", "form"))):
        led = True
        i += 1
    if i < len(tokens) and tokens[i] == "-":
        i += 1
    j = i
    while j < len(tokens) and j - i < _PHRASE and tokens[j][0].isalpha() and tokens[j] not in _STOP_PHRASE:
        j += 1
    return i, j, led


def _measured(tokens: Sequence[str], place: int, words: Words, story: Story) -> list[Claim]:
    """Claims of the nouns right behind the amount, the last of them first."""
    first, last, led = _phrase(tokens, place)
    claims: list[Claim] = []
    for j in range(last - 1, first - 1, -1):
        token = tokens[j]
        noun, verb = words.nouns.get(token), words.verbs.get(token)
        if noun and not (verb and verb.past):
            base = (10.5 if noun.part == "noun" else 8.0) - 0.4 * (last - 1 - j) - (1.0 if led and noun.role == "other" else 0.0)
            claims.append(Claim(base, _meant(noun, story), f"money-measure-{noun.role}"))
        elif verb and verb.past:
            following = tokens[j + 1] if j + 1 < last else ""
            base = 6.0 if following else 9.3
            if verb.part == "weak" or verb.role == "other":
                base -= 2.0
            claims.append(Claim(base - 0.2 * (j - first), _meant(verb, story), f"money-participle-{verb.role}"))
    return claims


def _predicates(tokens: Sequence[str], place: int, words: Words, story: Story) -> list[Claim]:
    """Claims of what is said behind the amount's own phrase."""
    _, start, _ = _phrase(tokens, place)
    claims: list[Claim] = []
    spent = 0.0
    passive = False
    for j in range(start, min(len(tokens), place + _REACH_RIGHT)):
        token = tokens[j]
        if token == AMOUNT:
            spent += 1.5
        noun, verb = words.nouns.get(token), words.verbs.get(token)
        if verb and (verb.past or verb.part == "verb") and not (noun and not passive):
            base = (9.5 if passive and verb.past else 5.0) - (2.0 if verb.part == "weak" or verb.role == "other" else 0.0)
            claims.append(Claim(base - spent, _meant(verb, story), f"money-said-{verb.role}"))
            spent += 1.0
            passive = False
        elif noun:
            base = 5.5 if noun.part == "noun" else 4.0
            claims.append(Claim(base - spent - (2.0 if noun.role == "other" else 0.0), _meant(noun, story), f"money-behind-{noun.role}"))
        passive = token in _PASSIVE or (passive and (token.endswith("ly") or token in ("not", "also", "been", "being", "later", "then")))
        spent += _price(token, False)
        if spent > 6:
            break
    return claims
