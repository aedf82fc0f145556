"""Folding what the ledger has queued into its totals, and making them again when the tree has changed."""

from __future__ import annotations

from procrastinate.contrib.django import app

from hoanhap.kernel import clock
from hoanhap.work.figures import operations as figures


@app.periodic(cron="* * * * *")
@app.task(name="figures.fold", queue="care", queueing_lock="figures.fold")
def fold_totals(timestamp: int) -> None:  # noqa: ARG001  procrastinate hands it over
    """Keep the queue short, because readers sum what is in it; and today's borders today's, also when a reform begins at midnight."""
    now = clock.now()
    while figures.fold(now=now, on=clock.day_of(now)) >= figures.AT_ONCE:
        pass
