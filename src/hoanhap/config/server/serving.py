"""``hoanhap serve``: the web server and the worker, until somebody presses Ctrl-C."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from hoanhap.config.embedded.database import Database
from hoanhap.config.embedded.refusals import StartError
from hoanhap.config.server.supervising import Child, Supervisor
from hoanhap.config.server.surroundings import Say, demonstrating

HOST = "127.0.0.1"
START_SECONDS = 60


@contextmanager
def taken(port: int) -> Iterator[None]:
    """Hold a port for the length of the block, refused before anything is started when somebody has it.

    The web server's processes share the port among them, so the system would let a second server share it too. The name held
    here (Linux's abstract sockets) is free again when this process ends, in whatever way.

    :raises StartError: naming the port and what to do
    """
    with socket.socket(socket.AF_UNIX) as name, socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            name.bind(f"\0hoanhap:{port}")
            probe.bind((HOST, port))
        except PermissionError as error:
            raise StartError(f"Cổng {port} cần quyền quản trị. Hãy chọn cổng từ 1024 trở lên, ví dụ --port 8000.") from error
        except OSError as error:
            raise StartError(f"Cổng {port} đang có chương trình khác dùng. Hãy chọn cổng khác, ví dụ --port {port + 1}.") from error
        probe.close()
        yield


def serve(database: Database | None, say: Say, *, port: int) -> None:
    """Serve until stopped.

    :raises StartError: when the web server or the worker cannot be kept running
    """
    children = [
        Child("Máy chủ web", [sys.executable, "-m", "hoanhap.config.server.web", str(port)]),
        Child("Bộ phận xử lý việc nền", [sys.executable, "-m", "hoanhap.config.server.worker"]),
    ]
    Supervisor(children, database, say).run(when_started=lambda supervisor: _announce(supervisor, say, port))


def _announce(supervisor: Supervisor, say: Say, port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not supervisor.stopping:
        if _answers(port):
            break
        if time.monotonic() > deadline:
            raise StartError(f"Máy chủ web không trả lời ở cổng {port} sau {START_SECONDS} giây. Lý do ở ngay trên; sửa xong hãy chạy lại.")
        supervisor.look_after()
        time.sleep(0.05)
    else:
        return
    say(f"Hòa Nhập đang chạy: http://{HOST}:{port}/")
    if sign_ins := _sign_ins():
        say(f"Đăng nhập minh họa (người và số liệu đều tưởng tượng):\n{sign_ins}")
    say("Nhấn Ctrl-C để dừng.")


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/livez")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def _sign_ins() -> str:
    if not demonstrating():
        return ""
    command = [sys.executable, "-m", "hoanhap.config.server.demonstrating", "sign-ins"]
    return subprocess.run(command, capture_output=True, text=True, check=False, start_new_session=True).stdout.rstrip()
