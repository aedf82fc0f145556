"""Counts that units state from papers: finding them, and what their lines in the ledger stand on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hoanhap.kernel import proofs
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound
from hoanhap.work.activities import policies
from hoanhap.work.activities.models import Aggregate
from hoanhap.work.activities.states import EntryState
from hoanhap.work.figures.queries import second_of


def get_aggregate(aggregate_id: UUID, *, actor: Actor) -> Aggregate:
    """A count stated by the actor's unit or by one below it.

    :raises NotFound: there is none such for this actor
    """
    row = _whole(Aggregate.objects.filter(pk=aggregate_id, unit_id__in=actor.within)).first()
    if row is None:
        raise NotFound("AGGREGATE_NOT_FOUND", _("Không tìm thấy số này, hoặc số này không thuộc đơn vị của bạn."))
    return row


def aggregates_of(actor: Actor) -> QuerySet[Aggregate]:
    """What the actor's own unit has stated, the latest days first."""
    return _whole(Aggregate.objects.filter(unit_id=actor.own_unit)).order_by("-period_until", "-entered_at", "id")


def aggregates_to_review(actor: Actor) -> QuerySet[Aggregate]:
    """Stated counts that wait and that the actor may review, oldest first."""
    if not policies.may_review_some(actor):
        return Aggregate.objects.none()
    waiting = Aggregate.objects.filter(unit_id__in=actor.within, state=EntryState.SUBMITTED).exclude(entered_by_id=actor.user_id)
    return _whole(waiting).order_by("entered_at", "id")


def overlapping(row: Aggregate) -> QuerySet[Aggregate]:
    """Other accepted counts of the same unit and indicator about some of the same days: together they would count twice."""
    same = Aggregate.objects.filter(
        unit_id=row.unit_id, indicator_version__indicator_id=row.indicator_version.indicator_id, state=EntryState.ACCEPTED
    )
    return same.filter(period_from__lte=row.period_until, period_until__gte=row.period_from).exclude(pk=row.pk)


def stated_by_aggregate(row: Aggregate) -> dict[str, Any]:
    """All that a count states, as plain JSON; its digest is what its ledger line carries. ``cut`` is what counts
    had at first, always empty; it stays, so that digests of then can be computed now."""
    more: dict[str, Any] = {"parts": row.parts} if row.parts else {}
    if row.second is not None:
        more["second"] = {"indicator": second_of(row.indicator_version.indicator_id), "amount": f"{row.second:.2f}"}
    return more | {
        "aggregate": str(row.id), "version": row.version, "unit": str(row.unit_id), "indicator": str(row.indicator_version_id),
        "amount": f"{row.amount:.2f}", "estimated": row.estimated, "cut": {}, "source": row.source,
        "paper": str(row.paper_id) if row.paper_id else None,
        "period": [row.period_from.isoformat(), row.period_until.isoformat()],
    }  # fmt: skip


def proof_of_aggregate(row: Aggregate) -> dict[str, Any]:
    """What a ledger line keeps of a count: a digest of all it states, and of its paper as evidence."""
    paper = proofs.digest({"source": row.source, "paper": str(row.paper_id) if row.paper_id else None})
    return {
        "aggregate": str(row.id),
        "version": row.version,
        "digest": proofs.digest(stated_by_aggregate(row)),
        "evidence": [["PAPER", paper]],
    }


def counts_by_ids(ids: Iterable[UUID], *, actor: Actor) -> dict[UUID, Aggregate]:
    """Of these counts, those that the actor may see, by id."""
    return {row.id: row for row in _whole(Aggregate.objects.filter(pk__in=list(ids), unit_id__in=actor.within))}


def counts_for_proof(ids: Iterable[UUID]) -> QuerySet[Aggregate]:
    """Counts that frozen figures stand on, for the bundle of a report whose reader has been let in already."""
    return _whole(Aggregate.objects.filter(pk__in=list(ids))).order_by("period_until", "id")


def _whole(rows: QuerySet[Aggregate]) -> QuerySet[Aggregate]:
    return rows.select_related("indicator_version__indicator", "entered_by", "paper")
