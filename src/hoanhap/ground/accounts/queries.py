"""Who a person is today, and what may be done."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from hoanhap.ground.accounts.models import Membership, User
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor

__all__ = ["Membership", "User", "actor_for", "holders_of", "leaders_of", "memberships_on", "person", "units_of"]


def person(user_id: UUID) -> User | None:
    """Whose session this is, as long as the account is open. The session itself is the proof, so there is no actor yet."""
    return User.objects.filter(pk=user_id, is_active=True).first()


def memberships_on(user_id: UUID, day: date) -> QuerySet[Membership]:
    """The roles the person holds on that day, by unit and role. Rights are derived anew on every request."""
    return Membership.objects.filter(user_id=user_id, user__is_active=True, valid__contains=day).order_by("unit__code", "role")


def units_of(user_id: UUID, day: date) -> list[UUID]:
    """The units the person may act for on that day."""
    return list(dict.fromkeys(memberships_on(user_id, day).values_list("unit_id", flat=True)))


def actor_for(user: User, *, unit_id: UUID | None, on: date) -> Actor | None:
    """The person as an actor in ``unit_id`` (the first unit held when None), or None when no role is held there today."""
    held = list(memberships_on(user.pk, on))
    units = list(dict.fromkeys(row.unit_id for row in held))
    acting = unit_id if unit_id in units else (units[0] if units else None)
    if acting is None:
        return None
    return Actor(
        user_id=user.pk,
        name=user.full_name,
        unit_id=acting,
        unit_name=organisations.name_of(acting, on=on).name,
        roles=frozenset(row.role for row in held if row.unit_id == acting),
        within=organisations.within(acting, on=on),
    )


def leaders_of(unit_id: UUID, day: date) -> QuerySet[Membership]:
    """Those who may sign for the unit on that day."""
    return Membership.objects.filter(unit_id=unit_id, role="LEADER", valid__contains=day).select_related("user").order_by("title")


def holders_of(unit_id: UUID, roles: Collection[str], day: date) -> QuerySet[Membership]:
    """Those with an open account who hold any of ``roles`` in the unit on that day."""
    return Membership.objects.filter(unit_id=unit_id, role__in=list(roles), valid__contains=day, user__is_active=True)
