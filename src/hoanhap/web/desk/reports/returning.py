"""Giving one figure back: its reason, and the entries behind it that are wrong, chosen from as many pages as there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.web import notices
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.reports.deciding import crumbs_of, to_decide
from hoanhap.web.desk.reports.forms import GiveBackFigureForm
from hoanhap.work.activities import queries as activities
from hoanhap.work.figures.queries.numbers import grouped
from hoanhap.work.reports import operations, queries

SIZE = 50
"""Entries on a page."""


@desk("GET", "POST")
def give_back_figure(request: DeskRequest, report_id: UUID, indicator: str) -> HttpResponse:
    """Give one figure back, with the entries behind it that are wrong. Turning a page and looking for words are buttons of the form, so
    that what was chosen and typed stays without a script."""
    report = to_decide(request, report_id)
    row = queries.figure_of(report, indicator)
    turning = request.method == "POST" and "trang" in request.POST
    words = " ".join((request.POST.get("tim") or "").split())[:100]
    found = queries.returnable(report, row, actor=request.actor, words=words)
    page = Paginator(range(len(found)), SIZE).get_page(request.POST.get("trang") or request.POST.get("o"))
    form = _form(request, report, row, _offered(found, page, _chosen(request)), turning=turning)
    if form.is_valid():
        with form.refusals(), override("vi"):
            operations.give_back_figure(report_id=report_id, indicator=indicator, **form.cleaned_data, actor=request.actor, now=clock.now())
            notices.say(request, _("Đã trả lại số này. Lượt ghi đã chọn về đơn vị cùng lý do; báo cáo chờ đơn vị nộp lại."))
            return redirect("report", report_id)
    title = _("Trả lại số: %(label)s") % {"label": row.label}
    context = {"form": form, "report": report, "title": title, "crumbs": crumbs_of(report), "words": words, "page": page,
               "searched": bool(words) or page.paginator.num_pages > 1, "chosen": len(_chosen(request)),
               "value": f"{grouped(row.value)} {row.measure}" if row.proved else ""}  # fmt: skip
    return render(request, "desk/reports/give_back_figure.html", context, status=422 if form.is_bound else 200)


def _form(request: DeskRequest, report: queries.Report, row: queries.Shown, ids: list[UUID], *, turning: bool) -> GiveBackFigureForm:
    """The form that offers these entries: sent, or with what was typed and chosen before a page was turned."""
    entries = list(_told(ids, row.indicator, request))
    if request.method == "POST" and not turning:
        return GiveBackFigureForm(request.POST, entries=entries)
    typed = {name: request.POST[name] for name in ("version", "reason") if name in request.POST}
    return GiveBackFigureForm(None, initial={"version": report.version, "entry_ids": _chosen(request), **typed}, entries=entries)


def _chosen(request: DeskRequest) -> list[str]:
    return list(dict.fromkeys(request.POST.getlist("entry_ids")))


def _offered(found: queries.Returnable, page: Page[int], chosen: Iterable[str]) -> list[UUID]:
    """What was chosen on other pages first, then what stands on this one."""
    here = found.ids(page.object_list[0], page.object_list[-1] + 1) if page.object_list else []
    return list(dict.fromkeys([*_readable(chosen, set(here)), *here]))


def _readable(chosen: Iterable[str], here: set[UUID]) -> Iterator[UUID]:
    for text in chosen:
        try:
            if (one := UUID(text)) not in here:
                yield one
        except ValueError:
            continue  # the form says that it cannot be read


def _told(ids: list[UUID], indicator: str, request: DeskRequest) -> Iterator[tuple[str, str]]:
    """Entries and counts as choices: how many, what, whose, when. What the reader may not see is left out."""
    entries = activities.by_ids(ids, actor=request.actor)
    counts = activities.counts_by_ids([one for one in ids if one not in entries], actor=request.actor)
    sources: dict[UUID, Any] = {**counts, **entries}
    names = organisations.names_then([
        *((entry.unit_id, entry.day) for entry in entries.values()), *((count.unit_id, count.period_until) for count in counts.values())
    ])  # fmt: skip
    for one in ids:
        if one in sources:
            yield str(one), _words(sources[one], indicator, names)


def _words(source: Any, indicator: str, names: dict[tuple[UUID, Any], str]) -> str:
    amount: Decimal | None
    if isinstance(source, activities.Aggregate):
        amount, what, day = source.amount, source.source, source.period_until
    else:
        amount = next((row.amount for row in source.quantities.all() if row.indicator_id == indicator), None)
        what, day = source.title, source.day
    said = (f"{what}", names.get((source.unit_id, day), ""), f"{day:%d/%m/%Y}")
    return f"{grouped(amount) if amount is not None else ''} · {', '.join(filter(None, said))}"
