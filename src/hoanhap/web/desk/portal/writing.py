"""The editor: words at the left, the page as the public would read it at the right, with what the dignity gate says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.channels.portal import operations, policies, queries
from hoanhap.channels.portal.states import WRITABLE, Kind
from hoanhap.kernel import clock
from hoanhap.kernel.errors import Conflict, NotAllowed, NotFound, WrongState
from hoanhap.web import notices
from hoanhap.web.conflicts import conflict_page
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.portal.forms import PieceForm, typed_of
from hoanhap.web.desk.portal.sheet import remark_rows
from hoanhap.web.forms import posted


@desk("GET", "POST")
def begin(request: DeskRequest, kind: str) -> HttpResponse:
    """A new piece of a kind."""
    if kind.upper() not in Kind.values:
        raise NotFound("KIND_UNKNOWN", _("Không có loại bài này. Hãy chọn trong trang Cổng thông tin."))
    if not policies.may_write(request.actor):
        raise NotAllowed("MAY_NOT_WRITE", _("Chỉ cán bộ, chuyên viên được viết bài cho đơn vị mình."))
    form = PieceForm(posted(request), kind=kind.upper())
    if form.is_valid() and "xem" not in request.POST:
        with form.refusals():
            piece_id = form.cleaned_data["piece_id"]
            piece = operations.draft(piece_id=piece_id, kind=form.kind, words=form.words(), actor=request.actor, now=clock.now())
            return _saved(request, piece)
    return _editor(request, form, back=reverse("portal"))


@desk("GET", "POST")
def change(request: DeskRequest, piece_id: UUID) -> HttpResponse:
    """Change the words of a piece that is being written."""
    piece = _to_change(request, piece_id)
    form = PieceForm(posted(request), kind=piece.kind, initial=typed_of(piece))
    back = reverse("portal_piece", args=[piece_id])
    try:
        if form.is_valid() and "xem" not in request.POST:
            with form.refusals():
                version = form.cleaned_data["version"] or 0
                piece = operations.change(piece_id=piece_id, version=version, words=form.words(), actor=request.actor, now=clock.now())
                return _saved(request, piece)
    except Conflict as refusal:
        fresh = queries.get_piece(piece_id, actor=request.actor)
        return conflict_page(request, form, refusal=refusal, theirs=typed_of(fresh), version=fresh.version, back=back)
    return _editor(request, form, back=back)


def _to_change(request: DeskRequest, piece_id: UUID) -> queries.Piece:
    piece = queries.get_piece(piece_id, actor=request.actor)
    if not policies.may_change(request.actor, piece):
        raise NotAllowed("NOT_WRITER", _("Chỉ cán bộ, chuyên viên của đơn vị viết bài được sửa và gửi bài này."))
    if piece.state not in WRITABLE:
        raise WrongState("PIECE_NOT_WRITABLE", _("Bài đang chờ duyệt hoặc đã đăng nên không sửa ở đây được. Hãy bấm “Sửa lại” trước."))
    return piece


def _saved(request: DeskRequest, piece: queries.Piece) -> HttpResponse:
    notices.say(request, _("Đã lưu “%(title)s”. Bài chưa gửi đi đâu; hãy gửi duyệt khi viết xong.") % {"title": piece.title})
    return redirect("portal_piece", piece.id)


def _editor(request: DeskRequest, form: PieceForm, *, back: str) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "back": back, "kind": form.kind.label, "text": _text(form)}
    if form.is_bound and form.is_valid():
        context["remarks"] = remark_rows(operations.remarks_on_draft(form.kind, form.words()))
    refused = form.is_bound and not ("xem" in request.POST and form.is_valid())
    return render(request, "desk/portal/write.html", context, status=422 if refused else 200)


def _text(form: PieceForm) -> dict[str, str]:
    """What stands in the form, to be shown as the public would read it."""
    return {name: str(form[name].value() or "") for name in ("title", "summary", "body") if name in form.fields}
