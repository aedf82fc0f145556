"""What the site was last made ready for, so that a second start takes seconds."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hoanhap.config.embedded.database import Database
from hoanhap.config.server.surroundings import SOURCE, demonstrating

PACKAGE = SOURCE / "hoanhap"


def current(database: Database | None, collected: Path) -> str:
    """A digest of everything that making ready depends on: our files, the lock, which database cluster, the static files.

    Empty for an external database, which may have been emptied or exchanged meanwhile: it is made ready at every start.
    """
    if database is None or not collected.is_dir():
        return ""
    digest = hashlib.sha256()
    origin = (database.cluster.places.data / "PG_VERSION").stat()
    digest.update(f"{origin.st_ino} {origin.st_mtime_ns} {demonstrating()}".encode())
    for path in (*sorted(_files()), SOURCE.parent / "requirements.lock"):
        if path.is_file():
            digest.update(f"{path} {path.stat().st_size}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> list[Path]:
    return [path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in (".pyc", ".mo", ".draft")]


def is_on(file: Path, stamp: str) -> bool:
    """Whether ``file`` says that this very state was made ready."""
    return bool(stamp) and file.exists() and file.read_text(encoding="ascii") == stamp


def put(file: Path, stamp: str) -> None:
    """Note that this state is ready."""
    file.write_text(stamp, encoding="ascii")
