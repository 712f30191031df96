"""Counts of people or things in a whole text, with as few parses as will do.

The sentences of a text are walked in order. Some need a parse by themselves: a trigger and a number that can count
stand in them. Others need one only where they may lean on what was counted before ("Two more in Spain"),
which is known when the walk gets there: so it stops, and goes on once the parse is there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from factx.candidate import Candidate
from factx.rules import counts, gate, lists
from factx.rules.finding import Finding
from factx.rules.words import Vocabulary, Word
from factx.scan import Sentence
from factx.syntax import Parsed
from factx.values.span import Quantity

# Items without a number that a list may have in a row, and the length of an item, at most.
_LIST_GAP = 8
_ITEM_LENGTH = 250
# Characters on either side of a sentence that tell what it is about.
_AROUND = 1500


@dataclass(slots=True)
class Walk:
    """Where the walk over the sentences of a text stands.

    Attributes:
        words: what is looked for.
        text: the view's text.
        sentences: all its sentences.
        numbers: number of a sentence -> its quantities, in offsets of the text, sorted.
        gated: parse only where a parse can decide something; False parses every sentence of the walk (for tests).
        found: the counts so far, in order.
        parsed: number of a sentence -> its parse, to be filled in where the walk asks for it.
    """

    words: Vocabulary
    text: str
    sentences: Sequence[Sentence]
    numbers: Mapping[int, list[Quantity]]
    gated: bool = True
    found: list[Candidate] = field(default_factory=list)
    parsed: dict[int, Parsed] = field(default_factory=dict)
    _path: list[int] = field(default_factory=list)
    _sure: set[int] = field(default_factory=set)
    _at: int = 0
    _last: int = -2
    _before: list[Finding] = field(default_factory=list)
    _lead: list[Word] = field(default_factory=list)

    def __post_init__(self) -> None:
        for n, here in enumerate(self.sentences):
            colon = self.text[here.end - 1] == ":"
            if n not in self.numbers and not colon:
                continue
            telling = gate.may_count(self.words, self.text, here.start, here.end)
            if n in self.numbers or telling:
                self._path.append(n)
            if telling and (colon or gate.live(self.words, self.text, here.start, here.end, self.numbers[n])):
                self._sure.add(n)
        for n in [n for n in self._sure if self.numbers.keys().isdisjoint(range(n, n + _LIST_GAP + 1))]:
            self._sure.remove(n)  # it introduces no list of numbers
        if not self.gated:
            self._sure = set(self._path)

    def due(self) -> list[int]:
        """Go on as far as the parses reach; the sentences to parse next, none at the end of the text."""
        if not self._at and (first := [n for n in self._path if n in self._sure and n not in self.parsed]):
            return first
        while self._at < len(self._path):
            n = self._path[self._at]
            if self._last != n - 1:
                self._before = []
                if not self._same_list(n):
                    self._lead = []
            if n not in self.parsed and self._needs(n):
                return [n]
            self._read(n)
            self._at += 1
        return []

    def _same_list(self, n: int) -> bool:
        """Whether only short lines of one sentence each stand between the last sentence read and ``n``."""
        between = self.sentences[max(self._last, 0) : n + 1]
        return (
            0 <= n - self._last <= _LIST_GAP
            and between[-1].block - between[0].block == n - self._last
            and all(s.end - s.start <= _ITEM_LENGTH for s in between)
        )

    def _needs(self, n: int) -> bool:
        """Whether sentence ``n``, whose forerunners were read, needs a parse."""
        if n in self._sure:
            return True
        if n not in self.numbers or not (self._before or self._lead):
            return False
        here, numbers = self.sentences[n], self.numbers[n]
        if not gate.live(self.words, self.text, here.start, here.end, numbers):
            return False
        return bool(self._before) or gate.may_open_item(self.text, here.start, numbers[0])

    def _read(self, n: int) -> None:
        """Take the counts of sentence ``n``; without a parse it has none."""
        parsed = self.parsed.pop(n, None)
        told: list[Finding] = []
        if parsed is None:
            if self.text[self.sentences[n].end - 1] == ":":
                self._lead = []
        else:
            if parsed.words[-1:] == [":"]:
                self._lead = lists.leads(parsed, self.words)
            parsed.near = partial(self._near, self.sentences[n])
            local = [_shifted(q, -parsed.offset) for q in self.numbers.get(n, ())]
            found, told = counts.find_counts(parsed, self.words, local, n, self._before, self._lead)
            self.found += found
        self._before, self._last = told, n

    def _near(self, here: Sentence) -> str:
        """The text around a sentence."""
        return self.text[max(0, here.start - _AROUND) : here.end + _AROUND]


def _shifted(q: Quantity, by: int) -> Quantity:
    """The quantity with its offsets moved by ``by`` characters."""
    return replace(q, start=q.start + by, end=q.end + by, head=q.head + by, tail=q.tail + by)
