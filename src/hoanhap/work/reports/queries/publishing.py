"""Figures of issued reports that a leader may let out to the public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from hoanhap.kernel.actor import Actor
from hoanhap.work.figures.queries import Figure
from hoanhap.work.figures.queries.publications import INTERNAL, Published, publications_of
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries.finding import frozen_in_each
from hoanhap.work.reports.states import ReportState


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure of an issued report: ``release`` where it was let out, ``internal`` where the catalogue keeps it in."""

    indicator: str
    figure: Figure
    release: Published | None
    internal: bool

    @property
    def free(self) -> bool:
        """Whether it may be let out now."""
        return not self.internal and self.figure.line_count > 0 and (self.release is None or self.release.state == "WITHDRAWN")


def publishable_reports(actor: Actor) -> list[Report]:
    """Issued reports of the actor's own unit that no correction has taken the place of, the latest first."""
    found = Report.objects.filter(unit_id=actor.own_unit, state=ReportState.ISSUED, paper__isnull=False).select_related("paper")
    return list(found.order_by("-issued_at", "id"))


def candidates(report: Report) -> list[Candidate]:
    """The figures of an issued report, each with what became of it."""
    return candidates_of([report])[report.id]


def candidates_of(reports: Iterable[Report]) -> dict[UUID, list[Candidate]]:
    """The same of many reports: the same statements for many as for one."""
    found = frozen_in_each(reports)
    releases = publications_of([row.figure for rows in found.values() for row in rows])
    return {
        report_id: [
            Candidate(row.indicator_id, row.figure, releases.get(row.figure_id), row.figure.version.publication == INTERNAL) for row in rows
        ]
        for report_id, rows in found.items()
    }
