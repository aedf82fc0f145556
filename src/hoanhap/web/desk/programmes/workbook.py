"""The duties of a plan as a workbook, a row for each part that a unit has in one."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from hoanhap.web.exporting import as_workbook
from hoanhap.work.assignments.queries import Assignment
from hoanhap.work.assignments.states import DutyState, Part


def duties_workbook(duties: list[Assignment], names: Mapping[UUID, str]) -> HttpResponse:
    """Clause, duty, unit, part, deadline (the day, or what the paper prints), state and why it was returned; a duty without a unit, too."""
    heading = [_("Mục"), _("Việc"), _("Đơn vị"), _("Vai trò"), _("Hạn"), _("Trạng thái"), _("Lý do")]
    return as_workbook(_("Việc theo kế hoạch"), heading, (row for duty in duties for row in _rows(duty, names)), name="viec-ke-hoach.xlsx")


def _rows(duty: Assignment, names: Mapping[UUID, str]) -> list[list[object]]:
    told: list[object] = [duty.clause or str(duty.position), duty.duty]
    due = duty.due or duty.due_printed
    return [
        [
            *told, names.get(part.unit_id, part.printed) if part.unit_id else part.printed, str(Part(part.part).label), due,
            str(DutyState(part.state).label), part.reason,
        ]
        for part in duty.units.all()
    ] or [[*told, "", "", due, "", ""]]  # fmt: skip
