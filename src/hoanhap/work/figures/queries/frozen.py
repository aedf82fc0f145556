"""Frozen figures, and what the digest of a line covers."""

from __future__ import annotations

from datetime import UTC, date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound
from hoanhap.work.figures.models import Figure, Line
from hoanhap.work.figures.queries.numbers import plain_number


def get_figure(figure_id: UUID, *, actor: Actor) -> Figure:
    """A frozen figure of a unit that the actor may see.

    :raises NotFound: there is none such for this actor
    """
    row = Figure.objects.filter(Q(pk=figure_id), unit_id__in=actor.within).select_related("version__indicator").first()
    if row is None:
        raise NotFound("FIGURE_NOT_FOUND", _("Không tìm thấy số liệu này, hoặc số liệu không thuộc đơn vị của bạn."))
    return row


def said_of(code: str, *, unit_id: UUID, period_from: date | None, period_until: date) -> Decimal | None:
    """What the latest frozen figure of a unit and period says, or nothing where none was made or nothing was behind it.

    :param period_from: None where only the last day matters, as with stocks
    """
    rows = Figure.objects.filter(version__indicator_id=code, unit_id=unit_id, period_until=period_until, line_count__gt=0)
    if period_from is not None:
        rows = rows.filter(period_from=period_from)
    return rows.order_by("-as_of").values_list("value", flat=True).first()


def content_of(line: Line) -> dict[str, Any]:
    """What the digest of a line covers, as plain JSON: whoever holds it can compute the digest again."""
    more = {"work": line.work_id, "leads": line.leads or None, "cut": line.cut_id, "locality": line.locality_id}
    return {
        "id": str(line.id), "indicator": str(line.version_id), "unit": str(line.unit_id), "day": line.day.isoformat(),
        "quantity": f"{line.quantity:.2f}", "estimated": line.estimated, "source": [line.source_kind, str(line.source_id)],
        "proof": line.proof, "reverses": str(line.reverses_id) if line.reverses_id else None,
        "recorded_at": line.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        **{name: value if value is True else str(value) for name, value in more.items() if value is not None},
    }  # fmt: skip


def sheet(figure: Figure) -> dict[str, Any]:
    """A frozen figure with everything behind it, as plain JSON: enough to check it without database or network. ``working`` stands
    only where the value is not the sum of the lines."""
    version = figure.version
    return {
        "code": figure.code, "indicator": version.indicator_id, "label": version.label, "definition": version.definition,
        "definition_version": version.number, "measure": version.measure, "value": plain_number(figure.value),
        "estimated": figure.estimated, "unit": organisations.name_of(figure.unit_id, on=figure.period_until).name,
        "period": {"from": figure.period_from.isoformat(), "until": figure.period_until.isoformat()},
        "as_of": figure.as_of.isoformat(), "root": figure.root, **({"working": figure.working} if figure.working else {}),
        "lines": [{"digest": line.digest, "content": content_of(line)} for line in figure.lines.order_by("digest")],
    }  # fmt: skip
