"""What a paper says: how many, of which days; and what of it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid
from hoanhap.work.activities.models import Aggregate
from hoanhap.work.activities.operations.bodies import why_unclear
from hoanhap.work.activities.queries import Part, as_kept, exceeding_count
from hoanhap.work.documents import queries as documents
from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.queries import cutting
from vanban.text import clean


@dataclass(frozen=True, slots=True)
class Count:
    """What a paper says: how many, of which days, and which paper."""

    indicator: str
    amount: Decimal
    period_from: date
    period_until: date
    source: str
    paper_id: UUID | None = None
    estimated: bool = False
    second: Decimal | None = None
    """The number that goes with it, in the second measure of the indicator."""
    divided: cutting.Divided = field(default_factory=dict)
    """By cut and value, how many; the parts are together the whole."""


def _parts(count: Count, version: figures.IndicatorVersion, wrong: dict[str, str]) -> list[Part]:
    """The parts of the count; adds to ``wrong`` why there are none."""
    if "amount" in wrong:
        return []
    try:
        return cutting.combined(count.amount, count.divided, cuts={choice.code for choice in cutting.offered(version)})
    except cutting.Unclear as unclear:
        name = cutting.name_of(count.indicator, unclear.cut, next(iter(count.divided[unclear.cut])))
        said = why_unclear(unclear, count.divided, count.amount)
        wrong[name] = said[:1].upper() + said[1:]
        return []


def checked(aggregate_id: UUID, count: Count, *, actor: Actor, today: date) -> dict[str, Any]:
    """What a count says as columns, when it makes sense and no part in it exceeds its total.

    :raises NotFound: no such indicator, or a paper that the actor cannot see
    :raises Invalid: something does not make sense; ``fields`` says what
    """
    columns = _columns(count, actor=actor, today=today)
    exceeding = exceeding_count(drafted(aggregate_id, columns, actor=actor))
    if exceeding:
        told = " ".join(dict.fromkeys(row.message for row in exceeding))
        more = _("Nếu số kia sai, hãy rút số đó hoặc đề nghị người duyệt trả lại, rồi nêu lại.")
        raise Invalid("PART_EXCEEDS_TOTAL", told, fields={"amount": f"{told} {more}"})
    return columns


def drafted(aggregate_id: UUID, columns: Mapping[str, Any], *, actor: Actor) -> Aggregate:
    """The row that the columns would make; nothing is kept."""
    return Aggregate(id=aggregate_id, unit_id=actor.own_unit, **columns)


def _columns(count: Count, *, actor: Actor, today: date) -> dict[str, Any]:
    """What a count says as columns, when it makes sense."""
    version = figures.version_of(count.indicator, on=count.period_until)
    kind, wrong = version.indicator.kind, {}
    if version.derivation != "ENTER":
        wrong["indicator"] = _("Chỉ tiêu này do hệ thống cộng từ lượt ghi, không nêu số tổng hợp.")
    if not _is_whole(count.amount):
        wrong["amount"] = _("Hãy ghi số nguyên, từ 0 trở lên; tiền ghi tròn đồng.")
    if count.period_until > today or count.period_from > count.period_until:
        wrong["period_until"] = _("Ngày chốt chưa tới, hoặc trước ngày đầu kỳ. Hãy kiểm tra lại ngày.")
    if kind == figures.IndicatorKind.STOCK and count.period_from != count.period_until:
        wrong["period_from"] = _("Chỉ tiêu này là số tại một ngày: hai ngày phải trùng nhau.")
    if count.estimated and not version.estimate_allowed:
        wrong["estimated"] = _("Chỉ tiêu này phải đếm được, không ghi số ước tính.")
    if not clean(count.source).strip():
        wrong["source"] = _("Hãy ghi số, ngày, nơi ban hành của văn bản có số này.")
    if count.second is not None and (not version.second_measure or not _is_whole(count.second) or (count.second and not count.amount)):
        wrong["second"] = _("Số ghi kèm phải là số nguyên, từ 0 trở lên, và chỉ có khi số chính lớn hơn 0.")
    parts = _parts(count, version, wrong)
    if wrong:
        raise Invalid("COUNT_INVALID", _("Còn ô chưa đúng. Các ô khác được giữ nguyên; hãy sửa rồi gửi lại."), fields=dict(wrong))
    paper = documents.get_paper(count.paper_id, actor=actor) if count.paper_id else None
    return {
        "indicator_version": version, "amount": count.amount, "estimated": count.estimated, "period_from": count.period_from,
        "period_until": count.period_until, "parts": as_kept(parts), "paper": paper, "source": clean(count.source).strip(),
        "second": count.second,
    }  # fmt: skip


def _is_whole(amount: Decimal) -> bool:
    return amount.is_finite() and 0 <= amount < 10**15 and amount == amount.to_integral_value()
