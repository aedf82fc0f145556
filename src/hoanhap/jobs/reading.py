"""Reading papers in the background."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM
from hoanhap.work.documents import operations as documents


@app.task(name=documents.READ_JOB, queue="reading", pass_context=False)
def read_paper(paper_id: str) -> None:
    """Read one paper that was taken in. Run twice, it reads once."""
    documents.read(paper_id=UUID(paper_id), actor=SYSTEM, now=clock.now())
