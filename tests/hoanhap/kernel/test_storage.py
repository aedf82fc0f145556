"""Content on the disk: whole or not at all, whatever stops the writing."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hoanhap.kernel import storage
from hoanhap.kernel.errors import Invalid, NoRoom

CAP = 1 << 20


@pytest.fixture
def root(tmp_path: Path, settings: Any) -> Path:
    """An empty storage."""
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"


def everything_in(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_what_is_placed_is_whole_and_stands_under_its_hash(root: Path) -> None:
    with storage.incoming([b"ab", b"c"], cap=CAP) as sent:
        storage.place(sent)
    assert sent.sha256 == hashlib.sha256(b"abc").hexdigest()
    assert [path.read_bytes() for path in everything_in(root)] == [b"abc"]
    assert list(storage.kept()) == [sent.sha256]
    assert storage.is_whole(sent.sha256)
    storage.path_of(sent.sha256).write_bytes(b"abd")
    assert not storage.is_whole(sent.sha256)


def test_what_is_not_placed_leaves_nothing(root: Path) -> None:
    with storage.incoming([b"abc"], cap=CAP):
        assert len(everything_in(root)) == 1
    assert everything_in(root) == []


@pytest.mark.parametrize(("chunks", "code"), [([], "FILE_EMPTY"), ([b""], "FILE_EMPTY"), ([b"x" * CAP, b"y"], "FILE_TOO_LARGE")])
def test_nothing_and_too_much_are_refused_and_leave_nothing(root: Path, chunks: list[bytes], code: str) -> None:
    with pytest.raises(Invalid) as refusal, storage.incoming(chunks, cap=CAP):
        pass
    assert refusal.value.code == code
    assert everything_in(root) == []


def test_an_upload_that_breaks_off_leaves_nothing(root: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises((ConnectionError, NoRoom)), storage.incoming(broken(), cap=CAP):
        pass
    assert everything_in(root) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="cần root để gắn một ổ đĩa nhỏ")
def test_a_full_disk_is_said_and_leaves_nothing(root: Path) -> None:
    root.mkdir(parents=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(root)], check=False, capture_output=True).returncode:
        pytest.skip("máy này không cho gắn tmpfs")
    try:
        with pytest.raises(NoRoom) as refusal, storage.incoming([b"x" * 4096] * 64, cap=CAP):
            pass
        assert "hết chỗ" in str(refusal.value.message)
        assert everything_in(root) == []
        with storage.incoming([b"small"], cap=CAP) as sent:  # and goes on where there is room
            storage.place(sent)
        assert storage.is_whole(sent.sha256)
    finally:
        subprocess.run(["umount", str(root)], check=True)


@pytest.mark.parametrize("dies_at", ["_copy", "fsync", "replace", "_sync_folder"])
def test_a_kill_between_any_two_steps_leaves_whole_content_or_none(root: Path, dies_at: str) -> None:
    program = textwrap.dedent(f"""
        import os, signal
        os.environ["DJANGO_SETTINGS_MODULE"] = "hoanhap.config.settings"
        from pathlib import Path
        from django.conf import settings
        settings.FILES_ROOT = {str(root)!r}
        from hoanhap.kernel import storage
        def dying(function):
            def call(*arguments, **options):
                os.kill(os.getpid(), signal.SIGKILL)
            return call
        where = {{"fsync": os, "replace": Path}}.get({dies_at!r}, storage)
        setattr(where, {dies_at!r}, dying(getattr(where, {dies_at!r})))
        with storage.incoming([b"abc"], cap=1 << 20) as sent:
            storage.place(sent)
    """)
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9
    for sha256 in storage.kept():
        assert storage.is_whole(sha256)
    later = datetime.now(UTC) + timedelta(days=2)
    storage.sweep(now=later, older_than=timedelta(days=1))
    assert [path for path in everything_in(root) if path.name.startswith("incoming-")] == []


def test_a_hash_of_nothing_leads_nowhere(root: Path) -> None:
    with pytest.raises(ValueError, match="no content"):
        storage.path_of("")
