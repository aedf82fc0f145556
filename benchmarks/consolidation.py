"""How fast the country's figures are summed, as ratios within one run, so that the machine's speed drops out.

    python benchmarks/consolidation.py [--entries N] [--provinces N] [--keep FOLDER]

Loads N entries' lines over all communes and three years into a database of its own (kept in FOLDER for the next run), then asks each
question in two ways: as the site asks it (totals), and as one SQL aggregate over the raw lines with the same tree. Every answer is
compared with the raw one before it is timed.
"""

from __future__ import annotations

import argparse
import os
import statistics
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
INSERT INTO figures_line (id, version_id, unit_id, day, quantity, estimated, source_kind, source_id, proof, recorded_at, digest)
SELECT gen_random_uuid(), v.versions[1 + n %% %(codes)s], u.units[1 + (n * 7919) %% cardinality(u.units)],
       %(first)s::date + ((n * 104729) %% %(days)s)::int, 1 + n %% 97, n %% 23 = 0, 'entry', gen_random_uuid(),
       '{"evidence": [["PHOTO", "0"]]}', now(), md5(n::text) || md5((n + 1)::text)
  FROM generate_series(1, %(entries)s::bigint) AS n,
       (SELECT array_agg(id ORDER BY code) AS units FROM organisations_unit WHERE kind = 'COMMUNE' AND valid @> %(today)s::date) AS u,
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
    made = figures.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE figures_line, figures_total, organisations_placement")
    print(f"{made} totals from {entries} lines: {time.perf_counter() - began:.1f} s")


def _provinces() -> list[str]:
    from hoanhap.ground.organisations.operations import table

    return sorted(state.code for state in table.places() if state.level == "PROVINCE" and state.until is None)


def measure() -> None:
    """Each question both ways, compared, and the ratio of their times."""
    from hoanhap.ground.organisations import queries as organisations
    from hoanhap.work.figures import queries as figures

    province, country = organisations.with_code("24@2025.UBND"), organisations.with_code("VN.CP")
    assert province is not None
    assert country is not None
    questions = {
        "a province's half year": [(province.id, *HALF_YEAR)],
        "the country's half year": [(country.id, *HALF_YEAR)],
        "the country, an odd period": [(country.id, date(2026, 1, 8), date(2026, 4, 22))],
        "a province, five years by month": [(province.id, *month) for month in _months(2024, 5)],
        "the country, five years by month": [(country.id, *month) for month in _months(2024, 5)],
    }
    for name, asked in questions.items():
        fast, value = _timed(lambda asked=asked: [_site(figures, *one) for one in asked])
        slow, raw = _timed(lambda asked=asked: [_raw(*one) for one in asked], times=1)
        assert value == raw, f"{name}: totals and lines differ"
        print(f"{name:34} {fast * 1000:8.1f} ms   raw {slow * 1000:9.1f} ms   {slow / fast:8.0f} times")


def _site(figures: Any, unit: Any, first: date, last: date) -> dict[str, int]:
    found = figures.answers(CODES, unit_id=unit, period_from=first, period_until=last)
    return {code: int(answer.value) for code, answer in found.items() if answer.value}


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
            measure()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
