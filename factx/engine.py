"""Articles to Documents: scan, parse what needs a parse, rules, resolve. The one loop.

Articles are read in groups, so that the sentences worth a parse go through the model in batches across documents.
What a sentence yields depends on that sentence, its article and the options alone, never on its group. A long text is
read part by part, so that its length costs no more than time: what the first part says of the article (its date, its
dollar, its title) holds for all, operations are followed within a part, and facts are joined across all of them.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from factx import lexicon, resolve
from factx.candidate import Candidate
from factx.longtext import Text
from factx.model import SHIPPED_KINDS, Article, Document, Mention, SectionName
from factx.options import Options
from factx.reading.article import later_parts
from factx.rules import countries, events, roles
from factx.rules.confidence import confidence
from factx.rules.people import Walk
from factx.rules.words import Vocabulary, built_in, vocabulary
from factx.scan import Sentence, SentenceIndex, sentences
from factx.syntax import Parser, Parses, Wanted
from factx.values import attached, dates, friends, money, numbers
from factx.values.span import DateSpan, Quantity

S = TypeVar("S", Quantity, DateSpan)
_GROUP_CHARS = 200_000
_GROUP_ARTICLES = 200
# What stands between an amount and its conversion.
_CONVERSIONS = frozenset(["(", "(or", "[", "(about", ";", "/"])
_MARK_CHARS = 16
_LIST_MARK = re.compile(r"(?:\A|[\r\n])[ \t>]*(?:[*+\u2022\u00b7-]|\d{1,3}[.)])[ \t\u00a0*_\[]*\Z")


@dataclass(slots=True)
class _Whole:
    """An article on its way to its Document: what its parts gave so far.

    Attributes:
        seen, sentences: length of the views and number of sentences of the parts so far.
        found: candidates; offsets and numbers of sentences count from the beginning of the first part.
        told: identity of a candidate -> its mention, and the words with what they count.
    """

    article: Article
    published: date | None = None
    dollar: str = "USD"
    seen: int = 0
    sentences: int = 0
    found: list[Candidate] = field(default_factory=list)
    told: dict[int, tuple[Mention, str]] = field(default_factory=dict)

    def mention(self, c: Candidate) -> Mention:
        """The mention of a candidate."""
        return self.told[id(c)][0]

    def phrase(self, c: Candidate) -> str:
        """The words of a candidate with what they count, as a reader sees them."""
        return self.told[id(c)][1]

    def confidence(self, c: Candidate) -> float:
        """The measured precision of the candidate's rule in its section."""
        return confidence(c.kind, c.role, c.rule, self.mention(c).section)


@dataclass(slots=True)
class _Draft:
    """A part of an article between its scan and its candidates; it starts at ``offset`` of the article's text."""

    whole: _Whole
    article: Article
    offset: int
    last: bool
    sentences: list[Sentence] = field(default_factory=list)
    amounts: list[Quantity] = field(default_factory=list)
    dates: list[DateSpan] = field(default_factory=list)
    counts: dict[int, list[Quantity]] = field(default_factory=dict)
    candidates: list[Candidate] = field(default_factory=list)
    walks: list[Walk] = field(default_factory=list)

    def sentence(self, n: int) -> Wanted:
        """The sentence ``n`` as a parser is asked for it."""
        view, here = self.article.view, self.sentences[n]
        return Wanted(view.text[here.start : here.end], here.start, view, self.offset)


class Engine:
    """Extracts facts. Not thread-safe: `factx.Extractor` is.

    Args:
        options: what to look for and how.
        parser: what parses sentences; by default the model that the options name.
    """

    def __init__(self, options: Options, parser: Parses | None = None) -> None:
        self.options = options
        self.parser = parser or Parser(options.model)
        self.words = _vocabularies(options)
        self.units = frozenset(unit for words in self.words if words.things for unit in words.things.units)

    def warm(self) -> None:
        """Load the model before it is needed.

        Raises:
            ModelError: it cannot be loaded.
        """
        self.parser.load()

    def pipe(self, articles: Iterable[Article]) -> Iterator[Document]:
        """One Document an Article, in order.

        Raises:
            ModelError: at the first sentence that needs a parse, where the model cannot be loaded.
        """
        group: list[_Draft] = []
        chars = 0
        for article in articles:
            for draft in self._drafts(article):
                group.append(draft)
                chars += len(draft.article.text)
                if chars >= _GROUP_CHARS or len(group) >= _GROUP_ARTICLES or article.problem:
                    yield from self._documents(group)
                    group, chars = [], 0
        yield from self._documents(group)

    def _drafts(self, article: Article) -> Iterator[_Draft]:
        """The parts of an article, scanned."""
        whole = _Whole(article)
        offset, part = 0, article
        for start, later in later_parts(article):
            yield self._scan(_Draft(whole, part, offset, False))
            offset, part = start, later
        yield self._scan(_Draft(whole, part, offset, True))

    def _documents(self, group: list[_Draft]) -> Iterator[Document]:
        self.parser.forget()
        while jobs := _jobs(group):
            wanted = (draft.sentence(n) for draft, n, _ in jobs)
            for (_, n, asking), parsed in zip(jobs, self.parser.parse(wanted), strict=True):
                for walk in asking:
                    walk.parsed[n] = parsed
        for draft in group:
            self._collect(draft)
            if draft.last:
                yield self._document(draft.whole)

    # --- scan ---------------------------------------------------------------------------------------------------

    def _scan(self, draft: _Draft) -> _Draft:
        text = draft.article.view.text
        if not draft.offset:
            article, whole = draft.article, draft.whole
            whole.published = article.published or (dates.dateline(text) if text else None) or self.options.published
            whole.dollar = money.article_dollar(text) or self.options.dollar
        if not text:
            return draft
        published = draft.whole.published
        draft.amounts = money.find(text, draft.whole.dollar)
        draft.dates = _free(dates.find(text, published), [(a.start, a.end) for a in draft.amounts])
        claimed = [(a.start, a.end) for a in draft.amounts] + [(d.start, d.end) for d in draft.dates]
        strangers = friends.find(text)
        plain = _free(numbers.find(text), claimed + [(start, end) for start, end, _ in strangers])
        claimed += [(start, end) for start, end, what in strangers if what != "measure"]
        draft.sentences = sentences(text)
        index = SentenceIndex(draft.sentences)
        for q in plain:
            n = index.at(q.start) if draft.sentences else 0
            found = countries.counted_countries(text, q, n)
            if found is not None:
                draft.candidates.append(found)
            elif q.end <= draft.sentences[n].end:  # one cut apart by the limit of a sentence's length counts nothing
                draft.counts.setdefault(n, []).append(q)
        things = self._measured(draft, index, claimed) if self.units else draft.counts
        for words in self.words:
            counts = draft.counts if words.things is None else things
            draft.walks.append(Walk(words, text, draft.sentences, counts, self.options.gate))
        return draft

    def _measured(
        self, draft: _Draft, index: SentenceIndex, claimed: list[tuple[int, int]]
    ) -> dict[int, list[Quantity]]:
        """The numbers that may count things, by sentence: those with a unit are among them."""
        text = draft.article.view.text
        if not draft.sentences:
            return draft.counts
        taken = claimed + [(c.start, c.end) for c in draft.candidates]
        found: dict[int, list[Quantity]] = {}
        for q in _free(numbers.find(text) + attached.find(text, self.units), taken):
            found.setdefault(index.at(q.start), []).append(q)
        return found

    # --- rules --------------------------------------------------------------------------------------------------

    def _collect(self, draft: _Draft) -> None:
        """Add what a part gives to its article."""
        index, whole = SentenceIndex(draft.sentences), draft.whole
        counted = [c for walk in draft.walks for c in walk.found]
        found = draft.candidates + counted + self._money(draft, index) + _dated(draft, index)
        found = [c for c in found if c.kind in self.options.kinds]
        view = draft.article.view
        marks = {
            name: [(view.offset(s.start), view.offset(s.end)) for s in draft.article.sections if s.name == name]
            for name in ("headline", "related")
        }
        events.assign(view.text, draft.sentences, found, marks["headline"], marks["related"])
        maker = _Maker(draft)
        for c in found:
            if self.options.related or maker.section(c.start) != "related":
                whole.told[id(c)] = (maker.mention(c), maker.phrase(c))
                whole.found.append(_moved(c, whole.seen, whole.sentences))
        whole.seen += len(view.text) + 1
        whole.sentences += len(draft.sentences)

    def _document(self, whole: _Whole) -> Document:
        article = whole.article
        return Document(
            source=article.source,
            title=article.title,
            published=whole.published,
            url=article.url,
            chars=len(article.text),
            sha256=_digest(article.text),
            facts=resolve.resolve(whole.found, whole.mention, whole.phrase, whole.confidence),
            problem=article.problem,
            warnings=article.warnings,
            text=article.text,
            language=article.language,
            site=article.site,
        )

    def _money(self, draft: _Draft, index: SentenceIndex) -> list[Candidate]:
        if "money" not in self.options.kinds:
            return []
        text = draft.article.view.text
        assigned = roles.assign(text, draft.amounts, draft.sentences)
        found: list[Candidate] = []
        for n, (a, (role, rule)) in enumerate(zip(draft.amounts, assigned, strict=True)):
            before = draft.amounts[n - 1] if n else None
            bracketed = before is not None and text[before.end : a.start].strip() in _CONVERSIONS
            sentence = index.at(a.start)
            found.append(
                Candidate(
                    start=a.start,
                    end=a.end,
                    phrase_end=a.end,
                    sentence=sentence,
                    kind="money",
                    rule=f"money.{rule}",
                    role=role,
                    value=a.value,
                    value_max=a.value_max,
                    bound=a.bound,
                    currency=a.currency,
                    converted=before.value if before is not None and bracketed else None,
                    item=_item(draft, sentence),
                )
            )
        return found


def _vocabularies(options: Options) -> list[Vocabulary]:
    """The words that are looked for: those of the built-in kinds together, those of each declared kind by itself."""
    found = [built_in()] if {"arrests", "people"} & set(options.kinds) else []
    tables = list(options.rules.tables) if options.rules else []
    tables += [table for name in SHIPPED_KINDS if name in options.kinds for table in lexicon.tables(name)]
    kinds = dict.fromkeys(table.kind for table in tables if table.kind in options.kinds)
    return found + [vocabulary(tuple(table for table in tables if table.kind == kind)) for kind in kinds]


def _jobs(group: list[_Draft]) -> list[tuple[_Draft, int, list[Walk]]]:
    """Numbers of the sentences to parse next, with the walks over the same text that ask for them."""
    asking: dict[tuple[int, int], tuple[_Draft, int, list[Walk]]] = {}
    for draft in group:
        for walk in draft.walks:
            for n in walk.due():
                asking.setdefault((id(draft), n), (draft, n, []))[2].append(walk)
    return list(asking.values())


def _item(draft: _Draft, n: int) -> int | None:
    """Number of the paragraph of sentence ``n`` where a list mark stands before it in the article."""
    here = draft.sentences[n]
    source = draft.article.view.span(here.start, here.start + 1)[0]
    begin = max(0, source - _MARK_CHARS)
    before = draft.article.text[begin:source]
    return here.block if _LIST_MARK.search(f"x{before}" if begin else before) else None


def _moved(c: Candidate, characters: int, before: int) -> Candidate:
    """The candidate, moved by as many characters and sentences as stand before its part of the article."""
    c.start += characters
    c.end += characters
    c.phrase_end += characters
    c.sentence += before
    if c.item is not None:
        c.item += before
    return c


def _digest(text: Text) -> str:
    """SHA-256 of a text's UTF-8 bytes, without having them all at once."""
    digest = hashlib.sha256()
    for start in range(0, len(text), _GROUP_CHARS):
        digest.update(text[start : start + _GROUP_CHARS].encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _dated(draft: _Draft, index: SentenceIndex) -> list[Candidate]:
    return [
        Candidate(
            start=d.start,
            end=d.end,
            phrase_end=d.end,
            sentence=index.at(d.start),
            kind=d.kind,
            rule=f"date.{d.rule}",
            first=d.first,
            last=d.last,
            duration=d.duration,
        )
        for d in draft.dates
        if d.kind != "none"
    ]


class _Maker:
    """Maps what the rules found in the view of a part back to the article."""

    def __init__(self, draft: _Draft) -> None:
        self.article = draft.article
        self.offset = draft.offset
        self.sentences = draft.sentences
        self._starts = [s.start for s in draft.article.sections]

    def section(self, position: int) -> SectionName:
        """The section of a position in the view."""
        source = self.article.view.span(position, position + 1)[0]
        n = bisect_right(self._starts, source) - 1
        if n >= 0 and source < self.article.sections[n].end:
            return self.article.sections[n].name
        return "body"

    def mention(self, c: Candidate) -> Mention:
        """The mention of a candidate in the article's own offsets."""
        text, view = self.article.text, self.article.view
        start, end = view.span(c.start, c.end)
        sentence = self.sentences[c.sentence]
        first, last = view.span(min(sentence.start, c.start), max(sentence.end, c.end))
        return Mention(start + self.offset, end + self.offset, text[start:end], text[first:last], self.section(c.start))

    def phrase(self, c: Candidate) -> str:
        """The words of the mention with what they count, as a reader sees them."""
        return self.article.view.text[c.start : max(c.end, c.phrase_end)]


def _free(spans: list[S], claimed: list[tuple[int, int]]) -> list[S]:
    """The spans that overlap no claimed one. Both are walked once, in order."""
    result: list[S] = []
    taken = sorted(claimed)
    k = 0
    reach = -1
    for s in sorted(spans, key=lambda s: s.start):
        while k < len(taken) and taken[k][0] < s.end:
            reach = max(reach, taken[k][1])
            k += 1
        if reach <= s.start:
            result.append(s)
    return result
