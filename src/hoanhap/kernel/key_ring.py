"""The keys that personal fields are sealed with: a file outside the database, one key a line, the newest last.

A line is ``id key made-on``: eight bytes and thirty-two in hexadecimal, and a date. The file is its owner's alone (0600), made by
the launcher; who loses it loses every contact that it seals, and who keeps it beside a backup of the database has sealed nothing.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from hoanhap.kernel.errors import Refused

ID_BYTES, KEY_BYTES = 8, 32


class KeyMissing(Refused):
    """The ring is not there, or holds no key of that id. Nothing is lost: whoever runs the machine has to bring the file back."""

    status = 503


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the ring."""

    id: bytes
    """Eight random bytes, in front of every value that it sealed."""
    secret: bytes
    made_on: date

    def line(self) -> str:
        """As it stands in the file."""
        return f"{self.id.hex()} {self.secret.hex()} {self.made_on.isoformat()}\n"


@dataclass(frozen=True, slots=True)
class Ring:
    """All keys, oldest first."""

    keys: tuple[Key, ...]

    @property
    def current(self) -> Key:
        """The key that new values are sealed with."""
        return self.keys[-1]

    def named(self, key_id: bytes) -> Key:
        """The key of that id.

        :raises KeyMissing: it was dropped, or the file is another's
        """
        for key in self.keys:
            if key.id == key_id:
                return key
        raise _missing()


def fresh(made_on: date) -> Key:
    """A new key, of the system's own randomness."""
    return Key(secrets.token_bytes(ID_BYTES), secrets.token_bytes(KEY_BYTES), made_on)


def load() -> Ring:
    """The ring as it stands in the file now; read again only when the file is another than at the last call.

    :raises KeyMissing: there is no file, or nothing in it can be read as keys
    """
    path = Path(settings.SEALING_KEYS)
    try:
        state = path.stat()
    except OSError as error:
        raise _missing() from error
    return _read(path, state.st_ino, state.st_mtime_ns, state.st_size)


def add(made_on: date) -> Ring:
    """Put a new key at the end: from now on it seals; the older ones still open. The file is replaced whole or not at all."""
    return _write(Ring((*load().keys, fresh(made_on))))


def drop(key_id: bytes) -> Ring:
    """Take a key away for good. The caller has made sure that no value is sealed with it.

    :raises ValueError: it is the current one, or there is none of that id
    """
    ring = load()
    if ring.current.id == key_id or ring.named(key_id) not in ring.keys:
        raise ValueError("the current key stays")
    return _write(Ring(tuple(key for key in ring.keys if key.id != key_id)))


@lru_cache(maxsize=4)
def _read(path: Path, _inode: int, _changed: int, _size: int) -> Ring:
    keys = []
    try:
        for line in path.read_text(encoding="ascii").splitlines():
            name, secret, made_on = line.split()
            keys.append(Key(bytes.fromhex(name), bytes.fromhex(secret), date.fromisoformat(made_on)))
    except (OSError, ValueError) as error:
        raise _missing() from error
    if not keys or any(len(key.id) != ID_BYTES or len(key.secret) != KEY_BYTES for key in keys):
        raise _missing()
    return Ring(tuple(keys))


def _write(ring: Ring) -> Ring:
    path = Path(settings.SEALING_KEYS)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # 0600, whatever the umask
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.writelines(key.line() for key in ring.keys)
        stream.flush()
        os.fsync(stream.fileno())
    Path(name).replace(path)
    return load()


def _missing() -> KeyMissing:
    return KeyMissing(
        "KEY_MISSING", _("Máy chủ chưa có khóa để đọc thông tin đã mã hóa. Dữ liệu còn nguyên; hãy báo quản trị khôi phục tệp khóa.")
    )
