"""A PostgreSQL of somebody else, named by ``DATABASE_URL``: the oldest version that we promise (15), with one role and with two."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from hoanhap.config.embedded import binaries, roles
from hoanhap.config.embedded.database import Database, in_use
from tests.hoanhap.config.conftest import HOANHAP, environment, new_place

OLDEST = Path(f"/usr/lib/postgresql/{binaries.OLDEST}/bin")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not OLDEST.is_dir(), reason=f"không có PostgreSQL {binaries.OLDEST} của hệ điều hành ở {OLDEST}"),
]


@pytest.fixture(scope="module")
def old_server() -> Iterator[Database]:
    """A server of the oldest version. Our own launcher drives it, which tries the launcher on that version too."""
    with pytest.MonkeyPatch.context() as patch, new_place() as folder:
        patch.setenv("PG_BIN", str(OLDEST))
        with in_use(folder / "var", lasting=False) as database:
            assert database.cluster.binaries.major == binaries.OLDEST
            yield database


def ran(*arguments: str, **environment_: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*HOANHAP, *arguments], env=environment_, capture_output=True, text=True, timeout=180, check=False)


@pytest.mark.parametrize("separate", [True, False], ids=["two roles", "one role"])
def test_the_site_is_made_ready_on_it_and_works(old_server: Database, tmp_path: Path, separate: bool) -> None:
    name = "two" if separate else "one"
    with psycopg.connect(old_server.owner_address, autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE {name}")
    owner_address = old_server.owner_address.replace(f"/{roles.DATABASE}?", f"/{name}?")
    runtime_address = old_server.runtime_address.replace(f"/{roles.DATABASE}?", f"/{name}?")
    addresses = {"DATABASE_OWNER_URL": owner_address, "DATABASE_URL": runtime_address} if separate else {"DATABASE_URL": owner_address}
    around = environment(tmp_path, **addresses)
    done = ran("prepare", **around)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "PostgreSQL đi kèm" not in done.stdout
    assert not (tmp_path / "postgres").exists()
    counted = ran("manage", "shell", "--no-imports", "-c", COUNT, **around)
    assert counted.returncode == 0, counted.stderr
    version, units, entries, whole = counted.stdout.split()[-4:]
    assert version == str(binaries.OLDEST)
    assert int(units) > 0
    assert int(entries) > 0
    assert whole == "None"
    if separate:
        return
    assert ran("prepare", **around).returncode == 0, "again changes nothing"
    assert ran("manage", "shell", "--no-imports", "-c", COUNT, **around).stdout.split()[-4:] == [version, units, entries, whole]


COUNT = """
from django.db import connection
from hoanhap.ground.audit import queries as audit
from hoanhap.ground.audit.models import AuditEntry
from hoanhap.ground.organisations.queries import Unit
connection.ensure_connection()
print(connection.pg_version // 10000, Unit.objects.count(), AuditEntry.objects.count(), audit.first_break())
"""
