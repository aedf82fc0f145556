"""Figures that were let out to the public: truly public, so no actor is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound
from hoanhap.kernel.suppression import is_small
from hoanhap.work.figures.models import Figure, Hidden, IndicatorVersion, Publication, Release

__all__ = [
    "INTERNAL",
    "IN_FORCE",
    "SUPERSEDED",
    "WITHDRAWN",
    "Publication",
    "Published",
    "get_publication",
    "publications_of",
    "published",
    "published_chain",
]

IN_FORCE, SUPERSEDED, WITHDRAWN = "IN_FORCE", "SUPERSEDED", "WITHDRAWN"
INTERNAL = "INTERNAL"
"""How the catalogue marks what is never let out."""


@dataclass(frozen=True, slots=True)
class Published:
    """One release as a reader sees it. ``value`` None: hidden, withdrawn, or replaced by so near a value that the two would tell."""

    id: UUID
    code: str
    version: IndicatorVersion
    unit: str
    issuer: str
    paper: str
    unit_id: UUID
    report_id: UUID
    period_from: date
    period_until: date
    as_of: datetime
    at: datetime
    estimated: bool
    value: Decimal | None
    state: str
    reason: str = ""
    ended_at: datetime | None = None
    replaced_by: str = ""
    """The code of the figure that took its place."""


def published() -> list[Published]:
    """Every release that no later one has replaced, by indicator, the latest period first."""
    heads = _releases().filter(superseded_by__isnull=True)
    rows = heads.order_by("figure__version__indicator__position", "figure__version__indicator_id", "-figure__period_until", "issuer", "id")
    return _told(list(rows))


def published_chain(code: str) -> list[Published]:
    """The release of a figure and all others of its question, the latest first.

    :raises NotFound: no figure of this code was let out
    """
    row = _releases().filter(figure__code=code).order_by("-at").first()
    if row is None:
        raise NotFound("FIGURE_NOT_PUBLISHED", _("Không có số liệu công khai nào mang mã này. Hãy xem danh sách số liệu đã công bố."))
    figure = row.figure
    same = _releases().filter(
        figure__version__indicator_id=figure.version.indicator_id, figure__unit_id=figure.unit_id,
        figure__period_from=figure.period_from, figure__period_until=figure.period_until,
    )  # fmt: skip
    return _told(list(same.order_by("-at", "-id")))


def get_publication(publication_id: UUID, *, actor: Actor) -> Published:
    """One release, for whoever may take it back.

    :raises NotFound: there is no such release, or of a unit that the actor cannot see
    """
    row = _releases().filter(pk=publication_id, figure__unit_id__in=actor.within).first()
    if row is None:
        raise NotFound("PUBLICATION_NOT_FOUND", _("Không tìm thấy lần công bố này, hoặc số liệu không thuộc đơn vị của bạn."))
    return _told([row])[0]


def publications_of(figures: list[Figure]) -> dict[UUID, Published]:
    """The latest release of each of these figures, where there is one."""
    rows = _latest(figures)
    return {row.figure_id: told for row, told in zip(rows, _told(rows), strict=True)}


def _latest(figures: list[Figure]) -> list[Publication]:
    """The last release of each figure."""
    return list({row.figure_id: row for row in _releases().filter(figure__in=figures).order_by("at")}.values())


def _releases() -> QuerySet[Publication]:
    found = Publication.objects.filter(act=Release.RELEASED)
    return found.select_related("figure__version__indicator", "withdrawn_by", "superseded_by__figure__version")


def _told(rows: list[Publication]) -> list[Published]:
    names = {
        day: organisations.names_of({row.figure.unit_id for row in rows if row.figure.period_until == day}, on=day)
        for day in {row.figure.period_until for row in rows}
    }
    return [_one(row, names[row.figure.period_until].get(row.figure.unit_id, row.issuer)) for row in rows]


def _one(row: Publication, unit: str) -> Published:
    figure, withdrawal, later = row.figure, getattr(row, "withdrawn_by", None), getattr(row, "superseded_by", None)
    state = WITHDRAWN if withdrawal else SUPERSEDED if later else IN_FORCE
    return Published(
        id=row.id, code=figure.code, version=figure.version, unit=unit, issuer=row.issuer, paper=row.paper,
        unit_id=figure.unit_id, report_id=row.report_id,
        period_from=figure.period_from, period_until=figure.period_until, as_of=figure.as_of, at=row.at, estimated=figure.estimated,
        value=figure.value if _is_told(row, withdrawal, later) else None, state=state, reason=withdrawal.reason if withdrawal else "",
        ended_at=withdrawal.at if withdrawal else later.at if later else None, replaced_by=later.figure.code if later else "",
    )  # fmt: skip


def _is_told(row: Publication, withdrawal: Publication | None, later: Publication | None) -> bool:
    """Whether the value of a release may be read: an old value that differs by few people from the new one is not shown beside it."""
    if withdrawal or row.hidden != Hidden.NO:
        return False
    smallest = row.figure.version.smallest_cell
    if later is None or smallest is None:
        return True
    return later.hidden == Hidden.NO and not is_small(int(abs(later.figure.value - row.figure.value)), smallest)
