"""The path of a paper: came in → read → planned → assigned → reported, and where it stands now."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.kernel.actor import Actor
from hoanhap.web.parts import Step
from hoanhap.work.assignments import queries as assignments
from hoanhap.work.documents.queries import Paper
from hoanhap.work.documents.states import PaperState
from hoanhap.work.programmes import queries as programmes
from hoanhap.work.programmes.states import PlanState
from hoanhap.work.reports import queries as reports


def of(paper: Paper, *, actor: Actor) -> list[Step]:
    """The stations of an incoming paper for its own unit; for a paper of another unit only what is on the paper itself."""
    plan = programmes.of_paper(paper.id, actor=actor)
    duties = len(assignments.of_plan(plan)) if plan else 0
    report = reports.visible(actor).filter(basis=paper).first()
    registered = paper.state == PaperState.REGISTERED
    given = plan is not None and plan.state != PlanState.DRAFT
    stations = [
        (_("Đến"), date_format(paper.arrived_on, "d/m/Y") if paper.arrived_on else "", True),
        (_("Đọc và xác nhận"), _reading_note(paper), registered),
        (_("Kế hoạch"), (plan.get_state_display() if plan else _("chưa lập")), plan is not None),
        (_("Giao việc"), ngettext("%(n)d việc", "%(n)d việc", duties) % {"n": duties} if plan else "", given),
        (_("Báo cáo"), report.get_state_display() if report else _("chưa có"), report is not None and report.paper_id is not None),
    ]
    current = next((index for index, station in enumerate(stations) if not station[2]), len(stations))
    return [Step(name, note, "done" if done else "here" if index == current else "") for index, (name, note, done) in enumerate(stations)]


def _reading_note(paper: Paper) -> str:
    if paper.register_number:
        return _("số đến %(number)s") % {"number": paper.register_number}
    return str(PaperState(paper.state).label).lower()
