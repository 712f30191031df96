"""Where a sentence speaks of arrests, deaths, seizures and the like, and whether it says that they happened."""

from __future__ import annotations

from dataclasses import dataclass

from factx.rules.words import Vocabulary, Word, listed
from factx.syntax import Parsed

BE = listed("happened", "be")
HAVE = listed("happened", "have")
_MODALS = listed("happened", "modals")
_NEGATIONS = listed("happened", "negations")
_DOUBTS = _MODALS | _NEGATIONS
_PLANS = listed("happened", "plans")
_UNREAL_NOUNS = listed("happened", "unreal_nouns")
_UNREAL_ADJECTIVES = listed("happened", "unreal_adjectives")
_REPORTS = listed("happened", "reports")
_LEFT_OPEN = listed("happened", "left_open")
_NOBODY = listed("happened", "nobody")
_DENIALS = listed("happened", "denials")
_UNDONE = listed("happened", "undone")
_COMPOUNDS = listed("happened", "compounds")
_BEFORE_NOUNS = listed("happened", "before_nouns")
# Of a trial to come: "[will] stand trial", "[due] to stand trial".
# "Police [want] to speak to two men in connection with the fire".
_EAGER = ("want", "wants", "wanted", "like", "keen", "hoping")
_WILL = ("will", "shall", "'ll")
_DUE = ("due", "set", "scheduled", "ordered", "are", "were")
# What a "*" of the lexicon stands for: tags and signs before a noun, and so many of them at most.
_NOUN_PHRASE = ("DT", "JJ", "NN", "RB", "PRP$", "VBG", "VBN", "HYPH", "CD")
_NOUN_SIGNS = (",", "and", "-", "or")
_LONGEST = 8


@dataclass(slots=True)
class Trigger:
    """A trigger in a sentence: ``start`` to ``end`` (exclusive) in tokens; the verb or noun itself is `start`."""

    word: Word
    start: int
    end: int
    passive: bool = False
    real: bool = True


def find(sentence: Parsed, words: Vocabulary) -> list[Trigger]:
    """All triggers of a sentence among ``words``, longest reading first where several share a word."""
    table = words.triggers
    found: list[Trigger] = []
    for i, token in enumerate(sentence.words):
        taken: set[tuple[str, str | None, str]] = set()
        for word in sorted(table.get(token, ()), key=lambda w: -len(w.rest)):
            end = _rest(sentence, i, word)
            key = (word.kind, word.role, word.mode + word.missing * "-missing")
            led = not word.lead or tuple(sentence.words[max(0, i - len(word.lead)) : i]) == word.lead
            if end is None or key in taken or not led or not _shape_fits(sentence, i, word):
                continue
            if word.mode in ("object", "passive", "subject") and _claimed(found, i, word):
                continue
            taken.add(key)
            passive = word.has("part") and _passive(sentence, i)
            found.append(Trigger(word, i, end, passive, _real(sentence, i, word)))
    return found


def _claimed(found: list[Trigger], i: int, word: Word) -> bool:
    """True where a longer reading of the same verb stands ("put under arrest" over "put")."""
    return any(t.start == i and len(t.word.rest) > len(word.rest) and t.word.mode != "noun" for t in found)


def _rest(sentence: Parsed, i: int, word: Word) -> int | None:
    """One past the last word of a trigger of several words, or None where they do not follow."""
    words, at = sentence.words, i + 1
    if not word.rest:
        return at
    gap = {"object": 10, "passive": 5}.get(word.mode, 4)
    for start in range(at, min(len(words), at + gap + 1)):
        end = _spelled(sentence, start, word.rest)
        if end is not None:
            return end if start == at or word.mode == "subject" else at
        if words[start] in (".", ";", ":", word.first):
            return None
    return None


def _spelled(sentence: Parsed, start: int, rest: tuple[str, ...]) -> int | None:
    """One past the words of ``rest`` if they stand at token ``start``; a ``*`` is what may stand before a noun."""
    words, i = sentence.words, start
    for n, word in enumerate(rest):
        if word == "*":
            limit = i + _LONGEST
            while i < min(limit, len(words)) and words[i] != rest[n + 1] and _before_noun(sentence, i):
                i += 1
        elif words[i : i + 1] == [word]:
            i += 1
        else:
            return None
    return i


def _before_noun(sentence: Parsed, i: int) -> bool:
    """ "[a nearby] hospital", "[serious, life-threatening] injuries"."""
    return sentence.tags[i].startswith(_NOUN_PHRASE) or sentence.words[i] in _NOUN_SIGNS


def _shape_fits(sentence: Parsed, i: int, word: Word) -> bool:
    """Drop readings that the tag or the neighbours rule out."""
    before = sentence.words[i - 1] if i else ""
    after = sentence.words[i + 1] if i + 1 < len(sentence) else ""
    if word.mode in ("noun", "nominal"):
        return after not in _COMPOUNDS and not (word.first in ("arrest", "arrests") and before == "cardiac")
    if word.mode in ("object", "passive", "subject"):
        if word.has("base", "s") and sentence.tags[i].startswith("NN") and before in _BEFORE_NOUNS:
            return False
        return not (
            _hyphened(sentence, i)
            or (not word.rest and after == "up" and sentence.words[i + 2 : i + 3] != ["to"])
            or (word.first == "tried" and after == "to")
            or (word.first == "free" and before == "for")
        )
    return True


def _hyphened(sentence: Parsed, i: int) -> bool:
    """ "[drug]-fuelled", "charge-sheet": a hyphen without a space is part of a word."""
    ahead = i > 0 and sentence.words[i - 1] == "-" and sentence.ends[i - 1] == sentence.starts[i]
    behind = sentence.words[i + 1 : i + 2] == ["-"] and sentence.starts[i + 1] == sentence.ends[i]
    return ahead or behind


def _passive(sentence: Parsed, i: int) -> bool:
    """True where a form of "be" stands before the verb with only adverbs between."""
    for k in range(i - 1, max(-1, i - 5), -1):
        word = sentence.words[k]
        if word in BE:
            return True
        if not (sentence.tags[k].startswith("RB") or word in HAVE or word in ("and", "or", ",")):
            return (
                k > 0
                and sentence.tags[k] in ("VBN",)
                and sentence.words[k + 1] in ("and", ",", "or")
                and _passive(sentence, k)
            )
    return False


def _real(sentence: Parsed, i: int, word: Word) -> bool:
    """False where the sentence denies, plans, fears or supposes what the trigger says."""
    if word.mode == "noun":
        return not _wished(sentence, i)
    if word.mode == "nominal":
        if word.role in ("charged", "convicted") and _undone(sentence, i):
            return False
        window = sentence.words[max(0, i - 4) : i]
        return not any(w in _UNREAL_NOUNS or w in _PLANS or w in _UNREAL_ADJECTIVES for w in window) and not _wished(
            sentence, i
        )
    own = [k for k in range(i) if sentence.heads[k] == i]
    if any(sentence.words[k] in ("if", "unless") for k in own):
        return False
    if word.mode == "object" and any(sentence.deps[k] == "nsubj" and sentence.words[k] in _NOBODY for k in own):
        return False
    for k in range(i - 1, max(-1, i - 8), -1):
        w = sentence.words[k]
        if w in _WILL and _awaits(word):
            continue
        if _doubts(sentence, k) or w in ("if", "unless"):
            return False
        if w == "to" and sentence.tags[k] == "TO":
            if word.first == "speak" and sentence.words[k - 1] in _EAGER:
                return True
            if _awaits(word) and sentence.words[k - 1] in _DUE:
                return True
            window = sentence.words[max(0, k - 5) : k]
            planned = any(v in _PLANS or v in _UNREAL_NOUNS for v in window)
            return not planned or not (word.has("base") or _passive(sentence, i))
        if not _around_verb(sentence, k):
            break
    return not _supposed(sentence, i)


def _undone(sentence: Parsed, i: int) -> bool:
    """ "dropped charges against three nurses", "the charges against them were dropped": they are no more."""
    above = sentence.heads[i]
    above = sentence.heads[above] if sentence.deps[i] in ("pobj", "conj") else above
    if sentence.words[above] in _UNDONE and sentence.deps[i] in ("dobj", "nsubjpass", "nsubj", "pobj", "conj"):
        return True
    return any(w in _UNDONE for w in sentence.words[max(0, i - 4) : i])


def _awaits(word: Word) -> bool:
    """ "will stand trial", "due to go on trial": who is yet to be tried is charged already."""
    return word.role == "charged" and word.rest[-1:] == ("trial",)


def _doubts(sentence: Parsed, k: int) -> bool:
    """True for a modal or a denial; not for the month of May."""
    return sentence.words[k] in _DOUBTS and not (sentence.words[k] == "may" and sentence.tags[k] == "NNP")


def _wished(sentence: Parsed, i: int) -> bool:
    """True for a noun that a modal, a denial or a plan governs: "would allow for the seizure of 30 cars"."""
    verb = sentence.heads[i]
    made = sentence.deps[i] in ("dobj", "pobj") and sentence.tags[verb] in ("VB", "IN")
    verb = sentence.heads[verb] if sentence.tags[verb] == "IN" else verb
    return made and _feared(sentence, verb)


def _around_verb(sentence: Parsed, k: int) -> bool:
    """True for what may stand between a verb and its modal: auxiliaries, adverbs, a verb joined to it."""
    word, tag = sentence.words[k], sentence.tags[k]
    joined = tag in ("VBN", "VBD", "VB") and sentence.words[k + 1] in ("and", "or", ",")
    return word in BE or word in HAVE or tag.startswith("RB") or word in (",", "and", "or") or joined


def _supposed(sentence: Parsed, i: int) -> bool:
    """True under a verb that a modal, a denial or a plan governs ("would let police detain 300")."""
    token = i
    for _ in range(4):
        dep, above = sentence.deps[token], sentence.heads[token]
        if above == token or not (dep in ("ccomp", "xcomp") or dep == "conj"):
            return False
        if dep == "ccomp" and above < token and sentence.words[above] in _DENIALS:
            return True
        governed = dep == "xcomp" or (dep == "ccomp" and above < token)
        if governed and sentence.words[above] not in _REPORTS and _feared(sentence, above):
            return True
        if sentence.words[above] in _PLANS and (sentence.tags[token] == "VB" or _bare_participle(sentence, token)):
            return True
        if sentence.tags[token] == "VBG" and dep != "conj" and sentence.words[above] in _LEFT_OPEN:
            return True
        token = above
    return False


def _bare_participle(sentence: Parsed, token: int) -> bool:
    """ "they want 14 accounts frozen": a participle with no auxiliary of its own."""
    finite = ("aux", "auxpass", "mark")
    own = (k for k in range(len(sentence)) if sentence.heads[k] == token)
    return sentence.tags[token] == "VBN" and not any(sentence.deps[k] in finite for k in own)


def _feared(sentence: Parsed, verb: int) -> bool:
    """True where a modal, a denial or "plan to" stands right before the verb."""
    before = sentence.words[max(0, verb - 3) : verb]
    if any(_doubts(sentence, k) for k in range(max(0, verb - 3), verb)):
        return True
    return before[-1:] == ["to"] and any(w in _PLANS for w in sentence.words[max(0, verb - 6) : verb])
