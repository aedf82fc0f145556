"""People and roles: who holds what in the units that the actor administers, and one person with all of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.ground.accounts import policies, queries
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor, Role
from hoanhap.web.desk.accounts.role_forms import LockForm, PeopleForm
from hoanhap.web.desk.accounts.words import role_words
from hoanhap.web.desk.days import days_words
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.paging import page_of
from hoanhap.web.parts import Link, Mark


@desk()
def people(request: DeskRequest) -> HttpResponse:
    """Who holds which role, by unit, in the actor's unit and those below it."""
    today = clock.day_of(clock.now())
    queries.roles_of_units(request.actor, on=today)  # whoever administers nothing is told so at once
    form = PeopleForm(request.GET, units=units_of(request.actor, today))
    asked = form.cleaned_data if form.is_valid() else {"tim": "", "don_vi": "", "xong": False}
    unit_id = UUID(asked["don_vi"]) if asked["don_vi"] else None
    found = queries.roles_of_units(request.actor, on=today, unit_id=unit_id, words=asked["tim"], past=asked["xong"])
    rows, pager = page_of(request, found)
    names = organisations.names_of({row.unit_id for row in rows}, on=today)
    shown = [_row(row, today) | {"unit": names[row.unit_id]} for row in rows]
    return render(request, "desk/accounts/people.html", {"form": form, "rows": shown, "pager": pager})


@desk()
def person(request: DeskRequest, user_id: UUID) -> HttpResponse:
    """One person: the roles in the actor's units through time, and what an administrator does about them."""
    today = clock.day_of(clock.now())
    user = queries.get_person(user_id, actor=request.actor)
    rows = list(queries.roles_in_scope(user_id, actor=request.actor))
    names = organisations.names_of({row.unit_id for row in rows}, on=today)
    shown = [_row(row, today) | {"unit": names[row.unit_id], "ends": row.valid.upper is None or row.valid.upper > today} for row in rows]
    leaving = [
        Link(names[unit], reverse("hand_over", args=[user_id, unit])) for unit in dict.fromkeys(r.unit_id for r in rows if today in r.valid)
    ]
    kept = policies.may_keep_account(request.actor, queries.units_that_count(user_id, today))
    context = {"person": user, "rows": shown, "leaving": leaving, "lock": LockForm(), "crumbs": crumbs(), "kept": kept}
    context["itself"] = user.pk == request.actor.user_id
    return render(request, "desk/accounts/person.html", context)


def _row(row: queries.Membership, today: date) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.user.full_name,
        "sign_in_name": row.user.sign_in_name,
        "href": reverse("person", args=[row.user_id]),
        "role": role_words(row.role),
        "title": row.title,
        "days": days_words(row.valid),
        "signs": row.role == Role.LEADER,
        "mark": _mark(row, today),
    }


def _mark(row: queries.Membership, today: date) -> Mark:
    if not row.user.is_active:
        return Mark("warn", _("Đang khóa"), "lock")
    if today in row.valid:
        return Mark("ok", _("Đang giữ"))
    return Mark("go", _("Sẽ giữ")) if row.valid.lower > today else Mark("off", _("Đã thôi"))


def units_of(actor: Actor, on: date) -> list[tuple[str, str]]:
    """The units in which the actor gives roles: its own and those below it that stand on the day, by name."""
    living = organisations.units_on(on).filter(pk__in=actor.within)
    names = organisations.names_of(living.values_list("id", flat=True), on=on)
    return sorted(((str(unit_id), name) for unit_id, name in names.items()), key=lambda pair: pair[1])


def crumbs(user: queries.User | None = None) -> list[Link]:
    """The way back to the list, and to a person."""
    way = [Link(_("Người và vai trò"), reverse("people"))]
    return [*way, Link(user.full_name, reverse("person", args=[user.pk]))] if user else way
