"""Articles to Documents: scan, parse what needs a parse, rules, resolve. The one loop.

Articles are read in groups, so that the sentences worth a parse go through the model in batches across documents.
What a sentence yields depends on that sentence, its article and the options alone, never on its group.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from factx import resolve
from factx.candidate import Candidate
from factx.model import Article, Document, Mention, SectionName
from factx.options import Options
from factx.rules import countries, counts, events, lists, roles
from factx.rules.confidence import confidence
from factx.rules.words import Word, trigger_pattern
from factx.scan import Sentence, SentenceIndex, sentences
from factx.syntax import Parsed, Parser
from factx.values import dates, friends, money, numbers
from factx.values.span import DateSpan, Quantity

S = TypeVar("S", Quantity, DateSpan)
_GROUP_CHARS = 200_000
_GROUP_ARTICLES = 64
# What stands between an amount and its conversion.
_CONVERSIONS = frozenset(["(", "(or", "[", "(about", ";", "/"])
_LIST_MARK = re.compile(r"(?:\A|[\r\n])[ \t>]*(?:[*+\u2022\u00b7-]|\d{1,3}[.)])[ \t\u00a0*_\[]*\Z")


@dataclass(slots=True)
class _Draft:
    """An article between its scan and its facts."""

    article: Article
    published: date | None
    sentences: list[Sentence] = field(default_factory=list)
    amounts: list[Quantity] = field(default_factory=list)
    dates: list[DateSpan] = field(default_factory=list)
    counts: dict[int, list[Quantity]] = field(default_factory=dict)
    candidates: list[Candidate] = field(default_factory=list)
    parse: list[int] = field(default_factory=list)
    parsed: dict[int, Parsed] = field(default_factory=dict)


class Engine:
    """Extracts facts. Not thread-safe: a thread makes its own.

    Args:
        options: what to look for and how.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self.parser = Parser(options.model)

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
        group: list[Article] = []
        chars = 0
        for article in articles:
            group.append(article)
            chars += len(article.text)
            if chars >= _GROUP_CHARS or len(group) >= _GROUP_ARTICLES or article.problem:
                yield from self._documents(group)
                group, chars = [], 0
        yield from self._documents(group)

    def _documents(self, group: list[Article]) -> Iterator[Document]:
        drafts = [self._scan(article) for article in group]
        jobs = [(d, n) for d in drafts for n in d.parse]
        texts = (
            (d.article.view.text[d.sentences[n].start : d.sentences[n].end], d.sentences[n].start) for d, n in jobs
        )
        if jobs:
            for (draft, n), parsed in zip(jobs, self.parser.parse(texts), strict=True):
                draft.parsed[n] = parsed
        for draft in drafts:
            yield self._document(draft)

    # --- scan ---------------------------------------------------------------------------------------------------

    def _scan(self, article: Article) -> _Draft:
        text = article.view.text
        published = article.published or (dates.dateline(text) if text else None) or self.options.published
        draft = _Draft(article, published)
        if not text:
            return draft
        dollar = money.article_dollar(text) or self.options.dollar
        draft.amounts = money.find(text, dollar)
        draft.dates = _free(dates.find(text, published), [(a.start, a.end) for a in draft.amounts])
        claimed = [(a.start, a.end) for a in draft.amounts] + [(d.start, d.end) for d in draft.dates]
        claimed += [(start, end) for start, end, _ in friends.find(text)]
        plain = _free(numbers.find(text), claimed)
        draft.sentences = sentences(text)
        index = SentenceIndex(draft.sentences)
        for q in plain:
            n = index.at(q.start) if draft.sentences else 0
            found = countries.counted_countries(text, q, n)
            if found is not None:
                draft.candidates.append(found)
            else:
                draft.counts.setdefault(n, []).append(q)
        draft.parse = self._worth_parsing(text, draft)
        return draft

    def _worth_parsing(self, text: str, draft: _Draft) -> list[int]:
        """The sentences that a parse may find a count of people in, and the lines that introduce their list.

        A sentence with a number is worth it where a trigger stands in it, or where it may lean on the sentence before.
        """
        if not {"arrests", "people"} & set(self.options.kinds):
            return []
        chosen: list[int] = []
        for n, here in enumerate(draft.sentences):
            if n in draft.counts:
                sure = not self.options.gate or chosen[-1:] == [n - 1]
            elif text[here.end - 1] == ":":
                sure = False
            else:
                continue
            if sure or trigger_pattern().search(text, here.start, here.end):
                chosen.append(n)
        return chosen

    # --- rules --------------------------------------------------------------------------------------------------

    def _document(self, draft: _Draft) -> Document:
        article = draft.article
        index = SentenceIndex(draft.sentences)
        found = draft.candidates + self._people(draft) + self._money(draft, index) + _dated(draft, index)
        found = [c for c in found if c.kind in self.options.kinds]
        view = article.view
        marks = {
            name: [(view.offset(s.start), view.offset(s.end)) for s in article.sections if s.name == name]
            for name in ("headline", "related")
        }
        events.assign(view.text, draft.sentences, found, marks["headline"], marks["related"])
        maker = _Maker(draft)
        if not self.options.related:
            found = [c for c in found if maker.section(c.start) != "related"]
        facts = resolve.resolve(found, maker.mention, maker.phrase, maker.confidence)
        return Document(
            source=article.source,
            title=article.title,
            published=draft.published,
            url=article.url,
            chars=len(article.text),
            sha256=hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
            facts=facts,
            problem=article.problem,
            warnings=article.warnings,
            text=article.text,
            language=article.language,
            site=article.site,
        )

    def _people(self, draft: _Draft) -> list[Candidate]:
        found: list[Candidate] = []
        before: list[Word] = []
        lead: list[Word] = []
        last = -2
        for n in draft.parse:
            parsed = draft.parsed[n]
            offset = draft.sentences[n].start
            if parsed.words[-1:] == [":"]:
                lead = lists.leads(parsed)
            elif last != n - 1:
                lead = []
            local = [_shifted(q, -offset) for q in draft.counts.get(n, ())]
            here, words = counts.find_counts(parsed, local, n, before if last == n - 1 else [], lead)
            found += here
            before, last = words, n
        return found

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


def _item(draft: _Draft, n: int) -> int | None:
    """Number of the paragraph of sentence ``n`` where a list mark stands before it in the article."""
    here = draft.sentences[n]
    source = draft.article.view.span(here.start, here.start + 1)[0]
    return here.block if _LIST_MARK.search(draft.article.text, max(0, source - 16), source) else None


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
    """Maps what the rules found in the view back to the article."""

    def __init__(self, draft: _Draft) -> None:
        self.article = draft.article
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
        return Mention(start, end, text[start:end], text[first:last], self.section(c.start))

    def confidence(self, c: Candidate) -> float:
        """The measured precision of the candidate's rule in its section."""
        return confidence(c.kind, c.role, c.rule, self.section(c.start))

    def phrase(self, c: Candidate) -> str:
        """The words of the mention with what they count, as a reader sees them."""
        return self.article.view.text[c.start : max(c.end, c.phrase_end)]


def _shifted(q: Quantity, by: int) -> Quantity:
    """The quantity with its offsets moved by ``by`` characters."""
    return replace(q, start=q.start + by, end=q.end + by, head=q.head + by, tail=q.tail + by)


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
