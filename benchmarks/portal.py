"""The public side under readers: kept pages against the bare ``/livez``, and searching 20,000 published pieces.

``python benchmarks/portal.py pages ADDRESS`` asks a running site; ``python benchmarks/portal.py search`` makes a database of its own.
Figures are ratios and percentiles of one run on one machine: the machine's load shows in both sides of a ratio.
"""

from __future__ import annotations

import http.client
import os
import random
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PAGES = ("/hoi-dap/", "/kiem-chung/", "/tin/")
SHARE = 0.35
"""Of the rate of ``/livez``: what a kept page has to reach."""
SLOWEST = 0.100
"""Seconds at p95 of a search that nothing keeps, over 20,000 pieces."""
PIECES = 20_000


def pages(address: str, *, seconds: float = 4, readers: int = 8) -> bool:
    """Pages a second of each kept page beside ``/livez``, in turns within the same minute."""
    rates: dict[str, list[float]] = {path: [] for path in ("/livez", *PAGES)}
    for _round in range(3):
        for path, found in rates.items():
            found.append(_rate(address, path, seconds=seconds, readers=readers))
    bare = statistics.median(rates.pop("/livez"))
    print(f"/livez {bare:.0f}/s")
    shares = {path: statistics.median(found) / bare for path, found in rates.items()}
    for path, share in shares.items():
        print(f"{path} {statistics.median(rates[path]):.0f}/s = {share:.0%} of /livez (at least {SHARE:.0%})")
    return min(shares.values()) >= SHARE


def _rate(address: str, path: str, *, seconds: float, readers: int) -> float:
    parts = urlsplit(address)

    def read(_reader: int) -> int:
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        count, end = 0, time.monotonic() + seconds
        while time.monotonic() < end:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, (path, answer.status)
            count += 1
        return count

    with ThreadPoolExecutor(readers) as pool:
        return sum(pool.map(read, range(readers))) / seconds


def search() -> bool:
    """Whole search pages, with marks and without, over 20,000 pieces: p50 and p95."""
    with ExitStack() as stack:
        var = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hoanhap-bench-")))
        var.chmod(0o755)
        os.environ |= {"HOANHAP_VAR": str(var), "DJANGO_SETTINGS_MODULE": "hoanhap.config.settings"}
        from hoanhap.config.embedded.database import in_use

        database = stack.enter_context(in_use(var, lasting=False))
        os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"] = database.owner_address
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, skip_checks=True)
        call_command("collectstatic", verbosity=0, interactive=False, skip_checks=True)
        _fill()
        return _ask()


_TEXT = (
    "đặc xá trở về cộng đồng vay vốn học nghề việc làm căn cước cư trú xóa án tích lý lịch tư pháp gia đình hồ sơ trại giam xã phường "
    "công an ngân hàng chính sách hỗ trợ điều kiện thủ tục giấy tờ quyết định luật nghị định thông tư hướng dẫn tư vấn miễn phí "
    "lừa đảo tin đồn người thân nhà báo doanh nghiệp tuyển dụng lao động bảo hiểm sức khỏe trường học con em thanh niên phụ nữ "
    "hội nông dân mặt trận tổ quốc"
)
WORDS = _TEXT.split()


def _fill() -> None:
    from datetime import UTC, datetime, timedelta
    from uuid import uuid4

    from django.db import connection

    from hoanhap.channels.portal.models import Edition, Piece
    from hoanhap.ground.accounts.models import User
    from hoanhap.ground.organisations import operations as organisations
    from hoanhap.kernel.actor import SYSTEM

    now, rng = datetime.now(UTC), random.Random(7)
    unit = organisations.open_unit(
        code="B", kind="PROVINCE", naming=organisations.Naming("Tỉnh Đo"), since=now.date(), actor=SYSTEM, now=now
    )
    user = User.objects.create(sign_in_name="do", full_name="Người Đo", password="!")  # noqa: S106  nobody signs in
    rows, editions = [], []
    for number in range(PIECES):
        said: dict[str, Any] = {
            "kind": "ARTICLE", "slug": f"bai-{number}", "title": " ".join(rng.choices(WORDS, k=9)),
            "summary": " ".join(rng.choices(WORDS, k=25)),
            "body": " ".join(rng.choices(WORDS, k=180)), "unit_id": unit.id,
        }  # fmt: skip
        piece = Piece(id=uuid4(), author=user, created_at=now, changed_at=now, **said)
        rows.append(piece)
        editions.append(Edition(piece=piece, number=1, publisher="Tỉnh Đo", published_by=user, published_at=now, digest="0" * 64,
                                numbers=f"{number}/{2000 + number % 27}/nd-cp", **said))  # fmt: skip
    Piece.objects.bulk_create(rows, batch_size=2000)
    Edition.objects.bulk_create(editions, batch_size=2000)
    for number, edition in enumerate(editions):
        edition.piece.edition, edition.piece.state, edition.piece.shown_from = edition, "PUBLISHED", now - timedelta(minutes=number)
    Piece.objects.bulk_update(rows, ["edition", "state", "shown_from"], batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE portal_piece")
        cursor.execute("VACUUM ANALYZE portal_edition")


def _ask() -> bool:
    from django.conf import settings
    from django.test import Client

    from vanban.text import unaccent

    settings.ALLOWED_HOSTS = ["testserver"]
    rng, client = random.Random(11), Client()
    asked = [" ".join(rng.choices(WORDS, k=rng.choice((1, 1, 2, 2, 3, 4)))) for _ in range(150)]
    asked += [unaccent(words) for words in asked]
    asked += [f"{number}/{2000 + number % 27}/NĐ-CP" for number in range(0, 500, 10)]
    client.get("/tim-kiem/", {"q": "đặc xá"})
    times = []
    for words in asked:
        begin = time.perf_counter()
        assert client.get("/tim-kiem/", {"q": words}).status_code == 200
        times.append(time.perf_counter() - begin)
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[18]
    told = f"p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms (at most {SLOWEST * 1000:.0f})"
    print(f"search over {PIECES} pieces, {len(times)} questions: {told}")
    return p95 <= SLOWEST


if __name__ == "__main__":
    passed = pages(sys.argv[2]) if sys.argv[1:2] == ["pages"] else search()
    sys.exit(0 if passed else 1)
