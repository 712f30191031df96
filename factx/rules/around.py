"""What stands around a counted phrase: what comes before it, whose object it is, which verbs it is tied to.

Questions about tokens and the parse only; what the answers mean is for the rules that ask.
"""

from __future__ import annotations

from collections.abc import Iterable

from factx.rules.phrases import Chunk, climb
from factx.rules.triggers import Trigger
from factx.rules.words import groups, listed
from factx.syntax import Parsed

#: Tags of verbs that make a clause of their own.
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
#: Between people and their verb: "27 people were [later] arrested".
ADVERBS = listed("ties", "adverbs")
#: Words of time, no object: "12 men arrested Monday".
TIMES = listed("ties", "times")

_BEFORE = listed("ties", "before")
# Tags of a noun phrase, and tokens of those that stand before the "and" of the last one, at most.
_PHRASE_TAGS = frozenset(["DT", "NN", "NNS", "NNP", "NNPS", "JJ", "PRP$", "POS", "HYPH"])
_JOINED = 14
_BOUND_WORDS = listed("ties", "bound_words")
_CLAUSE_OPENERS = listed("ties", "clause_openers")
_LOOSE_PREPOSITIONS = listed("ties", "loose_prepositions")


def skip_back(sentence: Parsed, i: int) -> int:
    """From token ``i`` leftwards over determiners, adverbs and group nouns; the first other token."""
    words = sentence.words
    for _ in range(8):
        if i < 0 or not (words[i] in _BEFORE or words[i] in groups() or sentence.tags[i] == "RB"):
            break
        if words[i] == "of" and (i == 0 or words[i - 1] not in groups()):
            break
        i -= 1
    return i


def past_joined(sentence: Parsed, c: Chunk, i: int) -> int:
    """From the "and" at token ``i`` leftwards over people without a number: "[a teacher and] five pupils"."""
    if not (i > 0 and sentence.words[i] == "and" and c.names_counted(sentence)):
        return i
    k = i - 1
    while k > max(0, i - _JOINED) and (sentence.tags[k] in _PHRASE_TAGS or sentence.words[k] in (",", "of", "and")):
        k -= 1
    named = any(sentence.tags[n].startswith("NN") for n in range(k + 1, i))
    return k if named else i


def finite_among(sentence: Parsed, tokens: Iterable[int]) -> int:
    """How many of ``tokens`` are verbs that make a clause of their own."""
    return sum(sentence.tags[k] in FINITE for k in tokens)


def no_verb_between(sentence: Parsed, left: int, right: int) -> bool:
    """True where no finite verb stands after token ``left`` and before token ``right``."""
    return not finite_among(sentence, range(left + 1, right))


def opens_phrase(sentence: Parsed, c: Chunk) -> bool:
    """True where no preposition or verb stands before the phrase."""
    i = c.first - 1
    while i >= 0 and sentence.words[i] in _BEFORE:
        i -= 1
    if i < 0:
        return True
    return sentence.words[i] in _CLAUSE_OPENERS and (sentence.words[i] != "of" or sentence.words[i - 1] in groups())


def inner(sentence: Parsed, c: Chunk) -> bool:
    """ "six of the fifteen", "members of one family": a number inside the "of" of another noun."""
    i = c.first - 1
    while i >= 0 and sentence.words[i] in ("the", "these", "those", "all", "their", "its", "his", "her", "our"):
        i -= 1
    if i <= 0 or sentence.words[i] != "of":
        return False
    return sentence.words[i - 1] not in groups() and not sentence.words[i - 1].startswith("total")


def other_object(sentence: Parsed, c: Chunk) -> bool:
    """True where the phrase is the object of a verb or preposition ("a man who owned 14 shops was arrested")."""
    token = climb(sentence, c)
    dep, head = sentence.deps[token], sentence.heads[token]
    if dep == "pobj":
        return sentence.words[head] not in _LOOSE_PREPOSITIONS
    return dep == "dobj" and head < c.first and sentence.tags[head] in ("VBD", "VBZ", "VBP", "VBN", "VBG")


def has_object(sentence: Parsed, t: Trigger) -> bool:
    """True where a verb form without auxiliary has an object of its own ("12 officers arrested the man")."""
    if t.end >= len(sentence):
        return False
    word, tag = sentence.words[t.end], sentence.tags[t.end]
    if word in TIMES:
        return False
    behind = range(t.start + 1, len(sentence))
    if any(sentence.heads[k] == t.start and sentence.deps[k] in ("dobj", "obj") for k in behind):
        return tag.startswith(("DT", "PRP", "CD", "NN", "JJ")) or word in _BOUND_WORDS
    return tag.startswith(("PRP", "CD")) or word in ("the", "a", "an")


def own_verb(sentence: Parsed, c: Chunk) -> bool:
    """True where the phrase is the subject of a verb."""
    token = climb(sentence, c)
    verb = sentence.tags[sentence.heads[token]]
    return sentence.deps[token].startswith("nsubj") and verb in ("VBD", "VBZ", "VBP", "VBN", "VB")


def attached(sentence: Parsed, c: Chunk) -> int:
    """Token by which the parse ties the chunk to the rest, past coordination and apposition."""
    token = _whole_of_parts(sentence, climb(sentence, c))
    for _ in range(5):
        dep, head = sentence.deps[token], sentence.heads[token]
        if dep == "pobj" and not c.definite and sentence.words[head] == "including" and sentence.deps[head] == "prep":
            token = sentence.heads[head]
            continue
        if dep not in ("conj", "appos") or head == token or not sentence.tags[head].startswith(("NN", "CD", "PRP")):
            break
        token = head
    return token


def _whole_of_parts(sentence: Parsed, token: int) -> int:
    """ "the suspects, comprising three men and [two women], were held": the noun that they are parts of."""
    first = token
    while sentence.deps[first] == "conj" and sentence.heads[first] < first:
        first = sentence.heads[first]
    above = sentence.heads[first]
    if sentence.deps[first] in ("dobj", "pobj") and sentence.words[above] == "comprising":
        return sentence.heads[above]
    return token


def verb_chain(sentence: Parsed, verb: int) -> set[int]:
    """The verb and the verbs it is joined to, as long as none in between has a subject of its own."""
    chain = {verb}
    token = verb
    while sentence.deps[token] == "conj" and sentence.heads[token] != token:
        if any(sentence.heads[k] == token and sentence.deps[k].startswith("nsubj") for k in range(len(sentence))):
            break
        token = sentence.heads[token]
        chain.add(token)
    return chain


def after_place(sentence: Parsed, c: Chunk) -> int | None:
    """ ", Belgium three,", "followed by Belgium with three", "; in Belgium, three": where the place begins."""
    words, end = sentence.words, c.first
    if words[c.end : c.end + 1] not in ([], [","], ["."], [";"], ["and"], [")"]) or c.head is not None:
        return None
    if end and words[end - 1] in ("with", ","):
        end -= 1
    start = end
    while start and sentence.tags[start - 1] == "NNP":
        start -= 1
    begin = start - 1 if start and words[start - 1] == "the" else start
    if start == end or begin < 2:
        return None
    before = words[begin - 2 : begin]
    if words[end] == ",":
        return begin - 1 if before[1] == "in" and before[0] in (";", "and", ",") else None
    joined = before[1] in (",", ";", "and") or before in (["followed", "by"], ["ahead", "of"])
    return begin if joined else None
