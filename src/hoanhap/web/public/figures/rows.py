"""A published figure as plain data, for files and for machines. The paper's own address is left out: it leads to every figure of it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from hoanhap.web.public import cards
from hoanhap.work.figures.queries import plain_number
from hoanhap.work.figures.queries.publications import IN_FORCE, SUPERSEDED, Published

HIDDEN = "ẩn"
"""Printed where a value would let few people be known; the same word whatever the reason."""
_STATES = {IN_FORCE: "đang công bố", SUPERSEDED: "đã có số thay"}
HEADS = {
    "code": "Mã số liệu", "indicator": "Mã chỉ tiêu", "label": "Chỉ tiêu", "value": "Giá trị", "hidden": "Không nêu số",
    "measure": "Đơn vị tính", "estimated": "Ước tính", "period_from": "Từ ngày", "period_until": "Đến ngày", "as_of": "Chốt lúc",
    "unit": "Đơn vị", "issuer": "Cơ quan nêu", "paper": "Văn bản", "definition": "Định nghĩa", "definition_version": "Bản định nghĩa",
    "published_at": "Công bố lúc", "state": "Tình trạng", "replaced_by": "Số thay", "reason": "Lý do rút",
}  # fmt: skip


def row_of(row: Published) -> dict[str, Any]:
    """Everything that a reader may know of a release, by the keys of ``HEADS``."""
    return {
        "code": row.code, "indicator": row.version.indicator_id, "label": row.version.label,
        "value": plain_number(row.value) if row.value is not None else None, "hidden": row.value is None, "measure": row.version.measure,
        "estimated": row.estimated, "period_from": row.period_from.isoformat(), "period_until": row.period_until.isoformat(),
        "as_of": timezone.localtime(row.as_of).isoformat(timespec="seconds"), "unit": row.unit, "issuer": row.issuer, "paper": row.paper,
        "definition": row.version.definition, "definition_version": row.version.number,
        "published_at": timezone.localtime(row.at).isoformat(timespec="seconds"), "state": _STATES.get(row.state, "đã rút"),
        "replaced_by": row.replaced_by, "reason": row.reason,
    }  # fmt: skip


def variable(row: Published) -> dict[str, Any]:
    """A release as schema.org says what is measured."""
    said = {"@type": "PropertyValue", "name": f"{row.version.label} – {row.unit}", "unitText": row.version.measure, "propertyID": row.code}
    return said | ({"value": plain_number(row.value)} if row.value is not None else {"description": HIDDEN})


def page_of(code: str) -> str:
    """The address of a figure's page."""
    return cards.absolute(f"/so-lieu-cong-khai/{code}/")
