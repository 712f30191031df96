"""The named operations of a text: where each is named, and what the article calls it.

In goes the text of a view, out come `Naming` spans in its offsets and the name of each operation as the article
writes it most fully. Characters only; which facts belong to an operation is decided elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from factx import lexicon

_WORD = r"(?:[A-Z\u00c0-\u00de][\w]*(?:[-'][A-Z0-9\u00c0-\u00de]\w*)*|\d{1,4}(?:\.\d)?\b)"
_NUMERAL = re.compile(r"(?:[IVX]{1,5}|\d{1,3}(?:\.\d)?|One|Two|Three|Four|Five)")
_QUOTED = re.compile(r"""(["'])([A-Z0-9\u00c0-\u00de][^"'\n]{1,48}?)[,.]?\1(?!\w)""")
_SENTENCE_END = ".!?\"'"
_SAME = re.compile(r"""["',\s(]*(?:or|also (?:known as|called|dubbed)|a\.?k\.?a\.?|/)[\s"'(]*(?:the )?""", re.I)
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_ROMAN = {name: str(i) for i, name in enumerate(_NUMERALS, start=1)}
_ROUND = re.compile(
    r"\b(second|third|fourth|fifth|sixth) (?:round|phase|edition|stage|wave|iteration|season|leg) of (?:the |\w+'s )?"
    r"(?:operation )?[\"']?$",
    re.IGNORECASE,
)
_ORDINALS = {"second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6"}
# The number of a sister that the article names without a title: "Tern II" beside "Operation Tern".
_SISTER = r"(?:[- ](?:I[IVX]|III|VI{0,3})(?![\w-]))?"
_LONGEST = 5
# How far before a name "the third round of" is looked for.
_AROUND_ROUND = 60
# How much of a line is looked at on each side of a name, in characters.
_AROUND = 400
# Digits of a year: "First Light 2024" is no fuller name of First Light.
_YEAR_DIGITS = 4
# No article tells of more operations; a longer list is not compared name by name.
_MANY = 60
_VAGUE_EFFORTS = ("campaign", "initiative", "effort", "action", "exercise")
# How far before "an operation called X" the police may have been spoken of, in characters.
_NEAR = 250
_POLICE_PROJECT = re.compile(r"[\"']?,? (?:an? |the )?(?:[\w-]+ ){0,4}(?:investigation|crackdown|operation|probe)\b")
# What may stand between an effort and "dubbed": "an operation, which police have dubbed".
_GIVEN = re.compile(r"[\s,(\u2013-]*(?:(?:that|which) (?:\w+ )?)?(?:(?:was|is|has|been|were|it|they|have) ?){0,4}")
# "Carried out under Blue Heron, an operation led by Europol".
_LED_TO = re.compile(
    r"\b(?:(?:carried out|conducted|made|launched|mounted|arrested|held|detained) (?:under|during)"
    r"|(?:part|course|results?) of) (?=[A-Z0-9])"
)
_APPOSED = re.compile(
    r", (?:an?|the|its) (?:[\w-]+ ){0,4}(?:operation|crackdown|campaign|sweep|blitz)"
    r"(?: (?:by|led|coordinated|run|involving|against|targeting|that|which|with|across|launched|aimed|mounted|in)\b|,)"
)
_RENAMED = re.compile(r"[Tt]he (?:\w+ )?operation, (?:also )?(?:dubbed|called|known|code-?named)(?: as)? [\"']?$")


_VOUCHING = re.compile(
    r"(?:\b(?:in|during|under|through|via|code-?named|dubbed|called"
    r"|(?:part|results?|course|outcome|aim|start|end|success) of)|'s) $"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where a text names an operation: ``start`` to ``end`` in the view, number of the operation."""

    start: int
    end: int
    operation: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A name as found: the span with its title word, the name without it, and how good a name it is.

    ``lower``: the title word is not capitalised.
    """

    start: int
    end: int
    name: str
    titled: bool
    prose: bool
    lower: bool = False

    @property
    def written(self) -> str:
        title = "operation" if self.lower else "Operation"
        return f"{title} {self.name}" if self.titled else self.name


@dataclass(frozen=True, slots=True)
class _Grammar:
    quick: re.Pattern[str]
    titled: re.Pattern[str]
    coined: re.Pattern[str]
    before: re.Pattern[str]
    no_name: frozenset[str]
    verbs: frozenset[str]
    effort: re.Pattern[str]
    follows: re.Pattern[str]
    standing: re.Pattern[str]
    police: re.Pattern[str]
    crime: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    words = lexicon.load("events")
    titles = "|".join(words["titles"])
    nouns = "|".join(words["nouns"])
    coined = "|".join(words["coined"])
    inside = "|".join(sorted(words["inside"], key=len, reverse=True))
    name = rf"{_WORD}(?: (?:(?:{inside}) (?!\d))?{_WORD}){{0,{_LONGEST - 1}}}"
    return _Grammar(
        quick=re.compile(rf"\b(?:{titles}|[Pp]roject|[Cc]ode-?named|[Dd]ubbed|operation)\b|{_APPOSED.pattern}"),
        titled=re.compile(rf"\b(?P<title>{titles}|Project|operation|Op) (?P<rest>[\"'](?=\S)|(?={_WORD}))"),
        coined=re.compile(rf"\b(?i:{coined})(?: as)?,? (?P<rest>[\"'](?=\S)|(?={_WORD}))"),
        before=re.compile(rf"{name}"),
        no_name=frozenset(words["no_name"]),
        verbs=frozenset(words["headline_verbs"]),
        effort=re.compile(rf"\b(?:{nouns})\b", re.IGNORECASE),
        standing=re.compile("|".join(words["standing"]), re.IGNORECASE),
        follows=re.compile(rf"[\"']?,? (?:the|this|it) (?:[\w-]+ ){{0,3}}?(?:{nouns}|involved|led|took)\b"),
        police=re.compile(rf"\b(?:{'|'.join(words['police'])})\b", re.IGNORECASE),
        crime=re.compile(rf"\b(?:{'|'.join(words['crimes'])}) (?:{nouns})\b", re.IGNORECASE),
    )


def find(text: str) -> tuple[list[Naming], list[str]]:
    """All namings in ``text`` in order, and the operations' names, numbered as `Naming.operation` says."""
    if not _grammar().quick.search(text):
        return [], []
    found = _found(text)
    if not found:
        return [], []
    groups = _Groups()
    for item in sorted(found, key=lambda f: (f.start, -f.end)):
        groups.add(item)
    groups.join_said_same(text)
    groups.join_short()
    _add_shorter(text, groups)
    groups.join_rounds(text)
    return groups.result()


def key(name: str) -> str:
    """What is alike in all spellings of a name: lower-case letters and numbers, Roman numerals as figures."""
    parts = re.findall(r"[a-z\u00df-\u00ff]+|\d+", name.lower())
    if len(parts) > 1 and parts[-1] in _ROMAN:
        parts[-1] = _ROMAN[parts[-1]]
    return " ".join(parts)


def _found(text: str) -> list[_Found]:
    """Names with a title word, and names that a text says it gives to an effort."""
    grammar = _grammar()
    found = [item for m in grammar.titled.finditer(text) if (item := _titled(text, m))]
    found += [item for m in _LED_TO.finditer(text) if (item := _apposed(text, m.end()))]
    starts = {item.start for item in found}
    for m in grammar.coined.finditer(text):
        item = _coined(text, m)
        if item and item.start not in starts and item.start + 1 not in starts:
            found.append(item)
    standing = {key(item.name) for item in found if grammar.standing.match(text, item.end)}
    return [item for item in found if key(item.name) not in standing]


def _line(text: str, at: int) -> str:
    """The line that holds ``at``, of a long one only what stands around ``at``."""
    start = text.rfind("\n", max(0, at - _AROUND), at) + 1 or max(0, at - _AROUND)
    end = text.find("\n", at, at + _AROUND)
    return text[start : end if end >= 0 else at + _AROUND]


def _is_prose(text: str, at: int) -> bool:
    """True where the line that holds ``at`` is a sentence, not a heading or caption."""
    line = _line(text, at).rstrip()
    return len(line) > _AROUND or (len(line) > 60 and line[-1:] in _SENTENCE_END)


def _is_capitalised(line: str) -> bool:
    """True for a headline whose words all begin with a capital."""
    words = re.findall(r"\b[A-Za-z][a-z]{3,}\b", line)
    return len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.75 * len(words)


def _name_at(text: str, at: int, quote: bool) -> tuple[str, int] | None:
    """The name that begins at ``at`` (at its quote where there is one), and where it ends."""
    grammar = _grammar()
    if quote:
        m = _QUOTED.match(text, at)
        return (m[2].strip(), m.end()) if m and len(m[2].split()) <= _LONGEST + 2 else None
    m = grammar.before.match(text, at)
    if not m:
        return None
    words = m.group().split(" ")
    shouted = words[0].isupper() and not words[0].isdigit()
    if _is_capitalised(_line(text, at)):
        cut = next((i for i, word in enumerate(words) if i and word.lower() in grammar.verbs), len(words))
        words = words[:cut]
    if shouted and len(words) > 1:
        cut = next((i for i, word in enumerate(words) if i and not (word.isupper() or _NUMERAL.fullmatch(word))), 0)
        words = words[: cut or len(words)]
    name = re.sub(r"'[sS]$", "", " ".join(words))
    return name, at + len(name)


def _titled(text: str, m: re.Match[str]) -> _Found | None:
    grammar = _grammar()
    named = _name_at(text, m.start("rest"), bool(m["rest"]))
    if named is None:
        return None
    name, end = named
    first = re.split(r"[ -]", name, maxsplit=1)[0].lower()
    if first in grammar.no_name or len(name) < 2 or name.isdigit():
        return None
    capitalised = _is_capitalised(_line(text, m.start()))
    if capitalised and not m["rest"] and first in grammar.verbs:
        return None
    title = m["title"]
    if title in ("operation", "Op") and not m["rest"] and not _is_coined(name) and not _vouched(text, m.start()):
        return None
    if title == "Project":
        if not _is_police_project(text, m.start(), end):
            return None
        return _Found(m.start(), end, f"Project {name}", False, _is_prose(text, m.start()))
    return _Found(m.start(), end, name, True, _is_prose(text, m.start()), title == "operation")


def _is_coined(name: str) -> bool:
    """True for a name that is no word of the language: with a capital inside, "GoldDust"."""
    return re.match(r"[A-Z][a-z]+[A-Z][a-z]", name) is not None


def _vouched(text: str, at: int) -> bool:
    """True where what stands before lower-case "operation" leaves no other reading than a title."""
    return _VOUCHING.search(text[max(0, at - 24) : at].lower()) is not None


def _is_police_project(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 80) : start], text[end : end + 60]
    said = re.search(r"(?:dubbed|code-?named|called|known as)[\s\"']*$", before)
    if said and re.search(r"\b(?:operation|investigation|crackdown|probe|sweep|raids?)\b", before):
        return True
    return bool(_POLICE_PROJECT.match(after))


def _coined(text: str, m: re.Match[str]) -> _Found | None:
    """Such as "an action codenamed X", "Codenamed X, the operation": only where the thing named is an effort."""
    grammar = _grammar()
    named = _name_at(text, m.start("rest"), bool(m["rest"]))
    if named is None:
        return None
    name, end = named
    if name.split()[0].lower() in grammar.no_name or len(name) < 3:
        return None
    strong = re.match(r"(?i:code|dubbed|under the)", m.group()) is not None or bool(m["rest"])
    before = re.split(r"[.!?\n;]", text[max(0, m.start() - (70 if strong else 25)) : m.start()])[-1]
    last = None
    for noun in grammar.effort.finditer(before):
        last = noun
    if last is not None:
        if not _GIVEN.fullmatch(before, last.end()):
            return None
        if last.group().lower() in _VAGUE_EFFORTS and not strong:
            return None
    elif not (strong and grammar.follows.match(text, end)):
        return None
    start = m.start("rest")
    wide = last is not None and last.group().lower() not in _VAGUE_EFFORTS
    if not _is_said_by_police(text, m.start(), wide):
        return None
    return _Found(start, end, name, False, _is_prose(text, start))


def _apposed(text: str, at: int) -> _Found | None:
    """ "Under Blue Heron, an operation led by Europol": a name of police work by what stands behind it."""
    named = _name_at(text, at, False)
    if named is None or not _APPOSED.match(text, named[1]) or not _is_said_by_police(text, at, True):
        return None
    name, end = named
    return None if name.split()[0].lower() in _grammar().no_name else _Found(at, end, name, False, _is_prose(text, at))


def _is_said_by_police(text: str, at: int, wide: bool) -> bool:
    """True where the sentence around ``at`` (``wide``: or the ones before) tells of police, and no crime is named."""
    low = max(0, at - _AROUND)
    start = max(text.rfind("\n", low, at), text.rfind(". ", low, at), low - 1) + 1
    end = text.find("\n", at, at + _AROUND)
    grammar = _grammar()
    if grammar.crime.search(text, max(start, at - 70), at):
        return False
    start = max(0, start - _NEAR) if wide else start
    return grammar.police.search(text, start, end if end >= 0 else at + _AROUND) is not None


class _Groups:
    """Namings put together by operation, in order of first naming."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.numbers: dict[str, int] = {}
        self.starts: set[int] = set()
        self.items: list[list[_Found]] = []

    def number(self, wanted: str) -> int | None:
        """Number of the operation that is spelled so, or nearly so."""
        if wanted in self.numbers:
            return self.numbers[wanted]
        for i, known in enumerate(self.keys[:_MANY]):
            if _is_misspelt(known, wanted):
                return i
        return None

    def add(self, item: _Found) -> None:
        """Put a naming to the others of its operation, unless one that starts there is known."""
        if item.start in self.starts:
            return
        self.starts.add(item.start)
        wanted = key(item.name)
        i = self.number(wanted)
        if i is None:
            i = self.numbers[wanted] = len(self.keys)
            self.keys.append(wanted)
            self.items.append([])
        self.items[i].append(item)

    def join(self, keep: int, drop: int) -> None:
        self.items[keep] = sorted(self.items[keep] + self.items[drop], key=lambda f: f.start)
        self.items[drop] = []

    def join_said_same(self, text: str) -> None:
        """Such as "Operation A, also known as Operation B" is one operation."""
        flat = sorted(((f.start, f.end, i) for i, items in enumerate(self.items) for f in items))
        for (_, end, i), (start, _, j) in pairwise(flat):
            also = _SAME.fullmatch(text[end:start]) or _is_second_name(text, start)
            if i != j and self.items[i] and self.items[j] and also:
                self.join(i, j)

    def join_short(self) -> None:
        """A name without its number or last words is the same operation where only one name begins so."""
        for i, short in enumerate(self.keys[:_MANY]):
            longer = [
                j
                for j, name in enumerate(self.keys[:_MANY])
                if j != i and self.items[j] and self.items[i] and name.startswith(short + " ")
            ]
            if len(longer) == 1 and not self._is_first_of_series(i, longer[0]):
                self.join(longer[0], i)

    def join_rounds(self, text: str) -> None:
        """ "The third round of Operation Tern" is Tern III, where the text names that."""
        for i, stem in enumerate(self.keys[:_MANY]):
            rounds = (_ROUND.search(text[max(0, f.start - _AROUND_ROUND) : f.start]) for f in self.items[i])
            told = {f"{stem} {_ORDINALS[m[1].lower()]}" for m in rounds if m}
            named = [j for j, name in enumerate(self.keys[:_MANY]) if name in told and self.items[j]]
            if len(named) == 1:
                self.join(named[0], i)

    def _is_first_of_series(self, short: int, numbered: int) -> bool:
        if not re.search(r" \d+$", self.keys[numbered]):
            return False
        return any(f.titled and f.prose for f in self.items[short])

    def result(self) -> tuple[list[Naming], list[str]]:
        namings: list[Naming] = []
        names: list[str] = []
        for items in self.items:
            if items:
                namings.extend(Naming(f.start, f.end, len(names)) for f in items)
                names.append(_best_name(items))
        return sorted(namings, key=lambda n: (n.start, n.end)), names


def _is_second_name(text: str, at: int) -> bool:
    """True for "The operation, dubbed X by Y", where the operation was named before."""
    before, line = text[max(0, at - 50) : at], text[at : at + 60]
    return _RENAMED.search(before) is not None and re.match(r"[\"']?[\w' -]+ by (?:the )?[A-Z]", line) is not None


def _is_misspelt(known: str, wanted: str) -> bool:
    """True for two long names that differ in one letter and agree in their number."""
    a, b = (known, wanted) if len(known) <= len(wanted) else (wanted, known)
    if len(a) < 7 or len(b) - len(a) > 1 or re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return False
    i = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return a[i:] == b[i + 1 :] or (len(a) == len(b) and a[i + 1 :] == b[i + 1 :])


def _best_name(items: list[_Found]) -> str:
    """The fullest name: from prose before captions, with a (capitalised) title before without, then the longest key."""
    first = next((f.start for f in items if f.prose), items[0].start)
    prose = [f for f in items if f.prose or (f.titled and f.start < first)] or items
    titled = [f for f in prose if f.titled] or prose
    numbered = [f for f in items if _stem(key(f.name)) == key(titled[0].name)]
    if numbered:
        return numbered[0].written
    family = [f for f in titled if key(f.name).startswith(key(titled[0].name))]
    most = max(len(key(f.name).split()) for f in family)
    fullest = [f for f in family if len(key(f.name).split()) == most]
    return next((f for f in fullest if not f.lower), fullest[0]).written


def _stem(name: str) -> str | None:
    """The key of a numbered operation without its number, None where it has none."""
    stem, _, number = name.rpartition(" ")
    return stem if number.isdigit() and len(number) < _YEAR_DIGITS else None


def _add_shorter(text: str, groups: _Groups) -> None:
    """Names without the title word: "HAECHI-V", "the SIMCARTEL operation", and sisters of a numbered operation."""
    taken = sorted((f.start, f.end) for items in groups.items for f in items)
    starts = [start for start, _ in taken]
    stems = {k.rsplit(" ", 1)[0] for k in groups.keys if re.search(r" \d+$", k)}
    shown = {f.name for items in groups.items for f in items}
    for item in _firsts(text, shown):
        i = bisect_right(starts, item.start) - 1
        if i < 0 or item.start >= taken[i][1]:
            groups.add(item)
    for pattern, single in _alias_patterns(shown):
        for m in pattern.finditer(text):
            i = bisect_right(starts, m.start()) - 1
            if i >= 0 and m.start() < taken[i][1]:
                continue
            name = m.group()
            if single and not _is_alias(text, m):
                continue
            if groups.number(key(name)) is None and key(name) in stems:
                continue
            operation = re.match(r" operation\b", text[m.end() : m.end() + 11]) is not None
            groups.add(_Found(m.start(), m.end(), name, operation, _is_prose(text, m.start())))


def _firsts(text: str, names: Iterable[str]) -> Iterable[_Found]:
    """ "The first MARLIN" beside MARLIN II: what the numbered one follows on."""
    for name in sorted(names)[:_MANY]:
        words = re.findall(r"[^\W_]+", name)
        if len(words) < 2 or not _NUMERAL.fullmatch(words[-1]) or words[-1] in ("1", "I", "One"):
            continue
        spelled = r"[- ]".join(map(re.escape, words[:-1]))
        first = rf"\b(?:first|original|initial|inaugural) (?:operation )?({spelled})(?![\w-]| {_NUMERAL.pattern}\b)"
        for m in re.finditer(first, text, re.IGNORECASE):
            yield _Found(m.start(1), m.end(1), m[1], True, True)


def _alias_patterns(names: Iterable[str]) -> list[tuple[re.Pattern[str], bool]]:
    """A pattern for each name as it may come again, the longest first; True for names of one plain word."""
    patterns: dict[str, tuple[re.Pattern[str], bool]] = {}
    for name in sorted(names, key=lambda n: (-len(n), n))[:_MANY]:
        words = re.findall(r"[^\W_]+", name)
        numbered = len(words) > 1 and _NUMERAL.fullmatch(words[-1]) is not None
        stem = words[:-1] if numbered else words
        spelled = r"[- ]".join(f"(?:{re.escape(w)}|{re.escape(w.upper())}|{re.escape(w.capitalize())})" for w in stem)
        tail = rf"[- ]{_NUMERAL.pattern}" if numbered else _SISTER
        plain = len(words) == 1 and not (words[0].isupper() and len(words[0]) > 3)
        patterns.setdefault(spelled + tail, (re.compile(rf"(?<![\w-]){spelled}{tail}(?![\w-])"), plain))
    return list(patterns.values())


def _is_alias(text: str, m: re.Match[str]) -> bool:
    """Whether a single plain word, capitalised, can be the operation: not after "in" or a first name."""
    line = _line(text, m.start())
    if m.group().isupper() and not line.isupper():
        return True
    before = text[max(0, m.start() - 30) : m.start()]
    if re.search(r"\b(?:in|at|from|near|to|of|mr|mrs|ms|dr|sir) $", before, re.IGNORECASE):
        return False
    after = text[m.end() : m.end() + 3]
    if re.match(r" [A-Z]", after) or re.search(r"[a-z,] [A-Z][\w-]+ $", before):
        return False
    return not _is_capitalised(line)
