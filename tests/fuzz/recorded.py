"""factx's own JSON, as anybody may have changed it, read back and compared."""

from __future__ import annotations

import io
from functools import cache

from factx import formats
from factx.comparing import compare, recorded
from factx.formats import compare as comparisons
from factx.formats import timeline as timelines
from factx.options import Options
from tests import fuzz

LONGEST = 2000


def check(data: bytes) -> None:
    """What is no record is a Document with a problem; all of it can be compared and written."""
    documents = recorded.documents(fuzz.text(data))
    if documents is None:
        return
    events = compare(documents, alone=True)
    for name in comparisons.FORMATS:
        comparisons.load(name)(events, io.StringIO())
    for name in timelines.FORMATS:
        timelines.load(name)(events, io.StringIO())
    for name in ("jsonl", "csv", "table"):
        formats.FORMATS[name].load()(documents, io.StringIO(), Options())


@cache
def seeds() -> list[bytes]:
    """What factx says of the fixtures, one and two at a time."""
    from factx.engine import Engine
    from factx.reading.article import from_text

    texts = [part for part in fuzz.fixtures() if len(part) < 700][::3]
    found = list(Engine(Options()).pipe(from_text(text, f"s{n}.txt") for n, text in enumerate(texts)))
    lines = []
    for doc in found:
        out = io.StringIO()
        formats.FORMATS["jsonl"].load()([doc], out, Options())
        lines.append(out.getvalue())
    lines = [line for line in lines if len(line) < 2500]
    return [line.encode() for line in lines] + [(a + b).encode() for a, b in zip(lines[::2], lines[1::2], strict=False)]
