"""Writing the ledger: lines, reversals, and frozen figures."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import proofs
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotAllowed
from hoanhap.work.figures.models import Figure, Indicator, IndicatorVersion, Line
from hoanhap.work.figures.operations.cuts import cut_id
from hoanhap.work.figures.operations.joining import settle
from hoanhap.work.figures.operations.lines import before_writing, drafted, moment_of, reverse
from hoanhap.work.figures.operations.queueing import enter
from hoanhap.work.figures.operations.rebuilding import renew
from hoanhap.work.figures.queries import Question, standing
from hoanhap.work.figures.queries.behind import JOINT
from hoanhap.work.figures.queries.freshness import is_fresh
from hoanhap.work.figures.queries.supporting import support_of

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L: people read codes from paper


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much of one indicator a source states."""

    indicator: str
    amount: Decimal
    estimated: bool = False
    cut: Mapping[str, str] | None = None
    """By which values of the indicator's cuts it is divided, where it is: ``{"sex": "F"}``."""


@dataclass(frozen=True, slots=True)
class About:
    """What a source is about, besides its unit and day."""

    work_id: UUID | None = None
    """The thing made or held once that it claims."""
    leads: bool = False
    """Whether the unit led: then its statement stands for the work wherever several claims meet."""
    locality_id: UUID | None = None
    """Where it was done, when that is known more closely than by the unit."""


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


@transaction.atomic(savepoint=False)
def write_lines(
    *, quantities: Iterable[Quantity], unit_id: UUID, day: date, source_kind: str, source_id: UUID, proof: dict[str, Any], now: datetime,
    about: About | None = None,
) -> list[Line]:  # fmt: skip
    """Write what a source states into the ledger. The source's own operation leaves the trail row, afterwards.

    :param about: which work it claims, where it was done; the adjustments of that work are settled with it
    """
    stated, about = list(quantities), about or About()
    if not stated:
        return []
    codes = {item.indicator for item in stated}
    before = before_writing(codes, on=day, source_id=source_id, work_id=about.work_id, now=now)
    lines = [
        drafted(
            version_id=before.defined[item.indicator].id, unit_id=unit_id, day=day, quantity=item.amount, estimated=item.estimated,
            source_kind=source_kind, source_id=source_id, cut_id=cut_id(item.cut), proof=proof, moment=before.moment,
            work_id=about.work_id, leads=about.leads, locality_id=about.locality_id,
        )
        for item in stated
    ]  # fmt: skip
    enter(lines)
    if before.shared and about.work_id is not None:
        settle(work_ids=[about.work_id], now=now)
    return lines


@transaction.atomic(savepoint=False)
def take_back(*, source_kind: str, source_id: UUID, now: datetime) -> int:
    """Reverse every standing line of a source, and say how many those were. Nothing is deleted: the past can be asked again."""
    # No row lock: the runtime role may not update lines, and the unique `reverses` lets only one reversal through.
    moment = moment_of(now)
    kept = list(standing(Line.objects.filter(source_kind=source_kind, source_id=source_id)))
    enter([reverse(line, moment=moment) for line in kept])
    settle(work_ids={line.work_id for line in kept if line.work_id}, now=now)
    return len(kept)


@transaction.atomic
def freeze(*, question: Question, actor: Actor, now: datetime, supersedes: Figure | None = None) -> Figure:
    """Keep the answer as it is now, with the lines that make it, for good. The value comes from exactly these lines: their sum, or as
    ``working`` says (the last statements of a stock, the rate of two numbers, the middle of several).

    ``as_of`` is never before the last line that was written: asked again for that moment, the ledger gives the same.
    """
    if not is_fresh():
        renew(now=now)  # the adjustments of joint works may be those of another tree
    as_of = moment_of(now, freezing=True)
    found = support_of(question)
    kept = list(found.lines)
    figure = Figure.objects.create(
        code=_new_code(), version=found.version, unit_id=question.unit_id,
        period_from=question.period_from, period_until=question.period_until, as_of=as_of,
        value=found.value, working=found.working, estimated=any(line.estimated for line in kept),
        line_count=sum(line.source_kind != JOINT for line in kept),
        root=proofs.root(line.digest for line in kept), frozen_by_id=actor.user_id, supersedes=supersedes,
    )  # fmt: skip
    figure.lines.set(kept)
    record(act="figure.freeze", actor=actor, now=now, object_kind="figure", object_id=figure.id,
           detail={"code": figure.code, "value": str(figure.value), "root": figure.root})  # fmt: skip
    return figure


def _new_code() -> str:
    """``HN-XXXX-XXXX``: 39 bits, unique by constraint."""
    letters = "".join(secrets.choice(_ALPHABET) for _letter in range(8))
    return f"HN-{letters[:4]}-{letters[4:]}"
