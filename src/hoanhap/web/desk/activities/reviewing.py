"""Reviewing what units logged: one by one, or many at once with a word on each that was refused."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotAllowed, Refused
from hoanhap.web import notices
from hoanhap.web.desk.activities.counts import count_rows
from hoanhap.web.desk.activities.joining import alike_rows, shared_words
from hoanhap.web.desk.activities.views import evidence_rows, mark_of, stated
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.forms import Form, VersionField, posted
from hoanhap.web.paging import page_of
from hoanhap.work.activities import operations, policies, queries

COUNTS = 50
"""So many stated counts wait on one page, the oldest."""


class ReturnForm(Form):
    """Why an entry goes back, and which version of it the reviewer saw: what was changed meanwhile is not decided unseen."""

    version = VersionField(required=False)

    reason = forms.CharField(
        label=gettext_lazy("Lý do trả lại"),
        help_text=gettext_lazy("Đơn vị đọc câu này để biết cần sửa gì."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@desk()
def review(request: DeskRequest) -> HttpResponse:
    """Everything that waits for this reviewer, oldest first."""
    _require_reviewer(request)
    waiting, pager = page_of(request, queries.to_review(request.actor), size=20)
    alike, units = alike_rows(waiting), queries.units_sharing([entry.work_id for entry in waiting])
    rows = [
        (
            entry,
            stated(entry),
            evidence_rows(entry),
            queries.lacking_evidence(entry),
            alike.get(entry.id, []),
            shared_words(units.get(entry.work_id, 1)),
        )
        for entry in waiting
    ]
    counted = queries.aggregates_to_review(request.actor)
    context = {"rows": rows, "pager": pager, "counts": count_rows(counted[:COUNTS], verb=_("Duyệt")), "count_total": counted.count()}
    return render(request, "desk/activities/review.html", context)


@desk("GET", "POST")
def decide(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """Accept one entry, or return it with a reason."""
    entry = queries.get_entry(entry_id, actor=request.actor)
    if not policies.may_review(request.actor, entry):
        raise NotAllowed("MAY_NOT_REVIEW", _("Chỉ người duyệt của đơn vị hoặc cấp trên được duyệt, và không tự duyệt lượt ghi của mình."))
    form = ReturnForm(posted(request), initial={"version": entry.version})
    if form.is_valid():
        seen = {"version": form.cleaned_data["version"], "actor": request.actor, "now": clock.now()}
        with form.refusals():
            if request.POST.get("quyet") == "duyet":
                operations.accept(entry_id=entry_id, **seen)
                notices.say(request, _("Đã duyệt “%(title)s”. Số của lượt này được tính từ bây giờ.") % {"title": entry.title})
            else:
                operations.give_back(entry_id=entry_id, reason=form.cleaned_data["reason"], **seen)
                notices.say(request, _("Đã trả lại “%(title)s”.") % {"title": entry.title})
            return redirect("review")
    context = {"entry": entry, "mark": mark_of(entry), "rows": stated(entry), "evidence": evidence_rows(entry), "form": form}
    return render(request, "desk/activities/decide.html", context, status=422 if form.is_bound else 200)


@desk("POST")
def accept_many(request: DeskRequest) -> HttpResponse:
    """Accept every entry that was ticked, each on its own; say which were not and why."""
    _require_reviewer(request)
    done, refused = 0, []
    for text in request.POST.getlist("chon")[:100]:
        entry_id, _at, version = text.partition("@")
        try:
            operations.accept(entry_id=UUID(entry_id), version=int(version) if version else None, actor=request.actor, now=clock.now())
            done += 1
        except ValueError:
            continue
        except Refused as refusal:
            refused.append(str(refusal.message))
    if not request.POST.getlist("chon"):
        notices.say(request, _("Chưa chọn lượt ghi nào."))
    if done:
        notices.say(request, ngettext("Đã duyệt %(n)d lượt ghi.", "Đã duyệt %(n)d lượt ghi.", done) % {"n": done})
    for sentence in dict.fromkeys(refused):
        notices.say(request, _("Chưa duyệt được: %(why)s") % {"why": sentence})
    return redirect("review")


def _require_reviewer(request: DeskRequest) -> None:
    if not policies.may_review_some(request.actor):
        raise NotAllowed("MAY_NOT_REVIEW", _("Chỉ chuyên viên và người duyệt xem được danh sách chờ duyệt."))
