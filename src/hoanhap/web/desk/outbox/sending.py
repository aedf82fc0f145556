"""Taking in what a phone kept: who is signed in, each file by itself, then the entry that names them. The outbox reads the answers."""

from __future__ import annotations

from uuid import UUID

from django.forms.boundfield import BoundField
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotAllowed
from hoanhap.web.desk.activities.forms import EntryForm
from hoanhap.web.desk.activities.remarks import mark_of_remarks, unseen
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.outbox.forms import BROKEN, FileForm
from hoanhap.web.forms import Form
from hoanhap.work.activities import operations, policies, queries


@desk()
def outbox_owner(request: DeskRequest) -> HttpResponse:
    """Whose outbox may be sent now, and a fresh token to send it with."""
    return JsonResponse({"owner": _mark(request), "token": get_token(request)})


@desk("POST")
def send_kept_file(request: DeskRequest, code: str, entry_id: UUID) -> HttpResponse:
    """One photograph or recording of an entry that will follow. Sent twice it is one file; the answer is its receipt."""
    _require_may_log(request)
    if not _is_sender(request):
        return _other_sender()
    form = FileForm(request.POST, request.FILES, channel=queries.channel(code), on=clock.day_of(clock.now()))
    if form.is_valid():
        with form.refusals():
            [kept] = operations.keep_evidence(entry_id=entry_id, sent=form.sent(), actor=request.actor, now=clock.now())
            return JsonResponse({"kept": f"{kept.kind}@{kept.file.id}", "sha256": kept.file.sha256})
    return _refused(form)


@desk("POST")
def send_kept(request: DeskRequest, code: str, entry_id: UUID) -> HttpResponse:
    """An entry that a phone kept under an id of its own. Sent twice it is one entry; the answer says where it is."""
    _require_may_log(request)
    if not _is_sender(request):
        return _other_sender()
    data = request.POST.copy()
    data["entry_id"] = str(entry_id)
    form = EntryForm(data, channel=queries.channel(code), actor=request.actor, on=clock.day_of(clock.now()))
    if form.is_valid():
        told = form.remarks(unit_id=request.actor.own_unit)
        if unseen(form, told):
            message = " ".join([_("Hãy xem lại trước khi gửi:"), *(row.message for row in told)])
            return JsonResponse({"message": message, "seen": mark_of_remarks(told)}, status=422)
        with form.refusals():
            operations.log(entry_id=entry_id, body=form.body(), kept=form.kept_ids(), actor=request.actor, now=clock.now())
            return JsonResponse({"entry": reverse("entry", args=[entry_id])})
    return _refused(form)


def _require_may_log(request: DeskRequest) -> None:
    if not policies.may_log(request.actor):
        raise NotAllowed("MAY_NOT_LOG", _("Chỉ cán bộ, chuyên viên của đơn vị được ghi hoạt động của đơn vị mình."))


def _mark(request: DeskRequest) -> str:
    """Who acts for which unit, as the pages of the desk name it to the outbox."""
    return f"{request.actor.user_id}.{request.actor.unit_id}"


def _is_sender(request: DeskRequest) -> bool:
    """Whether this was kept by who sends it: somebody else may have signed in meanwhile in another window."""
    return request.POST.get("owner") in (None, _mark(request))


def _other_sender() -> HttpResponse:
    message = _("Lượt này do người khác hoặc cho đơn vị khác giữ lại. Chỉ người đó, khi đăng nhập, mới gửi được.")
    return JsonResponse({"message": message, "again": True}, status=409)


def _refused(form: Form) -> HttpResponse:
    """What is wrong, as sentences, each with the name of its field."""
    found = [str(message) for message in form.non_field_errors()]
    found += [f"{_label(bound)}{message}" for bound in form for message in bound.errors]
    return JsonResponse({"message": " ".join(found), "again": form.has_error("photo", BROKEN)}, status=422)


def _label(bound: BoundField) -> str:
    return "" if bound.is_hidden else f"{bound.label}: "
