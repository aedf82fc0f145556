"""Writing the ledger: lines, reversals, and frozen figures."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import locks, proofs
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotAllowed
from hoanhap.work.figures.models import Figure, Indicator, IndicatorVersion, Line
from hoanhap.work.figures.operations.folding import queue_lines
from hoanhap.work.figures.queries import Question, content_of, lines_behind, standing, version_of

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L: people read codes from paper


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much of one indicator a source states."""

    indicator: str
    amount: Decimal
    estimated: bool = False


@transaction.atomic
def define(*, code: str, channel: str, kind: str, position: int, version: dict[str, Any], actor: Actor, now: datetime) -> IndicatorVersion:
    """Put an indicator's definition on record; the same definition again changes nothing, another makes the next version.

    :raises NotAllowed: only the system defines indicators, from the catalogue's file
    """
    if not actor.is_system:
        raise NotAllowed(
            "CATALOGUE_IS_DATA", _("Danh mục chỉ tiêu được nạp từ tệp của hệ thống. Hãy đề nghị quản trị bổ sung vào danh mục.")
        )
    indicator, _created = Indicator.objects.get_or_create(code=code, defaults={"channel": channel, "kind": kind, "position": position})
    last = indicator.versions.order_by("-number").first()
    if last is not None and all(getattr(last, name) == value for name, value in version.items()):
        return last
    row = IndicatorVersion.objects.create(indicator=indicator, number=last.number + 1 if last else 1, **version)
    record(act="indicator.define", actor=actor, now=now, object_kind="indicator", object_id=row.id, detail={"code": code})
    return row


@transaction.atomic
def write_lines(
    *, quantities: Iterable[Quantity], unit_id: UUID, day: date, source_kind: str, source_id: UUID, proof: dict[str, Any], now: datetime
) -> list[Line]:
    """Write what a source states into the ledger. The source's own operation leaves the trail row, afterwards."""
    moment = _moment(now)
    lines = [
        _write(
            version_id=version_of(item.indicator, on=day).id, unit_id=unit_id, day=day, quantity=item.amount, estimated=item.estimated,
            source_kind=source_kind, source_id=source_id, proof=proof, moment=moment,
        )
        for item in quantities
    ]  # fmt: skip
    queue_lines(lines)
    return lines


@transaction.atomic
def take_back(*, source_kind: str, source_id: UUID, now: datetime) -> int:
    """Reverse every standing line of a source, and say how many those were. Nothing is deleted: the past can be asked again."""
    # No row lock: the runtime role may not update lines, and the unique `reverses` lets only one reversal through.
    moment = _moment(now)
    kept = list(standing(Line.objects.filter(source_kind=source_kind, source_id=source_id)))
    reversing = [
        _write(
            version_id=line.version_id, unit_id=line.unit_id, day=line.day, quantity=-line.quantity, estimated=line.estimated,
            source_kind=source_kind, source_id=source_id, proof=line.proof, moment=moment, reverses=line,
        )
        for line in kept
    ]  # fmt: skip
    queue_lines(reversing)
    return len(kept)


@transaction.atomic
def freeze(*, question: Question, actor: Actor, now: datetime, supersedes: Figure | None = None) -> Figure:
    """Keep the answer as it is now, with the lines that make it, for good. The value is the sum of exactly these lines.

    ``as_of`` is never before the last line that was written: asked again for that moment, the ledger gives the same.
    """
    as_of = _moment(now, freezing=True)
    kept = list(standing(lines_behind(question)))
    figure = Figure.objects.create(
        code=_new_code(), version=version_of(question.indicator, on=question.period_until), unit_id=question.unit_id,
        period_from=question.period_from, period_until=question.period_until, as_of=as_of,
        value=sum((line.quantity for line in kept), Decimal(0)), estimated=any(line.estimated for line in kept), line_count=len(kept),
        root=proofs.root(line.digest for line in kept), frozen_by_id=actor.user_id, supersedes=supersedes,
    )  # fmt: skip
    figure.lines.set(kept)
    record(act="figure.freeze", actor=actor, now=now, object_kind="figure", object_id=figure.id,
           detail={"code": figure.code, "value": str(figure.value), "root": figure.root})  # fmt: skip
    return figure


def _write(*, reverses: Line | None = None, moment: datetime, **content: Any) -> Line:
    line = Line(id=uuid4(), recorded_at=moment, reverses=reverses, **content)
    line.digest = proofs.digest(content_of(line))
    line.save(force_insert=True)
    return line


def _moment(now: datetime, *, freezing: bool = False) -> datetime:
    """When this enters the ledger, with the ledger held until commit: lines stand after every figure frozen before them, figures not
    before any line that they saw, whatever the clocks of the processes say."""
    locks.hold("ledger", "order")
    line = Line.objects.order_by("-recorded_at").values_list("recorded_at", flat=True).first()
    figure = Figure.objects.order_by("-as_of").values_list("as_of", flat=True).first()
    if freezing:
        return max(now, line or now)
    return max(now, figure + timedelta(microseconds=1)) if figure else now


def _new_code() -> str:
    """``HN-XXXX-XXXX``: 39 bits, unique by constraint."""
    letters = "".join(secrets.choice(_ALPHABET) for _letter in range(8))
    return f"HN-{letters[:4]}-{letters[4:]}"
