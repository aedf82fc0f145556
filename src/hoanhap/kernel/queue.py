"""Setting a job in motion from below: the job is a row written in the transaction of the data that it is about.

Jobs live in ``hoanhap.jobs``, above everything that defers them, so they are named and not imported; an architecture test
holds every name used here against the jobs that exist.
"""

from __future__ import annotations

from procrastinate.contrib.django import app


def defer(job: str, **arguments: str | int | bool) -> None:
    """Queue the job named ``job``. It becomes visible to workers when the surrounding transaction commits."""
    app.configure_task(name=job).defer(**arguments)
