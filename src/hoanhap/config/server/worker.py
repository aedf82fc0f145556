"""The worker that takes queued jobs, as a process of its own: ``python -m hoanhap.config.server.worker``."""

from __future__ import annotations

import importlib
import logging
import pkgutil
import sys

import django
from django.db import Error as DatabaseError

from hoanhap import jobs
from hoanhap.config.server import logs
from hoanhap.config.server.lifeline import end_with_parent

CONCURRENCY = 2
GRACE_SECONDS = 15.0
DATABASE_AWAY = 75
"""The exit status of a worker that lost its database: it is started again until the database is back."""


def main() -> int:
    """Take jobs until told to stop; a job that runs gets ``GRACE_SECONDS`` to end."""
    end_with_parent()
    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.exceptions import ConnectorException

    logs.calm()
    for module in pkgutil.iter_modules(jobs.__path__, f"{jobs.__name__}."):  # a job is known once its module was read
        importlib.import_module(module.name)
    try:
        with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]  # DjangoConnector's own
            working.run_worker(concurrency=CONCURRENCY, shutdown_graceful_timeout=GRACE_SECONDS)
    except (ConnectorException, DatabaseError, OSError) as error:
        logging.getLogger(__name__).warning("the database is away: %s", type(error).__name__)
        return DATABASE_AWAY
    return 0


if __name__ == "__main__":
    sys.exit(main())
