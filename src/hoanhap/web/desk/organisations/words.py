"""Kinds of units, hierarchies and reorganisations in the words of readers."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoanhap.ground.organisations import queries
from hoanhap.ground.organisations.queries import Hierarchy, ReorganisationKind, UnitKind

KINDS = {
    UnitKind.PROVINCE: gettext_lazy("Ủy ban nhân dân tỉnh"),
    UnitKind.DEPARTMENT: gettext_lazy("Sở, ban, ngành"),
    UnitKind.POLICE: gettext_lazy("Công an tỉnh"),
    UnitKind.DIVISION: gettext_lazy("Phòng nghiệp vụ"),
    UnitKind.PRESS: gettext_lazy("Báo, đài tỉnh"),
    UnitKind.FACILITY: gettext_lazy("Cơ sở giam giữ"),
    UnitKind.DISTRICT: gettext_lazy("Cấp huyện (đến 30/6/2025)"),
    UnitKind.DISTRICT_POLICE: gettext_lazy("Công an cấp huyện (đến 28/02/2025)"),
    UnitKind.COMMUNE: gettext_lazy("Ủy ban nhân dân xã, phường"),
    UnitKind.COMMUNE_POLICE: gettext_lazy("Công an xã, phường"),
    UnitKind.STATION: gettext_lazy("Đài truyền thanh xã, phường"),
    UnitKind.CENTRAL: gettext_lazy("Cơ quan trung ương"),
    UnitKind.PARTY: gettext_lazy("Cơ quan Đảng, đoàn thể"),
}
HIERARCHIES = {
    Hierarchy.GOVERNMENT: gettext_lazy("Chính quyền"),
    Hierarchy.POLICE: gettext_lazy("Công an"),
    Hierarchy.PARTY: gettext_lazy("Đảng, đoàn thể"),
    Hierarchy.PROFESSIONAL: gettext_lazy("Chuyên môn, nghiệp vụ"),
}
REORGANISATIONS = {
    ReorganisationKind.MERGE: gettext_lazy("Sáp nhập"),
    ReorganisationKind.SPLIT: gettext_lazy("Chia, tách"),
    ReorganisationKind.RENAME: gettext_lazy("Đổi tên"),
    ReorganisationKind.MOVE: gettext_lazy("Chuyển cơ quan quản lý"),
    ReorganisationKind.CLOSE: gettext_lazy("Kết thúc hoạt động"),
}
CHANGES = {
    "BEGIN": gettext_lazy("Thành lập"),
    "END": gettext_lazy("Kết thúc"),
    "NAME": gettext_lazy("Đổi tên"),
    "PLACE": gettext_lazy("Chuyển về dưới"),
    "HAND_OVER": gettext_lazy("Bàn giao"),
}
_RESTING = {
    "accounts.membership": gettext_lazy("người giữ vai trò"),
    "activities.entry": gettext_lazy("lượt ghi hoạt động"),
    "activities.aggregate": gettext_lazy("số nêu từ văn bản"),
    "assignments.assignedunit": gettext_lazy("phần việc được giao"),
    "documents.paper": gettext_lazy("văn bản"),
    "figures.line": gettext_lazy("dòng số liệu trong sổ cái"),
    "figures.figure": gettext_lazy("con số đã chốt"),
    "programmes.plan": gettext_lazy("kế hoạch"),
    "reports.report": gettext_lazy("báo cáo"),
}


def resting_words(what: str) -> str:
    """What rests on a unit, by app and model; what nobody has named is a row of the system's own."""
    return str(_RESTING.get(what, _("dòng dữ liệu khác (%(what)s)") % {"what": what}))


def kind_words(kind: str) -> str:
    """What sort of body a unit is."""
    return str(KINDS.get(UnitKind(kind), kind))


def share_words(function: str, weight: Decimal) -> str:
    """Which branch of the work, and how much of it: ``Toàn bộ``, ``Các việc còn lại, 35%``."""
    branch = queries.functions().get(function, function)
    if weight == 1:
        return branch
    return _("%(branch)s, tỷ lệ %(share)s%%") % {"branch": branch, "share": f"{weight * 100:.4f}".rstrip("0").rstrip(".").replace(".", ",")}
