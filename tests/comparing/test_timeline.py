"""Events along time: which figures stand for an event, and what it is called."""

from __future__ import annotations

from dataclasses import replace

from factx.comparing import compare
from factx.comparing.timeline import timeline
from factx.model import Document
from tests.comparing.making import document, fact


def _blast() -> Document:
    title = "Blast kills 17 in Dravna"
    told = [
        fact("5", "Five people were killed at once.", kind="people", role="killed"),
        fact("17", title, kind="people", role="killed", place="Dravna", section="headline"),
    ]
    headed = [replace(each, mentions=tuple(replace(m, section=each.section) for m in each.mentions)) for each in told]
    return document("a", *headed, title=title, published="2024-05-01")


def test_the_figure_of_the_title_stands_for_the_event() -> None:
    (moment,) = timeline(compare([_blast()], alone=True))
    assert [str(quantity.values[0].fact.value) for quantity in moment.figures] == ["17"]


def test_an_event_of_one_document_is_called_by_its_title() -> None:
    (moment,) = timeline(compare([_blast()], alone=True))
    assert (moment.event.name, moment.event.label) == (None, "Blast kills 17 in Dravna")
