"""What a unit collects: who has reported, how ready the others would be if it were closed today, letters to late ones, differences."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotAllowed, NotFound
from hoanhap.web import notices
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.reports import readiness
from hoanhap.web.desk.reports.forms import AskForm
from hoanhap.web.desk.reports.papers import PDF, WORD, download
from hoanhap.web.exporting import as_workbook, wants_workbook
from hoanhap.web.forms import posted
from hoanhap.web.parts import Link
from hoanhap.work.reports import operations, policies, queries
from vanban.writing import write_docx, write_pdf


@desk()
def collection(request: DeskRequest, code: str, first: str, last: str) -> HttpResponse:
    """«Nếu chốt hôm nay»: every body that has to report, and how ready it is."""
    wanted = _collection(request, code, first, last)
    today = clock.day_of(clock.now())
    reporters = queries.reporters(wanted)
    rows = [readiness.row_of(row, today=today) for row in queries.readiness(wanted, today=today, rows=reporters)]
    if wants_workbook(request):
        return _workbook(rows, name=f"{code}-{last}.xlsx")
    context = {
        "wanted": wanted,
        "name": queries.report_name(code, wanted.first, wanted.last),
        "rows": rows,
        "late": len(queries.late(reporters, today=today)),
        "completeness": readiness.completeness_rows(wanted),
        "letters": [row for row in queries.letters(request.actor) if (row.scheme, row.period_until) == (code, wanted.last)],
        "closed": today > wanted.last,
        "left": max(0, (wanted.last - today).days),
        "may_chase": policies.may_collect(request.actor),
        "source": queries.deadline_source(),
        "crumbs": [Link(_("Báo cáo"), reverse("reports"))],
        "earlier": _neighbour(wanted),
    }
    return render(request, "desk/reports/collection.html", context)


def _workbook(rows: list[readiness.Row], *, name: str) -> HttpResponse:
    heading = [_("Đơn vị"), _("Báo cáo"), _("Đúng hạn"), _("Hạn và cách tính"), _("Lượt ghi duyệt / chờ / trả lại"), _("Ước tính"),
               _("Sẵn sàng"), _("Còn thiếu")]  # fmt: skip
    cells = [
        [row.name, row.state.word, row.timely.word if row.timely else "", row.due, row.entries, row.estimated, f"{row.score}/{row.of}",
         "; ".join((*row.lacks, *row.contradictions))]
        for row in rows
    ]  # fmt: skip
    return as_workbook(_("Đơn vị nộp báo cáo"), heading, cells, name=name)


def _collection(request: DeskRequest, code: str, first: str, last: str) -> queries.Collection:
    """What the address names, for the actor's own unit.

    :raises NotFound: it names no scheme, or days that are none
    """
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        days = (date.max, date.min)
    if code not in queries.schemes() or days[0] > days[1]:
        raise NotFound("PERIOD_NOT_FOUND", _("Không có kỳ báo cáo này. Hãy mở lại từ danh sách báo cáo."))
    today = clock.day_of(clock.now())
    asked = (
        call for call in queries.calls_to(request.actor, on=today) if (call.scheme, call.period_from, call.period_until) == (code, *days)
    )
    call = next(asked, None)
    return queries.Collection(request.actor.own_unit, code, *days, call.due if call else None)


def _neighbour(wanted: queries.Collection) -> str:
    """The period before, where the scheme has a calendar."""
    if queries.is_free(wanted.scheme):
        return ""
    period = queries.period_of(wanted.scheme, wanted.first - timedelta(days=1))
    return reverse("collection", args=[wanted.scheme, *(day.isoformat() for day in period)])


@desk("POST")
def chase(request: DeskRequest, code: str, first: str, last: str) -> HttpResponse:
    """One letter to everybody late."""
    wanted = _collection(request, code, first, last)
    with override("vi"):
        letter = operations.chase(
            scheme_code=code, first=wanted.first, last=wanted.last, due=wanted.due, actor=request.actor, now=clock.now()
        )
    notices.say(request, _("Đã lập công văn đôn đốc số %(number)s.") % {"number": letter.paper.number})
    return redirect("chase_letter", letter.id)


@desk()
def letter(request: DeskRequest, letter_id: UUID) -> HttpResponse:
    """A letter to late units."""
    row = queries.get_letter(letter_id, actor=request.actor)
    with override("vi"):
        subject, text = queries.chase_text(row.scheme, row.period_from, row.period_until)
    context = {"letter": row, "subject": subject, "text": text, "crumbs": [Link(_("Báo cáo"), reverse("reports"))]}
    return render(request, "desk/reports/letter.html", context)


@desk()
def letter_file(request: DeskRequest, letter_id: UUID, kind: str) -> HttpResponse:
    """The letter as Word or PDF."""
    row = queries.get_letter(letter_id, actor=request.actor)
    if kind not in ("word", "pdf"):
        raise NotFound("KIND_NOT_FOUND", _("Chỉ có bản Word và bản PDF. Hãy mở lại trang công văn."))
    with override("vi"):
        paper = queries.letter_paper(row)
    stem = row.paper.number.replace("/", "-")
    return download(stem, write_docx(paper), "docx", WORD) if kind == "word" else download(stem, write_pdf(paper), "pdf", PDF)


@desk("GET", "POST")
def ask(request: DeskRequest) -> HttpResponse:
    """Ask the units below for a report."""
    if not policies.may_collect(request.actor):
        raise NotAllowed("MAY_NOT_COLLECT", _("Chỉ chuyên viên của đơn vị nhận báo cáo được yêu cầu và đôn đốc báo cáo."))
    form = AskForm(posted(request))
    if form.is_valid():
        with form.refusals():
            call = operations.ask(**form.cleaned_data, actor=request.actor, now=clock.now())
            notices.say(request, _("Đã yêu cầu. Đơn vị bên dưới thấy yêu cầu này trong trang Báo cáo."))
            return redirect("collection", call.scheme, call.period_from.isoformat(), call.period_until.isoformat())
    context = {"form": form, "crumbs": [Link(_("Báo cáo"), reverse("reports"))]}
    return render(request, "desk/reports/ask.html", context, status=422 if form.is_bound else 200)


@desk()
def compare(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """The report's figures beside the sum of what was submitted below; each difference with its reasons."""
    report = queries.get_report(report_id, actor=request.actor)
    rows = [readiness.difference_row(row) for row in queries.differences(report)]
    crumbs = [Link(_("Báo cáo"), reverse("reports")), Link(report.title, reverse("report", args=[report.id]))]
    return render(request, "desk/reports/compare.html", {"report": report, "rows": rows, "crumbs": crumbs})
