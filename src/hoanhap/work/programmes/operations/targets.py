"""Setting targets of a plan, and taking them out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, WrongState
from hoanhap.work.figures import queries as figures
from hoanhap.work.programmes import policies
from hoanhap.work.programmes.models import Plan, Target
from hoanhap.work.programmes.operations.plans import hold
from hoanhap.work.programmes.queries import get_target
from hoanhap.work.programmes.states import Bound, PlanState
from vanban.text import clean

AUTO = "AUTO"
MOST = Decimal(10**15)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much of what, of whom, by when, and where the paper says so."""

    indicator: str
    unit_id: UUID
    period_from: date
    period_until: date
    value: Decimal
    source: str
    bound: str = Bound.AT_LEAST


@transaction.atomic
def set_target(*, plan_id: UUID, wanted: Wanted, actor: Actor, now: datetime) -> Target:
    """Set a target of a plan. The same again changes nothing; another value for the same question takes the place of the first.

    :raises NotAllowed: the actor is no staff officer of the plan's unit
    :raises WrongState: the plan is closed
    :raises NotFound: there is no such indicator on that day
    :raises Invalid: something does not make sense; ``fields`` says what
    """
    plan = hold(plan_id, actor)
    if actor.user_id is None:
        raise NotAllowed("NOT_PLAN_STAFF", _("Chỉ chuyên viên của đơn vị lập kế hoạch được đặt chỉ tiêu."))
    _require_open(plan)
    source = _checked(plan, wanted)
    question = {name: getattr(wanted, name) for name in ("unit_id", "period_from", "period_until")}
    target, _made = Target.objects.update_or_create(
        plan=plan, indicator_id=wanted.indicator, **question,
        defaults={"bound": wanted.bound, "value": wanted.value, "source": source, "set_by_id": actor.user_id, "set_at": now},
    )  # fmt: skip
    record(act="target.set", actor=actor, now=now, object_kind="plan", object_id=plan.id, detail=_told(asdict(wanted)))
    return target


@transaction.atomic
def drop_target(*, target_id: UUID, actor: Actor, now: datetime) -> None:
    """Take a target out of its plan. Reports that were sent keep what they said of it; the trail keeps what it was.

    :raises NotAllowed: the actor is no staff officer of the plan's unit
    :raises WrongState: the plan is closed
    """
    target = get_target(target_id, actor=actor)
    if not policies.may_change(actor, target.plan):
        raise NotAllowed("NOT_PLAN_STAFF", _("Chỉ chuyên viên của đơn vị lập kế hoạch được bỏ chỉ tiêu."))
    _require_open(hold(target.plan_id, actor))
    kept = {name: getattr(target, name) for name in ("indicator_id", "unit_id", "period_from", "period_until", "bound", "value", "source")}
    target.delete()
    record(act="target.drop", actor=actor, now=now, object_kind="plan", object_id=target.plan_id, detail=_told(kept))


def _require_open(plan: Plan) -> None:
    if plan.state == PlanState.CLOSED:
        raise WrongState("PLAN_CLOSED", _("Kế hoạch đã kết thúc nên không sửa được nữa. Cần làm tiếp thì lập kế hoạch mới."))


def _checked(plan: Plan, wanted: Wanted) -> str:
    """The source in plain words, when everything makes sense."""
    version = figures.version_of(wanted.indicator, on=wanted.period_until)
    source, wrong = clean(wanted.source).strip(), {}
    if version.derivation == AUTO:
        wrong["indicator"] = _("Chỉ tiêu này do hệ thống tự tính, không đặt mức.")
    if not wanted.value.is_finite() or not 0 < wanted.value < MOST:
        wrong["value"] = _("Hãy ghi một số lớn hơn 0.")
    elif version.measure == "%" and wanted.value > 100:
        wrong["value"] = _("Tỷ lệ không quá 100%.")
    elif version.measure != "%" and wanted.value != wanted.value.to_integral_value():
        wrong["value"] = _("Hãy ghi số nguyên; tiền ghi tròn đồng.")
    if wanted.period_from > wanted.period_until:
        wrong["period_until"] = _("Ngày cuối phải từ ngày đầu trở đi.")
    if wanted.unit_id not in organisations.within(plan.unit_id, on=wanted.period_until):
        wrong["unit"] = _("Chỉ đặt chỉ tiêu cho đơn vị lập kế hoạch và các đơn vị trực thuộc.")
    if wanted.bound not in Bound.values:
        wrong["bound"] = _("Hãy chọn ít nhất hoặc không quá.")
    if not source:
        wrong["source"] = _("Hãy ghi văn bản và mục đặt ra chỉ tiêu này.")
    if wrong:
        raise Invalid("TARGET_INVALID", _("Còn ô chưa đúng. Các ô khác được giữ nguyên; hãy sửa rồi gửi lại."), fields=dict(wrong))
    return source


def _told(values: dict[str, object]) -> dict[str, object]:
    return {name: str(value) for name, value in values.items()}
