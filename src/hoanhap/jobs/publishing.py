"""What the portal does when a moment comes: pieces begin to count, expired ones are put away, answers fall due for review."""

from __future__ import annotations

from procrastinate.contrib.django import app

from hoanhap.channels.portal import operations as portal
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM


@app.periodic(cron="* * * * *")
@app.task(name="portal.keep_time", queue="care", queueing_lock="portal.keep_time")
def keep_time(timestamp: int) -> None:  # noqa: ARG001  procrastinate hands it over
    """Each minute. What is public is decided when it is read: this only counts, marks and tidies."""
    now = clock.now()
    portal.record_shown(actor=SYSTEM, now=now)
    portal.take_down_expired(actor=SYSTEM, now=now)
    portal.mark_due(actor=SYSTEM, now=now)
    portal.forget_unanswered(now=now)
