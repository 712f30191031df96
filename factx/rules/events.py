"""Which named operation each fact belongs to.

In go the text of a view, its sentences, and the candidates found in it; each candidate's ``event`` is set to the
name of its operation as the article writes it, or left None. The text is walked sentence by sentence: a naming makes
an operation the matter at hand, words that leave it (another case, last year, figures of the world at large) end that,
words that speak of it again take it up. Characters only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from factx.candidate import Candidate
from factx.rules import event_cues, event_names
from factx.rules.event_names import Naming
from factx.scan import Sentence

Span = tuple[int, int]
# The article's own operation is named in a headline or this early, in sentences and in the share of the body.
_EARLY_SENTENCES = 12
_EARLY_SHARE = 0.4
# After so many sentences "In 2021, Operation X ..." looks back.
_LEAD_SENTENCES = 3
# From this share of the sentences on "In May, ..." at the start of a paragraph tells other news.
_TAIL_SHARE = 0.6
# Counts below this say too little to be known again by their value alone.
_TELLING = 20
# How much of a sentence is looked at on each side of a figure, in characters.
_AROUND = 300
# In place of an operation's number: the words around the figure say that it belongs to none.
_NONE = -1

# Between a naming and a fact: the fact is of another time or effort than the naming.
_TURN = re.compile(
    r"\b(?:comes?|came)\b[^.;]{0,60}?\bafter\b|\bfollow(?:s|ed)\b|\bcompared (?:to|with)\b|\b(?:up|down) from\b"
    r"|\bmonths? after\b|\byears? after\b|\bunlike\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"; | while | whereas |, but |, and |\. ")
_IN_IT = re.compile(
    r"(?:\b(?:in|during|under|through|by|of|from|as part of|for|dubbed|codenamed|called|known as)|,) "
    r" ?(?:the |interpol's )?[\"']?$",
    re.IGNORECASE,
)
_MEMBERS = re.compile(r"[- ]?(?:\w+ )?member(?: (?:countries|states|nations)|s\b)", re.IGNORECASE)
_RECORD = re.compile(
    r"\b(?:(?:\w+est|first|worst|most \w+)\b[^.;]{0,60}|on the run |at large |wanted )$", re.IGNORECASE
)
_THEN = re.compile(r"\b(?:compared (?:to|with)|up from|down from|as against)\b[^.;]{0,20}$", re.IGNORECASE)
# "In Operation Beacon, in May 2023, police arrested".
_OPENED = re.compile(r"(?:In|During|Under|Through|With) (?:the )?[\"']?")
_THAT_YEAR = re.compile(r"[\"']?,? (?:\w+ )?(?:in|of) (?:[A-Z]\w+ )?((?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def assign(
    text: str,
    sentences: list[Sentence],
    candidates: list[Candidate],
    headline: list[Span],
    related: list[Span],
) -> None:
    """Set ``event`` of each candidate that belongs to a named operation.

    Args:
        text: the whole view; all offsets are offsets in it.
        sentences: its sentences in order; `Candidate.sentence` is a number in this list.
        candidates: what was found, in any order; only ``event`` is changed.
        headline, related: stretches of the view in these sections, in order.
    """
    namings, names = event_names.find(text)
    if not namings or not candidates:
        return
    story = _Story(text, sentences, namings, names, headline, related)
    if not story.namings:
        return
    owners = _owners(story)
    given: list[int | None] = [_of_candidate(story, owners, c) for c in candidates]
    _spread(story, candidates, given)
    for candidate, operation in zip(candidates, given, strict=True):
        candidate.event = names[operation] if operation is not None and operation != _NONE else None


@dataclass(slots=True)
class _Story:
    """A text with its sentences, where operations are named in them, and in which section each stands."""

    text: str
    sentences: list[Sentence]
    namings: list[Naming]
    names: list[str]
    headline: list[Span]
    related: list[Span]
    named: dict[int, list[Naming]] = field(default_factory=dict)
    operations: dict[int, set[int]] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    where: dict[int, list[int]] = field(default_factory=dict)
    sections: list[str] = field(default_factory=list)
    latest_year: int = 0
    main: int | None = None
    arrests_only: bool = False

    def __post_init__(self) -> None:
        starts = [s.start for s in self.sentences]
        self.sections = [self._section(s) for s in self.sentences]
        for naming in self.namings:
            self.named.setdefault(max(0, bisect_right(starts, naming.start) - 1), []).append(naming)
        for i in sorted(self.named):
            for operation in sorted({n.operation for n in self.named[i]}):
                self.where.setdefault(operation, []).append(i)
        hostile = {n for n in {x.operation for x in self.namings} if self._is_attack(n)}
        self.namings = [n for n in self.namings if n.operation not in hostile]
        self.named = {
            i: kept for i, found in self.named.items() if (kept := [n for n in found if n.operation not in hostile])
        }
        self._drop_unsure()
        self.operations = {i: {n.operation for n in found} for i, found in self.named.items()}
        self.latest_year = max((int(m.group()) for m in _YEAR.finditer(self.text)), default=0)
        self.main = self._main()
        self.arrests_only = self.main is not None and self._tells_of_arrests(self.main)

    def said(self, i: int) -> str:
        """The words of sentence ``i``."""
        if i not in self.words:
            self.words[i] = self.text[self.sentences[i].start : self.sentences[i].end]
        return self.words[i]

    def _section(self, sentence: Sentence) -> str:
        for name, stretches in (("related", self.related), ("headline", self.headline)):
            if any(start <= sentence.start < end for start, end in stretches):
                return name
        return "body"

    def _is_attack(self, operation: int) -> bool:
        """True for a campaign of attackers: named beside their words, never beside those of the police."""
        said = [self.said(i) for i in self.where[operation]]
        return any(event_cues.is_hostile(s) for s in said) and not any(event_cues.is_police(s) for s in said)

    def _is_police(self, operation: int) -> bool:
        near = {j for i in self.where[operation] for j in (i - 1, i, i + 1) if 0 <= j < len(self.sentences)}
        opening = {self.sentences[i].start for i in self.where[operation]}
        if any(n.operation == operation and n.start in opening for n in self.namings):  # "Operation Beacon began with"
            near.update(self._body()[:_LEAD_SENTENCES])
        return any(event_cues.is_police(self.said(j)) for j in sorted(near))

    def _drop_unsure(self) -> None:
        for i in [i for i in self.named if self.sections[i] == "headline"]:
            self.named[i] = [n for n in self.named[i] if self._is_sure(n)]
            if not self.named[i]:
                del self.named[i]

    def _is_sure(self, naming: Naming) -> bool:
        """False for a short name in a headline that several operations of a series share."""
        stem = event_names.key(self.names[naming.operation].removeprefix("Operation "))
        others = (event_names.key(name.removeprefix("Operation ")) for name in self.names)
        return not any(other.startswith(stem + " ") for other in others)

    def _main(self) -> int | None:
        """The operation that the article is about, and not one that it looks back on.

        It is named in the headline or early on, or later as what the arrests, the raids or the operation were.
        """
        body = self._body()
        police = {n for n in self.where if self._is_police(n)}
        for i in sorted(self.named):
            for naming in self.named[i]:
                if self.sections[i] == "related" or naming.operation not in police:
                    continue
                if self.sections[i] == "headline":
                    return naming.operation
                before = self._before(i, naming)
                place = bisect_right(body, i) - 1
                if event_cues.looks_back(before) or (place > _LEAD_SENTENCES and self._is_past(i, naming)):
                    continue
                if place < max(_EARLY_SENTENCES, _EARLY_SHARE * len(body)) or event_cues.outcome(before):
                    return naming.operation
        return None

    def _is_past(self, i: int, naming: Naming) -> bool:
        """Whether sentence ``i`` opens with a year, or with the naming and an earlier year than the article's."""
        if event_cues.opens_year(self.said(i)) is not None:
            return True
        opened = _OPENED.fullmatch(self.text, self.sentences[i].start, naming.start)
        then = _THAT_YEAR.match(self.text, naming.end, self.sentences[i].end)
        return opened is not None and then is not None and int(then[1]) < self.latest_year

    def _body(self) -> list[int]:
        return [i for i, section in enumerate(self.sections) if section == "body"]

    def _before(self, i: int, naming: Naming) -> str:
        return self.text[max(self.sentences[i].start, naming.start - _AROUND) : naming.start]

    def first(self, operation: int) -> int:
        """Number of the sentence that first names ``operation``."""
        return self.where[operation][0]

    def _tells_of_arrests(self, operation: int) -> bool:
        """True where a later sentence says that no more than the arrests were the operation's."""
        body = self._body()
        if self.sections[self.first(operation)] != "body" or self.first(operation) in body[:_EARLY_SENTENCES]:
            return False
        named = ((i, n) for i in self.where[operation] for n in self.named.get(i, ()) if n.operation == operation)
        said = [what for i, n in named if (what := event_cues.outcome(self._before(i, n)))]
        return bool(said) and all(event_cues.is_custody(what) for what in said)


@dataclass(slots=True)
class _State:
    """Where the walk stands: the operation at hand, whether the article has left it, and what to go back to."""

    current: int | None
    away: bool = False
    aside: bool = False
    block: int = -1
    left_at: int = -1


def _owners(story: _Story) -> list[int | None]:
    """The operation that each sentence goes on about, by number; None where there is none."""
    owners: list[int | None] = []
    state = _State(story.main)
    for i, sentence in enumerate(story.sentences):
        section = story.sections[i]
        named = story.named.get(i, [])
        if section != "body":
            owners.append(named[0].operation if named else story.main if section == "headline" else None)
            continue
        if sentence.block != state.block:
            _new_paragraph(story, state, i)
        if named:
            _on_naming(story, state, owners, i, named)
        else:
            _on_cues(story, state, i)
        owners.append(None if state.away else state.current)
        state.block = sentence.block
    return owners


def _new_paragraph(story: _Story, state: _State, i: int) -> None:
    """An operation named in passing ends with its paragraph."""
    if state.aside and not event_cues.is_that(story.said(i)):
        state.current, state.aside = story.main, False


def _on_naming(story: _Story, state: _State, owners: list[int | None], i: int, named: list[Naming]) -> None:
    said = story.said(i)
    last = named[-1].operation
    if i and state.away and state.left_at == i - 1 and last != story.main and event_cues.is_that(said):
        owners[i - 1] = last
    first = i == 0 or story.sentences[i].block != story.sentences[i - 1].block
    state.current, state.away = last, False
    state.aside = last != story.main and (story.main is None or not first or len({n.operation for n in named}) > 1)
    if _TURN.search(story.text, named[-1].end, story.sentences[i].end):
        state.away, state.left_at = True, i


def _on_cues(story: _Story, state: _State, i: int) -> None:
    """Leave the operation at hand or take it up again, as the sentence says."""
    said = story.said(i)
    if len(said) < 80 and said[-1:] not in ".!?\"':":
        if event_cues.opens_other_heading(said):
            state.away, state.left_at = True, i
        return
    if event_cues.leaves(said) or _is_old_year(story, said) or _is_other_news(story, i):
        state.away, state.left_at = True, i
        return
    if state.away and event_cues.is_again(said):
        same = story.sentences[i].block == state.block
        state.away = state.left_at == i - 1 if same else False
        if not state.away:
            state.current = state.current if state.current is not None else story.main


def _is_other_news(story: _Story, i: int) -> bool:
    """True for a sentence past the lead that opens other news, at the start of a paragraph or of the article's end."""
    said = story.said(i)
    begins = i > 0 and story.sentences[i].block != story.sentences[i - 1].block
    if i > _LEAD_SENTENCES and event_cues.shifts(said):
        return True
    return begins and i >= _TAIL_SHARE * len(story.sentences) and event_cues.opens_month(said)


def _is_old_year(story: _Story, said: str) -> bool:
    year = event_cues.opens_year(said)
    return year is not None and year < story.latest_year


def _of_candidate(story: _Story, owners: list[int | None], c: Candidate) -> int | None:
    """The operation of one candidate, by the namings of its sentence, else by what the sentence goes on about."""
    sentence = story.sentences[c.sentence]
    before = story.text[max(sentence.start, c.start - _AROUND) : c.start]
    after = story.text[c.end : min(sentence.end, c.end + _AROUND)]
    if c.kind == "countries" and _MEMBERS.match(after):
        return _NONE
    if c.kind == "date_range" and _RECORD.search(before) and story.text[c.start : c.end].lower().startswith("since"):
        return _NONE
    if _THEN.search(before) or event_cues.is_of_the_whole(before):
        return _NONE
    if c.kind == "date_range" and event_cues.is_crime_time(before):
        return _NONE
    named = story.named.get(c.sentence, [])
    if not named:
        if story.main is not None and story.arrests_only and c.sentence < story.first(story.main):
            return story.main if _is_of_arrests(story, c) else None
        return owners[c.sentence]
    naming = _nearest(story, named, c)
    low, high = (naming.end, c.start) if naming.start < c.start else (c.end, naming.start)
    if low < high and _TURN.search(story.text, low, high):
        if naming.start < c.start:
            return None
        return owners[c.sentence - 1] if c.sentence else story.main
    return naming.operation


def _is_of_arrests(story: _Story, c: Candidate) -> bool:
    """Whether the part of the sentence around a figure tells of arrests, and of no others than the article's."""
    said = story.said(c.sentence)
    at = c.start - story.sentences[c.sentence].start
    start, end = said.rfind("; ", 0, at) + 1, said.find("; ", at)
    part = said[start : end if end >= 0 else len(said)]
    return event_cues.is_custody(part) and not event_cues.is_elsewhere(said) and not _is_old_year(story, said)


def _nearest(story: _Story, named: list[Naming], c: Candidate) -> Naming:
    """The naming that a candidate of the same sentence goes with."""
    i = bisect_right(named, c.start, key=lambda n: n.start)
    if i == 0 or i == len(named):
        return named[min(i, len(named) - 1)]
    earlier, later = named[i - 1], named[i]
    gap = story.text[c.end : later.start]
    if not _CLAUSE.search(gap) and _IN_IT.search(gap) and _CLAUSE.search(story.text[earlier.end : c.start]):
        return later
    return earlier


def _spread(story: _Story, candidates: list[Candidate], given: list[int | None]) -> None:
    """Carry an operation to the same figure told elsewhere: in a headline, a teaser, a repeated sentence, the lead."""
    sure: dict[tuple[object, ...], set[int]] = {}
    said: dict[str, int] = {}
    for c, operation in zip(candidates, given, strict=True):
        if operation is None or operation == _NONE:
            continue
        said.setdefault(story.said(c.sentence), operation)
        if _is_near(story, c.sentence, operation):
            sure.setdefault(_same(c), set()).add(operation)
    for i, c in enumerate(candidates):
        operation = given[i]
        if operation == _NONE or c.sentence in story.named:
            continue
        if operation is not None and _is_near(story, c.sentence, operation):
            continue
        known = sure.get(_same(c), set())
        if len(known) == 1 and (_is_telling(c) or story.sections[c.sentence] == "headline"):
            given[i] = next(iter(known))
        elif operation is None:
            given[i] = said.get(story.said(c.sentence))


def _is_near(story: _Story, i: int, operation: int) -> bool:
    """Whether sentence ``i`` or one beside it names the operation."""
    return any(operation in story.operations.get(j, ()) for j in (i - 1, i, i + 1))


def _is_telling(c: Candidate) -> bool:
    if c.kind == "date_range":
        return c.first is not None and c.last is not None
    return c.value is not None and (c.kind == "money" or c.value >= _TELLING)


def _same(c: Candidate) -> tuple[object, ...]:
    return (c.kind, c.role, c.value, c.value_max, c.currency, c.first, c.last)
