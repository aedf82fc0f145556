"""Erasing, every night, what may lead to a person and whose day has come."""

from __future__ import annotations

from procrastinate.contrib.django import app

from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM
from hoanhap.people.feedback import operations as feedback


@app.periodic(cron="20 17 * * *")  # 00:20 in Vietnam: the day has just turned
@app.task(name="feedback.erase_due", queue="care", queueing_lock="feedback.erase_due")
def erase_questions(timestamp: int) -> None:  # noqa: ARG001  procrastinate hands it over
    """Contacts 90 days after the answer, words and pictures at the end of their time, pictures that were never sent."""
    feedback.erase_due(actor=SYSTEM, now=clock.now())
