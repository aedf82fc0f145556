"""Once a day: slips whose day has come are erased, and those of offices that ended go to who took over."""

from __future__ import annotations

from procrastinate.contrib.django import app

from hoanhap.kernel import clock
from hoanhap.people.support import operations as support


@app.periodic(cron="17 3 * * *")
@app.task(name="support.age_slips", queue="care", queueing_lock="support.age_slips")
def age_slips(timestamp: int) -> None:  # noqa: ARG001  procrastinate hands it over
    """Erase first: what is erased need not follow anybody."""
    support.erase_due(now=clock.now())
    support.follow_heirs(now=clock.now())
