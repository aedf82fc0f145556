"""How a statement over all lines runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

_SETTINGS = {"work_mem": "256MB", "jit": "off", "enable_nestloop": "off", "enable_mergejoin": "off", "enable_sort": "off"}
"""The planner cannot know how many rows the parts of such a statement have, and would go through them one by one."""


@contextmanager
def in_bulk() -> Iterator[Any]:
    """A cursor for one statement over all lines, within a transaction; the settings are as before when it is left well."""
    with connection.cursor() as cursor:
        for name, value in _SETTINGS.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        yield cursor
        for name in _SETTINGS:
            cursor.execute(f"SET LOCAL {name} TO DEFAULT")
