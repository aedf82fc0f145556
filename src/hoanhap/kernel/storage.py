"""Content-addressed storage: temporary file → fsync → rename to its hash → folder fsync; only then a row is written.

So a crash can leave a file without a row (collected later), never a row without its file.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from hoanhap.kernel.errors import Invalid, NoRoom

_INCOMING = "incoming-"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Incoming:
    """What was sent, whole on the disk but not yet kept: it goes when the block ends unless it was placed."""

    path: Path
    sha256: str
    size: int


@contextmanager
def incoming(chunks: Iterable[bytes], *, cap: int) -> Iterator[Incoming]:
    """Write the chunks to a temporary file for the length of the block. ``place`` keeps it.

    :raises Invalid: nothing came, or more than ``cap`` bytes
    :raises NoRoom: the disk is full or refuses. Nothing stays on disk after any refusal
    """
    with _refusing_a_full_disk():
        root = Path(settings.FILES_ROOT)
        root.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=root, prefix=_INCOMING)
    temporary = Path(name)
    try:
        with _refusing_a_full_disk(), os.fdopen(descriptor, "wb") as out:
            sha256, size = _copy(chunks, out, cap)
            out.flush()
            os.fsync(out.fileno())
        yield Incoming(temporary, sha256, size)
    finally:
        temporary.unlink(missing_ok=True)


def place(sent: Incoming) -> None:
    """Keep what was sent under its hash. Content that is there already is replaced by the same content.

    :raises NoRoom: the disk is full or refuses
    """
    with _refusing_a_full_disk():
        target = path_of(sent.sha256)
        if not target.parent.exists():
            target.parent.mkdir(exist_ok=True)
            _sync_folder(target.parent.parent)
        sent.path.replace(target)
        _sync_folder(target.parent)


def path_of(sha256: str) -> Path:
    """Where content with that hash stands.

    :raises ValueError: that is no hash (the row of a file that was forgotten has none)
    """
    if len(sha256) != 64:
        raise ValueError("no content is kept under this hash")
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256


def discard(sha256: str) -> None:
    """Take the content away. The caller has made sure, under a lock, that no row needs it."""
    path_of(sha256).unlink(missing_ok=True)


def kept() -> Iterator[str]:
    """The hash of everything in storage."""
    root = Path(settings.FILES_ROOT)
    yield from sorted(path.name for path in root.glob("??/*") if path.is_file()) if root.exists() else ()


def is_whole(sha256: str) -> bool:
    """Whether the content under a hash still has that hash. Absent content has not."""
    digest = hashlib.sha256()
    try:
        with path_of(sha256).open("rb") as content:
            while chunk := content.read(_CHUNK):
                digest.update(chunk)
    except FileNotFoundError:
        return False
    return digest.hexdigest() == sha256


def changed_at(sha256: str) -> float:
    """When the content was put there, in seconds of the system clock; 0 when it is gone."""
    try:
        return path_of(sha256).stat().st_mtime
    except FileNotFoundError:
        return 0.0


def sweep(*, now: datetime, older_than: timedelta) -> int:
    """Remove temporary files that a killed process left, and say how many those were."""
    root, count = Path(settings.FILES_ROOT), 0
    for path in root.glob(f"{_INCOMING}*") if root.exists() else ():
        if path.stat().st_mtime < (now - older_than).timestamp():
            path.unlink(missing_ok=True)
            count += 1
    return count


@contextmanager
def _refusing_a_full_disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NoRoom("DISK_FULL", _("Máy chủ hết chỗ lưu tệp nên chưa nhận được tệp này. Hãy báo quản trị rồi gửi lại.")) from error


def _copy(chunks: Iterable[bytes], out: BinaryIO, cap: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > cap:
            raise Invalid(
                "FILE_TOO_LARGE",
                _("Tệp lớn hơn %(cap)d MB nên không nhận được. Hãy chia nhỏ hoặc quét lại ở 200 dpi.") % {"cap": cap >> 20},
            )
        digest.update(chunk)
        out.write(chunk)
    if size == 0:
        raise Invalid("FILE_EMPTY", _("Tệp rỗng, không có gì để đọc. Hãy mở lại tệp trên máy của bạn để kiểm tra rồi gửi lại."))
    return digest.hexdigest(), size


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
