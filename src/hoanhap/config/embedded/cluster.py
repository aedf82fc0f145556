"""One cluster: made, started, stopped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hoanhap.config.embedded import binaries as programs
from hoanhap.config.embedded import keys, places, processes
from hoanhap.config.embedded.account import Account, for_server
from hoanhap.config.embedded.binaries import Binaries
from hoanhap.config.embedded.places import Places
from hoanhap.config.embedded.processes import Running
from hoanhap.config.embedded.refusals import StartError

SUPERUSER = "postgres"
PORT = 5432
"""Only the name of the socket: nothing listens on a network."""
RECOVERY_SECONDS = 120
LARGEST_LOG = 5 << 20

CONFIGURATION = """\
# Written at every start; what is put into postgresql.conf below the include line wins.
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
max_connections = 60
log_timezone = 'UTC'
timezone = 'UTC'
log_min_messages = warning
log_line_prefix = '%m [%p] '
{durability}"""

THROW_AWAY = """\
fsync = off
synchronous_commit = off
full_page_writes = off
"""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A place, the programs for it, and the account that runs them."""

    places: Places
    binaries: Binaries
    account: Account
    lasting: bool = True
    """Whether the data must outlive a power cut; a cluster for one run of the tests need not."""

    @property
    def running(self) -> Running | None:
        """The server, if it lives."""
        return processes.running(self.places.data)

    def create(self) -> bool:
        """Make the data folder if there is none. True when it was made.

        It is made beside and renamed into place, so a kill in the middle leaves nothing that looks like a database.
        """
        if (self.places.data / "PG_VERSION").exists():
            return False
        draft = self.places.base / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        with tempfile.NamedTemporaryFile("w", dir=self.places.base, encoding="ascii") as password:
            password.write(keys.kept(self.places.secrets, f"database-{SUPERUSER}"))
            password.flush()
            self.account.give(Path(password.name), 0o600)
            answer = self._run("initdb", "-D", str(draft), "-U", SUPERUSER, f"--pwfile={password.name}", *self._initdb_options())
        if answer.returncode:
            raise StartError(f"Không tạo được cơ sở dữ liệu trong {self.places.base}: {_last_line(answer.stderr)}")
        with (draft / "postgresql.conf").open("a", encoding="utf-8") as stream:
            stream.write("\ninclude 'hoanhap.conf'\n")
        draft.rename(self.places.data)
        return True

    def start(self) -> Running:
        """Start the server, or take the one that runs. Recovery after a crash may take up to two minutes.

        :raises StartError: with the last thing that the server said
        """
        if (found := self._settled()) is not None:
            return found
        socket = places.socket_folder(self.places, self.account)
        self._configure(socket)
        self._turn_log()
        options = ["-D", str(self.places.data), "-l", str(self.places.log), "-w", "-t", str(RECOVERY_SECONDS)]
        for _ in range(3):  # a start in the instant in which the old server dies fails; the next does not
            processes.forget_stale_locks(self.places.data, socket)
            if not self._run("pg_ctl", "start", *options).returncode and (started := self.running):
                return started
            if not processes.wait_until_gone(self.places.data, 10):
                break
        said = _last_line(self.places.log.read_text(encoding="utf-8", errors="replace") if self.places.log.exists() else "")
        raise StartError(f"Cơ sở dữ liệu không khởi động được: {said}. Xem thêm trong {self.places.log}.")

    def stop(self) -> None:
        """Stop the server: open transactions are rolled back, everything committed is on disk.

        By signal and by looking, not by ``pg_ctl``: that waits a minute for a dead process that nobody collects. A server that is
        just putting itself together again after the death of a child misses the request; after ten seconds it is stopped without a
        checkpoint, which costs a recovery at the next start and no data.
        """
        for number in (*[signal.SIGINT] * 5, *[signal.SIGQUIT] * 5, signal.SIGKILL):
            found = self.running
            if found is None:
                break
            with suppress(ProcessLookupError):
                os.kill(found.pid, number)
            if processes.wait_until_gone(self.places.data, 2):
                break

    def _settled(self) -> Running | None:
        """The server once it takes connections; None when there is none and nothing of an old one is left.

        :raises StartError: when it neither gets ready nor ends
        """
        deadline = time.monotonic() + RECOVERY_SECONDS
        while time.monotonic() < deadline:
            found = self.running
            if found and found.ready:
                return found
            if found is None and not processes.of_folder(self.places.data):
                return None
            time.sleep(0.05)
        raise StartError(
            f"Có tiến trình cũ của cơ sở dữ liệu trong {self.places.data} chưa dừng sau {RECOVERY_SECONDS} giây. "
            "Hãy dừng tiến trình đó rồi chạy lại; dữ liệu vẫn còn nguyên."
        )

    def _configure(self, socket: Path) -> None:
        file = self.places.data / "hoanhap.conf"
        folder = str(socket).replace("'", "''")
        durability = "" if self.lasting else THROW_AWAY
        file.write_text(CONFIGURATION.format(port=PORT, socket=folder, durability=durability), encoding="utf-8")
        self.account.give(file, 0o600)

    def _turn_log(self) -> None:
        """Keep one older log, so that what the server says can be read and never fills the disk."""
        if self.places.log.exists() and self.places.log.stat().st_size > LARGEST_LOG:
            self.places.log.replace(self.places.log.with_suffix(".1.log"))

    def _initdb_options(self) -> list[str]:
        """The same sorting and case rules on every machine: built into the server from version 17, the C library's before."""
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if self.binaries.major >= 17 else []
        sync = [] if self.lasting else ["--no-sync", "--wal-segsize=1"]
        authentication = ["--auth-local=scram-sha-256", "--auth-host=scram-sha-256"]
        return [*builtin, "--locale=C.UTF-8", "--lc-messages=C", "--encoding=UTF8", "--data-checksums", *authentication, *sync]

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one program as the server's account, in a clean environment. What it says goes to files: a pipe would stay open
        as long as the server that it starts."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG", "TZ"))}
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
            answer = subprocess.run(
                [self.binaries.program(program), *arguments],
                **self.account.identity,
                cwd=self.places.base,
                env={**environment, "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                umask=0o077,
                check=False,
            )
            said.seek(0)
            return subprocess.CompletedProcess(answer.args, answer.returncode, "", said.read())


def open_cluster(var: Path, *, lasting: bool = True) -> Cluster:
    """The cluster of ``var``, not started: place, account and programs are chosen.

    :raises StartError: when one of the three is missing
    """
    account = for_server()
    chosen = places.choose(var.resolve(), account)
    version = chosen.data / "PG_VERSION"
    found = programs.find(major=int(version.read_text(encoding="ascii")) if version.exists() else None)
    reachable = programs.within_reach(found, account, copies=places.SYSTEM / "programs")
    return Cluster(chosen, reachable, account, lasting)


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "error" in line.casefold()]
    return (telling or lines or ["không rõ vì sao"])[-1]
