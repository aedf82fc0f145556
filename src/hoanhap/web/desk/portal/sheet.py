"""A piece on its page of the desk: as the public would read it, where it stands, and what may be done with it now."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hoanhap.channels.portal import operations, policies, queries
from hoanhap.channels.portal.states import ADDRESSES, MOVES, WRITABLE, Kind, LawStatus, PieceState, Verdict
from hoanhap.ground.audit import queries as trail
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.web.desk.door import DeskRequest
from hoanhap.web.desk.portal import forms
from hoanhap.web.forms import Form
from hoanhap.web.parts import EvidenceRow, FindingRow, Mark, Step

_KINDS = {
    PieceState.DRAFT: "go", PieceState.SUBMITTED: "go", PieceState.RETURNED: "warn", PieceState.CHECKED: "go", PieceState.PUBLISHED: "ok",
    PieceState.DUE: "warn", PieceState.WITHDRAWN: "off",
}  # fmt: skip


def mark_of(piece: queries.Piece) -> Mark:
    """Where a piece stands, as a mark."""
    return Mark(_KINDS[PieceState(piece.state)], piece.get_state_display())


def piece_page(request: DeskRequest, piece: queries.Piece, *, refused: dict[str, Form] | None = None) -> HttpResponse:
    """The page of a piece. ``refused`` are forms that were sent and not taken, by name; the page then says why."""
    today = clock.day_of(clock.now())
    context = _said_of(piece, today) | {
        "forms": _forms_for(request.actor, piece) | (refused or {}), "form": next(iter((refused or {}).values()), ""),
        "writes": policies.may_change(request.actor, piece) and piece.state in WRITABLE,
        "own": piece.author_id == request.actor.user_id and not queries.alone(piece, on=today),
    }  # fmt: skip
    return render(request, "desk/portal/piece.html", context, status=422 if refused else 200)


def _said_of(piece: queries.Piece, today: date) -> dict[str, Any]:
    return {
        "piece": piece, "mark": mark_of(piece), "steps": _steps(piece), "cited": queries.cited(piece),
        "verdict": Verdict(piece.verdict).label if piece.verdict else "",
        "unsure": "" if piece.law_status == LawStatus.VERIFIED else LawStatus(piece.law_status).label,
        "due": queries.why_due(piece.edition or piece, on=today), "unwatched": queries.unwatched(piece),
        "remarks": remark_rows(operations.remarks_on(piece)),
        "pictures": list(piece.pictures.select_related("large", "small")), "address": _address(piece), "proof": _proof(piece),
        "history": [(row, _word_for(row.act)) for row in trail.of_object(kind="piece", object_id=piece.id)[:20]],
    }  # fmt: skip


def _forms_for(actor: Actor, piece: queries.Piece) -> dict[str, Form]:
    """A form for each thing that this person may do with the piece as it stands."""
    writes, checks = policies.may_change(actor, piece), policies.may_check(actor, piece)
    moves, seen = MOVES[piece.state], {"version": piece.version}
    shown: dict[str, Form] = {}
    if writes and piece.state in WRITABLE:
        shown["submit"] = forms.SubmitForm(auto_id="submit_%s", initial=seen)
        shown["picture"] = forms.PictureForm(auto_id="picture_%s")
    if checks and PieceState.RETURNED in moves:
        shown["decide"] = forms.DecideForm(auto_id="decide_%s", initial=seen)
    if checks and PieceState.PUBLISHED in moves:
        shown["publish"] = forms.PublishForm(auto_id="publish_%s", initial=seen)
    if checks and PieceState.WITHDRAWN in moves:
        shown["withdraw"] = forms.WithdrawForm(auto_id="withdraw_%s", initial=seen)
    if writes and PieceState.DRAFT in moves:
        shown["revise"] = forms.ReviseForm(auto_id="revise_%s", initial=seen)
    return shown


def remark_rows(remarks: list[operations.Remark]) -> list[FindingRow]:
    """What the dignity gate says, as a list."""
    return [
        FindingRow(
            "gap" if one.blocks else "note", one.sentence, where=_("Nên viết: %(words)s") % {"words": one.rewrite} if one.rewrite else ""
        )
        for one in remarks
    ]


def _steps(piece: queries.Piece) -> list[Step]:
    order = [PieceState.DRAFT, PieceState.SUBMITTED, PieceState.CHECKED, PieceState.PUBLISHED]
    names = [_("Viết"), _("Gửi duyệt"), _("Duyệt"), _("Đăng")]
    at = {PieceState.RETURNED: 0, PieceState.DUE: 3, PieceState.WITHDRAWN: 4}.get(PieceState(piece.state))
    here = order.index(PieceState(piece.state)) if at is None else at
    steps = [Step(name, at="done" if number < here else "here" if number == here else "") for number, name in enumerate(names)]
    return [*steps, Step(_("Gỡ"), at="here")] if piece.state == PieceState.WITHDRAWN else steps


def _word_for(act: str) -> str:
    return {
        "piece.draft": _("bắt đầu viết"), "piece.change": _("sửa chữ"), "piece.submit": _("gửi duyệt"), "piece.give_back": _("trả lại"),
        "piece.check": _("duyệt"), "piece.publish": _("đăng"), "piece.withdraw": _("gỡ"), "piece.revise": _("lấy ra sửa lại"),
        "piece.add_picture": _("thêm ảnh"), "piece.remove_picture": _("bỏ ảnh"), "piece.expire": _("hết thời hạn đăng"),
        "piece.due": _("đến hạn rà soát"),
    }.get(act, act)  # fmt: skip


def _address(piece: queries.Piece) -> str:
    return ADDRESSES[Kind(piece.kind)].format(slug=piece.slug)


def _proof(piece: queries.Piece) -> list[EvidenceRow]:
    """Every edition with the hash of its words: what the ledger stands on."""
    return [
        EvidenceRow("paper", _("Bản %(number)d: %(title)s") % {"number": row.number, "title": row.title},
                    f"{row.digest[:12]}… · {row.published_at.astimezone(clock.VIETNAM):%H:%M %d/%m/%Y}")
        for row in piece.editions.order_by("-number")
    ]  # fmt: skip
