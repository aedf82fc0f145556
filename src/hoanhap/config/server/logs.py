"""What the log says when the database is away: one line, not forty, and not one a second for every pool."""

from __future__ import annotations

import logging

from procrastinate.exceptions import ConnectorException
from psycopg import OperationalError


class DatabaseAway(logging.Filter):
    """Takes the traceback off a record that only says that there is no connection."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes; some shortened."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, ConnectorException | OperationalError):
            record.exc_info, record.exc_text = None, None
            record.msg, record.args = "the database is away (%s)", (type(error).__name__,)
        return True


def calm() -> None:
    """Set the loggers of the libraries that hold connections."""
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    logging.getLogger("procrastinate").setLevel(logging.ERROR)
    for handler in logging.getLogger().handlers:
        handler.addFilter(DatabaseAway())
