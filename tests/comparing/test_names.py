"""Keys of operations, names and words of sentences."""

from __future__ import annotations

import pytest

from factx.comparing import names
from factx.comparing.names import Vocabulary


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Operation HAECHI V", "HAECHI-V", True),
        ("Operation HAECHI V", "operation Haechi 5", True),
        ("Operation HAECHI V", "Operation HAECHI IV", False),
        ("Operation HAECHI-II", "Operation HAEICHI-II", True),
        ("Operation GoldDust", "Operation Gold Dust", True),
        ("Operation Sentinel", "Operation Serengeti", False),
        ("Operation First Light 2023", "Operation First Light 2024", False),
        ("Operation Jackal", "Operation Jackal III", False),
        ("Operation Alpha", "Operation Alpine", False),
    ],
)
def test_operations(one: str, other: str, same: bool) -> None:
    assert names.same_operation(names.operation(one), names.operation(other)) is same


@pytest.mark.parametrize(
    ("sentence", "found", "not_found"),
    [
        ("Thieves took $5 million from PolyNetwork.", {"polynetwork", "poly"}, {"thieves"}),
        ("The theft from Poly Network was larger.", {"poly", "polynetwork"}, {"the"}),
        ("Police arrested two in Romania.", {"roman"}, set()),
        ("A Romanian court freed two men.", {"roman"}, {"court"}),
        ("Marrowbone's losses grew.", set(), {"losses"}),
    ],
)
def test_names_of_sentences(sentence: str, found: set[str], not_found: set[str]) -> None:
    vocabulary = Vocabulary()
    vocabulary.read([sentence])
    told = names.names(sentence, vocabulary)
    assert found <= told
    assert not not_found & told


def test_a_first_word_is_a_name_where_it_is_one_elsewhere() -> None:
    vocabulary = Vocabulary()
    vocabulary.read(["Marrowbone lost money.", "It was the second theft from Marrowbone.", "They lost money."])
    assert "marrowbone" in names.names("Marrowbone lost money.", vocabulary)
    assert "they" not in names.names("They lost money.", vocabulary)


def test_rare_names_weigh_more() -> None:
    vocabulary = Vocabulary()
    for number in range(100):
        vocabulary.count(["everywhere", *(["rare"] if number < 2 else []), *(["interpol"] if number < 2 else [])])
    assert vocabulary.weight("rare") == 1
    assert vocabulary.weight("everywhere") == 0
    assert 0 < vocabulary.weight("interpol") < 0.5


def test_words_are_stems_without_empty_ones() -> None:
    assert names.words("Hackers hacked https://example.com/a-b and stole from the [bank](http://x.y).") == {
        "hack", "stol", "bank",
    }  # fmt: skip
