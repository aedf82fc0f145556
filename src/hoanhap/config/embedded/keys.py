"""Random keys and passwords, each kept in a file of its own that only its owner can read."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path


def _token() -> str:
    return secrets.token_urlsafe(32)


def kept(folder: Path, name: str, make: Callable[[], str] = _token) -> str:
    """The key called ``name``, made on first use (43 characters, 256 bits, unless ``make`` does otherwise). Folder 0700, file 0600."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / name
    if not file.exists():
        _write_new(file, make())
    return file.read_text(encoding="ascii").strip()


def _write_new(file: Path, key: str) -> None:
    """Write beside and link into place: two processes that start at once end with one key, and never with half of one."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # 0600, whatever the umask
    draft = Path(name)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(key)
        stream.flush()
        os.fsync(stream.fileno())
    try:
        file.hardlink_to(draft)
    except FileExistsError:
        pass  # the other process was quicker; its key counts
    finally:
        draft.unlink()
