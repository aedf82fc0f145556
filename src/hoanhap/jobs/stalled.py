"""Jobs whose worker died in the middle: tried again, a few times, and then given up where a person sees it."""

from __future__ import annotations

import logging

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status
from procrastinate.utils import utcnow

TRIES = 5
"""A job that took its worker down so often is a poison, not an accident."""

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="jobs.retry_stalled", queueing_lock="jobs.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001  # every periodic job is handed its minute
    """Once a minute (``timestamp`` is the minute): put jobs without a living worker back into the queue.

    A worker that gives no sign of life for 30 seconds counts as dead.
    """
    queue = context.app.job_manager
    for job in await queue.get_stalled_jobs():
        if job.attempts + 1 < TRIES:
            await queue.retry_job(job, retry_at=utcnow())
        else:
            log.error("job %s (%s) took its worker down %s times and is given up", job.id, job.task_name, TRIES)
            await queue.finish_job(job, Status.FAILED, delete_job=False)
