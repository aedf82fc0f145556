"""Reading papers in the background."""

from __future__ import annotations

from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM
from hoanhap.work.documents import operations as documents

TRIES = 5


@app.task(name=documents.READ_JOB, queue="reading", pass_context=True, retry=RetryStrategy(max_attempts=TRIES, wait=2, exponential_wait=3))
def read_paper(context: JobContext, paper_id: str) -> None:
    """Read one paper that was taken in. Run twice, it reads once; when the reading itself fails for the last time, the paper says so."""
    try:
        documents.read(paper_id=UUID(paper_id), actor=SYSTEM, now=clock.now())
    except Exception:
        if context.job.attempts >= TRIES:
            documents.give_up_reading(paper_id=UUID(paper_id), actor=SYSTEM, now=clock.now())
        raise
