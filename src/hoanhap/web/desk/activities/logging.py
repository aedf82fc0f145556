"""Logging on a phone: channel → what, where, how many, photo → done. And correcting what came back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoanhap.kernel import clock
from hoanhap.kernel.errors import Conflict, NotAllowed
from hoanhap.web import notices
from hoanhap.web.conflicts import conflict_page
from hoanhap.web.desk.activities.forms import EntryForm, EvidenceForm, sent_in, values_of
from hoanhap.web.desk.activities.remarks import context_of, unseen
from hoanhap.web.desk.activities.views import entry_page, stated
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.work.activities import operations, policies, queries


@desk()
def channels(request: DeskRequest) -> HttpResponse:
    """The first step: on which channel."""
    _require_may_log(request)
    return render(request, "desk/activities/channels.html", {"channels": queries.channels(), "duty": request.GET.get("viec", "")})


@desk("GET", "POST")
def log(request: DeskRequest, code: str) -> HttpResponse:
    """The second step: what was done. The form's own id makes a replay find the first entry."""
    _require_may_log(request)
    today = clock.day_of(clock.now())
    data, files = sent_in(request)
    form = EntryForm(
        data, files, channel=queries.channel(code), actor=request.actor, on=today, initial={"day": today, "part": request.GET.get("viec")}
    )
    if form.is_valid():
        entry_id, told = form.cleaned_data["entry_id"], form.remarks(unit_id=request.actor.own_unit)
        if unseen(form, told):
            return _form_page(request, form, photo_lost=bool(form.sent()), **context_of(told))
        try:
            with form.refusals():
                operations.log(entry_id=entry_id, body=form.body(), sent=form.sent(), actor=request.actor, now=clock.now())
                notices.say(request, _("Đã ghi. Người duyệt sẽ xem; số chỉ được tính sau khi duyệt."))
                return redirect("entry", entry_id)
        except Conflict as refusal:
            return _rival_page(request, form, refusal)
    return _form_page(request, form)


@desk("GET", "POST")
def send_again(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """Correct a returned entry and send it again."""
    entry = queries.get_entry(entry_id, actor=request.actor)
    if not policies.may_change(request.actor, entry):
        raise NotAllowed("NOT_YOUR_ENTRY", _("Chỉ đơn vị đã ghi mới sửa được lượt ghi này."))
    data, files = sent_in(request)
    form = EntryForm(
        data, files, channel=queries.channel(entry.channel), actor=request.actor, on=clock.day_of(clock.now()), initial=values_of(entry)
    )
    if form.is_valid():
        told = form.remarks(unit_id=request.actor.own_unit)
        if unseen(form, told):
            return _form_page(request, form, entry=entry, photo_lost=bool(form.sent()), **context_of(told))
        try:
            with form.refusals():
                _send_again(request, entry_id, form)
                return redirect("entry", entry_id)
        except Conflict as refusal:
            fresh = queries.get_entry(entry_id, actor=request.actor)
            return conflict_page(
                request, form, refusal=refusal, theirs=values_of(fresh), version=fresh.version, back=f"/ghi-hoat-dong/{entry_id}/"
            )
    return _form_page(request, form, entry=entry)


@desk("POST")
def entry_remarks(request: DeskRequest, code: str) -> HttpResponse:
    """What is to be asked about the numbers of an entry while they are typed: a part of the page. Nothing is kept."""
    _require_may_log(request)
    form = EntryForm(request.POST, channel=queries.channel(code), actor=request.actor, on=clock.day_of(clock.now()))
    told = form.remarks(unit_id=request.actor.own_unit) if not form.errors.keys() & {*form.numbers(), "day"} else []
    return render(request, "desk/activities/remarks.html", context_of(told, ticked=request.POST.get("seen", "")))


def _send_again(request: DeskRequest, entry_id: UUID, form: EntryForm) -> None:
    now, sent = clock.now(), form.sent()
    if sent:
        operations.add_evidence(entry_id=entry_id, urls=(), sent=sent, actor=request.actor, now=now)
        form.cleaned_data["version"] += 1  # the photograph just added is a change of ours, not somebody else's
    operations.send_again(entry_id=entry_id, version=form.cleaned_data["version"], body=form.body(), actor=request.actor, now=now)
    notices.say(request, _("Đã sửa và gửi duyệt lại."))


@desk("POST")
def add_evidence(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """Add a photograph or a link to an entry that is not yet accepted."""
    entry = queries.get_entry(entry_id, actor=request.actor)
    form = EvidenceForm(request.POST, request.FILES, channel=queries.channel(entry.channel))
    if form.is_valid() and not (form.sent() or form.urls()):
        form.add_error("photo", _("Hãy chọn ảnh hoặc ghi đường dẫn."))
    if form.is_valid():
        with form.refusals():
            operations.add_evidence(entry_id=entry_id, urls=form.urls(), sent=form.sent(), actor=request.actor, now=clock.now())
            notices.say(request, _("Đã thêm minh chứng."))
            return redirect("entry", entry_id)
    return entry_page(request, entry, form, status=422)


@desk("GET", "POST")
def withdraw(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """Take back an entry that was logged by mistake; asked once, naming it."""
    entry = queries.get_entry(entry_id, actor=request.actor)
    if not policies.may_change(request.actor, entry):
        raise NotAllowed("NOT_YOUR_ENTRY", _("Chỉ đơn vị đã ghi mới rút được lượt ghi này."))
    if request.method == "POST":
        operations.withdraw(entry_id=entry_id, actor=request.actor, now=clock.now())
        notices.say(request, _("Đã rút lượt ghi. Lượt này còn trong lịch sử nhưng không được tính."))
        return redirect("entry", entry_id)
    return render(request, "desk/activities/withdraw.html", {"entry": entry, "rows": stated(entry)})


def _require_may_log(request: DeskRequest) -> None:
    if not policies.may_log(request.actor):
        raise NotAllowed("MAY_NOT_LOG", _("Chỉ cán bộ, chuyên viên của đơn vị được ghi hoạt động của đơn vị mình."))


def _form_page(request: DeskRequest, form: EntryForm, **context: Any) -> HttpResponse:
    asked = [
        (form[row.indicator], form[about] if (about := f"uoc:{row.indicator}") in form.fields else None)
        for row in form.channel.quantities
        if row.indicator in form.fields
    ]
    context |= {"form": form, "channel": form.channel, "asked": asked}
    return render(request, "desk/activities/log.html", context, status=422 if form.is_bound else 200)


def _rival_page(request: DeskRequest, form: EntryForm, refusal: Conflict) -> HttpResponse:
    """Both are kept: the first as it stands, the other beside it; a person chooses."""
    entry_id = form.cleaned_data["entry_id"]
    operations.keep_rival(entry_id=entry_id, body=form.body(), actor=request.actor, now=clock.now())
    entry = queries.get_entry(entry_id, actor=request.actor)
    context = {"refusal": refusal, "entry": entry, "rows": stated(entry), "form": form}
    return render(request, "desk/activities/rival.html", context, status=refusal.status)
