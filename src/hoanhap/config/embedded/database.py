"""The door: a database to use, for as long as it is used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from hoanhap.config.embedded import keys, roles
from hoanhap.config.embedded.cluster import SUPERUSER, Cluster, open_cluster
from hoanhap.config.embedded.locks import held, join, leave, opened
from hoanhap.config.embedded.processes import Running
from hoanhap.config.embedded.refusals import StartError


@dataclass(frozen=True, slots=True)
class Database:
    """A database that answers, and the addresses to reach it by."""

    cluster: Cluster
    server: Running
    created: bool
    """Whether it was made just now and is empty."""

    @property
    def runtime_address(self) -> str:
        """``DATABASE_URL``: for the site and its jobs."""
        return self._address(roles.RUNTIME)

    @property
    def owner_address(self) -> str:
        """``DATABASE_OWNER_URL``: for migrations."""
        return self._address(roles.OWNER)

    def _address(self, role: str) -> str:
        password = keys.kept(self.cluster.places.secrets, f"database-{role}")
        host = quote(str(self.server.socket), safe="")
        return f"postgresql://{role}:{password}@/{roles.DATABASE}?host={host}&port={self.server.port}"

    def revive(self) -> None:
        """Start the server again if it died; takes no time when it lives.

        :raises StartError: when it does not come up
        """
        if self.cluster.running is None:
            with held(self.cluster.places.var / "database.lock"):
                self.cluster.start()


@contextmanager
def in_use(var: Path, *, lasting: bool = True) -> Iterator[Database]:
    """A running database for the length of the block: started if need be, and stopped by the last process that leaves.

    Any number of processes may use one cluster at once. Who uses it holds a shared lock that the kernel takes back when the
    process dies in whatever way, so a killed process keeps nobody waiting and leaves no count that is wrong.

    :raises StartError: with what is in the way
    """
    cluster = open_cluster(var, lasting=lasting)
    starting = cluster.places.var / "database.lock"
    with opened(cluster.places.var / "database.users") as users:
        try:
            with held(starting):
                join(users)
                created = cluster.create()
                server = cluster.start()
                _establish(cluster, server)
            yield Database(cluster, server, created)
        finally:
            with held(starting):
                if leave(users):
                    cluster.stop()


def _establish(cluster: Cluster, server: Running) -> None:
    secrets = cluster.places.secrets
    passwords = {role: keys.kept(secrets, f"database-{role}") for role in (roles.OWNER, roles.RUNTIME)}
    try:
        with psycopg.connect(
            host=str(server.socket), port=server.port, user=SUPERUSER, dbname="postgres", autocommit=True, connect_timeout=10,
            password=keys.kept(secrets, f"database-{SUPERUSER}"),
        ) as superuser:  # fmt: skip
            roles.establish(superuser, passwords=passwords)
    except psycopg.OperationalError as error:
        raise StartError(
            f"Cơ sở dữ liệu trong {cluster.places.data} không nhận mật khẩu ở {secrets}. "
            "Hãy đưa lại đúng thư mục secrets đi cùng dữ liệu này (từ bản sao lưu); dữ liệu vẫn còn nguyên."
        ) from error
