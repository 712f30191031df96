"""Which operation of a series a bare name means: stories in, the keys of their statements settled.

"Operation Silver Thread" is Silver Thread 2024 where the document calls it so elsewhere, or where other reports of the
same time do and know no other of that name. One that names Silver Thread and Silver Thread II knows of two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from factx.comparing.statements import Story

_NUMBERED = re.compile(r"(.+?) ?(\d+)")
_YEAR = 4
#: Days between two reports that speak of one operation of a series.
_DAYS = 31


def settle(stories: Sequence[Story]) -> None:
    """Give the statements of a bare name the key of the one operation of its series that it can mean."""
    series: defaultdict[str, list[tuple[str, Story]]] = defaultdict(list)
    for story in stories:
        for key in sorted({s.operation for s in story.statements if s.operation and not s.back}):
            if found := _NUMBERED.fullmatch(key):
                series[found[1]].append((key, story))
    for story in stories:
        for bare in story.operations & series.keys():
            own = {key for key, holder in series[bare] if holder is story}
            if any(len(key.rsplit(" ", 1)[-1]) < _YEAR for key in own):
                continue
            meant = own or {key for key, holder in series[bare] if _may_mean(story, holder, key)}
            if len(meant) == 1:
                _rename(story, bare, *meant)


def _may_mean(story: Story, holder: Story, key: str) -> bool:
    """Whether a report with the bare name may speak of the operation that another report numbers."""
    mine, theirs = story.document.published, holder.document.published
    if mine is None:
        return False
    number = key.rsplit(" ", 1)[-1]
    if len(number) == _YEAR:
        return mine.year == int(number)
    return theirs is not None and abs((mine - theirs).days) <= _DAYS


def _rename(story: Story, bare: str, key: str) -> None:
    for statement in story.statements:
        if statement.operation == bare:
            statement.operation = key
    story.operations = story.operations - {bare} | {key}
