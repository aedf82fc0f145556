"""Making plans from papers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, WrongState
from hoanhap.kernel.states import require
from hoanhap.work.documents import queries as documents
from hoanhap.work.documents.states import PaperState
from hoanhap.work.programmes import policies
from hoanhap.work.programmes.models import Content, Plan
from hoanhap.work.programmes.queries import get_plan
from hoanhap.work.programmes.states import MOVES, PlanState
from vanban.text import clean, unaccent

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
    name = clean(title).strip() or paper.subject
    plan, created = Plan.objects.get_or_create(
        unit_id=paper.unit_id, paper=paper, defaults={"id": uuid5(paper.id, "plan"), "title": name, "created_at": now}
    )
    if created:
        _add_contents(plan, paper.reading or {})
        record(act="plan.draft", actor=actor, now=now, object_kind="plan", object_id=plan.id, detail={"paper": str(paper.id)})
    return plan


@transaction.atomic
def change_plan(*, plan_id: UUID, version: int, title: str, report_due: date | None, actor: Actor, now: datetime) -> Plan:
    """Change the title or the day on which the whole report is due.

    :raises WrongState: the plan is closed
    :raises Invalid: it would have no title
    :raises Conflict: somebody else has changed the plan since ``version``
    """
    plan = require_changeable(plan_id, actor)
    if plan.state == PlanState.CLOSED:
        raise WrongState("PLAN_CLOSED", _("Kế hoạch đã kết thúc nên không sửa được nữa. Cần làm tiếp thì lập kế hoạch mới."))
    plain = clean(title).strip()
    if not plain:
        raise Invalid("TITLE_MISSING", _("Kế hoạch phải có tên. Hãy ghi tên rồi lưu lại."), fields={"title": _("Chưa ghi tên kế hoạch.")})
    same = Plan.objects.filter(pk=plan.id, version=version, state=plan.state)
    if not same.update(title=plain, report_due=report_due, version=F("version") + 1):
        raise Conflict("PLAN_CHANGED", _("Người khác vừa sửa kế hoạch này. Bản của họ được giữ; hãy xem lại rồi sửa tiếp."))
    record(act="plan.change", actor=actor, now=now, object_kind="plan", object_id=plan.id)
    return get_plan(plan_id, actor=actor)


@transaction.atomic
def mark_assigned(*, plan_id: UUID, actor: Actor, now: datetime) -> None:
    """The plan's duties have gone to the units (called by ``assignments``, at the end: this holds the trail until commit).

    :raises WrongState: it had gone out already
    """
    plan = require_changeable(plan_id, actor)
    message = _("Kế hoạch này đã giao việc rồi. Hãy tải lại trang để xem.")
    require(MOVES, source=plan.state, target=PlanState.ASSIGNED, message=message)
    if not Plan.objects.filter(pk=plan.id, state=plan.state).update(state=PlanState.ASSIGNED, version=F("version") + 1):
        raise WrongState("PLAN_ASSIGNED", message)
    record(act="plan.assign", actor=actor, now=now, object_kind="plan", object_id=plan.id)


def require_changeable(plan_id: UUID, actor: Actor) -> Plan:
    """The plan, if the actor may change it.

    :raises NotFound: there is none such for this actor
    :raises NotAllowed: the actor is no staff officer of its unit
    """
    plan = get_plan(plan_id, actor=actor)
    if not policies.may_change(actor, plan):
        raise NotAllowed("NOT_PLAN_STAFF", _("Chỉ chuyên viên của đơn vị lập kế hoạch được sửa kế hoạch này."))
    return plan


def hold(plan_id: UUID, actor: Actor) -> Plan:
    """``require_changeable``, and nobody else changes the plan until the transaction ends."""
    plan = require_changeable(plan_id, actor)
    plan.state = Plan.objects.select_for_update().values_list("state", flat=True).get(pk=plan_id)
    return plan


def _add_contents(plan: Plan, reading: dict[str, Any]) -> None:
    section = _content_section(reading.get("outline") or [])
    text = str(reading.get("text", ""))
    for position, node in enumerate((section or {}).get("children") or [], start=1):
        start, end = node["span"]
        clause = ".".join(part.get("label") or "" for part in (section or {}, node)).strip(".")
        Content.objects.create(plan=plan, position=position, clause=clause, text=_after_label(text[start:end]))


def _content_section(outline: list[dict[str, Any]]) -> dict[str, Any] | None:
    for words in CONTENT_WORDS:
        for node in outline:
            if words in unaccent(node.get("title") or "") and node.get("children"):
                return node
    return None


def _after_label(text: str) -> str:
    head, _space, rest = " ".join(text.split()).partition(" ")
    return rest if head.rstrip(".)").isalnum() and len(head) <= 4 else f"{head} {rest}"
