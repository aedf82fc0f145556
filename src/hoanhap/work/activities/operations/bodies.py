"""What a person says was done: its form, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import proofs
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid
from hoanhap.work.activities.queries import Channel, Entry, channel, exceeding
from hoanhap.work.assignments import queries as assignments
from hoanhap.work.figures import queries as figures
from hoanhap.work.programmes import queries as programmes
from vanban.text import clean


@dataclass(frozen=True, slots=True)
class Body:
    """What a person says was done. ``amounts`` by indicator code."""

    channel: str
    day: date
    title: str
    place: str = ""
    amounts: dict[str, Decimal] = field(default_factory=dict)
    estimated: frozenset[str] = frozenset()
    content_id: UUID | None = None
    part_id: UUID | None = None
    urls: tuple[str, ...] = ()


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
    return plain


def check(body: Body, *, today: date, versions: Mapping[str, figures.IndicatorVersion] | None = None) -> None:
    """Refuse a body that does not make sense, field by field.

    :param versions: by indicator code, as of the body's day, for who checks many bodies and has asked once
    """
    form = channel(body.channel)
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
        wrong |= {row.indicator: row.message for row in exceeding(body.amounts, [versions[asked.indicator] for asked in form.quantities])}
    asked_for = {asked.indicator for asked in form.quantities if asked.fixed is None}
    if {*body.amounts, *body.estimated} - asked_for:
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
    new_part = body.part_id if before is None or before.part_id != body.part_id else None
    if new_part and not assignments.is_given(new_part, actor=actor):
        sentence = _("Việc này không được giao cho đơn vị của bạn. Hãy mở lại từ trang việc của tôi.")
        raise Invalid("DUTY_UNKNOWN", sentence, fields={"part": sentence})


def _check_day(day: date, unit_id: UUID) -> None:
    """A unit did nothing before it was there: on such a day nobody stands above it, so the entry would count nowhere."""
    if not organisations.units_on(day).filter(pk=unit_id).exists():
        sentence = _("Vào ngày này đơn vị chưa hoạt động. Việc của đơn vị cũ do đơn vị cũ ghi; hãy kiểm tra lại ngày.")
        raise Invalid("UNIT_NOT_YET", sentence, fields={"day": sentence})


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
