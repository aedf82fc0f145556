"""Every night: whether what proves the figures still stands on the disk."""

from __future__ import annotations

from procrastinate.contrib.django import app

from hoanhap.ground.files import operations as files
from hoanhap.kernel import clock


@app.periodic(cron="40 18 * * *")  # 01:40 in Vietnam
@app.task(name="files.look_over", queue="care", queueing_lock="files.look_over")
def look_over(timestamp: int) -> None:
    """The night is counted from the day, so that every sixteen nights everything is read."""
    files.look_over(night=timestamp // 86400, now=clock.now())
