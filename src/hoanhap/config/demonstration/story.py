"""What has happened in the demonstration province so far: a directive came in, became a plan, units worked, a report is being drafted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from hoanhap.config.demonstration import province
from hoanhap.config.demonstration.directive import directive
from hoanhap.config.demonstration.pictures import photo
from hoanhap.config.demonstration.portal import load_portal
from hoanhap.config.demonstration.public import load_public
from hoanhap.config.demonstration.reports import load_half_year_before, load_this_half_year
from hoanhap.config.demonstration.support import load_support
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities.states import EntryState
from hoanhap.work.assignments import operations as assignments
from hoanhap.work.assignments import queries as duties
from hoanhap.work.documents import operations as documents
from hoanhap.work.programmes import operations as programmes
from hoanhap.work.programmes.queries import Plan
from hoanhap.work.programmes.states import PlanState
from hoanhap.work.reports import operations as reports
from hoanhap.work.reports.queries import Report, period_of

CLERK, STAFF, REVIEWER = "van.thu", "chuyen.vien", "lanh.dao"
HALF_YEAR = "half-year"


def load_story() -> None:
    """Load everything, once."""
    now = clock.now()
    with transaction.atomic():
        if province.is_loaded():
            return
        province.load_catalogue(now)
        province.load_province(now)
        load_half_year_before(now)
        content = directive()
        plan = take_in(
            content, name="KH-215-truyen-thong.docx", key="directive", arrived_on=clock.day_of(now) - timedelta(days=40), now=now
        )
        set_targets(plan, now=now)
        log_activities(plan, now=now)
        state_counts(now)
        load_portal(writer=STAFF, checker=REVIEWER, now=now)
        load_this_half_year(now)
        draft_report(plan, now=now)
        load_support(now)
        load_public(now)


def take_in(content: bytes, *, name: str, key: str, arrived_on: date, now: datetime) -> Plan:
    """Receive a directive, read it, confirm what was read, number it, plan it and give its duties to the units."""
    day = clock.day_of(now)
    clerk, staff = province.actor(CLERK, day), province.actor(STAFF, day)
    paper_id = known_id(f"paper {key}")
    documents.receive(paper_id=paper_id, name=name, chunks=[content], arrived_on=arrived_on, actor=clerk, now=now)
    paper = documents.read(paper_id=paper_id, actor=SYSTEM, now=now)
    if paper.reading is None:
        raise SystemExit(paper.failure)
    values = {name: getattr(paper, name) or default for name, default in _BLANK.items()}
    paper = documents.confirm(paper_id=paper_id, version=paper.version, values=values, actor=clerk, now=now)
    documents.register(paper_id=paper_id, actor=clerk, now=now)
    plan = assignments.plan_from_paper(paper_id=paper_id, title="", actor=staff, now=now)
    if duties.of_plan(plan):  # a paper that gives nobody anything to do is still a paper
        assignments.assign(plan_id=plan.id, actor=staff, now=now)
    return plan


def log_activities(plan: Plan, *, now: datetime) -> int:
    """Log what the units did, with evidence, and review it. Says how many entries were accepted."""
    rows = province.data("activities")["entry"]
    plan.refresh_from_db()
    contents = list(plan.contents.order_by("position")) if plan.state == PlanState.ASSIGNED else []
    for position, row in enumerate(rows):
        content = contents[position % len(contents)].id if contents else None
        _log(row, known_id(f"entry {position}"), content_id=content, now=now)
    return sum(row["state"] == EntryState.ACCEPTED for row in rows)


def set_targets(plan: Plan, *, now: datetime) -> None:
    """Confirm what the directive wants of airings and banners; what it wants of meetings waits on the plan's page for somebody to look."""
    day = clock.day_of(now)
    first, last = period_of(HALF_YEAR, day)
    for row in province.data("reports")["target"]:
        wanted = programmes.Wanted(
            row["indicator"], plan.unit_id, first, last, Decimal(row["value"]), f"{plan.paper.number}, mục {row['clause']}"
        )
        programmes.set_target(plan_id=plan.id, wanted=wanted, actor=province.actor(STAFF, day), now=now)


def state_counts(now: datetime) -> None:
    """What units state from papers they hold, accepted above them."""
    today = clock.day_of(now)
    for position, row in enumerate(province.data("activities")["count"]):
        day = today - timedelta(days=row["ago"])
        count = activities.Count(
            indicator=row["indicator"], amount=Decimal(row["amount"]), period_from=day, period_until=day, source=row["source"],
            divided=_amounts_by_part({row["indicator"]: row.get("divided", {})})[row["indicator"]],
        )  # fmt: skip
        by, reviewer = province.actor(row["by"], today), province.actor(REVIEWER, today)
        made = activities.state_count(aggregate_id=known_id(f"count {position}"), count=count, actor=by, now=now)
        activities.accept_count(aggregate_id=made.id, version=made.version, actor=reviewer, now=now)


def draft_report(plan: Plan, *, now: datetime) -> Report:
    """The half-year report that is being drafted."""
    day = clock.day_of(now)
    return reports.draft(scheme_code=HALF_YEAR, day=day, basis_id=plan.paper_id, actor=province.actor(STAFF, day), now=now)


def known_id(key: str) -> UUID:
    """Ids of the story are always the same, as if one phone had made them."""
    return uuid5(NAMESPACE_URL, f"https://songthuong.example/{key}")


def _log(row: dict[str, Any], entry_id: UUID, *, content_id: UUID | None, now: datetime) -> None:
    today = clock.day_of(now)
    start, _until = period_of(HALF_YEAR, today)
    day = max(start, today - timedelta(days=row["ago"]))
    body = activities.Body(
        channel=row["channel"], day=day, title=row["title"], place=row["place"], content_id=content_id,
        amounts={code: Decimal(amount) for code, amount in row["amounts"].items()}, estimated=frozenset(row.get("estimated", ())),
        urls=tuple(row.get("urls", ())), divided=_amounts_by_part(row.get("divided", {})), waiver=row.get("waiver", ""),
    )  # fmt: skip
    activities.log(entry_id=entry_id, body=body, sent=[photo(kind, row, day) for kind in row.get("evidence", ())],
                   actor=province.actor(row["by"], today), now=now)  # fmt: skip
    reviewer = province.actor(REVIEWER, today)
    if row["state"] == EntryState.ACCEPTED:
        activities.accept(entry_id=entry_id, actor=reviewer, now=now, waiver=row.get("granted", ""))
    elif row["state"] == EntryState.RETURNED:
        activities.give_back(entry_id=entry_id, reason=row["reason"], actor=reviewer, now=now)


def _amounts_by_part(divided: dict[str, dict[str, dict[str, int]]]) -> dict[str, dict[str, dict[str, Decimal]]]:
    """By indicator, cut and value, as the data file has it."""
    return {
        code: {cut: {value: Decimal(amount) for value, amount in parts.items()} for cut, parts in cuts.items()}
        for code, cuts in divided.items()
    }


_BLANK = {"type_code": "KH", "issuer_name": "Chưa rõ cơ quan ban hành", "subject": "Chưa rõ trích yếu"}
"""What the clerk of the story writes where a paper states no blocking field."""
