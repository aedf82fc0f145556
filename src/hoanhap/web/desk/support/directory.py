"""The directory at the desk: the offices that the actor keeps right."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.ground.organisations.queries import UnitKind
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.people.support import operations, policies, queries
from hoanhap.people.support.states import ServiceState
from hoanhap.web import notices
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.support.forms import EndForm, KnownOfficeForm, NewOfficeForm, initial_of
from hoanhap.web.forms import posted
from hoanhap.web.paging import page_of
from hoanhap.web.parts import Link, Mark, WorkRow

SOON = timedelta(days=30)


@desk()
def directory(request: DeskRequest) -> HttpResponse:
    """The offices that the actor keeps, those to look at again first."""
    rows, pager = page_of(request, queries.services_of(request.actor))
    today = clock.day_of(clock.now())
    work = [_row(service, today) for service in rows]
    return render(request, "desk/support/directory.html", {"rows": work, "pager": pager})


@desk("GET", "POST")
def add_office(request: DeskRequest) -> HttpResponse:
    """Put an office into the directory."""
    today = clock.day_of(clock.now())
    queries.services_of(request.actor)  # whoever keeps none is told so at once
    first = {
        "checked_on": today,
        "valid_until": today + timedelta(days=180),
        "unit_id": request.actor.own_unit,
        "area_id": request.actor.own_unit,
    }
    form = NewOfficeForm(posted(request), initial=first, areas=_areas(request.actor, today), units=_units(request.actor, today))
    if form.is_valid():
        with form.refusals():
            operations.add_service(
                service_id=form.cleaned_data["service_id"], unit_id=UUID(form.cleaned_data["unit_id"]), office=form.office(),
                actor=request.actor, now=clock.now(),
            )  # fmt: skip
            notices.say(request, _("Đã thêm vào danh bạ. Người dân thấy ngay."))
            return redirect("directory")
    context = {"form": form, "crumbs": _crumbs(), "title": _("Thêm nơi giúp")}
    return render(request, "desk/support/office.html", context, status=422 if form.is_bound else 200)


@desk("GET", "POST")
def office(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """One office of the directory, to be put right or looked at again."""
    service = queries.get_service(service_id, actor=request.actor)
    form = KnownOfficeForm(posted(request), initial=initial_of(service), areas=_areas(request.actor, clock.day_of(clock.now()), service))
    if form.is_valid():
        with form.refusals():
            version = form.cleaned_data["version"]
            operations.change_service(service_id=service_id, version=version, office=form.office(), actor=request.actor, now=clock.now())
            notices.say(request, _("Đã lưu. Người dân thấy ngay."))
            return redirect("directory")
    context = {"form": form, "service": service, "crumbs": _crumbs(), "title": service.name, "ended": service.state == ServiceState.ENDED}
    return render(request, "desk/support/office.html", context, status=422 if form.is_bound else 200)


@desk("POST")
def end_office(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """Take an office out of what the public sees."""
    form = EndForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    operations.end_service(service_id=service_id, version=version, actor=request.actor, now=clock.now())
    notices.say(request, _("Đã kết thúc. Người dân không còn thấy nơi này."))
    return redirect("directory")


def _row(service: queries.Service, today: date) -> WorkRow:
    if service.state == ServiceState.ENDED:
        mark = Mark("off", str(ServiceState.ENDED.label))
    elif service.valid_until < today:
        mark = Mark("now", _("Quá hạn, không còn hiển thị"))
    elif service.valid_until <= today + SOON:
        mark = Mark("warn", _("Sắp đến hạn kiểm tra"))
    else:
        mark = Mark("ok", str(ServiceState.ACTIVE.label))
    until = _("hiển thị đến %(day)s") % {"day": f"{service.valid_until:%d/%m/%Y}"}
    return WorkRow(service.name, reverse("office", args=[service.id]), f"{service.address} · {until}", mark, _("Mở"))


def _areas(actor: Actor, today: date, service: queries.Service | None = None) -> list[tuple[str, str]]:
    """The communes below the actor and the province around: whose people an office may serve. What an office serves now stays."""
    possible = actor.within | organisations.above(actor.own_unit, on=today)
    ids = [unit.id for unit in organisations.units_on(today, kinds=[UnitKind.COMMUNE, UnitKind.PROVINCE]) if unit.id in possible]
    names = organisations.names_of([*ids, *([service.area_id] if service else [])], on=today)
    return sorted(((str(unit_id), name) for unit_id, name in names.items()), key=lambda pair: pair[1])


def _units(actor: Actor, today: date) -> list[tuple[str, str]]:
    """The units whose directory the actor keeps."""
    living = organisations.units_on(today).filter(pk__in=[unit for unit in actor.within if policies.may_keep_for(actor, unit)])
    names = organisations.names_of(living.values_list("id", flat=True), on=today)
    return sorted(((str(unit_id), name) for unit_id, name in names.items()), key=lambda pair: pair[1])


def _crumbs() -> list[Link]:
    return [Link(_("Danh bạ nơi giúp"), reverse("directory"))]
