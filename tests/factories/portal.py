"""Pieces of the portal in the state a test needs, made by the people who would make them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from hoanhap.channels.portal import operations as portal
from hoanhap.channels.portal.queries import Picture, Piece
from hoanhap.channels.portal.states import Kind, PieceState
from hoanhap.ground.organisations.queries import Unit
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor, Role
from hoanhap.work.figures.operations.catalogue import codes, definitions
from hoanhap.work.figures.operations.ledger import define
from tests.factories import people, work


def indicators() -> None:
    """What published pieces count as."""
    edition = {name: codes()[name] for name in ("valid_from", "source")}
    for position, row in enumerate(definitions()):
        if row.code in ("web.items", "qa.items", "fc.published"):
            version = row.content | edition
            define(code=row.code, channel="", kind=row.kind, position=position, version=version, actor=people.SYSTEM, now=clock.now())


@dataclass(frozen=True)
class Desk:
    """Who writes and who checks in a unit."""

    writer: Actor
    checker: Actor


def desk(unit: Unit) -> Desk:
    """An officer and a reviewer of the unit."""
    return Desk(*(people.acting(people.official(role, at=unit)) for role in (Role.OFFICER, Role.REVIEWER)))


def words(kind: str = Kind.ARTICLE, **given: Any) -> portal.Draft:
    """Words that are whole enough to be published."""
    made = portal.Draft(
        title="Ngày hội việc làm tại xã Thử",
        summary="Xã mở ngày hội việc làm cho người vừa trở về.",
        body="Sáng nay xã mở ngày hội việc làm.\n\n- Có mười doanh nghiệp.\n- Có nơi tư vấn vay vốn.",
    )
    if kind == Kind.ANSWER:
        made = replace(
            made,
            title="Được đặc xá rồi có phải là xóa án tích luôn không?",
            body="Không. Xóa án tích có điều kiện riêng.",
            ask=("Công an xã",),
            citations=(portal.Citation("30/2018/QH14", "Điều 3"),),
            checked_on=date(2026, 11, 1),
            review_due=date(2099, 1, 1),
            audiences=("returning",),
        )
    if kind == Kind.FACT:
        made = replace(
            made, title="Nộp tiền thì được đặc xá", body="Xét đặc xá không thu tiền.", verdict="FALSE", checked_on=date(2026, 11, 1),
            citations=(portal.Citation("30/2018/QH14", "Điều 11"),),
        )  # fmt: skip
    return replace(made, **given)


def piece(desk: Desk, state: str = PieceState.DRAFT, *, kind: str = Kind.ARTICLE, now: datetime | None = None, **given: Any) -> Piece:
    """A piece on its way to ``state``, by the officer and the reviewer. ``shown_from`` and ``shown_until`` go to the publishing."""
    now = now or clock.now()
    window = {name: given.pop(name) for name in ("shown_from", "shown_until") if name in given}
    row = portal.draft(piece_id=uuid4(), kind=kind, words=words(kind, **given), actor=desk.writer, now=now)
    acts: dict[str, Callable[[Piece], Piece]] = {
        PieceState.SUBMITTED: lambda row: portal.submit(**_seen(row), acknowledged=True, actor=desk.writer, now=now),
        PieceState.RETURNED: lambda row: portal.give_back(**_seen(row), reason="Thiếu nguồn", actor=desk.checker, now=now),
        PieceState.CHECKED: lambda row: portal.check(**_seen(row), actor=desk.checker, now=now),
        PieceState.PUBLISHED: lambda row: portal.publish(**_seen(row), actor=desk.checker, now=now, **window),
        PieceState.WITHDRAWN: lambda row: portal.withdraw(**_seen(row), reason="Đăng nhầm", actor=desk.checker, now=now),
        PieceState.DUE: _fall_due,
    }
    for step in _WAYS[state]:
        row = acts[step](row)
    return row


_TO_PUBLISHED = (PieceState.SUBMITTED, PieceState.CHECKED, PieceState.PUBLISHED)
_WAYS: dict[str, tuple[str, ...]] = {
    PieceState.DRAFT: (),
    PieceState.SUBMITTED: (PieceState.SUBMITTED,),
    PieceState.RETURNED: (PieceState.SUBMITTED, PieceState.RETURNED),
    PieceState.CHECKED: (PieceState.SUBMITTED, PieceState.CHECKED),
    PieceState.PUBLISHED: _TO_PUBLISHED,
    PieceState.WITHDRAWN: (*_TO_PUBLISHED, PieceState.WITHDRAWN),
    PieceState.DUE: (*_TO_PUBLISHED, PieceState.DUE),
}


def _seen(row: Piece) -> dict[str, Any]:
    return {"piece_id": row.id, "version": row.version}


def _fall_due(row: Piece) -> Piece:
    Piece.objects.filter(pk=row.id).update(state=PieceState.DUE)
    return Piece.objects.get(pk=row.id)


def picture(piece_id: UUID, writer: Actor, *, content: bytes = b"", **said: Any) -> Picture:
    """A picture of a draft in which nobody can be recognised."""
    said = {"alternative": "Hội trường xã, bàn ghế xếp sẵn", "recognisable": False} | said
    sent = portal.Sent("hoi-truong.png", [content or work.picture()], **said)
    return portal.add_picture(piece_id=piece_id, picture_id=uuid4(), sent=sent, actor=writer, now=clock.now())


def publish_drafted(piece_id: UUID, desk: Desk) -> Piece:
    """The rest of the way of a draft."""
    now = clock.now()
    row = Piece.objects.get(pk=piece_id)
    row = portal.submit(piece_id=row.id, version=row.version, acknowledged=True, actor=desk.writer, now=now)
    row = portal.check(piece_id=row.id, version=row.version, actor=desk.checker, now=now)
    return portal.publish(piece_id=row.id, version=row.version, actor=desk.checker, now=now)


def tomorrow() -> datetime:
    """A day from now."""
    return clock.now() + timedelta(days=1)
