"""The whole site as real processes: it comes up, survives what dies, says so while the database is away, and stops without a trace."""

from __future__ import annotations

import fcntl
import http.client
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hoanhap.config.embedded import processes
from tests.hoanhap.config.conftest import HOANHAP, crash, environment, eventually, free_port

pytestmark = pytest.mark.slow


class Site:
    """``hoanhap serve`` in a process of its own."""

    def __init__(self, var: Path, port: int) -> None:
        self.var, self.port = var, port
        self.log = var.parent / f"serve-{port}.log"
        with self.log.open("w") as stream:
            self.process = subprocess.Popen(
                [*HOANHAP, "serve", "--port", str(port)],
                env=environment(var),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
            )
        eventually(lambda: "Nhấn Ctrl-C" in self.said or self.process.poll() is not None, seconds=90)

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    @property
    def data(self) -> Path:
        return self.var / "postgres" / "data"

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            return response.status, headers, response.read().decode()
        finally:
            connection.close()

    def status(self, path: str) -> int:
        try:
            return self.get(path)[0]
        except OSError:
            return 0

    def children(self) -> set[int]:
        """Every process below this one."""
        found, parents = {self.process.pid}, _parents()
        while more := {pid for pid, parent in parents.items() if parent in found} - found:
            found |= more
        return found - {self.process.pid}

    def named(self, part: str) -> list[int]:
        return [pid for pid in self.children() if part in _command(pid)]

    def stop(self, number: int = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(timeout=60)


def _parents() -> dict[int, int]:
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found[int(entry.name)] = int((entry / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    return found


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").replace("\0", " ")
    except OSError:
        return ""


@pytest.fixture
def site(prepared: Path) -> Iterator[Site]:
    started = Site(prepared, free_port())
    yield started
    started.stop()


def test_it_comes_up_says_where_and_stops_without_a_trace(site: Site) -> None:
    assert site.status("/livez") == 200
    assert site.status("/readyz") == 200
    assert f"http://127.0.0.1:{site.port}/" in site.said
    assert "tưởng tượng" in site.said
    assert "thu thập" not in site.said, "what was made ready is not made ready again"
    below = site.children()
    assert len(below) >= 4, "web server, its two workers, the job worker"
    assert site.stop() == 0
    assert "Traceback" not in site.said
    assert site.said.rstrip().endswith("Đã dừng.")
    eventually(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in below))
    assert processes.running(site.data) is None
    assert site.status("/livez") == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_it_stops_as_well_when_told_in_another_way(site: Site, number: int) -> None:
    assert site.stop(number) == 0
    assert "Traceback" not in site.said
    assert processes.running(site.data) is None


def test_while_the_database_is_away_pages_say_when_to_come_back_and_then_come_back(site: Site) -> None:
    assert site.status("/readyz") == 200
    with (site.var / "database.lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # so that it stays away until we have looked
        crash(site.data)
        for path in ("/readyz", "/", "/readyz", "/dang-nhap/") * 3:
            begun = time.monotonic()
            status, headers, page = site.get(path)
            if path == "/readyz" or status != 200:  # a page that needs no database may well be shown
                assert status == 503, path
                assert int(headers["retry-after"]) > 0
                assert headers["cache-control"] == "no-store"
                assert 'lang="vi"' in page
                assert re.search(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", page)
            assert time.monotonic() - begun < 10
        assert site.status("/livez") == 200
    eventually(lambda: site.status("/readyz") == 200, seconds=30)
    time.sleep(1)
    assert [site.status("/readyz") for _ in range(20)] == [200] * 20
    assert site.process.poll() is None
    eventually(lambda: bool(site.named("server.worker")), seconds=30)


def test_a_worker_that_is_killed_is_started_again(site: Site) -> None:
    # The web server's own workers carry its name too; it is the one that is ours.
    (web,) = (pid for pid in site.named("server.web") if _parents().get(pid) == site.process.pid)
    jobs = site.named("server.worker")[0]
    workers = [pid for pid, parent in _parents().items() if parent == web]
    assert workers
    os.kill(workers[0], signal.SIGKILL)
    os.kill(jobs, signal.SIGKILL)
    eventually(lambda: bool(site.named("server.worker")) and site.named("server.worker") != [jobs])
    eventually(lambda: [site.status("/readyz") for _ in range(5)] == [200] * 5)
    os.kill(web, signal.SIGKILL)
    eventually(lambda: site.status("/readyz") == 200)
    assert site.process.poll() is None


def test_a_killed_parent_leaves_no_port_taken(site: Site, prepared: Path) -> None:
    site.process.kill()
    site.process.wait()
    eventually(lambda: site.status("/livez") == 0)
    again = Site(prepared, site.port)
    try:
        assert again.status("/readyz") == 200
    finally:
        assert again.stop() == 0
    assert processes.running(site.data) is None, "the server left by the killed one was taken over and stopped"


def test_a_port_that_is_taken_is_named(site: Site) -> None:
    second = subprocess.run(
        [*HOANHAP, "serve", "--port", str(site.port)], env=environment(site.var), capture_output=True, text=True, timeout=60, check=False
    )
    assert second.returncode == 1
    assert f"Cổng {site.port}" in second.stderr
    assert "Traceback" not in second.stderr
    assert site.status("/readyz") == 200


def test_a_database_that_cannot_be_reached_is_named(tmp_path: Path) -> None:
    address = "postgresql://ai:gi@127.0.0.1:1/khong-co"
    told = subprocess.run(
        [*HOANHAP, "prepare"], env=environment(tmp_path, DATABASE_URL=address), capture_output=True, text=True, timeout=60, check=False
    )
    assert told.returncode == 1
    assert "Không nối được" in told.stderr
    assert "gi@" not in told.stderr, "no password on the screen"
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "postgres").exists(), "nothing of ours is started beside a database that was named"


def test_two_that_make_ready_at_once_do_not_disturb_each_other(place: Path) -> None:
    command = [*HOANHAP, "prepare"]
    both = [
        subprocess.Popen(command, env=environment(place), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(2)
    ]
    said = [process.communicate(timeout=240)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], "\n".join(said)
    assert processes.running(place / "postgres" / "data") is None
