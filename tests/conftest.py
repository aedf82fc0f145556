"""What every test stands on: settings of its own, and a PostgreSQL of its own that is started when the first test asks for one.

``DATABASE_URL`` (or ``DATABASE_OWNER_URL``) names another PostgreSQL instead; its role must be allowed to make databases.
"""

from __future__ import annotations

import importlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import django
import pytest

# Before Django reads its settings: nothing that a test writes may land among what a person keeps.
_VAR = Path(tempfile.mkdtemp(prefix="hoanhap-test-"))
_VAR.chmod(0o755)  # as root the server is another account and has to pass through
(_VAR / "static").mkdir()
(_VAR / "secrets").mkdir(mode=0o700)
(_VAR / "secrets" / "sealing-keys").write_text(f"{'ab' * 8} {'cd' * 32} 2026-01-01\n", encoding="ascii")
os.environ["HOANHAP_VAR"] = str(_VAR)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoanhap.config.settings")
django.setup()  # now, because conftest files further in import models

# The same hash with the least work: tests open hundreds of accounts, and none of them is about the cost of a guess.
Argon2 = importlib.import_module("hoanhap.config.passwords").Argon2
Argon2.time_cost, Argon2.memory_cost = 1, 64


def pytest_configure(config: pytest.Config) -> None:
    """Pages are tested in both languages, so the translations are compiled first."""
    from hoanhap.config.server.messages import compile_messages

    compile_messages()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    shutil.rmtree(_VAR, ignore_errors=True)


@pytest.fixture(scope="session")
def owner_address() -> Iterator[str]:
    """Where the tests' database server is, as the role that owns its databases."""
    from hoanhap.config.embedded.database import in_use

    with ExitStack() as stack:
        given = os.environ.get("DATABASE_OWNER_URL") or os.environ.get("DATABASE_URL")
        yield given or stack.enter_context(in_use(_VAR, lasting=False)).owner_address


@pytest.fixture(scope="session")
def django_db_modify_db_settings(owner_address: str, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Point Django at that server before it makes the test database.

    Without the pool: tests open connections from many threads and want them closed when the test database is dropped. The pool
    is tested with real processes, in ``tests/hoanhap/config``.
    """
    from django.db import connections

    from hoanhap.config.settings import database

    settings = database(owner_address)
    settings["OPTIONS"].pop("pool", None)
    test_name = connections.settings["default"]["TEST"]["NAME"]
    connections.settings["default"].update(settings)
    connections.settings["default"]["TEST"]["NAME"] = test_name


@pytest.fixture(scope="session", autouse=True)
def _tables_that_refuse_truncation() -> Iterator[None]:
    """Between tests with real transactions Django empties all tables; the append-only ones let their owner do so only on purpose."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    from hoanhap.config.embedded.roles import APPEND_ONLY

    original = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, style: Any, tables: Any, **options: Any) -> list[str]:
        statements = original(self, style, tables, **options)
        kept = [name for name in APPEND_ONLY if name in tables]
        switch = [[f"ALTER TABLE {name} {word} TRIGGER USER" for name in kept] for word in ("DISABLE", "ENABLE")]
        return [*switch[0], *statements, *switch[1]] if statements else []

    DatabaseOperations.sql_flush = sql_flush  # type: ignore[method-assign]
    yield
    DatabaseOperations.sql_flush = original  # type: ignore[method-assign]
