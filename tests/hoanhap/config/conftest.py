"""Places for database clusters, and processes that use them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from hoanhap.config.embedded import processes

HOANHAP = [sys.executable, "-m", "hoanhap.config.cli"]


@contextmanager
def new_place() -> Iterator[Path]:
    """A folder that every account can pass through: pytest's own are closed to the account that runs the server for root."""
    folder = Path(tempfile.mkdtemp(prefix="hoanhap-cluster-"))
    folder.chmod(0o755)
    yield folder
    for pid in processes.of_folder(folder / "var" / "postgres" / "data"):  # only what a failed test left running
        os.kill(pid, signal.SIGQUIT)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def place() -> Iterator[Path]:
    """A new ``var`` for one test."""
    with new_place() as folder:
        yield folder / "var"


@pytest.fixture(scope="session")
def prepared() -> Iterator[Path]:
    """A ``var`` in which ``hoanhap prepare`` has run."""
    with new_place() as folder:
        var = folder / "var"
        done = subprocess.run([*HOANHAP, "prepare"], env=environment(var), capture_output=True, text=True, timeout=180, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        yield var


def environment(var: Path, **more: str) -> dict[str, str]:
    """The environment of a person who has set nothing but where things lie."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "HOANHAP_", "DJANGO_", "PG"))}
    return {**kept, "HOANHAP_VAR": str(var), **more}


def crash(data: Path) -> None:
    """Kill the server of ``data`` and all its children, as a power cut would: the server first, so that it mends nothing."""
    found = processes.running(data)
    assert found is not None
    for pid in (found.pid, *processes.of_folder(data) - {found.pid}):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def eventually(what: Callable[[], bool], *, seconds: float = 20) -> None:
    """Wait until ``what`` holds, or fail."""
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.05)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
