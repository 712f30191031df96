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


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('"bound": "exact"', '"bound": "perhaps"'),
        ('"value": 0.35', '"value": 1e999999999'),
        ('"value": 0.35', '"value": 1e99999999999999999999999'),
        ('"value": 0.35', '"value": -1'),
        ('"value": 0.35', '"value": NaN'),
        ('"value": 0.35', '"value": "0.35"'),
        ('"value": 0.35', '"value": null'),
        ('"value": 0.35', '"value": ' + "[" * 100_000),
        ('"section": "body"', '"section": "footer"'),
        ('"source": "a"', '"source": ["a"]'),
        ('"title": "\u00c4"', '"title": 5'),
        ('"chars": ', '"chars": 1e999999999, "x": '),
        ('"published": "2024-02-03"', '"published": "yesterday"'),
        ('"mentions": [{', '"mentions": [], "x": [{'),
        ('"mentions": [{"start": ', '"mentions": [{"start": 1e999999999, "x": '),
    ],
)
def test_a_record_that_somebody_changed_is_a_problem(was: str, now: str) -> None:
    out = io.StringIO()
    jsonl.write(DOCUMENTS, out, Options())
    assert was in out.getvalue()
    told = recorded.documents(out.getvalue() + out.getvalue().replace(was, now, 1))
    assert told is not None
    assert [d.problem.code if d.problem else None for d in told] == [None, None, "bad-record", None]


@pytest.mark.parametrize("documents", ["null", "5", "{}", '"a"', "[[]]", "[null]"])
def test_an_output_without_documents_is_a_problem(documents: str) -> None:
    (told,) = recorded.documents(f'{{"factx": "0.1.0", "documents": {documents}}}') or ()
    assert told.problem
    assert told.problem.code == "bad-record"


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
