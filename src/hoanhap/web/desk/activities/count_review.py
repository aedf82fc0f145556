"""The page of a stated count: what it says and from which paper; accepted, or returned with a reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoanhap.ground.audit import queries as audit
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotAllowed
from hoanhap.web import notices
from hoanhap.web.desk.activities.changes import returned_before
from hoanhap.web.desk.activities.counts import count_crumbs, count_mark, days_of
from hoanhap.web.desk.activities.dividing import parts_in_words
from hoanhap.web.desk.activities.numbers import label_of
from hoanhap.web.desk.activities.reviewing import ReturnForm
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.forms import posted
from hoanhap.work.activities import operations, policies, queries
from hoanhap.work.activities.states import EntryState
from hoanhap.work.figures.queries.numbers import grouped

ACTS = {
    "aggregate.state": gettext_lazy("Đã nêu số"),
    "aggregate.accept": gettext_lazy("Đã duyệt"),
    "aggregate.give_back": gettext_lazy("Đã trả lại"),
    "aggregate.withdraw": gettext_lazy("Đã rút"),
}


@desk("GET", "POST")
def count(request: DeskRequest, aggregate_id: UUID) -> HttpResponse:
    """One count; whoever may review it decides here."""
    row = queries.get_aggregate(aggregate_id, actor=request.actor)
    may_review = policies.may_review_aggregate(request.actor, row)
    if request.method == "POST" and not may_review:
        raise NotAllowed("MAY_NOT_REVIEW", _("Chỉ người duyệt của đơn vị hoặc cấp trên được duyệt, và không tự duyệt số của mình."))
    form = ReturnForm(posted(request), initial={"version": row.version})
    if form.is_valid():
        with form.refusals():
            _decide(request, row, form)
            return redirect("review")
    decidable = may_review and row.state in (EntryState.SUBMITTED, EntryState.ACCEPTED)
    context = _context(request, row) | {"form": form, "may_review": decidable, "accepted": row.state == EntryState.ACCEPTED}
    return render(request, "desk/activities/count.html", context, status=422 if form.is_bound else 200)


def _decide(request: DeskRequest, row: queries.Aggregate, form: ReturnForm) -> None:
    seen: dict[str, Any] = {"version": form.cleaned_data["version"] or row.version, "actor": request.actor, "now": clock.now()}
    told = {"label": label_of(row.indicator_version)}
    if request.POST.get("quyet") == "duyet":
        operations.accept_count(aggregate_id=row.id, **seen)
        notices.say(request, _("Đã duyệt “%(label)s”. Số này được tính từ bây giờ.") % told)
    else:
        operations.give_back_count(aggregate_id=row.id, reason=form.cleaned_data["reason"], **seen)
        notices.say(request, _("Đã trả lại “%(label)s”.") % told)


def _context(request: DeskRequest, row: queries.Aggregate) -> dict[str, Any]:
    own = policies.may_change_aggregate(request.actor, row)
    waiting = row.state == EntryState.SUBMITTED
    remarks = queries.remarks_on_count(row, alone=False) if waiting else []
    return {
        "row": row,
        "label": label_of(row.indicator_version),
        "mark": count_mark(row),
        "rows": count_facts(row),
        "returned": returned_before(row) if row.state != EntryState.RETURNED else None,
        "told": [remark.message for remark in remarks],
        "paper": reverse("paper", args=[row.paper_id]) if row.paper_id else "",
        "crumbs": count_crumbs(),
        "history": [
            (item.at, str(ACTS.get(item.act, item.act)), item.actor_name)
            for item in audit.of_object(kind="aggregate", object_id=row.id)[:50]
        ],
        "may_correct": own and row.state == EntryState.RETURNED,
        "may_withdraw": own and row.state in (EntryState.SUBMITTED, EntryState.RETURNED),
    }


def count_facts(row: queries.Aggregate) -> list[tuple[str, str]]:
    """What a count says, as (label, words)."""
    version = row.indicator_version
    unit = organisations.names_of([row.unit_id], on=row.period_until).get(row.unit_id, "")
    number = f"{grouped(row.amount)} {version.measure}"
    parts = [(label, grouped(amount)) for label, amount in parts_in_words(queries.parts_of(row))]
    return [
        (_("Đơn vị"), unit),
        (_("Số"), _("ước %(number)s") % {"number": number} if row.estimated else number),
        *((_("Trong đó: %(part)s") % {"part": label}, amount) for label, amount in parts),
        *([(_("Kèm theo"), f"{grouped(row.second)} {version.second_measure}")] if row.second is not None else []),
        (_("Số của các ngày"), days_of(row)),
        (_("Văn bản nguồn"), row.source),
        (_("Cách tính"), version.definition),
    ]
