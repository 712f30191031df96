"""Faults of the inputs: what is lost is said, and nothing else is."""

from __future__ import annotations

import random
from pathlib import Path

from tests.faults.world import Outcome, World, records


def vanishing(world: World) -> Outcome:
    """Every fiftieth file is removed while the run reads."""
    victims = world.files()[25::50]
    kept = {path: path.read_bytes() for path in victims}
    try:
        with world.started("-o", str(world.out), "--jobs", "2") as running:
            world.until_part(1, running)
            for path in victims:
                path.unlink()
            done = world.ended(running)
    finally:
        for path, data in kept.items():
            path.write_bytes(data)
    lost = _compared(world, victims, ("not-found",))
    assert done.code == (1 if lost else 0), done
    assert done.code == (1 if lost else 0), done
    return Outcome((done.code,), done.said, f"{lost} said to be gone, the others as ever")


def changing(world: World) -> Outcome:
    """Every fiftieth file is cut short, written anew or made longer while the run reads; it is put back afterwards."""
    chosen = random.Random(3)
    victims = world.files()[30::50]
    kept = {path: path.read_bytes() for path in victims}
    try:
        with world.started("-o", str(world.out), "--jobs", "2") as running:
            world.until_part(1, running)
            for path in victims:
                change = chosen.choice((kept[path][:40], b"Police arrested 77 men.\n", kept[path] * 50))
                path.write_bytes(change)
            done = world.ended(running)
        assert done.code == 0, done
        changed = _compared(world, victims, ())
    finally:
        for path, data in kept.items():
            path.write_bytes(data)
    return Outcome((0,), done.said, f"{changed} read as they became, the others as ever")


def changed_between(world: World) -> Outcome:
    """An article changes between an interrupted run and the one that continues it: it is noticed, and done anew."""
    with world.started("-o", str(world.out), "--jobs", "1") as running:
        world.until_part(len(world.whole) // 2, running)
        running.kill()
    victim = world.files()[10]
    before = victim.read_bytes()
    try:
        victim.write_bytes(b"Police arrested 78 men.\n")
        done = world.run("-o", str(world.out), "--resume", "--jobs", "2")
        assert done.code == 0, done
        assert _compared(world, [victim], ()) == 1
    finally:
        victim.write_bytes(before)
    return Outcome((-9, 0), done.said, "the new text's facts, the others as ever")


def _compared(world: World, victims: list[Path], codes: tuple[str, ...]) -> int:
    """How many victims came out otherwise than in the undisturbed run; nothing else may. The output is removed."""
    whole, found = records(world.whole), records(world.out.read_bytes())
    sources = {str(path.relative_to(world.folder)) for path in victims}
    # A file that was gone before its folder was looked into was never an input.
    kept = [source for source in whole if source in found or (codes and source in sources)]
    assert list(whole) == kept and set(found) <= set(whole), "a document is missing or too many"
    assert list(found) == [source for source in whole if source in found], "the order is another one"
    other = [source for source in whole if source in found and whole[source] != found[source]]
    assert sources.issuperset(other), "what was left alone came out otherwise"
    wrong = [found[source] for source in other if (found[source]["error"] or {"code": None})["code"] not in codes]
    assert not (codes and wrong), wrong[:1]
    world.out.unlink()
    return len(other)
