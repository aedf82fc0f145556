"""Every night: whether what the ledger keeps is what it is kept of."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from hoanhap.kernel import clock
from hoanhap.work.figures import operations as figures

log = logging.getLogger(__name__)


@app.periodic(cron="10 19 * * *")  # 02:10 in Vietnam
@app.task(name="figures.check", queue="care", queueing_lock="figures.check")
def check_ledger(timestamp: int) -> None:  # noqa: ARG001  procrastinate hands it over
    """Figures are summed from what is kept: whoever runs the machine hears in the morning when that is wrong."""
    found = figures.check(now=clock.now())
    if not found.is_right:
        log.error("the ledger differs from its lines: %d ways, %d joint works, %d totals; run: hoanhap ledger check",
                  len(found.ways), found.joint, len(found.totals))  # fmt: skip
