"""Which documents tell one story: points for and against, and groups that no chain makes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factx.comparing import operations, statements, stories
from factx.model import Document
from tests.comparing.making import document, fact

_ABOUT = "The raid on the Tidepool exchange in Quellen was led by Ada Brandt, the chief of the city's detectives."


def told(
    source: str, said: str, *, published: str | None, text: str = _ABOUT, title: str = "Raid in Quellen"
) -> Document:
    sentence = f"They lost {said}."
    return replace(
        document(source, fact(said, sentence), title=title, published=published), text=f"{text}\n\n{sentence}"
    )


def linked(*documents: Document) -> set[tuple[int, int]]:
    read, vocabulary = statements.read(list(documents))
    operations.settle(read)
    return set(stories.Stories(read, vocabulary).linked())


@pytest.mark.parametrize(
    ("said", "published", "one"),
    [
        ("4320000 EUR", "2024-05-03", True),  # the same sum in the same days
        ("7650000 EUR", "2024-05-03", True),  # names and days alone
        ("4320000 EUR", "2024-07-03", True),  # later, with the same main figure
        ("7650000 EUR", "2024-07-03", False),  # later, with another one: a second raid
        ("4320000 EUR", "2026-07-03", False),  # looking back from afar
    ],
)
def test_names_figures_and_days(said: str, published: str, one: bool) -> None:
    first = told("a", "4320000 EUR", published="2024-05-01")
    assert linked(first, told("b", said, published=published)) == ({(0, 1)} if one else set())


def test_a_figure_alone_tells_no_story() -> None:
    other = told(
        "b", "4320000 EUR", published="2024-05-01", text="A baker in Ardeln sold his mill.", title="Ardeln mill"
    )
    assert linked(told("a", "4320000 EUR", published="2024-05-01"), other) == set()


@pytest.mark.parametrize(
    ("pairs", "groups"),
    [
        ({(0, 1): 9, (1, 2): 8, (0, 2): 5}, [0, 0, 0]),
        ({(0, 1): 9, (1, 2): 8}, [0, 0, 0]),  # one of two pairs
        ({(0, 1): 9, (1, 2): 8, (2, 3): 7}, [0, 0, 0, 3]),  # one of three: a chain
        ({(0, 1): 9, (2, 3): 8, (1, 2): 7}, [0, 0, 2, 2]),
        ({(0, 1): 9, (2, 3): 8, (0, 2): 7, (1, 2): 6}, [0, 0, 2, 2]),  # one report stands between two events
    ],
)
def test_a_chain_is_no_story(pairs: dict[tuple[int, int], float], groups: list[int]) -> None:
    assert stories.clusters(len(groups), pairs) == groups
