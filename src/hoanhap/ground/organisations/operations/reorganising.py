"""Merging, dividing, renaming, moving and closing units: each one act with a dry run and an undo (``undoing``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from psycopg.types.range import DateRange

from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations import policies, queries
from hoanhap.ground.organisations.models import (
    Hierarchy,
    Placement,
    Reorganisation,
    ReorganisationKind,
    Succession,
    Territory,
    Unit,
    UnitName,
)
from hoanhap.ground.organisations.operations.journal import Journal
from hoanhap.ground.organisations.operations.opening import Naming
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, NotFound, WrongState

ALL = "ALL"


@dataclass(frozen=True, slots=True)
class Birth:
    """A unit that a reorganisation opens, under which parents, on which ground."""

    code: str
    kind: str
    naming: Naming
    under: tuple[tuple[UUID, str], ...] = ()
    locality_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Which part of a unit's work goes to whom: one function, one weight."""

    target: UUID | Birth
    weight: Decimal = Decimal(1)
    function: str = ALL


@transaction.atomic
def merge_units(
    *, source_ids: Sequence[UUID], into: UUID | Birth, day: date, reference: str, actor: Actor, now: datetime
) -> Reorganisation:  # fmt: skip
    """Let one unit, new or standing, take over everything from others, which end. What stood below them stands below it.

    :raises Invalid: nothing to merge, no paper named, or the day does not fit
    """
    act = _Act(ReorganisationKind.MERGE, day, reference, actor, now)
    sources = act.living([source for source in dict.fromkeys(source_ids) if source != into])
    if len(sources) + (not isinstance(into, Birth)) < 2:
        raise Invalid("NOTHING_TO_MERGE", _("Sáp nhập cần ít nhất hai đơn vị. Hãy chọn thêm đơn vị."))
    target = act.target(into)
    for source in sources:
        act.hand_over(source, [(target, Decimal(1), ALL)])
        act.move_children(source, target, ending={other.id for other in sources})
        act.end(source)
    return act.done()


@transaction.atomic
def split_unit(
    *, source_id: UUID, shares: Sequence[Share], day: date, reference: str, actor: Actor, now: datetime, goes_on: bool = False
) -> Reorganisation:
    """Divide a unit's work, function by function. It ends, unless it ``goes_on`` and only named functions leave it.

    What stood below it goes to the heir with the largest share of everything (of the rest, where no share is of everything).

    :raises Invalid: the shares of a function do not sum to one, or a unit that goes on gives everything away
    """
    act = _Act(ReorganisationKind.SPLIT, day, reference, actor, now)
    (source,) = act.living([source_id])
    _check_shares(shares)
    if goes_on and any(share.function == ALL for share in shares):
        raise Invalid("GIVES_EVERYTHING", _("Đơn vị còn hoạt động thì chỉ chuyển đi từng mảng việc, không chuyển toàn bộ."))
    targets = [(act.target(share.target), share.weight, share.function) for share in shares]
    act.hand_over(source, targets)
    if not goes_on:
        heir = max(targets, key=lambda row: (row[2] == ALL, row[2] == "OTHER", row[1]))[0]
        act.move_children(source, heir)
        act.end(source)
    return act.done()


@transaction.atomic
def rename_unit(*, unit_id: UUID, naming: Naming, day: date, reference: str, actor: Actor, now: datetime) -> Reorganisation:
    """Call a unit otherwise from a day on. It stays the same unit.

    :raises Invalid: no name
    """
    act = _Act(ReorganisationKind.RENAME, day, reference, actor, now)
    (unit,) = act.living([unit_id])
    if not naming.name.strip():
        raise Invalid("NAME_MISSING", _("Hãy ghi tên mới của đơn vị."))
    act.name(unit, naming)
    return act.done()


@transaction.atomic
def move_unit(
    *, unit_id: UUID, parent_id: UUID, day: date, reference: str, actor: Actor, now: datetime, hierarchy: str = Hierarchy.GOVERNMENT
) -> Reorganisation:
    """Put a unit, with all below it, under another parent from a day on.

    :raises Invalid: the parent is the unit itself or stands below it
    """
    act = _Act(ReorganisationKind.MOVE, day, reference, actor, now)
    unit, parent = act.living([unit_id, parent_id])
    act.place(unit.id, parent.id, hierarchy)
    return act.done()


@transaction.atomic
def close_unit(
    *, unit_id: UUID, day: date, reference: str, actor: Actor, now: datetime, shares: Sequence[Share] = ()
) -> Reorganisation:  # fmt: skip
    """End a unit. Whoever takes its work over is named in ``shares``; nobody, and its figures stay under its own name.

    :raises WrongState: units stand below it and nobody takes over
    """
    act = _Act(ReorganisationKind.CLOSE, day, reference, actor, now)
    (unit,) = act.living([unit_id])
    _check_shares(shares)
    targets = [(act.target(share.target), share.weight, share.function) for share in shares]
    act.hand_over(unit, targets)
    if targets:
        act.move_children(unit, max(targets, key=lambda row: row[1])[0])
    elif Placement.objects.filter(parent=unit).filter(_open_on(day)).exists():
        raise WrongState("UNITS_BELOW", _("Đơn vị còn đơn vị trực thuộc. Hãy chuyển các đơn vị đó đi, hoặc nêu đơn vị tiếp nhận."))
    act.end(unit)
    return act.done()


def _check_shares(shares: Iterable[Share]) -> None:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for share in shares:
        sums[share.function] += share.weight
    if any(weight != 1 for weight in sums.values()):
        raise Invalid("SHARES_NOT_ONE", _("Tỷ lệ chia của mỗi mảng việc phải cộng lại đúng bằng một. Hãy xem lại các tỷ lệ."))


def _open_on(day: date) -> Q:
    """Rows that hold on ``day`` or begin later."""
    return Q(valid__endswith__isnull=True) | Q(valid__endswith__gt=day)


class _Act:
    """One reorganisation being written: checks, rows, and what it leaves on record."""

    def __init__(self, kind: str, day: date, reference: str, actor: Actor, now: datetime) -> None:
        self.kind, self.day, self.reference, self.actor, self.now = kind, day, reference.strip(), actor, now
        self.journal = Journal()
        if not self.reference:
            raise Invalid("REFERENCE_MISSING", _("Hãy nêu văn bản làm căn cứ cho việc sắp xếp."))

    def living(self, unit_ids: Sequence[UUID]) -> list[Unit]:
        """The units, locked, in the order asked: each stands on the day and the day before it."""
        if not policies.may_reorganise(self.actor, unit_ids):
            raise NotAllowed("MAY_NOT_REORGANISE", _("Chỉ quản trị được sắp xếp đơn vị, trong phạm vi đơn vị mình và cấp dưới."))
        found = {unit.id: unit for unit in Unit.objects.select_for_update().filter(pk__in=unit_ids).order_by("id")}
        if len(found) < len(set(unit_ids)):
            raise NotFound("UNIT_NOT_FOUND", _("Không tìm thấy đơn vị này. Hãy kiểm tra lại đường dẫn."))
        for unit in found.values():
            first, end = unit.valid.lower, unit.valid.upper
            if (first is not None and first >= self.day) or (end is not None and end <= self.day):
                raise WrongState("NOT_LIVING", _("Đơn vị không hoạt động vào ngày sắp xếp. Hãy xem lại ngày."))
        return [found[unit_id] for unit_id in unit_ids]

    def target(self, target: UUID | Birth) -> UUID:
        """The unit that takes over, opened if need be."""
        if isinstance(target, UUID):
            self.living([target])
            self.journal.touched[target] = None
            return target
        return self._open(target)

    def _open(self, birth: Birth) -> UUID:
        self.living([parent for parent, _hierarchy in birth.under])
        if Unit.objects.filter(code=birth.code).exists():
            raise Invalid("CODE_TAKEN", _("Mã đơn vị này đã dùng. Hãy chọn mã khác."))
        days = DateRange(self.day, None)
        unit = Unit(code=birth.code, kind=birth.kind, valid=days)
        self.journal.create(unit, unit.id)
        self.journal.create(UnitName(unit=unit, valid=days, **_words(birth.naming)))
        for parent_id, hierarchy in birth.under:
            self.journal.create(Placement(unit=unit, parent_id=parent_id, hierarchy=hierarchy, valid=days))
        if birth.locality_id is not None:
            self.journal.create(Territory(unit=unit, locality_id=birth.locality_id, valid=days))
        return unit.id

    def hand_over(self, source: Unit, targets: Iterable[tuple[UUID, Decimal, str]]) -> None:
        """Record who takes over what; several shares of one heir in one function are one."""
        merged: dict[tuple[UUID, str], Decimal] = defaultdict(Decimal)
        for target, weight, function in targets:
            merged[target, function] += weight
        for (target, function), weight in merged.items():
            if target == source.id:
                raise Invalid("HEIR_OF_ITSELF", _("Đơn vị không thể tiếp nhận việc của chính nó."))
            row = Succession(source=source, target_id=target, day=self.day, function=function, weight=weight, reference=self.reference)
            self.journal.create(row, source.id, target)

    def move_children(self, source: Unit, target: UUID, *, ending: Collection[UUID] = ()) -> None:
        """What stands below ``source`` stands below ``target`` from the day on; ``target`` itself where ``source`` stood.

        Units that end in the same act stand nowhere any more.
        """
        above = {row.hierarchy: row.parent_id for row in Placement.objects.filter(unit=source, valid__contains=self.day)}
        for placement in Placement.objects.filter(parent=source).filter(_open_on(self.day)).order_by("id"):
            parent = above.get(placement.hierarchy) if placement.unit_id == target else target
            if parent is None or parent in ending or placement.unit_id in ending:
                self._cut_or_refuse(placement)
            else:
                self.place(placement.unit_id, parent, placement.hierarchy)

    def place(self, unit_id: UUID, parent_id: UUID, hierarchy: str) -> None:
        """Another parent in one hierarchy, for as long as both last."""
        if parent_id in queries.within(unit_id, on=self.day):
            raise Invalid("PARENT_BELOW", _("Không thể chuyển một đơn vị vào dưới chính nó hoặc đơn vị cấp dưới của nó."))
        for row in Placement.objects.filter(unit_id=unit_id, hierarchy=hierarchy).filter(_open_on(self.day)):
            self._cut_or_refuse(row)
        ends = [unit.valid.upper for unit in Unit.objects.filter(pk__in=(unit_id, parent_id)) if unit.valid.upper is not None]
        days = DateRange(self.day, min(ends, default=None))
        self.journal.create(Placement(unit_id=unit_id, parent_id=parent_id, hierarchy=hierarchy, valid=days), unit_id, parent_id)

    def name(self, unit: Unit, naming: Naming) -> None:
        """Another name, for as long as the unit lasts."""
        for row in UnitName.objects.filter(unit=unit).filter(_open_on(self.day)):
            self._cut_or_refuse(row)
        self.journal.create(UnitName(unit=unit, valid=DateRange(self.day, unit.valid.upper), **_words(naming)), unit.id)

    def end(self, unit: Unit) -> None:
        """The unit ends, and with it its name, its places and its ground."""
        for model in (UnitName, Placement, Territory):
            for row in model.objects.filter(unit=unit).filter(_open_on(self.day)).order_by("id"):
                self._cut_or_refuse(row)
        self.journal.cut(unit, self.day, unit.id)

    def _cut_or_refuse(self, row: UnitName | Placement | Territory) -> None:
        if row.valid.lower is not None and row.valid.lower >= self.day:
            raise WrongState(
                "CHANGED_LATER", _("Đơn vị đã có thay đổi ghi vào ngày này hoặc sau ngày này. Hãy hoàn tác thay đổi đó trước.")
            )
        self.journal.cut(row, self.day, row.unit_id)

    def done(self) -> Reorganisation:
        """Leave the act on record."""
        row = Reorganisation.objects.create(
            kind=self.kind, day=self.day, reference=self.reference, steps=self.journal.steps, done_at=self.now, done_by=self.actor.user_id
        )
        row.units.set(Unit.objects.filter(pk__in=self.journal.touched))
        detail = {"number": row.number, "day": self.day.isoformat(), "reference": self.reference}
        for unit_id in self.journal.touched:
            record(act=f"unit.{self.kind.lower()}", actor=self.actor, now=self.now, object_kind="unit", object_id=unit_id, detail=detail)
        return row


def _words(naming: Naming) -> dict[str, object]:
    return {**asdict(naming), "aliases": list(naming.aliases)}
