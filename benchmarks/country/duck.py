"""The same questions asked of DuckDB: the same rows in Parquet, the tree given as a table of units and days."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

Period = tuple[Any, date, date]

_ASK = """
import sys, time, duckdb, statistics
folder, questions = sys.argv[1], sys.argv[2:]
db = duckdb.connect()
db.execute("SET threads = 2")
names = "['indicator', 'unit', 'day', 'quantity']"
db.execute(f"COPY (SELECT * FROM read_csv('{folder}/lines.csv', header=false, names={names})) TO '{folder}/lines.parquet' (FORMAT parquet)")
lines = f"'{folder}/lines.parquet'"
for number, name in enumerate(questions):
    reach = f"read_csv('{folder}/reach{number}.csv', header=false, names=['unit', 'first', 'until'])"
    by = "indicator, date_trunc('month', day)" if "month" in name else "indicator, l.unit" if "matrix" in name else "indicator"
    ask = f"SELECT {by}, sum(quantity) FROM {lines} l JOIN {reach} r ON r.unit = l.unit AND day >= r.first AND day < r.until GROUP BY ALL"
    spent = []
    for _turn in range(5):
        began = time.perf_counter()
        db.execute(ask).fetchall()
        spent.append(time.perf_counter() - began)
    print(f"DuckDB, {name:34} {statistics.median(spent) * 1000:8.1f} ms", flush=True)
"""
_ROWS = """
SELECT q.indicator_id, e.unit_id, e.day, q.amount FROM activities_entry e JOIN activities_quantity q ON q.entry_id = e.id
 WHERE e.state = 'ACCEPTED'
"""


def measure(python: str, questions: Mapping[str, Period]) -> None:
    """Each question five times.

    :param python: a Python that has the package; nothing is asked without one
    """
    if not python:
        print("DuckDB: not asked (--duckdb names no Python that has it).")
        return
    from django.db import connection

    from hoanhap.ground.organisations import queries as organisations

    with tempfile.TemporaryDirectory() as folder, connection.cursor() as cursor:
        raw: Any = cursor.cursor
        with raw.copy(f"COPY ({_ROWS}) TO STDOUT (FORMAT csv)") as copy, Path(folder, "lines.csv").open("wb") as file:
            file.writelines(copy)
        for number, (unit, first, last) in enumerate(questions.values()):
            stretches = {(row.unit_id, row.first, row.end) for row in organisations.within_through(unit, first=first, last=last)}
            Path(folder, f"reach{number}.csv").write_text("".join(f"{one},{begin},{end}\n" for one, begin, end in sorted(stretches)))
        subprocess.run([python, "-c", _ASK, folder, *questions], check=True)
