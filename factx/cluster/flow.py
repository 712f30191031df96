"""A Job as one stream of Ray Data: read tasks, a pool of actors, write tasks."""

from __future__ import annotations

import logging
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

import ray
from ray.exceptions import ActorDiedError, ActorUnavailableError, RayError

from factx import batch
from factx.cluster import Job, Tally, places, rows
from factx.cluster.sink import Parts
from factx.cluster.source import Articles
from factx.cluster.worker import Extract
from factx.engine import Engine
from factx.errors import FactxError

#: Of the cluster's CPUs one in so many, and at least one, is left to the tasks that read and write.
_TASKS_SHARE = 8
#: Articles that an actor gets at a time, and the bytes after which Ray begins another block of them.
_ARTICLES, _BLOCK_BYTES = 64, 16 << 20
#: How often a group of articles whose actor died is tried again before the run is given up.
_RETRIES = 3


def run(job: Job) -> Tally:
    """Do the job. The errors are those of `factx.cluster.run`."""
    out = places.Output(job.output)
    out.check_empty()
    Engine(job.options).warm()
    entries = list(places.entries(job.sources, job.globs))
    sink = Parts(out, rows.schema(job.options), job.rows)
    try:
        with redirect_stdout(sys.stderr), _cluster(job):
            _quiet()
            articles = ray.data.read_datasource(Articles(entries))
            _facts(articles, job).write_datasink(sink)
    except (RayError, OSError) as error:
        raise _given_up(error) from error
    return sink.tally


def _facts(articles: ray.data.Dataset, job: Job) -> ray.data.Dataset:
    """The rows that a pool of actors makes of the articles."""
    with warnings.catch_warnings():
        # Ray 2.60 says that this way to bound what it tries again will change, and offers no other yet.
        warnings.simplefilter("ignore")
        return articles.map_batches(
            Extract,
            fn_constructor_args=(job.options,),
            batch_size=_ARTICLES,
            batch_format="pyarrow",
            concurrency=_actors(job.jobs),
            num_cpus=1,
            max_restarts=-1,
            max_task_retries=_RETRIES,
        )


@contextmanager
def _cluster(job: Job) -> Iterator[None]:
    """Connected to the cluster of the job, to one of this run's own, or to the one that the caller is connected to."""
    address = job.address
    if ray.is_initialized():
        yield
        return
    handler = signal.getsignal(signal.SIGTERM)
    try:
        if address:
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
        else:
            ray.init(
                address="local",
                num_cpus=job.jobs + 1 if job.jobs else max(2, batch.cores()),
                include_dashboard=False,
                log_to_driver=False,
                logging_level=logging.ERROR,
            )
    except (ConnectionError, RuntimeError, ValueError) as error:
        where = f"the cluster at {address} cannot be reached" if address else "no cluster could be started here"
        raise FactxError("no-cluster", f"{where}: {error}") from error
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, handler)  # Ray has put its own in its place
    try:
        yield
    finally:
        ray.shutdown()


def _actors(most: int | None) -> int:
    """How many actors leave CPUs for the tasks: were all taken, an actor would wait for a read task for ever."""
    free = int(ray.available_resources().get("CPU", 0))
    actors = min(most, free - 1) if most else free - max(1, free // _TASKS_SHARE)
    if actors < 1:
        raise FactxError("no-cpus", f"the cluster has {free} free CPUs; two are the least to work with")
    return actors


def _quiet() -> None:
    """Ray Data says nothing of its own, and hands articles on in blocks that cost little to do again."""
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.target_max_block_size = _BLOCK_BYTES
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _given_up(error: BaseException) -> FactxError:
    """What ended the run, from the error that Ray wrapped around it."""
    told = error
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, FactxError):
            return cause
        told = cause if str(cause).strip() else told
        cause = getattr(cause, "cause", None) or cause.__cause__
    if isinstance(told, ActorDiedError | ActorUnavailableError):
        return FactxError(
            "worker-died",
            "a process of the cluster died again and again on the same articles, perhaps for want of memory; "
            "factx extract without --engine ray says which article it is",
        )
    lines = str(told).strip().splitlines()
    return FactxError("ray-failed", f"the run on Ray failed: {type(told).__name__}: {lines[-1] if lines else ''}")
