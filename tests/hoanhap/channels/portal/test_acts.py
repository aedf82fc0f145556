"""Every act of the portal: from which state, by whom, from where, and the trail that it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from hoanhap.channels.portal import operations as portal
from hoanhap.channels.portal.models import Piece
from hoanhap.channels.portal.states import MOVES, PieceState
from hoanhap.ground.audit import queries as trail
from hoanhap.ground.audit.models import AuditEntry
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Actor, Role
from hoanhap.kernel.errors import Conflict, NotAllowed, NotFound, WrongState
from tests.factories import people, work
from tests.factories import portal as pieces

pytestmark = pytest.mark.django_db

WRITERS, CHECKERS = frozenset({Role.OFFICER, Role.STAFF}), frozenset({Role.REVIEWER, Role.LEADER})


@dataclass
class Scene:
    """The own unit with its writer and checker."""

    family: people.Family
    desk: pieces.Desk


@pytest.fixture
def scene(db: None) -> Scene:
    pieces.indicators()
    family = people.family()
    return Scene(family, pieces.desk(family.own))


def _sent() -> portal.Sent:
    return portal.Sent("anh.png", [work.picture()], alternative="Hội trường xã", recognisable=False)


@dataclass(frozen=True)
class Row:
    """An act on a piece: who may, from which states, and the trail it leaves; ``above`` are roles of the unit above that may, too."""

    act: Callable[[Piece, Actor], Any]
    roles: frozenset[str]
    sources: frozenset[str]
    trail: tuple[str, ...]
    above: frozenset[str] = frozenset()


def _on(call: Callable[..., Any], **fixed: Any) -> Callable[[Piece, Actor], Any]:
    return lambda piece, actor: call(piece_id=piece.id, version=piece.version, actor=actor, now=clock.now(), **fixed)


def _picture(piece: Piece, actor: Actor) -> Any:
    return portal.add_picture(piece_id=piece.id, picture_id=uuid4(), sent=_sent(), actor=actor, now=clock.now())


S = PieceState
WRITABLE = frozenset({S.DRAFT, S.RETURNED})
ACTS = {
    "change": Row(_on(portal.change, words=pieces.words(title="Tên khác")), WRITERS, WRITABLE, ("piece.change",)),
    "submit": Row(_on(portal.submit), WRITERS, WRITABLE, ("piece.submit",)),
    "give_back": Row(_on(portal.give_back, reason="Sai"), CHECKERS, frozenset({S.SUBMITTED, S.CHECKED}), ("piece.give_back",), CHECKERS),
    "check": Row(_on(portal.check), CHECKERS, frozenset({S.SUBMITTED}), ("piece.check",), CHECKERS),
    "publish": Row(
        _on(portal.publish), CHECKERS, frozenset({S.CHECKED}),
        ("file.take_in", "file.accept", "piece.publish", "entry.published"), CHECKERS,
    ),
    "withdraw": Row(
        _on(portal.withdraw, reason="Nhầm"), CHECKERS, frozenset(S.values) - {S.WITHDRAWN}, ("piece.withdraw",), CHECKERS
    ),
    "revise": Row(_on(portal.revise), WRITERS, frozenset({S.PUBLISHED, S.DUE, S.WITHDRAWN}), ("piece.revise",)),
    "add_picture": Row(
        _picture, WRITERS, WRITABLE, ("file.take_in", "file.accept", "file.take_in", "file.accept", "piece.add_picture")
    ),
}  # fmt: skip


def test_every_act_on_a_piece_stands_in_the_table() -> None:
    of_jobs = {"count_unanswered", "forget_unanswered", "load_columns", "mark_due", "record_shown", "take_down_expired"}
    elsewhere = {"draft", "remove_picture", "load_content", "remarks_on", "remarks_on_draft", *of_jobs}
    assert {name for name in portal.__all__ if name[0].islower()} - elsewhere == set(ACTS)


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("state", S.values)
def test_from_which_state(scene: Scene, name: str, state: str) -> None:
    row = ACTS[name]
    piece = pieces.piece(scene.desk, state)
    actor = scene.desk.writer if row.roles == WRITERS else scene.desk.checker
    if state in row.sources:
        row.act(piece, actor)
    else:
        with pytest.raises(WrongState):
            row.act(piece, actor)
        assert Piece.objects.get(pk=piece.id).state == state


@pytest.mark.parametrize("name", ACTS)
def test_who_may_from_where(scene: Scene, name: str) -> None:
    row, family = ACTS[name], scene.family
    piece = pieces.piece(scene.desk, min(row.sources))
    for place, unit in (("own", family.own), ("parent", family.parent), ("sibling", family.sibling), ("child", family.child)):
        for role in Role.ALL:
            actor = people.acting(work.quick_official(role, at=unit))
            may = row.roles if place == "own" else row.above if place == "parent" else frozenset()
            sid = transaction.savepoint()
            if role in may:
                row.act(piece, actor)
            else:
                with pytest.raises(NotAllowed if place in ("own", "parent") else NotFound):
                    row.act(piece, actor)
            transaction.savepoint_rollback(sid)


@pytest.mark.parametrize("name", ACTS)
def test_an_act_leaves_its_trail_and_a_refused_one_none(scene: Scene, name: str) -> None:
    row = ACTS[name]
    piece = pieces.piece(scene.desk, min(row.sources))
    strangers = (people.acting(work.quick_official(Role.INSPECTOR, at=scene.family.own)), SYSTEM)
    before = trail.head().sequence
    for stranger in strangers:
        with pytest.raises((NotAllowed, NotFound)):
            row.act(piece, stranger)
    assert trail.head().sequence == before
    actor = scene.desk.writer if row.roles == WRITERS else scene.desk.checker
    row.act(piece, actor)
    rows = list(AuditEntry.objects.filter(sequence__gt=before).order_by("sequence"))
    assert tuple(entry.act for entry in rows) == row.trail
    assert {(entry.actor_id, entry.unit_id) for entry in rows} == {(actor.user_id, actor.unit_id)}
    assert trail.first_break() is None


@pytest.mark.parametrize("name", [name for name in ACTS if name != "add_picture"])
def test_what_somebody_else_changed_meanwhile_is_not_acted_on_unseen(scene: Scene, name: str) -> None:
    row = ACTS[name]
    piece = pieces.piece(scene.desk, min(row.sources))
    Piece.objects.filter(pk=piece.id).update(version=piece.version + 1)
    with pytest.raises(Conflict):
        row.act(piece, scene.desk.writer if row.roles == WRITERS else scene.desk.checker)


def test_the_table_of_moves_and_the_acts_agree(scene: Scene) -> None:
    targets = {"submit": S.SUBMITTED, "give_back": S.RETURNED, "check": S.CHECKED, "publish": S.PUBLISHED, "withdraw": S.WITHDRAWN,
               "revise": S.DRAFT}  # fmt: skip
    moved = {(source, target) for name, target in targets.items() for source in ACTS[name].sources}
    assert moved | {(S.PUBLISHED, S.DUE)} == {(source, target) for source, found in MOVES.items() for target in found}


def test_who_wrote_a_piece_does_not_check_it_unless_the_unit_has_nobody_else(scene: Scene) -> None:
    both = people.official(Role.OFFICER, Role.REVIEWER, at=scene.family.own)
    mine = pieces.piece(pieces.Desk(people.acting(both), scene.desk.checker), S.SUBMITTED)
    with pytest.raises(NotAllowed) as refused:
        portal.check(piece_id=mine.id, version=mine.version, actor=people.acting(both), now=clock.now())
    assert refused.value.code == "OWN_PIECE"
    alone = people.official(Role.OFFICER, Role.REVIEWER, at=scene.family.child)
    actor = people.acting(alone)
    own = pieces.piece(pieces.Desk(actor, actor), S.SUBMITTED)
    assert portal.check(piece_id=own.id, version=own.version, actor=actor, now=clock.now()).state == S.CHECKED
    assert "tự duyệt" in AuditEntry.objects.latest("sequence").detail["own"]


def test_only_writers_begin_a_piece_and_the_same_id_gives_the_first(scene: Scene) -> None:
    piece_id = uuid4()
    for role in Role.ALL:
        actor = people.acting(work.quick_official(role, at=scene.family.own))
        begin = partial(portal.draft, piece_id=piece_id, kind="ARTICLE", words=pieces.words(), actor=actor, now=clock.now())
        if role in WRITERS:
            assert begin().id == piece_id
        else:
            with pytest.raises(NotAllowed):
                begin()
    assert Piece.objects.count() == 1
