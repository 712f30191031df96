"""A rules file put to the proof: against its own examples and near misses, and against sentences made of its words.

In go a file's text and an Engine's options, out come failures and warnings with the line that each is about. A made
sentence ("Officers seized 12 servers.") says plainly what a word of the file should find: a word that finds nothing
there will hardly find anything in an article, and what a built-in kind finds there is counted twice.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from factx.declared import Rules, Table
from factx.engine import Engine
from factx.formats import wording
from factx.lexicon.marks import Mark, marked
from factx.lexicon.positions import Positions
from factx.model import DEFAULT_KINDS, SHIPPED_KINDS, Document, Fact
from factx.options import Options
from factx.reading.article import from_text
from factx.rules.inflect import inflect, numbers

#: Entries that a warning names, at most.
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Failure:
    """An example or near miss that does not hold.

    Attributes:
        line, key: where it stands in the file.
        sentence: without its marks.
        wanted: what must be found, in words; empty for a near miss.
        found: what was found instead, in words.
    """

    line: int
    key: str
    sentence: str
    wanted: str
    found: str


@dataclass(frozen=True, slots=True)
class Warned:
    """A word that does nothing, or more than it should."""

    line: int
    key: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: how many examples and near misses it has, what does not hold, what there is to say."""

    examples: int
    near_misses: int
    failures: tuple[Failure, ...]
    warnings: tuple[Warned, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """A sentence made of an entry of a table, or as it stands in the file: ``path`` leads to the entry."""

    table: Table
    path: tuple[str | int, ...]
    entry: str
    text: str


def prove(rules: Rules, text: str, options: Options) -> Outcome:
    """What comes of the rules that ``text`` declares.

    Args:
        options: of the run; the kinds are set here.

    Raises:
        ModelError: the spaCy model cannot be loaded.
    """
    kinds = (*DEFAULT_KINDS, *SHIPPED_KINDS, *rules.kinds)
    engine = Engine(replace(options, kinds=kinds, rules=rules))
    positions = Positions(text)
    told = [_Made(t, ("kind", n, key, k), e, e) for n, t in enumerate(rules.tables) for key, k, e in _examples(t)]
    made = [each for n, table in enumerate(rules.tables) for each in _sentences(table, n)]
    texts = [marked(each.text)[0] if each.path[2] == "examples" else each.text for each in told]
    documents = engine.pipe(from_text(each, "example") for each in [*texts, *(each.text for each in made)])
    failures = [f for each, doc in zip(told, documents, strict=False) if (f := _failure(each, doc, positions))]
    warnings = [*_repeated(text, positions), *_warnings(list(zip(made, documents, strict=True)), positions)]
    return Outcome(
        examples=sum(len(table.examples) for table in rules.tables),
        near_misses=sum(len(table.near_misses) for table in rules.tables),
        failures=tuple(sorted(failures, key=lambda f: f.line)),
        warnings=tuple(sorted(dict.fromkeys(warnings), key=lambda w: w.line)),
    )


def _examples(table: Table) -> Iterator[tuple[str, int, str]]:
    for key in ("examples", "near_misses"):
        for k, example in enumerate(getattr(table, key)):
            yield key, k, example


# --- examples -----------------------------------------------------------------------------------------------------


def _failure(told: _Made, doc: Document, positions: Positions) -> Failure | None:
    """What is wrong with what was found in an example or a near miss."""
    facts = [fact for fact in doc.facts if fact.kind == told.table.kind]
    key = str(told.path[2])
    text, marks = marked(told.text) if key == "examples" else (told.text, ())
    left = list(facts)
    missed = []
    for mark in marks:
        hit = next((fact for fact in left if _meets(mark, fact, told.table.role)), None)
        if hit:
            left.remove(hit)
        else:
            missed.append(mark)
    if not missed and not left:
        return None
    wanted = "; ".join(_wanted(mark, text, told.table) for mark in missed) or ("nothing more" if marks else "")
    return Failure(positions.line(told.path), key, text, wanted, "; ".join(map(_found, left or facts)) or "nothing")


def _meets(mark: Mark, fact: Fact, role: str | None) -> bool:
    """Whether the fact says what the mark does; where the mark names no role, it is that of its table."""
    first = fact.mentions[0]
    if mark.start != first.start or not first.end <= mark.end <= max(first.end, first.start + len(fact.text)):
        return False
    if mark.value is not None and fact.value != mark.value:
        return False
    said = mark.said.lower()
    roles = [fact.role or ""] if fact.role == role else []
    for part in sorted(filter(None, (fact.counted, fact.unit)), key=len, reverse=True):
        said = said.replace(part.lower(), "", 1)
    rest = said.split()
    return bool(rest == [fact.role] or (not rest and roles))


def _wanted(mark: Mark, text: str, table: Table) -> str:
    value = f" = {mark.value} {mark.said}".rstrip() if mark.value is not None else ""
    return f"{text[mark.start : mark.end]}{value} as {_name(table.kind, table.role)}"


def _found(fact: Fact) -> str:
    return f"{fact.text} = {wording.value(fact)} as {_name(fact.kind, fact.role)}"


def _name(kind: str, role: str | None) -> str:
    return f"{kind}/{role}" if role else kind


# --- made sentences -----------------------------------------------------------------------------------------------


def _sentences(table: Table, n: int) -> Iterator[_Made]:
    """A plain sentence for each entry of a table."""
    things = [numbers(entry)[-1] for entry in table.counts] or ["people"]
    for key in ("objects", "passives", "subjects", "nominals", "adjectives", "missing", "nouns"):
        for k, entry in enumerate(getattr(table, key)):
            yield _Made(table, ("kind", n, key, k), entry, _said(key, entry, f"12 {things[0]}"))
    telling = next(
        ((key, getattr(table, key)[0]) for key in ("objects", "passives", "nominals", "subjects", "adjectives")
         if getattr(table, key)), None,
    )  # fmt: skip
    if telling is None:
        return
    for k, thing in enumerate(things if table.counts else ()):
        yield _Made(table, ("kind", n, "counts", k), table.counts[k], _said(*telling, f"12 {thing}"))
    for word in dict.fromkeys(word for unit in table.units for word in unit.words):
        measured = f"12 {numbers(word)[-1] if len(word) > 3 else word} of {numbers(table.counts[0])[0]}"
        yield _Made(table, ("kind", n, "units"), word, _said(*telling, measured))


def _said(key: str, entry: str, counted: str) -> str:
    """A sentence in which ``entry`` says plainly what was done with what is ``counted``."""
    word, _, rest = entry.rstrip("!").partition(" ")
    rest = f" {rest}" if rest else ""
    if key == "objects":
        return f"Officers {inflect(word)['past'][0]}{rest} {counted}."
    if key == "missing":
        return f"Officers {inflect(word)['past'][0]}{rest} {counted.replace('12 ', '12 missing ')}."
    if key == "passives":
        return f"{counted} were {inflect(word)['part'][0]}{rest}."
    if key == "subjects":
        return f"{counted} {inflect(word)['past'][0]}{rest}."
    if key == "adjectives":
        return f"{counted} were {word}{rest}."
    if key == "nominals":
        return f"The {numbers(entry.rstrip('!'))[0]} of {counted} was confirmed on Friday."
    return f"There were 12 {numbers(entry.rstrip('!'))[-1]} in the city."


def _warnings(made: list[tuple[_Made, Document]], positions: Positions) -> Iterator[Warned]:
    """Entries that find nothing in their sentence, that give two roles, or that a kind of factx counts as well."""
    shared: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    for each, doc in made:
        table, key = each.table, str(each.path[2])
        line = positions.line(each.path)
        own = [fact for fact in doc.facts if fact.kind == table.kind]
        roles = list(dict.fromkeys(fact.role for fact in own))
        if table.role not in roles:
            yield Warned(line, key, f'{each.entry!r} may never match: it finds nothing in "{each.text}"')
        elif len(roles) > 1:
            others = " and ".join(role or "none" for role in roles if role != table.role)
            yield Warned(line, key, f"{each.entry!r} gives the role {others} as well; every such count is given twice")
        for fact in doc.facts:
            if fact.kind not in (*DEFAULT_KINDS, *SHIPPED_KINDS) or not own:
                continue
            named = shared[positions.line(each.path[:2]), _name(table.kind, table.role), _name(fact.kind, fact.role)]
            named.append(each.entry)
    for (line, name, other), entries in shared.items():
        said = ", ".join(dict.fromkeys(entries[:_NAMED]))
        more = f" and {len(entries) - _NAMED} more" if len(entries) > _NAMED else ""
        yield Warned(line, "", f"{name} overlaps {other}, which factx counts itself: {said}{more}")


def _repeated(text: str, positions: Positions) -> Iterator[Warned]:
    """Entries that stand twice in one list."""
    for n, table in enumerate(tomllib.loads(text)["kind"]):
        for key, entries in table.items():
            seen: set[str] = set()
            for k, entry in enumerate(entries if isinstance(entries, list) else ()):
                if not isinstance(entry, str):
                    continue
                if entry.lower() in seen:
                    yield Warned(positions.line(("kind", n, key, k)), key, f"{entry!r} stands there twice")
                seen.add(entry.lower())
