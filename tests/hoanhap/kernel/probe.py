"""A child with tasks that misbehave: confined like the real one, which is what the tests are about."""

from __future__ import annotations

import ctypes
import socket
import sys
import time
from pathlib import Path
from typing import Any

from hoanhap.kernel import child


def connect(path: Path, name: str) -> dict[str, Any]:
    """Try the network through Python."""
    socket.create_connection(("127.0.0.1", int(name)), timeout=2)
    return {"ok": "connected"}


def connect_in_c(path: Path, name: str) -> dict[str, Any]:
    """Try the network past Python's audit hook, as a library in C would."""
    libc = ctypes.CDLL(None, use_errno=True)
    address = (2).to_bytes(2, "little") + int(name).to_bytes(2, "big") + bytes((127, 0, 0, 1)) + bytes(8)
    return {"ok": libc.connect(libc.socket(2, 1, 0), address, len(address))}


def hog(path: Path, name: str) -> dict[str, Any]:
    """Ask for more memory than there may be."""
    return {"ok": len(bytearray(int(name)))}


def spin(path: Path, name: str) -> dict[str, Any]:
    """Use the processor for ever."""
    while True:
        pass


def sleep(path: Path, name: str) -> dict[str, Any]:
    """Do nothing for long, leaving word of who does it."""
    path.write_text(str(__import__("os").getpid()))
    time.sleep(60)
    return {"ok": 1}


def flood(path: Path, name: str) -> dict[str, Any]:
    """Answer at great length."""
    return {"ok": "x" * int(name)}


def unstorable(path: Path, name: str) -> dict[str, Any]:
    """Say what no database keeps, and what only looks like it."""
    return {"ok": ["a\x00b", "\ud800", "\\u0000"]}


def crash(path: Path, name: str) -> dict[str, Any]:
    """End as a broken parser does."""
    ctypes.string_at(0)
    return {"ok": 1}


def environment(path: Path, name: str) -> dict[str, Any]:
    """What was inherited."""
    return {"ok": sorted(__import__("os").environ)}


child.TASKS.update({task.__name__: task for task in (connect, connect_in_c, hog, spin, sleep, flood, unstorable, crash, environment)})
raise SystemExit(child.main(sys.argv[1:]))
