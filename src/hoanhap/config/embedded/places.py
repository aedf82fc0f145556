"""Where the database lies: below ``var`` when the server's account can go there, else below ``/var/lib/hoanhap``."""

from __future__ import annotations

import hashlib
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hoanhap.config.embedded.account import Account
from hoanhap.config.embedded.refusals import StartError

SYSTEM = Path("/var/lib/hoanhap")
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432") - 1
"""A socket's whole path has to fit into 107 bytes."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one database cluster."""

    var: Path
    base: Path
    """The server's own folder (0700, its account's)."""

    @property
    def data(self) -> Path:
        """The data folder, as ``initdb`` makes it."""
        return self.base / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.base / "postgres.log"

    @property
    def secrets(self) -> Path:
        """Passwords and keys, for the person who runs Hòa Nhập and not for the server."""
        return self.var / "secrets"

    @property
    def elsewhere(self) -> bool:
        """Whether the data had to be put outside ``var``."""
        return self.base.parent == SYSTEM


def choose(var: Path, account: Account) -> Places:
    """The place of the cluster of ``var``; what was once chosen stays, written down in ``var/database-place``.

    :raises StartError: when ``var`` cannot be written, or what was chosen is out of reach now
    """
    try:
        var.mkdir(parents=True, exist_ok=True)
        note = var / "database-place"
        base = Path(note.read_text(encoding="utf-8").strip()) if note.exists() else _new_base(var, account)
        if not note.exists() and base.parent == SYSTEM:  # below var it moves along with var, so nothing is written down
            note.write_text(f"{base}\n", encoding="utf-8")
        account.own_folder(base)
    except PermissionError as error:
        raise StartError(
            f"Không ghi được vào {error.filename or var}. Hãy chạy bằng người dùng đã tạo thư mục này, "
            "hoặc đặt HOANHAP_VAR sang thư mục khác."
        ) from error
    if not account.reaches(base):
        raise StartError(f"Tài khoản chạy cơ sở dữ liệu không vào được {base}. Hãy mở quyền đi qua (x) các thư mục cha của nó.")
    return Places(var, base)


def _new_base(var: Path, account: Account) -> Path:
    if account.reaches(var):
        return var / "postgres"
    # A new var gets a new place: the passwords of an older one are gone with it.
    SYSTEM.mkdir(mode=0o755, parents=True, exist_ok=True)
    return SYSTEM / hashlib.sha256(f"{var}{secrets.token_hex(8)}".encode()).hexdigest()[:12]


def socket_folder(places: Places, account: Account) -> Path:
    """A private folder (0700) for the socket, short enough for its path to fit."""
    below = places.base / "socket"
    if len(bytes(below)) <= LONGEST_SOCKET:
        return account.own_folder(below)
    name = f"hoanhap-{account.uid}-{hashlib.sha256(bytes(places.base)).hexdigest()[:10]}"
    folder = Path(tempfile.gettempdir()) / name
    if len(bytes(folder)) > LONGEST_SOCKET:
        folder = Path("/tmp") / name  # noqa: S108  # a fixed name is safe: the folder is used only if it is the account's own and 0700
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in (account.uid, 0 if not account.ours else account.uid):
        folder = Path(tempfile.mkdtemp(prefix="hoanhap-", dir=folder.parent))  # somebody else took the name
    account.give(folder, 0o700)
    return folder
