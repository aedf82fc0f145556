"""What a person says was done: its form, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import proofs
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid
from hoanhap.work.activities.models import Quantity
from hoanhap.work.activities.queries import Asked, Channel, Entry, as_kept, channel, exceeding
from hoanhap.work.assignments import queries as assignments
from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.queries import cutting
from hoanhap.work.programmes import queries as programmes
from vanban.text import clean


@dataclass(frozen=True, slots=True)
class Body:
    """What a person says was done. ``amounts`` by indicator code, ``divided`` by indicator, cut and value."""

    channel: str
    day: date
    title: str
    place: str = ""
    amounts: dict[str, Decimal] = field(default_factory=dict)
    estimated: frozenset[str] = frozenset()
    content_id: UUID | None = None
    part_id: UUID | None = None
    urls: tuple[str, ...] = ()
    divided: Mapping[str, cutting.Divided] = field(default_factory=dict)
    locality_id: UUID | None = None
    """Where it was done, when that is another place than the one that the unit serves."""
    waiver: str = ""
    """Why there is no evidence, when the unit asks that the entry may count without."""


_LATER = ("waiver", "divided", "locality_id")
"""What bodies did not have at first: left out where it is empty, so that a replay of an old body is still one."""


def digest_of(body: Body) -> str:
    """What tells a replay from another body."""
    return proofs.digest(plain(body))


def plain(body: Body) -> dict[str, object]:
    """The body as plain JSON, the same for the same statements."""
    plain = asdict(body)
    plain["day"] = body.day.isoformat()
    plain["amounts"] = {code: str(amount.normalize()) for code, amount in sorted(body.amounts.items())}
    plain["estimated"] = sorted(body.estimated)
    plain["content_id"], plain["part_id"] = str(body.content_id or ""), str(body.part_id or "")
    plain["urls"] = list(body.urls)
    plain["locality_id"] = str(body.locality_id or "")
    plain["divided"] = {
        code: {cut: {value: str(amount.normalize()) for value, amount in parts.items() if amount} for cut, parts in cuts.items()}
        for code, cuts in body.divided.items()
        if any(amount for parts in cuts.values() for amount in parts.values())
    }
    return {name: said for name, said in plain.items() if said or name not in _LATER}


def check(body: Body, *, today: date, versions: Mapping[str, figures.IndicatorVersion] | None = None, counts: bool = True) -> None:
    """Refuse a body that does not make sense, field by field.

    :param counts: whether its numbers are the body's to state; those of a published piece are not
    :param versions: by indicator code, as of the body's day, for who checks many bodies and has asked once
    """
    form = channel(body.channel)
    form = form if counts else replace(form, quantities=())
    wrong: dict[str, str] = {}
    if not clean(body.title).strip():
        wrong["title"] = _("Hãy ghi tên tin, bài hoặc hoạt động.")
    if body.day > today:
        wrong["day"] = _("Ngày thực hiện chưa tới. Chỉ ghi việc đã làm.")
    if versions is None:
        versions = {row.indicator_id: row for row in figures.versions_on(body.day)}
    if any(asked.indicator not in versions for asked in form.quantities):
        wrong["day"] = _("Vào ngày này chưa có chỉ tiêu cho kênh này. Hãy kiểm tra lại ngày.")
    wrong |= _wrong_amounts(body, form, versions)
    if not wrong:
        wrong = _wrong_parts(body, form, versions)
    if not wrong:
        wrong |= {row.indicator: row.message for row in exceeding(body.amounts, [versions[asked.indicator] for asked in form.quantities])}
    asked_for = {asked.indicator for asked in form.quantities if asked.fixed is None}
    if {*body.amounts, *body.estimated} - asked_for or set(body.divided) - {asked.indicator for asked in form.quantities}:
        raise Invalid("INDICATOR_NOT_ASKED", _("Có số liệu không thuộc kênh này. Hãy tải lại trang rồi ghi lại."))
    if wrong:
        raise Invalid("ENTRY_INVALID", _("Còn ô chưa đúng. Các ô khác được giữ nguyên; hãy sửa rồi gửi lại."), fields=dict(wrong))
    check_urls(body.urls)


def _wrong_amounts(body: Body, form: Channel, versions: Mapping[str, figures.IndicatorVersion]) -> dict[str, str]:
    wrong = {}
    for asked in form.quantities:
        if asked.fixed is None and not _is_count(body.amounts.get(asked.indicator)):
            wrong[asked.indicator] = _("Hãy ghi số nguyên, từ 0 trở lên.")
        elif asked.indicator in body.estimated and asked.indicator in versions and not versions[asked.indicator].estimate_allowed:
            wrong[asked.indicator] = _("Chỉ tiêu này phải đếm được, không ghi số ước tính.")
    return wrong


def _wrong_parts(body: Body, form: Channel, versions: Mapping[str, figures.IndicatorVersion]) -> dict[str, str]:
    wrong = {}
    for asked in form.quantities:
        cuts, whole = body.divided.get(asked.indicator, {}), whole_of(body, asked)
        try:
            cutting.combined(whole, cuts, cuts={choice.code for choice in cutting.offered(versions[asked.indicator])})
        except cutting.Unclear as unclear:
            name = cutting.name_of(asked.indicator, unclear.cut, next(iter(cuts[unclear.cut])))
            wrong[name] = f"{asked.label}: {why_unclear(unclear, cuts, whole)}"
    return wrong


def whole_of(body: Body, asked: Asked) -> Decimal:
    """How much a body states of one number of its form."""
    return Decimal(asked.fixed) if asked.fixed is not None else body.amounts[asked.indicator]


def quantities_of(entry: Entry, body: Body) -> list[Quantity]:
    """The numbers of a checked body as rows of its entry, not yet written."""
    rows = []
    for asked in channel(body.channel).quantities:
        whole, about = whole_of(body, asked), asked.indicator in body.estimated
        cuts = body.divided.get(asked.indicator, {})
        parts = as_kept(cutting.combined(whole, cuts, cuts=cuts))
        rows.append(Quantity(entry=entry, indicator_id=asked.indicator, amount=whole, estimated=about, parts=parts))
    return rows


def why_unclear(unclear: cutting.Unclear, cuts: cutting.Divided, whole: Decimal) -> str:
    """In a sentence, why the parts of a number cannot be kept."""
    choice = cutting.choices().get(unclear.cut)
    by = choice.label if choice else unclear.cut
    if unclear.reason == "SUM":
        told = {"cut": by, "sum": figures.exact(sum(cuts[unclear.cut].values(), Decimal(0))), "whole": figures.exact(whole)}
        return _("các phần theo %(cut)s cộng lại là %(sum)s, không phải %(whole)s. Hãy ghi đủ các phần hoặc để trống cả mục.") % told
    if unclear.reason == "TWO":
        return _("chỉ chia thành nhiều phần theo một mục. Theo %(cut)s, hãy ghi cả số vào một ô hoặc để trống.") % {"cut": by}
    return _("số này không chia được theo %(cut)s. Hãy tải lại trang rồi ghi lại.") % {"cut": by}


def _is_count(amount: Decimal | None) -> bool:
    return amount is not None and amount.is_finite() and 0 <= amount <= 10**9 and amount == amount.to_integral_value()


def check_targets(body: Body, *, actor: Actor, today: date, before: Entry | None = None) -> None:
    """An entry is for a point of content of a plan that reached the unit, and for a duty that the unit was given. What an entry named
    before, it may go on naming."""
    new_content = body.content_id if before is None or before.content_id != body.content_id else None
    if new_content and not programmes.contents_open(actor=actor, on=today).filter(pk=new_content).exists():
        sentence = _("Nội dung này không thuộc kế hoạch nào đã giao tới đơn vị. Hãy chọn lại.")
        raise Invalid("CONTENT_UNKNOWN", sentence, fields={"content": sentence})
    _check_day(body.day, actor.own_unit)
    _check_place(body, actor.own_unit)
    new_part = body.part_id if before is None or before.part_id != body.part_id else None
    if new_part and not assignments.is_given(new_part, actor=actor):
        sentence = _("Việc này không được giao cho đơn vị của bạn. Hãy mở lại từ trang việc của tôi.")
        raise Invalid("DUTY_UNKNOWN", sentence, fields={"part": sentence})


def _check_day(day: date, unit_id: UUID) -> None:
    """A unit did nothing before it was there: on such a day nobody stands above it, so the entry would count nowhere."""
    if not organisations.units_on(day).filter(pk=unit_id).exists():
        sentence = _("Vào ngày này đơn vị chưa hoạt động. Việc của đơn vị cũ do đơn vị cũ ghi; hãy kiểm tra lại ngày.")
        raise Invalid("UNIT_NOT_YET", sentence, fields={"day": sentence})


def _check_place(body: Body, unit_id: UUID) -> None:
    """A unit works where it serves, or in a place within that."""
    if body.locality_id and body.locality_id not in {row.locality_id for row in organisations.localities_of(unit_id, on=body.day)}:
        sentence = _("Vào ngày này không có nơi đó trong địa bàn của đơn vị. Hãy chọn lại.")
        raise Invalid("PLACE_UNKNOWN", sentence, fields={"locality": sentence})


def check_urls(urls: Iterable[str]) -> None:
    """Refuse what is no address of a public page. Nothing is fetched."""
    for url in urls:
        try:
            parts = urlsplit(url)
            sound = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        except ValueError:
            sound = False
        if not sound or len(url) > 2000 or url != clean(url) or re.search(r"\s", url):
            sentence = _("Đường dẫn phải bắt đầu bằng http:// hoặc https:// và có tên trang.")
            raise Invalid("URL_INVALID", sentence, fields={"url": sentence})
