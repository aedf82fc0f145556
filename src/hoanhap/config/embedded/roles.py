"""Who may do what inside the database: an owner who changes tables, and a runtime role that only reads and writes rows."""

from __future__ import annotations

import psycopg
from psycopg import sql

OWNER = "hoanhap_owner"
RUNTIME = "hoanhap_app"
DATABASE = "hoanhap"

APPEND_ONLY = ("audit_auditentry", "figures_line", "figures_figure", "figures_leaf", "figures_publication",
               "reports_reportfigure", "reports_filing", "reports_remark", "portal_edition", "feedback_receipt")  # fmt: skip
"""Tables whose rows, once written, are nobody's to change: the trail, the ledger and what was frozen of it. Triggers say so too."""

READ_ONLY = ("django_migrations",)


def establish(superuser: psycopg.Connection, *, passwords: dict[str, str]) -> None:
    """Make the two roles and the database if they are missing, and set their passwords to those on record."""
    _role(superuser, OWNER, passwords[OWNER], "LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB")
    _role(superuser, RUNTIME, passwords[RUNTIME], "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE")
    if superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
        superuser.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))
        superuser.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(DATABASE)))
        superuser.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(DATABASE), sql.Identifier(RUNTIME)))


def _role(superuser: psycopg.Connection, name: str, password: str, attributes: str) -> None:
    known = superuser.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    statement = sql.SQL("{} ROLE {} WITH {} PASSWORD {}").format(
        sql.SQL("ALTER" if known else "CREATE"), sql.Identifier(name), sql.SQL(attributes), sql.Literal(password)
    )
    superuser.execute(statement)


def grant(owner: psycopg.Connection, *, runtime: str) -> None:
    """Give ``runtime`` rows to read and write in every table of the owner, those to come included; append-only where rows are for ever.

    Run after every migration. Does nothing when the owner is the runtime role itself (an external database with one role).
    """
    if owner.info.user == runtime:
        return
    role = sql.Identifier(runtime)
    rows = "SELECT, INSERT, UPDATE, DELETE"
    for statement in (
        "GRANT USAGE ON SCHEMA public TO {}",
        f"GRANT {rows} ON ALL TABLES IN SCHEMA public TO {{}}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rows} ON TABLES TO {{}}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}",
    ):
        owner.execute(sql.SQL(statement).format(role))
    present = {row[0] for row in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    for table, taken in [*((name, "UPDATE, DELETE") for name in APPEND_ONLY), *((name, "INSERT, UPDATE, DELETE") for name in READ_ONLY)]:
        if table in present:
            owner.execute(sql.SQL("REVOKE {} ON {} FROM {}").format(sql.SQL(taken), sql.Identifier(table), role))
