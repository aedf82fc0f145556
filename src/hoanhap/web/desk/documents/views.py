"""Pages that show papers: the register, one paper by its state, and the search."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.web.desk.documents import path, sheet
from hoanhap.web.desk.documents.fields import fields_of
from hoanhap.web.desk.documents.forms import ConfirmForm
from hoanhap.web.desk.documents.workbook import register_workbook
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.exporting import wants_workbook, workbook_address
from hoanhap.web.paging import page_of
from hoanhap.web.parts import FindingRow, Link, Mark, Progress, Tab
from hoanhap.work.documents import operations, policies, queries
from hoanhap.work.documents.states import PaperState
from hoanhap.work.programmes import policies as plan_policies
from hoanhap.work.programmes import queries as programmes

MARKS = {
    PaperState.RECEIVED: ("go", "clock"),
    PaperState.READING: ("go", "run"),
    PaperState.READ: ("warn", "ask"),
    PaperState.UNREADABLE: ("warn", "alert"),
    PaperState.CONFIRMED: ("go", "check"),
    PaperState.REGISTERED: ("ok", "check"),
    PaperState.REFUSED: ("off", "stop"),
    PaperState.ISSUED: ("ok", "check"),
}
VIEWS = {
    "": (),
    "cho-xac-nhan": (PaperState.READ, PaperState.UNREADABLE),
    "cho-vao-so": (PaperState.CONFIRMED,),
    "da-vao-so": (PaperState.REGISTERED,),
    "dang-doc": (PaperState.RECEIVED, PaperState.READING),
}
"""The register's views by what stands in the address after ``?xem=``."""


def mark_of(paper: queries.Paper) -> Mark:
    """A paper's state as a word with an icon."""
    kind, icon = MARKS[PaperState(paper.state)]
    return Mark(kind, str(PaperState(paper.state).label), icon)


@desk()
def register(request: DeskRequest) -> HttpResponse:
    """The register of incoming papers, all of them or those in one state; ``?tep=xlsx`` as a workbook."""
    chosen = request.GET.get("xem", "")
    found = queries.incoming(request.actor, states=VIEWS.get(chosen, ()))
    if wants_workbook(request):
        return register_workbook(found)
    papers, pager = page_of(request, found)
    words = {
        "": _("Tất cả"),
        "cho-xac-nhan": _("Chờ xác nhận"),
        "cho-vao-so": _("Chờ vào sổ"),
        "da-vao-so": _("Đã vào sổ"),
        "dang-doc": _("Đang đọc"),
    }
    here = reverse("register")
    tabs = [Tab(label, f"{here}?xem={name}" if name else here, current=name == chosen) for name, label in words.items()]
    rows = [(paper, mark_of(paper)) for paper in papers]
    context = {"rows": rows, "pager": pager, "tabs": tabs, "export": workbook_address(request)}
    return render(request, "desk/documents/register.html", context | {"may_receive": policies.may_receive(request.actor)})


@desk()
def paper(request: DeskRequest, paper_id: UUID) -> HttpResponse:
    """One paper by its state: being read, refused, to be confirmed, in the register."""
    row = queries.get_paper(paper_id, actor=request.actor)
    return paper_page(request, row, ConfirmForm(initial=values_of(row)))


def values_of(row: queries.Paper) -> dict[str, Any]:
    """What a paper states now, by the names of the form's fields."""
    return {"version": row.version, **{name: getattr(row, name) for name in operations.EDITABLE}}


def paper_page(request: DeskRequest, row: queries.Paper, form: ConfirmForm, *, status: int = 200) -> HttpResponse:
    """The page of a paper, also when its form came back with errors."""
    reading = row.state in (PaperState.RECEIVED, PaperState.READING)
    context: dict[str, Any] = {
        "paper": row,
        "mark": mark_of(row),
        "title": title_of(row),
        "steps": path.of(row, actor=request.actor),
        "crumbs": [Link(_("Sổ văn bản đến"), reverse("register"))],
        "facts": _facts(row),
        "may_confirm": policies.may_confirm(request.actor, row),
        "may_plan": _may_plan(request, row),
        "plan": programmes.of_paper(row.id, actor=request.actor),
    }
    if reading:
        note = _("Đã xong %(percent)d%%.") % {"percent": row.progress}
        context["progress"] = Progress(_("Đang đọc văn bản"), note, request.path, done=row.progress, of=100)
    elif row.state != PaperState.REFUSED:
        context |= _beside(row, form)
    response = render(request, "desk/documents/paper.html", context, status=status)
    if request.htmx and not reading:
        response.headers["HX-Refresh"] = "true"  # the part that asks again has nothing to ask any more: show the whole page
    return response


def _beside(row: queries.Paper, form: ConfirmForm) -> dict[str, Any]:
    read = row.reading or {}
    fields = fields_of(form, row)
    remarks = [FindingRow("gap", item["message"]) for item in read.get("findings") or ()]
    same = [
        _("số đến %(number)s") % {"number": other.register_number} if other.register_number else date_format(other.created_at, "d/m/Y")
        for other in queries.same_content(row)[:5]
    ]
    editable = row.state in (PaperState.READ, PaperState.UNREADABLE, PaperState.CONFIRMED)
    return {
        "form": form,
        "doubtful": [field for field in fields if field.doubtful],
        "sure": [field for field in fields if not field.doubtful],
        "lines": sheet.lines_of(read),
        "findings": remarks,
        "same": same,
        "editable": editable,
    }


def _facts(row: queries.Paper) -> list[str]:
    number = _("số đến %(number)s") % {"number": row.register_number} if row.register_number else ""
    arrived = _("đến %(day)s") % {"day": date_format(row.arrived_on, "d/m/Y")} if row.arrived_on else ""
    pages = (row.reading or {}).get("source", {}).get("pages") or 0
    length = ngettext("%(n)d trang", "%(n)d trang", pages) % {"n": pages} if pages else ""
    return [number, row.issuer_name, length, arrived, str(PaperState(row.state).label)]


def _may_plan(request: DeskRequest, row: queries.Paper) -> bool:
    return plan_policies.may_plan(request.actor) and row.unit_id == request.actor.unit_id and row.state == PaperState.REGISTERED


def title_of(row: queries.Paper) -> str:
    """What a paper is called on its page: its subject, its file's name, or that there is nothing to name."""
    return row.subject or row.file_name or _("Văn bản không được giữ lại")
