"""Jobs whose worker was killed: they go back into the queue, and begin anew."""

from __future__ import annotations

from uuid import UUID

from asgiref.sync import sync_to_async
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job, Status

from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM
from hoanhap.work.documents import operations as documents

SECONDS_WITHOUT_HEARTBEAT = 30.0
TRIES = 5
"""A job that took its worker down so often is given up."""


@app.periodic(cron="* * * * *")
@app.task(name="queue.retry_stalled", queue="care", queueing_lock="queue.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001  procrastinate hands it over
    """Queue every job again whose worker has said nothing for a while."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SECONDS_WITHOUT_HEARTBEAT):
        if job.attempts < TRIES:
            await manager.retry_job(job)
        else:
            await _give_up(job)
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)


async def _give_up(job: Job) -> None:
    """Tell what the job was about that it was given up, where somebody waits for it."""
    if job.task_name == documents.READ_JOB:
        paper_id = UUID(str(job.task_kwargs["paper_id"]))
        await sync_to_async(documents.give_up_reading)(paper_id=paper_id, actor=SYSTEM, now=clock.now())
