"""Pictures of a piece: made anew in the confined child, so that place, camera and author stay behind."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.channels.portal.models import Picture, Piece
from hoanhap.channels.portal.operations.gate import examine
from hoanhap.channels.portal.operations.moving import to_change
from hoanhap.channels.portal.states import WRITABLE
from hoanhap.ground.audit.operations import record
from hoanhap.ground.files import operations as files
from hoanhap.ground.files.queries import StoredFile
from hoanhap.kernel import storage
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotFound, WrongState
from hoanhap.kernel.sandbox import examine as examine_file
from vanban.checking import dignity
from vanban.text import clean

CAP = 20 << 20
MOST = 6


@dataclass(frozen=True, slots=True)
class Sent:
    """A picture as it was sent, and what was said about it. ``recognisable`` is None where nobody has said."""

    name: str
    chunks: Iterable[bytes]
    alternative: str
    caption: str = ""
    recognisable: bool | None = None
    consent_note: str = ""


def add_picture(*, piece_id: UUID, picture_id: UUID, sent: Sent, actor: Actor, now: datetime) -> Picture:
    """Add a picture to a piece that is being written. The same id again gives the first one. What was sent is never kept.

    :raises NotAllowed: the actor does not write for its unit
    :raises WrongState: the piece is not being written
    :raises Invalid: no words for who does not see it, nobody said whether people can be recognised, no consent, or no picture
    """
    piece = _writable(piece_id, actor)
    words = {name: _line(getattr(sent, name)) for name in ("alternative", "caption", "consent_note")}
    _check(words, sent.recognisable)
    first = Picture.objects.filter(pk=picture_id, piece=piece).first()
    if first is not None:
        return first
    if piece.pictures.count() >= MOST:
        raise Invalid("TOO_MANY_PICTURES", _("Mỗi bài nhiều nhất %(most)d ảnh để trang mở nhanh. Hãy bỏ bớt một ảnh.") % {"most": MOST})
    with storage.incoming(sent.chunks, cap=CAP) as came:
        answer = examine_file(came.path, task="picture", name=sent.name)
    if "ok" not in answer:
        raise Invalid("PICTURE_REFUSED", str(answer["refused"]), fields={"file": str(answer["refused"])})
    return _keep(piece, picture_id, answer["ok"], {**words, "recognisable": bool(sent.recognisable)}, actor=actor, now=now)


@transaction.atomic
def remove_picture(*, piece_id: UUID, picture_id: UUID, actor: Actor, now: datetime) -> None:
    """Take a picture out of a piece that is being written. Editions that showed it keep it on record.

    :raises NotAllowed: the actor does not write for its unit
    :raises NotFound: the piece has no such picture
    :raises WrongState: the piece is not being written
    """
    piece = _writable(piece_id, actor)
    if not Picture.objects.filter(pk=picture_id, piece=piece).delete()[0]:
        raise NotFound("PICTURE_NOT_FOUND", _("Bài không có ảnh này. Hãy tải lại trang."))
    _touch(piece, "piece.remove_picture", actor=actor, now=now)


@transaction.atomic
def _keep(piece: Piece, picture_id: UUID, made: dict[str, Any], words: dict[str, Any], *, actor: Actor, now: datetime) -> Picture:
    large, small = (_store(piece, picture_id, size, made[size], actor=actor, now=now) for size in ("large", "small"))
    sizes = {name: made[name] for name in ("width", "height", "small_width", "small_height")}
    picture = Picture.objects.create(id=picture_id, piece=piece, large=large, small=small, added_at=now, **sizes, **words)
    _touch(piece, "piece.add_picture", actor=actor, now=now)
    return picture


def _store(piece: Piece, picture_id: UUID, size: str, content: str, *, actor: Actor, now: datetime) -> StoredFile:
    row = files.take_in(
        file_id=uuid5(picture_id, size), name=f"{piece.slug}-{size}.webp", chunks=[b64decode(content)], actor=actor, now=now
    )
    files.accept(file_id=row.id, media_type="image/webp", actor=actor, now=now)
    return row


def _touch(piece: Piece, act: str, *, actor: Actor, now: datetime) -> None:
    if not Piece.objects.filter(pk=piece.id, state__in=WRITABLE).update(version=F("version") + 1, changed_at=now):
        raise _not_writable()
    record(act=act, actor=actor, now=now, object_kind="piece", object_id=piece.id)


def _writable(piece_id: UUID, actor: Actor) -> Piece:
    piece = to_change(piece_id, actor)
    if piece.state not in WRITABLE:
        raise _not_writable()
    return piece


def _not_writable() -> WrongState:
    return WrongState("PIECE_NOT_WRITABLE", _("Bài đang chờ duyệt hoặc đã đăng nên không đổi ảnh được. Hãy bấm “Sửa lại” trước."))


def _check(words: dict[str, str], recognisable: bool | None) -> None:  # noqa: FBT001  the answer to a question, named by every caller
    wrong: dict[str, str] = {}
    if not words["alternative"]:
        wrong["alternative"] = _("Hãy tả ảnh bằng một câu cho người không nhìn thấy ảnh.")
    if recognisable is None:
        wrong["recognisable"] = _("Hãy trả lời: trong ảnh có nhận ra được ai không?")
    for objection in dignity.examine_picture(people_recognisable=bool(recognisable), consent_id=words["consent_note"]):
        wrong["consent_note"] = objection.message
    blocked = [remark.whole for remark in examine(f"{words['alternative']}\n\n{words['caption']}") if remark.blocks]
    if blocked:
        wrong["caption"] = " ".join(blocked)
    if wrong:
        raise Invalid("PICTURE_INVALID", _("Còn ô về ảnh chưa đúng. Hãy sửa rồi gửi lại."), fields=dict(wrong))


def _line(text: str) -> str:
    return " ".join(clean(text).split())
