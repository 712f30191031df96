"""Where the people counted were: the narrowest place that the sentence gives for them, or None.

In go a parsed sentence with its entities, a counted phrase and the word that counts it; out comes the place as written.
"""

from __future__ import annotations

from functools import cache

from factx.rules.phrases import Chunk, climb
from factx.syntax import Parsed

_LABELS = frozenset(["GPE", "LOC", "FAC"])
_INTO = frozenset(["in", "at", "across", "near", "outside", "inside", "around", "throughout", "within", "on"])
_UNITS = frozenset(
    ["state", "city", "town", "village", "province", "county", "region", "district", "island", "port", "suburb", "capital", "municipality", "outskirts", "north", "south", "east", "west"]
)
_NO_PLACES = frozenset(
    ["europe", "asia", "africa", "america", "mediterranean", "internet", "web", "darknet", "dark", "earth", "world", "online", "twitter", "facebook", "telegram", "covid-19", "christmas", "easter", "operation", "project", "court", "congress", "parliament", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "spring", "summer", "autumn", "winter", "q1", "q2", "q3", "q4", "arrests", "total", "bitcoin"]
)


def place_of(sentence: Parsed, c: Chunk, trigger: int | None, chunks: list[Chunk]) -> str | None:
    """The place of chunk ``c``, which the token ``trigger`` counts (None where it leans on another count)."""
    places = _places(sentence)
    if not places:
        return None
    left, right = _region(sentence, c, trigger, chunks)
    anchors = _anchors(sentence, c, trigger)
    after = [p for p in places if p[0] >= c.end and p[0] < right and _in_phrase(sentence, p, anchors, c, trigger)]
    before = [
        p
        for p in places
        if p[0] < c.first
        and (p[0] >= left or _sets_scene(sentence, p))
        and _in_phrase(sentence, p, anchors, c, trigger)
    ]
    for group in (after, before):
        if group:
            return _named(sentence, group[0], places)
    listed = _list_item(sentence, c, places)
    if listed is not None:
        return listed
    actor = next((p for p in places if trigger is not None and _acts(sentence, p, trigger)), None)
    return _named(sentence, actor, places) if actor else None


def _places(sentence: Parsed) -> list[tuple[int, int]]:
    """Token spans of named places; "the" left out, "Northern District of Texas" as one."""
    spans: list[tuple[int, int]] = []
    for start, end, label in sentence.entities:
        if label not in _LABELS:
            continue
        while start < end - 1 and sentence.words[start] in ("the", "a", "an"):
            start += 1
        if (
            sentence.words[end - 1] in _NO_PLACES
            or sentence.words[start] in _NO_PLACES
            or not sentence.raw(start)[0].isupper()
        ):
            continue
        if (
            spans
            and spans[-1][1] == start - 1
            and sentence.words[start - 1] == "of"
            and sentence.words[spans[-1][1] - 1] in ("district", "state", "province", "county")
        ):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return sorted(spans + _after_preposition(sentence, spans))


def _after_preposition(sentence: Parsed, known: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Names right after "in" or "at" that the model takes for something else, and a name that opens a list item."""
    found: list[tuple[int, int]] = []
    if (
        len(sentence) > 2
        and sentence.words[1] == ":"
        and sentence.raw(0) in country_names()
        and not any(k[0] == 0 for k in known)
    ):
        found.append((0, 1))
    if _title_case(sentence):
        return found
    organisations = {
        i
        for a, b, label in sentence.entities
        if label in ("ORG", "PRODUCT", "EVENT", "WORK_OF_ART")
        for i in range(a, b)
    }
    for i, word in enumerate(sentence.words[:-1]):
        if word not in ("in", "at", "near") or sentence.tags[i + 1] != "NNP":
            continue
        end = i + 1
        while end < len(sentence) and (
            sentence.tags[end] == "NNP" or (sentence.words[end] == "-" and sentence.tags[end + 1 : end + 2] == ["NNP"])
        ):
            end += 1
        if (
            (word == "at"
            and i + 1 in organisations)
            or sentence.raw(end - 1).isdigit()
            or set(sentence.raw(end - 1)) <= set("IVX")
        ):
            continue
        if (
            any(a < end and i + 1 < b for a, b in known)
            or sentence.words[i + 1] in _NO_PLACES
            or (end < len(sentence) and sentence.tags[end] in ("POS", "NN", "NNS", "CD"))
        ):
            continue
        found.append((i + 1, end))
    return found


def _title_case(sentence: Parsed) -> bool:
    """True for a headline in capitals, where a capital says nothing."""
    words = [
        sentence.raw(i) for i in range(len(sentence)) if len(sentence.words[i]) > 3 and sentence.words[i].isalpha()
    ]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.7 * len(words)


@cache
def country_names() -> frozenset[str]:
    """English names of countries and territories, from Babel."""
    from babel import Locale

    names = Locale("en").territories
    return frozenset(name for code, name in names.items() if code.isalpha()) | {"UK", "US", "USA", "UAE"}


def _list_item(sentence: Parsed, c: Chunk, places: list[tuple[int, int]]) -> str | None:
    """ "Benin: 54 arrests"."""
    for start, end in places:
        if start == 0 and sentence.words[end : end + 1] == [":"] and c.first - end <= 2:
            return sentence.text[sentence.starts[start] : sentence.ends[end - 1]]
    return None


def _sets_scene(sentence: Parsed, place: tuple[int, int]) -> bool:
    """A place that opens the sentence or belongs to its subject holds for every count in it."""
    k = place[0] - 1
    while k > 0 and (
        sentence.words[k] in ("the", "of", "a") or sentence.words[k] in _UNITS or sentence.tags[k] == "JJ"
    ):
        k -= 1
    return k == 0 or (k > 0 and sentence.deps[sentence.heads[k]] in ("nsubj", "nsubjpass"))


def _region(sentence: Parsed, c: Chunk, trigger: int | None, chunks: list[Chunk]) -> tuple[int, int]:
    """The stretch of tokens in which a place can belong to this chunk rather than to another one."""
    right = min((o.first for o in chunks if o.first > c.end), default=len(sentence))
    left = max((o.end for o in chunks if o.end <= c.first), default=0)
    if trigger is not None and trigger > right:
        right = len(sentence)
    if trigger is not None and trigger < left:
        left = 0
    for i in range(c.end, right):
        if sentence.words[i] == ";":
            return left, i
    return left, right


def _anchors(sentence: Parsed, c: Chunk, trigger: int | None) -> set[int]:
    """The tokens to which a place of this chunk may be attached."""
    token = climb(sentence, c)
    anchors = {token, c.number}
    if c.head is not None:
        anchors.add(c.head)
    for start in (trigger, token):
        while start is not None:
            anchors.add(start)
            above = sentence.heads[start]
            joined = sentence.deps[start] in (
                "conj",
                "acl",
                "xcomp",
                "advcl",
                "relcl",
                "nsubj",
                "nsubjpass",
                "dobj",
                "pobj",
                "prep",
                "ccomp",
            )
            if above == start or not joined or len(anchors) > 10:
                break
            if sentence.deps[start] in ("ccomp", "advcl") and start != trigger:
                break
            start = above
    return anchors


def _in_phrase(sentence: Parsed, place: tuple[int, int], anchors: set[int], c: Chunk, trigger: int | None) -> bool:
    """True where a preposition ties the place to one of the anchors, straight or through one or two nouns."""
    start, end = place
    if end - 1 in anchors:
        return True
    if end < len(sentence) and (
        sentence.tags[end] == "POS" or sentence.deps[end - 1] in ("compound", "nmod", "poss", "amod")
    ):
        return False
    k = start - 1
    while k > 0 and (
        sentence.words[k]
        in ("the", "a", "an", "downtown", "northern", "southern", "eastern", "western", "central", "nearby")
        or sentence.tags[k] == "JJ"
    ):
        k -= 1
    if k > 1 and sentence.words[k] == "of" and sentence.words[k - 1] in _UNITS:
        k -= 2
        while k > 0 and (sentence.words[k] in ("the", "a") or sentence.tags[k] == "JJ"):
            k -= 1
    if k < 0 or sentence.words[k] not in _INTO:
        return False
    if k == c.end or (trigger is not None and k == trigger + 1) or k == 0:
        return True
    head = sentence.heads[k]
    for _ in range(3):
        if (
            sentence.deps[head] in ("nsubj", "nsubjpass", "dobj", "conj")
            and head not in anchors
            and sentence.heads[head] in anchors
        ):
            return head < c.first or sentence.deps[head] == "conj"
        if head in anchors:
            return not (
                sentence.tags[head].startswith("VB")
                and trigger is not None
                and head > trigger
                and head > c.end
                and sentence.deps[head] in ("relcl", "acl", "xcomp")
            )
        if sentence.deps[head] != "pobj":
            return False
        head = sentence.heads[sentence.heads[head]]
    return False


def _acts(sentence: Parsed, place: tuple[int, int], trigger: int) -> bool:
    """ "Germany nabbed 47 others": the country itself is the subject."""
    last = place[1] - 1
    if sentence.deps[last] == "nsubj":
        verb = trigger
        for _ in range(4):
            if sentence.heads[last] == verb:
                return True
            if sentence.deps[verb] not in ("conj", "xcomp", "advcl"):
                break
            verb = sentence.heads[verb]
    return place[0] == 0 and trigger == place[1]


def _named(sentence: Parsed, place: tuple[int, int], places: list[tuple[int, int]]) -> str | None:
    """The place as written, or None where it is one of several."""
    start, end = place
    if sentence.words[end : end + 1] == [","] and any(
        p[0] == end + 1 and p[1] < len(sentence) and sentence.tags[p[1]].startswith("VB") for p in places
    ):
        return None
    if end + 1 < len(sentence) and sentence.words[end] in ("and", "&") and sentence.tags[end + 1] == "NNP":
        return None
    following = next((p for p in places if p[0] > start), None)
    if following is not None:
        between = sentence.words[end : following[0]]
        if 1 <= len(between) <= 3 and all(w in ("and", "&", ",", "the", "or") for w in between):
            later = [p for p in places if p[0] > following[0]]
            listed = bool(later) and set(sentence.words[following[1] : later[0][0]]) <= {"and", ",", "the"}
            if "and" in between or "&" in between or "or" in between or listed:
                return None
    return sentence.text[sentence.starts[start] : sentence.ends[end - 1]]
