"""Shapes of a sentence around an amount that tell what it is, whatever else the sentence says.

In go tokens and the place of an amount, out come places of words or plain answers; nothing here knows a role.
"""

from __future__ import annotations

from collections.abc import Sequence

from factx.lexicon import load
from factx.rules.role_clause import AMOUNT
from factx.rules.role_words import OUT_OF, Words

_GRAMMAR: dict[str, frozenset[str]] = {name: frozenset(listed) for name, listed in load("roles")["grammar"].items()}
_ARTICLES = _GRAMMAR["articles"]
_AUXILIARIES = _GRAMMAR["auxiliaries"]
_BORDERS = _GRAMMAR["borders"]
_FIRMS = _GRAMMAR["firms"]
_FREE = _GRAMMAR["free"]
_PASSIVE = _GRAMMAR["passive"]
_PREPOSITIONS = _GRAMMAR["prepositions"]
_RATES = _GRAMMAR["rates"]
_SUBJECTS = _GRAMMAR["subjects"]
_VALUED = _GRAMMAR["valued"]
_SMALL = ("transparent", "links", "free", "prepositions", "borders", "auxiliaries", "stops", "articles")
_EQUAL = frozenset({"was", "were", "is", "are", "came", "to", "amounted", "totalled", "totaled", "stood", "reached"})
_HAVE = frozenset({"has", "have", "had", "having"})
_ADVERBS = frozenset({"also", "already", "now", "since", "so", "far", "not", "never", "yet", "just"})
_ROUGHLY = frozenset({"some", "total", "nearly", "estimated", "roughly"})
_HINDERING = frozenset({"stop", "avert", "frozen"})
_OWNED = frozenset({"had", "has", "made", "makes", "reported", "posted", "employs", "raised", "earned", "recorded"})
_COAXED = _GRAMMAR["coaxed"]
_CAUGHT = _GRAMMAR["caught"]
# What can stand behind a noun without being a noun.
_NO_NOUNS = frozenset().union(*(_GRAMMAR[name] for name in _SMALL))
_TIMES = frozenset({"day", "hour", "month", "week", "year", "game", "season", "night"})
_ENDING = _GRAMMAR["ending"]
_QUARRELS = _GRAMMAR["quarrels"]
_ILLEGAL = _GRAMMAR["illegal"]
_TRADES = _GRAMMAR["trades"]
_MULTIPLES = _GRAMMAR["multiples"]
_OWNERS = _GRAMMAR["owners"]
_MISSPENT = _GRAMMAR["misspent"]
_CROOKS = _GRAMMAR["crooks"]
_MONEY = _GRAMMAR["sums"]
_SHARES = _GRAMMAR["shares"]
_REST = frozenset({"rest", "remainder", "remaining"})
_CLAUSE = 9
_ASIDE = 26
_FATE = 14
# What drugs "would have" fetched, and how far before the sum that is said.
_COULD = frozenset({"would", "could", "might"})
_FETCH = 7


def partitive(tokens: Sequence[str], place: int) -> bool:
    """Whether the amount is the whole of which another amount is told: "$4 of the $5", "$4 out of $5"."""
    i = place - 1
    while i >= 0 and (tokens[i] in _ARTICLES or tokens[i] in _ROUGHLY):
        i -= 1
    return i > 0 and tokens[i] in ("of", OUT_OF) and tokens[i - 1] == AMOUNT


def relative_verb(tokens: Sequence[str], place: int, start: int, words: Words) -> int | None:
    """The verb of a relative clause whose object the amount is: "the $5 that they had stolen".

    Args:
        tokens: the sentence.
        place: where the amount stands.
        start: where the noun phrase right of it ends.
        words: the lexicon.
    """
    i = start + (tokens[start : start + 2] == [",", "which"])
    told = tokens[i : i + 1] in (["that"], ["which"])
    i += told
    if i >= len(tokens) or tokens[i - 1] == "of" or not (told or tokens[i] in _SUBJECTS or partitive(tokens, place)):
        return None
    if not tokens[i][0].isalpha() or tokens[i] in _AUXILIARIES or tokens[i] in _BORDERS:
        return None
    for j in range(i + 1, min(len(tokens), i + _CLAUSE)):
        token = tokens[j]
        if token in _BORDERS or token in (",", AMOUNT, "."):
            return None
        verb = words.verbs.get(token)
        if verb and (verb.past or token in ("cost", "costs")):
            return None if tokens[j - 1] in _PASSIVE or tokens[j - 1] in _PREPOSITIONS else j
    return None


def fate(tokens: Sequence[str], place: int, words: Words) -> list[int]:
    """The participles that tell what became of a thing whose worth is set in commas: "a ring, worth $5, was sold"."""
    i = place - 1
    while i >= 0 and (tokens[i] in _FREE or tokens[i] == "for") and tokens[i] not in _VALUED:
        i -= 1
    if i < 1 or tokens[i] not in _VALUED or tokens[i - 1] != "," or tokens[place + 1 : place + 2] != [","]:
        return []
    if not _FIRMS.isdisjoint(tokens[max(0, i - 6) : i]):
        return []
    found = [j for j in range(max(0, i - 5), i - 1) if (cue := words.verbs.get(tokens[j])) and cue.past]
    passive = False
    for j in range(place + 2, min(len(tokens), place + _FATE)):
        token = tokens[j]
        if token in _BORDERS or token in (",", AMOUNT):
            break
        passive = passive or token in _PASSIVE
        verb = words.verbs.get(token)
        if passive and verb and verb.past:
            found.append(j)
    return found


def closing(tokens: Sequence[str], place: int) -> int | None:
    """The comma that closes a clause on the side which holds the amount: ", which made $5, was fined"."""
    i = place - 1
    while i >= 0 and place - i < _CLAUSE and tokens[i] not in (",", AMOUNT):
        i -= 1
    if i < 0 or tokens[i] != ",":
        return None
    opening = tokens[i + 1]
    owned = opening in ("which", "who") and not _OWNED.isdisjoint(tokens[i + 2 : place])
    valued = opening in _VALUED
    if not (owned or valued):
        return None
    for j in range(place + 1, min(len(tokens), place + _CLAUSE)):
        if tokens[j] == ",":
            return j
    return None


def aside_verb(tokens: Sequence[str], i: int, place: int, words: Words) -> bool:
    """Whether a participle stands in commas and another verb behind them: "the firm, fined in May, raised $5"."""
    if i == 0 or tokens[i - 1] != ",":
        return False
    end = next((j for j in range(i + 1, min(place, i + _CLAUSE)) if tokens[j] == ","), None)
    if end is None or tokens[end + 1] in ("and", "or"):
        return False
    return any((cue := words.verbs.get(token)) and cue.past for token in tokens[end + 1 : place])


def asides(tokens: Sequence[str]) -> list[range]:
    """The relative clauses in commas, as the places of their tokens: ", which settled a suit in May,"."""
    found: list[range] = []
    i = 0
    while i < len(tokens) - 1:
        end = None
        if tokens[i] == "," and tokens[i + 1] in ("which", "who", "whose"):
            end = next((j for j in range(i + 2, min(len(tokens), i + _ASIDE)) if tokens[j] == ","), None)
        if end is not None:
            found.append(range(i, end))
        i = end or i + 1
    return found


def at_rate(tokens: Sequence[str], place: int) -> bool:
    """Whether the amount is paid again and again: "$5 a year"."""
    return tokens[place + 1 : place + 2] in (["a"], ["an"], ["per"], ["every"]) and not _TIMES.isdisjoint(
        tokens[place + 2 : place + 3]
    )


def paid_in(tokens: Sequence[str], place: int, words: Words) -> bool:
    """Whether what is paid is no penalty by its name: "pay $5 in back taxes"."""
    if tokens[place + 1 : place + 2] != ["in"]:
        return False
    cues = (words.nouns.get(token) for token in tokens[place + 2 : place + 5])
    return any(cue is not None and cue.role == "other" for cue in cues)


def purchased(tokens: Sequence[str], place: int) -> bool:
    """Whether the amount is paid for a thing: "pay $5 for the mine"."""
    return (
        tokens[place + 1 : place + 2] == ["for"]
        and tokens[place + 2 : place + 3] != []
        and (tokens[place + 2] in _ARTICLES)
    )


def priced(tokens: Sequence[str], verb: int, place: int) -> bool:
    """Whether an object stands between a verb and the price that it is sold for: "sold the keys for $5"."""
    i = place - 1
    while i > verb and tokens[i] in _FREE and tokens[i] != "at":
        i -= 1
    return i > verb and tokens[i] in ("for", "at")


def rated(tokens: Sequence[str], verb: int, place: int) -> bool:
    """Whether what is frozen is a rate: "froze fares at $5", "a price freeze of $5"."""
    beside = tokens[max(0, verb - 2) : verb]
    return not _RATES.isdisjoint([*beside, *tokens[verb + 1 : place]])


def hindered(tokens: Sequence[str], verb: int, words: Words) -> bool:
    """Whether someone was kept from what the verb tells: "stopped him from sending $5"."""
    if not verb or tokens[verb - 1] != "from":
        return False
    before = (words.verbs.get(token) for token in tokens[max(0, verb - _CLAUSE) : verb - 1])
    return any(cue is not None and cue.role in _HINDERING for cue in before)


def carried(tokens: Sequence[str], place: int) -> bool:
    """Whether someone has the amount on them: "had $5 on him", "was held with $5"."""
    i = place - 1
    while i >= 0 and tokens[i] in _FREE:
        i -= 1
    if i > 0 and tokens[i] == "with" and not _CAUGHT.isdisjoint(tokens[max(0, i - 5) : i]):
        return True
    return tokens[place + 1 : place + 2] == ["on"] and tokens[place + 2 : place + 3] in (["him"], ["them"], ["her"])


def particle_verb(tokens: Sequence[str], place: int, words: Words) -> str | None:
    """The verb whose particle stands behind the amount: "got their $5 back"."""
    if tokens[place + 1 : place + 2] not in (["back"], ["off"], ["away"], ["down"]) or tokens[
        place + 2 : place + 3
    ] == ["in"]:
        return None
    for k in range(place - 1, max(-1, place - 5), -1):
        verb = f"{tokens[k]} {tokens[place + 1]}"
        if verb in words.verbs:
            return verb
    return None


def out_of(tokens: Sequence[str], verb: int, place: int) -> bool:
    """Whether someone is done out of the amount: "conned her out of $5"."""
    return OUT_OF in tokens[max(verb + 1, place - 5) : place]


def worth(tokens: Sequence[str], place: int) -> bool:
    """Whether the amount is what things are worth: "maize worth $5", "$5 of maize"."""
    i = place - 1
    while i >= 0 and tokens[i] in _FREE and tokens[i] not in _VALUED:
        i -= 1
    return (i >= 0 and tokens[i] in _VALUED) or tokens[place + 1 : place + 2] in (["worth"], ["of"], ["in"])


def modifier(tokens: Sequence[str], i: int, words: Words) -> bool:
    """Whether a noun says what kind of thing the plain noun behind it is: "budget airline"."""
    if i + 1 >= len(tokens):
        return False
    behind = tokens[i + 1]
    if not behind.isalpha() or behind.endswith(("ed", "ing", "ly")) or behind in _NO_NOUNS:
        return False
    return behind not in words.verbs and behind not in words.nouns


def coaxed(tokens: Sequence[str], verb: int) -> bool:
    """Whether someone was brought to do what the verb tells: "persuaded her to transfer $5"."""
    return (
        verb > 0 and tokens[verb - 1] in ("to", "into") and not _COAXED.isdisjoint(tokens[max(0, verb - _FATE) : verb])
    )


def just_before(tokens: Sequence[str], i: int) -> Sequence[str]:
    """The word before a verb, its helping verbs and adverbs left out: its subject's, if it stands there."""
    k = i - 1
    while k >= 0 and (tokens[k].endswith("ly") or tokens[k] in _ADVERBS or tokens[k] in _AUXILIARIES):
        k -= 1
    return tokens[max(0, k) : k + 1]


def fetched(tokens: Sequence[str], place: int) -> bool:
    """Whether the amount is what drugs would bring: "the cocaine would have fetched $5 on the street"."""
    if tokens[place + 1 : place + 3] != ["on", "the"] or not tokens[place + 3].startswith("street"):
        return False
    before = tokens[max(0, place - _FETCH) : place]
    return any(t.startswith("fetch") or t in ("brought", "bring") for t in before) and not _COULD.isdisjoint(before)


def for_a_key(tokens: Sequence[str], place: int) -> bool:
    """Whether criminals want the amount for what undoes their harm: "offered a decryption key for $5"."""
    return place > 0 and tokens[place - 1] == "for" and any(t.startswith("decrypt") for t in tokens[:place])


def perfect(tokens: Sequence[str], i: int) -> bool:
    """Whether a participle belongs to "have": "has also frozen assets"."""
    k = i - 1
    while k >= 0 and (tokens[k].endswith("ly") or tokens[k] in _ADVERBS):
        k -= 1
    return k >= 0 and tokens[k] in _HAVE


def closed_by(tokens: Sequence[str], place: int) -> list[int]:
    """The participle that closes a line without another verb: "Gold worth $5, four cars and two guns seized"."""
    last = len(tokens) - 1
    while last > place and not tokens[last].isalpha():
        last -= 1
    between = tokens[place + 1 : last]
    if not tokens[last].endswith(("ed", "en")) or {",", AMOUNT}.isdisjoint(between):
        return []
    return [last] if _AUXILIARIES.isdisjoint(between) and _BORDERS.isdisjoint(between) else []


def part_of_which(tokens: Sequence[str], place: int) -> list[int]:
    """The participle that tells what became of the amount as part of another: "$5 of which was recovered"."""
    if tokens[place + 1 : place + 3] != ["of", "which"]:
        return []
    passive = False
    for j in range(place + 3, min(len(tokens), place + 8)):
        if passive and tokens[j].endswith(("ed", "en")):
            return [j]
        passive = passive or tokens[j] in _PASSIVE
    return []


def amounting(tokens: Sequence[str], place: int) -> range:
    """Where the noun stands that "in the amount of $5" measures."""
    told = tokens[max(0, place - 4) : place] in (["in", "the", "amount", "of"], ["in", "an", "amount", "of"])
    return range(place - 5, max(-1, place - 12), -1) if told else range(0)


def whole_done(tokens: Sequence[str], place: int) -> list[int]:
    """The participle behind an amount of which a share is told: "half of the $5 stolen", "part of $5 that was lost"."""
    i = place - 1
    while i > 0 and (tokens[i] in _ARTICLES or tokens[i] in _ROUGHLY):
        i -= 1
    if i < 1 or tokens[i] != "of" or not (tokens[i - 1] in _SHARES or tokens[i - 1] == "%"):
        return []
    j = place + 1
    while j < min(len(tokens), place + 7) and (tokens[j] in ("that", "which", "in", "worth") or tokens[j] in _PASSIVE):
        j += 1
    return [j] if j < len(tokens) and tokens[j].endswith(("ed", "en")) else []


def over(tokens: Sequence[str], place: int) -> bool:
    """Whether the amount is paid over something: "to pay $5 over its use of data", not "$5 over four years"."""
    behind = tokens[place + 1 : place + 3]
    return len(behind) == 2 and behind[0] in ("over", "for") and behind[1].isalpha()


def antecedent(tokens: Sequence[str], place: int) -> int | None:
    """The word of which a relative clause states the amount: "10 percent of turnover, which was $5"."""
    i = place - 1
    while i >= 0 and (tokens[i] in _FREE or tokens[i] in _EQUAL):
        i -= 1
    if i < 1 or i == place - 1 or tokens[i] != "which":
        return None
    return i - 2 if tokens[i - 1] == "," and i > 1 else i - 1


def settled(tokens: Sequence[str], verb: int, place: int) -> bool:
    """Whether the amount is what a quarrel is settled for: "settled the suit for $5"."""
    i = place - 1
    while i > verb and tokens[i] in _FREE:
        i -= 1
    return i > verb and tokens[i] in ("for", "with")


def spared(tokens: Sequence[str], i: int, words: Words) -> bool:
    """Whether a noun tells what never came, or what a sum is reckoned by: "avoided losses", "twice the gains"."""
    before = tokens[max(0, i - 4) : i]
    if not _MULTIPLES.isdisjoint(before) and not {"the", "his", "her", "its", "their"}.isdisjoint(before):
        return True
    near = (words.verbs.get(token) for token in tokens[max(0, i - 2) : i])
    return any(cue is not None and cue.role == "save" for cue in near)


def illegal_trade(tokens: Sequence[str], j: int) -> bool:
    """Whether a noun names a trade that is a crime: "the illegal timber trade", "the black market"."""
    return tokens[j] in _TRADES and not _ILLEGAL.isdisjoint(tokens[max(0, j - 3) : j])


def ends_quarrel(tokens: Sequence[str], place: int) -> bool:
    """Whether the amount is paid so that a quarrel ends: "pay $5 to end claims of fraud"."""
    behind = tokens[place + 1 : place + 8]
    return behind[:1] == ["to"] and behind[1:2] != [] and behind[1] in _ENDING and not _QUARRELS.isdisjoint(behind[2:])


def the_rest(tokens: Sequence[str], verb: int, place: int) -> bool:
    """Whether the amount is what is left of another: "kept the rest, $5"."""
    return not _REST.isdisjoint(tokens[verb + 1 : place])


def others_money(tokens: Sequence[str], place: int) -> bool:
    """Whether someone spent what belongs to others: "spent $5 of the club's money on slot machines"."""
    behind = tokens[place + 1 : place + 7]
    if behind[:1] not in (["of"], ["from"]) or _MONEY.isdisjoint(behind):
        return False
    owner = behind[1 : next(i for i, token in enumerate(behind) if token in _MONEY)]
    owned = any(token.endswith(("'s", "s'")) or token in ("'", "\u2019") or token in _OWNERS for token in owner)
    return owned and not _MISSPENT.isdisjoint(tokens[max(0, place - 4) : place])


def to_crooks(tokens: Sequence[str], place: int) -> bool:
    """Whether the amount goes to those who cheat: "transferred $5 to the suspects"."""
    return tokens[place + 1 : place + 2] == ["to"] and not _CROOKS.isdisjoint(tokens[place + 2 : place + 5])


def talked_out(tokens: Sequence[str], place: int) -> bool:
    """Whether someone is talked out of the amount: "talked a nurse out of $5"."""
    return OUT_OF in tokens[max(0, place - 2) : place] and not _COAXED.isdisjoint(
        tokens[max(0, place - _CLAUSE) : place]
    )


def unmasked(tokens: Sequence[str], verb: int, place: int, words: Words) -> bool:
    """Whether what was found is a crime and not the amount: "uncovered a fraud of $5"."""
    between = (words.nouns.get(token) for token in tokens[verb + 1 : place])
    return any(cue is not None and cue.role == "lost" for cue in between)


def caught_at(tokens: Sequence[str], verb: int) -> bool:
    """Whether someone is caught at what the verb tells: "was caught trying to smuggle $5"."""
    before = tokens[max(0, verb - 5) : verb]
    return not _CAUGHT.isdisjoint(before) and tokens[verb].endswith(("e", "g"))
