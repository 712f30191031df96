"""Facts made ready to be compared: whose they are, what their sentences name, whether they stand for a whole or a part.

Documents in, Statements out. Facts of teasers and the like are left out: they are not what the article reports.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import pairwise

from factx import lexicon
from factx.comparing import citations, figures, names, profiles
from factx.comparing.names import Vocabulary
from factx.comparing.profiles import Profile
from factx.model import Document, Fact, Mention

#: How far before a figure a word like "including" makes it a part, in characters.
_BEFORE = 40
#: The part of an article that says what it is about, in characters.
LEAD = 1500
#: How far behind its first figure an article still says what it is about, in characters: two paragraphs or three.
OPENING = 500
#: How far apart two newsrooms' conversions of one sum may be.
_RATES = Decimal("1.05")
_OF_THEM = re.compile(r" (?:of (?:them|the|these|those|whom)|others?|more)\b")
_BRACKET = re.compile(r"[\s(\[,\u2013/~]*(?:or |about |around |approximately )?[\s(\[~]*")


@dataclass(slots=True, eq=False)
class Statement:
    """A fact of one document.

    Attributes:
        number: of the statement in the whole run.
        document: number of the document in the run.
        operation: key of the named operation, or None.
        names, words: of all its sentences.
        known: names of its document.
        cited: keys of the addresses beside it; `hints` are the names in their paths.
        own: whether the document tells it itself: in its title, or with no address beside it.
        titled, only_title: whether the title states it, and nothing else does.
        part: whether it is plainly a part of another figure, or one more beside it.
        back: whether its sentences look back on something else.
        converted: the same sum in another currency, as the document gives it in brackets.
        beside: other sums right before and behind it, in other currencies: what it is worth.
    """

    number: int
    document: int
    fact: Fact
    operation: str | None
    names: frozenset[str]
    words: frozenset[str]
    known: Collection[str]
    cited: frozenset[str]
    hints: frozenset[str]
    own: bool
    titled: bool
    only_title: bool
    part: bool
    back: bool
    place: str | None
    converted: Statement | None = None
    original: Statement | None = None
    beside: tuple[Statement, ...] = ()

    @property
    def at(self) -> int:
        """Where the document states it first."""
        return self.fact.mentions[0].start

    @property
    def topics(self) -> frozenset[str]:
        """Its words without those of names, which begin alike."""
        heads = {name[:n] for name in self.names for n in range(1, len(name) + 1)}
        return self.words - heads

    @property
    def sums(self) -> tuple[Fact, ...]:
        """The fact, and the same sum in the other currency."""
        other = self.converted or self.original
        return (self.fact, other.fact) if other else (self.fact,)


@dataclass(slots=True, eq=False)
class Story:
    """A document with its statements.

    Attributes:
        number: of the document in the run.
        title: the names in its title.
        lead: the names in its title and in the sentences of its first statements.
        about: those in its title and in the sentences of the very first ones.
        profile: what the whole document is about.
        address: key of its own address, where it is known.
    """

    number: int
    document: Document
    profile: Profile
    statements: list[Statement] = field(default_factory=list)
    title: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    operations: frozenset[str] = frozenset()
    address: str | None = None


def read(documents: Sequence[Document]) -> tuple[list[Story], Vocabulary]:
    """The documents with their statements, and how names are spread over them."""
    vocabulary = Vocabulary()
    read = profiles.read(documents, vocabulary)
    stories: list[Story] = []
    number = 0
    for document, profile in zip(documents, read, strict=True):
        story = _story(len(stories), document, number, vocabulary, profile)
        number += len(story.statements)
        stories.append(story)
    return stories, vocabulary


def _story(number: int, document: Document, first: int, vocabulary: Vocabulary, profile: Profile) -> Story:
    title = names.plain(document.title or "")
    story = Story(number, document, profile, title=names.names(title, vocabulary, title=True))
    story.address = citations.key(document.url) if document.url else None
    facts = [fact for fact in document.facts if fact.section != "related" and fact.kind != "date"]
    for fact in facts:
        story.statements.append(_statement(first + len(story.statements), story, fact, title, vocabulary))
    _mark_parts(story.statements)
    _pair_conversions(story.statements)
    _set_beside(story.statements)
    early = (s.names for s in story.statements if s.at < LEAD and not s.back)
    story.lead = story.title.union(*early)
    first = min((s.at for s in story.statements if not s.only_title), default=0)
    story.about = story.title.union(*(s.names for s in story.statements if s.at < first + OPENING and not s.back))
    story.operations = frozenset(s.operation for s in story.statements if s.operation)
    return story


def _statement(number: int, story: Story, fact: Fact, title: str, vocabulary: Vocabulary) -> Statement:
    sentences = list(dict.fromkeys(m.sentence for m in fact.mentions if m.section != "related"))
    found = frozenset[str]().union(*(names.names(s, vocabulary, title=names.plain(s) in title) for s in sentences))
    in_title = [_is_title(m, title) for m in fact.mentions]
    low = " ".join(names.plain(s).lower() for s in sentences)
    cited, any_cited = citations.cited(fact.mentions)
    return Statement(
        number=number,
        document=story.number,
        fact=fact,
        operation=names.operation(fact.event) if fact.event else None,
        names=found,
        words=_words(fact, sentences),
        known=story.profile.names,
        cited=cited,
        hints=frozenset(w for w in citations.words(cited) if vocabulary.capital[w] > vocabulary.small[w]),
        own=any(in_title) or not any_cited,
        titled=any(in_title),
        only_title=all(in_title),
        part=all(_is_part(m) for m in fact.mentions),
        back=_looking_back().search(low) is not None,
        place=fact.place,
    )


def _words(fact: Fact, sentences: Sequence[str]) -> frozenset[str]:
    """The words of sentences, without those of the figure, which tell nothing more than it does."""
    own = frozenset[str]().union(*(names.words(m.text) for m in fact.mentions))
    return frozenset[str]().union(*(names.words(s) for s in sentences)) - own


def _is_title(mention: Mention, title: str) -> bool:
    """Whether a mention stands in the title; a first heading and a page's title may differ by the site's name."""
    if mention.section == "headline":
        return True
    sentence = names.plain(mention.sentence)
    return bool(title) and (sentence in title or title in sentence)


def _is_part(mention: Mention) -> bool:
    sentence = names.plain(mention.sentence)
    words = names.plain(mention.text)
    at = sentence.find(words)
    before = re.split(r"[);:]", sentence[max(0, at - _BEFORE) : at].lower())[-1]
    after = sentence[at + len(words) : at + len(words) + 12].lower()
    return _parts().search(before) is not None or _OF_THEM.match(after) is not None


def _mark_parts(statements: Iterable[Statement]) -> None:
    """A smaller sum of the same kind in the sentence of a larger one before it is a part of that."""
    largest: dict[tuple[str, ...], Fact] = {}
    for statement in statements:
        fact = statement.fact
        if fact.value is None:
            continue
        key = (fact.kind, fact.role or "", fact.currency or "", thing(fact), fact.mentions[0].sentence)
        whole = largest.setdefault(key, fact)
        if whole is not fact and whole.value is not None and len(fact.mentions) == 1 and not statement.titled:
            statement.part = statement.part or fact.value < whole.value


def _pair_conversions(statements: Sequence[Statement]) -> None:
    """Tie a sum to the one in brackets behind it that gives it in another currency."""
    starts: dict[int, Statement] = {}
    money = [s for s in statements if s.fact.kind == "money"]
    for statement in money:
        for mention in statement.fact.mentions:
            starts[mention.start] = statement
    for statement in money:
        for mention in statement.fact.mentions:
            other = _converted(statement, mention, starts)
            if other and statement.original is None and statement.converted is None:
                statement.converted, other.original = other, statement


def _set_beside(statements: Sequence[Statement]) -> None:
    """Let sums of two currencies in one sentence, one right behind the other, know of each other."""
    mentions = sorted(((m, s) for s in statements if s.fact.kind == "money" for m in s.fact.mentions),
                      key=lambda pair: pair[0].start)  # fmt: skip
    for (first, a), (second, b) in pairwise(mentions):
        if second.start - first.end <= _BEFORE and first.sentence == second.sentence and not same_money(a.fact, b.fact):
            a.beside, b.beside = (*a.beside, b), (*b.beside, a)


def _converted(statement: Statement, mention: Mention, starts: dict[int, Statement]) -> Statement | None:
    """The statement that stands in brackets or behind "or" right after the mention, in another currency."""
    for gap in range(1, 18):
        other = starts.get(mention.end + gap)
        if other is None:
            continue
        if other.fact.currency == statement.fact.currency or other.original or other.converted:
            return None
        sentence, words = mention.sentence, mention.text
        at = sentence.find(words)
        between = sentence[at + len(words) : at + len(words) + gap]
        return other if at >= 0 and _BRACKET.fullmatch(between) and re.search(r"[(\[/]|or ", between) else None
    return None


def thing(fact: Fact) -> str:
    """What a fact of a declared kind counts, with its unit: ``kg cocaine``; empty for the built-in kinds."""
    return " ".join(part for part in (fact.unit, fact.counted) if part)


def main_statements(story: Story) -> dict[tuple[str, str | None, str], Statement]:
    """By kind, role and thing, the figure that the document is about: that of its title, else the first of its lead."""
    found: dict[tuple[str, str | None, str], Statement] = {}
    for statement in sorted(story.statements, key=lambda s: (not s.titled, s.at)):
        if statement.fact.value is None or statement.part or statement.back or statement.original:
            continue
        if is_vague(statement.fact):
            continue
        if statement.titled or statement.at < LEAD:
            fact = statement.fact
            found.setdefault((fact.kind, fact.role, thing(fact)), statement)
    return found


def is_vague(fact: Fact) -> bool:
    """Whether the figure stands for words like "millions"."""
    return fact.bound == "at_least" and not any(c.isdigit() for m in fact.mentions for c in m.text)


def fit(a: Statement, b: Statement) -> bool:
    """Whether both can be true of one thing, in a currency that both are given in; exchange rates differ a little."""
    shared = [(x, y) for x in a.sums for y in b.sums if same_money(x, y)]
    if any(figures.compatible(x, y) for x, y in shared):
        return True
    return any((_is_converted(a, x) or _is_converted(b, y)) and figures.ratio(x, y) <= _RATES for x, y in shared)


def _is_converted(statement: Statement, fact: Fact) -> bool:
    return (statement.original is not None and fact is statement.fact) or (
        statement.converted is not None and fact is statement.converted.fact
    )


def same_money(one: Fact, other: Fact) -> bool:
    """Whether two facts are in one currency, a dollar of any country being one."""
    if one.currency == other.currency:
        return True
    return is_dollar(one) and is_dollar(other) and figures.same_figure(one, other)


def money(fact: Fact) -> str | None:
    """The currency, all dollars being one."""
    return "$" if is_dollar(fact) else fact.currency


def is_dollar(fact: Fact) -> bool:
    """Whether a sum is of dollars, of whichever country."""
    return fact.currency in _dollars()


@cache
def _dollars() -> frozenset[str]:
    return frozenset(lexicon.load("compare")["dollars"])


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, lexicon.load('compare')['parts']))})\b")


@cache
def _looking_back() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, lexicon.load('compare')['looking_back']))})\b")
