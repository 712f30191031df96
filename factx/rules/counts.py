"""Counts of people and things: which number stands for how many were arrested, killed, seized, taken down ...

In go a parsed sentence, its numbers and what was found before; out come candidates. A number is tied to a trigger by
the words beside it or by the parse (`ties`), a tally gives it (`tallies`), or it leans on the count before (`lists`).
"""

from __future__ import annotations

from decimal import MAX_PREC, Context, Decimal

from factx.candidate import Candidate
from factx.declared import Unit
from factx.rules.exposed import exposed
from factx.rules.finding import Finding
from factx.rules.lists import lean, opens_item
from factx.rules.measures import measure
from factx.rules.no_counts import counts_nobody, counts_people, done_by, may_count, one_of_many, remains_of, spared
from factx.rules.phrases import Chunk, chunk
from factx.rules.places import place_around, place_of
from factx.rules.tallies import among, tallied
from factx.rules.thing_ties import listed_under, recall, speaks_against
from factx.rules.ties import tie
from factx.rules.triggers import Trigger, find
from factx.rules.words import Vocabulary, Word, listed
from factx.syntax import Parsed
from factx.values.span import Quantity

_BODIES = listed("ties", "bodies")
_BODY = ("body", "bodies")
# "The killer of eight was jailed in Osaka": where the crime was is not said.
_KILLERS = ("killer", "killers", "murderer", "murderers")
# Tokens between two counts of one scene, at most.
_BESIDE = 5
_EXACT = Context(prec=MAX_PREC)
# What befalls people together, in one place.
_AT_ONCE = ("killed", "injured", "rescued")
# Who is called so may come to harm, and is then no count of arrests.
_HARM = frozenset(["killed", "injured", "rescued"])
_HELD = ("detainee", "detainees", "arrestee", "arrestees")
# Roles that a noun alone gives ("suspects"): they give way to what happened to the people.
_NAMING_ROLES = ("suspects", "charged", "victims")


def find_counts(
    sentence: Parsed,
    words: Vocabulary,
    quantities: list[Quantity],
    number: int,
    before: list[Finding],
    lead: list[Word] | None = None,
) -> tuple[list[Candidate], list[Finding]]:
    """The counts in a sentence, and what was found of the last number that counts.

    Args:
        sentence: parsed; `quantities` are its numbers in offsets of its text, sorted.
        words: what is looked for.
        number: of the sentence in the article.
        before: what the block's sentence before counted, for lists that lean on it.
        lead: what the line that introduces the list counts, where the sentence is an item of a list.
    """
    triggers = find(sentence, words)
    chunks = [chunk(sentence, q, words) for q in quantities]
    if words.things is not None:
        for c in chunks:
            measure(sentence, c)
        recall(sentence, chunks)
    found: list[list[Finding]] = []
    for n, c in enumerate(chunks):
        told = n and _of_things(sentence, chunks[n - 1], found[n - 1], c)
        found.append([] if told else _own(sentence, c, triggers))
    lean(sentence, chunks, found, triggers, before)
    if lead and chunks and not found[0] and opens_item(sentence, chunks[0]):
        found[0] = [Finding(chunks[0], w, "item") for w in lead]
    found = [[f for f in findings if _fits(f)] for findings in found]
    rivals = [c for c, findings in zip(chunks, found, strict=True) if findings]
    settled = [_settle(c, findings) for c, findings in zip(chunks, found, strict=True)]
    last = next((s for s in reversed(settled) if s), [])
    all_told = [f for s in settled for f in s]
    places = _places(sentence, all_told, rivals)
    return [_candidate(sentence, f, number, place) for f, place in zip(all_told, places, strict=True)], last


def _of_things(sentence: Parsed, before: Chunk, found: list[Finding], c: Chunk) -> bool:
    """ "The group runs 600 schools, and 325 of them were hit": "them" are no people."""
    if found or before.head is None or c.noun(sentence) not in ("them", "which") or c.words.things is not None:
        return False
    unknown = counts_people(sentence, before) is None and sentence.tags[before.head] == "NNS"
    return unknown or counts_people(sentence, before) is False


def _own(sentence: Parsed, c: Chunk, triggers: list[Trigger]) -> list[Finding]:
    """What the number is tied to by itself."""
    if counts_nobody(sentence, c):
        return []
    noun = c.noun(sentence)
    person = counts_people(sentence, c)
    found = [f for t in triggers if (f := _tied(sentence, c, t, person))]
    found += tallied(sentence, c, triggers, person)
    found += among(sentence, c, triggers)
    bodies = _dead_bodies(sentence, c) or remains_of(sentence, c)
    death, victim = c.words.noun("death"), c.words.noun("victim")
    if death and (bodies if noun in _BODY else bodies and person) and any(w in _BODIES for w in sentence.words):
        found.append(Finding(c, death, "bodies"))
    if victim and person and exposed(sentence, c):
        found.append(Finding(c, victim, "data"))
    return found


def _dead_bodies(sentence: Parsed, c: Chunk) -> bool:
    """ "one body", "two charred bodies"; not "water bodies", "a body of water"."""
    if c.noun(sentence) not in _BODY or c.head is None or sentence.words[c.end : c.end + 1] == ["of"]:
        return False
    return sentence.tags[c.head - 1] not in ("NN", "NNP") or c.head - 1 <= c.number


def _fits(f: Finding) -> bool:
    """Whether what is counted is known, where it is a thing, and can have this role."""
    if f.chunk.words.things is None or f.word.mode == "noun":
        return True
    return f.chunk.thing is not None and f.word.role in f.chunk.thing.roles


def _tied(sentence: Parsed, c: Chunk, t: Trigger, person: bool | None) -> Finding | None:
    """The chunk tied to trigger ``t``, where what the trigger says happened to whom the chunk counts."""
    rule = tie(sentence, c, t)
    if c.words.things is not None:
        rule = listed_under(sentence, c, t) if rule is None else rule
        rule = None if speaks_against(sentence, c, t) else rule
    if rule is None or not t.real or (rule == "passive" and one_of_many(sentence, c, t)):
        return None
    if rule != "noun" and not may_count(c, t.word, c.noun(sentence), person) and not done_by(sentence, c, t):
        return None
    if spared(sentence, c, t) or (t.word.missing and "missing" not in sentence.words[c.number : c.end]):
        return None
    return Finding(c, t.word, rule, t.start)


def _settle(c: Chunk, findings: list[Finding]) -> list[Finding]:
    """One finding a kind and role; a noun that only names people gives way to what happened to them."""
    by_role: dict[tuple[str, str | None], Finding] = {}
    for f in findings:
        key = (f.word.kind, f.word.role)
        if key not in by_role or by_role[key].rule == "noun":
            by_role[key] = f
    happened = any(f.rule != "noun" and f.word.role != "suspects" for f in by_role.values())
    if ("people", "victims") in by_role:
        by_role.pop(("people", "suspects"), None)
    for role in _NAMING_ROLES if happened else ():
        named = by_role.get(("people", role))
        if named and (named.rule == "noun" or role == "suspects") and len(by_role) > 1:
            del by_role[("people", role)]
    held = by_role.get(("arrests", None))
    if held and held.rule == "noun" and held.word.first in _HELD and any(role in _HARM for _, role in by_role):
        del by_role[("arrests", None)]
    result = list(by_role.values())
    if c.definite and all(f.rule == "noun" and f.word.role in _NAMING_ROLES for f in result):
        return []
    return result


def _place(sentence: Parsed, f: Finding, rivals: list[Chunk]) -> str | None:
    """Where the people were; a part ("11 of them", "including three") has the place of the whole."""
    if f.word.first in _KILLERS:
        return None
    meanwhile = f.at is not None and sentence.tags[f.at] == "VBG" and sentence.deps[f.at] == "advcl"
    found = place_of(sentence, f.chunk, f.at, rivals, scene=meanwhile or f.word.role in _AT_ONCE)
    if found is not None or f.whole is None or f.whole.whole is f:
        return found
    between = sentence.words[f.whole.chunk.end : f.chunk.first]
    part = f.chunk.partitive or any(w in ("including", "among", "whom", "them") for w in between)
    return _place(sentence, f.whole, rivals) if part else None


def _places(sentence: Parsed, told: list[Finding], rivals: list[Chunk]) -> list[str | None]:
    """The place of each; "719 are dead and 863 injured near Mecca" tells it once for all who came to harm."""
    places = [_place(sentence, f, rivals) for f in told]
    for n in range(len(told) - 2, -1, -1):
        f, following = told[n], told[n + 1]
        between = sentence.words[f.chunk.end : following.chunk.first]
        harmed = f.word.role in _AT_ONCE and following.word.role in _AT_ONCE
        if places[n] is None and harmed and 0 < len(between) <= _BESIDE and "and" in between and _clause(sentence, f):
            places[n] = places[n + 1]
    return places


def _clause(sentence: Parsed, f: Finding) -> bool:
    """Whether the finding is told in no relative clause ("a bombing that killed 16")."""
    return f.at is None or sentence.deps[f.at] != "relcl"


def _candidate(sentence: Parsed, f: Finding, number: int, place: str | None) -> Candidate:
    """The finding in offsets of the view."""
    q, c = f.chunk.quantity, f.chunk
    unit, measured = c.unit or (None, q.end)
    named = c.end > c.number + 1 and f.rule != "converted"
    end = sentence.ends[c.end - 1] if named else q.end
    return Candidate(
        start=sentence.offset + q.start,
        end=sentence.offset + max(q.end, measured),
        phrase_end=sentence.offset + max(end, q.end, measured),
        sentence=number,
        kind=f.word.kind,
        role=f.word.role,
        rule=f"{f.word.kind if c.words.declared else f.word.role or f.word.kind}.{f.rule}",
        value=_in_unit(q.value, unit),
        value_max=None if q.value_max is None else _in_unit(q.value_max, unit),
        bound=q.bound,
        counted=c.noun(sentence),
        place=place,
        around=place_around(sentence, place),
        more=c.more,
        thing=f.counted if c.words.declared else None,
        unit=unit.name if unit else None,
    )


def _in_unit(value: Decimal, unit: Unit | None) -> Decimal:
    """The value in the unit that facts give it in; exact."""
    return value if unit is None else _EXACT.multiply(value, unit.factor)
