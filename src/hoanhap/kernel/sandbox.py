"""Examining a file in a child process: bounded memory, time and file size, no network, nothing inherited.

The web process never parses what somebody sent. The child is ``python -m hoanhap.kernel.child``; it confines itself before it
opens anything, reads one file and prints one JSON object.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

CHILD = (sys.executable, "-I", "-m", "hoanhap.kernel.child")


@dataclass(frozen=True, slots=True)
class Caps:
    """What the child may use. Sizes in bytes, times in seconds."""

    memory: int = 3 << 30
    """Of address space, which the OCR model and numpy reserve generously; resident use stays under 300 MB."""
    processor: int = 240
    wall: float = 300
    file: int = 64 << 20
    """Of any one file that it writes, its answer included."""


CAPS = Caps()


def examine(path: Path, *, task: str, name: str = "", caps: Caps = CAPS, child: tuple[str, ...] = CHILD) -> dict[str, Any]:
    """Run ``task`` (one of ``TASKS`` of the child) on a file, or on a folder for a task that reads several.

    :returns: ``{"ok": …}`` with what the child found, or ``{"refused": sentence, "code": …}``. Never raises on any file
    """
    with tempfile.TemporaryDirectory(prefix="hoanhap-") as scratch:
        confinement = json.dumps({**asdict(caps), "parent": os.getpid()})
        with Path(scratch, "answer.json").open("w+b") as out:
            running = subprocess.Popen(
                [*child, confinement, task, str(path), name],
                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL, cwd=scratch, start_new_session=True,
                env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "TMPDIR": scratch, "HOME": scratch},
            )  # fmt: skip
            status = _wait(running, caps.wall)
            out.seek(0)
            return _answer(status, out.read())


def _wait(running: subprocess.Popen[bytes], seconds: float) -> int | None:
    """The exit status, or None when time ran out. Whatever the child started ends with it."""
    try:
        return running.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def _answer(status: int | None, said: bytes) -> dict[str, Any]:
    if status is None or status == -signal.SIGXCPU:
        return _refusal("TOO_SLOW", _("Đọc tệp quá lâu nên đã dừng. Hãy tách tệp thành các phần ngắn hơn rồi gửi lại."))
    try:
        answer = json.loads(said)
    except (ValueError, RecursionError):
        answer = None
    if status == 0 and isinstance(answer, dict):
        return answer
    return _refusal("CRASHED", _("Không mở được tệp này: tệp hỏng hoặc đòi quá nhiều bộ nhớ. Hãy lưu lại thành PDF hoặc DOCX rồi gửi lại."))


def _refusal(code: str, sentence: str) -> dict[str, Any]:
    return {"refused": sentence, "code": code}
