"""How fast the country's figures are summed, as ratios within one run, so that the machine's speed drops out.

    python benchmarks/consolidation.py [--entries N] [--provinces N] [--keep FOLDER] [--duckdb PYTHON] [--site-only]

Loads N accepted entries with their quantities, evidence and lines of the ledger over all communes of their days, before and after the
reform, and three years, into a database of its own (kept in FOLDER for the next run). Then asks each question as the site asks it and as
one SQL aggregate over the raw entries and quantities, with the same tree and the same successions; every answer is compared with the raw
one. With ``--duckdb`` (a Python that has the package, for instance ``python3 -m venv DUCK && DUCK/bin/pip install duckdb``) the
same sums are asked of DuckDB over the same rows in Parquet. Last: what it costs to write an entry with the ledger, as a ratio to writing
it without, and whether memory grows while all of this is asked again and again. ``--site-only`` leaves out the other sides, which take
minutes over ten million entries.

Times are the middle of several turns, in milliseconds; the least of them stands behind in brackets. The ratio is that of the least times of
both sides: a shared machine only ever adds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from country import duck, loading, raw, writing
from country.loading import CODES

HALF_YEAR = (date(2025, 12, 15), date(2026, 6, 14))
BEFORE = (date(2024, 6, 15), date(2024, 12, 14))
ODD = (date(2026, 1, 8), date(2026, 4, 22))
SCHEME = "half-year"
YEARS = (date(2024, 1, 1), date(2028, 12, 31))
TURNS, LONG = 9, 3
"""How often each question is asked; one that takes more seconds than that, once."""


def measure(duckdb: str, *, compare: bool) -> None:
    """Every question; with ``compare`` beside the raw one, and the ratio of their times."""
    from hoanhap.ground.organisations import queries as organisations
    from hoanhap.kernel import clock

    say = _beside if compare else _alone
    found = {name: organisations.with_code(code) for name, code in (("new", "24@2025.UBND"), ("old", "27.UBND"), ("all", "VN.CP"))}
    units = {name: unit.id for name, unit in found.items() if unit is not None}
    today = clock.day_of(clock.now())
    single = {
        "a province's half year": (units["new"], *HALF_YEAR),
        "the country's half year": (units["all"], *HALF_YEAR),
        "a province, an odd period": (units["new"], *ODD),
        "the country, an odd period": (units["all"], *ODD),
        "an old province, in its borders": (units["old"], *BEFORE),
        "the country, in its old borders": (units["all"], *BEFORE),
    }
    for name, asked in single.items():
        say(name, lambda asked=asked: _site(*asked), lambda asked=asked: raw.period(*asked))
    for name, unit in (("a province", units["new"]), ("the country", units["all"])):
        say(f"{name}, five years by month", lambda unit=unit: _by_month(unit), lambda unit=unit: raw.by_month(unit, *YEARS))
    for name, unit in (("a province", units["new"]), ("the country", units["all"])):
        asked = (unit, *BEFORE)
        say(f"{name}: of old, in today's borders", lambda asked=asked: _site(*asked, borders=today),
             lambda asked=asked: raw.period_today(*asked, today))  # fmt: skip
    communes = sorted({row.unit_id for row in organisations.within_through(units["new"], first=HALF_YEAR[1], last=HALF_YEAR[1])})
    everybody = sorted(organisations.units_on(HALF_YEAR[1], kinds=["COMMUNE"]).values_list("id", flat=True))
    writers = set(everybody).intersection(communes)
    say(f"coverage matrix, {len(communes)} units x {len(CODES)}", lambda: _coverage(communes, writers),
        lambda: raw.by_unit(communes, *HALF_YEAR))  # fmt: skip
    say(f"completeness of {len(everybody)} communes", lambda: _reports(units["all"]), lambda: _raw_reports(units["all"]))
    _say_alone("a commune's figure, 50 entries of it", lambda: _evidence(everybody[0], 50))
    _say_alone("a province's figure, 50 entries of it", lambda: _evidence(units["new"], 50))
    writing.measure(everybody[0], HALF_YEAR[0])
    _memory([lambda: _site(units["new"], *HALF_YEAR), lambda: _by_month(units["all"]), lambda: _coverage(communes, writers),
             lambda: _reports(units["all"]), lambda: _site(units["new"], *BEFORE, borders=today),
             lambda: _evidence(units["new"], 50)])  # fmt: skip
    names = ("a province's half year", "the country's half year", "an old province, in its borders")
    of_duck = {name: single[name] for name in names}
    of_duck |= {"the country, five years by month": (units["all"], *YEARS), "coverage matrix": (units["new"], *HALF_YEAR)}
    if compare:
        duck.measure(duckdb, of_duck)


def _alone(name: str, site: Callable[[], Any], _slow: Callable[[], Any]) -> None:
    times, _value = _timed(site)
    print(f"{name:42} {statistics.median(times) * 1000:8.1f} ms ({min(times) * 1000:7.1f})", flush=True)


def _beside(name: str, site: Callable[[], Any], slow: Callable[[], Any]) -> None:
    times, value = _timed(site)
    slowly, said = _timed(slow, turns=2)
    assert value == said, f"{name}: totals and entries differ"
    fast, least = statistics.median(times), min(times)
    print(
        f"{name:42} {fast * 1000:8.1f} ms ({least * 1000:7.1f})   raw {min(slowly) * 1000:9.1f} ms {min(slowly) / least:8.0f} times",
        flush=True,
    )


def _say_alone(name: str, ask: Callable[[], Any]) -> None:
    times, found = _timed(ask)
    print(f"{name:42} {statistics.median(times) * 1000:8.1f} ms ({min(times) * 1000:7.1f})   {found}", flush=True)


def _site(unit: Any, first: date, last: date, *, borders: date | None = None) -> dict[str, int]:
    from hoanhap.work.figures import queries as figures

    found = figures.answers(CODES, unit_id=unit, period_from=first, period_until=last, borders=borders)
    return {code: int(answer.value) for code, answer in found.items() if answer.value}


def _by_month(unit: Any) -> dict[tuple[str, date], int]:
    from hoanhap.work.figures import queries as figures

    found = figures.by_month(CODES, unit_id=unit, period_from=YEARS[0], period_until=YEARS[1])
    return {(code, month.question.period_from): int(month.value) for code, months in found.items() for month in months if month.value}


def _coverage(units: list[Any], writers: set[Any]) -> dict[tuple[Any, str], int]:
    """How many statements of each indicator the units have, as the page of coverage asks; told of those that have nobody below them: the
    raw side knows what each wrote, not what those below did."""
    from hoanhap.work.figures import queries as figures

    found = figures.of_units(CODES, unit_ids=units, period_from=HALF_YEAR[0], period_until=HALF_YEAR[1])
    return {(unit, code): row.line_count for unit in writers for code, row in found[unit].items() if row.line_count}


def _reports(unit: Any) -> dict[str, tuple[int, int]]:
    """Of all bodies below, communes and others, by kind: how many have to report, and have."""
    from hoanhap.work.reports import queries as reports

    found = reports.completeness(reports.Collection(unit, SCHEME, *HALF_YEAR))
    return {row.kind: (row.expected, row.sent) for row in found}


def _raw_reports(unit: Any) -> dict[str, tuple[int, int]]:
    from hoanhap.work.reports import queries as reports

    found = raw.reports(unit, SCHEME, *HALF_YEAR)
    return {kind: row for kind, row in found.items() if reports.deadline(SCHEME, kind, HALF_YEAR[1]).day is not None}


def _evidence(unit: Any, most: int) -> str:
    """Lines behind a figure, their entries' evidence, and whether the hashes are those that the lines were written with."""
    from hoanhap.work.activities.queries import Evidence
    from hoanhap.work.figures import queries as figures

    behind = figures.standing(figures.lines_behind(figures.Question(CODES[0], unit, *HALF_YEAR)))
    lines = {line.source_id: line for line in behind.order_by("unit_id", "day")[:most]}
    hashes = Evidence.objects.filter(entry_id__in=list(lines)).values_list("entry_id", "sha256")
    assert all([["URL", sha256]] == lines[entry].proof["evidence"] for entry, sha256 in hashes)
    return f"{len(lines)} entries, {len(hashes)} hashes"


def _memory(questions: list[Callable[[], Any]]) -> None:
    """What this process holds after asking everything some times, and after asking it many times more."""

    def held() -> float:
        return int(next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS")).split()[1]) / 1024

    for turns in (20, 200):
        for _turn in range(turns):
            for ask in questions:
                ask()
        print(f"memory after {turns * len(questions):4} more questions {held():22.1f} MB", flush=True)


def _timed(ask: Callable[[], Any], *, turns: int = TURNS) -> tuple[list[float], Any]:
    began = time.perf_counter()
    answer = ask()
    spent = [time.perf_counter() - began]
    if spent[0] > LONG:
        return spent, answer
    spent.clear()  # the first turn finds nothing in memory
    for _turn in range(turns):
        began = time.perf_counter()
        answer = ask()
        spent.append(time.perf_counter() - began)
    return spent, answer


def main() -> int:
    """Prepare and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--provinces", type=int, default=34)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--duckdb", default="", help="a Python that has duckdb")
    parser.add_argument("--site-only", action="store_true", help="ask nobody else")
    chosen = parser.parse_args()
    folder = (chosen.keep or Path(tempfile.mkdtemp(prefix="hoanhap-consolidation-"))).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    os.environ |= {"HOANHAP_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "hoanhap.config.settings"}
    from hoanhap.config.embedded.database import in_use

    with in_use(folder) as database:
        os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"] = database.owner_address
        loading.prepare(folder, entries=chosen.entries, provinces=chosen.provinces)
        from django.db import connection

        with closing(connection):
            measure(chosen.duckdb, compare=not chosen.site_only)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
