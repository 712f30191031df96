"""False friends: numbers that are certainly no counts of people or things and no money.

In goes a text, out come spans with the name of a class (age, duration, percent, times, measure, label, score, year,
day, version ...). They compete with other readings; who wins is decided elsewhere.
"""

from __future__ import annotations

import re

from factx.lexicon import load
from factx.values import bounds, shapes
from factx.values.numbers import word_before
from factx.values.numerals import Numeral, lower, scan
from factx.values.word_tree import word_tree

_LEXICON = load("friends")
_BEHIND = {word: name for name, words in _LEXICON["behind"].items() for word in words}
_AGE_BEFORE = frozenset(_LEXICON["before"]["age"])
_YEAR_BEFORE = frozenset(_LEXICON["before"]["year"])
_LABEL_BEFORE = frozenset(_LEXICON["before"]["label"]) | frozenset(load("numbers")["words"]["labels"])
_SPORT = frozenset(_LEXICON["words"]["sport"])
_WORDS_BEHIND = re.compile(r"[ -](?:to [0-9]+ )?([a-z][a-z/']*)(?:[ -]([a-z]+))?")
_PARTNER = re.compile(r"(?:between )?[0-9]{1,9}(?: ?[-–] ?| (?:to|or|and) )\Z")
# Behind a number word and a blank these are things of another kind ("one time", "two square dances").
_NOUNS_TOO = frozenset(("time", "square", "stone", "basis", "g", "x"))
_OLD = re.compile(r"[ -]years?[ -](?:old|olds|of age)\b|-?y/?o\b")
_TERM = re.compile(
    r" (?:years?|months?|days?)(?:'| of)? (?:in (?:prison|jail|custody|a \w+ prison)|behind bars|imprisonment)\b"
)
# Patterns begin with letters that are found fast; `_word_starts` then asks for what stands before them.
_AGES = re.compile(r"age[sd]? (?:of )?(?:between |of )?[0-9]{1,3}(?: ?(?:-|–|to|and) ?[0-9]{1,3})?\b(?![,.][0-9]|%)")
_THE_AGE = re.compile(r"\b(?:between )?the \Z")
_APPOSED = re.compile(r", ([1-9][0-9]?)(?=,(?![0-9])|;|\.(?:\s|\Z)|\)| and [A-Z])")
_NAME = re.compile(r"\b[A-Z][A-Za-z'’.-]{0,24}\Z")
_PLACED = re.compile(r"(?:[;,]|\band) in (?:the )?[A-Z][A-Za-z'’.-]{0,24}(?: [A-Z][A-Za-z.-]{0,14})?\Z")
_TENS = ("teens", "wenties", "hirties", "orties", "ifties", "ixties", "venties", "ghties", "neties")
_PEOPLE_TENS = re.compile(
    r"\b(?:in (?:his|her|their|the|my|our) )?(?:early |mid-?|late )?"
    r"(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"
)
_ONE_OF = re.compile(
    r"one of (?:the |its |his |her |their |our |my |these |those )?(?:[a-z]+(?:'s|s') )?(?:[a-z]+est|"
    + word_tree(_LEXICON["words"]["superlatives"])
    + r")\b"
)
# A list's name: "Ten Most Wanted".
_WANTED = re.compile(r"(?:[0-9]{1,3}|ten|twenty|fifty) most wanted\b")
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NTH = ("third", "quarter", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "hundredth")
_PART = ("half", "halves", *_NTH, *(f"{part}s" for part in _NTH))
_PARTS = re.compile(
    rf"[^\w](?:(?:a (?:third|quarter|fifth|tenth|half)\b(?= of\b)|{word_tree(_SMALL)}[ -](?:{word_tree(_PART)})\b)"
    r"(?! of an? (?:million|billion|trillion))|half of\b)"
)
_RATIO = re.compile(
    rf"[^\w](?:{word_tree(_SMALL)}|[1-9]) (?:in|out of)(?: every)? "
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|[3-9]|[125]0|100|1,?000|a (?:hundred|thousand|million))\b"
    r"(?![.,:/-]?[0-9]| (?:raids?|countries|states|cities|places|locations|counties|operations|days|weeks|months|"
    r"years))"
)
# Which picture of how many, in front of its caption: "2 of 3: the suspects are led away".
_COUNTER = re.compile(r"^[^\w\n]{0,4}([0-9]{1,3} ?(?:of|/) ?[0-9]{1,3})(?=[:.)]? *$|[:.)] )", re.MULTILINE)
_SCORE = re.compile(r"([0-9]{1,3})[-–]([0-9]{1,3})(?![\w%/–-]|[.,][0-9])")
_NO_SCORE_BEFORE = re.compile(r"[\w$€£/–-]\Z|[0-9][.,]\Z")
_WORD = re.compile(r"[a-z]+")
_COUNTED_BEHIND = re.compile(
    r" (?:people|men|women|children|victims|arrests|suspects|others|members|officers|soldiers|troops|users|customers|"
    r"patients|migrants|cases|deaths|employees|accounts|residents|students|workers|passengers|refugees)\b"
)


def find(text: str) -> list[tuple[int, int, str]]:
    """Spans of ``text`` (start, end, class) whose numbers count nothing, sorted; none inside another."""
    low = lower(text)
    found = shapes.spans(text, low)
    for numeral in scan(text):
        if numeral.form != "zero" and (friend := _friend(low, numeral)) is not None:
            found.append(friend)
    found.extend(_ages(low))
    found.extend((m.start(1), m.end(1), "age") for m in _APPOSED.finditer(text) if _named(text, m.start()))
    if any(tens in low for tens in _TENS):
        found.extend((m.start(), m.end(), "age") for m in _PEOPLE_TENS.finditer(low))
    found.extend((m.start(), m.end(), "one of") for m in _ONE_OF.finditer(low) if _word_starts(low, m.start()))
    padded = "\n" + low
    found.extend((m.start(), m.end() - 1, "fraction") for m in _PARTS.finditer(padded))
    found.extend((m.start(), m.end() - 1, "ratio") for m in _RATIO.finditer(padded))
    found.extend((m.start(), m.end(), "list") for m in _WANTED.finditer(low) if _word_starts(low, m.start()))
    found.extend((m.start(1), m.end(1), "counter") for m in _COUNTER.finditer(low))
    found.extend(_scores(low))
    return _outermost(found)


def _ages(low: str) -> list[tuple[int, int, str]]:
    """ "aged 34", "ages 12 to 17", "between the ages of 20 and 30"."""
    found = []
    for m in _AGES.finditer(low):
        if _word_starts(low, m.start()):
            the = _THE_AGE.search(low, max(0, m.start() - 12), m.start())
            found.append((the.start() if the else m.start(), m.end(), "age"))
    return found


def _word_starts(low: str, at: int) -> bool:
    """True where no letter or digit stands before ``at``."""
    return at == 0 or not (low[at - 1].isalnum() or low[at - 1] == "_")


def _named(text: str, at: int) -> bool:
    """True where a name ends at ``at`` ("Ann Lee, 43,"), but for a place that opens a clause ("; in Kenya, 43")."""
    return _NAME.search(text, max(0, at - 26), at) is not None and not _PLACED.search(text, max(0, at - 50), at)


def _outermost(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The spans sorted, without those that lie inside another."""
    found.sort(key=lambda span: (span[0], -span[1], span[2]))
    kept: list[tuple[int, int, str]] = []
    for span in found:
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept


def _friend(low: str, numeral: Numeral) -> tuple[int, int, str] | None:
    """The class of one numeral by the words around it, None if they tell none."""
    start, end = numeral.start, numeral.short_end
    old = _OLD.match(low, end)
    if old:
        return _with_partner(low, start), old.end(), "age"
    term = _TERM.match(low, end)
    if term:
        return start, term.end(), "term"
    c = low[end : end + 1]
    if c == "%":
        return start, end + 1, "percent"
    if c in (" ", "-"):
        m = _WORDS_BEHIND.match(low, end)
        if m is not None:
            two = f"{m[1]} {m[2]}" if m[2] else ""
            name = _BEHIND.get(two) or _BEHIND.get(m[1])
            if name is not None and (numeral.digits or c == "-" or m[1] not in _NOUNS_TOO):
                return _with_partner(low, start), m.end(2) if two in _BEHIND else m.end(1), name
    elif c.isalpha() and numeral.digits:
        m = _WORD.match(low, end)
        if m is not None and (name := _BEHIND.get(m.group())) is not None and name != "duration":
            if m.group() == "g" and numeral.value < 10:
                return None  # 5G is a network
            return start, m.end(), name
    return _by_word_before(low, numeral)


def _with_partner(low: str, start: int) -> int:
    """Where the span starts if another number shares the unit ("20 to 30 years")."""
    m = _PARTNER.search(low[max(0, start - 24) : start])
    return max(0, start - 24) + m.start() if m else start


def _by_word_before(low: str, numeral: Numeral) -> tuple[int, int, str] | None:
    start, end = numeral.start, numeral.end
    if numeral.attached:
        return None
    before = word_before(low, start)
    if not numeral.digits and before in ("the", "a", "to", "of", "and", "in", "by", ""):
        return None
    if before in _LABEL_BEFORE and numeral.scale == 1 and not numeral.short and "," not in numeral.digits:
        return low.rindex(before, 0, start), end, "label"
    if before in _AGE_BEFORE and 0 < numeral.value < 120 and not numeral.short and low[end : end + 1] != "%":
        return start, end, "age"
    if len(numeral.digits) == 4 and numeral.scale == 1 and not numeral.short and 1800 <= numeral.value < 2100:
        return _year(low, start, end, before)
    return None


def _year(low: str, start: int, end: int, before: str) -> tuple[int, int, str] | None:
    """A bare year: after "in", "since" ..., or where nothing shows that it counts."""
    if start and low[start - 1] in "$€£¥₹":
        return None
    ahead = bounds.before(low, start)
    counts = _COUNTED_BEHIND.match(low, end) is not None or (ahead is not None and ahead[1] != "about")
    return (start, end, "year") if before in _YEAR_BEFORE or not counts else None


def _scores(low: str) -> list[tuple[int, int, str]]:
    """Results of games and votes: "3-1", "won 6-4"."""
    found = []
    for m in _SCORE.finditer(low):
        if _NO_SCORE_BEFORE.search(low, max(0, m.start() - 2), m.start()):
            continue
        first, second = int(m[1]), int(m[2])
        near = _WORD.findall(low, max(0, m.start() - 40), min(len(low), m.end() + 30))
        if first >= second or (first < 10 and not _SPORT.isdisjoint(near)):
            found.append((m.start(), m.end(), "score"))
    return found
