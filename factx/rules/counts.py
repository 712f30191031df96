"""Counts of people: which number stands for how many were arrested, charged, killed, rescued ...

In go a parsed sentence, its numbers and what was found before; out come candidates. A number is tied to a trigger by
the words beside it or by the parse; lists and subsets lean on the count before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from factx.rules.candidate import Candidate
from factx.rules.exposed import exposed
from factx.rules.phrases import Chunk, chunk, climb
from factx.rules.places import place_of
from factx.rules.triggers import BE, HAVE, Trigger, find
from factx.rules.words import Word, groups, is_person
from factx.rules.words import triggers as triggers_by_word
from factx.syntax import Parsed
from factx.values.span import Quantity

_DECIMAL = re.compile(r"\d+\.\d+")
_BEFORE = frozenset(
    ["the", "a", "an", "another", "these", "those", "his", "her", "their", "its", "our", "further", "additional", "also", "just", "only", "total", "of", "record", "group", "other", "both", "all", "combined", "whopping", "staggering"]
)
_ADVERBS = frozenset(
    ["later", "subsequently", "also", "reportedly", "allegedly", "already", "now", "still", "all", "both", "each", "so", "far", "initially", "formally", "critically", "seriously", "severely", "fatally", "believed", "confirmed", "pronounced", "reported", "previously", "recently", "since", "then", "either"]
)
_TIMES = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tonight", "last", "this", "earlier", "early", "late", "overnight", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
)
_REACH = frozenset(
    ["near", "nears", "neared", "nearing", "hit", "hits", "reach", "reached", "reaches", "top", "tops", "topped", "pass", "passes", "passed", "exceed", "exceeds", "exceeded", "number", "numbered", "total", "totaled", "totalled", "totals", "stand", "stands", "stood", "climb", "climbed", "climbs", "rise", "rose", "rises"]
)
_LINKS = frozenset(["to", "at", "of", "is", "was", "are", "were", "by"]) | _REACH
_CLAIMS = frozenset(["claim", "claimed", "claims", "claiming", "cost", "costs", "took", "taken", "taking", "takes", "lost"])
_COUNTERS = frozenset(["number", "total", "toll", "tally", "count", "figure"])
_INCLUDE_VERBS = frozenset(["include", "includes", "included", "are", "were", "is", "was"])
_INCLUDING = frozenset(["including", "among", "amongst"])
_PREPOSITIONS = frozenset(["in", "from", "at", "across", "near", "around", "throughout"])


@dataclass(slots=True)
class Finding:
    """A chunk tied to a trigger's word, how, and at which token (None where it leans on another count)."""

    chunk: Chunk
    word: Word
    rule: str
    at: int | None = None


def leads(sentence: Parsed) -> list[Word]:
    """What a line that ends in a colon says of the items under it ("Police arrested the following:")."""
    if not sentence.words or sentence.words[-1] != ":":
        return []
    happened = [
        t.word
        for t in find(sentence)
        if t.real and t.word.strict < 2 and (t.word.mode == "noun" or sentence.tags[t.start].startswith("VB"))
    ]
    return [w for w in happened if w.role != "suspects"][-1:]


def find_counts(
    sentence: Parsed, quantities: list[Quantity], number: int, before: list[Word], lead: list[Word] | None = None
) -> tuple[list[Candidate], list[Word]]:
    """The counts of people in a sentence, and the words that counted the last of them.

    Args:
        sentence: parsed; `quantities` are its numbers in offsets of its text, sorted.
        number: of the sentence in the article.
        lead: what the line that introduces the list counts, where the sentence is an item of a list.
        before: what the block's sentence before counted, for lists that lean on it.
    """
    triggers = find(sentence)
    chunks = [chunk(sentence, q) for q in quantities]
    found: dict[int, list[Finding]] = {}
    for n, c in enumerate(chunks):
        found[n] = _own(sentence, c, triggers)
    _lean(sentence, chunks, found, triggers, before)
    if lead and chunks and not any(found.values()) and _opens_item(sentence, chunks[0]):
        found[0] = [Finding(chunks[0], w, "item") for w in lead]
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
        key = (f.word.kind, f.word.role)
        if key not in by_role or by_role[key].rule == "noun":
            by_role[key] = f
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
    if _no_count(sentence, c):
        return found
    noun = c.noun(sentence)
    person = _person(sentence, c)
    for t in triggers:
        rule = _relation(sentence, c, t)
        if rule is None or not t.real or (rule == "passive" and _one_of_many(sentence, c, t)):
            continue
        if rule != "noun" and not _may_count(c, t.word, noun, person):
            continue
        if _spared(sentence, c, t):
            continue
        if t.word.missing and "missing" not in sentence.words[c.number : c.end]:
            continue
        found.append(Finding(c, t.word, rule, t.start))
    found.extend(_counter(sentence, c, triggers, person))
    found.extend(_among(sentence, c, triggers))
    if noun == "bodies" and any(
        w in ("recovered", "found", "pulled", "retrieved", "discovered") for w in sentence.words
    ):
        found.append(Finding(c, _killed(), "bodies"))
    if person and exposed(sentence, c):
        found.append(Finding(c, next(w for w in triggers_by_word()["victim"] if w.mode == "noun"), "data"))
    return found


def _no_count(sentence: Parsed, c: Chunk) -> bool:
    """Numbers that count nobody: "92-count", "LockBit 2.0", "Smith, 38, was", "children under five", "ranging in age from"."""
    q, words = c.quantity, sentence.words
    if sentence.text[q.end : q.end + 1] == "-" or _DECIMAL.fullmatch(sentence.text[q.start : q.end]):
        return True
    if c.head is not None:
        return False
    before = words[max(0, c.first - 4) : c.first]
    if before[-1:] in (["under"], ["over"], ["age"], ["aged"]) or "aged" in before or "age" in before:
        return True
    named = (
        c.first > 1
        and words[c.first - 1] == ","
        and (sentence.tags[c.first - 2] in ("NNP", "NNPS", "''") or words[c.first - 2] in ('"', ")"))
    )
    quoted = c.first > 1 and words[c.first - 1] in ('"', "''") and words[c.first - 2] == ","
    after = words[c.end] if c.end < len(words) else "."
    return (
        q.form == "digits"
        and q.value < 110
        and (named or quoted)
        and after in (",", "\u2013", "-", "(", ";", ".", "and", ":")
    )


def _person(sentence: Parsed, c: Chunk) -> bool | None:
    """Whether what the chunk counts is people; None where it cannot be told or nothing is named."""
    noun = c.noun(sentence)
    if noun is None or c.head is None:
        return None
    return (
        True
        if noun in ("them", "whom", "us", "those", "others") or c.substantive
        else is_person(noun, sentence.tags[c.head])
    )


def _one_of_many(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "one of seven suspects arrested": the seven are counted, not the one."""
    following = c.number + 2
    bare = (
        sentence.words[c.number + 1 : following] == ["of"]
        and following < len(sentence)
        and sentence.tags[following] == "CD"
    )
    return bare and not any(w in BE or w in HAVE for w in sentence.words[c.end : t.start])


def _spared(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "saved 300 people from calling": kept from doing something, not rescued."""
    after = sentence.words[c.end : c.end + 2]
    return t.word.first.startswith("sav") and after[:1] == ["from"] and sentence.tags[c.end + 1 : c.end + 2] == ["VBG"]


def _may_count(c: Chunk, word: Word, noun: str | None, person: bool | None) -> bool:
    """Whether the counted noun can be the people of this trigger."""
    if c.owner and word.role != "victims":
        return False
    if person is False:
        return noun in ("lives",) and word.role == "killed"
    if noun is None:
        return word.strict < 2 and not (word.strict and c.quantity.form == "zero")
    return person is True or not word.strict


def _relation(sentence: Parsed, c: Chunk, t: Trigger) -> str | None:
    """Name of the way in which trigger ``t`` counts chunk ``c``, or None."""
    mode = t.word.mode
    if mode == "noun":
        return "noun" if c.head == t.start and not c.partitive and not _of_number(sentence, t.end) else None
    if c.first <= t.start < c.end:
        return "modifier" if _modifier(c, t) else None
    if mode == "nominal":
        return "nominal" if _nominal(sentence, c, t) else None
    if mode == "adjective":
        return "adjective" if _adjective(sentence, c, t) else None
    if mode in ("object", "passive"):
        if mode == "object" and _left(sentence, c, t):
            return "active"
        if _right(sentence, c, t) or _far_right(sentence, c, t):
            return "passive"
        if _together(sentence, c, t):
            return "together"
        if _predicate(sentence, c, t):
            return "predicate"
        return _parse_object(sentence, c, t)
    return "subject" if _subject(sentence, c, t) else None


def _of_number(sentence: Parsed, i: int) -> bool:
    """ "the 2025 arrests of five men": the number before the noun is a year."""
    return sentence.words[i : i + 1] == ["of"] and sentence.tags[i + 1 : i + 2] == ["CD"]


def _modifier(c: Chunk, t: Trigger) -> bool:
    """ "the 19 injured passengers", "four of the arrested men"."""
    described = t.word.kind == "arrests" or t.word.role in ("injured", "killed", "rescued")
    if c.substantive and t.start == c.head:
        return t.word.has("part") or t.word.mode == "adjective"
    inside = c.head is not None and c.number < t.start < c.head
    return inside and described and t.word.mode == "object" and t.word.has("part") and t.word.strict < 2


def _skip_back(sentence: Parsed, i: int) -> int:
    """From token ``i`` leftwards over determiners, adverbs and group nouns; the first other token."""
    steps = 0
    while (
        i >= 0
        and steps < 8
        and (sentence.words[i] in _BEFORE or sentence.words[i] in groups() or sentence.tags[i] == "RB")
    ):
        if sentence.words[i] == "of" and (i == 0 or sentence.words[i - 1] not in groups()):
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
    if t.start < c.end or not t.word.has("past", "part"):
        return False
    words, tags = sentence.words, sentence.tags
    i, aux = _past_adjunct(sentence, c), False
    if _inner(sentence, c):
        return t.start == c.end and not _has_object(sentence, t)
    if words[i] == "," and words[i + 1] not in ("who", "that", "which", "all", "both"):
        return False
    while i < t.start:
        word = words[i]
        if word in BE or word in HAVE:
            aux = True
        elif not (word in _ADVERBS or tags[i].startswith("RB") or word in (",", "who", "that", "which")):
            if not _joined_verb(sentence, c.end, i, t):
                return False
            break
        i += 1
    return (aux and not _other_object(sentence, c, t)) or (not aux and not _has_object(sentence, t))


def _far_right(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "three individuals believed to be affiliates were apprehended": a plural verb past a modifier without commas."""
    words, tags = sentence.words, sentence.tags
    if not t.passive or not c.end < t.start <= c.end + 16 or _inner(sentence, c) or not _opens_phrase(sentence, c):
        return False
    i = t.start - 1
    while i > c.end and (tags[i].startswith("RB") or words[i] in _ADVERBS or words[i] == "been"):
        i -= 1
    if words[i] not in ("were", "are", "have") or (c.quantity.value == 1):
        return False
    between = range(c.end, i)
    starts = tags[c.end] in ("VBN", "VBG", "IN", "VBD") or words[c.end] == "who"
    finite = sum(1 for k in between if tags[k] in ("VBD", "VBZ", "VBP", "MD"))
    allowed = 1 if words[c.end] == "who" or tags[c.end] == "VBD" else 0
    return (
        starts
        and finite <= allowed
        and not any(words[k] in (",", ";", ".", "and", "but", "that", "which", "when", "after") for k in between)
    )


def _opens_phrase(sentence: Parsed, c: Chunk) -> bool:
    """True where no preposition or verb stands before the phrase."""
    i = c.first - 1
    while i >= 0 and sentence.words[i] in _BEFORE:
        i -= 1
    return (
        i < 0
        or (sentence.words[i] in (",", '"', "that", "and", "said", ":", ";", "-", "\u2013", "''", "``", "of")
        and (sentence.words[i] != "of" or sentence.words[i - 1] in groups()))
    )


def _past_adjunct(sentence: Parsed, c: Chunk) -> int:
    """Past "in all", "in total"."""
    return c.end + 2 if sentence.words[c.end : c.end + 2] in (["in", "all"], ["in", "total"]) else c.end


def _inner(sentence: Parsed, c: Chunk) -> bool:
    """ "six of the fifteen", "members of one family": a number inside the "of" of another noun."""
    i = c.first - 1
    while i >= 0 and sentence.words[i] in ("the", "these", "those", "all"):
        i -= 1
    return (
        i > 0
        and sentence.words[i] == "of"
        and sentence.words[i - 1] not in groups()
        and not sentence.words[i - 1].startswith("total")
    )


def _other_object(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """True where the phrase is the object of another verb or preposition ("a man who owned 14 shops was arrested")."""
    token = climb(sentence, c)
    dep, head = sentence.deps[token], sentence.heads[token]
    if dep == "pobj":
        return sentence.words[head] not in ("of", "with", "including", "among", "than", "as", "by")
    return dep == "dobj" and head < c.first and sentence.tags[head] in ("VBD", "VBZ", "VBP", "VBN", "VBG")


def _together(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "was arrested with three aides", "was charged along with two others"."""
    if not t.passive or t.end > c.first or c.head is None or not is_person(sentence.words[c.head]):
        return False
    i = _skip_back(sentence, c.first - 1)
    if sentence.words[i] not in ("with", "alongside") or not t.end <= i <= t.end + 5:
        return False
    joined = sentence.words[i] == "alongside" or i <= t.end + 1
    return joined and sentence.words[i - 1] != "," and _no_verb_between(sentence, t.end, i)


def _predicate(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "Those arrested include two officers", "among the dead were three children"."""
    if not t.word.has("part") or t.passive or t.end > c.first:
        return False
    i = _skip_back(sentence, c.first - 1)
    if sentence.words[i] not in _INCLUDE_VERBS or i - t.start > 8 or i < t.start:
        return False
    between = range(t.end, i)
    opener = sentence.words[max(0, t.start - 2) : t.start]
    if c.head is None or any(w in ("youngest", "oldest", "eldest", "average") for w in sentence.words[: t.start]):
        return False
    return any(w in ("the", "those", "people", "among", "suspects", "persons") for w in opener) and not any(
        sentence.tags[k] in ("VBD", "VBZ", "VBP", "MD") for k in between
    )


def _joined_verb(sentence: Parsed, start: int, i: int, t: Trigger) -> bool:
    """ "12 men were arrested and charged": the second verb shares the first one's people."""
    words, tags = sentence.words, sentence.tags
    if tags[i] not in ("VBN", "VBD") and words[i] not in ("arrested", "charged", "killed", "detained"):
        return False
    between = range(i + 1, t.start)
    joined = any(words[k] in ("and", "or", ",") for k in between)
    return joined and all(
        words[k] in ("and", "or", ",", "then", "later", "subsequently")
        or tags[k].startswith(("RB", "VBN", "VBD"))
        or words[k] in BE
        for k in between
    )


def _has_object(sentence: Parsed, t: Trigger) -> bool:
    """True where a verb form without auxiliary has an object of its own ("12 officers arrested the man")."""
    i = t.end
    if i >= len(sentence):
        return False
    word, tag = sentence.words[i], sentence.tags[i]
    if word in _TIMES:
        return False
    if any(
        sentence.heads[k] == t.start and sentence.deps[k] in ("dobj", "obj") for k in range(t.start + 1, len(sentence))
    ):
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
    if dep == "nsubj" and head == verb and t.word.has("past", "part") and not _has_object(sentence, t) and direct:
        return rule if t.passive or sentence.tags[verb] == "VBN" else None
    if (
        t.word.mode == "object"
        and dep in ("dobj", "obj")
        and head in chain
        and not t.passive
        and verb < token < verb + 14
    ):
        return rule if direct or _no_verb_between(sentence, verb, c.first) else None
    if sentence.deps[verb] in ("acl", "relcl") and sentence.heads[verb] == token and t.word.has("past", "part"):
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
        words[i] in BE
        or words[i] in HAVE
        or words[i] in _ADVERBS
        or tags[i].startswith("RB")
        or words[i] in (",", "who", "that")
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
    links = (
        ("against",)
        if t.word.first.startswith("charge")
        else ("of", "against", "by", "for", "from")
        if t.word.role == "convicted"
        else ("of", "against")
    )
    if i < 0 or words[i] not in links:
        return False
    gap = 12 if words[i] == "against" else 6
    if i - t.end > gap:
        return False
    between = range(t.end, i)
    if words[i] == "against":
        return not any(sentence.tags[k] == "CD" or words[k] in (";", ".", ",") for k in between)
    return not any(
        sentence.tags[k] in ("VBD", "VBZ", "VBP", "MD", "CD") or words[k] in (";", ".", "of") for k in between
    )


def _adjective(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "12 dead", "12 people were dead", "leaving nine people in custody"."""
    if t.start < c.end:
        return False
    return (
        all(
            sentence.words[i] in BE
            or sentence.words[i] in ("remain", "remained", "remains")
            or sentence.words[i] in HAVE
            or sentence.tags[i].startswith("RB")
            for i in range(c.end, t.start)
        )
        and t.start - c.end <= 4
    )


def _counter(sentence: Parsed, c: Chunk, triggers: list[Trigger], person: bool | None) -> list[Finding]:
    """ "the death toll rose to 35", "the number of people detained to 232", "arrests hit 6,000", "claimed three lives"."""
    words = sentence.words
    if _cost_lives(sentence, c, person):
        return [Finding(c, _killed(), "lives")]
    if c.noun(sentence) == "lives":
        verb = words[_skip_back(sentence, c.first - 1)] if c.first else ""
        return [Finding(c, _killed(), "lives")] if verb in _CLAIMS else []
    if person is False or (c.head is not None and person is None) or c.first == 0:
        return []
    i = c.first - 1
    if words[i] == ":" and i and any(t.word.mode == "noun" and t.start == i - 1 for t in triggers):
        return [Finding(c, t.word, "label") for t in triggers if t.word.mode == "noun" and t.start == i - 1]
    return (
        _tallied(sentence, c, triggers, i) or _reached(sentence, c, triggers, i) or _number_after(sentence, c, triggers)
    )


def _among(sentence: Parsed, c: Chunk, triggers: list[Trigger]) -> list[Finding]:
    """ "eleven children are among the dead"."""
    words, i = sentence.words, c.end
    if (
        words[i : i + 1] not in (["are"], ["were"], ["is"], ["was"])
        or words[i + 1 : i + 2] != ["among"]
        or words[i + 2 : i + 3] not in (["the"], ["those"])
    ):
        return []
    return [
        Finding(c, t.word, "among", t.start)
        for t in triggers
        if t.start == i + 3 and (t.word.mode == "adjective" or t.word.has("part") or t.word.first == "victims")
    ][:1]


def _cost_lives(sentence: Parsed, c: Chunk, person: bool | None) -> bool:
    """ "claimed the lives of four skiers", "cost 14 people their lives"."""
    words = sentence.words
    if person is False:
        return False
    before = words[max(0, c.first - 4) : c.first]
    if before[-3:] == ["the", "lives", "of"]:
        return before[0] in _CLAIMS
    return before[-1:] in (["cost"], ["costing"]) and words[c.end : c.end + 2] == ["their", "lives"]


def _tallied(sentence: Parsed, c: Chunk, triggers: list[Trigger], i: int) -> list[Finding]:
    """ "the death toll at 35", "the number of people detained to 232"."""
    words = sentence.words
    if words[i] not in _LINKS or any(
        w in ("could", "may", "might", "would", "feared", "expected") for w in words[max(0, i - 4) : i]
    ):
        return []
    for k in range(i - 1, max(0, i - 16) - 1, -1):
        if words[k] in (";", ".", "but"):
            break
        if (
            words[k] == "toll"
            and k
            and words[k - 1] in ("death", "deaths", "the", "official", "overall", "final", "confirmed")
        ):
            return [Finding(c, _killed(), "toll")]
        if words[k] in _COUNTERS and words[i] in _REACH | {"to", "at", "is", "was"}:
            inside = [t for t in triggers if k < t.start < i and t.real and t.word.mode != "subject"]
            return [Finding(c, inside[-1].word, "number-of")] if inside else []
    return []


def _reached(sentence: Parsed, c: Chunk, triggers: list[Trigger], i: int) -> list[Finding]:
    """ "arrests hit 6,000", "deaths rose from 20 to 35"."""
    words = sentence.words
    k = i
    while k > 0 and (words[k] in ("to", "from", "at", "by") or sentence.tags[k] == "CD") and i - k < 5:
        k -= 1
    if words[k] not in _REACH or (k == i and words[i] in ("rose", "rise", "rises", "climbed", "climb", "climbs")):
        return []
    return [
        Finding(c, t.word, "reach")
        for t in triggers
        if t.word.mode == "noun"
        and t.word.first.endswith("s")
        and k - 8 <= t.start < k
        and _no_verb_between(sentence, t.start, k - 1)
    ]


def _number_after(sentence: Parsed, c: Chunk, triggers: list[Trigger]) -> list[Finding]:
    """ "brings to 40 the number of people detained"."""
    words = sentence.words
    if words[c.end : c.end + 3] not in (["the", "number", "of"], ["the", "total", "of"]) and words[
        c.end : c.end + 4
    ] != ["the", "total", "number", "of"]:
        return []
    inside = [t for t in triggers if c.end < t.start <= c.end + 9 and t.real]
    return [Finding(c, inside[0].word, "number-of")] if inside else []


def _killed() -> Word:
    return next(w for w in triggers_by_word()["death"] if w.mode == "noun")


# --- what leans on another count --------------------------------------------------------------------------------


def _lean(
    sentence: Parsed, chunks: list[Chunk], found: dict[int, list[Finding]], triggers: list[Trigger], before: list[Word]
) -> None:
    """Coordination, subsets and elliptic lists: a number without a trigger takes the one of its neighbour."""
    for n in range(len(chunks) - 1, 0, -1):
        if (
            found[n]
            and not found[n - 1]
            and _coordinated(sentence, chunks[n - 1], chunks[n])
            and _personal(sentence, chunks[n - 1])
        ):
            shared = [f for f in found[n] if f.rule in ("passive", "parse", "subject", "parse-joined", "adjective")]
            if not _own_verb(sentence, chunks[n - 1]):
                found[n - 1] = [Finding(chunks[n - 1], f.word, "joined") for f in shared]
    for n in range(len(chunks)):
        source = found[n - 1] if n else []
        weak = bool(n and source and found[n]) and all(f.rule == "noun" and f.word.role == "suspects" for f in found[n])
        if weak and (_coordinated(sentence, chunks[n - 1], chunks[n]) or _added(sentence, chunks[n])):
            found[n] = [Finding(chunks[n], f.word, "list") for f in source]
        if not found[n] and _bringing_total(sentence, chunks[n]):
            words = next(([f.word for f in found[k]] for k in range(n - 1, -1, -1) if found[k]), before)
            found[n] = [Finding(chunks[n], w, "total") for w in words]
        if found[n] or not source:
            if (
                not found[n]
                and not any(found[k] or _thing(sentence, chunks[k]) for k in range(n))
                and _elliptic(sentence, chunks[n], n == 0)
            ):
                own = [
                    t.word
                    for t in triggers
                    if (t.real
                    and t.end <= chunks[n].first
                    and t.word.has("part")
                    and t.word.strict < 2)
                    or t.word.first == "caught"
                ]
                found[n] = [Finding(chunks[n], w, "list") for w in (own[-1:] or before)]
            elif not found[n] and n == 0 and before and chunks[n].noun(sentence) == "them":
                found[n] = [Finding(chunks[n], w, "list") for w in before]
            continue
        if _leans(sentence, chunks[n - 1], chunks[n]):
            found[n] = [Finding(chunks[n], f.word, "list") for f in source]


def _thing(sentence: Parsed, c: Chunk) -> bool:
    return c.head is not None and _person(sentence, c) is not True


def _bringing_total(sentence: Parsed, c: Chunk) -> bool:
    """ "bringing the total to 61"."""
    before = sentence.words[max(0, c.first - 6) : c.first]
    return (
        before[-1:] == ["to"]
        and any(w in _COUNTERS for w in before)
        and any(w.startswith(("bring", "brought", "tak", "took")) for w in before)
    )


def _personal(sentence: Parsed, c: Chunk) -> bool:
    noun = c.noun(sentence)
    return noun is None or bool(is_person(noun, sentence.tags[c.head or 0]))


def _coordinated(sentence: Parsed, left: Chunk, right: Chunk) -> bool:
    """Only a comma or "and" stands between the two phrases."""
    between = sentence.words[left.end : right.first]
    return 0 < len(between) <= 4 and all(
        w in (",", "and", "&", "plus", "or", "a", "as", "well", "along", "with", "another") for w in between
    )


def _opens_item(sentence: Parsed, c: Chunk) -> bool:
    """True where the number opens a list item, past a date or a name ("May 2021 \u2013 two brokers", "Spain: 12")."""
    before = sentence.words[: c.first]
    return (
        len(before) <= 6
        and (not before or before[-1] in (":", "-", "\u2013", "\u2014", "("))
        and (_person(sentence, c) is True or before[-1:] == [":"])
        and _personal(sentence, c)
        and not _no_count(sentence, c)
    )


def _added(sentence: Parsed, c: Chunk) -> bool:
    """ "..., plus two suspects", "along with three men"."""
    before = sentence.words[max(0, c.first - 3) : c.first]
    return (
        before[-1:] == ["plus"]
        or before[-2:] in (["along", "with"], ["together", "with"])
        or before == ["as", "well", "as"]
    )


def _own_verb(sentence: Parsed, c: Chunk) -> bool:
    """True where the phrase is the subject of a finite verb."""
    token = climb(sentence, c)
    return sentence.deps[token].startswith("nsubj") and sentence.tags[sentence.heads[token]] in (
        "VBD",
        "VBZ",
        "VBP",
        "VBN",
        "VB",
    )


def _leans(sentence: Parsed, left: Chunk, right: Chunk) -> bool:
    """Whether the count of ``left`` goes on in ``right``: coordination, subset, comparison, elliptic list."""
    if right.head is not None and sentence.words[right.head] in ("them", "whom"):
        return not _own_verb(sentence, right)
    if (
        not _personal(sentence, right)
        or "missing" in sentence.words[right.number : right.end]
        or _no_count(sentence, right)
    ):
        return False
    between = sentence.words[left.end : right.first]
    tags = sentence.tags[left.end : right.first]
    if _coordinated(sentence, left, right):
        return not _own_verb(sentence, right) or _own_verb(sentence, left)
    members = [i for i, w in enumerate(between) if w in ("including", "them", "whom")]
    if members and ("including" in between or "among" in between or "of" in between):
        return len(between) - members[-1] <= 4 and not _own_verb(sentence, right)
    if _compared(between) and right.head is None:
        return True
    if len(between) < 25 and _elliptic(sentence, right, False):
        joined = any(w in (",", "and", ";", "while", "with", "another", "(") for w in between)
        return joined and sum(1 for t in tags if t in ("VBD", "VBZ", "VBP", "MD")) <= 1
    return False


def _compared(between: list[str]) -> bool:
    """ "compared with 13 in 2019", "up from 275 the year before"."""
    tail = between[-3:]
    return tail[-2:] in (
        ["compared", "with"],
        ["compared", "to"],
        ["up", "from"],
        ["down", "from"],
        ["against", "just"],
    ) or tail[-1:] == ["versus"]


def _elliptic(sentence: Parsed, c: Chunk, opens: bool) -> bool:
    """ "42 in Germany", "one with arson", "five on Tuesday", "two more in Spain", ", Belgium three"."""
    words, tags = sentence.words, sentence.tags
    if c.head is not None and not (c.more and is_person(words[c.head])):
        return False
    after = words[c.end] if c.end < len(words) else "."
    before = words[c.first - 1] if c.first else ","
    if c.more and after in (",", ".", "and", ";", "for", "on", "in", "at", "from", "with"):
        return True
    if (
        after in (",", ".", ";", "and")
        and c.first >= 2
        and tags[c.first - 1] == "NNP"
        and words[c.first - 2] in (",", ";", "and")
    ):
        return True
    if after == "elsewhere":
        return True
    if (
        after not in _PREPOSITIONS | {"on", "with", "for", "since"}
        or before not in (",", "and", ";", "while", "another", "as", "with", "or", "(", "\u2013", ":")
        or c.end + 1 >= len(words)
    ):
        return False
    following = c.end + 1
    while following < len(words) - 1 and (words[following] == "the" or tags[following] == "JJ"):
        following += 1
    if after == "at":
        return tags[following].startswith("NN")
    return tags[following].startswith("NNP") if after in _PREPOSITIONS | {"on"} else not opens
