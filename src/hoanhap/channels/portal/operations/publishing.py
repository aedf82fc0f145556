"""Putting an edition before the public for a time, and taking it down."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.channels.portal.models import Edition, Piece
from hoanhap.channels.portal.operations.gate import require_passed
from hoanhap.channels.portal.operations.moving import hold, move, to_check, turn_shelf
from hoanhap.channels.portal.operations.words import check_whole
from hoanhap.channels.portal.states import ADDRESSES, INDICATORS, PieceState
from hoanhap.ground.audit.operations import record
from hoanhap.ground.files import operations as files
from hoanhap.ground.files.queries import StoredFile
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed
from hoanhap.work.activities.operations.publishing import Published, record_published, take_back_published
from hoanhap.work.documents.queries import fold_number
from vanban.text import clean

_NUMBER = re.compile(r"\b\d+/(?:\d{4}/)?[A-ZĐ][A-ZĐ0-9&]*(?:-[A-ZĐ0-9&]+)*")
WORDS = ("kind", "slug", "title", "summary", "body", "audiences", "citations", "ask", "verdict", "law_status", "checked_on", "review_due")


@transaction.atomic
def publish(
    *, piece_id: UUID, version: int, actor: Actor, now: datetime, shown_from: datetime | None = None, shown_until: datetime | None = None,
    acknowledged: bool = False,
) -> Piece:  # fmt: skip
    """Publish what was checked, now or from a moment on, for good or until a moment. From that moment it counts in the ledger.

    :raises NotAllowed: the actor does not check for its unit
    :raises Invalid: the moments make no sense, or the dignity gate (whose rules may be newer) blocks or remarks something
    :raises WrongState: it has not been checked
    :raises Conflict: somebody else has changed it since ``version``
    """
    piece = to_check(piece_id, actor)
    begin = _begin(piece, shown_from, shown_until, now=now)
    check_whole(piece)
    remarks = require_passed(piece, acknowledged=acknowledged or bool(piece.remarks))
    piece = hold(piece, PieceState.PUBLISHED, version=version)
    edition = _edition(piece, actor=actor, now=now)
    piece = move(piece, PieceState.PUBLISHED, version=version, now=now, edition=edition, shown_from=begin, shown_until=shown_until,
                 reason="", remarks=remarks)  # fmt: skip
    turn_shelf()
    record(act="piece.publish", actor=actor, now=now, object_kind="piece", object_id=piece.id,
           detail={"edition": edition.number, "sha256": edition.digest, "from": begin.isoformat(),
                   "until": shown_until.isoformat() if shown_until else None})  # fmt: skip
    if begin <= now:
        count_as_shown(piece, actor=actor, now=now)
    return Piece.objects.get(pk=piece.id)


@transaction.atomic
def withdraw(*, piece_id: UUID, version: int, reason: str, actor: Actor, now: datetime) -> Piece:
    """Take a piece down at once, with a reason. What was published stays on record.

    A piece withdrawn on the day on which it came out was a mistake: it leaves the figures. Withdrawn later it goes on counting, for it
    was public, and its edition and hash prove what stood there.

    :raises NotAllowed: the actor does not check for its unit
    :raises Invalid: no reason
    :raises WrongState: it is withdrawn already
    :raises Conflict: somebody else has changed it since ``version``
    """
    piece = to_check(piece_id, actor)
    words = clean(reason).strip()
    if not words:
        raise Invalid("REASON_MISSING", _("Gỡ bài phải nêu lý do; lý do được lưu cùng bài."), fields={"reason": _("Hãy ghi lý do gỡ bài.")})
    by_mistake = bool(
        piece.entry_id and piece.shown_from and piece.editions.count() == 1 and clock.day_of(piece.shown_from) == clock.day_of(now)
    )
    piece = take_down(piece, version=version, reason=words, now=now, **({"entry": None} if by_mistake else {}))
    record(act="piece.withdraw", actor=actor, now=now, object_kind="piece", object_id=piece.id, detail={"reason": words})
    if by_mistake:
        entry_id = count_id(piece, piece.editions.latest("number"))
        take_back_published(entry_id=entry_id, reason=words, actor=actor, now=now)
    return piece


def take_down(piece: Piece, *, version: int, reason: str, now: datetime, **fields: Any) -> Piece:
    """Withdraw a piece that the caller has found for its actor."""
    moved = move(piece, PieceState.WITHDRAWN, version=version, now=now, reason=reason, edition=None, shown_from=None, shown_until=None,
                 **fields)  # fmt: skip
    turn_shelf()
    return moved


def count_as_shown(piece: Piece, *, actor: Actor, now: datetime) -> None:
    """Count a piece that the public can read, once: another edition of it is the same work."""
    edition = piece.edition
    if piece.entry_id is not None or edition is None or edition.file_id is None or piece.shown_from is None:
        return
    published = Published(
        entry_id=count_id(piece, edition), unit_id=piece.unit_id, title=edition.title, day=clock.day_of(piece.shown_from),
        indicator=INDICATORS[piece.kind], url=settings.SITE_ADDRESS.rstrip("/") + ADDRESSES[piece.kind].format(slug=piece.slug),
        file_id=edition.file_id, sha256=edition.digest, written_by_id=piece.author_id, published_by_id=edition.published_by_id,
    )  # fmt: skip
    entry = record_published(published=published, actor=actor, now=now)
    Piece.objects.filter(pk=piece.id).update(entry=entry)


def count_id(piece: Piece, edition: Edition) -> UUID:
    """The id of the entry that a piece counts by: the same however often it is asked for."""
    return uuid5(piece.id, f"edition {edition.number}")


def _begin(piece: Piece, shown_from: datetime | None, shown_until: datetime | None, *, now: datetime) -> datetime:
    """From when the edition is shown: what is public already stays so, and keeps the day on which it came out."""
    begin = max(shown_from or now, now)
    if piece.shown_from is not None and piece.shown_from <= now:
        if begin > now:
            sentence = _("Bài đang được đăng nên bản sửa thay ngay khi đăng, không hẹn giờ được. Hãy để trống ô này.")
            raise Invalid("ALREADY_SHOWN", sentence, fields={"shown_from": sentence})
        begin = piece.shown_from
    if shown_until is not None and shown_until <= max(begin, now):
        sentence = _("Lúc hết đăng phải sau lúc bắt đầu và sau bây giờ.")
        raise Invalid("SHOWN_BACKWARDS", sentence, fields={"shown_until": sentence})
    return begin


def _edition(piece: Piece, *, actor: Actor, now: datetime) -> Edition:
    """Keep what is published, word for word: as a row for the pages, and as a stored file that outlives them."""
    number = piece.editions.count() + 1
    pictures = [_shown(picture) for picture in piece.pictures.order_by("added_at", "id")]
    said: dict[str, Any] = {name: getattr(piece, name) for name in WORDS}
    stored = _store(piece, {**said, "number": number, "pictures": pictures}, actor=actor, now=now)
    return Edition.objects.create(
        id=uuid5(piece.id, f"words {number}"), piece=piece, number=number, unit_id=piece.unit_id, column_id=piece.column_id,
        featured=piece.featured, publisher=organisations.name_of(piece.unit_id, on=clock.day_of(now)).name, pictures=pictures,
        published_by_id=_somebody(actor), published_at=now, digest=stored.sha256, file=stored, numbers=_numbers(piece), **said,
    )  # fmt: skip


def _somebody(actor: Actor) -> UUID:
    """Who publishes. The policies have let no job come so far."""
    if actor.user_id is None:
        raise NotAllowed("NOT_CHECKER", _("Chỉ một người duyệt mới đăng được bài."))
    return actor.user_id


def _store(piece: Piece, said: dict[str, Any], *, actor: Actor, now: datetime) -> StoredFile:
    """The published text as a file of the piece's unit, whoever published it: it is that unit's evidence."""
    text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    row = files.take_in(
        file_id=uuid5(piece.id, f"text {said['number']}"), name=f"{piece.slug}-{said['number']}.json", chunks=[text.encode()],
        actor=replace(actor, unit_id=piece.unit_id), now=now,
    )  # fmt: skip
    files.accept(file_id=row.id, media_type="application/json", actor=actor, now=now)
    return row


def _shown(picture: Any) -> dict[str, Any]:
    names = ("width", "height", "small_width", "small_height", "alternative", "caption", "recognisable")
    return {"large": str(picture.large_id), "small": str(picture.small_id), "sha256": picture.large.sha256} | {
        name: getattr(picture, name) for name in names
    }


def _numbers(piece: Piece) -> str:
    """Every document number that the piece cites or names, folded, a space between."""
    named = [row["text"] for row in piece.citations]
    named += _NUMBER.findall(clean(f"{piece.title}\n{piece.summary}\n{piece.body}"))
    return " ".join(dict.fromkeys(fold_number(text) for text in named))
