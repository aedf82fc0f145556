"""What waits for somebody, gathered from every app and put in the order of days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.channels.portal import policies as piece_policies
from hoanhap.channels.portal import queries as pieces
from hoanhap.channels.portal.states import PieceState
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor, Role
from hoanhap.people.feedback import policies as question_policies
from hoanhap.people.feedback import queries as questions
from hoanhap.people.feedback.states import QuestionState
from hoanhap.people.support import policies as slip_policies
from hoanhap.people.support import queries as slips
from hoanhap.people.support.states import SlipState, Soon
from hoanhap.web.parts import Mark, WorkRow
from hoanhap.work.activities import policies as entry_policies
from hoanhap.work.activities import queries as activities
from hoanhap.work.activities.states import EntryState
from hoanhap.work.assignments import queries as assignments
from hoanhap.work.documents import policies as paper_policies
from hoanhap.work.documents import queries as documents
from hoanhap.work.documents.states import PaperState
from hoanhap.work.programmes import policies as plan_policies
from hoanhap.work.programmes import queries as programmes
from hoanhap.work.programmes.states import PlanState
from hoanhap.work.reports import policies as report_policies
from hoanhap.work.reports import queries as reports
from hoanhap.work.reports.states import EDITABLE, ReportState

LATE, TODAY, WEEK, LATER = "late", "today", "week", "later"
SHOWN = 20
"""Rows of one kind; more of them are a link away."""
SHORT = 90
"""Characters of somebody's words that a row shows."""
WISHED = {Soon.TODAY: 2, Soon.WEEK: 7, Soon.MONTH: 30}
"""Days in which somebody who asks for help hopes to hear from the office: what a slip says of itself, no time limit of any law."""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the page with its rows."""

    id: str
    title: str
    rows: list[WorkRow]


def groups_for(actor: Actor, *, today: date) -> list[Group]:
    """Everything that waits, overdue first. Groups without rows are left out."""
    titles = {LATE: _("Quá hạn"), TODAY: _("Hôm nay"), WEEK: _("Trong tuần"), LATER: _("Sau nữa, hoặc chưa có hạn")}
    rows: dict[str, list[WorkRow]] = {group: [] for group in titles}
    for group, row in _rows(actor, today):
        rows[group].append(row)
    return [Group(group, titles[group], rows[group]) for group in titles if rows[group]]


def _rows(actor: Actor, today: date) -> Iterator[tuple[str, WorkRow]]:
    if paper_policies.may_receive(actor):
        yield from _papers(actor)
    if entry_policies.may_review_some(actor):
        yield from _reviews(actor, today)
        yield from _counts(actor, today)
    yield from _returned(actor)
    yield from _from_people(actor, today)
    yield from _pieces(actor)
    if plan_policies.may_plan(actor):
        yield from _plans(actor)
        yield from _given_back(actor)
    if report_policies.may_draft(actor):
        yield from _reports(actor, today)
    if actor.unit_id is not None and actor.has(Role.STAFF, Role.REVIEWER, Role.LEADER):
        yield from _submitted(actor)
    if actor.has(Role.OFFICER, Role.STAFF, Role.LEADER):
        yield from _duties(actor, today)


def _papers(actor: Actor) -> Iterator[tuple[str, WorkRow]]:
    for paper in documents.waiting_for_clerk(actor)[:SHOWN]:
        confirmed = paper.state == PaperState.CONFIRMED
        verb, what = (_("Cho số"), _("Cho số đến: %(subject)s")) if confirmed else (_("Xem"), _("Xác nhận: %(subject)s"))
        mark = Mark("go", str(PaperState(paper.state).label)) if paper.state != PaperState.UNREADABLE else Mark("warn", _("Không đọc được"))
        origin = _("Văn bản đến %(day)s") % {"day": _day(paper.arrived_on)}
        yield TODAY, WorkRow(what % {"subject": paper.subject or paper.file_name}, reverse("paper", args=[paper.id]), origin, mark, verb)


def _reviews(actor: Actor, today: date) -> Iterator[tuple[str, WorkRow]]:
    count, mark = _queue(activities.to_review(actor), today)
    if count:
        what = ngettext("Duyệt %(n)d lượt ghi", "Duyệt %(n)d lượt ghi", count) % {"n": count}
        yield TODAY, WorkRow(what, reverse("review"), _("Ghi hoạt động của các đơn vị"), mark, _("Duyệt"))


def _counts(actor: Actor, today: date) -> Iterator[tuple[str, WorkRow]]:
    """Numbers that units stated from papers, to be looked at beside the paper."""
    count, mark = _queue(activities.aggregates_to_review(actor), today)
    if count:
        what = ngettext("Duyệt %(n)d số nêu từ văn bản", "Duyệt %(n)d số nêu từ văn bản", count) % {"n": count}
        yield TODAY, WorkRow(what, reverse("review"), _("Số tổng hợp của các đơn vị"), mark, _("Duyệt"))


def _queue(waiting: QuerySet[activities.Entry] | QuerySet[activities.Aggregate], today: date) -> tuple[int, Mark]:
    """How many wait, and since when the oldest does, once that is long."""
    oldest = waiting.first()
    days = (today - clock.day_of(oldest.entered_at)).days if oldest is not None else 0
    mark = Mark("now", ngettext("Chờ %(n)d ngày", "Chờ %(n)d ngày", days) % {"n": days}) if days > 2 else Mark("go", _("Chờ duyệt"))
    return (waiting.count() if oldest is not None else 0), mark


def _returned(actor: Actor) -> Iterator[tuple[str, WorkRow]]:
    for row in activities.aggregates_of(actor).filter(state=EntryState.RETURNED)[:SHOWN]:
        mark, what = Mark("warn", _("Bị trả lại"), "turn"), _("Nêu lại số: %(label)s") % {"label": row.indicator_version.label}
        yield TODAY, WorkRow(what, reverse("count", args=[row.id]), row.reason, mark, _("Sửa"))
    for entry in activities.of_unit(actor, states=[EntryState.RETURNED])[:SHOWN]:
        mark = Mark("warn", _("Bị trả lại"), "turn")
        yield TODAY, WorkRow(_("Sửa: %(title)s") % {"title": entry.title}, reverse("entry", args=[entry.id]), entry.reason, mark, _("Sửa"))


def _from_people(actor: Actor, today: date) -> Iterator[tuple[str, WorkRow]]:
    if question_policies.may_see_some(actor):
        yield from _questions(actor, today)
    if slip_policies.may_help_some(actor):
        yield from _slips(actor, today)


def _questions(actor: Actor, today: date) -> Iterator[tuple[str, WorkRow]]:
    acts = {
        QuestionState.RECEIVED: (_("Giao trả lời: “%(words)s”"), _("Giao")),
        QuestionState.ROUTED: (_("Trả lời: “%(words)s”"), _("Trả lời")),
        QuestionState.CHECKING: (_("Duyệt câu trả lời: “%(words)s”"), _("Duyệt")),
    }
    for question in questions.to_do(actor, on=today)[:SHOWN]:
        what, verb = acts[QuestionState(question.state)]
        late = question.due_on is not None and question.due_on < today
        if question.paused_on is not None:
            mark = Mark("off", _("Tạm dừng tính hạn"), "clock")
        else:
            mark = Mark("now", _("Quá hạn")) if late else _due_mark(question.due_on, today)
        origin = _("%(kind)s của người dân · nhận %(day)s") % {"kind": question.get_kind_display(), "day": _day(question.received_on)}
        when = _when(question.due_on, today) if late or question.state == QuestionState.ROUTED else TODAY
        yield (
            when,
            WorkRow(what % {"words": _short(questions.words_of(question))}, reverse("question", args=[question.id]), origin, mark, verb),
        )


def _slips(actor: Actor, today: date) -> Iterator[tuple[str, WorkRow]]:
    for slip in slips.of_office(actor, on=today).filter(state=SlipState.WAITING)[:SHOWN]:
        wished = slip.made_on + timedelta(days=WISHED[Soon(slip.soon)])
        urgent = slip.soon == Soon.TODAY
        mark = Mark("now", _("Gấp")) if urgent else Mark("now" if wished < today else "go", str(SlipState(slip.state).label))
        origin = _("Phiếu hẹn · nhận %(day)s · cần: %(soon)s") % {"day": _day(slip.made_on), "soon": slip.get_soon_display()}
        what = _("Hẹn người cần giúp: %(need)s") % {"need": slip.get_need_display()}
        yield (
            TODAY if urgent and wished >= today else _when(wished, today),
            WorkRow(what, reverse("slip", args=[slip.id]), origin, mark, _("Trả lời")),
        )


def _pieces(actor: Actor) -> Iterator[tuple[str, WorkRow]]:
    if piece_policies.may_check_some(actor):
        for piece in pieces.to_check(actor)[:SHOWN]:
            submitted = piece.state == PieceState.SUBMITTED
            what, verb = (_("Duyệt bài: %(title)s"), _("Duyệt")) if submitted else (_("Đăng bài: %(title)s"), _("Đăng"))
            yield TODAY, _piece_row(piece, what, verb, Mark("go", str(PieceState(piece.state).label)))
    if piece_policies.may_write(actor):
        for piece in pieces.listed(actor, state=PieceState.RETURNED).filter(author_id=actor.user_id)[:SHOWN]:
            yield TODAY, _piece_row(piece, _("Sửa bài: %(title)s"), _("Sửa"), Mark("warn", _("Bị trả lại"), "turn"))


def _piece_row(piece: pieces.Piece, what: str, verb: str, mark: Mark) -> WorkRow:
    origin = " · ".join((str(_("Cổng thông tin")), str(piece.get_kind_display()), piece.author.full_name))
    return WorkRow(what % {"title": piece.title}, reverse("portal_piece", args=[piece.id]), origin, mark, verb)


def _plans(actor: Actor) -> Iterator[tuple[str, WorkRow]]:
    for plan in programmes.visible(actor).filter(unit_id__in=[actor.unit_id], state=PlanState.DRAFT)[:SHOWN]:
        what = _("Giao việc: %(title)s") % {"title": plan.title}
        yield TODAY, WorkRow(what, reverse("plan", args=[plan.id]), _("Kế hoạch, dự thảo"), Mark("go", _("Chưa giao")), _("Mở"))


def _given_back(actor: Actor) -> Iterator[tuple[str, WorkRow]]:
    for part in assignments.given_back_to(actor)[:SHOWN]:
        mark = Mark("warn", _("Bị trả lại"), "turn")
        what = _("Giao lại: %(duty)s") % {"duty": part.assignment.duty}
        yield TODAY, WorkRow(what, reverse("duty", args=[part.id]), part.reason, mark, _("Mở"))


def _reports(actor: Actor, today: date) -> Iterator[tuple[str, WorkRow]]:
    for report in reports.visible(actor).filter(unit_id__in=[actor.unit_id], state__in=EDITABLE)[:SHOWN]:
        ends, returned = report.period_until, report.state == ReportState.RETURNED
        if returned:
            mark = Mark("warn", _("Bị trả lại"), "turn")
        elif ends < today:
            mark = Mark("now", _("Hết kỳ %(day)s") % {"day": _day(ends)})
        else:
            mark = Mark("off", _("Kỳ đến %(day)s") % {"day": _day(ends)}, "clock")
        when = TODAY if returned else _when(ends, today)
        yield when, WorkRow(report.title, reverse("report", args=[report.id]), _("Báo cáo, bản thảo"), mark, _("Mở"))


def _submitted(actor: Actor) -> Iterator[tuple[str, WorkRow]]:
    found = list(reports.visible(actor).filter(addressee_id=actor.unit_id, state=ReportState.SUBMITTED)[:SHOWN])
    names = organisations.names_of({report.unit_id for report in found}, on=clock.day_of(clock.now()))
    for report in found:
        what = _("Xem báo cáo đã nộp: %(title)s") % {"title": report.title}
        yield (
            TODAY,
            WorkRow(what, reverse("report", args=[report.id]), names.get(report.unit_id, ""), Mark("go", _("Chờ quyết định")), _("Xem")),
        )


def _duties(actor: Actor, today: date) -> Iterator[tuple[str, WorkRow]]:
    for part in assignments.open_for(actor)[:SHOWN]:
        duty = part.assignment
        origin = " · ".join(
            text for text in (part.get_part_display(), _("mục %(clause)s") % {"clause": duty.clause}, duty.plan.title) if text
        )
        yield _when(duty.due, today), WorkRow(duty.duty, reverse("duty", args=[part.id]), origin, _due_mark(duty.due, today), _("Mở"))


def _when(due: date | None, today: date) -> str:
    if due is None:
        return LATER
    if due < today:
        return LATE
    return TODAY if due == today else WEEK if due <= today + timedelta(days=7) else LATER


def _due_mark(due: date | None, today: date) -> Mark:
    if due is None:
        return Mark("warn", _("Chưa có hạn"))
    if due < today:
        days = (today - due).days
        return Mark("now", ngettext("Quá %(n)d ngày", "Quá %(n)d ngày", days) % {"n": days})
    return Mark("off", _("Hạn %(day)s") % {"day": _day(due)}, "clock")


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= SHORT else f"{plain[:SHORT].rpartition(' ')[0]}…"


def _day(day: date | None) -> str:
    return date_format(day, "d/m/Y") if day else ""
