"""How strongly each word of a sentence claims an amount. In go tokens and the place of an amount, out come claims.

To the left stand what governs the amount ("seized $5", "losses of $5"), to the right the noun that it measures
("$5 ransom", "$5 in losses") and what is said of it ("$5 was recovered"). Words between cost, clause borders cost
more. The numbers were set by hand and checked on articles.
"""

from __future__ import annotations

from collections.abc import Sequence

from factx.lexicon import load
from factx.rules import role_lists, role_shapes, role_verbs
from factx.rules.role_claim import FIRM, Claim, meant, rule_of
from factx.rules.role_clause import AMOUNT, worlds
from factx.rules.role_story import Story
from factx.rules.role_words import Cue, Words

_REACH_LEFT = 60
_REACH_RIGHT = 25
_PHRASE = 7
_OUT = 9.0
# A verb that governs an amount through a noun says less of it ("earning rewards of $5"); a list goes on at its commas.
_NOUN_BETWEEN = 0.8
_LIST_COMMA = 0.6
# In a list a verb reaches over the items before, and a participle does not reach out of its own.
_ITEM = 0.4
_OTHER_ITEM = 3.0
# Crimes that are named together stand within so many words.
_CRIMES = 8
# "blocked the $5 merger": what is done to a thing is not done to its price.
_MODIFIER = 4.0
# As far behind the amount stands what it was paid over: "to pay $5 over its improper use of data".
_BLAME = 10
# "recovered $5 in drug money": so strong a claim of custody says more than what the money was.
_OWNED = 4.0
_OF_MONEY = frozenset({"frozen", "recovered", "penalty"})
# "$5 in ransom payments seized": what was done with money says more than what it was.
_GAINED = frozenset({"laundered", "lost"})
_CUSTODY = frozenset({"seized", "frozen", "recovered"})
# "$5 passed through his account", "$5 moves abroad": money is the subject.
_THROUGH = ("through", "flowed", "flows", "flow", "moves")
# "the loss for each transaction was $5": what is counted says nothing of the amount.
_EACH = frozenset({"each", "per", "every"})
# As adjectives these say nothing of money: "the charged man", "the damaged shop".
_ACTS = frozenset({"charge", "destroy"})
# What stands behind these is no more said of the amount: "a rise of $5 after the theft".
_APART = frozenset({"after", "before", "since", "following", "because", "when", "while", "despite", "amid"})
# What can become of a thing whose worth is told.
_TAKEN = frozenset({"destroy", "seized", "frozen", "recovered", "lost", "give", "recover"})
# What is done to rates as well as to money: "froze fares at $5".
_RATED = frozenset({"frozen"})

_GRAMMAR: dict[str, frozenset[str]] = {name: frozenset(listed) for name, listed in load("roles")["grammar"].items()}
_TRANSPARENT = _GRAMMAR["transparent"]
_LINKS = _TRANSPARENT | _GRAMMAR["links"]
_FREE = _GRAMMAR["free"]
_PREPOSITIONS = _GRAMMAR["prepositions"]
_BORDERS = _GRAMMAR["borders"]
_AUXILIARIES = _GRAMMAR["auxiliaries"]
_PASSIVE = _GRAMMAR["passive"]
_STOP_PHRASE = _PREPOSITIONS | _BORDERS | _AUXILIARIES | _GRAMMAR["stops"]
_LED = _GRAMMAR["led"]
_ARTICLES = _GRAMMAR["articles"]
_BREAKS = _GRAMMAR["breaks"]
_NOUN_BEFORE = _GRAMMAR["noun_before"]
_NOUN_BEHIND = _GRAMMAR["noun_behind"]
_ADJECTIVE_AFTER = _GRAMMAR["adjective_after"]
_TAKERS = _GRAMMAR["takers"]
_GIVING = frozenset({"gave", "give", "gives", "given", "giving"})
_PUT = frozenset({"put", "pegged", "valued", "reckoned", "assessed", "calculated", "totalling", "totaling"})
_EQUAL = frozenset({"is", "was", "were", "are", "be", "been", "at", "to", "reached", "exceeded", "totalled", "totaled"})


def claims(tokens: Sequence[str], place: int, words: Words, story: Story) -> list[Claim]:
    """All claims on the amount at ``place``."""
    measured = _measured(tokens, place, words, story)
    governors = _governors(tokens, place, words, story)
    if measured and measured[0].role == "other" and place and tokens[place - 1] in ("a", "an", "the", "its", "their"):
        governors = [c._replace(score=c.score - _MODIFIER) if c.role in _OF_MONEY else c for c in governors]
    if any(c.role in _CUSTODY and c.score >= _OWNED for c in governors):
        measured = [c._replace(score=c.score - _MODIFIER) if c.role in _GAINED else c for c in measured]
    found = [*governors, *measured, *_predicates(tokens, place, words, story), *_shaped(tokens, place, words, story)]
    return [c for c in found if c.role]


def _shaped(tokens: Sequence[str], place: int, words: Words, story: Story) -> list[Claim]:
    """Claims of the shape of the sentence: a relative clause, the worth of a thing, what someone has on them."""
    found = _done(tokens, place, words, story)
    verb = role_shapes.relative_verb(tokens, place, _phrase(tokens, place)[1], words)
    if verb is not None:
        role = meant(words.verbs[tokens[verb]], story)
        found.append(Claim(8.0 if role == "other" else 10.9, role, "relative"))
    if (told := role_shapes.antecedent(tokens, place)) is not None and (noun := _cues(tokens[told], words)[0]):
        found.append(Claim(10.5, meant(noun, story), "noun"))
    sized = next((noun for i in role_shapes.amounting(tokens, place) if (noun := _cues(tokens[i], words)[0])), None)
    if sized is not None:
        found.append(Claim(12.0, meant(sized, story), rule_of("noun", sized)))
    if role_shapes.others_money(tokens, place) and story.close("accused", "court", "fraud", "theft"):
        found.append(Claim(9.5, "lost", "worth"))
    if role_shapes.to_crooks(tokens, place) and not _GIVING.isdisjoint(tokens[max(0, place - 3) : place]):
        found.append(Claim(8.0, "lost", "verb-lost"))
    if role_shapes.talked_out(tokens, place):
        found.append(Claim(12.0, "lost", "verb-lost"))
    if role_shapes.ends_quarrel(tokens, place) and _is_paid(tokens, place, words):
        found.append(Claim(10.0, "penalty", "verb-pay"))
    if role_shapes.over(tokens, place) and _is_blamed(tokens, place, words):
        found.append(Claim(9.5, "penalty", "verb-pay"))
    if role_shapes.fetched(tokens, place):
        found.append(Claim(11.0, "seized", "worth"))
    if role_shapes.for_a_key(tokens, place):
        found.append(Claim(8.0, "ransom", "said"))
    if role_shapes.carried(tokens, place) and story.close("crime", "catch", "held"):
        found.append(Claim(9.0, "seized", "worth"))
    return found


def _done(tokens: Sequence[str], place: int, words: Words, story: Story) -> list[Claim]:
    """Claims of participles and particles that stand apart and tell what became of the amount or of its things."""
    found: list[Claim] = []
    if (verb := role_shapes.particle_verb(tokens, place, words)) and (cue := words.verbs[verb]).part == "verb":
        found.append(Claim(12.0, cue.role, rule_of("verb", cue)))
    apart = [(j, 9.5, "said") for j in role_shapes.closed_by(tokens, place)]
    apart += [(j, 12.0, "said") for j in role_shapes.part_of_which(tokens, place)]
    apart += [(j, 13.0, "said") for j in role_shapes.whole_done(tokens, place)]
    apart += [(j, 11.0 + 0.1 * (j - place), "worth") for j in role_shapes.fate(tokens, place, words)]
    for j, score, rule in apart:
        done = words.verbs.get(tokens[j])
        if done and done.past and done.role in _TAKEN:
            found.append(Claim(score, meant(done, story), rule))
    return found


def _is_blamed(tokens: Sequence[str], place: int, words: Words) -> bool:
    """Whether the amount is paid for what was done wrong: "to pay $5 over improper use of data"."""
    return _is_paid(tokens, place, words) and "misconduct" in worlds(tokens[place + 1 : place + _BLAME], words)


def _is_paid(tokens: Sequence[str], place: int, words: Words) -> bool:
    """Whether the amount is the object of "pay"."""
    return any(role_verbs.pays(token, words) for token in tokens[max(0, place - 4) : place])


def _cues(token: str, words: Words) -> tuple[Cue | None, Cue | None]:
    """What a token says as a noun and as a verb."""
    if token in _TRANSPARENT:
        return None, None
    return words.nouns.get(token), words.verbs.get(token)


def sole(tokens: Sequence[str], place: int, words: Words) -> str | None:
    """The one role of which the plain words left of an amount speak, if there is just one."""
    roles: set[str] = set()
    for i in range(place):
        for cue in _cues(tokens[i], words):
            if cue and cue.part != "weak" and not (cue.past and _is_adjective(tokens, i)):
                roles.add(cue.role)
    return roles.pop() if len(roles) == 1 else None


def _governors(tokens: Sequence[str], place: int, words: Words, story: Story) -> list[Claim]:
    """Claims from the left."""
    found: list[Claim] = []
    spent = 0.0
    linked = direct = True
    equated = _is_equated(tokens, place)
    links = 0
    listed = role_lists.listed(tokens, place)
    told_aside = role_lists.told_aside(tokens, place)
    for i in range(place - 1, max(-1, place - _REACH_LEFT), -1):
        token = tokens[i]
        if token == AMOUNT and role_shapes.partitive(tokens, place):
            break
        if i in told_aside:
            continue
        noun, verb = _cues(token, words)
        if verb and verb.role in role_verbs.ADJACENT and not role_lists.adjacent(tokens, i, place):
            verb = None
        adjective = verb is not None and verb.past and _is_adjective(tokens, i)
        if noun and noun.role == "other" and role_shapes.modifier(tokens, i, words):
            noun, verb = None, None if _is_noun(tokens, i) else verb
        if role_shapes.illegal_trade(tokens, i):
            found.append(Claim((10.0 if equated or linked else 5.5) - spent, "laundered", "noun"))
        elif noun and noun.role in _RATED and role_shapes.rated(tokens, i, place):
            found.append(Claim(8.5 - spent, "other", "price"))
        elif noun and (not _EACH.isdisjoint(tokens[max(0, i - 2) : i]) or role_shapes.spared(tokens, i, words)):
            pass
        elif noun and (not verb or _is_noun(tokens, i)):
            noun = _first_crime(tokens, i, noun, words)
            found.append(_noun_claim(noun, story, linked and (links > 0 or noun.role != "other"), equated, spent))
        elif verb and adjective and verb.role not in _ACTS:
            far = _OTHER_ITEM if listed and role_lists.apart(tokens, i, place) else 0.0
            found.append(Claim(5.5 - spent - far, meant(verb, story), rule_of("adjective", verb)))
        elif verb and not verb.past and tokens[i + 1] == "of":
            pass
        elif verb:
            paired = i + 2 < place and tokens[i + 1] in ("and", "or") and tokens[i + 2] in words.verbs
            cost = spent - (2.6 if paired else 0.0)
            if claim := role_verbs.governed(tokens, i, place, verb, words, story, direct, cost):
                found.append(claim)
        acts = verb is not None and not adjective
        listed = listed and not acts and token not in _AUXILIARIES and (token not in _BORDERS)
        apposed = role_lists.apposed(tokens, i, place)
        spent += 0.5 if apposed else _price(token, acts) * (_ITEM if listed else 1.0)
        if noun and linked:
            spent += _NOUN_BETWEEN
        elif token == "," and tokens[i + 1][0].isdigit():
            spent -= _LIST_COMMA
        links += token in _LINKS and token not in _ARTICLES
        linked = linked and (_is_link(tokens, i) or adjective)
        beside = token == AMOUNT and role_lists.coordinated(tokens, place, i)
        direct = direct and (apposed or beside or not (token in _BREAKS or token in _BORDERS or token == AMOUNT))
        if spent > _OUT:
            break
    return found


def _is_noun(tokens: Sequence[str], i: int) -> bool:
    """Whether a word that can be noun or verb stands as a noun: an article before it or "of" behind it."""
    before = tokens[i - 1] if i else ""
    behind = tokens[i + 1] if i + 1 < len(tokens) else ""
    return behind in _NOUN_BEHIND or before in _NOUN_BEFORE or before.endswith("'s")


def _is_adjective(tokens: Sequence[str], i: int) -> bool:
    """Whether a participle stands before its noun: "of stolen funds", "the seized cocaine"."""
    before = tokens[i - 1] if i else ""
    behind = tokens[i + 1] if i + 1 < len(tokens) else ""
    if role_shapes.perfect(tokens, i):
        return False
    if behind in _TRANSPARENT and before not in _TAKERS:
        return True
    if before == "reported":
        return True
    led = before in _ADJECTIVE_AFTER or (tokens[i].endswith("en") and before not in _AUXILIARIES)
    return led and behind.isalpha() and behind not in _STOP_PHRASE and behind not in _FREE


def _is_link(tokens: Sequence[str], i: int) -> bool:
    """Whether a noun reaches the amount over this token as its subject or with "of"."""
    token = tokens[i]
    if token == ",":
        return tokens[i + 1] in ("to", "from", "up", "down", "or", "involving", "totalling", "totaling")
    return token in _LINKS or token[0].isdigit() or token in "()" or token.endswith("ly")


def _is_equated(tokens: Sequence[str], place: int) -> bool:
    """Whether the amount is said of the subject: "the largest payment that they saw was $5"."""
    i = place - 1
    while i >= 0 and tokens[i] in _FREE:
        i -= 1
    if i > 0 and tokens[i] in _PUT and (tokens[i - 1] == "," or tokens[i - 1] in _PASSIVE):
        return True
    return i >= 0 and (tokens[i] in _EQUAL or tokens[i : i + 2] == [",", "estimated"])


def _noun_claim(cue: Cue, story: Story, linked: bool, equated: bool, spent: float) -> Claim:
    role = meant(cue, story)
    base = 10.0 if linked else 7.5 if equated else 5.5
    if role == "other":
        base -= 1.5
    elif cue.part == "weak" and cue.role not in FIRM:
        base -= 1.0
    return Claim(base - spent, role, rule_of("noun", cue), cue.part == "weak")


def _first_crime(tokens: Sequence[str], i: int, noun: Cue, words: Words) -> Cue:
    """What the crimes named together are about: in "fraud, theft and money laundering" the fraud tells of the sum."""
    if noun.role != "laundered" or tokens[i - 1] not in ("and", ","):
        return noun
    for token in reversed(tokens[max(0, i - _CRIMES) : i]):
        before = words.nouns.get(token)
        if before and before.role == "lost":
            return before
        if token in _PREPOSITIONS or not (token.isalpha() or token == ","):
            break
    return noun


def _price(token: str, verb: bool) -> float:
    """What it costs a cue to reach over a token."""
    if token in _FREE or token[0].isdigit():
        return 0.05
    if token == AMOUNT:
        return 1.2
    if token in _BORDERS:
        return 3.5 if token == ";" else 2.5
    if token == ",":
        return 0.8
    if token in ("and", "or"):
        return 0.5
    if token in _PREPOSITIONS:
        return 1.8 if token == "for" else 0.8
    if token in _AUXILIARIES:
        return 0.5
    if verb or token.endswith(("ed", "ing")):
        return 1.8 if verb else 0.7
    return 0.3 if token[0].isalpha() else 0.2


def _phrase(tokens: Sequence[str], place: int) -> tuple[int, int, bool]:
    """Where the noun phrase right of the amount begins and ends, and whether "in", "of" or "worth" leads to it."""
    i = _after_bracket(tokens, place + 1)
    i += tokens[i : i + 1] in (["each"], ["apiece"])
    led = False
    while i < len(tokens) and (tokens[i] in _LED or (led and tokens[i] in _ARTICLES)):
        led = True
        i += 1
    if i < len(tokens) and tokens[i] == "-":
        i += 1
    j = i
    while j < len(tokens) and j - i < _PHRASE and tokens[j][0].isalpha() and tokens[j] not in _STOP_PHRASE:
        j += 1
    return i, j, led


def _after_bracket(tokens: Sequence[str], i: int) -> int:
    """Past a conversion in brackets that begins at ``i``, if any."""
    if i < len(tokens) and tokens[i] == "(" and AMOUNT in tokens[i : i + 4]:
        for j in range(i, min(len(tokens), i + 14)):
            if tokens[j] == ")":
                return j + 1
    return i


def _measured(tokens: Sequence[str], place: int, words: Words, story: Story) -> list[Claim]:
    """Claims of the nouns right behind the amount, the last of them first."""
    first, last, led = _phrase(tokens, place)
    trades = any(role_shapes.illegal_trade(tokens, j) for j in range(first, last))
    found = [Claim(10.0, "laundered", "measure")] if trades else []
    for j in range(last - 1, first - 1, -1):
        token = tokens[j]
        noun, verb = _cues(token, words)
        if noun and not (verb and verb.past) and not (verb and _acts(tokens, place, j, verb)):
            role = meant(noun, story)
            if role == "other" and j + 1 < last and not tokens[j + 1].endswith(("ed", "ing")):
                break
            base = (
                (10.5 if noun.part == "noun" else 8.0)
                + (1.5 if _is_fine(noun, j, place) else 0.0)
                - 0.4 * (last - 1 - j)
            )
            if tokens[place + 1] != "as":
                base -= 3.0 if led and role == "other" else 0.8 if led else 0.0
            base -= 2.2 if tokens[place + 1] == "of" and tokens[place + 2] in ("the", "his", "her", "their") else 0.0
            base += 2.5 if noun.role == "damages" and story.near("owed") else 3.0 if noun.role == "bribes" else 0.0
            found.append(Claim(base, role, rule_of("measure", noun), noun.part == "weak"))
        elif verb and verb.past and verb.role not in _ACTS:
            base = 9.3 if j + 1 == last else 7.0 if led else 6.0
            if led and j + 1 == last and verb.role in _CUSTODY:
                base = 10.8
            base -= 2.0 if verb.part == "weak" or verb.role == "other" else 0.0
            found.append(Claim(base - 0.2 * (j - first), meant(verb, story), rule_of("participle", verb)))
    return found


def _is_fine(noun: Cue, j: int, place: int) -> bool:
    """Whether a noun right behind the amount says what it is whatever is done with it: "escaped with a $5 fine"."""
    return noun.role == "penalty" and noun.part == "noun" and j <= place + 2


def _acts(tokens: Sequence[str], place: int, j: int, verb: Cue) -> bool:
    """Whether a word that can be noun or verb is the verb whose subject the amount is: "$5 hit", but "a $5 hit"."""
    before = tokens[place - 1] if place else ""
    return (
        j == place + 1
        and verb.part == "weak"
        and not (tokens[j].endswith("s") or before in _NOUN_BEFORE or before in _ARTICLES)
    )


def _predicates(tokens: Sequence[str], place: int, words: Words, story: Story) -> list[Claim]:
    """Claims of what is said behind the amount's own phrase."""
    _, start, led = _phrase(tokens, place)
    found: list[Claim] = []
    spent = 0.0
    passive = said = other = apart = False
    end = role_shapes.closing(tokens, place) or min(len(tokens), place + _REACH_RIGHT)
    equal = start < len(tokens) and tokens[start] in ("is", "was", "were", "are")
    for j in range(start, end):
        token = tokens[j]
        noun, verb = _cues(token, words)
        if token.endswith("ing") and tokens[j - 1] == ",":
            break
        moved = verb is not None and verb.role == "move" and token.endswith(_THROUGH)
        apart = apart or token in _APART
        if verb and verb.role in _RATED and role_shapes.rated(tokens, place, place):
            verb = None
        if verb and ((verb.role == "destroy" and not role_shapes.worth(tokens, place)) or (other and not passive)):
            verb = None
        if verb and (verb.past or verb.part == "verb" or moved) and not (noun and not passive):
            role = meant(verb, role_verbs.told(tokens, j, j, verb, words, story))
            if role == "seized" and _is_ordered(tokens, j, story):
                role = "penalty"
            score = _said(verb, role, led, passive, moved) - spent
            found.append(Claim(score, role, rule_of("said", verb), verb.part == "weak"))
            spent += 1.0
            said, passive = said or passive, False
        elif noun and not apart and not (verb and verb.part == "weak" and not _is_noun(tokens, j)):
            score = _named(noun, equal and j - start <= 3, tokens[j - 1]) - spent
            found.append(Claim(score, meant(noun, story), rule_of("behind", noun)))
        other = other or (token in ("and", "but") and not said)
        passive = token in _PASSIVE or (
            passive and (token.endswith("ly") or token in ("not", "also", "later", "then", "since"))
        )
        spent += 1.5 if token in (AMOUNT, ",") else _price(token, False)
        if spent > 6:
            break
    return found


def _is_ordered(tokens: Sequence[str], j: int, story: Story) -> bool:
    """Whether a court says what is to happen: "the court ruled that $5 should be confiscated"."""
    ahead = list(tokens[max(0, j - 2) : j])
    return ahead in (["should", "be"], ["must", "be"], ["to", "be"]) and story.near("court", "bidden", "verdict")


def _said(verb: Cue, role: str, led: bool, passive: bool, moved: bool) -> float:
    """How strongly a verb behind the amount claims it: "$5 was recovered", "$5 in losses was averted"."""
    if passive and verb.past:
        base = 11.0 if led and (verb.role in _CUSTODY or verb.role in FIRM) else 10.0
    else:
        base = 9.0 if moved and not passive else 5.0
    if role == "other":
        return base - 2.0
    return base - 1.0 if verb.part == "weak" and verb.role not in FIRM else base


def _named(noun: Cue, equated: bool, before: str) -> float:
    """How strongly a noun behind the amount claims it: "$5 was the ransom"."""
    if equated:
        return 10.5 if before in ("a", "an", "the") else 8.5
    return (5.5 if noun.part == "noun" else 4.0) - (2.0 if noun.role == "other" else 0.0)
