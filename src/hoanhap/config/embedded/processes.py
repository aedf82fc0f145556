"""What still runs on a data folder: the server names itself in ``postmaster.pid``, its children by where they stand."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs, by its own lock file."""

    pid: int
    socket: Path
    port: int
    ready: bool
    """Whether it takes connections (it may still be recovering, or stopping)."""


def of_folder(data: Path) -> frozenset[int]:
    """The processes of the server of ``data``: all of them stand in that folder."""
    return frozenset(int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _stands_in(entry, data))


def _stands_in(entry: Path, data: Path) -> bool:
    try:
        return (entry / "cwd").readlink() == data
    except OSError:  # gone meanwhile, or somebody else's
        return False


def running(data: Path) -> Running | None:
    """The server of ``data``, if it lives. A lock file whose process is gone, or is another program now, counts for nothing."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    if len(lines) < 5 or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    if pid not in of_folder(data):
        return None
    return Running(pid, Path(lines[4]), int(lines[3]), ready=len(lines) > 7 and lines[7].strip() == "ready")


def forget_stale_locks(data: Path, socket: Path) -> None:
    """Take away the lock files left by a crash: the data folder's, and the one beside the socket in its private folder.

    The server would do so itself, except when the number of the old process is still in use: by another program of the same
    account, as happens after a restart of a container, or by the dead process itself, which nobody has collected. Called only
    when no process of the folder is left.
    """
    (data / "postmaster.pid").unlink(missing_ok=True)
    for lock in socket.glob(".s.PGSQL.*"):
        lock.unlink(missing_ok=True)


def wait_until_gone(data: Path, seconds: float) -> bool:
    """Whether every process of ``data`` ended within ``seconds`` (children outlive a killed server for a moment)."""
    deadline = time.monotonic() + seconds
    while of_folder(data):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
