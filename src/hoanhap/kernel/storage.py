"""Content-addressed storage: temporary file → fsync → rename to its hash; only then a row is written.

So a crash can leave a file without a row (collected later), never a row without its file.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from hoanhap.kernel.errors import Invalid, Refused


def keep(chunks: Iterable[bytes], *, cap: int) -> tuple[str, int]:
    """Write the chunks to storage and return their SHA-256 and size in bytes.

    :raises Invalid: nothing came, or more than ``cap`` bytes; nothing stays on disk then
    :raises Refused: the disk is full; nothing stays on disk
    """
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=root, prefix="incoming-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            digest, size = _copy(chunks, out, cap)
            out.flush()
            os.fsync(out.fileno())
        place = path_of(digest)
        place.parent.mkdir(parents=True, exist_ok=True)
        Path(temporary).replace(place)
        _sync_folder(place.parent)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise Refused("DISK_FULL", _("Máy chủ hết chỗ lưu tệp nên chưa nhận được tệp này. Hãy báo quản trị rồi gửi lại.")) from error
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return digest, size


def path_of(sha256: str) -> Path:
    """Where content with that hash stands."""
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256


def discard(sha256: str) -> None:
    """Take the content away. The caller has made sure that no row needs it."""
    path_of(sha256).unlink(missing_ok=True)


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
