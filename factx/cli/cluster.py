"""One run on a cluster, and what its end means: a message and an exit code."""

from __future__ import annotations

import logging

from factx import cluster
from factx.cli.talk import Talk
from factx.errors import ExitCode, FactxError


def run_job(job: cluster.Job, talk: Talk) -> ExitCode:
    """Do the job, and turn what can go wrong for the whole of it into a message and an exit code."""
    try:
        tally = cluster.run(job)
    except KeyboardInterrupt:
        talk.say(f"interrupted; {job.output} holds a part of the output at most")
        return ExitCode.INTERRUPTED
    except FactxError as error:
        logging.getLogger("factx").debug("the run failed", exc_info=error)
        talk.say(f"error: {error.message}")
        return error.exit_code
    if tally.failed and not talk.quiet:
        talk.say(f"{tally.failed:,} inputs failed; the rest was processed, and {job.output} says why")
    return ExitCode.SOME_FAILED if tally.failed else ExitCode.OK
