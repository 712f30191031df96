"""Counts of countries: "40 countries", "19 African countries", "27-nation bloc". Needs no parse."""

from __future__ import annotations

import re
from functools import cache

from factx.lexicon import load
from factx.rules.candidate import Candidate
from factx.values.span import Quantity

_WORD = re.compile(r"[ ]?(?:[\"'(*]{0,2})([A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'.-]*|,|&)")
_NATIONALITY = re.compile(r"[A-Z][a-z]+(?:an|ian|ese|ish|ern|ic)\Z")


@cache
def cue() -> re.Pattern[str]:
    """A scan for any noun that can be counted here."""
    return re.compile(r"(?<![A-Za-z])(?:countr(?:y|ies)|nations?|member[ -]states?|states)(?![A-Za-z])", re.IGNORECASE)


def counted_countries(text: str, quantity: Quantity, sentence: int) -> Candidate | None:
    """The count of countries that starts with ``quantity`` in the view ``text``, or None."""
    words = load("countries")
    if quantity.form == "zero":
        return None
    if text[max(0, quantity.start - 4) : quantity.start].lower().endswith(("the ", " the")) and quantity.value == 2:
        return None
    position, previous, steps = quantity.end, "", 0
    if text[position : position + 1] == "-":
        return _compound(text, quantity, sentence, words)
    while steps < 8 and (m := _WORD.match(text, position)):
        word = m.group(1).rstrip(".'-") or m.group(1)
        low, end = word.lower(), m.start(1) + len(word)
        if low in words["nouns"]:
            return None if _named(text, quantity, end, words) else _found(text, quantity, end, sentence, low)
        if low in words["states"] and (previous in words["state_words"] or _of_union(text, end)):
            return _found(text, quantity, end, sentence, low)
        modifier = (
            low in words["modifiers"]
            or _NATIONALITY.match(word)
            or low in (",", "and", "&")
            or low.endswith(("-speaking", "-income", "est", "ing"))
        )
        if not modifier:
            return None
        previous, position, steps = low, m.end(), steps + 1
    return None


def _compound(text: str, quantity: Quantity, sentence: int, words: dict[str, list[str]]) -> Candidate | None:
    m = re.compile(r"-([A-Za-z]+)").match(text, quantity.end)
    if not m or m.group(1).lower() not in words["compounds"] or _named(text, quantity, m.end(), words):
        return None
    return _found(text, quantity, m.end(), sentence, m.group(1).lower(), "compound")


def _named(text: str, quantity: Quantity, end: int, words: dict[str, list[str]]) -> bool:
    """A name such as "the Six Nations", which counts nothing."""
    phrase = text[quantity.head : end]
    return phrase.lower() in words["names"] and phrase[:1].isupper() and phrase.split()[-1][:1].isupper()


def _of_union(text: str, end: int) -> bool:
    return bool(
        re.compile(r" (?:of|in) the (?:EU|European|African Union|bloc|Union|eurozone|alliance|Arab League)").match(
            text, end
        )
    )


def _found(text: str, quantity: Quantity, end: int, sentence: int, noun: str, rule: str = "noun") -> Candidate:
    also = re.compile(r"(?:,? (?:and|or) (?:territories|regions|jurisdictions))").match(text, end)
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
