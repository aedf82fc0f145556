"""As whom the server runs: PostgreSQL refuses to run as root, so root lends it to a system account."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from hoanhap.config.embedded.refusals import StartError

NAMES = ("postgres", "hoanhap-db")
"""Debian's own account when it is there, else one that we make."""


class Identity(TypedDict, total=False):
    """The part of ``subprocess.run``'s arguments that says as whom; empty when we are that account already."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """The account that owns the data and runs the server."""

    uid: int
    gid: int
    ours: bool
    """Whether it is the account of this very process."""

    @property
    def identity(self) -> Identity:
        """How to start a program as this account."""
        return {} if self.ours else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path, mode: int) -> None:
        """Make ``path`` the account's own, with ``mode``."""
        path.chmod(mode)
        if not self.ours:
            os.chown(path, self.uid, self.gid)

    def own_folder(self, path: Path) -> Path:
        """A folder for the account alone (0700)."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.give(path, 0o700)
        return path

    def reaches(self, path: Path) -> bool:
        """Whether the account can enter (a folder) or run (a program) ``path``: asked by trying, so that ACLs and mounts count."""
        command = ["/usr/bin/test", "-x", str(path)]
        return subprocess.run(command, **self.identity, cwd="/", check=False).returncode == 0


def for_server() -> Account:
    """This process's own account, or as root a system account, made if there is none.

    :raises StartError: as root, when an account can neither be found nor made nor lent to
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), ours=True)
    entry = next((found for name in NAMES if (found := _entry(name))), None) or _made(NAMES[-1])
    account = Account(entry.pw_uid, entry.pw_gid, ours=False)
    try:
        account.reaches(Path("/"))
    except (PermissionError, subprocess.SubprocessError) as error:
        message = f"Không chạy được chương trình với tài khoản {entry.pw_name}. Hãy chạy bằng người dùng thường, không phải root."
        raise StartError(message) from error
    return account


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _made(name: str) -> pwd.struct_passwd:
    program = shutil.which("useradd", path="/usr/sbin:/usr/bin:/sbin:/bin")
    if program:
        options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
        subprocess.run([program, *options, name], check=False, capture_output=True)
    if entry := _entry(name):
        return entry
    raise StartError(
        f"PostgreSQL không chạy dưới quyền root và không tạo được tài khoản {name}. "
        "Hãy chạy bằng người dùng thường, hoặc đặt DATABASE_URL trỏ tới một PostgreSQL có sẵn."
    )
