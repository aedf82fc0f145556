"""How the public side holds under many readers, as ratios within one run, so that the machine's speed drops out.

    python benchmarks/portal.py [--items N] [--seconds S] [--keep FOLDER]

Serves the site from a database of its own with N published pieces, then asks in turn:

- `/livez`, the emptiest page there is, and public pages that are kept: requests a second of each, and their ratio;
- searches that were never asked before, one at a time: how long half and 95 of a hundred took;
- questions sent in: how many a second, and whether every code that was handed out finds its question.

Requests a second are counted by `wrk` where it is installed, else by a client of our own, which says so: it wants a core of its own.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

HOST, PORT = "127.0.0.1", 8391
PAGES = ("/", "/hoi-dap/", "/dac-xa/2024/", "/tin/")
_TEXT = (
    "vay vốn học nghề việc làm căn cước cư trú xóa án tích đặc xá điều kiện hồ sơ gia đình thăm gặp quyết định trở về địa phương hỗ trợ "
    "tư vấn pháp lý doanh nghiệp lao động hợp đồng bảo hiểm y tế giáo dục thôn xã phường công an chính quyền đoàn thể cộng đồng"
)
WORDS = _TEXT.split()


@contextmanager
def served(folder: Path) -> Iterator[None]:
    """The site on its port, from ``folder``."""
    environment = {**os.environ, "HOANHAP_VAR": str(folder)}
    command = [sys.executable, "-m", "hoanhap.config.cli", "serve", "--port", str(PORT)]
    site = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert site.stdout is not None
        for line in site.stdout:
            if "Nhấn Ctrl-C" in line:
                break
        else:
            sys.exit("the site did not come up")
        threading.Thread(target=lambda: [None for _line in site.stdout or ()], daemon=True).start()
        yield
    finally:
        site.terminate()
        site.wait(60)


def prepare(folder: Path, *, items: int) -> None:
    """A demonstration province, and published pieces enough to search in; what stands from an earlier run is kept."""
    with served(folder):
        pass  # the first start migrates and loads the province
    from hoanhap.config.embedded.database import in_use

    with in_use(folder) as database:
        os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"] = database.owner_address
        import django

        django.setup()
        from django.db import connection

        began = time.perf_counter()
        made = _fill(items)
        print(f"{made} pieces: {time.perf_counter() - began:.1f} s in {folder}")
        connection.close()


def _fill(items: int) -> int:
    from django.db import connection

    from hoanhap.channels.portal.models import Edition, Piece

    pattern = Edition.objects.filter(live_for__isnull=False).select_related("live_for").order_by("id")[0]
    missing = items - Edition.objects.count()
    chance = random.Random(20261122)
    for begin in range(0, max(missing, 0), 2000):
        pieces, editions = [], []
        for _number in range(begin, min(begin + 2000, missing)):
            piece, edition = _copy(pattern, chance)
            pieces.append(piece)
            editions.append(edition)
        from django.db import transaction

        with transaction.atomic():
            Piece.objects.bulk_create(pieces)
            Edition.objects.bulk_create(editions)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE portal_edition, portal_piece")
    return max(missing, 0)


def _copy(pattern: Any, chance: random.Random) -> tuple[Any, Any]:
    """Another published piece with words of its own."""
    from hoanhap.channels.portal.models import Edition, Piece

    edition_id, piece_id = uuid4(), uuid4()
    words = {field.attname: getattr(pattern, field.attname) for field in Edition._meta.fields if field.name not in ("id", "searchable")}
    words |= {"slug": f"thu-{edition_id.hex[:12]}", "title": " ".join(chance.choices(WORDS, k=9)), "kind": "ANSWER"}
    words |= {"body": " ".join(chance.choices(WORDS, k=110)), "piece_id": piece_id, "number": 1, "file_id": None, "summary": ""}
    shared = {field.attname for field in Piece._meta.fields} - {"id"}
    model = {name: getattr(pattern.live_for, name) for name in shared}
    piece = Piece(
        id=piece_id, **{**model, **{name: words[name] for name in shared & words.keys()}, "edition_id": edition_id, "entry_id": None}
    )
    return piece, Edition(id=edition_id, **words)


def rates(seconds: int) -> None:
    """Requests a second of the emptiest page and of pages that are kept, in turns, and their ratios."""
    bare = _rate("/livez", seconds)
    for page in PAGES:
        _get(page)
        rate = _rate(page, seconds)
        bare_again = _rate("/livez", seconds)
        base = (bare + bare_again) / 2
        print(f"{page:22} {rate:8.0f} a second   /livez {base:8.0f}   {rate / base:6.1%}")
        bare = bare_again


def _rate(path: str, seconds: int) -> float:
    address = f"http://{HOST}:{PORT}{path}"
    if shutil.which("wrk"):
        said = subprocess.run(["wrk", "-t1", "-c16", f"-d{seconds}s", address], capture_output=True, text=True, check=True).stdout
        assert "Non-2xx" not in said, said
        return float(re.search(r"Requests/sec:\s*([\d.]+)", said)[1])  # type: ignore[index]  # wrk always says it
    return _own_rate(path, seconds)


def _own_rate(path: str, seconds: int) -> float:
    """A plain client, four connections in threads. It is slower than the server, so both rates are low and the ratio flatters."""
    end, counts = time.monotonic() + seconds, [0] * 4

    def ask(place: int) -> None:
        connection = http.client.HTTPConnection(HOST, PORT, timeout=30)
        while time.monotonic() < end:
            connection.request("GET", path)
            connection.getresponse().read()
            counts[place] += 1

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(len(counts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def _get(path: str) -> bytes:
    connection = http.client.HTTPConnection(HOST, PORT, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status}")
    return body


def searches(times: int) -> None:
    """Searches that nobody asked before: none of them can have been kept."""
    chance, spent = random.Random(7), []
    for _turn in range(times):
        words = " ".join(chance.choices(WORDS, k=chance.randint(1, 3)))
        began = time.perf_counter()
        _get(f"/tim-kiem/?{urlencode({'q': words})}")
        spent.append(time.perf_counter() - began)
    half, high = statistics.median(spent), statistics.quantiles(spent, n=20)[18]
    print(f"{times} searches          half under {half * 1000:.0f} ms, 95 of 100 under {high * 1000:.0f} ms")


def questions(number: int) -> None:
    """Questions sent in by four people at once, and every code tried afterwards."""
    codes: list[str] = []

    def send(times: int) -> None:
        connection = http.client.HTTPConnection(HOST, PORT, timeout=60)
        for _turn in range(times):
            fields = {"secret": secrets.token_hex(16), "kind": _kind(), "words": "Tôi muốn hỏi về vay vốn học nghề."}
            codes.append(_posted(connection, "/gui-cau-hoi/xong/", fields, 201, r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3,}"))

    began = time.perf_counter()
    threads = [threading.Thread(target=send, args=(number // 4,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - began
    connection = http.client.HTTPConnection(HOST, PORT, timeout=60)
    for code in codes:
        _posted(connection, "/tra-cuu/", {"code": code}, 200, "vay vốn học nghề")
    print(
        f"{len(codes)} questions         {len(codes) / spent:.0f} a second; {len(set(codes))} different codes, every one finds its question"
    )


def _kind() -> str:
    from hoanhap.people.feedback import queries

    return next(iter(queries.kinds()))


def _posted(connection: http.client.HTTPConnection, path: str, fields: dict[str, str], status: int, pattern: str) -> str:
    connection.request("POST", path, urlencode(fields), {"Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    body = answer.read().decode()
    found = re.search(pattern, body)
    if answer.status != status or not found:
        sys.exit(f"{path}: {answer.status}")
    return found[0]


def main() -> int:
    """Prepare and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    folder = (chosen.keep or Path(tempfile.mkdtemp(prefix="hoanhap-portal-"))).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    os.environ |= {"HOANHAP_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "hoanhap.config.settings"}
    prepare(folder, items=chosen.items)
    os.environ.pop("DATABASE_URL"), os.environ.pop("DATABASE_OWNER_URL")
    with served(folder):
        if not shutil.which("wrk"):
            print("no wrk here (apt-get install wrk): counted by a client of our own, the ratios flatter")
        rates(chosen.seconds)
        searches(200)
        questions(chosen.questions)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
