"""Forms of nouns and verbs by the regular rules of English, and by what the lexicon says of irregular ones."""

from __future__ import annotations

from typing import Literal

FormName = Literal["base", "s", "past", "part", "ing", "noun"]


def plural(noun: str) -> tuple[str, ...]:
    """The plural forms of a noun."""
    if noun.endswith(("man", "woman")):
        return (noun[:-2] + "en",)
    if noun.endswith(("s", "x", "ch", "sh")):
        return (noun + "es",)
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return (noun[:-1] + "ies",)
    if noun.endswith("f"):
        return (noun + "s", noun[:-1] + "ves")
    if noun.endswith("fe"):
        return (noun + "s", noun[:-2] + "ves")
    return (noun + "s",)


def numbers(entry: str) -> tuple[str, ...]:
    """Singular and plural of a noun given as ``noun`` or ``noun|plural``.

    >>> numbers("SIM card"), numbers("aircraft|aircraft")
    (('SIM card', 'SIM cards'), ('aircraft', 'aircraft'))
    """
    noun, _, given = entry.partition("|")
    return (noun, given) if given else (noun, *plural(noun))


def inflect(entry: str) -> dict[FormName, tuple[str, ...]]:
    """The forms of a verb given as ``base`` or ``base|past|participle``."""
    base, *given = entry.split("|")
    stem = base[:-1] if base.endswith("e") else base
    ongoing = f"{base[:-2]}y" if base.endswith("ie") else stem
    third = plural(base)[0] if not base.endswith(("f", "fe", "man")) else base + "s"
    if given:
        past, participle = given
        doubled = past.startswith(base + base[-1])
        return {
            "base": (base,),
            "s": (third,),
            "past": (past,),
            "part": (participle,),
            "ing": ((base + base[-1] if doubled else ongoing) + "ing",),
        }
    regular = base[:-1] + "ied" if base.endswith("y") and base[-2] not in "aeiou" else stem + "ed"
    return {"base": (base,), "s": (third,), "past": (regular,), "part": (regular,), "ing": (ongoing + "ing",)}
