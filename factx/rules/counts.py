"""Counts of people: which number stands for how many were arrested, charged, killed, rescued ...

In go a parsed sentence, its numbers and what was found before; out come candidates. A number is tied to a trigger by
the words beside it or by the parse; lists and subsets lean on the count before them.
"""

from __future__ import annotations

from dataclasses import dataclass

from factx.rules.candidate import Candidate
from factx.rules.phrases import Chunk, chunk, climb
from factx.rules.places import place_of
from factx.rules.triggers import BE, HAVE, Trigger, find
from factx.rules.words import Word, groups, is_person
from factx.syntax import Parsed
from factx.values.span import Quantity

_BEFORE = frozenset(
    "the a an another these those his her their its our further additional also just only up some more than total of record "
    "estimated in all group as many at least other about around nearly almost over approximately roughly well both to "
    "combined whopping staggering".split()
)
_ADVERBS = frozenset(
    "later subsequently also reportedly allegedly already now still all both each so far initially formally critically "
    "seriously severely fatally believed confirmed pronounced reported previously recently since then either".split()
)
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight last this earlier early late overnight "
    "january february march april may june july august september october november december".split()
)
_REACH = frozenset("hit hits reach reached reaches top tops topped pass passes passed exceed exceeds exceeded number numbered total totaled totalled totals stand stands stood climb climbed climbs rise rose rises".split())
_LINKS = frozenset("to at of is was are were by".split()) | _REACH
_COUNTERS = frozenset("number total toll tally count figure".split())
_INCLUDING = frozenset(["including", "among", "amongst"])
_PREPOSITIONS = frozenset(["in", "from", "at", "across", "near", "around", "throughout"])


@dataclass(slots=True)
class Finding:
    """A chunk tied to a trigger's word, how, and at which token (None where it leans on another count)."""

    chunk: Chunk
    word: Word
    rule: str
    at: int | None = None


def find_counts(
    sentence: Parsed, quantities: list[Quantity], number: int, before: list[Word]
) -> tuple[list[Candidate], list[Word]]:
    """The counts of people in a sentence, and the words that counted the last of them.

    Args:
        sentence: parsed; `quantities` are its numbers in offsets of its text, sorted.
        number: of the sentence in the article.
        before: what the block's sentence before counted, for lists that lean on it.
    """
    triggers = find(sentence)
    chunks = [chunk(sentence, q) for q in quantities]
    found: dict[int, list[Finding]] = {}
    for n, c in enumerate(chunks):
        found[n] = _own(sentence, c, triggers)
    _lean(sentence, chunks, found, before)
    settled = [_settle(sentence, chunks[n], found[n]) for n in range(len(chunks))]
    last = next((s for s in reversed(settled) if s), [])
    return [_candidate(sentence, f, number, chunks) for s in settled for f in s], [f.word for f in last]


def _candidate(sentence: Parsed, f: Finding, number: int, chunks: list[Chunk]) -> Candidate:
    q, c = f.chunk.quantity, f.chunk
    end = sentence.ends[c.end - 1] if c.end > c.number + 1 else q.end
    traits = tuple(name for name, holds in (("definite", c.definite), ("more", c.more)) if holds)
    return Candidate(
        start=sentence.offset + q.start,
        end=sentence.offset + q.end,
        phrase_end=sentence.offset + max(end, q.end),
        sentence=number,
        kind=f.word.kind,
        role=f.word.role,
        rule=f"{f.word.kind}.{f.rule}" if f.word.role is None else f"{f.word.role}.{f.rule}",
        value=q.value,
        value_max=q.value_max,
        bound=q.bound,
        counted=c.noun(sentence),
        place=place_of(sentence, c, f.at, chunks),
        traits=traits,
    )


def _settle(sentence: Parsed, c: Chunk, findings: list[Finding]) -> list[Finding]:
    """One finding a kind and role; a noun that only names people gives way to what happened to them."""
    by_role: dict[tuple[str, str | None], Finding] = {}
    for f in findings:
        by_role.setdefault((f.word.kind, f.word.role), f)
    happened = [f for f in by_role.values() if f.rule != "noun" and f.word.role != "suspects"]
    if ("people", "victims") in by_role and ("people", "suspects") in by_role:
        del by_role[("people", "suspects")]
    if happened:
        for role in ("suspects", "charged", "victims"):
            f = by_role.get(("people", role))
            if f and (f.rule == "noun" or role == "suspects") and len(by_role) > 1:
                del by_role[("people", role)]
    result = list(by_role.values())
    if c.definite and all(f.rule == "noun" and f.word.role in ("suspects", "charged", "victims") for f in result):
        return []
    return result


# --- what a number is tied to by itself -------------------------------------------------------------------------


def _own(sentence: Parsed, c: Chunk, triggers: list[Trigger]) -> list[Finding]:
    found: list[Finding] = []
    noun = c.noun(sentence)
    person = is_person(noun, sentence.tags[c.head]) if noun is not None and c.head is not None else None
    for t in triggers:
        rule = _relation(sentence, c, t)
        if rule is None or not t.real:
            continue
        if rule != "noun" and not _may_count(c, t.word, noun, person):
            continue
        found.append(Finding(c, t.word, rule, t.start))
    found.extend(_counter(sentence, c, triggers, person))
    return found


def _may_count(c: Chunk, word: Word, noun: str | None, person: bool | None) -> bool:
    """Whether the counted noun can be the people of this trigger."""
    if c.owner and word.role != "victims":
        return False
    if person is False:
        return noun in ("lives",) and word.role == "killed"
    if noun is None:
        return not word.strict or word.mode in ("passive", "object", "nominal")
    return person is True or not word.strict


def _relation(sentence: Parsed, c: Chunk, t: Trigger) -> str | None:
    """Name of the way in which trigger ``t`` counts chunk ``c``, or None."""
    mode = t.word.mode
    if mode == "noun":
        return "noun" if c.head == t.start and not c.partitive else None
    if c.first <= t.start < c.end:
        return None
    if mode == "nominal":
        return "nominal" if _nominal(sentence, c, t) else None
    if mode == "adjective":
        return "adjective" if _adjective(sentence, c, t) else None
    if mode in ("object", "passive"):
        if mode == "object" and _left(sentence, c, t):
            return "active"
        if _right(sentence, c, t):
            return "passive"
        return _parse_object(sentence, c, t)
    return "subject" if _subject(sentence, c, t) else None


def _skip_back(sentence: Parsed, i: int) -> int:
    """From token ``i`` leftwards over determiners, adverbs and group nouns; the first other token."""
    steps = 0
    while i >= 0 and steps < 8 and (sentence.words[i] in _BEFORE or sentence.words[i] in groups() or sentence.tags[i] == "RB"):
        if sentence.words[i] == "of" and (i == 0 or sentence.words[i - 1] not in groups()):
            break
        if sentence.words[i] in ("to", "in", "about") and sentence.words[i + 1] not in ("all",):
            break
        i -= 1
        steps += 1
    return i


def _left(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "arrested [at least] 27 suspects", "Spain arrests 34"."""
    if t.passive or t.end > c.first:
        return False
    i = _skip_back(sentence, c.first - 1)
    if i == t.end - 1:
        return True
    # "arrested and charged 12 people"
    words = sentence.words
    return (
        t.end < len(words)
        and words[t.end] in ("and", "or", ",")
        and t.end < i <= t.end + 3
        and sentence.tags[i] in ("VBD", "VBN", "VB", "VBZ", "VBG", "VBP")
        and all(sentence.tags[k].startswith(("VB", "RB", "CC", ",")) for k in range(t.end, i + 1))
    )


def _right(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "27 members [of the gang] were arrested", "12 held", "19 individuals subsequently indicted"."""
    if t.start < c.end or t.word.form not in ("past", "part"):
        return False
    words, tags = sentence.words, sentence.tags
    i, aux = c.end, False
    while i < t.start:
        word = words[i]
        if word in BE or word in HAVE:
            aux = True
        elif not (word in _ADVERBS or tags[i].startswith("RB") or word in (",", "who", "that", "which")):
            if not _joined_verb(sentence, c.end, i, t):
                return False
            break
        i += 1
    return aux or not _has_object(sentence, t)


def _joined_verb(sentence: Parsed, start: int, i: int, t: Trigger) -> bool:
    """ "12 men were arrested and charged": the second verb shares the first one's people."""
    words, tags = sentence.words, sentence.tags
    if tags[i] not in ("VBN", "VBD") and words[i] not in ("arrested", "charged", "killed", "detained"):
        return False
    between = range(i + 1, t.start)
    joined = any(words[k] in ("and", "or", ",") for k in between)
    return joined and all(
        words[k] in ("and", "or", ",", "then", "later", "subsequently") or tags[k].startswith(("RB", "VBN", "VBD")) or words[k] in BE for k in between
    )


def _has_object(sentence: Parsed, t: Trigger) -> bool:
    """True where a verb form without auxiliary has an object of its own ("12 officers arrested the man")."""
    i = t.end
    if i >= len(sentence):
        return False
    word, tag = sentence.words[i], sentence.tags[i]
    if word in _TIMES:
        return False
    if any(sentence.heads[k] == t.start and sentence.deps[k] in ("dobj", "obj") for k in range(t.start + 1, len(sentence))):
        return tag.startswith(("DT", "PRP", "CD", "NN", "JJ")) or word in ("more", "at", "over", "about", "nearly")
    return tag.startswith(("PRP", "CD")) or word in ("the", "a", "an")


def _attached(sentence: Parsed, c: Chunk) -> int:
    """Token by which the parse ties the chunk to the rest, past coordination and apposition."""
    token = climb(sentence, c)
    for _ in range(5):
        dep, head = sentence.deps[token], sentence.heads[token]
        if dep in ("conj", "appos") and head != token and sentence.tags[head].startswith(("NN", "CD", "PRP")):
            token = head
        else:
            break
    return token


def _parse_object(sentence: Parsed, c: Chunk, t: Trigger) -> str | None:
    """The parse makes the chunk the object or the passive subject of the verb."""
    token, verb = _attached(sentence, c), t.start
    dep, head = sentence.deps[token], sentence.heads[token]
    direct = climb(sentence, c) == token
    rule = "parse" if direct else "parse-joined"
    chain = _verb_chain(sentence, verb)
    if dep == "nsubjpass" and head in chain:
        return rule
    if dep == "nsubj" and head == verb and t.word.form in ("past", "part") and not _has_object(sentence, t) and direct:
        return rule if t.passive or sentence.tags[verb] == "VBN" else None
    if t.word.mode == "object" and dep in ("dobj", "obj") and head in chain and not t.passive and abs(token - verb) < 14:
        return rule if direct or _no_verb_between(sentence, verb, c.first) else None
    if sentence.deps[verb] in ("acl", "relcl") and sentence.heads[verb] == token and t.word.form in ("past", "part"):
        if sentence.deps[verb] == "acl" or t.passive:
            return rule if not _has_object(sentence, t) else None
    return None


def _verb_chain(sentence: Parsed, verb: int) -> set[int]:
    """The verb and the verbs it is joined to, as long as none in between has a subject of its own."""
    chain = {verb}
    token = verb
    while sentence.deps[token] == "conj" and sentence.heads[token] != token:
        if any(sentence.heads[k] == token and sentence.deps[k].startswith("nsubj") for k in range(len(sentence))):
            break
        token = sentence.heads[token]
        chain.add(token)
    return chain


def _no_verb_between(sentence: Parsed, left: int, right: int) -> bool:
    return not any(sentence.tags[k] in ("VBD", "VBZ", "VBP", "MD") for k in range(left + 1, right))


def _subject(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "12 people died", "three others who pleaded guilty"."""
    words, tags = sentence.words, sentence.tags
    if t.start >= c.end and all(
        words[i] in BE or words[i] in HAVE or words[i] in _ADVERBS or tags[i].startswith("RB") or words[i] in (",", "who", "that")
        for i in range(c.end, t.start)
    ):
        return not t.passive
    token = _attached(sentence, c)
    if sentence.deps[token] == "nsubj" and sentence.heads[token] in _verb_chain(sentence, t.start):
        return not t.passive
    return sentence.deps[t.start] in ("acl", "relcl") and sentence.heads[t.start] == token and not t.passive


def _nominal(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "the arrest of 27 suspects", "charges against six men", "the guilty plea of one of them"."""
    if t.start >= c.first:
        return False
    words = sentence.words
    i = _skip_back(sentence, c.first - 1)
    links = ("against",) if t.word.first.startswith("charge") else ("of", "against", "by", "for", "from") if t.word.role == "convicted" else ("of", "against")
    if i < 0 or words[i] not in links:
        return False
    gap = 12 if words[i] == "against" else 6
    if i - t.end > gap:
        return False
    between = range(t.end, i)
    return not any(sentence.tags[k] in ("VBD", "VBZ", "VBP", "MD", "CD") or words[k] in (";", ".", "of", "against") and words[i] == "of" for k in between)


def _adjective(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "12 dead", "12 people were dead", "leaving nine people in custody"."""
    if t.start < c.end:
        return False
    return all(
        sentence.words[i] in BE or sentence.words[i] in ("remain", "remained", "remains") or sentence.words[i] in HAVE or sentence.tags[i].startswith("RB")
        for i in range(c.end, t.start)
    ) and t.start - c.end <= 4


def _counter(sentence: Parsed, c: Chunk, triggers: list[Trigger], person: bool | None) -> list[Finding]:
    """ "the death toll rose to 35", "the number of people detained to 232", "arrests hit 6,000", "claimed three lives"."""
    words = sentence.words
    found: list[Finding] = []
    if c.noun(sentence) == "lives":
        killed = next((w for w in _words_of("death") if w.role == "killed"), None)
        verb = words[_skip_back(sentence, c.first - 1)] if c.first else ""
        if killed and verb in ("claim", "claimed", "claims", "claiming", "cost", "took", "taken", "taking", "lost"):
            found.append(Finding(c, killed, "lives"))
        return found
    if person is False or (c.head is not None and person is None):
        return found
    i = c.first - 1
    while i >= 0 and words[i] in ("at", "least", "more", "than", "around", "about", "nearly"):
        i -= 1
    if i < 0 or words[i] not in _LINKS:
        return found
    left = max(0, i - 16)
    for k in range(i - 1, left - 1, -1):
        if words[k] in (";", ".", "but"):
            break
        if words[k] == "toll" and k and words[k - 1] in ("death", "deaths", "the", "official", "overall", "final", "confirmed"):
            found.append(Finding(c, next(w for w in _words_of("death") if w.role == "killed"), "toll"))
            break
        if words[k] in _COUNTERS and words[i] in _REACH | {"to", "at", "is", "was"}:
            inside = [t for t in triggers if k < t.start < i and t.real and t.word.mode != "subject"]
            if inside:
                found.append(Finding(c, inside[-1].word, "number-of"))
            break
    if not found and words[i] in _REACH or (words[i] in ("to", "at") and i and words[i - 1] in _REACH):
        verb = i if words[i] in _REACH else i - 1
        for t in triggers:
            if t.word.mode == "noun" and t.word.first.endswith("s") and verb - 3 <= t.start < verb:
                found.append(Finding(c, t.word, "reach"))
    return found


def _words_of(first: str) -> list[Word]:
    from factx.rules.words import triggers

    return [w for w in triggers()[first] if w.mode == "noun"]


# --- what leans on another count --------------------------------------------------------------------------------


def _lean(sentence: Parsed, chunks: list[Chunk], found: dict[int, list[Finding]], before: list[Word]) -> None:
    """Coordination, subsets and elliptic lists: a number without a trigger takes the one of its neighbour."""
    for n in range(len(chunks) - 1, 0, -1):
        if found[n] and not found[n - 1] and _coordinated(sentence, chunks[n - 1], chunks[n]) and _personal(sentence, chunks[n - 1]):
            shared = [f for f in found[n] if f.rule in ("passive", "parse", "subject", "parse-joined", "adjective")]
            if not _own_verb(sentence, chunks[n - 1]):
                found[n - 1] = [Finding(chunks[n - 1], f.word, "joined") for f in shared]
    for n in range(1, len(chunks)):
        if found[n]:
            continue
        source = [f for f in found[n - 1] if f.rule not in ("toll",)]
        if not source:
            continue
        if _leans(sentence, chunks[n - 1], chunks[n]):
            found[n] = [Finding(chunks[n], f.word, "list") for f in source]
    if chunks and before and not any(found.values()) and _elliptic(sentence, chunks[0]):
        found[0] = [Finding(chunks[0], w, "list") for w in before]
        for n in range(1, len(chunks)):
            if _leans(sentence, chunks[n - 1], chunks[n]) and found[n - 1]:
                found[n] = [Finding(chunks[n], f.word, "list") for f in found[n - 1]]


def _personal(sentence: Parsed, c: Chunk) -> bool:
    noun = c.noun(sentence)
    return noun is None or bool(is_person(noun, sentence.tags[c.head or 0]))


def _coordinated(sentence: Parsed, left: Chunk, right: Chunk) -> bool:
    """Only a comma or "and" stands between the two phrases."""
    between = sentence.words[left.end : right.first]
    return 0 < len(between) <= 4 and all(w in (",", "and", "&", "plus", "or", "a", "as", "well", "along", "with", "another") for w in between)


def _own_verb(sentence: Parsed, c: Chunk) -> bool:
    """True where the phrase is the subject of a finite verb."""
    token = climb(sentence, c)
    return sentence.deps[token].startswith("nsubj") and sentence.tags[sentence.heads[token]] in ("VBD", "VBZ", "VBP", "VBN", "VB")


def _leans(sentence: Parsed, left: Chunk, right: Chunk) -> bool:
    if not _personal(sentence, right):
        return False
    between = sentence.words[left.end : right.first]
    tags = sentence.tags[left.end : right.first]
    if _coordinated(sentence, left, right):
        return not _own_verb(sentence, right) or _own_verb(sentence, left)
    if "including" in between or ("among" in between and "them" in between) or ("of" in between and ("whom" in between or "them" in between)):
        k = max(i for i, w in enumerate(between) if w in ("including", "them", "whom"))
        return len(between) - k <= 4 and not _own_verb(sentence, right)
    if _elliptic(sentence, right):
        joined = any(w in (",", "and", ";", "while", "with", "another") for w in between)
        verbs = sum(1 for t in tags if t in ("VBD", "VBZ", "VBP", "MD"))
        return joined and verbs <= 1 and len(between) < 25
    return False


def _elliptic(sentence: Parsed, c: Chunk) -> bool:
    """ "42 in Germany", "two more in Spain", "and five others": no noun of its own, a place behind it."""
    words = sentence.words
    if c.head is not None and not c.more and not is_person(words[c.head]):
        return False
    if c.head is not None and not c.more:
        return False
    if c.end >= len(words):
        return c.more
    if words[c.end] in _PREPOSITIONS and c.end + 1 < len(words):
        following = c.end + 1
        while following < len(words) - 1 and words[following] in ("the", "northern", "southern", "eastern", "western"):
            following += 1
        return sentence.tags[following].startswith("NNP") or c.more
    return c.more and words[c.end] in (",", ".", "and", ";", "for", "on")
