"""Many inputs on many machines: Ray Data reads them, actors extract, tasks write parts of the output into a folder.

Scheduling, queues and retries are Ray's. What an article yields is what one process gives for it, for the same reading
and the same engine work on it. Needs the extra ``ray``, which nothing imports before a run.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from importlib.util import find_spec

from factx.errors import FactxError
from factx.options import Options
from factx.reading.walk import Globs

__all__ = ["Job", "Tally", "run"]


@dataclass(frozen=True, slots=True)
class Job:
    """What a run reads and writes.

    Attributes:
        sources: files and folders, local ones or addresses such as ``s3://bucket/folder``.
        output: the folder for the parts of the output, local or remote; it must be empty or not be there.
        options: what to look for and how; with `Options.flat` a row is a fact, else a document.
        globs: which files of folders.
        address: of the cluster; None starts one on this machine.
        jobs: how many actors at most; None is as many as the cluster has CPUs for.
        rows: how many a part of the output holds at least, but for the last one.
    """

    sources: tuple[str, ...]
    output: str
    options: Options
    globs: Globs = field(default_factory=Globs)
    address: str | None = None
    jobs: int | None = None
    rows: int = 10_000


@dataclass(frozen=True, slots=True)
class Tally:
    """What a run has written: rows in all, and those of inputs that failed."""

    rows: int
    failed: int


def run(job: Job) -> Tally:
    """Do the job.

    Raises:
        FactxError: the extra is missing, the output is not empty, there is no such model or cluster, or Ray gave up.
    """
    if any(find_spec(name) is None for name in ("ray", "pyarrow", "fastwarc")):
        raise FactxError("no-ray", "--engine ray needs more packages; install them with: pip install 'factx[ray]'")
    # Ray reads these when it is imported.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if not job.address:
        # The switch of other systems that keeps a cluster of one machine to addresses of this machine.
        os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
    from factx.cluster import flow

    return flow.run(job)
