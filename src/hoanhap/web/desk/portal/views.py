"""The portal on the desk: what is written, what waits, what falls due, what people searched in vain."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.channels.portal import policies, queries
from hoanhap.channels.portal.states import Kind, PieceState
from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotAllowed
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.portal.sheet import mark_of, piece_page
from hoanhap.web.paging import page_of
from hoanhap.web.parts import Link, Tab, WorkRow


@desk()
def portal(request: DeskRequest) -> HttpResponse:
    """Pieces of the unit and of those below, by state and kind."""
    require_editor(request)
    state = request.GET.get("trang-thai", "") if request.GET.get("trang-thai") in PieceState.values else ""
    kind = request.GET.get("loai", "") if request.GET.get("loai") in Kind.values else ""
    rows, pager = page_of(request, queries.listed(request.actor, state=state, kind=kind))
    kinds = [Tab(_("Mọi loại"), _at(state, ""), current=not kind)]
    kinds += [Tab(str(one.label), _at(state, one.value), current=one.value == kind) for one in Kind]
    writes = policies.may_write(request.actor)
    begin = [Link(str(one.label), reverse("portal_new", args=[one.value.lower()])) for one in Kind] if writes else []
    context = {
        "rows": [_row(row) for row in rows], "pager": pager, "tabs": _states(request, state, kind), "kinds": kinds, "begin": begin,
        "places": _places(request),
    }  # fmt: skip
    return render(request, "desk/portal/portal.html", context)


@desk()
def piece(request: DeskRequest, piece_id: UUID) -> HttpResponse:
    """One piece."""
    require_editor(request)
    return piece_page(request, queries.get_piece(piece_id, actor=request.actor))


@desk()
def due(request: DeskRequest) -> HttpResponse:
    """What has to be held against the law again, and why."""
    require_editor(request)
    today = clock.day_of(clock.now())
    rows = [
        (row, mark_of(row), queries.why_due(row.edition, on=today) if row.edition else [])
        for row in queries.due_for_review(request.actor, today=today)
    ]
    return render(request, "desk/portal/due.html", {"rows": rows, "places": _places(request)})


@desk()
def searches(request: DeskRequest) -> HttpResponse:
    """What people searched without an answer, over a month."""
    require_editor(request)
    rows = queries.searched_in_vain(request.actor, since=clock.day_of(clock.now()) - timedelta(days=30))
    return render(request, "desk/portal/searches.html", {"rows": rows, "places": _places(request)})


def require_editor(request: DeskRequest) -> None:
    """Refuse who neither writes nor checks."""
    if not policies.may_enter(request.actor):
        raise NotAllowed("NOT_EDITOR", _("Mục này dành cho người viết và người duyệt bài của cổng."))


def _states(request: DeskRequest, state: str, kind: str) -> list[Tab]:
    counts = queries.counts(request.actor)
    every = Tab(_("Tất cả"), _at("", kind), current=not state, count=sum(counts.values()))
    held = [one for one in PieceState if counts.get(one.value)]
    return [every, *(Tab(str(one.label), _at(one.value, kind), current=one.value == state, count=counts[one.value]) for one in held)]


def _row(piece: queries.Piece) -> WorkRow:
    day = f"{piece.changed_at.astimezone(clock.VIETNAM):%d/%m/%Y}"
    origin = " · ".join(
        part for part in (piece.get_kind_display(), piece.column.title if piece.column else "", piece.author.full_name, day) if part
    )
    return WorkRow(piece.title, reverse("portal_piece", args=[piece.id]), origin, mark_of(piece), _("Mở"))


def _places(request: DeskRequest) -> list[Tab]:
    rows = (("portal", _("Bài viết")), ("portal_due", _("Đến hạn rà soát")), ("portal_searches", _("Tìm không thấy")))
    return [Tab(label, href, current=request.path == href) for route, label in rows for href in (reverse(route),)]


def _at(state: str, kind: str) -> str:
    wanted = "&".join(f"{name}={value}" for name, value in (("trang-thai", state), ("loai", kind)) if value)
    return f"{reverse('portal')}?{wanted}" if wanted else reverse("portal")
