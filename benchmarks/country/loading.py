"""Loading: the country with all its bodies, and N accepted entries with their quantities, evidence and lines of the ledger.

Rows are made by the database from their numbers, in sets: without the indexes and references that would look at each row, which are put
back (and so checked) when all rows are there. What differs from entries that people log: ids are numbers written as UUIDs, the digest
that a line bears is a stand-in, and nobody reviewed them. Their evidence is real in form: an address and its SHA-256, which the line's
proof names, too.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

FIRST, DAYS = date(2024, 1, 1), 1000
CODES = ["cs.radio_items", "cs.radio_airings", "cs.radio_minutes", "mtg.sessions", "mtg.attend", "web.items", "soc.posts", "cns.people"]
_TABLES = ("activities_work", "activities_entry", "activities_quantity", "activities_evidence", "figures_line")

_ID = "('{kind}0000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid"
_WORK, _ENTRY, _QUANTITY, _EVIDENCE, _LINE = (_ID.format(kind=kind) for kind in range(1, 6))
_DAY = "(%(first)s::date + ((n - 1) * %(days)s / %(entries)s)::int)"
_URL = "('https://vi.du/bai/' || n)"
_SHA = f"encode(sha256({_URL}::bytea), 'hex')"
_NUMBERS = "generate_series(1, %(entries)s::bigint) AS n"
# Offices of each day: the communes before the reform, and those after. In turn, with a step that meets every unit and every indicator.
_UNIT = f"""CASE WHEN {_DAY} < '2025-07-01' THEN o.units[1 + (n * 7919) %% cardinality(o.units)]
                 ELSE u.units[1 + (n * 7919) %% cardinality(u.units)] END"""
_OFFICES = """
    (SELECT array_agg(id ORDER BY code) AS units FROM organisations_unit WHERE kind = 'COMMUNE' AND valid @> %(today)s::date) AS u,
    (SELECT array_agg(id ORDER BY code) AS units FROM organisations_unit WHERE kind = 'COMMUNE' AND valid @> '2025-06-01'::date) AS o,
    (SELECT array_agg(id ORDER BY indicator_id) AS ids, array_agg(indicator_id::text ORDER BY indicator_id) AS codes
       FROM figures_indicatorversion WHERE indicator_id = ANY(%(codes)s)) AS v
"""
_WHICH = "[1 + n %% %(kinds)s]"
_ALL_OF = {
    "activities.Work": ({"id": _WORK, "channel": "'BAO'", "title": "'Bài ' || n", "day": _DAY}, _NUMBERS),
    "activities.Entry": (
        {"id": _ENTRY, "version": "1", "unit_id": _UNIT, "work_id": _WORK, "channel": "'BAO'", "day": _DAY, "title": "'Bài ' || n",
         "state": "'ACCEPTED'", "entered_by_id": "%(person)s", "entered_at": "now()", "reviewed_by_id": "%(person)s",
         "reviewed_at": "now()", "body_digest": _SHA},
        f"{_NUMBERS}, {_OFFICES}",
    ),
    "activities.Quantity": (
        {"id": _QUANTITY, "entry_id": _ENTRY, "indicator_id": f"v.codes{_WHICH}", "amount": "1 + n %% 97", "estimated": "n %% 23 = 0"},
        f"{_NUMBERS}, {_OFFICES}",
    ),
    "activities.Evidence": (
        {"id": _EVIDENCE, "entry_id": _ENTRY, "kind": "'URL'", "url": _URL, "sha256": _SHA, "added_at": "now()"}, _NUMBERS,
    ),
    "figures.Line": (
        {"id": _LINE, "version_id": f"v.ids{_WHICH}", "unit_id": _UNIT, "day": _DAY, "quantity": "1 + n %% 97", "estimated": "n %% 23 = 0",
         "source_kind": "'entry'", "source_id": _ENTRY, "work_id": _WORK, "recorded_at": "now()", "digest": _SHA,
         "proof": f"jsonb_build_object('entry', {_ENTRY}, 'version', 1, 'digest', {_SHA}, 'evidence', "
                  f"jsonb_build_array(jsonb_build_array('URL', {_SHA})))"},
        f"{_NUMBERS}, {_OFFICES}",
    ),
}  # fmt: skip
"""By model: what stands in its columns, and what the numbers are taken with. Columns that are not named hold what the model begins with."""


def prepare(folder: Path, *, entries: int, provinces: int) -> None:
    """A database with the country, its bodies and the entries; what stands from an earlier run is kept."""
    from hoanhap.config.server import preparing

    preparing.migrate()
    import django

    django.setup()
    from hoanhap.ground.organisations import operations as organisations
    from hoanhap.kernel import clock
    from hoanhap.kernel.actor import SYSTEM
    from hoanhap.work.figures import operations as figures
    from hoanhap.work.figures.queries import Line

    now, standing = clock.now(), Line.objects.count()
    if standing not in (0, entries):
        sys.exit(f"{folder} holds {standing} lines; name another folder with --keep.")
    began = time.perf_counter()
    if standing:
        figures.fold(on=clock.day_of(now))
        print(f"{standing} entries stand in {folder}; totals brought up to today: {time.perf_counter() - began:.1f} s", flush=True)
        return
    organisations.load_localities(actor=SYSTEM, now=now)
    figures.load_catalogue(actor=SYSTEM, now=now)
    for code in _provinces()[:provinces]:
        organisations.set_up_province(code=code, day=clock.day_of(now), actor=SYSTEM, now=now)
    print(f"country: {time.perf_counter() - began:.1f} s in {folder}", flush=True)
    load(entries, today=clock.day_of(now))
    began = time.perf_counter()
    made = figures.rebuild(on=clock.day_of(now))
    _analyse()
    print(f"{made} totals from {entries} lines: {time.perf_counter() - began:.1f} s", flush=True)


def load(entries: int, *, today: date) -> None:
    """Write the entries with everything behind them."""
    from django.db import connection, transaction

    began = time.perf_counter()
    values: dict[str, Any] = {
        "entries": entries, "first": FIRST, "days": DAYS, "codes": CODES, "kinds": len(CODES), "today": today, "person": _person(),
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor, _bare(cursor):
        for name, (columns, source) in _ALL_OF.items():
            _insert(cursor, name, columns, source, values)
            print(f"  {name}: {time.perf_counter() - began:.0f} s", flush=True)
    print(f"{entries} entries with quantities, evidence and lines: {time.perf_counter() - began:.1f} s", flush=True)


def _insert(cursor: Any, name: str, columns: dict[str, str], source: str, values: dict[str, Any]) -> None:
    from django.apps import apps

    model = apps.get_model(name)
    rest = [field for field in model._meta.concrete_fields if field.column not in columns and not field.null]
    begun = {f"rest_{field.column}": field.get_db_prep_save(field.get_default(), _connection()) for field in rest}
    told = columns | {field.column: f"%(rest_{field.column})s" for field in rest}
    rows = f"SELECT {', '.join(told.values())} FROM {source}"  # noqa: S608  made of constants
    cursor.execute(f"INSERT INTO {model._meta.db_table} ({', '.join(told)}) {rows}", values | begun)


def _connection() -> Any:
    from django.db import connection

    return connection


@contextmanager
def _bare(cursor: Any) -> Iterator[None]:
    """The tables without indexes and references, which are put back afterwards."""
    cursor.execute("SET LOCAL maintenance_work_mem = '512MB'; SET LOCAL work_mem = '256MB'")
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('f', 'u')", [list(_TABLES)],
    )  # fmt: skip
    constraints = cursor.fetchall()
    cursor.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i WHERE i.indrelid = ANY(%s::regclass[])"
        " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.conrelid = i.indrelid)", [list(_TABLES)],
    )  # fmt: skip
    indexes = cursor.fetchall()
    for table, name, _definition in sorted(constraints, key=lambda row: row[2].startswith("UNIQUE")):
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _definition in indexes:
        cursor.execute(f"DROP INDEX IF EXISTS {name}")
    cursor.execute("ALTER TABLE figures_line DISABLE TRIGGER figures_line_queues")  # totals are made from all lines at once
    yield
    cursor.execute("ALTER TABLE figures_line ENABLE TRIGGER figures_line_queues")
    began = time.perf_counter()
    for _name, definition in indexes:
        cursor.execute(definition.replace("%", "%%"))
    for table, name, definition in sorted(constraints, key=lambda row: not row[2].startswith("UNIQUE")):
        cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    print(f"  indexes and references put back: {time.perf_counter() - began:.0f} s", flush=True)


def _person() -> Any:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM accounts_user ORDER BY id LIMIT 1")
        row = cursor.fetchone()
    if row:
        return row[0]
    from hoanhap.ground.accounts.models import User

    return User.objects.create(sign_in_name="do.toc.do", full_name="Người đo tốc độ").id


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _provinces() -> list[str]:
    from hoanhap.ground.organisations.operations import table

    return sorted(state.code for state in table.places() if state.level == "PROVINCE" and state.until is None)
