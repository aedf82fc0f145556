"""An upload whose network drops half-way, on the served site: nothing half is kept, and the same paper sent again arrives once."""

from __future__ import annotations

import re
import socket
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from hoanhap.config.demonstration.province import data
from tests.hoanhap.config.conftest import eventually, free_port
from tests.hoanhap.config.test_served import Site

pytestmark = pytest.mark.slow
PAPER = "KẾ HOẠCH\nTuyên truyền về vay vốn\n".encode() * 4000
FORM = "/van-ban-den/nhan/"


class Clerk:
    """Somebody signed in to the served site, with cookies of one's own."""

    def __init__(self, port: int) -> None:
        self.base, self.port = f"http://127.0.0.1:{port}", port
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        fields = {"csrfmiddlewaretoken": self.token("/dang-nhap/"), "sign_in_name": "van.thu", "password": data("province")["password"]}
        self.opener.open(f"{self.base}/dang-nhap/", urllib.parse.urlencode(fields).encode()).read()

    def page(self, path: str) -> str:
        return str(self.opener.open(self.base + path).read().decode())

    def token(self, path: str) -> str:
        return re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page(path))[-1]

    def send(self, paper_id: uuid.UUID, *, share: float) -> None:
        """Send the upload form with the paper, or only a share of its bytes before the line goes dead."""
        border = uuid.uuid4().hex
        token = self.token(FORM)
        texts = {"csrfmiddlewaretoken": token, "paper_id": str(paper_id), "arrived_on": "20/11/2026"}
        parts = [f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in texts.items()]
        parts.append(f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="ke-hoach-roi-mang.txt"\r\n\r\n')
        body = "".join(parts).encode() + PAPER + f"\r\n--{border}--\r\n".encode()
        cookie = "; ".join(f"{one.name}={one.value}" for one in self.cookies)
        head = (
            f"POST {FORM} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookie}\r\nConnection: close\r\n"
            f"Content-Type: multipart/form-data; boundary={border}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as line:
            line.sendall(head.encode() + body[: int(len(body) * share)])
            if share == 1:
                assert line.recv(64).split()[1] == b"302"


@pytest.fixture
def site(prepared: Path) -> Iterator[Site]:
    started = Site(prepared, free_port())
    yield started
    started.stop()


def test_a_dropped_upload_leaves_nothing_and_sent_again_arrives_once(site: Site) -> None:
    clerk, paper_id = Clerk(site.port), uuid.uuid4()
    stored = sorted(path.name for path in (site.var / "files").rglob("*") if path.is_file())
    for share in (0.02, 0.5, 0.99):
        clerk.send(paper_id, share=share)
    eventually(lambda: site.status("/readyz") == 200)
    assert str(paper_id) not in clerk.page("/van-ban-den/")
    assert sorted(path.name for path in (site.var / "files").rglob("*") if path.is_file()) == stored
    for _again in range(2):
        clerk.send(paper_id, share=1)
    assert len(set(re.findall(rf"/van-ban-den/{paper_id}/", clerk.page("/van-ban-den/")))) == 1
    eventually(lambda: "vay vốn" in clerk.page(f"/van-ban-den/{paper_id}/"), seconds=60)
    assert "Traceback" not in site.said
