"""Faults that end a run: it is continued afterwards, and the end is that of an undisturbed run."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess

from tests.faults.world import Done, Outcome, World, records, until, workers

#: How often a run is killed before it may end.
KILLS = 20


def killed(world: World) -> Outcome:
    """kill -9 at twenty moments, each time continued with --resume, by one process or two."""
    moments = random.Random(1)
    kills = 0
    while kills < KILLS:
        step = (len(world.whole) - len(world.part())) // (KILLS - kills + 1)
        with world.started("-o", str(world.out), "--resume", "--jobs", moments.choice("12")) as running:
            reached = world.until_part(len(world.part()) + moments.randrange(1, 2 * max(step, 2)), running)
            if not reached and running.wait() == 0:
                break
            os.kill(running.pid, signal.SIGKILL)
        kills += 1
    if kills == KILLS:
        world.resumed()
    else:
        world.identical()
    return Outcome((-9, 0), "", f"identical after {kills} kills")


def told_to_stop(world: World) -> Outcome:
    """SIGTERM, then Ctrl-C."""
    for number in (signal.SIGTERM, signal.SIGINT):
        with world.started("-o", str(world.out), "--resume", "--jobs", "2") as running:
            world.until_part(len(world.part()) + len(world.whole) // 4, running)
            os.killpg(running.pid, number)
            done = world.ended(running)
        assert done.code == 130, done
        kept = world.prefix(world.part())
    world.resumed()
    return Outcome((130, 130, 0), done.said, f"{kept:,} kept, then identical")


def full_disk(world: World) -> Outcome:
    """A disk that is full after half of the output, and has room again later."""
    disk = world.folder / "disk"
    disk.mkdir()
    size = len(world.whole) // 2 + (64 << 10)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], check=True)
    try:
        out = disk / "facts.jsonl"
        done = world.run("-o", str(out), "--jobs", "2")
        assert done.code == 3, done
        assert "No space left on device" in done.said, done
        kept = world.prefix((disk / "facts.jsonl.part").read_bytes())
        subprocess.run(["mount", "-o", f"remount,size={4 * size}", str(disk)], check=True)
        again = world.run("-o", str(out), "--resume", "--jobs", "2")
        assert again.code == 0, again
        assert out.read_bytes() == world.whole
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    return Outcome((3, 0), done.said, f"{kept:,} kept, then identical")


def vanished_folder(world: World) -> Outcome:
    """The folder of the output is removed while the run writes there."""
    folder = world.folder / "gone"
    folder.mkdir()
    out = folder / "facts.jsonl"
    with world.started("-o", str(out), "--jobs", "2") as running:
        until(lambda: (folder / "facts.jsonl.part").exists(), running)
        shutil.rmtree(folder)
        done = world.ended(running)
    assert done.code == 3, done
    assert str(out) in done.said and "No such file or directory" in done.said, done
    again = world.run("-o", str(out))
    assert (again.code, out.exists()) == (3, False), again
    world.run("-o", str(world.out))
    world.identical()
    return Outcome((3, 3, 0), done.said, "identical, elsewhere")


def permission_lost(world: World) -> Outcome:
    """A folder of articles can no longer be read, half-way; root's right to read all the same is given up."""
    last = sorted(world.news.iterdir())[-1]
    rights = "-dac_override,-dac_read_search"
    wrap = ("setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}") if os.geteuid() == 0 else ()
    try:
        with world.started("-o", str(world.out), wrap=wrap) as running:
            world.until_part(1, running)
            last.chmod(0)
            done = world.ended(running)
    finally:
        last.chmod(0o755)
    assert done.code == 1, done
    whole, found = records(world.whole), records(world.out.read_bytes())
    lost = [record for record in found.values() if record["error"]]
    # The folder itself, where it was not looked into before, or its files.
    assert lost and all(record["error"]["code"] in ("permission", "unreadable") for record in lost), lost[:2]
    below = f"news/{last.name}/"
    assert [s for s in whole if not s.startswith(below)] == [s for s in found if not s.startswith(below.rstrip("/"))]
    assert all(found[source] == whole[source] for source in found if not found[source]["error"])
    world.out.unlink()
    return Outcome((1,), done.said, f"{len(lost):,} said to be unreadable, the others as ever")


def segfault(world: World) -> Outcome:
    """Worker processes that die of a segmentation fault, four times."""
    moments = random.Random(2)
    with world.started("-o", str(world.out), "--jobs", "2") as running:
        for n in range(4):
            world.until_part(len(world.whole) * (n + 1) // 6, running)
            until(lambda: len(workers(running.pid)) == 2, running)
            os.kill(moments.choice(workers(running.pid)), signal.SIGSEGV)
        done = world.ended(running)
    assert done.code == 0, done
    world.identical()
    return Outcome((0,), done.said, "identical")


def little_memory(world: World) -> Outcome:
    """ulimit -v, from far too little to enough: a clear end each time, never half of something."""
    codes: list[int] = []
    said = ""
    for megabytes in (350, 500, 700, 1000, 4000):
        done = _limited(world, megabytes)
        codes.append(done.code)
        if done.code == 0:
            world.identical()
        else:
            assert done.code == 3, (megabytes, done)
            assert done.said, megabytes
            said = done.said
            assert not world.part() or world.prefix(world.part())
    assert codes[-1] == 0, codes
    return Outcome(tuple(codes), said, "identical where there was enough")


def _limited(world: World, megabytes: int) -> Done:
    wrap = ("bash", "-c", f'ulimit -v {megabytes * 1024}; exec "$@"', "bash")
    return world.run("-o", str(world.out), "--jobs", "1", wrap=wrap, env={"OPENBLAS_NUM_THREADS": "1"})
