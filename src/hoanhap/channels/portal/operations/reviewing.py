"""Handing a piece to somebody who checks it, and what they say."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.channels.portal import queries
from hoanhap.channels.portal.models import Piece
from hoanhap.channels.portal.operations.gate import require_passed
from hoanhap.channels.portal.operations.moving import move, to_change, to_check
from hoanhap.channels.portal.operations.words import check_whole
from hoanhap.channels.portal.states import PieceState
from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed
from vanban.text import clean


@transaction.atomic
def submit(*, piece_id: UUID, version: int, actor: Actor, now: datetime, acknowledged: bool = False) -> Piece:
    """Send a piece to be checked.

    :param acknowledged: the writer has read what the dignity gate remarks and keeps the words
    :raises NotAllowed: the actor does not write for its unit
    :raises Invalid: it is not whole, or the dignity gate blocks or remarks something
    :raises WrongState: it is not being written
    :raises Conflict: somebody else has changed it since ``version``
    """
    piece = to_change(piece_id, actor)
    check_whole(piece)
    remarks = require_passed(piece, acknowledged=acknowledged)
    piece = move(piece, PieceState.SUBMITTED, version=version, now=now, reason="", remarks=remarks)
    record(act="piece.submit", actor=actor, now=now, object_kind="piece", object_id=piece.id, detail={"acknowledged": remarks})
    return piece


@transaction.atomic
def give_back(*, piece_id: UUID, version: int, reason: str, actor: Actor, now: datetime) -> Piece:
    """Return a piece with a reason.

    :raises NotAllowed: the actor does not check for its unit
    :raises Invalid: no reason
    :raises WrongState: it does not wait
    :raises Conflict: somebody else has changed it since ``version``
    """
    piece = to_check(piece_id, actor)
    words = clean(reason).strip()
    if not words:
        raise Invalid("REASON_MISSING", _("Trả lại phải nêu lý do để người viết biết cần sửa gì."), fields={"reason": _("Hãy ghi lý do.")})
    piece = move(piece, PieceState.RETURNED, version=version, now=now, reason=words, checked_by=None)
    record(act="piece.give_back", actor=actor, now=now, object_kind="piece", object_id=piece.id, detail={"reason": words})
    return piece


@transaction.atomic
def check(*, piece_id: UUID, version: int, actor: Actor, now: datetime) -> Piece:
    """Say that a piece is right and may be published. Nobody checks what they wrote, unless the unit has nobody else who may.

    :raises NotAllowed: the actor does not check for its unit, or wrote it
    :raises WrongState: it does not wait
    :raises Conflict: somebody else has changed it since ``version``
    """
    piece = to_check(piece_id, actor)
    own = piece.author_id == actor.user_id
    if own and not queries.alone(piece, on=clock.day_of(now)):
        raise NotAllowed("OWN_PIECE", _("Không tự duyệt bài mình viết. Hãy nhờ người duyệt khác trong đơn vị."))
    piece = move(piece, PieceState.CHECKED, version=version, now=now, checked_by_id=actor.user_id, reason="")
    detail = {"own": _("tự duyệt: đơn vị không có người duyệt khác")} if own else {}
    record(act="piece.check", actor=actor, now=now, object_kind="piece", object_id=piece.id, detail=detail)
    return piece
