"""The main job without a browser: a directive in, a report out, in a database of its own that is thrown away afterwards.

``run`` makes the database and calls this module again in a process that sees only that one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import psycopg
from psycopg import sql


def run(plan: Path, out: Path) -> int:
    """Go the whole way for one directive and write ``report.docx``, ``report.pdf``, ``ledger.json`` and ``gaps.json`` to ``out``.

    :returns: the exit status: 0, or 1 after a sentence on what was wrong with the file
    """
    if not plan.is_file():
        sys.stderr.write(f"Không có tệp {plan}. Hãy kiểm tra đường dẫn.\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="hanh-trinh-") as var, _own_database() as address:
        environment = {**os.environ, "DATABASE_URL": address, "DATABASE_OWNER_URL": address, "HOANHAP_VAR": var}
        migrate = [sys.executable, "-m", "django", "migrate", "--no-input", "--skip-checks", "--verbosity=0"]
        subprocess.run(migrate, env=environment, check=True)
        walk = [sys.executable, "-m", __spec__.name, str(plan.resolve()), str(out.resolve())]
        return subprocess.run(walk, env=environment, check=False).returncode


@contextmanager
def _own_database() -> Iterator[str]:
    """The address of an empty database beside the site's, dropped at the end."""
    owner = os.environ["DATABASE_OWNER_URL"]
    name = f"hanh_trinh_{os.getpid()}"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(owner)._replace(path=f"/{name}"))
        finally:
            connection.execute(drop)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def walk(plan_file: Path, out: Path) -> None:
    """Every step, each said in a line. Needs Django set up on an empty, migrated database."""
    from hoanhap.config.demonstration import province, story
    from hoanhap.kernel import clock
    from hoanhap.work.assignments import queries as assignments
    from hoanhap.work.reports import operations as reports

    now = clock.now()
    province.load_catalogue(now)
    province.load_province(now)
    _say(f"Đọc văn bản {plan_file.name} …")
    plan = story.take_in(plan_file.read_bytes(), name=plan_file.name, key=plan_file.name, arrived_on=clock.day_of(now), now=now)
    duties = assignments.of_plan(plan)
    _say(f"Đã vào sổ: {plan.paper.subject}. Đã giao {len(duties)} việc cho các đơn vị.")
    _say(f"Đã duyệt {story.log_activities(plan, now=now)} lượt ghi có minh chứng.")
    report = story.draft_report(plan, now=now)
    report = reports.issue(
        report_id=report.id, version=report.version, actor=province.actor(story.STAFF, clock.day_of(now)), now=clock.now()
    )
    _write(out, report_id=report.id, gaps=[vars_of(gap) for gap in assignments.gaps(plan, duties)])


def _write(out: Path, *, report_id: UUID, gaps: list[dict[str, object]]) -> None:
    from hoanhap.config.demonstration import province, story
    from hoanhap.kernel import clock
    from hoanhap.work.reports import queries as reports
    from vanban.writing import write_docx, write_pdf

    day = clock.day_of(clock.now())
    report = reports.get_report(report_id, actor=province.actor(story.STAFF, day))
    paper = reports.paper_of(report, on=day)
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.docx").write_bytes(write_docx(paper))
    (out / "report.pdf").write_bytes(write_pdf(paper))
    (out / "ledger.json").write_text(json.dumps(reports.bundle(report), ensure_ascii=False, indent=1), "utf-8")
    (out / "gaps.json").write_text(json.dumps(gaps, ensure_ascii=False, indent=1), "utf-8")
    _say(f"Báo cáo số {report.paper.number if report.paper else ''} và sổ cái số liệu: {out}")


def vars_of(gap: object) -> dict[str, object]:
    """A gap as plain JSON."""
    return {name: getattr(gap, name) for name in ("code", "message", "clauses", "spans")}


if __name__ == "__main__":
    import django

    django.setup()
    walk(Path(sys.argv[1]), Path(sys.argv[2]))
