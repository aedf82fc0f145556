"""Reports between levels in the demonstration: the half-year before in the borders of then, with a late commune, a letter and a
correction; in this half-year a figure that was given back, reports that wait, and a work that two communes did together."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from hoanhap.config.demonstration import province
from hoanhap.config.demonstration.pictures import photo
from hoanhap.ground.accounts import operations as accounts
from hoanhap.ground.organisations import operations as organisations
from hoanhap.ground.organisations import queries as units
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Actor
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities.queries import Entry
from hoanhap.work.reports import operations, queries

STAFF, REVIEWER = "chuyen.vien", "lanh.dao"
HALF_YEAR = "half-year"
COMING_HOME = "reintegration-half"
FLOWS = ("re.received", "re.id_issued", "re.trained", "re.loan_people", "re.loan_amount")
ENDED, HEIR = "ST-X7", "ST-X6"
LATE = "doi.sim"
BY_LAW = "Nghị quyết sắp xếp đơn vị hành chính cấp xã (dữ liệu minh họa)"


def load_half_year_before(now: datetime) -> None:
    """The half-year that is over: a commune that has ended since reports in its own name, one reports late after a letter, and the
    department corrects what it sent."""
    first, last = _period_before(now)
    since = last + timedelta(days=1)
    _open_ended_commune(now)
    rows = [row for row in province.data("reports")["entry"] if row["period"] == "before"]
    _log_all(rows, first=first, last=last)
    for row in province.data("reports")["sent_before"]:
        if row["by"] != LATE:
            _submit(row["by"], first, at=_at(last + timedelta(days=row["after"])), on=last)
    _merge(since)
    letter_day = since + timedelta(days=2)
    operations.chase(scheme_code=HALF_YEAR, first=first, last=last, actor=_actor(STAFF, letter_day), now=_at(letter_day))
    _submit(LATE, first, at=_at(letter_day + timedelta(days=1)), on=letter_day)
    day = letter_day + timedelta(days=2)
    for report in queries.visible(_actor(STAFF, day)).filter(period_until=last, state="SUBMITTED"):
        operations.accept_report(report_id=report.id, version=report.version, actor=_actor(STAFF, day), now=_at(day))
    issued = _issue(operations.draft(scheme_code=HALF_YEAR, day=first, basis_id=None, actor=_actor(STAFF, day), now=_at(day)).id, day)
    _correct(issued, last=last, day=day + timedelta(days=14))


def load_this_half_year(now: datetime) -> None:
    """The half-year that runs: a joint work, a figure given back with its entry, a report that waits."""
    today = clock.day_of(now)
    first, _last = queries.period_of(HALF_YEAR, today)
    logged = _log_all([row for row in province.data("reports")["entry"] if row["period"] == "now"], first=first, last=today)
    wrong = logged["ke-khong"]
    report = _submit("suoi.truc", today, at=now, on=today)
    shown = queries.figure_of(report, "soc.posts")
    operations.give_back_figure(
        report_id=report.id, version=report.version, indicator=shown.indicator, entry_ids=[wrong.id],
        reason="Trang của xã chỉ có 3 bài về việc này, không phải 30", actor=_actor(STAFF, today), now=now,
    )  # fmt: skip
    _submit("ha.lung", today, at=now, on=today)
    _state_counts(today, now=now)


def _state_counts(today: date, *, now: datetime) -> None:
    """What communes state from their books of people who came home: most of it accepted, some waits; one commune drafts its report."""
    for row in province.data("reports")["count"]:
        day = today - timedelta(days=row["ago"])
        first = day - timedelta(days=90) if row["indicator"] in FLOWS else day
        count = activities.Count(row["indicator"], Decimal(row["amount"]), first, day, row["source"])
        stated = activities.state_count(aggregate_id=_id(f"count {row['key']}"), count=count, actor=_actor(row["by"], today), now=now)
        if row.get("accepted", True):
            activities.accept_count(aggregate_id=stated.id, version=stated.version, actor=_actor(REVIEWER, today), now=now)
    operations.draft(scheme_code=COMING_HOME, day=today, basis_id=None, actor=_actor("ben.lau", today), now=now)


def _period_before(now: datetime) -> tuple[date, date]:
    first, _last = queries.period_of(HALF_YEAR, clock.day_of(now))
    return queries.period_of(HALF_YEAR, first - timedelta(days=1))


def _open_ended_commune(now: datetime) -> None:
    """A commune of the borders before, with the one who reported for it."""
    naming = organisations.Naming("Ủy ban nhân dân xã Khe Vàng", short="UBND xã Khe Vàng", symbol="UBND", place="Khe Vàng",
                                  aliases=["xã Khe Vàng"])  # fmt: skip
    unit = organisations.open_unit(code=ENDED, kind="COMMUNE", naming=naming, since=province.COMMUNES_BEGIN, actor=SYSTEM, now=now)
    for parent, hierarchy in (("ST", "GOVERNMENT"), ("ST-VHTTDL", "PROFESSIONAL")):
        above = units.with_code(parent)
        if above is not None:
            organisations.place_unit(
                unit_id=unit.id, parent_id=above.id, hierarchy=hierarchy, since=province.COMMUNES_BEGIN, actor=SYSTEM, now=now
            )
    user = accounts.open_account(sign_in_name="khe.vang", full_name="Lý Văn Sơn", password=province.data("province")["password"],
                                 actor=SYSTEM, now=now)  # fmt: skip
    accounts.give_role(user_id=user.id, unit_id=unit.id, role="OFFICER", title="Công chức văn hóa - xã hội",
                       since=province.COMMUNES_BEGIN, until=_period_before(now)[1] + timedelta(days=1), actor=SYSTEM, now=now)  # fmt: skip


def _merge(day: date) -> None:
    ended, heir = units.with_code(ENDED), units.with_code(HEIR)
    if ended is not None and heir is not None:
        organisations.merge_units(source_ids=[ended.id], into=heir.id, day=day, reference=BY_LAW, actor=SYSTEM, now=_at(day))


def _log_all(rows: list[dict[str, Any]], *, first: date, last: date) -> dict[str, Entry]:
    """Log and accept what the units did, counted in days from the first one; those with the same ``joint`` mark are one work."""
    logged: dict[str, Entry] = {}
    for row in rows:
        day = min(first + timedelta(days=row["day"]), last)
        entry = _log(row, day=day, at=_at(min(day + timedelta(days=1), last)), on=last)
        if "joint" in row:
            reviewer = _actor(REVIEWER, last)
            activities.join(entry_id=entry.id, with_id=logged[row["joint"]].id, reason="Hai xã cùng tổ chức", actor=reviewer, now=_at(last))
        logged[row["key"]] = entry
    return logged


def _log(row: dict[str, Any], *, day: date, at: datetime, on: date) -> Entry:
    """One entry, accepted."""
    body = activities.Body(
        channel=row["channel"], day=day, title=row["title"], place=row["place"], urls=(row["url"],),
        amounts={code: Decimal(amount) for code, amount in row["amounts"].items()},
    )  # fmt: skip
    sent = [photo(kind, row, day) for kind in row.get("evidence", ())]
    entry = activities.log(entry_id=_id(row["key"]), body=body, sent=sent, actor=_actor(row["by"], on), now=at)
    return activities.accept(entry_id=entry.id, actor=_actor(REVIEWER, on), now=at)


def _submit(by: str, day: date, *, at: datetime, on: date) -> queries.Report:
    actor = _actor(by, on)
    report = operations.draft(scheme_code=HALF_YEAR, day=day, basis_id=None, actor=actor, now=at)
    return operations.submit(report_id=report.id, version=report.version, actor=actor, now=at)


def _issue(report_id: UUID, day: date) -> queries.Report:
    actor = _actor(STAFF, day)
    report = queries.get_report(report_id, actor=actor)
    words = iter(province.data("reports")["words"])
    for position, block in enumerate(report.blocks):
        if any("ask" in run for run in block.get("runs", ())):
            report = operations.change_paragraph(
                report_id=report.id, version=report.version, position=position, text=next(words), actor=actor, now=_at(day)
            )
    return operations.issue(report_id=report.id, version=report.version, actor=actor, now=_at(day))


def _correct(issued: queries.Report, *, last: date, day: date) -> None:
    """Broadcasts of the last days that nobody had entered come in late: the department sends an adjusted edition."""
    forgotten = [row for row in province.data("reports")["entry"] if row["period"] == "forgotten"]
    for row in forgotten:
        _log(row, day=last - timedelta(days=row["day"]), at=_at(day), on=day)
    reason = "Xã Bến Lau nhập bổ sung lượt phát của những ngày cuối kỳ sau khi báo cáo đã gửi"
    edition = operations.correct(report_id=issued.id, reason=reason, actor=_actor(STAFF, day), now=_at(day))
    _issue(edition.id, day)


def _actor(sign_in: str, on: date) -> Actor:
    return province.actor(sign_in, on)


def _at(day: date) -> datetime:
    """Nine in the morning of a day in Vietnam."""
    return datetime.combine(day, time(9), tzinfo=clock.VIETNAM)


def _id(key: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"https://songthuong.example/reports/{key}")
