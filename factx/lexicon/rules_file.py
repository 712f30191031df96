"""A rules file to `Rules`: read, bounded, checked; what is wrong is told with the key and the line.

In goes a path or a TOML text, out come frozen tables or a `RulesError` with all that is wrong. The file is data: it
names words, never patterns, and no other file. Whether its examples hold is not known here.
"""

from __future__ import annotations

import hashlib
import re
import reprlib
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, WrapValidator
from pydantic_core import PydanticCustomError

from factx.declared import Rules, Table
from factx.errors import FactxError
from factx.lexicon import tables_of
from factx.lexicon.marks import MarkError, marked
from factx.lexicon.positions import Positions
from factx.model import DEFAULT_KINDS, EXTRA_KINDS, SHIPPED_KINDS

#: Largest file, in bytes, and its longest line: far above what is written by hand, far below what is slow to read.
LARGEST, LONGEST_LINE = 128 * 1024, 1000
#: Most words of all tables together.
MOST_WORDS = 4000
_TAKEN = frozenset((*DEFAULT_KINDS, *EXTRA_KINDS, *SHIPPED_KINDS))
_LETTERS = r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*"
_SIGNS = r"[^\W_]+(?:['\u2019.-][^\W_]+)*"
_NAME = re.compile(r"[a-z](?:[a-z_]{0,38}[a-z])?")
_VERB = re.compile(rf"{_LETTERS}(?:\|{_LETTERS}\|{_LETTERS})?(?: (?:\* )?{_LETTERS}){{0,5}}!{{0,2}}")
_NOUN = re.compile(rf"{_SIGNS}(?: {_SIGNS}){{0,4}}(?:\|{_SIGNS}(?: {_SIGNS}){{0,4}})?!{{0,2}}")
_PHRASE = re.compile(rf"{_SIGNS}(?: {_SIGNS}){{0,3}}")
#: Shows values however deep they are.
_SHORT = reprlib.Repr()
_SHORT.maxlevel, _SHORT.maxstring, _SHORT.maxother = 3, 60, 60
#: Digits of a factor behind the point, and in all.
_PLACES, _DIGITS = 12, 24
_TELLING = ("nouns", "nominals", "objects", "passives", "subjects", "missing", "adjectives")


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something wrong with a file: where, and what to do."""

    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.key}: {self.message}" if self.key else f"line {self.line}: {self.message}"


class RulesError(FactxError):
    """A rules file that cannot be used.

    Attributes:
        wrong: all that is wrong, in the order of the lines; empty where the file could not be read at all.
    """

    def __init__(self, source: str, message: str, wrong: tuple[Wrong, ...] = ()) -> None:
        more = f" (and {len(wrong) - 1} more: factx rules check tells them all)" if len(wrong) > 1 else ""
        super().__init__("bad-rules", f"{source}: {message or wrong[0]}{more}")
        self.wrong = wrong


def read(path: str | Path) -> Rules:
    """The rules of a file.

    Raises:
        RulesError: it cannot be read, or it says something that no rules file can.
    """
    return parse(content(path), str(path))


def content(path: str | Path) -> str:
    """The text of a rules file.

    Raises:
        RulesError: it cannot be read, or is too large for one.
    """
    source, file = str(path), Path(path)
    try:
        if not file.is_file():
            raise RulesError(source, "there is no such file" if not file.exists() else "this is no file of rules")
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise RulesError(source, f"the file is larger than a rules file can be ({LARGEST // 1024} kB)")
        return data.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else getattr(error, "strerror", "") or error
        raise RulesError(source, f"the file could not be read: {reason}") from error


def parse(text: str, source: str) -> Rules:
    """The rules that a TOML text declares; ``source`` is what messages call it.

    Raises:
        RulesError: with all that is wrong.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise RulesError(source, f"line {number}: the line is longer than {LONGEST_LINE:,} characters; break it")
    try:
        raw = tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RulesError(source, f"this is not valid TOML: {error}") from error
    positions = Positions(text)
    try:
        _File.model_validate(raw)
    except ValidationError as error:
        wrong = (_wrong(positions, each) for each in error.errors(include_url=False))
        raise RulesError(source, "", _in_order(wrong)) from error
    tables = tables_of(raw["kind"])
    if contradictions := _in_order(_contradictions(raw["kind"], tables, positions)):
        raise RulesError(source, "", contradictions)
    return Rules(source, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), tables)


def _in_order(wrong: Iterator[Wrong]) -> tuple[Wrong, ...]:
    return tuple(sorted(dict.fromkeys(wrong), key=lambda each: each.line))


# --- the shape of a file ------------------------------------------------------------------------------------------


def _entry(pattern: re.Pattern[str], what: str, longest: int = 80) -> AfterValidator:
    """Takes strings that ``pattern`` matches as a whole; ``what`` says what they should be."""

    def check(value: str) -> str:
        if len(value) > longest or not pattern.fullmatch(value):
            raise PydanticCustomError("entry", "{shown} is no {what}", {"shown": _shown(value), "what": what})
        return value

    return AfterValidator(check)


def _sentence(value: str) -> str:
    try:
        marked(value)
    except MarkError as error:
        raise PydanticCustomError("mark", "{why}", {"why": str(error)}) from error
    return value


def _unmarked(value: str) -> str:
    if "[" in value or "]" in value:
        raise PydanticCustomError("mark", "nothing is to be found in a near miss: take the brackets away", {})
    return value


def _factor(value: int | Decimal) -> Decimal:
    number = Decimal(value)
    if not number.is_finite() or number <= 0:
        raise PydanticCustomError("entry", "takes a number above 0", {})
    if int(number.as_tuple().exponent) < -_PLACES or number.adjusted() >= _DIGITS - _PLACES:
        told = {"digits": _DIGITS - _PLACES, "places": _PLACES}
        raise PydanticCustomError("entry", "takes at most {digits} digits before the point and {places} after it", told)
    return number


def _or_people(value: Any, check: Callable[[Any], Any]) -> Any:
    return [] if value == "people" else check(value)


_Name = Annotated[str, _entry(_NAME, "name: small letters with _ between them, such as taken_down")]
_Verb = Annotated[str, _entry(_VERB, "verb: give it as 'seize', 'take|took|taken down' or 'capture!'")]
_Noun = Annotated[str, _entry(_NOUN, "noun: give it as 'server', 'SIM card' or 'aircraft|aircraft'")]
_Phrase = Annotated[str, _entry(_PHRASE, "phrase of up to four words")]
_Text = Annotated[str, Field(min_length=1, max_length=500)]
_Verbs = Annotated[list[_Verb], Field(max_length=1000)]
_Nouns = Annotated[list[_Noun], Field(max_length=1000)]
_Phrases = Annotated[list[_Phrase], Field(max_length=1000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Unit(_Strict):
    name: _Phrase
    words: _Phrases = []
    base: str | None = None
    factor: Annotated[int | Decimal, AfterValidator(_factor)] | None = None


class _Kind(_Strict):
    kind: _Name
    role: _Name | None = None
    counts: Annotated[_Nouns, WrapValidator(_or_people)] = []
    units: Annotated[list[_Unit], Field(max_length=100)] = []
    exclude: _Phrases = []
    nouns: _Nouns = []
    nominals: _Nouns = []
    objects: _Verbs = []
    passives: _Verbs = []
    subjects: _Verbs = []
    missing: _Verbs = []
    adjectives: _Phrases = []
    examples: Annotated[list[Annotated[_Text, AfterValidator(_sentence)]], Field(max_length=1000)] = []
    near_misses: Annotated[list[Annotated[_Text, AfterValidator(_unmarked)]], Field(max_length=1000)] = []


class _File(_Strict):
    kind: Annotated[list[_Kind], Field(min_length=1, max_length=100)]


def _wrong(positions: Positions, error: Any) -> Wrong:
    """A complaint of pydantic in plain words, at its line."""
    path = tuple(part for part in error["loc"] if part not in ("int", "decimal"))
    names = [part for part in path if isinstance(part, str)]
    key, kind, context = names[-1] if names else "", error["type"], error.get("ctx", {})
    given = _shown(error["input"])
    if kind == "missing":
        about = "a [[kind]] table" if len(path) < 4 else "a unit"
        return Wrong(positions.line(path[:-1]), "", f"{about} needs the key {key!r}")
    if kind == "extra_forbidden":
        keys = _File.model_fields if len(path) == 1 else _Unit.model_fields if "units" in path else _Kind.model_fields
        close = get_close_matches(key, keys, 1)
        advice = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(keys)}"
        return Wrong(positions.line(path), "", f"there is no key {_shown(key)}; {advice}")
    told = {
        "entry": error["msg"],
        "mark": error["msg"],
        "string_type": f"takes a string, not {given}",
        "list_type": f"takes a list, not {given}",
        "model_type": f"takes a table, not {given}",
        "too_short": "takes at least one",
        "too_long": f"takes at most {context.get('max_length')}",
        "string_too_long": f"takes at most {context.get('max_length')} characters",
        "string_too_short": "is empty",
    }
    return Wrong(positions.line(path), key, told.get(kind, f"takes a number, not {given}"))


def _shown(value: object) -> str:
    shown = _SHORT.repr(value)
    return shown if len(shown) <= 60 else f"{shown[:56]}..."


# --- what no file can say -----------------------------------------------------------------------------------------


def _contradictions(raw: list[dict[str, Any]], tables: tuple[Table, ...], positions: Positions) -> Iterator[Wrong]:
    """What is wrong though every key has its shape."""
    words = sum(len(value) for given in raw for value in given.values() if isinstance(value, list))
    if words > MOST_WORDS:
        yield Wrong(1, "", f"the file has {words:,} entries; at most {MOST_WORDS:,} go into one")
    seen: dict[tuple[str, str | None], int] = {}
    for n, (given, table) in enumerate(zip(raw, tables, strict=True)):
        here = positions.line(("kind", n))
        if table.kind in _TAKEN:
            yield Wrong(
                positions.line(("kind", n, "kind")), "kind", f"{table.kind!r} comes with factx; give another name"
            )
        first = seen.setdefault((table.kind, table.role), here)
        if first != here:
            yield Wrong(
                here, "", f"the table at line {first} has the same kind and role; put the words of both together"
            )
        if table.role and not any(getattr(table, key) for key in _TELLING):
            yield Wrong(here, "role", f"nothing gives the role {table.role!r}; add verbs (objects) or nouns (nominals)")
        yield from _units(given, n, positions)
    for kind in dict.fromkeys(table.kind for table in tables):
        yield from _whole_kind(kind, raw, tables, positions)


def _whole_kind(
    kind: str, raw: list[dict[str, Any]], tables: tuple[Table, ...], positions: Positions
) -> Iterator[Wrong]:
    """What is wrong with the tables of one kind together."""
    own = [n for n, table in enumerate(tables) if table.kind == kind]
    here = positions.line(("kind", own[0]))
    if not any(getattr(tables[n], key) for n in own for key in _TELLING):
        yield Wrong(here, "", f"nothing makes a fact of {kind!r}; add objects (verbs), nominals or nouns")
    people = {tables[n].people for n in own}
    if len(people) > 1:
        yield Wrong(here, "counts", f"{kind!r} counts people in one table and things in another; make two kinds of it")
    for n in own:
        needs = [key for key in _TELLING[1:] if getattr(tables[n], key)]
        if needs and not tables[n].people and not tables[n].counts:
            line = positions.line(("kind", n, needs[0]))
            yield Wrong(line, needs[0], 'what does it count? Add counts = ["server", ...], or counts = "people"')
        if tables[n].people and raw[n].get("units"):
            yield Wrong(positions.line(("kind", n, "units")), "units", "people are not measured")
    known: dict[str, int] = {}
    for n in own:
        for k, unit in enumerate(raw[n].get("units", ())):
            line = positions.line(("kind", n, "units", k))
            for word in dict.fromkeys((unit["name"], *unit.get("words", ()))):
                first = known.setdefault(word.lower(), line)
                if first != line:
                    yield Wrong(line, "units", f"{word!r} is a unit at line {first} already")


def _units(given: dict[str, Any], n: int, positions: Positions) -> Iterator[Wrong]:
    """Units that are converted to nothing."""
    units = given.get("units", ())
    bases = {unit["name"] for unit in units if "base" not in unit}
    for k, unit in enumerate(units):
        line = positions.line(("kind", n, "units", k))
        if ("base" in unit) != ("factor" in unit):
            yield Wrong(line, "units", f"{unit['name']!r} needs both base and factor, or neither")
        elif "base" in unit and unit["base"] not in bases:
            yield Wrong(line, "base", f"{_shown(unit['base'])} is no unit of this table that stands for itself")
