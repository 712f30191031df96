"""Where a sentence speaks of arrests, deaths, charges and the like, and whether it says that they happened."""

from __future__ import annotations

from dataclasses import dataclass

from factx.rules.words import Word, triggers
from factx.syntax import Parsed

BE = frozenset(["be", "am", "is", "are", "was", "were", "been", "being", "get", "gets", "got", "gotten", "getting", "'s", "'re"])
HAVE = frozenset(["have", "has", "had", "having", "'ve"])
_MODALS = frozenset(["could", "may", "might", "would", "should", "can", "must", "ca", "will", "shall", "wo", "'ll"])
_NEGATIONS = frozenset(["not", "n't", "never", "neither", "nor", "without"])
_PLANS = frozenset(
    ["plan", "plans", "planned", "planning", "vow", "vows", "vowed", "pledge", "pledges", "pledged", "order", "ordered", "orders", "aim", "aims", "aimed", "hope", "hopes", "hoped", "want", "wants", "wanted", "seek", "seeks", "sought", "seeking", "try", "tries", "tried", "trying", "attempt", "attempts", "attempted", "threaten", "threatens", "threatened", "threatening", "fail", "fails", "failed", "failing", "intend", "intends", "intended", "expect", "expected", "expects", "refuse", "refused", "likely", "unlikely", "promise", "promised", "promises", "warn", "warned", "warns", "yet", "due", "set", "going", "willing", "ready", "supposed", "bid", "urge", "urged", "urges", "call", "calls", "called", "demand", "demanded", "demands", "failure", "designed", "plotting", "plotted", "plot", "conspiring", "conspired", "conspiracy", "ask", "asks", "asked", "asking", "approve", "approves", "approved", "authorise", "authorised", "authorize", "authorized", "request", "requested", "requests"]
)
_UNREAL_NOUNS = frozenset(
    ["warrant", "warrants", "order", "orders", "reward", "rewards", "call", "calls", "demand", "demands", "request", "requests", "threat", "threats", "risk", "fear", "fears", "plan", "plans", "authority", "power", "powers"]
)


@dataclass(slots=True)
class Trigger:
    """A trigger in a sentence: ``start`` to ``end`` (exclusive) in tokens; the verb or noun itself is `start`."""

    word: Word
    start: int
    end: int
    passive: bool = False
    real: bool = True


def find(sentence: Parsed) -> list[Trigger]:
    """All triggers of a sentence, longest reading first where several share a word."""
    table, found = triggers(), []
    for i, token in enumerate(sentence.words):
        taken: set[tuple[str, str | None, str]] = set()
        for word in sorted(table.get(token, ()), key=lambda w: -len(w.rest)):
            end = _rest(sentence, i, word)
            key = (word.kind, word.role, word.mode + word.missing * "-missing")
            if end is None or key in taken or not _shape_fits(sentence, i, word):
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
    n = len(word.rest)
    gap = 10 if word.mode in ("object", "passive") else 4
    for start in range(at, min(len(words) - n + 1, at + gap + 1)):
        if tuple(words[start : start + n]) == word.rest:
            return start + n if start == at or word.mode == "subject" else at
        if words[start] in (".", ";", ":"):
            return None
    return None


def _shape_fits(sentence: Parsed, i: int, word: Word) -> bool:
    """Drop readings that the tag or the neighbours rule out."""
    tag, words = sentence.tags[i], sentence.words
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    if word.mode in ("noun", "nominal"):
        if after in (
            "warrant",
            "warrants",
            "rate",
            "rates",
            "record",
            "records",
            "row",
            "sentence",
            "sentences",
            "penalty",
            "threat",
            "threats",
            "attack",
            "attacks",
        ):
            return False
        return not (word.first in ("arrest", "arrests") and before == "cardiac")
    if word.mode in ("object", "passive", "subject"):
        if (
            word.has("base", "s")
            and tag.startswith("NN")
            and before in ("the", "a", "an", "his", "her", "their", "its", "of", "by", "no", "under", "cardiac")
        ):
            return False
        if (
            before == "-"
            or after == "-"
            or (not word.rest and after == "up" and words[i + 2 : i + 3] != ["to"])
            or (word.first == "tried" and after == "to")
            or (word.first == "free" and before == "for")
        ):
            return False
    return True


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
    words, tags = sentence.words, sentence.tags
    if word.mode == "noun":
        verb = sentence.heads[i]
        made = sentence.deps[i] in ("dobj", "pobj") and sentence.tags[verb] in ("VB", "IN")
        verb = sentence.heads[verb] if sentence.tags[verb] == "IN" else verb
        return not made or not _feared(sentence, verb)
    if word.mode == "nominal":
        window = words[max(0, i - 4) : i]
        return not any(w in _UNREAL_NOUNS or w in _PLANS for w in window)
    k = i - 1
    while k >= 0 and i - k <= 7:
        w = words[k]
        if w in _NEGATIONS or w in _MODALS:
            return False
        if w == "to" and tags[k] == "TO":
            window = words[max(0, k - 5) : k]
            return not (word.has("base") or _passive(sentence, i)) or not any(
                v in _PLANS or v in _UNREAL_NOUNS for v in window
            )
        if w in ("if", "unless"):
            return False
        if (
            w in BE
            or w in HAVE
            or tags[k].startswith("RB")
            or w in (",", "and", "or")
            or (tags[k] in ("VBN", "VBD", "VB") and words[k + 1] in ("and", "or", ","))
        ):
            k -= 1
            continue
        break
    return not _supposed(sentence, i, word)


def _supposed(sentence: Parsed, i: int, word: Word) -> bool:
    """True under a verb that a modal, a denial or a plan governs ("would let police detain 300", "could see 20 jailed")."""
    token = i
    for _ in range(4):
        dep, above = sentence.deps[token], sentence.heads[token]
        if above == token or not (dep in ("ccomp", "xcomp") or (dep == "conj" and sentence.tags[token] == "VB")):
            return False
        if dep != "conj" and sentence.words[above] not in ("said", "says", "say") and _feared(sentence, above):
            return True
        if sentence.tags[token] == "VB" and sentence.words[above] in _PLANS:
            return True
        token = above
    return False


def _feared(sentence: Parsed, verb: int) -> bool:
    """True where a modal, a denial or "plan to" stands right before the verb."""
    before = sentence.words[max(0, verb - 3) : verb]
    if any(w in _MODALS or w in _NEGATIONS for w in before):
        return True
    return before[-1:] == ["to"] and any(w in _PLANS for w in sentence.words[max(0, verb - 6) : verb])
