"""What documents are about: names and words of sentences, weighed; menus aside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factx.comparing import profiles
from factx.comparing.names import Vocabulary
from factx.comparing.profiles import Profile
from tests.comparing.making import document, fact

TEXT = """Home | Sport | Marrowbone Weekly

Thieves have emptied the vault of Tidepool in the old town of Quellen, and nobody heard them.
They took 4,312 coins, said Ada Brandt, who runs Tidepool; in 2016 it was 1,500.
"""


def read(*texts: str) -> list[Profile]:
    return profiles.read([replace(document(str(n)), text=text) for n, text in enumerate(texts)], Vocabulary())


def test_names_and_numbers_stand_in_sentences_and_not_in_menus() -> None:
    (profile,) = read(TEXT)
    assert {"tidepool", "quellen", "brandt"} <= profile.names.keys()
    assert "marrowbone" not in profile.names
    assert (profile.numbers, profile.years) == ({"4312"}, {2016})


def test_a_record_without_a_text_is_read_by_the_sentences_of_its_facts() -> None:
    sentence = "Police in Quellen held 14 of the gang from Ardeln."
    (profile,) = profiles.read([document("a", fact("14", sentence))], Vocabulary())
    assert {"quellen", "ardeln"} <= profile.names.keys()


def test_articles_on_one_thing_are_more_alike() -> None:
    one, other, third = read(
        TEXT,
        "Ada Brandt of Tidepool said on Monday that the vault in Quellen had no alarm at all.",
        "The council of Ardeln wants to plant a hundred limes along the river, said the mayor.",
    )
    assert profiles.alike(one.names, other.names) > 0.3 > profiles.alike(one.names, third.names)
    assert profiles.alike(one.names, one.names) == pytest.approx(1)


def test_numbers_within_names_are_none() -> None:
    (profile,) = read("They patched CVE-2021-44228 and the KB5004237 that had come with version 2.17.1 of the tool.")
    assert profile.numbers == set()
