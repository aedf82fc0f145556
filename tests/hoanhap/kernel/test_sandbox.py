"""The child that opens files: no network, caps that hold, nothing inherited, and an answer whatever happens."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hoanhap.kernel.sandbox import CAPS, Caps, examine

PROBE = (sys.executable, "-I", str(Path(__file__).with_name("probe.py")))


@pytest.fixture
def port() -> Iterator[int]:
    """A port of this machine on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_there_is_no_network_in_python(tmp_path: Path, port: int) -> None:
    socket.create_connection(("127.0.0.1", port), timeout=2).close()  # it can be reached from here
    answer = examine(tmp_path, task="connect", name=str(port), child=PROBE)
    assert answer["code"] == "UNREADABLE"


@pytest.mark.skipif(os.geteuid() != 0, reason="chỉ root chắc chắn tạo được không gian mạng riêng")
def test_there_is_no_network_in_c_either(tmp_path: Path, port: int) -> None:
    assert examine(tmp_path, task="connect_in_c", name=str(port), child=PROBE) == {"ok": -1}


@pytest.mark.parametrize(
    ("task", "name", "caps", "code"),
    [
        ("hog", str(1 << 30), Caps(memory=512 << 20), "TOO_LARGE"),
        ("spin", "", Caps(processor=1), "TOO_SLOW"),
        ("sleep", "", Caps(wall=0.8), "TOO_SLOW"),
        ("flood", str(4 << 20), Caps(file=1 << 20), "CRASHED"),
        ("crash", "", CAPS, "CRASHED"),
    ],
)
def test_caps_hold_and_say_so_in_vietnamese(tmp_path: Path, task: str, name: str, caps: Caps, code: str) -> None:
    answer = examine(tmp_path / "file", task=task, name=name, caps=caps, child=PROBE)
    assert answer["code"] == code
    assert answer["refused"].endswith(".")
    assert "Hãy" in answer["refused"]


def test_below_the_cap_the_same_task_is_answered(tmp_path: Path) -> None:
    assert examine(tmp_path, task="hog", name=str(1 << 20), child=PROBE) == {"ok": 1 << 20}


def test_what_no_database_keeps_does_not_come_out(tmp_path: Path) -> None:
    assert examine(tmp_path, task="unstorable", child=PROBE) == {"ok": ["ab", "", "\\u0000"]}


def test_nothing_is_inherited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOANHAP_SECRET_KEY", "canary")
    names = examine(tmp_path, task="environment", child=PROBE)["ok"]
    assert "PATH" in names
    assert not [name for name in names if "HOANHAP" in name or "DATABASE" in name]


def test_the_child_dies_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    program = textwrap.dedent(f"""
        import os, sys
        os.environ["DJANGO_SETTINGS_MODULE"] = "hoanhap.config.settings"
        from pathlib import Path
        from hoanhap.kernel.sandbox import examine
        examine(Path({str(noted)!r}), task="sleep", child={PROBE!r})
    """)
    parent = subprocess.Popen([sys.executable, "-c", program])
    _until(lambda: noted.exists() and noted.read_text() != "")
    child = int(noted.read_text())
    os.kill(child, 0)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    _until(lambda: not _lives(child))


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _until(true: object, seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
