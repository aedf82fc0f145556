"""Finding a piece for an act and moving it, each once."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.channels.portal import policies, queries
from hoanhap.channels.portal.models import Piece, Shelf
from hoanhap.channels.portal.states import MOVES
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Conflict, NotAllowed
from hoanhap.kernel.states import require


def to_change(piece_id: UUID, actor: Actor) -> Piece:
    """The piece, for who writes for its unit.

    :raises NotAllowed: the actor does not
    """
    piece = queries.get_piece(piece_id, actor=actor)
    if not policies.may_change(actor, piece):
        raise NotAllowed("NOT_WRITER", _("Chỉ cán bộ, chuyên viên của đơn vị viết bài được sửa và gửi bài này."))
    return piece


def to_check(piece_id: UUID, actor: Actor) -> Piece:
    """The piece, for who checks in its unit or above.

    :raises NotAllowed: the actor does not
    """
    piece = queries.get_piece(piece_id, actor=actor)
    if not policies.may_check(actor, piece):
        raise NotAllowed("NOT_CHECKER", _("Chỉ người duyệt, lãnh đạo của đơn vị hoặc cấp trên được duyệt, đăng và gỡ bài."))
    return piece


def move(piece: Piece, target: str, *, version: int, now: datetime, **fields: Any) -> Piece:
    """Move a piece whose version the actor has seen, unless somebody was quicker.

    :raises WrongState: the table of moves does not hold this one
    :raises Conflict: somebody else has changed it since ``version``
    """
    _require(piece, target)
    same = Piece.objects.filter(pk=piece.id, version=version, state=piece.state)
    if not same.update(state=target, version=F("version") + 1, changed_at=now, **fields):
        raise _changed()
    return Piece.objects.get(pk=piece.id)


def hold(piece: Piece, target: str, *, version: int) -> Piece:
    """The piece with its row held until the end of the transaction, for an act that writes elsewhere before it moves the piece.

    :raises WrongState: the table of moves does not hold this one
    :raises Conflict: somebody else has changed it since ``version``
    """
    held = Piece.objects.select_for_update().get(pk=piece.id)
    _require(held, target)
    if held.version != version:
        raise _changed()
    return held


def turn_shelf() -> None:
    """Say that the public side has changed: kept pages are old from now on."""
    if not Shelf.objects.update(revision=F("revision") + 1):
        Shelf.objects.create(pk=1, revision=1)


def _require(piece: Piece, target: str) -> None:
    message = _("Bài đang ở trạng thái “%(state)s” nên không làm việc này được. Hãy tải lại trang.")
    require(MOVES, source=piece.state, target=target, message=message % {"state": piece.get_state_display()})


def _changed() -> Conflict:
    return Conflict("PIECE_CHANGED", _("Người khác vừa sửa hoặc duyệt bài này. Hãy tải lại trang để xem bản mới."))
