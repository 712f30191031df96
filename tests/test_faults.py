"""Every fault of `tests.faults`, put into a small batch by the real engine; the script does it with a large one."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.faults import places, stops
from tests.faults.__main__ import FAULTS
from tests.faults.world import World

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(places.missing_tools()) or os.geteuid() != 0, reason="needs root and " + " ".join(places.missing_tools())
    ),
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    yield World(tmp_path_factory.mktemp("faults"), 300)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_does_no_harm(name: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stops, "KILLS", 4)
    outcome = FAULTS[name](world)
    assert outcome.exits and outcome.end
