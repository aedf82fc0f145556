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
ACT_WORDS = {
    "sap-nhap": REORGANISATIONS[ReorganisationKind.MERGE],
    "chia-tach": REORGANISATIONS[ReorganisationKind.SPLIT],
    "doi-ten": REORGANISATIONS[ReorganisationKind.RENAME],
    "chuyen": REORGANISATIONS[ReorganisationKind.MOVE],
    "ket-thuc": REORGANISATIONS[ReorganisationKind.CLOSE],
}
"""By the word in the address."""
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
    "documents.register": gettext_lazy("sổ đăng ký văn bản"),
    "figures.line": gettext_lazy("dòng số liệu trong sổ cái"),
    "figures.figure": gettext_lazy("con số đã chốt"),
    "files.storedfile": gettext_lazy("tệp"),
    "portal.piece": gettext_lazy("bài trên cổng"),
    "portal.edition": gettext_lazy("lần đăng bài"),
    "programmes.plan": gettext_lazy("kế hoạch"),
    "programmes.target": gettext_lazy("chỉ tiêu của kế hoạch"),
    "reports.call": gettext_lazy("yêu cầu báo cáo"),
    "reports.chase": gettext_lazy("công văn đôn đốc"),
    "reports.report": gettext_lazy("báo cáo"),
    "support.service": gettext_lazy("nơi giúp trong danh bạ"),
}
_UNCOUNTED = {
    "feedback": gettext_lazy("câu hỏi của người dân (không nêu số)"),
    "support": gettext_lazy("phiếu hẹn của người dân (không nêu số)"),
}
"""By app. A small number of people who ask or need help would tell about them."""


def resting_words(what: str, count: int) -> str:
    """What rests on a unit, by app and model, with its number where that tells nothing about anybody."""
    if what in _RESTING:
        return f"{count} {_RESTING[what]}"
    private = _UNCOUNTED.get(what.partition(".")[0])
    return str(private) if private else _("%(count)s dòng dữ liệu khác (%(what)s)") % {"count": count, "what": what}


def kind_words(kind: str) -> str:
    """What sort of body a unit is."""
    return str(KINDS.get(UnitKind(kind), kind))


def share_words(function: str, weight: Decimal) -> str:
    """Which branch of the work, and how much of it: ``Toàn bộ``, ``Các việc còn lại, 35%``."""
    branch = queries.functions().get(function, function)
    if weight == 1:
        return branch
    return _("%(branch)s, tỷ lệ %(share)s%%") % {"branch": branch, "share": f"{weight * 100:.4f}".rstrip("0").rstrip(".").replace(".", ",")}
