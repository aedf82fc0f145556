"""Targets of a plan: set by hand or from what the paper seems to say, and taken out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotAllowed
from hoanhap.web import notices
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.programmes.forms import TargetForm
from hoanhap.web.forms import posted
from hoanhap.web.parts import Link
from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.queries.numbers import grouped
from hoanhap.work.programmes import operations, policies, queries
from hoanhap.work.programmes.states import PlanState


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target on the page of its plan."""

    label: str
    unit: str
    wanted: str
    days: str
    source: str
    drop: str
    """Where it is taken out; empty when the reader may not."""


@desk("GET", "POST")
def set_target(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Set a target of a plan; ``?goi-y=2`` fills in the second figure that the paper seems to want."""
    plan = _to_change(request, plan_id)
    offered = indicator_choices(clock.day_of(clock.now()))
    form = TargetForm(posted(request), indicators=offered, units=unit_choices(plan), initial=_initial(request, plan))
    if form.is_valid():
        with form.refusals():
            operations.set_target(plan_id=plan_id, wanted=form.wanted(), actor=request.actor, now=clock.now())
            notices.say(request, _("Đã đặt chỉ tiêu. Báo cáo của đơn vị sẽ nêu đạt bao nhiêu so với mức này."))
            return redirect(f"{reverse('plan', args=[plan_id])}#targets")
    context = {"form": form, "plan": plan, "crumbs": _crumbs(plan)}
    return render(request, "desk/programmes/set_target.html", context, status=422 if form.is_bound else 200)


@desk("GET", "POST")
def drop_target(request: DeskRequest, plan_id: UUID, target_id: UUID) -> HttpResponse:
    """Take a target out, after asking."""
    plan = _to_change(request, plan_id)
    target = queries.get_target(target_id, actor=request.actor)
    if request.method == "POST":
        operations.drop_target(target_id=target_id, actor=request.actor, now=clock.now())
        notices.say(request, _("Đã bỏ chỉ tiêu. Báo cáo đã gửi vẫn giữ nguyên những gì đã nêu."))
        return redirect(f"{reverse('plan', args=[plan_id])}#targets")
    (row,) = target_rows(plan, [target], editable=False)
    return render(request, "desk/programmes/drop_target.html", {"plan": plan, "row": row, "crumbs": _crumbs(plan)})


def of_plan(request: DeskRequest, plan: queries.Plan) -> dict[str, Any]:
    """What the plan's page shows of targets."""
    may = may_set(request, plan)
    rows = target_rows(plan, list(queries.targets_of(plan)), editable=may)
    return {"may_set": may, "targets": rows, "suggestions": suggestion_rows(plan) if may else []}


def target_rows(plan: queries.Plan, targets: list[queries.Target], *, editable: bool) -> list[TargetRow]:
    """Targets as the page shows them."""
    names = organisations.names_of({row.unit_id for row in targets}, on=clock.day_of(clock.now()))
    return [
        TargetRow(
            label_of(version := figures.version_of(row.indicator_id, on=row.period_until)), names.get(row.unit_id, ""),
            f"{row.get_bound_display()} {grouped(row.value)} {version.measure}", f"{row.period_from:%d/%m/%Y}–{row.period_until:%d/%m/%Y}",
            row.source, reverse("drop_target", args=[plan.id, row.id]) if editable else "",
        )
        for row in targets
    ]  # fmt: skip


def suggestion_rows(plan: queries.Plan) -> list[tuple[str, str, str, str]]:
    """What the paper seems to want: its words, the clause, what it may be about, and where a person confirms it."""
    day = clock.day_of(clock.now())
    page = reverse("set_target", args=[plan.id])
    return [
        (row.text, row.clause, label_of(figures.version_of(row.indicators[0], on=day)), f"{page}?goi-y={number}")
        for number, row in enumerate(queries.suggested(plan), start=1)
    ]


def label_of(version: figures.IndicatorVersion) -> str:
    """An indicator in the reader's language."""
    return version.label_en if get_language() == "en" else version.label


def indicator_choices(day: date) -> list[tuple[str, str]]:
    """What a target may be about: everything that is not computed by the system alone."""
    rows = [version for version in figures.versions_on(day) if version.derivation != "AUTO"]
    return sorted(((row.indicator_id, f"{label_of(row)} ({row.measure})") for row in rows), key=lambda pair: pair[1].casefold())


def unit_choices(plan: queries.Plan) -> list[tuple[str, str]]:
    """The plan's own unit first, then those below it by name."""
    day = clock.day_of(clock.now())
    names = organisations.names_of(organisations.within(plan.unit_id, on=day), on=day)
    below = sorted(((str(unit), name) for unit, name in names.items() if unit != plan.unit_id), key=lambda pair: pair[1])
    return [(str(plan.unit_id), names.get(plan.unit_id, "")), *below]


def _initial(request: DeskRequest, plan: queries.Plan) -> dict[str, Any]:
    """The calendar year, the plan's own paper; and one of the figures that the paper seems to want."""
    day = clock.day_of(clock.now())
    paper = plan.paper.number or plan.paper.subject
    stands: dict[str, Any] = {
        "period_from": date(day.year, 1, 1), "period_until": date(day.year, 12, 31), "unit": str(plan.unit_id), "source": paper,
    }  # fmt: skip
    wanted, found = request.GET.get("goi-y", ""), queries.suggested(plan)
    if wanted.isdecimal() and 0 < int(wanted) <= len(found):
        row = found[int(wanted) - 1]
        clause = _("%(paper)s, mục %(clause)s") % {"paper": paper, "clause": row.clause} if row.clause else paper
        stands |= {"indicator": row.indicators[0], "value": row.value, "bound": row.bound, "source": clause}
    return stands


def _crumbs(plan: queries.Plan) -> list[Link]:
    return [Link(_("Kế hoạch"), reverse("plans")), Link(plan.title, reverse("plan", args=[plan.id]))]


def _to_change(request: DeskRequest, plan_id: UUID) -> queries.Plan:
    plan = queries.get_plan(plan_id, actor=request.actor)
    if not may_set(request, plan):
        raise NotAllowed("NOT_PLAN_STAFF", _("Chỉ chuyên viên của đơn vị lập kế hoạch được đặt chỉ tiêu."))
    return plan


def may_set(request: DeskRequest, plan: queries.Plan) -> bool:
    """Whether this person sets targets of this plan now."""
    return policies.may_change(request.actor, plan) and plan.state != PlanState.CLOSED
