"""What a verb left of an amount claims it for. In go tokens, the verb's place and the amount's, out comes a claim.

A verb governs the amount as its object; who its subject is, what stands between and what follows can turn its
meaning: a storm that costs $5 is a loss, a bridge that costs $5 has a price.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factx.lexicon import load
from factx.rules import role_shapes
from factx.rules.role_claim import FIRM, Claim, meant, rule_of
from factx.rules.role_clause import worlds
from factx.rules.role_story import Story
from factx.rules.role_words import Cue, Words

_GRAMMAR: dict[str, frozenset[str]] = {name: frozenset(listed) for name, listed in load("roles")["grammar"].items()}
_MARKET = _GRAMMAR["market"]
_PRICE = 6.5
# "The firm, fined in May, raised $5": what it costs a verb in commas to reach beyond them.
_ASIDE = 4.0
# "settled the suit over its drug for $5": however long the suit is told.
_SETTLED = 9.0
# "settled at $5", "settled in a $5 house".
_RESTS = frozenset({"at", "in", "near", "above", "below", "into", "down"})
# Worlds of the whole sentence that tell of a verb, whatever its subject.
_SHED = frozenset({"shedding"})
# These take up what the sentence before told: "It cost the firm $5".
_TAKEN_UP = frozenset({"it", "this", "that", "they"})
# What these mean hangs on who takes, and whether it is from someone.
_TAKES = frozenset({"take", "secure"})
# What is done to rates as well as to money: "froze fares at $5".
_RATED = frozenset({"frozen"})
# What else victims are brought to do with their money: "tricked friends into investing $5".
_LENT = frozenset({"invest", "investing", "lend", "lending", "loan", "loaning", "deposit", "depositing", "contribute"})
_COAXED = 8.0
#: These say something of an amount only that stands right behind them: "was docked $5", "put $5 into a sham".
ADJACENT = frozenset({"dock", "savings"})
# "attached to a ring", "attached great weight": this is no taking by law.
_FASTENED = frozenset({"to", "great", "much", "little", "importance", "weight"})
_HINDERED = Cue("avert", "weak")


def governed(
    tokens: Sequence[str], i: int, place: int, verb: Cue, words: Words, story: Story, direct: bool, spent: float
) -> Claim | None:
    """The claim of the verb at ``i`` on the amount at ``place``, if it makes one.

    Args:
        tokens: the sentence.
        i: where the verb stands, left of the amount.
        place: where the amount stands.
        verb: what the verb says.
        words: the lexicon.
        story: what the sentence and the article are about.
        direct: whether nothing between says that the amount is not the verb's object.
        spent: what it cost the verb to reach the amount.
    """
    if verb.role == "destroy" and not role_shapes.worth(tokens, place):
        return None
    if verb.role == "attach" and tokens[i + 1] in _FASTENED:
        return None
    if verb.role == "find" and role_shapes.unmasked(tokens, i, place, words):
        return Claim(9.0 - spent, "lost", "verb-weak", True)
    if verb.role == "laundered" and role_shapes.caught_at(tokens, i):
        return Claim(11.5 - spent, "seized", "verb-seized")
    if verb.role == "gain" and role_shapes.the_rest(tokens, i, place) and story.close("fraud", "theft"):
        return Claim(10.0 - spent, "lost", "verb-gain")
    if verb.role == "lost" and role_shapes.out_of(tokens, i, place):
        return Claim(12.0, "lost", "verb-lost")
    if role_shapes.aside_verb(tokens, i, place, words):
        spent += _ASIDE
    claim = _plain(verb, told(tokens, i, place, verb, words, story), direct, spent)
    if verb.role == "settle" and role_shapes.settled(tokens, i, place):
        return claim._replace(score=_SETTLED)
    if verb.role == "pay" and role_shapes.paid_in(tokens, place, words) and not story.near("bidden"):
        claim = claim._replace(role="other")
    if _is_price(tokens, i, place, verb, claim.role, story):
        return Claim(max(claim.score, _PRICE), "other", "price")
    if verb.role == "pay" and claim.role == "other" and _to_court(tokens, place, words):
        return claim._replace(score=claim.score + 2.5, role="penalty")
    if verb.role == "send" and role_shapes.hindered(tokens, i, words):
        return Claim(claim.score + 1.0, meant(_HINDERED, story), "verb-frozen")
    if verb.role in ("send", "pay", "give") and role_shapes.to_crooks(tokens, place) and not story.near("court"):
        return claim._replace(score=max(claim.score, _COAXED), role="lost") if not story.close("ransom") else claim
    parted = verb.role in ("send", "pay") or tokens[i] in _LENT
    if parted and role_shapes.coaxed(tokens, i) and _is_crooked(story):
        return claim._replace(score=max(claim.score, _COAXED), role="lost")
    return claim


def pays(token: str, words: Words) -> bool:
    """Whether a token is a form of "pay"."""
    verb = words.verbs.get(token)
    return verb is not None and verb.role == "pay"


def _plain(cue: Cue, story: Story, direct: bool, spent: float) -> Claim:
    role = meant(cue, story)
    if cue.part == "weak" and cue.role not in FIRM:
        base = 9.0 if direct else 5.5
        base += -2.5 if role == "other" else 1.0 if cue.role == "gain" and story.near("extorted") else 0.0
        base += 1.5 if cue.role == "net" and role == "seized" else 0.0
    else:
        base = 11.5 if direct else 8.0
        base -= 2.0 if role == "other" else 0.0
    return Claim(base - spent, role, rule_of("verb", cue), cue.part == "weak")


def told(tokens: Sequence[str], i: int, end: int, verb: Cue, words: Words, story: Story) -> Story:
    """The story as it is told of the verb at ``i``, whose object ends at ``end``.

    Who takes money, from someone or not, and what costs it, is told by the subject; all else by the sentence.
    """
    if verb.role in _TAKES:
        here = set(story.sentence)
        if "officials" in worlds(role_shapes.just_before(tokens, i), words):
            here.add("seizing")
        if tokens[end + 1 : end + 2] == ["from"]:
            here.add("parting")
        return replace(story, sentence=frozenset(here))
    if verb.role != "cost":
        return story
    before = worlds(tokens[:i], words) | (story.sentence & _SHED)
    if not _TAKEN_UP.isdisjoint(tokens[max(0, i - 4) : i]):
        before |= story.around
    return replace(story, sentence=before)


def _is_crooked(story: Story) -> bool:
    """Whether who is brought to pay is a victim, and neither a debtor nor a hostage's kin."""
    return (story.near("fraud") or story.about("fraud", "theft", "crime")) and not story.close(
        "court", "ransom", "verdict"
    )


def _to_court(tokens: Sequence[str], place: int, words: Words) -> bool:
    """Whether who gets the amount judges or prosecutes: "hand over $5 to the regulator"."""
    return tokens[place + 1 : place + 2] == ["to"] and "court" in worlds(tokens[place + 2 : place + 5], words)


def _is_price(tokens: Sequence[str], i: int, place: int, verb: Cue, role: str, story: Story) -> bool:
    """Whether the amount is the price of what the verb at ``i`` speaks of."""
    if verb.role == "cost" and _purpose(tokens, place):
        return True
    if verb.role in ("sell", "other"):
        return role_shapes.priced(tokens, i, place)
    if verb.role == "pay":
        priced = role_shapes.purchased(tokens, place) and not story.near("court")
        return role == "penalty" and (priced or (role_shapes.at_rate(tokens, place) and not story.near("verdict")))
    if verb.role == "charge":
        return role_shapes.at_rate(tokens, place)
    if verb.role in _RATED:
        return role_shapes.rated(tokens, i, place)
    return _is_quoted(tokens, i, verb) or tokens[i : i + 2] == ["made", "for"]


def _is_quoted(tokens: Sequence[str], i: int, verb: Cue) -> bool:
    """Whether a verb of losing or recovering tells of a price: "shares lost $5", "the euro recovered to $1"."""
    if verb.role == "settle":
        return i + 1 < len(tokens) and tokens[i + 1] in _RESTS
    if verb.role not in ("lost", "recover"):
        return False
    priced = not _MARKET.isdisjoint(tokens[max(0, i - 3) : i])
    return priced or (verb.role == "recover" and tokens[i + 1 : i + 2] in (["to"], ["from"]))


def _purpose(tokens: Sequence[str], place: int) -> bool:
    """Whether the amount is the price of doing something: "cost $5 to build"."""
    return place + 2 < len(tokens) and tokens[place + 1] == "to" and tokens[place + 2].isalpha()
