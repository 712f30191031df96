"""Where sources agree, where they differ, which figure has one source only: Documents in, Events out. Pure.

Documents that tell one story are found by shared operations, by what they are about (`profiles`) and their figures
(`stories`), statements of one quantity among them by what they say (`links`, `ties`, `differences`), what each source
says and whether that goes together by interval arithmetic (`verdicts`, `figures`); `events` puts it together. Articles
are read where the Documents hold them; of those without a text only the sentences of facts are known, and less is tied.
"""

from __future__ import annotations

from collections.abc import Iterable

from factx.comparing import events, links, operations, statements, stories
from factx.comparing.model import Event, Quantity, Value, Verdict
from factx.comparing.timeline import Moment, timeline
from factx.model import Document

__all__ = ["Event", "Moment", "Quantity", "Value", "Verdict", "compare", "timeline"]


def compare(documents: Iterable[Document], *, alone: bool = False) -> list[Event]:
    """The events that the documents report, in order of the first document that does.

    Args:
        documents: with facts, in any order; ``duration`` facts are checked against date ranges where they are there.
        alone: give events that a single document reports as well.
    """
    given = {(d.source, d.sha256): d for d in documents if d.problem is None}  # one given twice is one source
    told, vocabulary = statements.read(list(given.values()))
    operations.settle(told)
    linked = stories.Stories(told, vocabulary).linked()
    story = stories.clusters(len(told), linked)
    groups = links.quantities(told, vocabulary, linked, story)
    return events.gather(told, vocabulary, linked, story, groups, alone)
