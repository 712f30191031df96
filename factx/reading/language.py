"""The language of a text, told cheaply: by its script, or by its commonest small words. Characters in, a tag out.

The words and scripts are data (lexicon `languages`). English is assumed where nothing speaks against it, for that is
what factx reads.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache

from factx import lexicon

ENGLISH = "en"
UNKNOWN = "und"
_SAMPLE = 8_000
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019](?=[^\W\d_]))?")
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][A-Za-z0-9-]{1,20})?\Z", re.IGNORECASE)
# Shares of small words, as seen in news: English 30 to 45 % in running text, 10 % in lists and tables, hardly any
# in other languages, which have 20 to 40 % of their own.
_FEW_WORDS = 12
_SOME_WORDS = 100
_ENGLISH_SHARE = 0.2
_OTHER_SHARE = 0.1
_HARDLY_ANY = 0.02
_ALIASES = {"nb": "no", "nn": "no", "ms": "id", "sr": "hr", "bs": "hr", "in": "id", "iw": "he", "fil": "tl"}


@dataclass(frozen=True, slots=True)
class _Script:
    language: str
    letters: re.Pattern[str]
    few: bool
    signs: tuple[tuple[str, str], ...]


@cache
def _scripts() -> tuple[_Script, ...]:
    return tuple(
        _Script(
            row["language"],
            re.compile("[{}-{}]".format(*row["letters"])),
            row.get("few", False),
            tuple(row.get("signs", {}).items()),
        )
        for row in lexicon.load("languages")["scripts"]
    )


@cache
def _any_script() -> re.Pattern[str]:
    """A letter of any of the scripts."""
    return re.compile("|".join(script.letters.pattern for script in _scripts()))


@cache
def _words() -> dict[str, frozenset[str]]:
    return {tag: frozenset(words.split()) for tag, words in lexicon.load("languages")["words"].items()}


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """Small word -> the languages that have it."""
    found: dict[str, list[str]] = defaultdict(list)
    for language, words in _words().items():
        for word in words:
            found[word].append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def name(tag: str) -> str:
    """The English name of the language ``tag``."""
    names: dict[str, str] = lexicon.load("languages")["names"]
    return names.get(tag, "another language")


def tag(said: str | None) -> str | None:
    """The tag of what a page says of its language (``de-AT`` is ``de``), or None where that is no tag."""
    m = _TAG.match((said or "").strip())
    return _ALIASES.get(m.group(1).lower(), m.group(1).lower()) if m else None


def tell(text: str, said: str | None = None) -> str:
    """The language of ``text``.

    Args:
        text: as a reader sees it; its first pages decide.
        said: the tag that the page itself gives, which counts where the text is too short to tell.
    """
    sample = text[:_SAMPLE]
    if not sample.isascii():
        script = _by_script(sample)
        if script:
            return script
    words = [word.casefold() for word in _WORD.findall(sample)]
    if len(words) < _FEW_WORDS:
        return said or ENGLISH
    return _by_words(words, said)


def _by_script(sample: str) -> str | None:
    """The language of a text most of whose letters are of another script than the Latin."""
    if not _any_script().search(sample):
        return None
    letters = sum(1 for c in sample if c.isalpha())
    for script in _scripts():
        count = len(script.letters.findall(sample))
        if count * (8 if script.few else 2) > letters:
            return _by_signs(script, sample)
    return None


def _by_signs(script: _Script, sample: str) -> str:
    """Languages of one script are told apart by letters of their own, else by their words."""
    for language, signs in script.signs:
        if any(sign in sample.casefold() for sign in signs):
            return language
    among = {language: _words()[language] for language, _ in script.signs if language in _words()}
    counted = Counter(word.casefold() for word in _WORD.findall(sample))
    shares = {language: sum(counted[word] for word in words) for language, words in among.items()}
    return max(shares, key=lambda each: (shares[each], each)) if any(shares.values()) else script.language


def _by_words(words: list[str], said: str | None) -> str:
    counted: Counter[str] = Counter()
    for word, times in Counter(words).items():
        for language in _languages_of().get(word, ()):
            counted[language] += times
    shares = {language: counted[language] / len(words) for language in _words()}
    english = shares.pop(ENGLISH)
    if english >= _ENGLISH_SHARE:
        return ENGLISH
    best = max(shares, key=lambda each: (shares[each], each == said, each))
    if shares[best] < 1.4 * english:
        return ENGLISH
    if shares[best] >= _OTHER_SHARE:
        return best
    if said and said != ENGLISH:
        return said
    return UNKNOWN if english < _HARDLY_ANY and len(words) >= _SOME_WORDS else ENGLISH
