"""Making the site ready: schema, rights, translations, static files, catalogue, demonstration province. Every step may be repeated."""

from __future__ import annotations

import os
import subprocess
import sys
from urllib.parse import unquote, urlsplit

import psycopg

from hoanhap.config.embedded import roles
from hoanhap.config.embedded.database import Database
from hoanhap.config.embedded.locks import held
from hoanhap.config.embedded.refusals import StartError
from hoanhap.config.server import messages, stamp
from hoanhap.config.server.surroundings import Say, demonstrating, var

MANAGE = [sys.executable, "-m", "django"]


def prepare(database: Database | None, say: Say, *, always: bool) -> None:
    """Make everything ready, or see in a moment that it is (unless ``always``).

    :raises StartError: when a step fails, naming it
    """
    var().mkdir(parents=True, exist_ok=True)
    with held(var() / "prepare.lock"):  # a second process that comes meanwhile finds everything ready
        _prepare(database, say, always=always)


def _prepare(database: Database | None, say: Say, *, always: bool) -> None:
    note, collected = var() / "prepared", var() / "static"
    if not always and stamp.is_on(note, stamp.current(database, collected)):
        return
    say("Bản dịch: kiểm tra và biên dịch …")
    messages.compile_messages()
    say("Lược đồ dữ liệu: áp dụng các thay đổi …")
    migrate()
    say("Tệp tĩnh: thu thập …")
    _step("thu thập tệp tĩnh", [*MANAGE, "collectstatic", "--no-input", "--skip-checks", "--verbosity=0"])
    say("Danh mục chỉ tiêu: nạp …")
    _step("nạp danh mục chỉ tiêu", [sys.executable, "-m", "hoanhap.config.server.cataloguing"])
    if demonstrating():
        say("Tỉnh minh họa (dữ liệu tưởng tượng): nạp nếu chưa có …")
        _step("nạp tỉnh minh họa", [sys.executable, "-m", "hoanhap.config.server.demonstrating", "load"])
    stamp.put(note, stamp.current(database, collected))


def migrate() -> None:
    """Bring the schema up to the code, as the owner of the tables, and give the runtime role its rights."""
    owner = os.environ["DATABASE_OWNER_URL"]
    _wait_for(owner)
    as_owner = {**os.environ, "DATABASE_URL": owner}
    _step("áp dụng lược đồ dữ liệu", [*MANAGE, "migrate", "--no-input", "--skip-checks", "--verbosity=0"], as_owner)
    runtime = unquote(urlsplit(os.environ["DATABASE_URL"]).username or "")
    with psycopg.connect(owner, connect_timeout=10) as connection:
        roles.grant(connection, runtime=runtime)


def _wait_for(address: str) -> None:
    """Say plainly that a database is away, before Django says it in a page of traceback."""
    try:
        psycopg.connect(address, connect_timeout=10).close()
    except psycopg.OperationalError as error:
        where = urlsplit(address)
        raise StartError(
            f"Không nối được tới cơ sở dữ liệu {where.hostname or ''}{where.path} ({type(error).__name__}). "
            "Hãy kiểm tra DATABASE_URL và máy chủ PostgreSQL rồi chạy lại."
        ) from error


def _step(name: str, command: list[str], environment: dict[str, str] | None = None) -> None:
    if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode:
        raise StartError(f"Bước «{name}» không xong; lý do ở ngay trên. Sửa xong hãy chạy lại, các bước trước không mất.")
