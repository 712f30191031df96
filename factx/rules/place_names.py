"""Named places in a parsed sentence, and the names of countries."""

from __future__ import annotations

from factx.lexicon.territories import country_names
from factx.rules.words import listed
from factx.syntax import Parsed

Span = tuple[int, int]

_LABELS = frozenset(["GPE", "LOC", "FAC"])
_OTHER_LABELS = frozenset(["ORG", "PRODUCT", "EVENT", "WORK_OF_ART"])
_NO_PLACES = listed("places", "no_places")
_DISTRICTS = listed("places", "districts")
_DIRECTIONS = frozenset(["northern", "southern", "eastern", "western", "middle", "central"])
_NATURES = listed("places", "natures")
_RANGES = listed("places", "ranges")
_PEAKS = ("mount", "mt", "mt.", "lake", "ben")
_STRIKES = listed("places", "strikes")
_KILLERS = listed("ties", "killers")
_ASSAULTS = listed("places", "assaults")
_UNITS = listed("places", "units")
_UNITS_BEHIND = listed("places", "units_behind")
_CAPITALS = listed("places", "capitals")
_BEFORE_PLACES = ("in", "at", "near", "off", "across", "around", "outside")
_YEAR = 4


def named_places(sentence: Parsed) -> list[Span]:
    """Token spans (end exclusive) of named places, in order; "the" left out, "Northern District of Texas" as one."""
    words = sentence.words
    spans: list[Span] = []
    for start, end, label in sentence.entities:
        if label not in _LABELS and not (label in _OTHER_LABELS and end - start > 1 and words[end - 1] in _NATURES):
            continue
        while start < end - 1 and words[start] in ("the", "a", "an"):
            start += 1
        end -= end - 1 > start and sentence.tags[end - 1] == "POS"
        if "and" in words[start:end] and _text(sentence, start, end) not in country_names():
            continue
        if (
            words[end - 1].isdigit()
            or words[end - 1] in _NO_PLACES
            or words[start] in _NO_PLACES
            or not sentence.raw(start)[0].isupper()
        ):
            continue
        if spans and spans[-1][1] == start - 1 and _court_district(sentence, start - 1):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    spans += _opening_country(sentence, spans) + _struck_country(sentence, spans)
    return [_whole(sentence, span) for span in sorted(spans + _after_preposition(sentence, spans))]


def _court_district(sentence: Parsed, of: int) -> bool:
    """ "Northern District [of] Texas" is one name, "Garm District [of] Balkh Province" are two."""
    side = sentence.words[of - 2 : of - 1]
    return sentence.words[of - 1] in _DISTRICTS and side != [] and side[0] in _DIRECTIONS


def _whole(sentence: Parsed, place: Span) -> Span:
    """The name with its number ("in Dublin 12,"), or the part of a country ("off Spain's [Canary Islands]")."""
    start, end = place
    words, tags = sentence.words, sentence.tags
    if (
        start
        and words[end - 1] in _RANGES
        and sentence.raw(start - 1)[0].isupper()
        and sentence.heads[start - 1] == end - 1
    ):
        return start - 1, end
    last = sentence.heads[end - 1]
    if end <= last < end + 4 and words[last] in _NATURES and all(tags[k] == "NNP" for k in range(end, last + 1)):
        end = last + 1
    place = (start, end)
    if not start or words[start - 1] not in _BEFORE_PLACES:
        return place
    number = tags[end : end + 1] == ["CD"] and sentence.raw(end).isdigit() and len(sentence.raw(end)) < _YEAR
    if number and words[end + 1 : end + 2] in ([], [","], ["."], [";"], [")"], ["and"], ["on"]):
        return start, end + 1
    first = end + 1 + (tags[end + 1 : end + 2] == ["JJ"])
    if tags[end : end + 1] == ["POS"] and tags[first : first + 1] == ["NNP"]:
        owned = name_end(sentence, first)
        within = {i for a, b, label in sentence.entities if label in _LABELS for i in range(a, b)}
        unit = words[owned : owned + 1] != [] and words[owned] in _UNITS_BEHIND
        if unit or (first in within and tags[owned : owned + 1] not in (["NN"], ["NNS"], ["POS"])):
            return first, owned
    return place


def _text(sentence: Parsed, start: int, end: int) -> str:
    return sentence.text[sentence.starts[start] : sentence.ends[end - 1]]


def _opening_country(sentence: Parsed, known: list[Span]) -> list[Span]:
    """A country that opens a list item and that the model takes for something else: "Benin: 54 arrests"."""
    opens = len(sentence) > 2 and sentence.words[1] == ":" and sentence.raw(0) in country_names()
    return [(0, 1)] if opens and not any(start == 0 for start, _ in known) else []


def _struck_country(sentence: Parsed, known: list[Span]) -> list[Span]:
    """A country that is an object and that the model takes for something else: "the cyclone hit Mozambique"."""
    return [
        (i, i + 1)
        for i, dep in enumerate(sentence.deps)
        if dep == "dobj"
        and (sentence.raw(i) in country_names() or _by_disaster(sentence, i))
        and not any(a <= i < b for a, b in known)
    ]


def _by_disaster(sentence: Parsed, i: int) -> bool:
    """ "Two explosions rocked Jalalabad": a name of one word that a blast or a storm hit."""
    verb = sentence.heads[i]
    if sentence.tags[i] != "NNP" or sentence.words[verb] not in _STRIKES or verb != i - 1:
        return False
    subjects = (k for k in range(verb) if sentence.heads[k] == verb and sentence.deps[k] == "nsubj")
    return any(sentence.words[k] in _KILLERS for k in subjects)


def _after_preposition(sentence: Parsed, known: list[Span]) -> list[Span]:
    """Names right after "in" or "at" that the model takes for something else."""
    if title_case(sentence):
        return []
    tags = sentence.tags
    others = {i for a, b, label in sentence.entities if label in _OTHER_LABELS for i in range(a, b)}
    found: list[Span] = []
    for i, word in enumerate(sentence.words[:-1]):
        start = i + 1
        unit = word == "of" and i and (sentence.words[i - 1] in _UNITS or sentence.words[i - 1] in _ASSAULTS)
        known_word = word in ("in", "at", "near", "off", "across") or unit or _capital(sentence, i)
        known_word = known_word or (word == "on" and sentence.words[start] in _PEAKS)
        named = _capital(sentence, i) and sentence.raw(start)[0].isupper()
        name = tags[start] == "NNP" or named or (word == "in" and _before_unit(sentence, start))
        if not known_word or not name or (word == "at" and start in others and not _scene_of(sentence, start)):
            continue
        end = max(name_end(sentence, start), start + 1)
        last = sentence.raw(end - 1)
        known_other = sentence.words[start] in _NO_PLACES or sentence.words[end - 1] in (
            "court",
            "parliament",
            "congress",
        )
        if last.isdigit() or set(last) <= set("IVX") or known_other:
            continue
        if any(a < end and start < b for a, b in known):
            continue
        numbered = end < len(sentence) and sentence.raw(end).isdigit() and len(sentence.raw(end)) < _YEAR
        if (
            end == len(sentence)
            or numbered
            or _before_unit(sentence, end - 1)
            or tags[end] not in ("POS", "NN", "NNS", "CD")
        ):
            found.append((start, end))
    return found


def _scene_of(sentence: Parsed, start: int) -> bool:
    """ "at Beslan, where", "at Beslan when": what follows tells what happened there."""
    end = name_end(sentence, start)
    return sentence.words[end : end + 1] == ["when"] or sentence.words[end : end + 2] == [",", "where"]


def _before_unit(sentence: Parsed, i: int) -> bool:
    """ "in Cavite [province]": a capital before such a word makes a name of what the tagger takes for an adjective."""
    behind = sentence.words[i + 1 : i + 2]
    return (
        sentence.raw(i)[0].isupper()
        and behind != []
        and behind[0] in _UNITS_BEHIND
        and sentence.words[i] not in _DIRECTIONS
    )


def _capital(sentence: Parsed, i: int) -> bool:
    """ "in the capital Lilongwe", "the port city Aden"."""
    return sentence.words[i] in _CAPITALS and "the" in sentence.words[max(0, i - 3) : i]


def name_end(sentence: Parsed, start: int) -> int:
    """One past the last token of the name that starts at token ``start``, hyphens included."""
    tags, end = sentence.tags, start
    while end < len(tags) and (
        tags[end] == "NNP" or (sentence.words[end] == "-" and tags[end + 1 : end + 2] == ["NNP"])
    ):
        end += 1
    return end


def title_case(sentence: Parsed) -> bool:
    """True for a headline in capitals, where a capital says nothing."""
    long = (i for i, word in enumerate(sentence.words) if len(word) > 3 and word.isalpha())
    capitals = [sentence.raw(i)[0].isupper() for i in long]
    return len(capitals) > 2 and sum(capitals) > 0.7 * len(capitals)
