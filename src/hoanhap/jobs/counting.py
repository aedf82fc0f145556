"""Counting, every night, the questions of the day before that nobody has taken up yet."""

from __future__ import annotations

from procrastinate.contrib.django import app

from hoanhap.kernel import clock
from hoanhap.people.feedback import operations as feedback


@app.periodic(cron="10 17 * * *")  # 00:10 in Vietnam: a day in the ledger, never an hour
@app.task(name="feedback.count_waiting", queue="care", queueing_lock="feedback.count_waiting")
def count_questions(timestamp: int) -> None:  # noqa: ARG001  procrastinate hands it over
    """Every received question counts, whether somebody has opened it or not."""
    feedback.count_waiting(now=clock.now())
