"""Examining a file in a child process: bounded memory, time and file size, no network, nothing inherited.

The web process never parses what somebody sent. The child is ``python -m hoanhap.kernel.child``; it reads one file and prints
one JSON object.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

MEMORY = 3 << 30  # address space, which the OCR model and numpy reserve generously; resident use stays under 300 MB
PROCESSOR_SECONDS = 240
WALL_SECONDS = 300
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def examine(path: Path, *, task: str, name: str = "") -> dict[str, Any]:
    """Run ``task`` (``read`` or ``image``) of the child on a file.

    :returns: ``{"ok": …}`` with what the child found, or ``{"refused": sentence, "code": …}``. Never raises on any file
    """
    with tempfile.TemporaryDirectory(prefix="hoanhap-") as scratch:
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-m", "hoanhap.kernel.child", task, str(path), name],
                capture_output=True, timeout=WALL_SECONDS, cwd=scratch, preexec_fn=_confine, check=False,
                env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "TMPDIR": scratch, "HOME": scratch},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return _refusal("TOO_SLOW", _("Đọc tệp quá lâu nên đã dừng. Hãy tách tệp thành các phần ngắn hơn rồi gửi lại."))
    return _answer(done)


def _answer(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = None
    if isinstance(answer, dict):
        return answer
    return _refusal("CRASHED", _("Không mở được tệp này: tệp hỏng hoặc đòi quá nhiều bộ nhớ. Hãy lưu lại thành PDF hoặc DOCX rồi gửi lại."))


def _refusal(code: str, sentence: str) -> dict[str, Any]:
    return {"refused": sentence, "code": code}


def _confine() -> None:
    """Runs in the child before it becomes Python again."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 20, 64 << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # No network namespace of one's own may be forbidden to ordinary users on some kernels; the child then still closes its own
    # sockets (see child.py).
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
