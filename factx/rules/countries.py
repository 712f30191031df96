"""Counts of countries: "40 countries", "19 African countries", "27-nation bloc". Needs no parse."""

from __future__ import annotations

import re
from typing import Any

from factx.candidate import Candidate
from factx.lexicon import load
from factx.values.span import Quantity

_WORD = re.compile(r"[ ]?(?:[\"'(*]{0,2})([A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'.-]*|,|&)")
_NATIONALITY = re.compile(r"[A-Z][a-z]+(?:an|ian|ese|ish|ern|ic)\Z")
_JOINED = re.compile(r"-([A-Za-z]+)")
_WORDS: dict[str, Any] = load("countries")
_OF_UNION = re.compile(rf" (?:of|in) the (?:{'|'.join(map(re.escape, _WORDS['unions']))})")
# What makes the states of a sentence countries, and what makes them those of America.
_WORLD = re.compile(
    r"\b(?:United Nations|UN|U\.N\.|[Tt]reat(?:y|ies)|[Cc]onventions?|ratif(?:y|ied|ies)|signator(?:y|ies)|NATO)\b"
)
_AMERICAN = re.compile(r"\b(?:US|U\.S\.|USA|America|American|governors?|attorneys? general|Congress|Senate|federal)\b")
_SENTENCE_END = re.compile(r"\n|[.!?] (?=[A-Z])")
_NEAR = 300
_LEAGUE = re.compile(r" (?:League|Cup|Championship|Series)\b")
_TO = re.compile(r" to (?:more than |almost |nearly |about )?(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)(?= )")
_ALSO = re.compile(rf",? (?:and|or) (?:{'|'.join(_WORDS['also'])})")
# "the 75 poorest countries, 39 of which are in Africa".
_OF_WHICH = re.compile(r" of (?:which|them)\b")
_SAID = re.compile(r"\b(?:countries|nations)\b[^.;:\d]{0,30}[,(–—-] ?(?:and )?\Z")
# "Countries involved: 14" on a line of its own.
_LABEL = re.compile(r"(?:\A|\n)(?:Number of |Total )?(?:[A-Z][a-z]+ )?[Cc]ountries(?: [a-z]+)?: \Z")
_LINE_END = re.compile(r"[.;,]?(?:\n|\Z)")
# Words between the number and its noun, at most.
_MODIFIERS = 8


def counted_countries(text: str, quantity: Quantity, sentence: int) -> Candidate | None:
    """The count of countries that starts with ``quantity`` in the view ``text``, or None.

    Args:
        sentence: number of the sentence in the view, for the candidate.
    """
    known_pair = quantity.value == 2 and text[max(0, quantity.start - 4) : quantity.start].lower() == "the "
    if quantity.form == "zero" or known_pair:
        return None
    if _LABEL.search(text, max(0, quantity.start - 60), quantity.start) and _LINE_END.match(text, quantity.end):
        return _found(text, quantity, quantity.end, sentence, "countries", "label")
    if _OF_WHICH.match(text, quantity.end) and _SAID.search(text, max(0, quantity.start - 60), quantity.start):
        return _found(text, quantity, quantity.end, sentence, "countries")
    position, previous = _past_change(text, quantity), ""
    if text[position : position + 1] == "-":
        return _compound(text, quantity, sentence)
    for _ in range(_MODIFIERS):
        m = _WORD.match(text, position)
        if m is None:
            return None
        word = m.group(1).rstrip(".'-") or m.group(1)
        low, end = word.lower(), m.start(1) + len(word)
        if low in _WORDS["nouns"]:
            return None if _named(text, quantity, end) else _found(text, quantity, end, sentence, low)
        if low in _WORDS["states"] and (previous in _WORDS["state_words"] or _of_the_world(text, quantity.start, end)):
            return _found(text, quantity, end, sentence, low)
        if not _modifies(word):
            return None
        previous, position = low, m.end()
    return None


def _of_the_world(text: str, start: int, end: int) -> bool:
    """Whether "states" are countries: "of the EU" follows, or the sentence tells of treaties or the United Nations."""
    if _OF_UNION.match(text, end):
        return True
    before = _SENTENCE_END.split(text[max(0, start - _NEAR) : start])[-1]
    said = before + _SENTENCE_END.split(text[end : end + _NEAR], maxsplit=1)[0]
    return _WORLD.search(said) is not None and _AMERICAN.search(said) is None


def _past_change(text: str, quantity: Quantity) -> int:
    """Where the noun is looked for: behind both numbers of "from 15 to 25 member states"."""
    risen = _TO.match(text, quantity.end)
    told = risen and text[max(0, quantity.start - 5) : quantity.start].lower() == "from "
    return risen.end() if risen and told else quantity.end


def _modifies(word: str) -> bool:
    """True for what may stand between the number and its noun: a listed word, a nationality, a comma."""
    low = word.lower()
    listed = low in _WORDS["modifiers"] or low.endswith(tuple(_WORDS["modifier_endings"]))
    return listed or low.startswith("non-") or low in (",", "and", "&") or _NATIONALITY.match(word) is not None


def _compound(text: str, quantity: Quantity, sentence: int) -> Candidate | None:
    """ "27-nation bloc"."""
    m = _JOINED.match(text, quantity.end)
    if not m or m.group(1).lower() not in _WORDS["compounds"] or _named(text, quantity, m.end()):
        return None
    return _found(text, quantity, m.end(), sentence, m.group(1).lower(), "compound")


def _named(text: str, quantity: Quantity, end: int) -> bool:
    """A name such as "the Six Nations", which counts nothing."""
    phrase = text[quantity.head : end]
    if phrase[-7:] == "Nations" and (" First " in phrase or _LEAGUE.match(text, end)):
        return True
    return phrase.lower() in _WORDS["names"] and phrase[:1].isupper() and phrase.split()[-1][:1].isupper()


def _found(text: str, quantity: Quantity, end: int, sentence: int, noun: str, rule: str = "noun") -> Candidate:
    """The candidate whose noun ends at ``end``."""
    also = _ALSO.match(text, end)
    return Candidate(
        start=quantity.start,
        end=quantity.end,
        phrase_end=also.end() if also else end,
        sentence=sentence,
        kind="countries",
        rule=f"countries.{rule}",
        value=quantity.value,
        value_max=quantity.value_max,
        bound=quantity.bound,
        counted=noun,
    )
