"""The pinned packages of CI are those that the project asks for, each with hashes."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
LOCK = ROOT / ".ci" / "lock.txt"
PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,-]+\])?==([^ ;\\]+)", re.MULTILINE)

pytestmark = pytest.mark.skipif(not LOCK.exists(), reason="the source distribution has no CI")


def _asked() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    named = [*project["build-system"]["requires"], *project["project"]["dependencies"], *chain.from_iterable(extras)]
    return [r for r in map(Requirement, named) if r.name != "factx"]


@pytest.mark.parametrize("asked", _asked(), ids=str)
def test_what_the_project_asks_for_is_pinned(asked: Requirement) -> None:
    versions = [version for name, version in PINNED.findall(LOCK.read_text()) if name == asked.name.replace("_", "-")]
    assert versions, "run .ci/lock"
    assert all(version in asked.specifier for version in versions), "run .ci/lock"


def test_every_pinned_package_has_hashes() -> None:
    entries = re.split(r"^(?=[a-z0-9])", LOCK.read_text(), flags=re.MULTILINE)[1:]
    assert len(entries) > 50
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
