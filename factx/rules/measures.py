"""Which thing a number counts, and in which unit: "120 servers", "400 kg of cocaine", "200 ecstasy pills".

In goes a phrase as `phrases` found it, where things are looked for; its thing, unit, head and end are set.
"""

from __future__ import annotations

from factx.declared import Unit
from factx.rules.phrases import Chunk, behind, counted
from factx.rules.things import Thing, Things
from factx.syntax import Parsed

# Tokens that a conversion in brackets may have.
_CONVERSION = 8


def measure(sentence: Parsed, c: Chunk) -> None:
    """Set what the phrase counts; nothing where that is none of the things looked for."""
    things = c.words.things
    if things is not None:
        i = behind(sentence, c.quantity, c.number)
        if not _measured(sentence, c, things, i):
            _named(sentence, c, things, i)


def _measured(sentence: Parsed, c: Chunk, things: Things, i: int) -> bool:
    """ "400 kg of cocaine"; and "400 kg" alone, which may lean on another count. False where no unit is the measure."""
    found = _unit(sentence, c, things, i)
    if found is None:
        return False
    unit, after, at = found
    inner = Chunk(c.words, c.quantity, c.first, c.number, None, after)
    counted(sentence, inner, after)
    if inner.head is not None and (named := things.named(sentence, after, inner.head)):
        c.thing, c.head, c.end = named[0], inner.head, max(inner.end, named[1])
        c.unit, c.partitive, c.owner = (unit, at), False, False
        _also(sentence, c, things)
        return True
    bare = inner.head is None and sentence.words[after : after + 1] != ["of"]
    if bare and (c.head is None or not things.named(sentence, i, c.head)):
        c.head, c.end, c.unit = None, after, (unit, at)
        return True
    return False


def _named(sentence: Parsed, c: Chunk, things: Things, i: int) -> None:
    """ "120 servers", "200 ecstasy pills"."""
    if c.head is None:
        return
    if named := things.named(sentence, i, c.head):
        if not _disagrees(sentence, c, named[0]):
            c.thing, c.end = named[0], max(c.end, named[1])
            c.owner = c.owner and named[1] <= c.head + 1
    elif (told := things.unit(sentence, c.head)) and (named := things.named(sentence, i, c.head - 1)):
        c.thing, c.unit = named[0], (told[0], c.quantity.end)


def _disagrees(sentence: Parsed, c: Chunk, thing: Thing) -> bool:
    """ "a BMW 5 car": more than one of what is spoken of as one, so that the number says something else."""
    several = c.quantity.form != "zero" and c.quantity.value > 1
    return several and thing.singular and sentence.tags[c.head or 0] in ("NN", "NNP")


def _unit(sentence: Parsed, c: Chunk, things: Things, i: int) -> tuple[Unit, int, int] | None:
    """The unit behind the number, the token of what is measured, and where the unit's words end in the text.

    A conversion in brackets may stand between them: "400 kg (880 lb) of cocaine".
    """
    words = sentence.words
    if told := things.unit_on(sentence, c.number, c.quantity.tail):
        unit, after = told, c.number + 1
    elif i < len(words) and (beside := things.unit(sentence, i)):
        unit, after = beside
    else:
        return None
    at = sentence.ends[after - 1]
    if words[after : after + 1] == ["("] and ")" in words[after + 1 : after + _CONVERSION]:
        after = words.index(")", after) + 1
    elif words[after : after + 1] == [")"]:
        after += 1
    return unit, after, at


def _also(sentence: Parsed, c: Chunk, things: Things) -> None:
    """ "400 kg of cocaine and heroin": one amount of both."""
    i = c.end
    if c.thing is None or sentence.words[i : i + 1] != ["and"] or sentence.tags[i + 1 : i + 2] in ([], ["CD"]):
        return
    other = Chunk(c.words, c.quantity, c.first, c.number, None, i + 1)
    counted(sentence, other, i + 1)
    if other.head is not None and (named := things.named(sentence, i + 1, other.head)):
        both = c.thing.roles & named[0].roles
        c.thing, c.end = Thing(f"{c.thing.name} and {named[0].name}", both), other.end
