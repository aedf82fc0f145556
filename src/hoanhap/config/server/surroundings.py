"""What every process of the site needs around it: the place of its files, its key, its database."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from hoanhap.config.embedded import keys
from hoanhap.config.embedded.database import Database, in_use
from hoanhap.kernel import key_ring

SOURCE = Path(__file__).resolve().parents[3]
Say = Callable[[str], None]


def var() -> Path:
    """``HOANHAP_VAR``, else ``var`` beside the sources of a clone, else ``var`` where the person stands."""
    chosen = os.environ.get("HOANHAP_VAR")
    if chosen:
        return Path(chosen).absolute()
    clone = SOURCE.parent
    return (clone if (clone / "pyproject.toml").is_file() else Path.cwd()) / "var"


def demonstrating() -> bool:
    """Whether this is the demonstration province; ``HOANHAP_DEMONSTRATION=0`` says that it is a real one."""
    return os.environ.get("HOANHAP_DEMONSTRATION", "1") == "1"


@contextmanager
def settled(say: Say) -> Iterator[Database | None]:
    """The environment of a process of the site, for the length of the block; None as database when the person named one.

    :raises StartError: when our own database does not start
    """
    os.environ["HOANHAP_VAR"] = str(var())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoanhap.config.settings")
    if os.environ.get("DATABASE_URL"):
        os.environ.setdefault("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])
        _hand_over_key()
        yield None
        return
    say("Cơ sở dữ liệu: đang khởi động PostgreSQL đi kèm …")
    with in_use(var()) as database:
        if database.cluster.places.elsewhere:
            say(f"Cơ sở dữ liệu nằm ở {database.cluster.places.base}, vì tài khoản chạy PostgreSQL không vào được {var()}.")
        os.environ["DATABASE_URL"] = database.runtime_address
        os.environ["DATABASE_OWNER_URL"] = database.owner_address
        _hand_over_key()
        try:
            yield database
        finally:
            _finish_in_peace()


def _hand_over_key() -> None:
    """Sessions, keyed hashes and sealed fields outlive a restart because the keys do. A ring that the person named is never made here:
    an empty place where the keys should be is a mistake to be seen."""
    if not os.environ.get("HOANHAP_SECRET_KEY"):
        os.environ["HOANHAP_SECRET_KEY"] = keys.kept(var() / "secrets", "secret-key")
    if not os.environ.get("HOANHAP_CODE_KEY"):
        os.environ["HOANHAP_CODE_KEY"] = keys.kept(var() / "secrets", "code-key")
    if not os.environ.get("HOANHAP_SEALING_KEYS"):
        keys.kept(var() / "secrets", "sealing-keys", lambda: key_ring.fresh(datetime.now(UTC).date()).line())


def _finish_in_peace() -> None:
    """A second Ctrl-C must not cut the stopping of the database short."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
