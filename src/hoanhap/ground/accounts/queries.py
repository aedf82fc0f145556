"""Who a person is today, and what may be done."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from psycopg.types.range import DateRange

from hoanhap.ground.accounts import policies
from hoanhap.ground.accounts.models import Membership, User
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor, Role
from hoanhap.kernel.errors import NotAllowed, NotFound
from hoanhap.kernel.folding import folded, folded_words

__all__ = [
    "Membership",
    "User",
    "actor_for",
    "colleagues",
    "get_person",
    "get_role",
    "holders_of",
    "holds",
    "is_in_sight",
    "leaders_of",
    "memberships_on",
    "person",
    "roles_from",
    "roles_in_scope",
    "roles_of_units",
    "signers_of",
    "units_of",
    "units_that_count",
    "with_sign_in_name",
]


def person(user_id: UUID) -> User | None:
    """Whose session this is, as long as the account is open. The session itself is the proof, so there is no actor yet."""
    return User.objects.filter(pk=user_id, is_active=True).first()


def with_sign_in_name(sign_in_name: str) -> User | None:
    """The account of that name, plain as it is kept: for the terminal of the machine, which sees all of them."""
    return User.objects.filter(sign_in_name=sign_in_name).first()


def holds(user_id: UUID, unit_id: UUID, role: str, day: date) -> bool:
    """Whether the person holds the role in the unit on that day."""
    return Membership.objects.filter(user_id=user_id, unit_id=unit_id, role=role, valid__contains=day).exists()


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


def signers_of(unit_id: UUID) -> QuerySet[Membership]:
    """Who may sign for the unit, may have signed or will, with the days of each, the latest first."""
    return Membership.objects.filter(unit_id=unit_id, role=Role.LEADER).select_related("user").order_by("-valid", "title")


def roles_from(user_id: UUID, day: date) -> QuerySet[Membership]:
    """The roles that the person holds on that day or later."""
    return Membership.objects.filter(user_id=user_id, valid__overlap=DateRange(day, None)).order_by("unit__code", "role")


def units_that_count(user_id: UUID, day: date) -> set[UUID]:
    """The units whose administrators keep the person's account: where a role is held on that day or later, else wherever one was."""
    units = set(roles_from(user_id, day).values_list("unit_id", flat=True))
    return units or set(Membership.objects.filter(user_id=user_id).values_list("unit_id", flat=True))


def is_in_sight(user_id: UUID, actor: Actor) -> bool:
    """Whether the person holds, held or will hold a role in a unit that the actor administers."""
    if actor.is_system:
        return True
    return policies.may_administer(actor) and Membership.objects.filter(user_id=user_id, unit_id__in=actor.within).exists()


def roles_of_units(actor: Actor, *, on: date, unit_id: UUID | None = None, words: str = "", past: bool = False) -> QuerySet[Membership]:
    """Who holds which role in the units that the actor administers, on that day or later, by unit and name.

    :param words: parts of a name, a sign-in name or a title, with or without marks
    :param past: those that have ended instead
    :raises NotAllowed: the actor administers nothing
    """
    if not policies.may_administer(actor):
        raise NotAllowed("NOT_ADMINISTRATOR", _("Chỉ quản trị của đơn vị được xem người và vai trò. Hãy nhờ quản trị."))
    rows = Membership.objects.filter(unit_id__in={unit_id} & actor.within if unit_id else actor.within)
    rows = rows.filter(valid__endswith__lte=on) if past else rows.filter(valid__overlap=DateRange(on, None))
    rows = rows.alias(called=folded("user__full_name"), signs_in=folded("user__sign_in_name"), post=folded("title"))
    for word in folded_words(words):
        rows = rows.filter(Q(called__contains=word) | Q(signs_in__contains=word) | Q(post__contains=word))
    return rows.select_related("user").order_by("unit__code", "user__full_name", "role", "valid", "id")


def get_person(user_id: UUID, *, actor: Actor) -> User:
    """The person, locked or not, when a role ties them to a unit that the actor administers.

    :raises NotFound: otherwise
    """
    user = User.objects.filter(pk=user_id).first()
    if user is None or not is_in_sight(user_id, actor):
        raise NotFound("PERSON_NOT_FOUND", _("Không tìm thấy người này ở đơn vị bạn quản trị. Hãy kiểm tra lại đường dẫn."))
    return user


def roles_in_scope(user_id: UUID, *, actor: Actor) -> QuerySet[Membership]:
    """The roles of the person in the units that the actor administers, the latest first; those elsewhere are not the actor's to see."""
    return Membership.objects.filter(user_id=user_id, unit_id__in=actor.within).select_related("user").order_by("-valid", "role")


def get_role(membership_id: UUID, *, actor: Actor) -> Membership:
    """One role in a unit that the actor administers.

    :raises NotFound: there is none
    """
    row = Membership.objects.filter(pk=membership_id).select_related("user").first()
    if row is None or not policies.may_administer(actor, row.unit_id):
        raise role_not_found()
    return row


def role_not_found() -> NotFound:
    """The refusal of a role that is not there, or not the actor's to see."""
    return NotFound("ROLE_NOT_FOUND", _("Không tìm thấy vai trò này ở đơn vị bạn quản trị. Hãy kiểm tra lại đường dẫn."))


def colleagues(user_id: UUID, unit_id: UUID, *, on: date, actor: Actor) -> QuerySet[User]:
    """Who else, with an open account, holds a role on that day in a unit that the actor administers.

    :raises NotFound: the actor administers no such unit
    """
    if not policies.may_administer(actor, unit_id):
        raise role_not_found()
    held = Membership.objects.filter(unit_id=unit_id, valid__contains=on).values("user_id")
    return User.objects.filter(pk__in=held, is_active=True).exclude(pk=user_id).order_by("full_name")
