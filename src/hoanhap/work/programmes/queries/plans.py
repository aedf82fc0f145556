"""Finding plans and their points of content."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound
from hoanhap.kernel.folding import folded, folded_words
from hoanhap.work.programmes.models import Content, Plan
from hoanhap.work.programmes.states import PlanState


def visible(actor: Actor) -> QuerySet[Plan]:
    """Plans of the actor's unit and of those below it, newest first."""
    return (
        Plan.objects.filter(unit_id__in=actor.within)
        .select_related("paper")
        .defer("paper__reading", "paper__folded")
        .order_by("-created_at", "id")
    )


def search(words: str, *, actor: Actor) -> QuerySet[Plan]:
    """Plans in whose title or number every word stands, with or without marks, newest first."""
    found = visible(actor).alias(folded_title=folded("title"))
    for word in folded_words(words):
        found = found.filter(Q(folded_title__contains=word) | Q(paper__folded_number__contains=word))
    return found


def get_plan(plan_id: UUID, *, actor: Actor) -> Plan:
    """One plan with its paper.

    :raises NotFound: there is none such for this actor
    """
    plan = Plan.objects.filter(unit_id__in=actor.within, pk=plan_id).select_related("paper").first()
    if plan is None:
        raise NotFound("PLAN_NOT_FOUND", _("Không tìm thấy kế hoạch này, hoặc kế hoạch không thuộc đơn vị của bạn."))
    return plan


def of_paper(paper_id: UUID, *, actor: Actor) -> Plan | None:
    """The plan that the actor's unit made from a paper, if there is one."""
    return Plan.objects.filter(paper_id=paper_id, unit_id=actor.own_unit).first()


def contents_open(*, actor: Actor | None = None, on: date | None = None) -> QuerySet[Content]:
    """The points of content of the plans that have gone to the units: what an entry may be for.

    :param actor: only plans of the actor's own unit and of those above it on the day ``on``
    """
    contents = Content.objects.filter(plan__state=PlanState.ASSIGNED).select_related("plan").order_by("plan__created_at", "position")
    if actor is None or on is None:
        return contents
    return contents.filter(plan__unit_id__in=organisations.above(actor.own_unit, on=on))
