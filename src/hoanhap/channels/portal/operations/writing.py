"""Writing a piece: begun, changed, taken up again after it was published."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.channels.portal import policies
from hoanhap.channels.portal.models import Piece
from hoanhap.channels.portal.operations.moving import move, to_change
from hoanhap.channels.portal.operations.words import Draft, check_draft, columns_of, slug_of
from hoanhap.channels.portal.states import WRITABLE, Kind, PieceState
from hoanhap.ground.audit.operations import record
from hoanhap.kernel import locks
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, WrongState


@transaction.atomic
def draft(*, piece_id: UUID, kind: str, words: Draft, actor: Actor, now: datetime, loaded_digest: str = "") -> Piece:
    """Begin a piece of the actor's unit. The same id again gives the first one.

    :raises NotAllowed: the actor writes for no unit
    :raises Invalid: something does not make sense, or the address is taken; ``fields`` says what
    """
    if not policies.may_write(actor) or actor.user_id is None:
        raise NotAllowed("MAY_NOT_WRITE", _("Chỉ cán bộ, chuyên viên được viết bài cho đơn vị mình."))
    if kind not in Kind.values:
        raise Invalid("KIND_UNKNOWN", _("Không có loại bài này. Hãy chọn trong danh sách."))
    check_draft(kind, words)
    locks.hold("piece", piece_id)
    first = Piece.objects.filter(pk=piece_id, unit_id=actor.own_unit).first()
    if first is not None:
        return first
    slug = _free_slug(kind, words, piece_id=piece_id)
    piece = Piece.objects.create(
        id=piece_id, kind=kind, unit_id=actor.own_unit, author_id=actor.user_id, created_at=now, changed_at=now, slug=slug,
        loaded_digest=loaded_digest, **columns_of(words),
    )  # fmt: skip
    record(act="piece.draft", actor=actor, now=now, object_kind="piece", object_id=piece.id, detail={"kind": kind, "slug": slug})
    return piece


@transaction.atomic
def change(*, piece_id: UUID, version: int, words: Draft, actor: Actor, now: datetime) -> Piece:
    """Change the words of a draft or of a piece that was returned.

    :raises NotAllowed: the actor does not write for its unit
    :raises WrongState: it is being checked or is published; a published one is taken up again first
    :raises Invalid: something does not make sense; ``fields`` says what
    :raises Conflict: somebody else has changed it since ``version``
    """
    piece = to_change(piece_id, actor)
    if piece.state not in WRITABLE:
        raise WrongState("PIECE_NOT_WRITABLE", _("Bài đang chờ duyệt hoặc đã đăng nên không sửa ở đây được. Hãy bấm “Sửa lại” trước."))
    check_draft(piece.kind, words)
    slug = piece.slug if _keeps_slug(piece, words) else _free_slug(piece.kind, words, piece_id=piece.id)
    same = Piece.objects.filter(pk=piece.id, version=version, state__in=WRITABLE)
    if not same.update(version=F("version") + 1, changed_at=now, slug=slug, **columns_of(words)):
        raise Conflict("PIECE_CHANGED", _("Người khác vừa sửa bài này. Bản của họ được giữ; hãy xem lại rồi sửa tiếp."))
    record(act="piece.change", actor=actor, now=now, object_kind="piece", object_id=piece.id)
    return Piece.objects.get(pk=piece.id)


@transaction.atomic
def revise(*, piece_id: UUID, version: int, actor: Actor, now: datetime) -> Piece:
    """Take up a published or withdrawn piece again. What the public read stays until another edition is published.

    :raises NotAllowed: the actor does not write for its unit
    :raises WrongState: it is neither published nor withdrawn
    :raises Conflict: somebody else has changed it since ``version``
    """
    piece = move(to_change(piece_id, actor), PieceState.DRAFT, version=version, now=now, checked_by=None, remarks=[])
    record(act="piece.revise", actor=actor, now=now, object_kind="piece", object_id=piece.id)
    return piece


def _keeps_slug(piece: Piece, words: Draft) -> bool:
    """An address that has been public never changes; before that it follows the title, unless somebody chose it."""
    follows = piece.slug.startswith(slug_of(piece.title))
    return piece.editions.exists() or (not words.slug and not follows) or words.title == piece.title


def _free_slug(kind: str, words: Draft, *, piece_id: UUID) -> str:
    """The address asked for; one made from the title gets a number when it is taken.

    :raises Invalid: the address asked for is taken
    """
    locks.hold("slug", kind)
    wished = words.slug or slug_of(words.title)
    others = Piece.objects.filter(kind=kind, slug__startswith=wished).exclude(pk=piece_id)
    taken = set(others.values_list("slug", flat=True))
    if words.slug:
        if words.slug in taken:
            sentence = _("Địa chỉ này đã dùng cho bài khác. Hãy đổi vài chữ.")
            raise Invalid("SLUG_TAKEN", sentence, fields={"slug": sentence})
        return words.slug
    return next(slug for number in range(1, len(taken) + 2) if (slug := wished if number == 1 else f"{wished}-{number}") not in taken)
