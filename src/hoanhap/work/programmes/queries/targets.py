"""Targets of plans: those that stand, those that a report is held against, and those that the paper seems to name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound
from hoanhap.work.figures import queries as figures
from hoanhap.work.programmes.models import Plan, Target
from hoanhap.work.programmes.states import IN_FORCE, Bound
from vanban.text import unaccent

BOUNDS = {"at_least": Bound.AT_LEAST, "at_most": Bound.AT_MOST}
"""Bounds of a figure in a paper that make it a target; one without them may be a result as well."""
ALIKE = 0.5
"""The share of an indicator's words that must stand around a figure before it is offered for it."""
AROUND = 120
"""Characters on each side of a figure that belong to it at most."""

_EACH_TIME = re.compile(r"(?:mỗi|hằng|hàng|một|/)\s*(?:ngày|tuần|tháng|quý|năm)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A figure of the plan's paper that looks like a target. A person confirms it."""

    text: str
    clause: str
    value: Decimal
    bound: Bound
    indicators: tuple[str, ...]
    """Codes that its words fit, the best first."""


def targets_of(plan: Plan) -> QuerySet[Target]:
    """The targets of a plan, in the catalogue's order."""
    rows = Target.objects.filter(plan=plan).select_related("indicator", "unit", "set_by")
    return rows.order_by("indicator__position", "period_until", "id")


def get_target(target_id: UUID, *, actor: Actor) -> Target:
    """One target of a plan that the actor may see.

    :raises NotFound: there is none such for this actor
    """
    found = Target.objects.filter(pk=target_id, plan__unit_id__in=actor.within).select_related("plan__paper", "indicator").first()
    if found is None:
        raise NotFound("TARGET_NOT_FOUND", _("Không tìm thấy chỉ tiêu này, hoặc chỉ tiêu không thuộc kế hoạch của đơn vị bạn."))
    return found


def targets_for(unit_id: UUID, *, first: date, last: date) -> list[Target]:
    """What plans that have gone out want of a unit over days that touch these: it is asked by reports, whoever reads them."""
    rows = Target.objects.filter(unit_id=unit_id, plan__state__in=IN_FORCE, period_from__lte=last, period_until__gte=first)
    return list(rows.select_related("plan__paper", "indicator").order_by("indicator__position", "period_until", "id"))


def suggested(plan: Plan) -> list[Suggestion]:
    """What the plan's paper seems to want of somebody: its figures with a bound whose words fit an indicator. Those that became targets
    already are left out."""
    reading = plan.paper.reading or {}
    known = {(row.indicator_id, row.value) for row in Target.objects.filter(plan=plan)}
    versions = [version for version in figures.versions_on(plan.created_at.date()) if version.derivation != "AUTO"]
    found = [_suggestion(row, reading, versions) for row in reading.get("figures") or ()]
    return [row for row in found if row is not None and not any((code, row.value) in known for code in row.indicators)]


def _suggestion(row: dict[str, Any], reading: dict[str, Any], versions: Iterable[figures.IndicatorVersion]) -> Suggestion | None:
    bound = BOUNDS.get(row.get("bound") or "")
    if bound is None or row.get("in_title") or not row.get("value") or not row.get("span"):
        return None
    text, (start, end) = str(reading.get("text") or ""), row["span"]
    if _EACH_TIME.search(text[start : end + len(" hằng tháng")]):
        return None  # so many a week are no number of the whole period
    fitting = sorted(_fitting(_words(_around(text, start, end)), _words(str(row.get("unit") or "")), versions), reverse=True)
    if not fitting:
        return None
    clause = next(_clauses(reading.get("outline") or (), start), "")
    codes = tuple(code for _score, code in fitting[:3])
    return Suggestion(" ".join(str(row["text"]).split()), clause, Decimal(str(row["value"])), bound, codes)


def _fitting(around: set[str], unit: set[str], versions: Iterable[figures.IndicatorVersion]) -> Iterator[tuple[float, str]]:
    """Indicators that are counted in the figure's unit and of whose label enough words stand around the figure."""
    for version in versions:
        label = _words(version.label)
        if unit and unit & (label | _words(version.measure)):
            score = len(label & around) / len(label)
            if score >= ALIKE:
                yield score, version.indicator_id


def _around(text: str, start: int, end: int) -> str:
    """The clause of the sentence that a figure stands in."""
    before = re.split(r"[.;\n]", text[max(0, start - AROUND) : start])[-1]
    return before + text[start:end] + re.split(r"[.;\n]", text[end : end + AROUND])[0]


def _clauses(outline: Iterable[dict[str, Any]], at: int, label: str = "") -> Iterator[str]:
    """The innermost clause that a place of the text belongs to, as ``II.3``."""
    for node in outline:
        start, end = node["span"]
        if start <= at < end:
            own = f"{label}.{node.get('label') or ''}".strip(".-–+")
            yield from _clauses(node.get("children") or (), at, own)
            yield own


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{2,}", unaccent(text).lower()))
