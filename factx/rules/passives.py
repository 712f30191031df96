"""Numbers before the verb that is done to them: "27 members of the gang were arrested", "12 held"."""

from __future__ import annotations

from factx.rules.around import ADVERBS, finite_among, has_object, inner, opens_phrase, other_object
from factx.rules.phrases import Chunk
from factx.rules.triggers import BE, HAVE, Trigger
from factx.rules.words import listed
from factx.syntax import Parsed

_CLAUSE_BREAKS = listed("ties", "clause_breaks")
_PARTICIPLES = listed("ties", "participles")
# Tokens that a modifier may put between people and their verb.
_REACH = 16
# Tokens that a parenthesis may hold.
_PARENTHESIS = 18
# Tokens that some of the people may take, and their tags.
_SOME = 9
_NOUN_PHRASE = frozenset(["NN", "NNS", "DT", "JJ", "PRP$"])
_CLOSING = {",": (",",), "\u2013": ("\u2013",), "\u2014": ("\u2014",), "-": ("-",), "(": (")",)}


def right(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "27 members [of the gang] were arrested", "12 held", "19 individuals subsequently indicted"."""
    if t.start < c.end or not t.word.has("past", "part"):
        return False
    if inner(sentence, c):
        return t.start == c.end and not has_object(sentence, t)
    words = sentence.words
    if _past_including(sentence, c, t):
        return True
    start = _past_parenthesis(sentence, c, past_adjunct(sentence, c))
    if words[start] == "," and words[start + 1] not in ("who", "that", "which", "all", "both"):
        return False
    auxiliary = being = False
    opener = words[start + 1 : start + 2] if words[start] == "," else words[start : start + 1]
    relative = opener in (["who"], ["that"], ["which"])
    for i in range(start, t.start):
        word = words[i]
        if word in BE or word in HAVE:
            auxiliary, being = True, being or word in BE
        elif i > start and ((word == "to" and words[i + 1] == "have") or (word == "as" and words[i - 1] in ADVERBS)):
            continue
        elif not (word in ADVERBS or sentence.tags[i].startswith("RB") or word in (",", "who", "that", "which")):
            if not _joined_verb(sentence, i, t):
                return False
            break
    if (relative and not auxiliary) or (auxiliary and not being):
        return False
    return not (other_object(sentence, c) if auxiliary else has_object(sentence, t))


def far_right(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "three individuals believed to be affiliates were apprehended": a plural verb past a modifier without commas."""
    words, tags = sentence.words, sentence.tags
    if not t.passive or not c.end < t.start <= c.end + _REACH or inner(sentence, c) or not opens_phrase(sentence, c):
        return False
    i = t.start - 1
    while i > c.end and (tags[i].startswith("RB") or words[i] in ADVERBS or words[i] == "been"):
        i -= 1
    if words[i] not in ("were", "are", "have") or c.quantity.value == 1:
        return False
    between = range(c.end, i)
    opened = tags[c.end] in ("VBN", "VBG", "IN", "VBD") or words[c.end] == "who"
    allowed = 1 if words[c.end] == "who" or tags[c.end] == "VBD" else 0
    return (
        opened and finite_among(sentence, between) <= allowed and not any(words[k] in _CLAUSE_BREAKS for k in between)
    )


def _past_parenthesis(sentence: Parsed, c: Chunk, start: int) -> int:
    """Past what stands between commas or the like where the verb follows: "nine men, aged 19 to 52, were held"."""
    words = sentence.words
    closing = _CLOSING.get(words[start])
    if closing is None or not opens_phrase(sentence, c):
        return start
    for k in range(start + 1, min(start + _PARENTHESIS, len(words) - 1)):
        if words[k] in closing and (words[k + 1] in BE or words[k + 1] in HAVE):
            return k + 1
        if words[k] in (";", ".", ":"):
            break
    return start


def past_dashes(sentence: Parsed, c: Chunk) -> int:
    """Past what stands between two dashes: "three people - a guard and two robbers - died"."""
    words, dash = sentence.words, sentence.words[c.end : c.end + 1]
    if dash not in (["-"], ["\u2013"], ["\u2014"]):
        return c.end
    end = next((k for k in range(c.end + 1, min(c.end + _PARENTHESIS, len(words) - 1)) if [words[k]] == dash), None)
    return c.end if end is None else end + 1


def _past_including(sentence: Parsed, c: Chunk, t: Trigger) -> bool:
    """ "18 others, including children, [were] wounded": a participle past some of them that are not counted."""
    if sentence.words[c.end : c.end + 2] != [",", "including"] or not c.end + 2 < t.start <= c.end + _SOME:
        return False
    between = range(c.end + 2, t.start)
    small = all(sentence.tags[k] in _NOUN_PHRASE or sentence.words[k] in ("and", ",", "were") for k in between)
    return small and sentence.tags[t.start] == "VBN" and not has_object(sentence, t)


def past_adjunct(sentence: Parsed, c: Chunk) -> int:
    """Past "in all", "in total"."""
    return c.end + 2 if sentence.words[c.end : c.end + 2] in (["in", "all"], ["in", "total"]) else c.end


def _joined_verb(sentence: Parsed, i: int, t: Trigger) -> bool:
    """ "12 men were arrested and charged": the second verb shares the people of the first one, at token ``i``."""
    words, tags = sentence.words, sentence.tags
    if tags[i] not in ("VBN", "VBD") and words[i] not in _PARTICIPLES:
        return False
    between = range(i + 1, t.start)
    if not any(words[k] in ("and", "or", ",") for k in between):
        return False
    small = ("and", "or", ",", "then", "later", "subsequently")
    return all(words[k] in small or tags[k].startswith(("RB", "VBN", "VBD")) or words[k] in BE for k in between)
