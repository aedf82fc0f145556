"""What is done with a piece: sent, checked, returned, published, taken up again, withdrawn; its pictures; texts brought in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.channels.portal import operations, policies, queries
from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotAllowed
from hoanhap.web import notices
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.portal import forms
from hoanhap.web.desk.portal.sheet import piece_page
from hoanhap.web.forms import Form


@desk("POST")
def submit(request: DeskRequest, piece_id: UUID) -> HttpResponse:
    """Send a piece to be checked."""
    form = forms.SubmitForm(request.POST, auto_id="submit_%s")
    done = _("Đã gửi duyệt “%(title)s”.")
    return _act(request, piece_id, "submit", form, lambda typed: operations.submit(piece_id=piece_id, **typed, **_now(request)), done)


@desk("POST")
def decide(request: DeskRequest, piece_id: UUID) -> HttpResponse:
    """Say that a piece is right, or return it with a reason."""
    right = request.POST.get("quyet") == "dat"
    form = forms.DecideForm(request.POST, returned=not right, auto_id="decide_%s")
    act = operations.check if right else operations.give_back
    done = _("Đã duyệt “%(title)s”. Bài chưa hiện ra ngoài; hãy đăng.") if right else _("Đã trả lại “%(title)s”.")
    return _act(request, piece_id, "decide", form, lambda typed: act(piece_id=piece_id, **typed, **_now(request)), done)


@desk("POST")
def publish(request: DeskRequest, piece_id: UUID) -> HttpResponse:
    """Publish what was checked."""
    form = forms.PublishForm(request.POST, auto_id="publish_%s")
    done = _("Đã đăng “%(title)s”. Bài được tính vào số liệu khi hiện ra ngoài.")
    return _act(request, piece_id, "publish", form, lambda typed: operations.publish(piece_id=piece_id, **typed, **_now(request)), done)


@desk("POST")
def withdraw(request: DeskRequest, piece_id: UUID) -> HttpResponse:
    """Take a piece down."""
    form = forms.WithdrawForm(request.POST, auto_id="withdraw_%s")
    done = _("Đã gỡ “%(title)s”. Bản đã đăng vẫn được lưu.")
    return _act(request, piece_id, "withdraw", form, lambda typed: operations.withdraw(piece_id=piece_id, **typed, **_now(request)), done)


@desk("POST")
def revise(request: DeskRequest, piece_id: UUID) -> HttpResponse:
    """Take a piece up again."""
    form = forms.ReviseForm(request.POST, auto_id="revise_%s")
    done = _("Đang sửa “%(title)s”. Bản đang đăng giữ nguyên đến khi đăng bản mới.")
    return _act(request, piece_id, "revise", form, lambda typed: operations.revise(piece_id=piece_id, **typed, **_now(request)), done)


@desk("POST")
def add_picture(request: DeskRequest, piece_id: UUID) -> HttpResponse:
    """Add a picture to a piece."""
    if not policies.may_change(request.actor, queries.get_piece(piece_id, actor=request.actor)):
        raise NotAllowed("NOT_WRITER", _("Chỉ cán bộ, chuyên viên của đơn vị viết bài được thêm ảnh."))
    form = forms.PictureForm(request.POST, request.FILES, auto_id="picture_%s")

    def added(typed: dict[str, Any]) -> queries.Piece:
        file, picture_id = typed.pop("file"), typed.pop("picture_id")
        sent = operations.Sent(file.name, file.chunks(), **typed)
        return operations.add_picture(piece_id=piece_id, picture_id=picture_id, sent=sent, **_now(request)).piece

    return _act(request, piece_id, "picture", form, added, _("Đã thêm ảnh vào “%(title)s”."))


@desk("POST")
def remove_picture(request: DeskRequest, piece_id: UUID, picture_id: UUID) -> HttpResponse:
    """Take a picture out of a piece."""
    operations.remove_picture(piece_id=piece_id, picture_id=picture_id, **_now(request))
    notices.say(request, _("Đã bỏ ảnh."))
    return redirect("portal_piece", piece_id)


@desk("POST")
def load(request: DeskRequest) -> HttpResponse:
    """Bring in the answers and fact-checks that come with the system; each still has to be checked."""
    brought = operations.load_content(**_now(request))
    sentence = ngettext("Đã nạp %(n)d bài soạn sẵn; bài chờ người duyệt.", "Đã nạp %(n)d bài soạn sẵn; các bài chờ người duyệt.", brought)
    notices.say(request, sentence % {"n": brought} if brought else _("Không có bài soạn sẵn nào mới."))
    return redirect("portal")


def _act(
    request: DeskRequest, piece_id: UUID, name: str, form: Form, act: Callable[[dict[str, Any]], queries.Piece], done: str
) -> HttpResponse:
    """Do it and say so; or show the piece again with what was refused, to those who may act on it."""
    if form.is_valid():
        with form.refusals():
            piece = act(dict(form.cleaned_data))
            notices.say(request, done % {"title": piece.title})
            return redirect("portal_piece", piece_id)
    piece = queries.get_piece(piece_id, actor=request.actor)
    if not (policies.may_change(request.actor, piece) or policies.may_check(request.actor, piece)):
        raise NotAllowed("NOT_EDITOR", _("Chỉ người viết và người duyệt của đơn vị làm được việc này với bài."))
    return piece_page(request, piece, refused={name: form})


def _now(request: DeskRequest) -> dict[str, Any]:
    return {"actor": request.actor, "now": clock.now()}
