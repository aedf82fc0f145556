"""Texts as those who work on them see them: of the actor's unit and of the units below it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from hoanhap.channels.portal import policies
from hoanhap.channels.portal.models import Column, Piece, Unanswered
from hoanhap.channels.portal.states import PieceState
from hoanhap.ground.accounts import queries as accounts
from hoanhap.kernel.actor import Actor, Role
from hoanhap.kernel.errors import NotAllowed, NotFound


def visible(actor: Actor) -> QuerySet[Piece]:
    """Every piece that the actor may see, last changed first."""
    return Piece.objects.filter(unit_id__in=actor.within).select_related("column", "author", "edition").order_by("-changed_at", "id")


def get_piece(piece_id: UUID, *, actor: Actor) -> Piece:
    """One piece with its pictures.

    :raises NotFound: there is none such for this actor
    """
    piece = visible(actor).filter(pk=piece_id).prefetch_related("pictures").first()
    if piece is None:
        raise NotFound("PIECE_NOT_FOUND", _("Không tìm thấy bài này, hoặc bài không thuộc đơn vị của bạn."))
    return piece


def listed(actor: Actor, *, state: str = "", kind: str = "") -> QuerySet[Piece]:
    """Pieces in a state and of a kind, where these are named."""
    rows = visible(actor)
    rows = rows.filter(state=state) if state else rows
    return rows.filter(kind=kind) if kind else rows


def counts(actor: Actor) -> dict[str, int]:
    """How many pieces stand in each state."""
    return dict(visible(actor).order_by().values_list("state").annotate(n=Count("id")))


def to_check(actor: Actor) -> QuerySet[Piece]:
    """Pieces that wait for this reviewer."""
    if not policies.may_check_some(actor):
        return Piece.objects.none()
    return visible(actor).filter(state__in=[PieceState.SUBMITTED, PieceState.CHECKED]).order_by("changed_at", "id")


def due_for_review(actor: Actor, *, today: date) -> QuerySet[Piece]:
    """Published pieces that have to be held against the law again, and will have to within a month; the first due first."""
    soon = Q(state=PieceState.PUBLISHED, review_due__lte=today + timedelta(days=30))
    return visible(actor).filter(Q(state=PieceState.DUE) | soon).order_by("review_due", "id")


def all_columns(kind: str) -> list[Column]:
    """Every column of a kind, to choose from."""
    return list(Column.objects.filter(kind=kind).order_by("position", "slug"))


def alone(piece: Piece, *, on: date) -> bool:
    """Whether nobody but the author may check in the piece's unit: then the author may, and the trail says so."""
    others = accounts.holders_of(piece.unit_id, (Role.REVIEWER, Role.LEADER), on).exclude(user_id=piece.author_id)
    return not others.exists()


def searched_in_vain(actor: Actor, *, since: date, limit: int = 100) -> list[dict[str, Any]]:
    """What was searched without an answer, the most often first: words, how often, last when.

    :raises NotAllowed: it is for those who write and check
    """
    if not policies.may_enter(actor):
        raise NotAllowed("NOT_EDITOR", _("Chỉ người viết và người duyệt bài xem được danh sách này."))
    rows = Unanswered.objects.filter(day__gte=since).values("words").annotate(times=Sum("count"), last=Max("day"))
    return list(rows.order_by("-times", "-last", "words")[:limit])
