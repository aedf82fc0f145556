"""Reorganising: said in a form, rehearsed, and only then done; and undone while nothing rests on it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import policies, queries
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotAllowed, WrongState
from hoanhap.web import notices
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.organisations.act_forms import FORMS, ActForm, Choices
from hoanhap.web.desk.organisations.words import ACT_WORDS, CHANGES, REORGANISATIONS, resting_words, share_words
from hoanhap.web.forms import posted
from hoanhap.web.paging import page_of
from hoanhap.web.parts import Link
from hoanhap.work.reorganising import operations


@desk("GET", "POST")
def reorganise(request: DeskRequest, unit_id: UUID, act: str) -> HttpResponse:
    """One act upon a unit: the form, then what it would change, then done."""
    form, title = _form(request, unit_id, act), str(ACT_WORDS[act])
    if form.is_valid():
        try:
            with form.refusals():
                done = "thuc-hien" in request.POST
                told = operations.reorganise(
                    act=form.act(), day=form.cleaned_data["day"], reference=form.cleaned_data["reference"],
                    actor=request.actor, now=clock.now(), rehearsal=not done,
                )  # fmt: skip
                return _done(request, told) if done else _rehearsed(request, form, told, title)
        except WrongState as refusal:
            form.refuse(refusal)
    context = {"form": form, "title": title, "crumbs": _crumbs(form.unit)}
    return render(request, "desk/organisations/reorganise.html", context, status=422 if form.is_bound else 200)


def _form(request: DeskRequest, unit_id: UUID, act: str) -> ActForm:
    if act not in FORMS:
        raise Http404
    today = clock.day_of(clock.now())
    life = queries.life_of(unit_id)
    if not policies.may_reorganise_below(request.actor, unit_id):
        raise NotAllowed("MAY_NOT_REORGANISE", _("Chỉ quản trị của đơn vị cấp trên được sắp xếp đơn vị này. Hãy nhờ quản trị cấp trên."))
    others, alike = _others(request.actor, life.unit, today)
    under = [(row.parent_id, row.hierarchy) for row in life.placements if today in row.valid]
    name = queries.name_of(unit_id, on=today)
    first = {field: getattr(name, field) for field in ("name", "short", "symbol", "place", "aliases")} if act == "doi-ten" else {}
    return FORMS[act](posted(request), unit=life.unit, others=others, alike=alike, under=under, initial=first)


def _others(actor: Actor, unit: queries.Unit, today: date) -> tuple[Choices, Choices]:
    """The other units of the actor's that stand today, as (id, name) by name; and those of the same kind."""
    units = list(queries.units_on(today).filter(pk__in=actor.within).exclude(pk=unit.id))
    names = queries.names_of([one.id for one in units], on=today)
    pairs = sorted(((str(one.id), names.get(one.id, one.code), one.kind) for one in units), key=lambda row: row[1])
    return [(key, name) for key, name, _kind in pairs], [(key, name) for key, name, kind in pairs if kind == unit.kind]


def _rehearsed(request: DeskRequest, form: ActForm, told: operations.Told, title: str) -> HttpResponse:
    """What it would change, and what was said once more to be sent."""
    data: Any = form.data  # a QueryDict: the form was bound to what was posted
    again = [(name, value) for name, values in data.lists() for value in values if name not in ("csrfmiddlewaretoken", "sua")]
    context = {"again": again, "told": told, "title": title, "crumbs": _crumbs(form.unit), "day": form.cleaned_data["day"]}
    context |= {"reference": form.cleaned_data["reference"], "changes": _changes(told), "resting": _resting(told)}
    return render(request, "desk/organisations/rehearsal.html", context)


def _changes(told: operations.Told) -> list[dict[str, Any]]:
    return [
        {"act": CHANGES[change.act], "unit": change.unit, "other": change.other,
         "share": share_words(change.function, change.weight) if change.weight is not None else ""}
        for change in told.outcome.changes
    ]  # fmt: skip


def _resting(told: operations.Told) -> list[str]:
    """A line a kind of thing, each said once."""
    return list(dict.fromkeys(f"{row.unit}: {resting_words(row.what, row.count)}" for row in told.outcome.resting))


def _done(request: DeskRequest, told: operations.Told) -> HttpResponse:
    said = _("Đã ghi lần sắp xếp số %(number)s: %(people)s vai trò và %(duties)s phần việc đi theo đơn vị tiếp nhận.")
    notices.say(request, said % {"number": told.number, "people": told.people, "duties": told.duties})
    return redirect("reorganisations")


@desk()
def reorganisations(request: DeskRequest) -> HttpResponse:
    """What was done to the units of the actor, and what of it may be undone."""
    rows, pager = page_of(request, queries.reorganisations_of(request.actor))
    may, touched = queries.undoable(rows, actor=request.actor), queries.units_touched(rows)
    names = queries.names_of(set().union(*touched.values()), on=clock.day_of(clock.now()))
    shown = [
        {"row": row, "kind": REORGANISATIONS[queries.ReorganisationKind(row.kind)], "undo": row.number in may,
         "units": sorted((names[unit], reverse("unit", args=[unit])) for unit in touched[row.number])}
        for row in rows
    ]  # fmt: skip
    return render(request, "desk/organisations/reorganisations.html", {"rows": shown, "pager": pager, "crumbs": _crumbs()})


@desk("POST")
def undo_reorganisation(request: DeskRequest, number: int) -> HttpResponse:
    """Take a reorganisation back, with the people and duties that followed."""
    operations.undo(number=number, actor=request.actor, now=clock.now())
    notices.say(request, _("Đã hoàn tác lần sắp xếp số %(number)s; người và việc trở về đơn vị cũ.") % {"number": number})
    return redirect("reorganisations")


def _crumbs(unit: queries.Unit | None = None) -> list[Link]:
    way = [Link(_("Đơn vị"), reverse("units"))]
    if unit is None:
        return way
    return [*way, Link(queries.name_of(unit.id, on=clock.day_of(clock.now())).name, reverse("unit", args=[unit.id]))]
