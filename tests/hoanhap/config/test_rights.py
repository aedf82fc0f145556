"""What the runtime role may not do, asked of the database itself: the trail and the ledger are for ever."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from hoanhap.config.embedded import roles
from hoanhap.config.embedded.database import Database, in_use

TABLES = roles.APPEND_ONLY
FILLED = ("audit_auditentry", "figures_line")
"""Those of them that the demonstration province writes to before anybody signs in."""


@pytest.fixture(scope="module")
def database(prepared: Path) -> Iterator[Database]:
    with in_use(prepared) as found:
        yield found


@pytest.fixture
def runtime(database: Database) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database.runtime_address) as connection:
        yield connection


@pytest.mark.parametrize("table", FILLED)
def test_the_tables_are_there_and_hold_something(database: Database, table: str) -> None:
    """Otherwise the refusals below would prove nothing."""
    with psycopg.connect(database.owner_address) as owner:
        row = owner.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
        assert row is not None
        assert row[0] > 0


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET {column} = {column}",
        "DELETE FROM {}",
        "TRUNCATE {} CASCADE",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "ALTER TABLE {} DISABLE TRIGGER USER",
        "DROP TABLE {} CASCADE",
        "DROP TRIGGER {}_append_only ON {}",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SET session_replication_role = replica",
        "SET ROLE hoanhap_owner",
        "SELECT * FROM {} FOR UPDATE",
        "MERGE INTO {} a USING {} b ON false WHEN MATCHED THEN DELETE",
        "ALTER DEFAULT PRIVILEGES FOR ROLE hoanhap_owner GRANT ALL ON TABLES TO hoanhap_app",
    ],
)
def test_the_runtime_role_changes_nothing_that_was_written(
    database: Database, runtime: psycopg.Connection, table: str, statement: str
) -> None:
    before = _digest(database, table)
    column = "act" if table == "audit_auditentry" else _a_column(runtime, table)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        runtime.execute(statement.replace("{column}", column).replace("{}", table))  # type: ignore[arg-type]  # names of ours
    runtime.rollback()
    assert _digest(database, table) == before


@pytest.mark.parametrize("table", TABLES)
def test_the_runtime_role_may_add_and_read(runtime: psycopg.Connection, table: str) -> None:
    for right, expected in (
        ("SELECT", True),
        ("INSERT", True),
        ("UPDATE", False),
        ("DELETE", False),
        ("TRUNCATE", False),
        ("TRIGGER", False),
    ):
        row = runtime.execute("SELECT has_table_privilege(current_user, %s, %s)", [table, right]).fetchone()
        assert row == (expected,), right


@pytest.mark.parametrize("table", TABLES)
def test_every_such_table_has_its_triggers(database: Database, table: str) -> None:
    """On rows, before UPDATE and DELETE, and switched on; also where no row is yet."""
    query = "SELECT tgtype FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled = 'O'"
    with psycopg.connect(database.owner_address) as owner:
        types = {row[0] for row in owner.execute(query, [table])}
    row, before, delete, update = 1, 2, 8, 16
    assert row + before + delete + update in types


@pytest.mark.parametrize("table", TABLES)
def test_the_owner_empties_no_such_table(database: Database, table: str) -> None:
    with psycopg.connect(database.owner_address) as owner, pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        owner.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.Identifier(table)))


@pytest.mark.parametrize("table", FILLED)
@pytest.mark.parametrize("statement", ["UPDATE {} SET {column} = {column}", "DELETE FROM {}"])
def test_the_owner_is_stopped_by_the_triggers(database: Database, table: str, statement: str) -> None:
    with psycopg.connect(database.owner_address) as owner:
        column = "act" if table == "audit_auditentry" else _a_column(owner, table)
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            owner.execute(statement.replace("{column}", column).replace("{}", table))  # type: ignore[arg-type]


def test_the_runtime_role_works_with_every_other_table(runtime: psycopg.Connection) -> None:
    rows = runtime.execute(
        "SELECT tablename, has_table_privilege(current_user, quote_ident(tablename), 'INSERT')"
        " AND has_table_privilege(current_user, quote_ident(tablename), 'UPDATE')"
        " AND has_table_privilege(current_user, quote_ident(tablename), 'DELETE') FROM pg_tables WHERE schemaname = 'public'"
    ).fetchall()
    closed = {name for name, open_ in rows if not open_}
    assert len(rows) > 20
    assert closed == {*TABLES, *roles.READ_ONLY}


def test_a_table_of_a_later_migration_is_usable_at_once(database: Database, runtime: psycopg.Connection) -> None:
    with psycopg.connect(database.owner_address, autocommit=True) as owner:
        owner.execute("CREATE TABLE later (id bigserial PRIMARY KEY)")
        try:
            runtime.execute("INSERT INTO later DEFAULT VALUES")
            runtime.rollback()
        finally:
            owner.execute("DROP TABLE later")


def _digest(database: Database, table: str) -> object:
    with psycopg.connect(database.owner_address) as owner:
        digest = sql.SQL("SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} t")
        return owner.execute(digest.format(sql.Identifier(table))).fetchone()


def _a_column(connection: psycopg.Connection, table: str) -> str:
    row = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position OFFSET 1 LIMIT 1", [table]
    ).fetchone()
    assert row is not None
    return str(row[0])
