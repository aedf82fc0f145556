"""Keeping the directory of offices that help."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations import queries as organisations
from hoanhap.ground.organisations.queries import UnitKind
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, WrongState
from hoanhap.people.support import policies
from hoanhap.people.support.models import Service
from hoanhap.people.support.queries import get_service
from hoanhap.people.support.states import Need, ServiceState
from vanban.text import clean

_DIAL = re.compile(r"\+?\d[\d .]{2,18}\d")
LONGEST_YEARS = 1
"""Nobody may promise that an office stays as it is for longer than that."""


@dataclass(frozen=True, slots=True)
class Office:
    """What is said about an office."""

    area_id: UUID
    name: str
    needs: tuple[str, ...]
    address: str
    dial: str
    hours: str
    bring: str
    checked_on: date
    valid_until: date


@transaction.atomic
def add_service(*, service_id: UUID, unit_id: UUID, office: Office, actor: Actor, now: datetime) -> Service:
    """Put an office into the directory of a unit. Sent twice with the same id, it is added once.

    :raises NotAllowed: the actor does not keep this unit's directory
    :raises Invalid: something is missing or contradicts itself
    """
    if not policies.may_keep_for(actor, unit_id):
        raise NotAllowed("NO_DIRECTORY", _("Bạn chỉ cập nhật được danh bạ của đơn vị mình. Hãy nhờ cán bộ của đơn vị đó."))
    first = Service.objects.filter(pk=service_id, unit_id=unit_id).first()
    if first is not None:
        return first
    service = Service.objects.create(id=service_id, unit_id=unit_id, **_checked(office, actor, now))
    record(act="service.add", actor=actor, now=now, object_kind="service", object_id=service.id, detail={"name": service.name})
    return service


@transaction.atomic
def change_service(*, service_id: UUID, version: int, office: Office, actor: Actor, now: datetime) -> Service:
    """Say something else about an office. Checking it again without another change is a change of its days.

    :raises NotFound: the actor keeps no such office
    :raises Invalid: something is missing or contradicts itself
    :raises WrongState: it ended, or somebody has changed it meanwhile
    """
    before = get_service(service_id, actor=actor)
    values = _checked(office, actor, now)
    changed = Service.objects.filter(pk=service_id, version=version, state=ServiceState.ACTIVE).update(**values, version=version + 1)
    if changed != 1:
        raise WrongState("SERVICE_MOVED", _("Có người vừa sửa hoặc kết thúc nơi này. Hãy tải lại trang rồi sửa trên bản mới."))
    names = sorted(name for name, value in values.items() if getattr(before, name) != value)
    record(act="service.change", actor=actor, now=now, object_kind="service", object_id=service_id, detail={"fields": names})
    return get_service(service_id, actor=actor)


@transaction.atomic
def end_service(*, service_id: UUID, version: int, actor: Actor, now: datetime) -> Service:
    """Take an office out of what the public sees.

    :raises NotFound: the actor keeps no such office
    :raises WrongState: it ended already, or somebody has changed it meanwhile
    """
    get_service(service_id, actor=actor)
    ended = Service.objects.filter(pk=service_id, version=version, state=ServiceState.ACTIVE)
    if ended.update(state=ServiceState.ENDED, version=version + 1) != 1:
        raise WrongState("SERVICE_MOVED", _("Nơi này đã kết thúc hoặc vừa được sửa. Hãy tải lại trang để xem."))
    record(act="service.end", actor=actor, now=now, object_kind="service", object_id=service_id)
    return get_service(service_id, actor=actor)


def _checked(office: Office, actor: Actor, now: datetime) -> dict[str, object]:
    """What is written of an office, cleaned, or a refusal that names the fields."""
    values = {name: clean(value).strip() if isinstance(value, str) else value for name, value in asdict(office).items()}
    wrong: dict[str, str | Promise] = {name: _("Hãy điền ô này.") for name in ("name", "address", "hours") if not values[name]}
    if values["dial"] and not _DIAL.fullmatch(str(values["dial"])):
        wrong["dial"] = _("Số điện thoại chỉ gồm chữ số và dấu cách, ví dụ 0204 3 555 111.")
    if not office.needs or not set(office.needs) <= set(Need.values):
        wrong["needs"] = _("Hãy chọn ít nhất một việc mà nơi này giúp được.")
    wrong |= _wrong_days(office, clock.day_of(now)) | _wrong_area(office, actor, clock.day_of(now))
    if wrong:
        raise Invalid("SERVICE_INVALID", _("Thông tin về nơi giúp chưa đủ hoặc chưa khớp. Hãy xem các ô được đánh dấu."), fields=wrong)
    return {**values, "needs": list(office.needs)}


def _wrong_days(office: Office, today: date) -> dict[str, str]:
    if office.checked_on > today:
        return {"checked_on": _("Ngày kiểm tra không thể ở sau hôm nay.")}
    if not today <= office.valid_until <= today.replace(year=today.year + LONGEST_YEARS, day=min(today.day, 28)):
        return {"valid_until": _("Ngày hết hạn phải từ hôm nay đến một năm tới. Đến hạn thì kiểm tra lại và gia hạn.")}
    return {}


def _wrong_area(office: Office, actor: Actor, today: date) -> dict[str, str]:
    """The area is a commune or the province, within the actor's part of the tree or around it."""
    possible = actor.within | organisations.above(actor.own_unit, on=today)
    units = organisations.units_on(today, kinds=[UnitKind.COMMUNE, UnitKind.PROVINCE])
    known = office.area_id in possible and units.filter(pk=office.area_id).exists()
    return {} if known else {"area_id": _("Hãy chọn xã, phường hoặc cả tỉnh.")}
