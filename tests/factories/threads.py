"""Doing the same thing from many threads at once, each with a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from hoanhap.kernel.errors import Refused


def at_once(acts: list[Callable[[], Any]], *, threads: int = 10) -> list[Any]:
    """What each act returned, or the code with which it was refused. As many as there are threads begin together."""
    begin = Barrier(min(threads, len(acts)))

    def run(numbered: tuple[int, Callable[[], Any]]) -> Any:
        number, act = numbered
        try:
            if number < begin.parties:
                begin.wait(30)
            return act()
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(begin.parties) as pool:
        return list(pool.map(run, enumerate(acts)))
