"""Numbers that lean on another count: coordination, subsets, comparisons, elliptic lists, items under a leading line.

A number without a trigger of its own takes the one of its neighbour, of the sentence before, or of the line that
introduces the list.
"""

from __future__ import annotations

from collections.abc import Iterable

from factx.rules.around import after_place, finite_among, own_verb, past_joined
from factx.rules.finding import Finding
from factx.rules.no_counts import counts_nobody, counts_people, personal
from factx.rules.phrases import Chunk, climb
from factx.rules.triggers import BE, HAVE, Trigger, find
from factx.rules.words import Vocabulary, Word, listed
from factx.syntax import Parsed

_SHARED = frozenset(["passive", "parse", "subject", "parse-joined", "adjective", "among", "joined"])
_COUNTERS = listed("ties", "counters")
_JOINERS = listed("ties", "joiners")
_ITEM_MARKS = listed("ties", "item_marks")
_PREPOSITIONS = listed("ties", "prepositions")
_ELLIPTIC_AFTER = listed("ties", "elliptic_after") | _PREPOSITIONS
_ELLIPTIC_BEFORE = listed("ties", "elliptic_before")
_MORE = listed("phrases", "more")
_MORE_AFTER = listed("ties", "more_after")
_FATES = listed("ties", "fates")
_TIMES = listed("phrases", "times") | frozenset(["day", "morning", "night", "evening", "afternoon", "weekend"])
_STILL = BE | HAVE | listed("ties", "remain") | frozenset(["reported", "listed", "feared", "and"])
# What stands before one more thing of a list, and tokens between it and the last one that counts, at most.
_ENUMERATING = frozenset([",", "and", "&", "plus", ";", "including"])
_LIST_GAP = 30
# Tokens between a count and one that leans on it, at most.
_GAP = 25


def leads(sentence: Parsed, words: Vocabulary) -> list[Word]:
    """What a line that ends in a colon says of the items under it ("Police arrested the following:")."""
    if not sentence.words or sentence.words[-1] != ":":
        return []
    happened = [
        t.word
        for t in find(sentence, words)
        if t.real and t.word.strict < 2 and (t.word.mode == "noun" or sentence.tags[t.start].startswith("VB"))
    ]
    return [w for w in happened if w.role != "suspects"][-1:]


def opens_item(sentence: Parsed, c: Chunk) -> bool:
    """True where the number opens a list item, past a date or a name ("May 2021 \u2013 two brokers", "Spain: 12")."""
    before = sentence.words[: c.first]
    return (
        len(before) <= 6
        and (not before or before[-1] in (":", "-", "\u2013", "\u2014", "("))
        and (counts_people(sentence, c) is True or before[-1:] == [":"])
        and personal(sentence, c)
        and not counts_nobody(sentence, c)
    )


def lean(
    sentence: Parsed, chunks: list[Chunk], found: list[list[Finding]], triggers: list[Trigger], before: list[Finding]
) -> None:
    """Give each of ``chunks`` that leans on another count what it counts, in ``found`` (one list a chunk)."""
    telling = [n for n, c in enumerate(chunks) if not counts_nobody(sentence, c)]
    chunks, indices = [chunks[n] for n in telling], telling
    told = [found[n] for n in telling]
    _lean(sentence, chunks, told, triggers, before)
    for n, findings in zip(indices, told, strict=True):
        found[n] = findings


def _lean(
    sentence: Parsed, chunks: list[Chunk], found: list[list[Finding]], triggers: list[Trigger], before: list[Finding]
) -> None:
    for n in range(len(chunks) - 1, 0, -1):
        left, right = chunks[n - 1], chunks[n]
        if not found[n] or found[n - 1] or not _coordinated(sentence, left, right):
            continue
        apart = own_verb(sentence, left) and sentence.heads[climb(sentence, left)] < right.end
        if personal(sentence, left) and not apart and not _elsewhere(sentence, left, right):
            found[n - 1] = _as(left, (f for f in found[n] if f.rule in _SHARED), "joined")
    for n, c in enumerate(chunks[:-1]):
        if not found[n] and _among(sentence, c, chunks[n + 1]):
            found[n] = _as(c, (f for f in found[n + 1] if f.rule in _SHARED), "among")
    for n, c in enumerate(chunks):
        if found[n]:
            if n and _only_suspects(found[n]) and (_coordinated(sentence, chunks[n - 1], c) or _added(sentence, c)):
                found[n] = _as(c, found[n - 1], "list") or found[n]
        else:
            found[n] = _leaning(sentence, chunks, found, n, triggers, before)


def _leaning(
    sentence: Parsed,
    chunks: list[Chunk],
    found: list[list[Finding]],
    n: int,
    triggers: list[Trigger],
    before: list[Finding],
) -> list[Finding]:
    """What chunk ``n``, which has no trigger of its own, takes from those before it."""
    c = chunks[n]
    earlier = next((found[k] for k in range(n - 1, -1, -1) if found[k]), [])
    if _bringing_total(sentence, c) and (earlier or before):
        return _as(c, earlier or before, "total")
    if n and found[n - 1] and _converts(sentence, chunks[n - 1], c):
        return _as(c, found[n - 1], "converted", found[n - 1][0])
    if c.thing is not None and (k := _enumerated(sentence, chunks, found, n)) is not None:
        return _as(c, found[k], "list", found[k][0])
    if earlier and _added(sentence, c) and counts_people(sentence, c) is True:
        return _as(c, (f for f in earlier if f.rule in _SHARED or f.word.mode != "noun"), "list")
    if n and found[n - 1]:
        if c.noun(sentence) == "them" and _only_suspects(found[n - 1]):
            return []
        return _as(c, found[n - 1], "list", found[n - 1][0]) if _leans(sentence, chunks[n - 1], c) else []
    named = any(chunks[k].head is not None for k in range(n))
    if not earlier and not named and _elliptic(sentence, c, n == 0):
        return _as(c, _last_done(c, triggers) or before, "list")
    partly = n == 0 and (c.noun(sentence) == "them" or _opens_with_some(sentence, c))
    return _as(c, before, "list") if partly else []


def _opens_with_some(sentence: Parsed, c: Chunk) -> bool:
    """ "Among them were nine women": the sentence goes on about the people of the one before."""
    opening = sentence.words[: c.first]
    if opening[:2] not in (["among", "them"], ["among", "these"], ["among", "those"]) or c.first > 5:
        return False
    return opening[-1:] in (["were"], ["are"], ["was"], ["is"]) and counts_people(sentence, c) is True


def _as(c: Chunk, source: Iterable[Finding | Word], rule: str, whole: Finding | None = None) -> list[Finding]:
    """The words of ``source`` as findings of chunk ``c``, a part of ``whole`` where that is given."""
    found = []
    for s in source:
        if isinstance(s, Finding) and c.head is None and c.thing is None and s.chunk.thing is not None:
            c.thing = s.chunk.thing
            c.unit = c.unit or (s.chunk.unit and (s.chunk.unit[0], c.quantity.end))
        found.append(Finding(c, s if isinstance(s, Word) else s.word, rule, whole=whole))
    return found


def _only_suspects(findings: list[Finding]) -> bool:
    """True where the noun "suspects" alone counts."""
    return all(f.rule == "noun" and f.word.role == "suspects" for f in findings)


def _converts(sentence: Parsed, left: Chunk, right: Chunk) -> bool:
    """ "400 kg (880 lb) of cocaine"."""
    bracketed = left.first < right.first < left.end and sentence.words[right.first - 1] == "("
    return bracketed and left.unit is not None and right.unit is not None


def _enumerated(sentence: Parsed, chunks: list[Chunk], found: list[list[Finding]], n: int) -> int | None:
    """ "seized 40 phones, a car, $20,000 in cash and 12 laptops": number of the chunk whose list goes on in ``n``."""
    right = chunks[n]
    k = next((k for k in range(n - 1, -1, -1) if found[k]), None)
    if k is None or sentence.words[right.first - 1] not in _ENUMERATING or right.first - chunks[k].end > _LIST_GAP:
        return None
    between = range(chunks[k].end, right.first)
    if any(sentence.tags[i].startswith(("VB", "MD")) and sentence.words[i] != "including" for i in between):
        return None
    return None if own_verb(sentence, right) and not own_verb(sentence, chunks[k]) else k


def _elsewhere(sentence: Parsed, left: Chunk, right: Chunk) -> bool:
    """ "felt by 500 villagers, and two looters were arrested": the left phrase belongs to another verb."""
    token = climb(sentence, left)
    governed = sentence.deps[token] in ("dobj", "pobj") and sentence.heads[token] < left.first
    return governed and own_verb(sentence, right) and "," in sentence.words[left.end : right.first]


def _among(sentence: Parsed, left: Chunk, right: Chunk) -> bool:
    """ "five students were among [the] 20 passengers killed": the left people are some of the right ones."""
    between = sentence.words[left.end : right.first]
    told = between[:1] and between[0] in BE and between[1:] in (["among"], ["among", "the"], ["among", "some"])
    return bool(told) and personal(sentence, left) and left.head is not None


def _last_done(c: Chunk, triggers: list[Trigger]) -> list[Word]:
    """The last verb before the chunk of which people are the object."""
    done = [
        t.word
        for t in triggers
        if t.real
        and not t.word.missing
        and t.end <= c.first
        and t.word.has("part")
        and (t.word.strict < 2 or t.word.first == "caught")
    ]
    return done[-1:]


def _thing(sentence: Parsed, c: Chunk) -> bool:
    return c.head is not None and counts_people(sentence, c) is not True


def _bringing_total(sentence: Parsed, c: Chunk) -> bool:
    """ "bringing the total to 61"."""
    before = sentence.words[max(0, c.first - 6) : c.first]
    counter = next((k for k in range(len(before) - 1, -1, -1) if before[k] in _COUNTERS), None)
    if (
        before[-1:] != ["to"]
        or counter is None
        or not any(w.startswith(("bring", "brought", "tak", "took")) for w in before)
    ):
        return False
    named = before[counter + 1 : -1]
    return (
        not named
        or named[0] in ("of", "to", "so", "now")
        or any(c.words.counts(w, "NNS") or w in c.words.triggers for w in named)
    )


def _coordinated(sentence: Parsed, left: Chunk, right: Chunk) -> bool:
    """Only a comma or "and" stands between the two phrases."""
    between = sentence.words[left.end : right.first]
    return 0 < len(between) <= 4 and all(w in _JOINERS for w in between)


def _added(sentence: Parsed, c: Chunk) -> bool:
    """ "..., plus two suspects", "along with three men"."""
    before = sentence.words[max(0, c.first - 3) : c.first]
    return (
        before[-1:] == ["plus"]
        or before[-2:] in (["along", "with"], ["together", "with"])
        or before == ["as", "well", "as"]
    )


def _leans(sentence: Parsed, left: Chunk, right: Chunk) -> bool:
    """Whether the count of ``left`` goes on in ``right``: coordination, subset, comparison, elliptic list."""
    if right.noun(sentence) in ("them", "whom"):
        return not own_verb(sentence, right) or sentence.words[right.end : right.end + 1] in (["are"], ["were"], ["is"])
    if _of_those(sentence, right):
        return True
    if not personal(sentence, right) or "missing" in sentence.words[right.number : right.end]:
        return False
    if _fared_otherwise(sentence, right):
        return False
    if counts_nobody(sentence, right):
        return False
    between = sentence.words[left.end : right.first]
    if _coordinated(sentence, left, right):
        return not own_verb(sentence, right) or own_verb(sentence, left)
    if _parallel(sentence, left, right):
        return True
    members = [i for i, w in enumerate(between) if w in ("including", "comprising", "them", "whom")]
    if members and any(w in ("including", "comprising", "among", "of") for w in between):
        last = left.end + members[-1]
        joined = past_joined(sentence, right, right.first - 1) == last
        near = (len(between) - members[-1] <= 4 or joined) and not own_verb(sentence, right)
        # Things stand in lists of their own: "12 accounts were blocked and phones seized, including 9 tablets".
        return near and (right.words.things is None or finite_among(sentence, range(left.end, right.first)) < 2)
    if right.head is None and (_compared(between) or (between[-1:] == ["against"] and _year(sentence, right.end))):
        return True
    if len(between) >= _GAP or not _elliptic(sentence, right, False):
        return False
    joined = any(w in _ITEM_MARKS for w in between)
    return joined and finite_among(sentence, range(left.end, right.first)) <= 1


def _fared_otherwise(sentence: Parsed, c: Chunk) -> bool:
    """ "the toll rose to 60, with 292 people [still missing]"."""
    i = c.end
    if any(w in _FATES for w in sentence.words[c.number + 1 : c.end]):
        return True
    while i < len(sentence) and (sentence.tags[i].startswith("RB") or sentence.words[i] in _STILL):
        i += 1
    return sentence.words[i : i + 1] != [] and sentence.words[i] in _FATES


def _of_those(sentence: Parsed, c: Chunk) -> bool:
    """ "Of the 162 people killed last year, 41 were motorcyclists"."""
    before = sentence.words[c.first - 1 : c.first]
    opened = sentence.words[:1] == ["of"] and c.head is None and before == [","]
    return (
        opened
        and sentence.words[c.end : c.end + 1] in (["were"], ["are"])
        and "VBN" not in sentence.tags[c.end + 1 : c.end + 4]
    )


def _year(sentence: Parsed, i: int) -> bool:
    """ "against 38 [the year before]", "against 38 [in 2018]"."""
    after = sentence.words[i : i + 2]
    return after in (["the", "year"], ["a", "year"], ["the", "previous"], ["last", "year"], ["the", "month"]) or (
        after[:1] == ["in"] and sentence.tags[i + 1 : i + 2] == ["CD"]
    )


def _compared(between: list[str]) -> bool:
    """ "compared with 13 in 2019", "up from 275 the year before"."""
    pairs = (
        ["compared", "with"],
        ["compared", "to"],
        ["up", "from"],
        ["down", "from"],
        ["against", "just"],
        ["rise", "from"],
        ["drop", "from"],
        ["increase", "from"],
        ["decrease", "from"],
    )
    return between[-2:] in pairs or between[-1:] == ["versus"]


def _elliptic(sentence: Parsed, c: Chunk, opens: bool) -> bool:
    """ "42 in Germany", "one with arson", "five on Tuesday", "two more in Spain", ", Belgium three".

    Args:
        opens: no other number stands before it in the sentence; then "one with arson" says nothing.
    """
    words = sentence.words
    if c.head is not None and not (c.more and c.names_counted(sentence)):
        return False
    after = words[c.end] if c.end < len(words) else "."
    before = words[c.first - 1] if c.first else ","
    opener = c.first - 1 - (before in _MORE)
    if (
        opener >= 0
        and sentence.tags[opener].startswith("VB")
        and sentence.words[opener] not in ("including", "were", "are")
    ):
        return False
    if c.head is not None and _of_noun(sentence, c.first):
        return False
    if (
        after == "elsewhere"
        or (c.more and (after in _MORE_AFTER or _then(sentence, c.end)))
        or (after_place(sentence, c) is not None and not opens)
    ):
        return True
    if after not in _ELLIPTIC_AFTER or before not in _ELLIPTIC_BEFORE or c.end + 1 >= len(words):
        return False
    return _what_for(sentence, c.end, opens)


def _then(sentence: Parsed, i: int) -> bool:
    """ "another eight [the next day]", "another four [this week]"."""
    said = sentence.words[i : i + 3]
    if said[:1] == ["the"] and said[1:2] in (["next"], ["following"], ["same"], ["previous"]):
        said = said[1:]
    elif said[:1] not in (["last"], ["this"]):
        return False
    return said[1:2] != [] and said[1] in _TIMES


def _parallel(sentence: Parsed, left: Chunk, right: Chunk) -> bool:
    """ "210 people in May, 305 people in June and 380 people in July": the same done to each."""
    words, tags = sentence.words, sentence.tags
    link = words[left.end : left.end + 1]
    if link not in (["in"], ["on"], ["at"], ["from"], ["near"]) or words[right.end : right.end + 1] != link:
        return False
    between = range(left.end + 1, right.first)
    named = between and tags[between[0]].startswith(("NNP", "CD")) and right.end + 1 < len(words)
    small = all(tags[k].startswith(("NNP", "CC", ",", "DT", "JJ")) for k in between)
    return bool(named) and small and tags[right.end + 1].startswith(("NNP", "CD")) and not own_verb(sentence, right)


def _of_noun(sentence: Parsed, i: int) -> bool:
    """ "the hiring of [an additional] 30,000 officers": what stands before token ``i`` is the "of" of a noun."""
    while i and (sentence.words[i - 1] in _MORE or sentence.tags[i - 1] == "DT"):
        i -= 1
    return i > 1 and sentence.words[i - 1] == "of" and sentence.tags[i - 2].startswith("NN")


def _what_for(sentence: Parsed, i: int, opens: bool) -> bool:
    """Whether the words behind the preposition at token ``i`` can say where, when or what for."""
    words, tags = sentence.words, sentence.tags
    following = i + 1
    while following < len(words) - 1 and (words[following] == "the" or tags[following] == "JJ"):
        following += 1
    if words[i] == "at":
        return tags[following].startswith("NN")
    if words[i] == "on" or words[i] in _PREPOSITIONS:
        return tags[following].startswith("NNP")
    return not opens
