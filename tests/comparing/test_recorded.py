"""factx's own output read back gives the Documents that it was made of."""

from __future__ import annotations

import io

import pytest

from factx.comparing import recorded
from factx.formats import json, jsonl
from factx.options import Options
from tests.comparing.making import days, document, fact

DOCUMENTS = [
    document("a", fact("0.35 BTC"), fact("5..10"), days("2024-07-01", None), title="Ä", published="2024-02-03"),
    document("b"),
]


@pytest.mark.parametrize("write", [json.write, jsonl.write])
def test_there_and_back(write: object) -> None:
    out = io.StringIO()
    write(DOCUMENTS, out, Options())  # type: ignore[operator]
    assert recorded.looks_recorded(out.getvalue()[:4096])
    assert recorded.documents(out.getvalue()) == DOCUMENTS


@pytest.mark.parametrize(
    "text", ["", "Police arrested 27 men.", '{"text": "Police arrested 27 men."}', "{broken", '[{"source": "a"}]']
)
def test_other_texts_are_not_taken_for_it(text: str) -> None:
    assert recorded.documents(text) is None
    assert not recorded.looks_recorded(text)


def test_a_record_that_is_not_whole_is_a_problem_and_the_others_are_there() -> None:
    out = io.StringIO()
    jsonl.write(DOCUMENTS, out, Options())
    whole, *_ = out.getvalue().splitlines()
    told = recorded.documents(f'{whole}\n{whole[:300]}\n{{"source": "x"}}\n{whole}\n')
    assert told is not None
    assert [(d.source, d.problem.code if d.problem else None) for d in told] == [
        ("a", None),
        ("record 2", "bad-record"),
        ("x", "bad-record"),
        ("a", None),
    ]
