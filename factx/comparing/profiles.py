"""What a document is about, as weights of its names and words, and how alike two are. Documents in, Profiles out.

Read is what the article says in whole sentences, menus and teasers aside; of a record without a text the sentences of
its facts. A name counts for more in the title and the lead, and the fewer documents of the run hold it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log, sqrt

from factx.comparing import names
from factx.comparing.names import Vocabulary
from factx.model import Document
from factx.reading import view

#: How much of a text is read, in characters: behind it stands little that tells one event from another.
_READ = 8000
#: What a name weighs in the title, in the lead, and behind that; and how many characters of sentences are the lead.
_TITLE, _LEAD, _BODY = 3, 2, 1
_LEAD_CHARS = 1500
#: Words that a line has at least to be a sentence and no menu.
_SENTENCE = 8
#: Digits of a number that two documents hardly share by chance.
_ODD = 3
#: Names, and words, of a profile: those that weigh most.
_KEPT = 120
#: Documents that a run is taken to have at least, as for names.
_FEWEST = 50

_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w-]|[.,]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDS = re.compile(r"(?<=[.!?])[\"'\u201d\u2019)]{0,2} (?=[\"'\u201c(A-Z0-9])")
_CLOSED = (".", "!", "?", ":", ";")

Vector = dict[str, float]


@dataclass(slots=True)
class Profile:
    """What a document is about.

    Attributes:
        names, words: by key how much it tells of the document; their squares sum up to 1 once `weigh` has been called.
        numbers: of three digits and more, as they stand in the text, without those of years.
        years: that the text speaks of.
        titled: names of the title that the text repeats; others may be of the site or the author.
    """

    names: Vector = field(default_factory=dict)
    words: Vector = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    titled: frozenset[str] = frozenset()


def read(documents: Sequence[Document], vocabulary: Vocabulary) -> list[Profile]:
    """The profiles of all documents; the vocabulary takes note of how words are written, and how many hold them."""
    told = [list(_sentences(document)) for document in documents]
    for sentences in told:
        vocabulary.read(sentences)
    profiles = [_counted(document, sentences, vocabulary) for document, sentences in zip(documents, told, strict=True)]
    holding: Counter[str] = Counter()
    for profile in profiles:
        vocabulary.count(profile.names)
        holding.update(profile.words)
    size = max(len(profiles), _FEWEST)
    for profile in profiles:
        profile.names = _weighed(profile.names, {n: vocabulary.weight(n) for n in profile.names})
        rare = {w: log(size / max(2, holding[w])) for w in profile.words if holding[w] < size}
        profile.words = _weighed(profile.words, rare)
    return profiles


def _counted(document: Document, sentences: Iterable[str], vocabulary: Vocabulary) -> Profile:
    """A profile with counts for weights."""
    named: Counter[str] = Counter()
    said: Counter[str] = Counter()
    numbers: set[str] = set()
    years: set[int] = set()
    at = 0
    for sentence in sentences:
        weight = _LEAD if at < _LEAD_CHARS else _BODY
        at += len(sentence)
        for name in names.names_of(sentence, vocabulary):
            named[sys.intern(name)] += weight
        said.update(map(sys.intern, names.words_of(sentence)))
        for number in _NUMBER.findall(sentence):
            if _YEAR.fullmatch(number):
                years.add(int(number))
            elif len(re.sub(r"[.,]", "", number).strip("0")) >= _ODD:
                numbers.add(number.replace(",", ""))
    titled = names.names(document.title or "", vocabulary, title=True)
    repeated = titled & named.keys()
    for name in titled:
        named[name] += _TITLE
    return Profile(dict(named), dict(said), frozenset(numbers), frozenset(years), repeated)


def _weighed(counts: Vector, rare: Vector) -> Vector:
    found = ((key, (1 + log(count)) * rare[key]) for key, count in counts.items() if rare.get(key, 0) > 0)
    weights = dict(sorted(found, key=lambda pair: (-pair[1], pair[0]))[:_KEPT])
    length = sqrt(sum(w * w for w in weights.values()))
    return {key: weight / length for key, weight in weights.items()}


def alike(one: Vector, other: Vector) -> float:
    """The cosine of two weighed vectors: 0 where they share nothing, 1 where they are of one direction."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[key] for key, weight in one.items() if key in other)


def _sentences(document: Document) -> Iterator[str]:
    """The plain sentences of the article; of a record without a text those of its facts."""
    text = str(document.text[:_READ])
    if not text:
        told = (m.sentence for f in document.facts for m in f.mentions if m.section != "related")
        yield from map(names.plain, dict.fromkeys(told))
        return
    for line in names.folded(view.read(text).text).split("\n"):
        if len(line.split()) >= _SENTENCE and line.rstrip(" \"'\u201d\u2019)*_").endswith(_CLOSED):
            yield from _ENDS.split(line)


def rare(numbers: Iterable[frozenset[str]], most: int) -> set[str]:
    """The numbers that two to ``most`` documents hold."""
    holding = Counter(n for held in numbers for n in held)
    return {n for n, count in holding.items() if 1 < count <= most}
