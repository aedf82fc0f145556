"""Saying that several units did one work together, or that it was two works after all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotAllowed
from hoanhap.web import notices
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.forms import Form, posted
from hoanhap.work.activities import operations, policies, queries

PART, LEAD = "tach", "chu-tri"


class JointForm(Form):
    """Why, and with which entry; the button pressed says what is to be done."""

    with_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        help_text=gettext_lazy("Ví dụ: cùng một bài báo, hai đơn vị cùng tổ chức."),
        max_length=500,
        error_messages={"required": gettext_lazy("Hãy ghi lý do, để người xem lại hiểu vì sao là một việc hay hai việc.")},
    )
    leads = forms.BooleanField(label=gettext_lazy("Đơn vị này chủ trì: số của đơn vị này được tính ở cấp trên"), required=False)


@dataclass(frozen=True, slots=True)
class AlikeRow:
    """Another unit's entry, with no more than is needed to recognise the work."""

    id: UUID
    title: str
    about: str
    why: str


@desk("GET", "POST")
def joint(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """Who else logged this work, and who may have."""
    entry = queries.get_entry(entry_id, actor=request.actor)
    if not policies.may_join(request.actor, entry):
        raise NotAllowed("MAY_NOT_JOIN", _("Chỉ đơn vị đã ghi (khi chưa duyệt) hoặc người duyệt được ghi chung hay tách việc."))
    form = JointForm(posted(request), initial={"leads": entry.leads})
    act = request.POST.get("viec", "")
    if form.is_valid() and not (form.cleaned_data["with_id"] or act in (PART, LEAD)):
        form.add_error(None, _("Hãy bấm nút ở việc cần ghi chung."))
    if form.is_valid():
        with form.refusals():
            notices.say(request, _done(request, entry, form, act))
            return redirect("entry", entry_id)
    context = {"entry": entry, "form": form, "shared": claim_rows(entry), "alike": alike_rows([entry]).get(entry.id, [])}
    return render(request, "desk/activities/joint.html", context, status=422 if form.is_bound else 200)


def _done(request: DeskRequest, entry: queries.Entry, form: JointForm, act: str) -> str:
    by: dict[str, Any] = {"entry_id": entry.id, "actor": request.actor, "now": clock.now()}
    if act == PART:
        operations.part(reason=form.cleaned_data["reason"], **by)
        return _("Đã tách thành việc riêng. Cấp trên tính hai việc.")
    if act == LEAD:
        operations.name_lead(**by)
        return _("Đã ghi đơn vị chủ trì.")
    data = form.cleaned_data
    operations.join(with_id=data["with_id"], reason=data["reason"], leads=data["leads"], **by)
    return _("Đã ghi chung. Mỗi đơn vị vẫn có việc này trong bảng của mình; cấp trên chỉ tính một lần.")


def alike_rows(entries: Iterable[queries.Entry]) -> dict[UUID, list[AlikeRow]]:
    """For each entry, those of other works that look the same; empty where there are none."""
    found = queries.alike([entry.id for entry in entries])
    told = {row.entry.id: row.entry for rows in found.values() for row in rows}
    day = max((entry.day for entry in told.values()), default=clock.day_of(clock.now()))
    names = organisations.names_of([entry.unit_id for entry in told.values()], on=day)
    return {
        mine: [
            AlikeRow(
                row.entry.id, row.entry.title, f"{names.get(row.entry.unit_id, '')}, {row.entry.day:%d/%m/%Y}",
                ", ".join(str(queries.GROUNDS[ground]) for ground in row.grounds),
            )
            for row in rows
        ]
        for mine, rows in found.items()
    }  # fmt: skip


def claim_rows(entry: queries.Entry) -> list[tuple[str, bool]]:
    """The units that claim the entry's work, where there are several, and whether each led."""
    claims = queries.claims_of(entry.work_id)
    names = organisations.names_of([claim.unit_id for claim in claims], on=entry.day)
    return [(names.get(claim.unit_id, ""), claim.leads) for claim in claims] if len(claims) > 1 else []


def shared_words(units: int) -> str:
    """``chung 3 đơn vị``, or nothing for a work of one unit alone."""
    return ngettext("chung %(n)d đơn vị", "chung %(n)d đơn vị", units) % {"n": units} if units > 1 else ""
