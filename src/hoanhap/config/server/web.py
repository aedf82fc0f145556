"""The web server, as a process of its own: ``python -m hoanhap.config.server.web PORT``."""

from __future__ import annotations

import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from hoanhap.config.server.lifeline import end_with_parent

HOST = "127.0.0.1"
WORKERS, THREADS = 2, 4
"""For two cores (stack.md 11): more threads wait on the same processor, more processes on the same memory."""


def main(port: int) -> None:
    """Serve on the loopback until told to stop. Workers that die are started again."""
    end_with_parent()
    Granian(
        "hoanhap.config.server.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=10,
        websockets=False,
        log_level=LogLevels.error,
    ).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]))
