"""Locks between processes that the kernel gives back when their holder dies, in whatever way."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def opened(file: Path) -> Iterator[int]:
    """A descriptor of ``file`` to lock; children do not inherit it."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Alone in the block, after waiting for whoever is in it."""
    with opened(file) as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


def join(descriptor: int) -> None:
    """Be one of those who use what the lock stands for."""
    fcntl.flock(descriptor, fcntl.LOCK_SH)


def leave(descriptor: int) -> bool:
    """Be no longer one of them. True for the last one."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
