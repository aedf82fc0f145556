"""Making plans from papers."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Conflict, NotAllowed, WrongState
from hoanhap.work.documents import queries as documents
from hoanhap.work.documents.states import PaperState
from hoanhap.work.programmes import policies
from hoanhap.work.programmes.models import Content, Plan
from hoanhap.work.programmes.queries import get_plan
from hoanhap.work.programmes.states import PlanState
from vanban.text import unaccent

CONTENT_WORDS = ("noi dung tuyen truyen", "noi dung truyen thong", "noi dung thong tin", "noi dung")
"""How the section that lists what is to be said is headed, marks left out; the first that fits is taken."""


@transaction.atomic
def draft_plan(*, paper_id: UUID, title: str, actor: Actor, now: datetime) -> Plan:
    """Make a draft plan of the actor's unit from a paper in its register, with the paper's points of content. Again it gives the same plan.

    :raises NotAllowed: the actor is no staff officer of the paper's unit
    :raises WrongState: the paper has no incoming number yet
    """
    paper = documents.get_paper(paper_id, actor=actor)
    if not policies.may_plan(actor) or paper.unit_id != actor.unit_id:
        raise NotAllowed("NOT_STAFF", _("Chỉ chuyên viên của đơn vị nhận được lập kế hoạch từ văn bản này."))
    if paper.state != PaperState.REGISTERED:
        raise WrongState("NOT_REGISTERED", _("Văn bản chưa vào sổ. Hãy đề nghị văn thư xác nhận và cho số đến trước khi lập kế hoạch."))
    plan, created = Plan.objects.get_or_create(
        unit_id=paper.unit_id, paper=paper, defaults={"id": uuid5(paper.id, "plan"), "title": title or paper.subject, "created_at": now}
    )
    if created:
        _add_contents(plan, paper.reading or {})
        record(act="plan.draft", actor=actor, now=now, object_kind="plan", object_id=plan.id, detail={"paper": str(paper.id)})
    return plan


@transaction.atomic
def change_plan(*, plan_id: UUID, version: int, title: str, report_due: Any, actor: Actor, now: datetime) -> Plan:
    """Change the title or the day on which the whole report is due.

    :raises Conflict: somebody else has changed the plan since ``version``
    """
    plan = _to_change(plan_id, actor)
    if not Plan.objects.filter(pk=plan.id, version=version).update(title=title, report_due=report_due, version=version + 1):
        raise Conflict("PLAN_CHANGED", _("Người khác vừa sửa kế hoạch này. Bản của họ được giữ; hãy xem lại rồi sửa tiếp."))
    record(act="plan.change", actor=actor, now=now, object_kind="plan", object_id=plan.id)
    return get_plan(plan_id, actor=actor)


@transaction.atomic
def mark_assigned(*, plan_id: UUID, actor: Actor, now: datetime) -> None:
    """The plan's duties have gone to the units (called by ``assignments``).

    :raises WrongState: it had gone out already
    """
    plan = _to_change(plan_id, actor)
    if not Plan.objects.filter(pk=plan.id, state=PlanState.DRAFT).update(state=PlanState.ASSIGNED, version=plan.version + 1):
        raise WrongState("PLAN_ASSIGNED", _("Kế hoạch này đã giao việc rồi. Hãy tải lại trang để xem."))
    record(act="plan.assign", actor=actor, now=now, object_kind="plan", object_id=plan.id)


def _to_change(plan_id: UUID, actor: Actor) -> Plan:
    plan = get_plan(plan_id, actor=actor)
    if not policies.may_change(actor, plan):
        raise NotAllowed("NOT_PLAN_STAFF", _("Chỉ chuyên viên của đơn vị lập kế hoạch được sửa kế hoạch này."))
    return plan


def _add_contents(plan: Plan, reading: dict[str, Any]) -> None:
    section = _content_section(reading.get("outline") or [])
    text = str(reading.get("text", ""))
    for position, node in enumerate((section or {}).get("children") or [], start=1):
        start, end = node["span"]
        Content.objects.create(plan=plan, position=position, clause=f"{section['label']}.{node['label']}" if section else "",
                               text=_after_label(text[start:end]))  # fmt: skip


def _content_section(outline: list[dict[str, Any]]) -> dict[str, Any] | None:
    for words in CONTENT_WORDS:
        for node in outline:
            if words in unaccent(node.get("title") or "") and node.get("children"):
                return node
    return None


def _after_label(text: str) -> str:
    head, _space, rest = " ".join(text.split()).partition(" ")
    return rest if head.rstrip(".)").isalnum() and len(head) <= 4 else f"{head} {rest}"
