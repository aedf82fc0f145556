"""Logging on a phone: channel → what, where, how many, photo → done. And correcting what came back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoanhap.kernel import clock
from hoanhap.kernel.errors import Conflict, NotAllowed, Refused
from hoanhap.web import notices
from hoanhap.web.conflicts import conflict_page
from hoanhap.web.desk.activities import dividing
from hoanhap.web.desk.activities.forms import EntryForm, WaiverForm, sent_in, values_of
from hoanhap.web.desk.activities.remarks import context_of, unseen
from hoanhap.web.desk.activities.views import entry_page, evidence_form, stated
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
            return _form_page(request, form, **context_of(told))
        try:
            with form.refusals():
                sent, kept = form.sent(), form.kept_ids()
                entry = operations.log(entry_id=entry_id, body=form.body(), sent=sent, kept=kept, actor=request.actor, now=clock.now())
                notices.say(request, _logged(entry))
                return redirect("entry", entry_id)
        except Conflict as refusal:
            return _rival_page(request, form, refusal)
    return _form_page(request, form)


def _logged(entry: queries.Entry) -> str:
    """What is said of an entry that was just logged: also what it still needs, while whoever logged it is there."""
    lacking = "" if queries.open_waiver(entry) else queries.lacking_evidence(entry)
    if lacking:
        return _("Đã ghi, nhưng chưa duyệt được. %(lacking)s") % {"lacking": lacking}
    return _("Đã ghi. Người duyệt sẽ xem; số chỉ được tính sau khi duyệt.")


@desk("GET", "POST")
def send_again(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """Correct a returned entry and send it again."""
    entry = queries.get_entry(entry_id, actor=request.actor)
    if not policies.may_change(request.actor, entry):
        raise NotAllowed("NOT_YOUR_ENTRY", _("Chỉ đơn vị đã ghi mới sửa được lượt ghi này."))
    data, files = sent_in(request)
    form = EntryForm(
        data, files, channel=queries.channel(entry.channel), actor=request.actor, on=clock.day_of(clock.now()), initial=values_of(entry),
        counts=not queries.is_published(entry),
    )  # fmt: skip
    if form.is_valid():
        told = form.remarks(unit_id=request.actor.own_unit)
        if unseen(form, told):
            return _form_page(request, form, entry=entry, **context_of(told))
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
    version, files = form.cleaned_data["version"], (form.sent(), form.kept_ids())
    operations.send_again(
        entry_id=entry_id, version=version, body=form.body(), sent=files[0], kept=files[1], actor=request.actor, now=clock.now()
    )
    notices.say(request, _("Đã sửa và gửi duyệt lại."))


@desk("POST")
def add_evidence(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """Add a photograph or a link to an entry that is not yet accepted."""
    entry = queries.get_entry(entry_id, actor=request.actor)
    form = evidence_form(entry, request.POST, request.FILES)
    if form.is_valid() and not (form.sent() or form.urls()):
        form.add_error("photo", _("Hãy chọn ảnh hoặc ghi đường dẫn."))
    if form.is_valid():
        with form.refusals():
            operations.add_evidence(entry_id=entry_id, urls=form.urls(), sent=form.sent(), actor=request.actor, now=clock.now())
            notices.say(request, _("Đã thêm minh chứng."))
            return redirect("entry", entry_id)
    return entry_page(request, entry, form, status=422)


@desk("POST")
def ask_waiver(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """Ask that an entry may count without evidence."""
    entry = queries.get_entry(entry_id, actor=request.actor)
    form = WaiverForm(request.POST)
    if form.is_valid():
        with form.refusals():
            operations.ask_waiver(entry_id=entry_id, reason=form.cleaned_data["waiver"], actor=request.actor, now=clock.now())
            notices.say(request, _("Đã gửi lý do xin miễn minh chứng. Người duyệt sẽ xem và quyết định."))
            return redirect("entry", entry_id)
    return entry_page(request, entry, evidence_form(entry), waiver_form=form, status=422)


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
    divisions = form.divisions()
    context |= {"divisions": divisions, "divisions_open": dividing.is_open(divisions) or form.is_elsewhere()}
    context |= {"form": form, "channel": form.channel, "asked": form.asked(), "kept": _keep_photo(request, form) if form.is_bound else None}
    return render(request, "desk/activities/log.html", context, status=422 if form.is_bound else 200)


def _keep_photo(request: DeskRequest, form: EntryForm) -> tuple[str, str] | None:
    """The picture of a form that has to be sent again, kept meanwhile: what names it in the form, and its name. Browsers forget it."""
    data = form.cleaned_data
    if not form.sent() or not data.get("entry_id"):
        return (form.data["kept"], "") if data.get("kept") else None
    try:
        [kept] = operations.keep_evidence(entry_id=data["entry_id"], sent=form.sent(), actor=request.actor, now=clock.now())
    except Refused as refusal:
        if str(refusal.message) not in form.non_field_errors():
            form.refuse(refusal)
        return None
    return f"{kept.kind}@{kept.file.id}", kept.file.name


def _rival_page(request: DeskRequest, form: EntryForm, refusal: Conflict) -> HttpResponse:
    """Both are kept: the first as it stands, the other beside it; a person chooses."""
    entry_id = form.cleaned_data["entry_id"]
    operations.keep_rival(entry_id=entry_id, body=form.body(), actor=request.actor, now=clock.now())
    entry = queries.get_entry(entry_id, actor=request.actor)
    context = {"refusal": refusal, "entry": entry, "rows": stated(entry), "form": form}
    return render(request, "desk/activities/rival.html", context, status=refusal.status)
