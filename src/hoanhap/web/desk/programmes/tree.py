"""A plan as rows: contents, duties under the section they come from, units, gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.ground.organisations import queries as organisations
from hoanhap.web.desk.documents.sheet import anchor_of
from hoanhap.web.parts import FindingRow, Link, TreeRow
from hoanhap.work.assignments.queries import AssignedUnit, Assignment, Gap
from hoanhap.work.assignments.states import Part
from hoanhap.work.programmes.queries import Plan


def names_in(duties: Iterable[Assignment], *, on: date) -> dict[UUID, str]:
    """The names of every unit that has a part in these duties."""
    return organisations.names_of({part.unit_id for duty in duties for part in duty.units.all() if part.unit_id}, on=on)


def rows_of(plan: Plan, duties: list[Assignment], *, names: Mapping[UUID, str], editable: bool) -> list[TreeRow]:
    """The tree: points of content first, then the duties under their sections."""
    titles = _titles((plan.paper.reading or {}).get("outline") or ())
    branches = []
    contents = [TreeRow(str(row.position), row.text, _clause(plan, row.clause, None), lead="–", due_text="–") for row in _contents(plan)]
    if contents:
        branches.append(TreeRow("", _("Nội dung cần truyền thông"), branch=True, rows=tuple(contents)))
    for section, group in groupby(duties, key=lambda duty: duty.clause.partition(".")[0]):
        rows = tuple(_duty(plan, duty, names, editable=editable) for duty in group)
        branches.append(TreeRow(section, titles.get(section) or _("Việc được giao"), branch=True, rows=rows))
    return branches


def _contents(plan: Plan) -> Any:
    return plan.contents.order_by("position")


def _titles(outline: Iterable[dict[str, Any]]) -> dict[str, str]:
    return {str(node.get("label")): str(node.get("title") or "").rstrip(":") for node in outline}


def _duty(plan: Plan, duty: Assignment, names: Mapping[UUID, str], *, editable: bool) -> TreeRow:
    parts = list(duty.units.all())
    leads = [part for part in parts if part.part != Part.COORDINATE]
    partners = [part for part in parts if part.part == Part.COORDINATE]
    return TreeRow(
        number=duty.clause.partition(".")[2] or str(duty.position),
        text=duty.duty,
        clause=_clause(plan, duty.clause, duty.span_start),
        lead=in_words(leads, names),
        partners=in_words(partners, names),
        due=duty.due,
        due_text=duty.due_printed,
        href=reverse("change_duty", args=[plan.id, duty.id]) if editable else "",
        id=f"viec-{duty.position}",
    )


def _clause(plan: Plan, clause: str, start: int | None) -> Link | None:
    if not clause:
        return None
    place = f"#{anchor_of(start)}" if start is not None else ""
    return Link(clause, f"{reverse('paper', args=[plan.paper_id])}{place}")


def in_words(parts: Iterable[AssignedUnit], names: Mapping[UUID, str]) -> str:
    """Units as a plan names them: a group by its printed words and how many it is, others by their names today."""
    words: dict[str, int] = {}
    for part in parts:
        word = part.printed if part.each or part.unit_id is None else names.get(part.unit_id, part.printed)
        words[word] = words.get(word, 0) + part.each
    return "; ".join(
        word + (ngettext(" (%(n)d đơn vị)", " (%(n)d đơn vị)", count) % {"n": count} if count else "") for word, count in words.items()
    )


def finding_rows(gaps: Iterable[Gap], *, plan_page: str, duties_page: str) -> list[FindingRow]:
    """What is missing, with where to mend it; an empty page means that the reader, or the plan's state, does not allow it."""
    remedies = {
        "NO_DEADLINE": Link(_("Đặt hạn cho từng việc"), duties_page),
        "NO_REPORT_DUE": Link(_("Đặt hạn báo cáo"), plan_page),
        "UNIT_UNKNOWN": Link(_("Chọn đơn vị cho từng việc"), duties_page),
    }
    known = {code: remedy for code, remedy in remedies.items() if remedy.href}
    return [FindingRow("gap", gap.message, ", ".join(dict.fromkeys(filter(None, gap.clauses))), known.get(gap.code)) for gap in gaps]
