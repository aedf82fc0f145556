"""How fast the country's figures are summed, as ratios within one run, so that the machine's speed drops out.

    python benchmarks/consolidation.py [--entries N] [--provinces N] [--keep FOLDER] [--duckdb PYTHON]

Loads N entries' lines over all communes of their days, before and after the reform, and three years into a database of its own (kept in
FOLDER for the next run), then asks each question in two ways: as the site asks it (totals), and as one SQL aggregate over the raw lines
with the same tree. Every answer is compared with the raw one before it is timed. With ``--duckdb`` (a Python that has the package, for
instance ``python3 -m venv /tmp/duck && /tmp/duck/bin/pip install duckdb``) the same sums are asked of DuckDB over the same rows in Parquet.
Last, what it costs to write an entry with the ledger, as a ratio to writing its rows alone.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FIRST, DAYS = date(2024, 1, 1), 1000
HALF_YEAR = (date(2025, 12, 15), date(2026, 6, 14))
CODES = ["cs.radio_items", "cs.radio_airings", "cs.radio_minutes", "mtg.sessions", "mtg.attend", "web.items", "soc.posts", "cns.people"]

_LINES = """
INSERT INTO figures_line (id, version_id, unit_id, day, quantity, estimated, source_kind, source_id, leads, proof, recorded_at, digest)
SELECT gen_random_uuid(), v.versions[1 + n %% %(codes)s],
       CASE WHEN d.day < '2025-07-01' THEN o.units[1 + (n * 7919) %% cardinality(o.units)]
            ELSE u.units[1 + (n * 7919) %% cardinality(u.units)] END,
       d.day, 1 + n %% 97, n %% 23 = 0, 'entry', gen_random_uuid(), false,
       '{"evidence": [["PHOTO", "0"]]}', now(), md5(n::text) || md5((n + 1)::text)
  FROM generate_series(1, %(entries)s::bigint) AS n, LATERAL (SELECT %(first)s::date + ((n * 104729) %% %(days)s)::int AS day) AS d,
       (SELECT array_agg(id ORDER BY code) AS units FROM organisations_unit WHERE kind = 'COMMUNE' AND valid @> %(today)s::date) AS u,
       (SELECT array_agg(id ORDER BY code) AS units FROM organisations_unit WHERE kind = 'COMMUNE' AND valid @> '2025-06-01'::date) AS o,
       (SELECT array_agg(id ORDER BY indicator_id) AS versions FROM figures_indicatorversion WHERE indicator_id = ANY(%(names)s)) AS v
"""
_RAW = """
WITH RECURSIVE below(unit_id, days) AS (
    SELECT %(unit)s::uuid, daterange(%(first)s::date, %(last)s::date, '[]')
    UNION
    SELECT p.unit_id, b.days * p.valid FROM below b JOIN organisations_placement p ON p.parent_id = b.unit_id
     WHERE NOT isempty(b.days * p.valid)
), reach AS (SELECT unit_id, range_agg(days) AS days FROM below GROUP BY 1)
SELECT v.indicator_id, sum(l.quantity) FROM figures_line l JOIN figures_indicatorversion v ON v.id = l.version_id
  JOIN reach r ON r.unit_id = l.unit_id AND r.days @> l.day
 WHERE v.indicator_id = ANY(%(codes)s) AND l.day BETWEEN %(first)s AND %(last)s GROUP BY 1
"""


def prepare(folder: Path, *, entries: int, provinces: int) -> None:
    """A database with the country, its bodies and the lines; what stands from an earlier run is kept."""
    from hoanhap.config.server import preparing

    preparing.migrate()
    import django

    django.setup()
    from django.db import connection

    from hoanhap.ground.organisations import operations as organisations
    from hoanhap.kernel import clock
    from hoanhap.kernel.actor import SYSTEM
    from hoanhap.work.figures import operations as figures
    from hoanhap.work.figures.queries import Line

    now, began = clock.now(), time.perf_counter()
    organisations.load_localities(actor=SYSTEM, now=now)
    figures.load_catalogue(actor=SYSTEM, now=now)
    for code in _provinces()[:provinces]:
        organisations.set_up_province(code=code, day=clock.day_of(now), actor=SYSTEM, now=now)
    print(f"country: {time.perf_counter() - began:.1f} s in {folder}")
    missing = entries - Line.objects.count()
    if missing < 0:
        sys.exit(f"{folder} holds more lines than {entries}; name another folder with --keep.")
    if missing:
        began = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(
                _LINES, {"codes": len(CODES), "names": CODES, "first": FIRST, "days": DAYS, "entries": missing, "today": clock.day_of(now)}
            )
        print(f"{missing} lines: {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    made = figures.rebuild(on=clock.day_of(now))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE figures_line, figures_total, figures_daytotal, figures_bearer, organisations_placement")
    print(f"{made} totals from {entries} lines: {time.perf_counter() - began:.1f} s")


def _provinces() -> list[str]:
    from hoanhap.ground.organisations.operations import table

    return sorted(state.code for state in table.places() if state.level == "PROVINCE" and state.until is None)


def measure(duckdb: str) -> None:
    """Each question both ways, compared, and the ratio of their times."""
    from hoanhap.ground.organisations import queries as organisations
    from hoanhap.kernel import clock
    from hoanhap.work.figures import queries as figures

    province, country = organisations.with_code("24@2025.UBND"), organisations.with_code("VN.CP")
    old = organisations.with_code("27.UBND")
    assert province is not None
    assert country is not None
    assert old is not None
    years, today = _months(2024, 5), clock.day_of(clock.now())
    before = (date(2024, 6, 15), date(2024, 12, 14))
    single: dict[str, tuple[Any, ...]] = {
        "a province's half year": (province.id, *HALF_YEAR),
        "the country's half year": (country.id, *HALF_YEAR),
        "a province, an odd period": (province.id, date(2026, 1, 8), date(2026, 4, 22)),
        "the country, an odd period": (country.id, date(2026, 1, 8), date(2026, 4, 22)),
        "an old province, in its borders": (old.id, *before),
        "the country, in its old borders": (country.id, *before),
    }
    for name, asked in single.items():
        _say(name, lambda asked=asked: _site(figures, *asked), lambda asked=asked: _raw(*asked))
    for name, unit in (("a province", province), ("the country", country)):
        _say(
            f"{name}, five years by month",
            lambda unit=unit: [
                {code: int(row.value) for code, row in found.items() if row.value}
                for found in figures.series(CODES, unit_id=unit.id, periods=years)
            ],
            lambda unit=unit: [_raw(unit.id, *month) for month in years],
        )
    for name, unit in (("a province", province), ("the country", country)):
        asked = (unit.id, *before)
        _say(f"{name}: of old, in today's borders", lambda asked=asked: _site(figures, *asked, borders=today),
             lambda asked=asked: _by_lines(*asked, today))  # fmt: skip
    _say_alone("a figure to its lines and proofs", lambda: _evidence(figures, province.id))
    communes = sorted(row.unit_id for row in organisations.within_through(province.id, first=HALF_YEAR[1], last=HALF_YEAR[1]))
    _say_alone(f"coverage matrix, {len(communes)} units x {len(CODES)}", lambda: _matrix(figures, communes))
    everybody = list(organisations.units_on(HALF_YEAR[1], kinds=["COMMUNE"]).values_list("id", flat=True))
    _say_alone(f"completeness of {len(everybody)} communes", lambda: _matrix(figures, everybody))
    measure_writing(everybody[0])
    _duckdb(duckdb, [(name, *asked) for name, asked in list(single.items())[:2]])


def _say(name: str, site: Callable[[], Any], raw: Callable[[], Any]) -> None:
    fast, value = _timed(site)
    slow, said = _timed(raw, times=1)
    assert value == said, f"{name}: totals and lines differ"
    print(f"{name:42} {fast * 1000:8.1f} ms   raw {slow * 1000:9.1f} ms   {slow / fast:8.0f} times", flush=True)


def _say_alone(name: str, ask: Callable[[], Any]) -> None:
    spent, found = _timed(ask)
    print(f"{name:42} {spent * 1000:8.1f} ms   {found}", flush=True)


def _site(figures: Any, unit: Any, first: date, last: date, *, borders: date | None = None) -> dict[str, int]:
    found = figures.answers(CODES, unit_id=unit, period_from=first, period_until=last, borders=borders)
    return {code: int(answer.value) for code, answer in found.items() if answer.value}


def _by_lines(unit: Any, first: date, last: date, borders: date) -> dict[str, int]:
    """In one day's borders: the way of the lines, successions followed in memory."""
    from hoanhap.work.figures.queries import Question, direct

    found = direct.sums(Question("", unit, first, last, borders), CODES)
    return {code: int(row.value) for code, row in found.items() if row.value}


def _evidence(figures: Any, unit: Any) -> str:
    lines = figures.standing(figures.lines_behind(figures.Question(CODES[0], unit, *HALF_YEAR)))
    proofs = [line.proof["evidence"] for line in lines]
    return f"{len(proofs)} lines"


def _matrix(figures: Any, units: list[Any]) -> str:
    found = figures.of_units(CODES, unit_ids=units, period_from=HALF_YEAR[0], period_until=HALF_YEAR[1])
    return f"{sum(any(row.line_count for row in cells.values()) for cells in found.values())} with something"


def measure_writing(unit: Any, *, times: int = 200) -> None:
    """What an entry's three lines cost with and without what the ledger keeps beside them; all of it is taken back."""
    from uuid import uuid4

    from django.db import transaction

    from hoanhap.kernel import clock
    from hoanhap.work.figures import operations
    from hoanhap.work.figures.models import Line
    from hoanhap.work.figures.operations import lines as rows

    now = clock.now()

    def write() -> None:
        with transaction.atomic():
            operations.write_lines(
                quantities=[operations.Quantity(code, 1) for code in CODES[:3]], unit_id=unit, day=HALF_YEAR[0], source_kind="entry",
                source_id=uuid4(), proof={}, now=now,
            )  # fmt: skip
            transaction.set_rollback(True)

    def write_alone() -> None:
        with transaction.atomic():
            for line in kept:
                rows.written(
                    version_id=line.version_id, unit_id=unit, day=line.day, quantity=1, estimated=False, source_kind="entry",
                    source_id=uuid4(), proof={}, moment=now,
                )  # fmt: skip
            transaction.set_rollback(True)

    kept = list(Line.objects.all()[:3])
    with_ledger, _nothing = _timed(write, times=times)
    alone, _nothing = _timed(write_alone, times=times)
    print(f"{'writing three lines':42} {with_ledger * 1000:8.1f} ms   alone {alone * 1000:7.1f} ms   {with_ledger / alone:8.2f} times")


_DUCK = """
import sys, time, duckdb, statistics
folder, questions = sys.argv[1], sys.argv[2:]
db = duckdb.connect()
db.execute(f"COPY (SELECT * FROM read_csv('{folder}/lines.csv', header=false, names=['indicator', 'unit', 'day', 'quantity'])) TO "
           f"'{folder}/lines.parquet' (FORMAT parquet)")
for number, _name in enumerate(questions):
    reach = f"read_csv('{folder}/reach{number}.csv', header=false, names=['unit', 'first', 'until'])"
    ask = (f"SELECT indicator, sum(quantity) FROM '{folder}/lines.parquet' l JOIN {reach} r ON r.unit = l.unit AND l.day >= r.first "
           f"AND l.day < r.until GROUP BY 1")
    spent = []
    for _turn in range(5):
        began = time.perf_counter()
        db.execute(ask).fetchall()
        spent.append(time.perf_counter() - began)
    print(f"DuckDB: {questions[number]:34} {statistics.median(spent) * 1000:8.1f} ms", flush=True)
"""


def _duckdb(python: str, questions: list[tuple[Any, ...]]) -> None:
    """The same sums over the same rows in Parquet, the tree given as a table."""
    if not python:
        print("DuckDB: not asked (--duckdb names no Python that has it).")
        return
    from django.db import connection

    from hoanhap.ground.organisations import queries as organisations

    with tempfile.TemporaryDirectory() as folder, connection.cursor() as cursor:
        raw: Any = cursor.cursor
        rows = (
            "SELECT v.indicator_id, l.unit_id, l.day, l.quantity FROM figures_line l JOIN figures_indicatorversion v ON v.id = l.version_id"
        )
        with raw.copy(f"COPY ({rows}) TO STDOUT (FORMAT csv)") as copy, Path(folder, "lines.csv").open("wb") as file:
            file.writelines(copy)
        for number, (_name, unit, first, last) in enumerate(questions):
            stretches = {(row.unit_id, row.first, row.end) for row in organisations.within_through(unit, first=first, last=last)}
            Path(folder, f"reach{number}.csv").write_text("".join(f"{unit},{begin},{end}\n" for unit, begin, end in stretches))
        subprocess.run([python, "-c", _DUCK, folder, *(name for name, *_asked in questions)], check=True)


def _raw(unit: Any, first: date, last: date) -> dict[str, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_RAW, {"unit": unit, "first": first, "last": last, "codes": CODES})
        return {code: int(value) for code, value in cursor.fetchall()}


def _months(year: int, years: int) -> list[tuple[date, date]]:
    starts = [date(year + number // 12, number % 12 + 1, 1) for number in range(12 * years + 1)]
    return [(begin, date.fromordinal(end.toordinal() - 1)) for begin, end in pairwise(starts)]


def _timed(ask: Callable[[], Any], *, times: int = 5) -> tuple[float, Any]:
    ask()
    spent = []
    for _turn in range(times):
        began = time.perf_counter()
        answer = ask()
        spent.append(time.perf_counter() - began)
    return statistics.median(spent), answer


def main() -> int:
    """Prepare and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--provinces", type=int, default=34)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--duckdb", default="", help="a Python that has duckdb")
    chosen = parser.parse_args()
    folder = (chosen.keep or Path(tempfile.mkdtemp(prefix="hoanhap-consolidation-"))).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    os.environ |= {"HOANHAP_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "hoanhap.config.settings"}
    from hoanhap.config.embedded.database import in_use

    with in_use(folder) as database:
        os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"] = database.owner_address
        prepare(folder, entries=chosen.entries, provinces=chosen.provinces)
        from django.db import connection

        with closing(connection):
            measure(chosen.duckdb)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
