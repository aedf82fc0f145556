"""Pages that show reports."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.reports import sheet
from hoanhap.web.desk.reports.readiness import mark_of
from hoanhap.web.paging import page_of
from hoanhap.web.parts import FindingRow, Link
from hoanhap.work.reports import policies, queries
from hoanhap.work.reports.states import MOVES, ReportState
from vanban.writing import write_text

SCHEME = "half-year"


@desk()
def reports(request: DeskRequest) -> HttpResponse:
    """The reports of the unit and of those below it, and what is asked of it and by it."""
    rows, pager = page_of(request, queries.visible(request.actor))
    today = clock.day_of(clock.now())
    names = organisations.names_of({row.unit_id for row in rows}, on=today)
    context = {
        "rows": [(row, mark_of(row), names.get(row.unit_id, ""), _name(row)) for row in rows],
        "pager": pager,
        "may_draft": policies.may_draft(request.actor),
        "may_collect": policies.may_collect(request.actor),
        "calls": queries.calls_to(request.actor, on=today),
        "letters": queries.letters(request.actor)[:5],
        "collections": _collections(today),
    }
    return render(request, "desk/reports/reports.html", context)


def _name(row: queries.Report) -> str:
    """What tells a report from the others of its list."""
    return row.title if queries.is_free(row.scheme) else queries.report_name(row.scheme, row.period_from, row.period_until)


def _collections(today: date) -> list[Link]:
    """The half-year that today lies in and the one before."""
    now = queries.period_of(SCHEME, today)
    before = queries.period_of(SCHEME, now[0] - timedelta(days=1))
    return [
        Link(queries.period_words(SCHEME, *period), reverse("collection", args=[SCHEME, *(day.isoformat() for day in period)]))
        for period in (now, before)
    ]


@desk()
def report(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """A report with its figures as chips, what to mend before it goes out, and what may be done with it now."""
    row = queries.get_report(report_id, actor=request.actor)
    editable = queries.is_editable(row)
    may_change = editable and policies.may_change(request.actor, row)
    shown = queries.figures_of(row)
    context = {
        "report": row,
        "editable": editable,
        "blocks": sheet.blocks_of(row, shown, editable=may_change),
        "head": _head(row),
        "mark": mark_of(row),
        "crumbs": [Link(_("Báo cáo"), reverse("reports"))],
        "facts": facts_of(row),
        "findings": _findings(row, shown) if editable else [],
        "remarks": _remarks(row, shown),
        "made_of": _made_of(row),
        "correction": queries.correction_of(row),
        "adjustments": queries.adjustments(row),
        **_may(request, row),
    }
    return render(request, "desk/reports/report.html", context | {"may_change": may_change})


def _made_of(row: queries.Report) -> list[Link]:
    """The reports of the units below that this one locked: whose each is tells them apart."""
    below = list(row.made_of.all())
    names = organisations.names_of({one.unit_id for one in below}, on=row.period_until)
    return sorted((Link(names.get(one.unit_id, one.title), reverse("report", args=[one.id])) for one in below), key=lambda link: link.label)


def _may(request: DeskRequest, row: queries.Report) -> dict[str, object]:
    """What may be done with a report in its state, by this person."""
    actor, moves = request.actor, MOVES[row.state]
    above = queries.receivers(row.unit_id, row.scheme, on=row.period_until)
    name = organisations.name_of(above[0], on=row.period_until).name if above else ""
    return {
        "submit_to": name if ReportState.SUBMITTED in moves and policies.may_submit(actor, row) else "",
        "may_issue": ReportState.ISSUED in moves and row.paper_id is None and policies.may_issue(actor, row),
        "may_choose_signer": row.paper_id is None and policies.may_change(actor, row),
        "may_accept": ReportState.ACCEPTED in moves and policies.may_decide(actor, row),
        "may_return": ReportState.RETURNED in moves and policies.may_decide(actor, row),
        "may_correct": ReportState.CORRECTED in moves and policies.may_change(actor, row),
        "collects": row.unit_id == actor.unit_id and bool(queries.reporters(queries.collection_of(row))),
    }


def _findings(row: queries.Report, shown: dict[str, queries.Shown]) -> list[FindingRow]:
    with override("vi"):
        words = write_text(queries.paper_of(row, on=clock.day_of(clock.now())))
    checks = queries.checks(row, shown=shown, words=words)
    return [FindingRow("gap" if check.grave else "note", check.message) for check in checks]


def _remarks(row: queries.Report, shown: dict[str, queries.Shown]) -> list[FindingRow]:
    """Why the report, or a figure of it, came back; each leads to its figure."""
    told = []
    for remark in queries.remarks_on(row):
        figure = shown.get(remark.indicator_id or "")
        label = figure.label if figure else _("Cả báo cáo")
        entries = ngettext("%(n)d lượt ghi về đơn vị", "%(n)d lượt ghi về đơn vị", len(remark.entries)) % {"n": len(remark.entries)}
        who = f"{remark.by.full_name if remark.by else ''}, {clock.day_of(remark.at):%d/%m/%Y}"
        link = Link(_("Xem số này"), reverse("figure", args=[row.id, remark.indicator_id])) if figure else None
        told.append(FindingRow("gap", f"{label}: {remark.reason}", f"{who} · {entries}" if remark.entries else who, link))
    return told


def facts_of(row: queries.Report) -> list[str]:
    """What a report is, in one line."""
    period = _("kỳ %(start)s–%(until)s") % {"start": f"{row.period_from:%d/%m/%Y}", "until": f"{row.period_until:%d/%m/%Y}"}
    number = _("số %(number)s") % {"number": row.paper.number} if row.paper else ""
    issued = _("ban hành %(day)s") % {"day": f"{clock.day_of(row.issued_at):%d/%m/%Y}"} if row.issued_at else ""
    edition = _("bản điều chỉnh lần %(n)d") % {"n": row.edition - 1} if row.edition > 1 else ""
    unit = organisations.name_of(row.unit_id, on=row.period_until).name
    return [unit, number, issued, period, edition, _due(row)]


def _due(row: queries.Report) -> str:
    """The deadline and how it was counted."""
    if row.call is not None:
        return _("hạn nộp %(day)s") % {"day": f"{row.call.due:%d/%m/%Y}"}
    return _("hạn: %(words)s") % {"words": queries.deadline(row.scheme, row.unit.kind, row.period_until).words}


def _head(row: queries.Report) -> dict[str, object]:
    """The head and the signature, in the words of the paper that Word and PDF are made of."""
    day = clock.day_of(row.issued_at) if row.issued_at else clock.day_of(clock.now())
    head = row.letterhead or queries.letterhead(row, day)
    signing = queries.signing_of(head["signer"])
    number = row.paper.number if row.paper else f"…/{head['symbol']}"
    return {**head, "day": day, "number": number, "signed_as": queries.signed_as(head["signer"]), "signer": signing.name}
