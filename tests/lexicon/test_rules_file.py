"""Rules files: what is read, and what each mistake is told by, with its line."""

from __future__ import annotations

import os
import pickle
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factx import lexicon
from factx.declared import Unit
from factx.lexicon import rules_file
from factx.lexicon.rules_file import LARGEST, RulesError, parse, read

GOOD = """\
[[kind]]
kind = "drugs"
role = "seized"
counts = ["cocaine", "SIM card"]
units = [
  { name = "kg", words = ["kilo"] },
  { name = "g", base = "kg", factor = 0.001 },
]
objects = ["seize", "take|took|taken away"]
examples = ["Police seized [4 kilos] of cocaine."]
near_misses = ["Police could seize 4 kilos of cocaine."]

[[kind]]
kind = "drugs"
role = "burned"
objects = ["burn"]
exclude = ["a month"]
"""


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


def complaints(text: str) -> list[str]:
    with pytest.raises(RulesError) as caught:
        parse(text, "my.toml")
    assert caught.value.exit_code == 3
    assert caught.value.message.startswith("my.toml: ")
    return [str(each) for each in caught.value.wrong]


def test_what_is_read() -> None:
    rules = parse(GOOD, "my.toml")
    first, second = rules.tables
    assert rules.kinds == ("drugs",)
    assert first.units == (Unit("kg", ("kg", "kilo")), Unit("kg", ("g",), Decimal("0.001")))
    assert second.counts == first.counts and second.units == first.units
    assert first.exclude == second.exclude == ("a month",)
    assert pickle.loads(pickle.dumps(rules)) == rules
    assert hash(rules) == hash(parse(GOOD, "my.toml"))
    assert str(rules) != str(parse(GOOD + "# more\n", "my.toml"))


def test_people_are_counted() -> None:
    (table,) = parse('[[kind]]\nkind = "expelled"\ncounts = "people"\nobjects = ["deport"]', "x").tables
    assert table.people and not table.counts


@pytest.mark.parametrize("name", ["counts", *rules_file.SHIPPED_KINDS])
def test_what_ships_is_of_the_same_form(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules_file, "_TAKEN", frozenset())
    assert parse(lexicon.text(name), name).tables == lexicon.tables(name)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("objects = [", "objekts = [", "line 9: there is no key 'objekts'; did you mean 'objects'?"),
        ('kind = "drugs"\nrole = "s', 'role = "s', "line 1: a [[kind]] table needs the key 'kind'"),
        ('kind = "drugs"\nrole = "s', 'kind = "Drugs!"\nrole = "s', "line 2: kind: 'Drugs!' is no name"),
        ('kind = "drugs"\nrole = "s', 'kind = "money"\nrole = "s', "line 2: kind: 'money' comes with factx"),
        ('kind = "drugs"\nrole = "s', 'kind = "items"\nrole = "s', "line 2: kind: 'items' comes with factx"),
        ('role = "seized"', "role = 5", "line 3: role: takes a string, not 5"),
        ('"SIM card"', '"SIM (card)"', "line 4: counts: 'SIM (card)' is no noun"),
        ('"SIM card"', '"SIM\\u001bcard"', "line 4: counts: 'SIM\\x1bcard' is no noun"),
        ('"SIM card"', '".*"', "line 4: counts: '.*' is no noun"),
        ('"SIM card"', '"[red]card[/]"', "line 4: counts: '[red]card[/]' is no noun"),
        ('["cocaine", "SIM card"]', '"cocaine"', "line 4: counts: takes a list, not 'cocaine'"),
        ('["kilo"]', '["kilo|kilos"]', "line 6: words: 'kilo|kilos' is no phrase"),
        ("factor = 0.001", "factor = -1", "line 7: factor: takes a number above 0"),
        ("factor = 0.001", 'factor = "1"', "line 7: factor: takes a number, not '1'"),
        ("factor = 0.001", "factor = nan", "line 7: factor: takes a number"),
        ("factor = 0.001", "factor = 1e-999999", "line 7: factor: takes at most 12 digits before the point and 12"),
        ("factor = 0.001", "factor = 1e999999999", "line 7: factor: takes at most 12 digits before the point and 12"),
        ("factor = 0.001", "factor = 1.0000000000001", "line 7: factor: takes at most 12 digits before the point"),
        (', base = "kg", factor = 0.001', ', base = "kg"', "line 7: units: 'g' needs both base and factor"),
        ('base = "kg"', 'base = "lb"', "line 7: base: 'lb' is no unit of this table"),
        ('name = "g"', 'name = "kilo"', "line 7: units: 'kilo' is a unit at line 6 already"),
        ('"take|took|taken away"', '"take|took"', "line 9: objects: 'take|took' is no verb"),
        ("[4 kilos] of", "4 kilos of", "line 10: examples: no words stand in brackets"),
        ("could seize 4 kilos", "could seize [4 kilos]", "line 11: near_misses: nothing is to be found"),
        ('objects = ["burn"]\n', "", "line 13: role: nothing gives the role 'burned'"),
        ('role = "burned"', 'role = "seized"', "line 13: the table at line 1 has the same kind and role"),
        ('objects = ["burn"]', 'objects = ["burn"]\ncounts = "people"', "line 1: counts: 'drugs' counts people in one"),
        ('counts = ["cocaine", "SIM card"]\n', "", "line 8: objects: what does it count?"),
    ],
)
def test_mistakes_are_told_with_their_line(old: str, new: str, told: str) -> None:
    assert any(each.startswith(told) for each in complaints(changed(old, new)))


def test_all_mistakes_are_told_in_order() -> None:
    text = changed('"SIM card"', '"(", ")"').replace('["burn"]', "[1]")
    assert [each.split(":")[0] for each in complaints(text)] == ["line 4", "line 4", "line 16"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kind = []",
        "kind = 3",
        "[[kind]",
        "a = " + "[" * 900,
        "a" + ".a" * 490 + " = 1",
        "[[kind]]\na" + ".a" * 490 + " = 1",
        "kind = " + "[\n" * 400 + "]\n" * 400,
        "x" * (rules_file.LONGEST_LINE + 1),
        '[[kind]]\nkind = "a"\ncounts = ["b"]',
        '[[kind]]\nkind = "a"\ncounts = "people"\nunits = [{ name = "kg" }]\nobjects = ["seize"]',
        '[[kind]]\nkind = "a"\nnouns = [' + '"b",\n' * 1001 + "]",
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_rules_file(text: str) -> None:
    with pytest.raises(RulesError):
        parse(text, "my.toml")


def test_too_many_words() -> None:
    table = '[[kind]]\nkind = "{}"\nnouns = [{}]\n'
    words = ",\n".join(f'"{a}{b}{c}"' for a in "abcdefghij" for b in "abcdefghij" for c in "abcdefghij")
    text = "".join(table.format(name, words) for name in ("va", "vb", "vc", "vd", "ve"))
    assert complaints(text) == ["line 1: the file has 5,000 entries; at most 4,000 go into one"]


def test_files_that_are_not_read(tmp_path: Path) -> None:
    def told(path: Path) -> str:
        with pytest.raises(RulesError) as caught:
            read(path)
        return caught.value.message

    assert told(tmp_path / "none.toml").endswith("none.toml: there is no such file")
    assert told(tmp_path).endswith("this is no file of rules")
    (tmp_path / "large.toml").write_text("#" * 60 + "\n" * LARGEST)
    assert "larger than a rules file can be" in told(tmp_path / "large.toml")
    (tmp_path / "bad.toml").write_bytes(b'kind = "\xff"')
    assert "it is not UTF-8" in told(tmp_path / "bad.toml")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert told(tmp_path / "pipe").endswith("this is no file of rules")
    assert "could not be read" in told(Path("a\0b")) or "no such file" in told(Path("a\0b"))


def test_a_byte_order_mark_and_crlf(tmp_path: Path) -> None:
    path = tmp_path / "windows.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read(path).tables == parse(GOOD, "x").tables


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_text_is_read_or_refused(data: st.DataObject) -> None:
    text = GOOD
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 12))
        put = data.draw(st.text(st.sampled_from("[]{}=\",.\n #'\\|!1azÄ\x1b"), max_size=4))
        text = text[:at] + put + text[at + cut :]
    try:
        rules = parse(text, "my.toml")
    except RulesError as error:
        assert all(1 <= each.line <= text.count("\n") + 1 for each in error.wrong)
    else:
        assert rules.tables
