"""Saying what a reorganisation changes, and undoing one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import ManyToOneRel, Model, ProtectedError, Q
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations import policies
from hoanhap.ground.organisations.models import Placement, Reorganisation, Succession, Unit, UnitName
from hoanhap.ground.organisations.operations.journal import MODELS, take_back
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotAllowed, NotFound, WrongState


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a reorganisation changes. ``act``: BEGIN, END, NAME, PLACE or HAND_OVER."""

    act: str
    unit: str
    other: str = ""
    """The new name, the new parent, or who takes over."""
    function: str = ""
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Resting:
    """How many rows of another part of the site name a unit that ends: its people, duties, entries, lines."""

    unit: str
    what: str
    """App and model in lower case (``accounts.membership``)."""
    count: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reorganisation changes, and what rests on the units that end."""

    kind: str
    changes: tuple[Change, ...]
    resting: tuple[Resting, ...]


def outcome_of(done: Reorganisation) -> Outcome:
    """What a reorganisation changed."""
    changes = tuple(_changes(done))
    ended = [step["id"] for step in done.steps if step["act"] == "cut" and step["model"] == "Unit"]
    resting = tuple(row for unit in Unit.objects.filter(pk__in=ended).order_by("code") for row in _resting(unit))
    return Outcome(done.kind, changes, resting)


def heirs_in(done: Reorganisation) -> dict[UUID, UUID]:
    """Of each unit that a reorganisation ended, the one that its people and open duties go to: who took over everything, else the rest
    of its work, and of several the one with the largest share. A unit that nobody took over is not named."""
    ended = {step["id"] for step in done.steps if step["act"] == "cut" and step["model"] == "Unit"}
    written = [step["id"] for step in done.steps if step["act"] == "create" and step["model"] == "Succession"]
    heirs: dict[UUID, Succession] = {}
    for row in Succession.objects.filter(pk__in=written, source_id__in=ended).order_by("target__code"):
        if row.source_id not in heirs or _claim(row) > _claim(heirs[row.source_id]):
            heirs[row.source_id] = row
    return {source_id: row.target_id for source_id, row in heirs.items()}


def _claim(row: Succession) -> tuple[bool, bool, Decimal]:
    return row.function == "ALL", row.function == "OTHER", row.weight


def note_followed(*, number: int, followed: list[dict[str, Any]]) -> None:
    """Keep what apps above moved along with a reorganisation, in the transaction of both."""
    Reorganisation.objects.filter(pk=number).update(followed=followed)


def followed_by(number: int) -> list[dict[str, Any]]:
    """What was kept by ``note_followed``; nothing for a number that does not exist or has been undone."""
    standing = Reorganisation.objects.filter(pk=number, undone_at__isnull=True)
    return list(standing.values_list("followed", flat=True).first() or [])


@transaction.atomic
def undo_reorganisation(*, number: int, actor: Actor, now: datetime) -> Reorganisation:
    """Take a reorganisation back, row by row, as if it had not been.

    :raises NotFound: there is none of that number
    :raises WrongState: it is undone already, a later one stands on it, or something has been entered for a unit that it opened
    """
    row = Reorganisation.objects.select_for_update().filter(pk=number).first()
    if row is None:
        raise NotFound("REORGANISATION_NOT_FOUND", _("Không có lần sắp xếp mang số này."))
    units = list(row.units.values_list("id", flat=True))
    if not policies.may_reorganise(actor, set(units) - row.opened):
        raise NotAllowed("MAY_NOT_REORGANISE", _("Chỉ quản trị được sắp xếp đơn vị, trong phạm vi đơn vị mình và cấp dưới."))
    if row.undone_at is not None:
        raise WrongState("UNDONE_ALREADY", _("Lần sắp xếp này đã được hoàn tác."))
    later = Reorganisation.objects.filter(number__gt=number, undone_at__isnull=True, units__in=units).order_by("-number").first()
    if later is not None:
        message = _("Lần sắp xếp số %(number)s dựa trên lần này. Hãy hoàn tác lần đó trước.")
        raise WrongState("LATER_ACT", message % {"number": later.number})
    try:
        with transaction.atomic():
            take_back(row.steps)
    except (ProtectedError, IntegrityError) as error:
        raise WrongState(
            "SOMETHING_RESTS_ON_IT", _("Đã có người, việc hoặc số liệu gắn với đơn vị mới nên không hoàn tác được nữa.")
        ) from error
    row.undone_at = now
    row.save(update_fields=["undone_at"])
    for unit_id in units:
        record(act="unit.undo", actor=actor, now=now, object_kind="unit", object_id=unit_id, detail={"number": number})
    return row


def _changes(done: Reorganisation) -> Iterator[Change]:
    opened = done.opened
    for step in done.steps:
        row = MODELS[step["model"]].objects.get(pk=step["id"])
        if isinstance(row, Unit):
            yield Change("BEGIN" if step["act"] == "create" else "END", _name(row.id, done))
        elif step["act"] == "cut":
            continue
        elif isinstance(row, Succession):
            yield Change("HAND_OVER", _name(row.source_id, done), _name(row.target_id, done), row.function, row.weight)
        elif row.unit_id not in opened and isinstance(row, UnitName):
            yield Change("NAME", _name_before(row), row.name)
        elif row.unit_id not in opened and isinstance(row, Placement):
            yield Change("PLACE", _name(row.unit_id, done), _name(row.parent_id, done), row.hierarchy)


def _name(unit_id: UUID, done: Reorganisation) -> str:
    """What the unit is called on the day, or was called last."""
    names = list(UnitName.objects.filter(unit_id=unit_id).order_by("valid"))
    return next((name.name for name in names if done.day in name.valid), names[-1].name if names else str(unit_id))


def _name_before(row: UnitName) -> str:
    before = UnitName.objects.filter(unit_id=row.unit_id, valid__endswith=row.valid.lower).first()
    return before.name if before else ""


def _resting(unit: Unit) -> Iterator[Resting]:
    """Everything outside this app that refers to the unit, found by the foreign keys themselves, so that nothing is forgotten."""
    name = UnitName.objects.filter(unit=unit).order_by("-valid").values_list("name", flat=True).first() or unit.code
    naming: dict[type[Model], Q] = {}
    for relation in Unit._meta.get_fields(include_hidden=True):  # apps hide the way back, so that this one knows nothing of them
        model = relation.related_model
        if (
            isinstance(relation, ManyToOneRel)
            and model is not None
            and not isinstance(model, str)
            and model._meta.app_label != unit._meta.app_label
        ):
            naming[model] = naming.get(model, Q()) | Q(**{relation.field.name: unit.id})
    for model, named in naming.items():
        count = model._default_manager.filter(named).count()
        if count:
            yield Resting(name, model._meta.label_lower, count)
