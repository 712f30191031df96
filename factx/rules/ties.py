"""How the words beside a number, or the parse, tie it to a trigger.

In go a sentence, the phrase of a number and a trigger; out comes the name of the way in which it is counted: by the
noun itself, as a modifier, actively, passively, together with others, as a predicate, nominally, as an adjective, by
the parse, as the subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from factx.rules import passives
from factx.rules.around import (
    ADVERBS,
    FINITE,
    TIMES,
    attached,
    has_object,
    no_verb_between,
    past_joined,
    skip_back,
    verb_chain,
)
from factx.rules.phrases import Chunk, climb
from factx.rules.triggers import BE, HAVE, Trigger
from factx.rules.words import Word, is_person, listed
from factx.syntax import Parsed

_INCLUDE = listed("ties", "include")
_CONSIST = listed("ties", "consist")
_OPENERS = listed("ties", "openers")
_SUBSTANTIVES = listed("phrases", "substantives")
_AGES = listed("ties", "ages")
_CASES = listed("ties", "cases")
_REMAIN = listed("ties", "remain")
# Tokens from a verb to people beside its object, at most.
_REACH = 16
_VERB_TAGS = frozenset(["VBD", "VBN", "VB", "VBZ", "VBG", "VBP"])


def tie(sentence: Parsed, c: Chunk, t: Trigger) -> str | None:
    """Name of the way in which trigger ``t`` counts chunk ``c``, or None."""
    mode = t.word.mode
    if mode == "noun":
        return "noun" if c.head == t.start and not _of_people(sentence, c) and not _of_number(sentence, t.end) else None
    if c.first <= t.start < c.end:
        return "modifier" if _modifier(c, t) else None
    if mode == "nominal":
        return "nominal" if _nominal(sentence, c, t) else None
    if mode == "adjective":
        if _adjective(sentence, c, t):
            return "adjective"
        return "predicate" if t.word.first in _SUBSTANTIVES and _predicate(sentence, c, t) else None
    if mode == "subject":
        return "subject" if _subject(sentence, c, t) else None
    if mode == "object" and (_active(sentence, c, t) or _comprised(sentence, c, t)):
        return "active"
    if passives.right(sentence, c, t) or passives.far_right(sentence, c, t):
        return "passive"
    if _together(sentence, c, t) or _joint(sentence, c, t) or _beside_object(sentence, c, t):
        return "together"
    if _predicate(sentence, c, t):
        return "predicate"
    return _parsed(sentence, c, t)


def _of_people(sentence: Parsed, c: Chunk) -> bool:
    """ "two of the suspects", who are spoken of again, "one of the arrests"; "two of the arrests" are counted anew."""
    return c.partitive and (c.quantity.value == 1 or c.head is None or bool(is_person(sentence.words[c.head])))


def _of_number(sentence: Parsed, i: int) -> bool:
    """ "the 2025 arrests of five men": the number before the noun is a year."""
    return sentence.words[i : i + 1] == ["of"] and sentence.tags[i + 1 : i + 2] == ["CD"]


def _modifier(c: Chunk, t: Trigger) -> bool:
    """ "the 19 injured passengers", "four of the arrested men"."""
    if c.substantive and t.start == c.head:
        return t.word.has("part") or t.word.mode == "adjective"
    described = t.word.kind != "people" or t.word.role in ("injured", "killed", "rescued")
    inside = c.head is not None and c.number < t.start < c.head
    return inside and described and t.word.mode == "object" and t.word.has("part") and t.word.strict < 2


def _active(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "arrested [at least] 27 suspects", "Spain arrests 34", "arrested and charged 12 people"."""
    if t.passive or t.end > c.first:
        return False
    i = skip_back(sentence, c.first - 1)
    if i == t.end - 1:
        return True
    if not t.end < i <= t.end + 3 or sentence.words[t.end] not in ("and", "or", ","):
        return False
    joined = all(sentence.tags[k].startswith(("VB", "RB", "CC", ",")) for k in range(t.end, i + 1))
    return joined and sentence.tags[i] in _VERB_TAGS and (sentence.tags[i] != "VBG" or sentence.tags[t.start] == "VBG")


def _comprised(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "freed the hostages, which included 24 children": some of those who are the object."""
    words, i = sentence.words, c.first
    if t.passive or words[i - 3 : i] not in ([",", "which", "included"], [",", "who", "included"]):
        return False
    head = i - 4
    return head > t.start and sentence.heads[head] == t.start and sentence.deps[head] in ("dobj", "obj")


def _together(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "was arrested with three aides", "was charged along with two others"."""
    if not t.passive or t.end > c.first or c.head is None or not c.names_counted(sentence):
        return False
    i = skip_back(sentence, c.first - 1)
    if sentence.words[i] not in ("with", "alongside") or not t.end <= i <= t.end + 5:
        return False
    joined = sentence.words[i] == "alongside" or i <= t.end + 1 or sentence.words[i - 1] in ("along", "together")
    return joined and sentence.words[i - 1] != "," and no_verb_between(sentence, t.end, i)


def _joint(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "The chief, along with six officers, was charged": a subject of its own stands before them."""
    words = sentence.words
    if not t.passive or c.first < 3 or not c.names_counted(sentence) or words[c.end : c.end + 1] != [","]:
        return False
    if not _with(words[max(0, c.first - 3) : c.first]) or t.start > c.end + 6:
        return False
    return words[c.end + 1] in BE | HAVE and all(
        words[k] in BE or words[k] in HAVE or words[k] in ADVERBS or sentence.tags[k].startswith("RB")
        for k in range(c.end + 1, t.start)
    )


def _with(before: list[str]) -> bool:
    """True for what ends in "along with", "together with", "as well as"."""
    return before[-2:] in (["along", "with"], ["together", "with"]) or before == ["as", "well", "as"]


def _beside_object(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "arrested a colonel, together with two guards": people beside one who is the object of the verb."""
    if t.word.mode != "object" or t.passive or not t.end < c.first <= t.end + _REACH or not c.names_counted(sentence):
        return False
    if not _with(sentence.words[max(0, c.first - 3) : c.first]) or not has_object(sentence, t):
        return False
    between = range(t.end, c.first)
    return no_verb_between(sentence, t.start, c.first) and not any(
        sentence.tags[k] == "CD" or sentence.words[k] in (";", ".", "and") for k in between
    )


def _predicate(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "Those arrested include two officers", "among the dead were three children", "the dead include two nurses"."""
    done = t.word.has("part") or t.word.mode == "adjective"
    if not done or t.passive or t.end > c.first or c.head is None:
        return False
    i = past_joined(sentence, c, skip_back(sentence, c.first - 1))
    consist = sentence.words[i] == "of" and sentence.words[i - 1] in _CONSIST
    if not t.start <= i <= t.start + 8 or not (consist or sentence.words[i] in _INCLUDE):
        return False
    if any(w in _AGES for w in sentence.words[: t.start]):
        return False
    opened = any(w in _OPENERS for w in sentence.words[max(0, t.start - 2) : t.start])
    return opened and no_verb_between(sentence, t.end - 1, i - consist)


def _nominal(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "the arrest of 27 suspects", "charges against six men", "the guilty plea of one of them"."""
    if t.start >= c.first:
        return False
    words, tags = sentence.words, sentence.tags
    i = skip_back(sentence, c.first - 1)
    if i < 0 or words[i] not in _links(t) or i - t.end > (12 if words[i] == "against" else 6):
        return False
    between = range(t.end, i)
    if words[i] == "against":
        if t.word.role == "victims" and any(w in _CASES for w in words[: t.start] + words[t.end : i]):
            return False
        return not any(tags[k] == "CD" or words[k] in (";", ".", ",") for k in between)
    if any(tags[k] in FINITE or tags[k] == "CD" or words[k] in (";", ".", "of") for k in between):
        return False
    return not any(
        tags[k] in ("NN", "NNS") and words[k] not in TIMES and not _done_to(c.words.triggers.get(words[k], ()))
        for k in between
    )


def _done_to(readings: Sequence[Word]) -> bool:
    """Whether a noun with these readings tells what is done to people: "the arrest and [trial] of two men"."""
    return any(w.mode in ("nominal", "noun") for w in readings)


def _links(t: Trigger) -> tuple[str, ...]:
    """The prepositions between a noun and the people it is done to."""
    if t.word.first.startswith("charge"):
        return ("against",)
    if t.word.kind == "arrests":
        return ("of",)
    if t.word.first.startswith("injur"):
        return ("of", "to")
    return ("of", "against", "by", "for", "from") if t.word.role == "convicted" else ("of", "against")


def _adjective(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "12 dead", "12 people were dead", "leaving nine people in custody"."""
    end = passives.past_adjunct(sentence, c)
    if end <= t.start <= end + 4 and all(_stays(sentence, i) for i in range(end, t.start)):
        return True
    verb = t.start - 1
    while verb > c.end and sentence.tags[verb].startswith("RB"):
        verb -= 1
    token = attached(sentence, c)
    stays = verb > c.end and (sentence.words[verb] in BE or sentence.words[verb] in _REMAIN)
    return stays and sentence.deps[token] == "nsubj" and sentence.heads[token] == verb


def _stays(sentence: Parsed, i: int) -> bool:
    """True for what may stand between people and how they are: "12 people [were still] in custody"."""
    word = sentence.words[i]
    return word in BE or word in _REMAIN or word in HAVE or sentence.tags[i].startswith("RB")


def _subject(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "12 people died", "three others who pleaded guilty"."""
    if t.passive:
        return False
    between = range(c.end, t.start)
    if c.end < t.start == passives.past_dashes(sentence, c):
        return True
    if t.start >= c.end and all(_before_verb(sentence, i) for i in between) and not _whole_of_some(sentence, c):
        return True
    token = attached(sentence, c)
    if sentence.deps[token] == "nsubj" and sentence.heads[token] in verb_chain(sentence, t.start):
        return True
    return sentence.deps[t.start] in ("acl", "relcl") and sentence.heads[t.start] == token


def _whole_of_some(sentence: Parsed, c: Chunk) -> bool:
    """ "two of the [four] defendants pleaded guilty": the verb is that of the two."""
    opened = c.first - 1 - (sentence.words[c.first - 1 : c.first] in (["the"], ["those"], ["these"], ["his"], ["its"]))
    return opened > 0 and sentence.words[opened] == "of" and sentence.tags[opened - 1] == "CD"


def _before_verb(sentence: Parsed, i: int) -> bool:
    """True for what may stand between people and the verb that they do."""
    word = sentence.words[i]
    thought = word == "to" and sentence.words[i + 1 : i + 2] == ["have"]
    small = thought or word in BE or word in HAVE or word in ADVERBS or word in (",", "who", "that")
    return small or sentence.tags[i].startswith("RB")


def _perfect(sentence: Parsed, verb: int) -> bool:
    """ "59,000 people have recovered": active, done by the people themselves."""
    i = verb - 1
    while i > 0 and sentence.tags[i].startswith("RB"):
        i -= 1
    return sentence.words[i] in HAVE


def _some_of_whom(sentence: Parsed, start: int, end: int) -> bool:
    """ "47 people, 44 of whom were held": what the clause says is said of some of them."""
    pairs = (k for k in range(start + 1, end - 1) if sentence.words[k] == "of" and sentence.words[k + 1] == "whom")
    return any(sentence.words[k - 1] not in ("all", "both", "each") for k in pairs)


def _main_verb(sentence: Parsed, verb: int) -> int:
    """ "were convicted after being arrested": the verb whose people the one at token ``verb`` shares, or -1."""
    being = (
        verb > 1 and sentence.words[verb - 1] == "being" and sentence.words[verb - 2] in ("after", "before", "since")
    )
    return sentence.heads[sentence.heads[verb]] if being and sentence.deps[verb] == "pcomp" else -1


def _parsed(sentence: Parsed, c: Chunk, t: Trigger) -> str | None:
    """The parse makes the chunk the object or the passive subject of the verb."""
    token, verb = attached(sentence, c), t.start
    dep, head = sentence.deps[token], sentence.heads[token]
    direct = climb(sentence, c) == token
    rule = "parse" if direct else "parse-joined"
    chain = verb_chain(sentence, verb)
    if dep == "nsubjpass" and (head in chain or head == _main_verb(sentence, verb)):
        return rule
    done = t.word.has("past", "part") and not has_object(sentence, t)
    if dep == "nsubj" and head == verb and done and direct and not _perfect(sentence, verb):
        return rule if t.passive or sentence.tags[verb] == "VBN" else None
    near = verb < token < verb + 14
    if (
        dep == "conj"
        and head == verb
        and near
        and not t.passive
        and t.word.mode == "object"
        and sentence.words[c.first - 1] == "and"
    ):
        return "parse-joined" if sentence.tags[token].startswith("NN") and has_object(sentence, t) else None
    if t.word.mode == "object" and not t.passive and dep in ("dobj", "obj") and head in chain and near:
        return rule if direct or no_verb_between(sentence, verb, c.first) else None
    described = sentence.deps[verb] == "acl" or (sentence.deps[verb] == "relcl" and t.passive)
    if described and _some_of_whom(sentence, c.end, verb):
        return None
    if described and sentence.tags[verb - 1] == "CD" and "," in sentence.words[c.end : verb]:
        return None  # "two dead, 14 hurt"
    return rule if described and sentence.heads[verb] == token and done else None
