"""The directory: which offices help with a need in a commune, and which of them somebody keeps right."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hoanhap.ground.legislation import queries as legislation
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotAllowed, NotFound
from hoanhap.people.support import policies
from hoanhap.people.support.models import Service
from hoanhap.people.support.states import ServiceState


def offices(*, need: str, commune_id: UUID, on: date) -> list[Service]:
    """The offices that help with a need the people of a commune, nearest first: its own before those of the whole province.

    Truly public. An office whose area ended by a merger serves the communes that took over.
    """
    above = organisations.above(commune_id, on=on)
    shown = list(_shown(on).filter(needs__contains=[need]).select_related("area").order_by("name", "id"))
    heirs = {
        area.id: {heir.id for heir in organisations.successors_of(area.id, on=on)}
        for area in {service.area for service in shown}
        if on not in area.valid
    }
    near = [service for service in shown if service.area_id == commune_id or commune_id in heirs.get(service.area_id, ())]
    return near + [service for service in shown if service not in near and service.area_id in above]


def public_service(service_id: UUID, *, on: date) -> Service:
    """An office as the public sees it.

    :raises NotFound: it ended, or nobody has looked at it for too long
    """
    service = _shown(on).filter(pk=service_id).select_related("area").first()
    if service is None:
        raise NotFound("SERVICE_NOT_FOUND", _("Nơi này không còn trong danh bạ. Hãy tìm lại theo xã, phường của bạn."))
    return service


def services_of(actor: Actor) -> QuerySet[Service]:
    """The offices that the actor keeps, those to look at again first.

    :raises NotAllowed: the actor keeps none
    """
    if not policies.may_keep_some(actor):
        raise NotAllowed("NO_DIRECTORY", _("Danh bạ do cán bộ và quản trị của đơn vị cập nhật. Hãy nhờ họ sửa giúp."))
    rows = Service.objects.filter(unit_id__in=[unit_id for unit_id in actor.within if policies.may_keep_for(actor, unit_id)])
    return rows.select_related("unit", "area").order_by("state", "valid_until", "name", "id")


def get_service(service_id: UUID, *, actor: Actor) -> Service:
    """An office that the actor keeps.

    :raises NotFound: there is none such for this actor
    """
    service = services_of(actor).filter(pk=service_id).first()
    if service is None:
        raise NotFound("SERVICE_NOT_FOUND", _("Không tìm thấy nơi này trong danh bạ của đơn vị bạn."))
    return service


def the_law_says() -> legislation.Citation:
    """Who has to help where the directory knows nobody: the commune's People's Committee, with its police."""
    return legislation.Citation("127/2025/QH15", "Điều 43 khoản 3, khoản 4")


def _shown(on: date) -> QuerySet[Service]:
    return Service.objects.filter(state=ServiceState.ACTIVE, valid_until__gte=on)
