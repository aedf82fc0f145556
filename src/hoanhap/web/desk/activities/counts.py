"""Counts that units state from papers: listed, chosen, typed, corrected, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.kernel import clock
from hoanhap.kernel.errors import Conflict, NotAllowed, NotFound
from hoanhap.web import notices
from hoanhap.web.conflicts import conflict_page
from hoanhap.web.desk.activities import dividing
from hoanhap.web.desk.activities.count_forms import CountForm, values_of_count
from hoanhap.web.desk.activities.numbers import in_days, label_of
from hoanhap.web.desk.activities.remarks import context_of, unseen
from hoanhap.web.desk.activities.views import KINDS
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.forms import posted
from hoanhap.web.paging import page_of
from hoanhap.web.parts import Link, Mark, WorkRow
from hoanhap.work.activities import operations, policies, queries
from hoanhap.work.activities.states import EntryState
from hoanhap.work.figures.queries import IndicatorVersion
from hoanhap.work.figures.queries.numbers import grouped


@desk()
def counts(request: DeskRequest) -> HttpResponse:
    """What the actor's unit has stated, the latest days first."""
    rows, pager = page_of(request, queries.aggregates_of(request.actor))
    context = {"rows": count_rows(rows, verb=_("Xem")), "pager": pager, "may_state": policies.may_log(request.actor)}
    return render(request, "desk/activities/counts.html", context)


def count_rows(rows: Iterable[queries.Aggregate], *, verb: str) -> list[WorkRow]:
    """Counts as rows of a list."""
    return [
        WorkRow(
            f"{label_of(row.indicator_version)}: {grouped(row.amount)} {row.indicator_version.measure}",
            reverse("count", args=[row.id]),
            " · ".join((days_of(row), row.source, row.entered_by.full_name)),
            count_mark(row),
            verb,
        )
        for row in rows
    ]


@desk()
def count_chapters(request: DeskRequest) -> HttpResponse:
    """The first steps: of which chapter, then which indicator."""
    _require_may_state(request)
    chapters = queries.chapters_entered(clock.day_of(clock.now()))
    chosen = next((row for row in chapters if row.code == request.GET.get("nhom")), None)
    context = {"chapters": chapters, "chosen": chosen, "rows": [(row, label_of(row)) for row in chosen.versions] if chosen else []}
    return render(request, "desk/activities/count_chapters.html", context)


@desk("GET", "POST")
def state_count(request: DeskRequest, code: str) -> HttpResponse:
    """The last step: how many, of which days, from which paper. The form's own id makes a replay find the first."""
    _require_may_state(request)
    form = CountForm(posted(request), definition=definition(code), actor=request.actor)
    if form.is_valid():
        with form.refusals():
            aggregate_id, told = form.cleaned_data["aggregate_id"], _weighed(request, form)
            if unseen(form, told):
                return _form_page(request, form, **context_of(told))
            operations.state_count(aggregate_id=aggregate_id, count=form.count(), actor=request.actor, now=clock.now())
            notices.say(request, _("Đã nêu số. Người duyệt sẽ xem; số chỉ được tính sau khi duyệt."))
            return redirect("count", aggregate_id)
    return _form_page(request, form)


@desk("GET", "POST")
def correct_count(request: DeskRequest, aggregate_id: UUID) -> HttpResponse:
    """Correct a returned count and send it again."""
    row = _own(request, aggregate_id)
    form = CountForm(posted(request), definition=row.indicator_version, actor=request.actor, initial=values_of_count(row))
    if form.is_valid():
        form.cleaned_data["aggregate_id"] = aggregate_id
        version = form.cleaned_data["version"] or row.version
        try:
            with form.refusals():
                told = _weighed(request, form)
                if unseen(form, told):
                    return _form_page(request, form, row=row, **context_of(told))
                operations.state_count(aggregate_id=aggregate_id, count=form.count(), version=version, actor=request.actor, now=clock.now())
                notices.say(request, _("Đã sửa và gửi duyệt lại."))
                return redirect("count", aggregate_id)
        except Conflict as refusal:
            fresh, back = _own(request, aggregate_id), reverse("count", args=[aggregate_id])
            return conflict_page(request, form, refusal=refusal, theirs=values_of_count(fresh), version=fresh.version, back=back)
    return _form_page(request, form, row=row)


@desk("GET", "POST")
def withdraw_count(request: DeskRequest, aggregate_id: UUID) -> HttpResponse:
    """Take back a count that was stated by mistake; asked once, naming it."""
    row = _own(request, aggregate_id)
    if request.method == "POST":
        operations.withdraw_count(aggregate_id=aggregate_id, actor=request.actor, now=clock.now())
        notices.say(request, _("Đã rút số này. Số còn trong lịch sử nhưng không được tính."))
        return redirect("count", aggregate_id)
    return render(
        request, "desk/activities/withdraw_count.html", {"row": row, "label": label_of(row.indicator_version), "days": days_of(row)}
    )


@desk("POST")
def count_remarks(request: DeskRequest, code: str) -> HttpResponse:
    """What is to be asked about a count while it is typed: a part of the page. Nothing is kept."""
    _require_may_state(request)
    form = CountForm(request.POST, definition=definition(code), actor=request.actor)
    told: dict[str, object] = {}
    if form.is_valid():
        with form.refusals():
            told = context_of(_weighed(request, form), ticked=request.POST.get("seen", ""))
        if form.errors:
            told = {"told": [message for messages in form.errors.values() for message in messages]}
    return render(request, "desk/activities/remarks.html", told)


def definition(code: str) -> IndicatorVersion:
    """The definition, in force today, of what units state from papers.

    :raises NotFound: there is no such indicator, or it is counted from entries
    """
    for chapter in queries.chapters_entered(clock.day_of(clock.now())):
        for version in chapter.versions:
            if version.indicator_id == code:
                return version
    raise NotFound("INDICATOR_NOT_STATED", _("Không có chỉ tiêu này, hoặc chỉ tiêu do hệ thống cộng từ lượt ghi. Hãy chọn lại."))


def days_of(row: queries.Aggregate) -> str:
    """The days that a count is about."""
    return in_days(row.period_from, row.period_until)


def count_mark(row: queries.Aggregate) -> Mark:
    """A count's state as a word with an icon."""
    kind, icon = KINDS[EntryState(row.state)]
    return Mark(kind, str(EntryState(row.state).label), icon)


def count_crumbs() -> list[Link]:
    """The way back from a count."""
    return [Link(_("Số tổng từ văn bản"), reverse("counts"))]


def _weighed(request: DeskRequest, form: CountForm) -> Any:
    return operations.weigh_count(aggregate_id=form.cleaned_data["aggregate_id"], count=form.count(), actor=request.actor, now=clock.now())


def _own(request: DeskRequest, aggregate_id: UUID) -> queries.Aggregate:
    row = queries.get_aggregate(aggregate_id, actor=request.actor)
    if not policies.may_change_aggregate(request.actor, row):
        raise NotAllowed("NOT_YOUR_COUNT", _("Chỉ đơn vị đã nêu số mới sửa hoặc rút được số này."))
    return row


def _require_may_state(request: DeskRequest) -> None:
    if not policies.may_log(request.actor):
        raise NotAllowed("MAY_NOT_LOG", _("Chỉ cán bộ, chuyên viên của đơn vị được nêu số của đơn vị mình."))


def _form_page(request: DeskRequest, form: CountForm, **context: Any) -> HttpResponse:
    divisions = [row for row in (dividing.division(form, form.definition, label_of(form.definition)),) if row]
    context |= {"divisions": divisions, "divisions_open": dividing.is_open(divisions)}
    context |= {"form": form, "definition": form.definition, "label": label_of(form.definition), "crumbs": count_crumbs()}
    return render(request, "desk/activities/count_form.html", context, status=422 if form.is_bound else 200)
