"""What makes a number a count, as data: the tables of ``lexicon/counts.toml`` and of the rules files that users write.

Frozen and hashable, so that options can hold them and workers are handed them. Nothing here reads, checks or matches.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """What things are measured in.

    Attributes:
        name: what facts call it; for a unit that is converted, the name of the one it is converted to.
        words: as articles write it, singular.
        factor: how many of the unit called ``name`` one of these is; exact.
    """

    name: str
    words: tuple[str, ...]
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Table:
    """One ``[[kind]]`` table: how things of a kind are counted in one role. Verbs and nouns as in ``counts.toml``.

    Attributes:
        kind, role: what its facts are called; a role may be None.
        people: what is counted is people; then the lists of things are empty.
        counts: nouns for what is counted, ``noun`` or ``noun|plural``.
        units: what the things are measured in.
        exclude: words beside the number or the noun that rule the count out.
        examples: sentences with what must be found in brackets; ``near_misses`` have nothing to be found.
    """

    kind: str
    role: str | None = None
    people: bool = False
    counts: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    exclude: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    nominals: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    passives: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The kinds that a rules file declares.

    Attributes:
        source: the path as given.
        sha256: of the file, so that a run can tell whether it is the same one.
        tables: in the order of the file.
    """

    source: str
    sha256: str
    tables: tuple[Table, ...] = field(repr=False)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The names of the kinds, in the order of the file."""
        return tuple(dict.fromkeys(table.kind for table in self.tables))

    def __str__(self) -> str:
        return f"{self.source} ({self.sha256[:12]})"
