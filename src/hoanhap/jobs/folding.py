"""Folding what the ledger has queued into its totals, and making them again when the tree has changed."""

from __future__ import annotations

from procrastinate.contrib.django import app

from hoanhap.work.figures import operations as figures


@app.periodic(cron="* * * * *")
@app.task(name="figures.fold", queue="care", queueing_lock="figures.fold")
def fold_totals(timestamp: int) -> None:  # noqa: ARG001  procrastinate hands it over
    """Keep the queue short: readers sum what is in it."""
    while figures.fold() >= figures.AT_ONCE:
        pass
