"""Why a figure that is worked out from others has no value: a rate is never guessed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.operations.catalogue import codes
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries.finding import Shown

TARGETS_MET, COUNTED = "gov.target_met", "AUTO"


def why_gap(report: Report, row: Shown) -> str:
    """A whole sentence; nothing for a figure that has a value, and for one that is no rate: there nobody has stated anything yet."""
    if row.proved or row.kind != figures.IndicatorKind.RATIO:
        return ""
    if row.indicator == TARGETS_MET:
        return _("Tỷ lệ này tính từ bảng so với chỉ tiêu của chính báo cáo, ghi ngay dưới bảng đó, không cộng từ sổ cái.")
    version = figures.version_of(row.indicator, on=report.period_until)
    operands = list(version.operands)
    if unknown := [code for code in operands if not figures.is_known(code)]:
        names = "; ".join(f"“{codes()['operands'].get(code, code)}”" for code in unknown)
        if version.derivation == COUNTED:
            return _("Chưa tính được: hệ thống chưa đếm %(names)s.") % {"names": names}
        return _("Chưa tính được: chưa có chỉ tiêu cho %(names)s, vì nguồn không nêu ai báo cáo số đó, trong kỳ nào.") % {"names": names}
    found = figures.answers(operands, unit_id=report.unit_id, period_from=report.period_from, period_until=report.period_until)
    names = "; ".join(f"“{answer.version.label}”" for answer in found.values() if not answer.line_count)
    return _("Chưa tính được: trong kỳ chưa có số được chứng minh cho %(names)s.") % {"names": names} if names else ""
