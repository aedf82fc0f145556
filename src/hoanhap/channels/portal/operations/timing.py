"""What happens when a moment comes: published pieces begin to count, expired ones are put away, answers fall due for review.

None of this decides what the public see (queries do, when asked): a worker that is down makes figures and marks late, nothing else.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.channels.portal import queries
from hoanhap.channels.portal.models import Piece
from hoanhap.channels.portal.operations.moving import move, turn_shelf
from hoanhap.channels.portal.operations.publishing import count_as_shown, take_down
from hoanhap.channels.portal.states import PieceState
from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Refused

AT_ONCE = 200


def record_shown(*, actor: Actor, now: datetime) -> int:
    """Count every piece whose moment has come, and say how many those were."""
    waiting = Piece.objects.filter(edition__isnull=False, entry__isnull=True, shown_from__lte=now).values_list("id", flat=True)
    done = 0
    for piece_id in list(waiting[:AT_ONCE]):
        with transaction.atomic():
            piece = Piece.objects.select_for_update().get(pk=piece_id)
            count_as_shown(piece, actor=actor, now=now)
            done += 1
    return done


def take_down_expired(*, actor: Actor, now: datetime) -> int:
    """Put away every piece whose time is over, and say how many those were. It has counted, and goes on counting."""
    done = 0
    for piece in list(Piece.objects.filter(edition__isnull=False, shown_until__lte=now)[:AT_ONCE]):
        until = piece.shown_until.astimezone(clock.VIETNAM) if piece.shown_until else now
        reason = _("Hết thời hạn đăng lúc %(moment)s.") % {"moment": f"{until:%H:%M %d/%m/%Y}"}
        done += _each(piece, reason, actor=actor, now=now)
    return done


def _each(piece: Piece, reason: str, *, actor: Actor, now: datetime) -> bool:
    try:
        with transaction.atomic():
            count_as_shown(piece, actor=actor, now=now)
            take_down(piece, version=piece.version, reason=reason, now=now)
            record(act="piece.expire", actor=actor, now=now, object_kind="piece", object_id=piece.id, detail={"reason": reason})
    except Refused:
        return False  # somebody is at it at this moment; the next minute looks again
    return True


def mark_due(*, actor: Actor, now: datetime) -> int:
    """Mark every published piece that has to be held against the law again (a day that was set, or a text that it cites has changed
    since it was checked), and say how many those were."""
    done = 0
    for piece in Piece.objects.filter(state=PieceState.PUBLISHED).select_related("edition"):
        reason = " ".join(queries.why_due(piece.edition, on=clock.day_of(now))) if piece.edition else ""
        if reason:
            done += _mark(piece, reason, actor=actor, now=now)
    return done


def _mark(piece: Piece, reason: str, *, actor: Actor, now: datetime) -> bool:
    try:
        with transaction.atomic():
            move(piece, PieceState.DUE, version=piece.version, now=now, reason=reason)
            turn_shelf()
            record(act="piece.due", actor=actor, now=now, object_kind="piece", object_id=piece.id, detail={"reason": reason})
    except Refused:
        return False
    return True
