"""What an administrator does to accounts and roles."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoanhap.ground.accounts import operations, queries
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.web import notices
from hoanhap.web.desk.accounts.people import crumbs, units_of
from hoanhap.web.desk.accounts.role_forms import AccountForm, EndRoleForm, HandOverForm, LockForm, RoleForm
from hoanhap.web.desk.accounts.words import role_words
from hoanhap.web.desk.days import days_words
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.forms import posted


@desk("GET", "POST")
def open_account(request: DeskRequest) -> HttpResponse:
    """Open an account with a first role. The first password is shown once, in the answer itself: it is kept nowhere."""
    now = clock.now()
    today = clock.day_of(now)
    queries.roles_of_units(request.actor, on=today)  # whoever administers nothing is told so at once
    first = {"since": today, "unit_id": str(request.actor.own_unit)}
    form = AccountForm(posted(request), initial=first, units=units_of(request.actor, today))
    if form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            opened = operations.open_with_role(
                user_id=said["user_id"], sign_in_name=said["sign_in_name"], full_name=said["full_name"], post=form.post(),
                actor=request.actor, now=now,
            )  # fmt: skip
            return _first_password(request, opened.user, opened.password)
    context = {"form": form, "crumbs": crumbs(), "title": _("Mở tài khoản"), "verb": _("Mở tài khoản")}
    return render(request, "desk/accounts/role.html", context, status=422 if form.is_bound else 200)


@desk("GET", "POST")
def give_role(request: DeskRequest) -> HttpResponse:
    """Give a role to somebody who has an account."""
    now = clock.now()
    today = clock.day_of(now)
    queries.roles_of_units(request.actor, on=today)
    first = {"since": today, "unit_id": str(request.actor.own_unit), "sign_in_name": request.GET.get("ten", "")}
    form = RoleForm(posted(request), initial=first, units=units_of(request.actor, today))
    if form.is_valid():
        user = queries.with_sign_in_name(operations.plain_sign_in_name(form.cleaned_data["sign_in_name"]))
        if user is None:
            form.add_error("sign_in_name", _("Không có tài khoản nào mang tên đăng nhập này. Hãy xem lại, hoặc mở tài khoản mới."))
        else:
            with form.refusals():
                operations.give_role(user_id=user.pk, **asdict(form.post()), actor=request.actor, now=now)
                notices.say(request, _("Đã giao vai trò."))
                return redirect("person", user.pk)
    context = {"form": form, "crumbs": crumbs(), "title": _("Giao vai trò"), "verb": _("Giao vai trò")}
    return render(request, "desk/accounts/role.html", context, status=422 if form.is_bound else 200)


@desk("GET", "POST")
def end_role(request: DeskRequest, membership_id: UUID) -> HttpResponse:
    """Let a role end from a day on."""
    now = clock.now()
    row = queries.get_role(membership_id, actor=request.actor)
    form = EndRoleForm(posted(request), initial={"until": clock.day_of(now)})
    if form.is_valid():
        with form.refusals():
            operations.end_role(membership_id=membership_id, **form.cleaned_data, actor=request.actor, now=now)
            notices.say(request, _("Đã ghi ngày thôi giữ vai trò. Việc đã làm vẫn còn nguyên."))
            return redirect("person", row.user_id) if queries.is_in_sight(row.user_id, request.actor) else redirect("people")
    unit = organisations.name_of(row.unit_id, on=clock.day_of(now)).name
    facts = [role_words(row.role), unit, days_words(row.valid)]
    context = {"form": form, "crumbs": crumbs(row.user), "title": _("Thôi giữ vai trò"), "verb": _("Thôi giữ vai trò"), "facts": facts}
    return render(request, "desk/accounts/role.html", context, status=422 if form.is_bound else 200)


@desk("GET", "POST")
def hand_over(request: DeskRequest, user_id: UUID, unit_id: UUID) -> HttpResponse:
    """Let somebody leave a unit: all roles there go to a colleague in one act."""
    now = clock.now()
    today = clock.day_of(now)
    user = queries.get_person(user_id, actor=request.actor)
    people = [(str(one.pk), one.full_name) for one in queries.colleagues(user_id, unit_id, on=today, actor=request.actor)]
    form = HandOverForm(posted(request), initial={"day": today}, people=people)
    if form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            operations.hand_over(
                user_id=user_id, unit_id=unit_id, to_id=UUID(said["to_id"]), day=said["day"], reason=said["reason"],
                actor=request.actor, now=now,
            )  # fmt: skip
            notices.say(request, _("Đã bàn giao. Việc của đơn vị do người nhận làm tiếp."))
            return redirect("person", user_id)
    context = {"form": form, "crumbs": crumbs(user), "unit": organisations.name_of(unit_id, on=today).name, "nobody": not people}
    return render(request, "desk/accounts/hand_over.html", context, status=422 if form.is_bound else 200)


@desk("POST")
def lock_account(request: DeskRequest, user_id: UUID) -> HttpResponse:
    """Let nobody in by this account, and end its sessions."""
    form = LockForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    operations.lock_account(user_id=user_id, reason=reason, actor=request.actor, now=clock.now())
    notices.say(request, _("Đã khóa tài khoản. Mọi phiên đang mở đã đóng."))
    return redirect("person", user_id)


@desk("POST")
def unlock_account(request: DeskRequest, user_id: UUID) -> HttpResponse:
    """Let the person in again."""
    operations.unlock_account(user_id=user_id, actor=request.actor, now=clock.now())
    notices.say(request, _("Đã mở khóa tài khoản."))
    return redirect("person", user_id)


@desk("POST")
def reset_password(request: DeskRequest, user_id: UUID) -> HttpResponse:
    """Make another first password, shown once in the answer itself."""
    password = operations.reset_password(user_id=user_id, actor=request.actor, now=clock.now())
    return _first_password(request, queries.get_person(user_id, actor=request.actor), password)


def _first_password(request: DeskRequest, user: queries.User, password: str) -> HttpResponse:
    return render(request, "desk/accounts/first_password.html", {"person": user, "password": password, "crumbs": crumbs(user)})
