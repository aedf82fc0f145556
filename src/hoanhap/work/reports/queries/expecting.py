"""Who has to report, who has, and how ready each would be if the period were closed today."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.work.activities import queries as activities
from hoanhap.work.activities.states import EntryState
from hoanhap.work.figures import queries as figures
from hoanhap.work.reports.models import Call, Report
from hoanhap.work.reports.queries.finding import Shown, frozen_in_each, shown
from hoanhap.work.reports.queries.schemes import Deadline, deadline, scheme
from hoanhap.work.reports.states import SENT

JUMP = 3
"""A figure this many times as large as in the period before, or as small, is worth a look."""
FEW = 10
"""Below this, jumps mean nothing."""


@dataclass(frozen=True, slots=True)
class Collection:
    """What a unit collects: reports of a scheme over a period from the bodies below it."""

    unit_id: UUID
    scheme: str
    first: date
    last: date
    due: date | None = None
    """Set by a call; else counted for each kind of body."""


@dataclass(frozen=True, slots=True)
class Reporter:
    """A body that has to report, with its report as far as there is one."""

    unit_id: UUID
    name: str
    kind: str
    deadline: Deadline
    report: Report | None
    within: frozenset[UUID]
    """It and all below it."""

    @property
    def sent(self) -> bool:
        """Whether its report has arrived."""
        return self.report is not None and self.report.state in SENT

    def on_time(self, today: date) -> bool | None:
        """Whether the first submission came by the deadline; None while that is not decided."""
        if self.deadline.day is None:
            return None
        if self.report is not None and self.report.submitted_at is not None:
            return clock.day_of(self.report.submitted_at) <= self.deadline.day
        return False if today > self.deadline.day else None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A figure that does not go with an earlier one. ``kind``: ``CHANGED`` since it was filed, ``GONE`` or ``JUMPED`` against the
    period before."""

    kind: str
    label: str
    before: Decimal
    now: Decimal


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready one reporter would be: entries by state, what lacks proof, what is estimated, what contradicts earlier reports."""

    reporter: Reporter
    accepted: int = 0
    waiting: int = 0
    returned: int = 0
    lacking: int = 0
    """Entries that wait or were returned and have no evidence at all."""
    lines: int = 0
    estimated: int = 0
    """Of the lines, the estimated ones."""
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def conditions(self) -> tuple[bool, ...]:
        """What readiness is made of, in order: something accepted, nothing waiting, nothing returned, nothing without evidence, no
        contradiction, the report sent."""
        return (
            self.accepted > 0, not self.waiting, not self.returned, not self.lacking, not self.contradictions, self.reporter.sent,
        )  # fmt: skip

    @property
    def score(self) -> int:
        """How many conditions hold."""
        return sum(self.conditions)


def reporters(collection: Collection) -> list[Reporter]:
    """The bodies that have to report, from the tree as it stood on the cut-off: those below for whom this unit comes first among the
    hierarchies that the scheme names. By name."""
    units = _below(collection)
    names = organisations.names_of([unit.id for unit in units], on=collection.last)
    sent = _reports_of([unit.id for unit in units], collection)
    below = organisations.within_each([unit.id for unit in units], on=collection.last)
    due = Deadline(collection.due, f"{collection.due:%d/%m/%Y}") if collection.due else None
    rows = [
        Reporter(
            unit.id, names.get(unit.id, unit.code), unit.kind, due or deadline(collection.scheme, unit.kind, collection.last),
            sent.get(unit.id), below[unit.id],
        )
        for unit in units
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.kind, row.name, row.unit_id))


def _below(collection: Collection) -> list[organisations.Unit]:
    order = scheme(collection.scheme)["reports_to"]
    on = collection.last
    places = organisations.Placement.objects.filter(valid__contains=on, hierarchy__in=order, unit__valid__contains=on)
    here = set(places.filter(parent_id=collection.unit_id).values_list("unit_id", flat=True))
    first: dict[UUID, tuple[int, UUID]] = {}
    for unit_id, hierarchy, parent_id in places.filter(unit_id__in=here).values_list("unit_id", "hierarchy", "parent_id"):
        first[unit_id] = min(first.get(unit_id, (len(order), parent_id)), (order.index(hierarchy), parent_id))
    wanted = [unit_id for unit_id, (_rank, parent) in first.items() if parent == collection.unit_id]
    return list(organisations.units_on(on).filter(id__in=wanted))


def _reports_of(unit_ids: list[UUID], collection: Collection) -> dict[UUID, Report]:
    """The last edition of each unit's report that was sent; while none was, the draft."""
    found = Report.objects.filter(
        unit_id__in=unit_ids, scheme=collection.scheme, period_from=collection.first, period_until=collection.last
    )
    kept: dict[UUID, Report] = {}
    for report in found.select_related("paper").order_by("edition"):
        if report.state in SENT or report.unit_id not in kept:
            kept[report.unit_id] = report
    return kept


def late(rows: list[Reporter], *, today: date) -> list[Reporter]:
    """Those whose deadline has passed without a report."""
    return [row for row in rows if not row.sent and row.deadline.day is not None and row.deadline.day < today]


def readiness(collection: Collection, *, today: date, rows: list[Reporter] | None = None) -> list[Readiness]:
    """Every reporter as it would be if the period were closed today."""
    found = reporters(collection) if rows is None else rows
    last = min(today, collection.last)
    units = frozenset().union(*(row.within for row in found))
    states, lacking = _entries(units, collection.first, last)
    lines = _lines(units, collection.first, last)
    odd = contradictions(found, collection)
    return [
        Readiness(
            row, accepted=_sum(states, row, EntryState.ACCEPTED), waiting=_sum(states, row, EntryState.SUBMITTED),
            returned=_sum(states, row, EntryState.RETURNED), lacking=sum(lacking[unit] for unit in row.within),
            lines=sum(lines[unit][0] for unit in row.within if unit in lines),
            estimated=sum(lines[unit][1] for unit in row.within if unit in lines),
            contradictions=tuple(odd[row.unit_id]),
        )
        for row in found
    ]  # fmt: skip


def _sum(states: Counter[tuple[UUID, str]], row: Reporter, state: str) -> int:
    return sum(states[(unit, state)] for unit in row.within)


def _entries(units: frozenset[UUID], first: date, last: date) -> tuple[Counter[tuple[UUID, str]], Counter[UUID]]:
    """Entries by unit and state; and by unit those that are still open and have no evidence."""
    found = activities.Entry.objects.filter(unit_id__in=units, day__gte=first, day__lte=last)
    proof = Exists(activities.Evidence.objects.filter(entry=OuterRef("pk")))
    open_states = [EntryState.SUBMITTED, EntryState.RETURNED]
    states: Counter[tuple[UUID, str]] = Counter()
    for unit_id, state, count in found.values_list("unit_id", "state").annotate(n=Count("id")):
        states[(unit_id, state)] = count
    return states, Counter(found.filter(~proof, state__in=open_states).values_list("unit_id", flat=True))


def _lines(units: frozenset[UUID], first: date, last: date) -> dict[UUID, tuple[int, int]]:
    """By unit, how many lines stand and how many of them are estimated."""
    found = figures.standing(figures.Line.objects.filter(unit_id__in=units, day__gte=first, day__lte=last))
    rows = found.values_list("unit_id").annotate(n=Count("id"), estimated=Count("id", filter=Q(estimated=True)))
    return {unit_id: (n, estimated) for unit_id, n, estimated in rows}


def contradictions(rows: Sequence[Reporter], collection: Collection) -> dict[UUID, list[Contradiction]]:
    """By reporter, figures that do not go with what it reported before: the same statements for thousands as for one."""
    filed = [row.report for row in rows if row.report is not None and row.sent]
    before = _reports_before([row.unit_id for row in rows], collection)
    frozen = {key: {row.indicator_id: shown(row) for row in found} for key, found in frozen_in_each([*filed, *before]).items()}
    codes = {code for found in frozen.values() for code in found}
    units = {report.unit_id for report in [*filed, *before]}
    now = figures.of_units(codes, unit_ids=units, period_from=collection.first, period_until=collection.last)
    odd: dict[UUID, list[Contradiction]] = defaultdict(list)
    for report in filed:
        odd[report.unit_id] += _since_filed(frozen[report.id], now[report.unit_id])
    for report in before:
        odd[report.unit_id] += _against(frozen[report.id], now[report.unit_id])
    return odd


def _reports_before(unit_ids: list[UUID], collection: Collection) -> list[Report]:
    """The last report of each unit that was sent about a period before this one."""
    found = Report.objects.filter(unit_id__in=unit_ids, scheme=collection.scheme, period_until__lt=collection.first, state__in=SENT)
    return list(found.order_by("unit_id", "-period_until", "-edition").distinct("unit_id"))


def _since_filed(filed: Mapping[str, Shown], now: Mapping[str, figures.Answer]) -> list[Contradiction]:
    return [Contradiction("CHANGED", row.label, row.value, now[code].value) for code, row in filed.items() if now[code].value != row.value]


def _against(before: Mapping[str, Shown], now: Mapping[str, figures.Answer]) -> list[Contradiction]:
    return [
        Contradiction("GONE" if not now[code].line_count else "JUMPED", row.label, row.value, now[code].value)
        for code, row in before.items()
        if row.proved and (not now[code].line_count or _jumped(row.value, now[code].value))
    ]


def _jumped(before: Decimal, now: Decimal) -> bool:
    return max(before, now) >= FEW and (now > JUMP * before or before > JUMP * now)


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of the bodies of one kind anywhere below a unit: how many have to report, did, and did by the deadline."""

    kind: str
    expected: int
    sent: int
    on_time: int


def completeness(collection: Collection) -> list[Completeness]:
    """By kind of body, over all levels below: three statements, however many thousand bodies there are."""
    on = collection.last
    below = figures.below(collection.unit_id, on=on)
    units = organisations.units_on(on).filter(id__in=below).order_by()
    expected = dict(units.values_list("kind").annotate(n=Count("id")))
    due = {kind: deadline(collection.scheme, kind, on).day for kind in expected}
    sent: Counter[str] = Counter()
    timely: Counter[str] = Counter()
    reports = Report.objects.filter(
        unit_id__in=below, unit__valid__contains=on, scheme=collection.scheme, period_from=collection.first, period_until=on, edition=1,
        state__in=SENT,
    )  # fmt: skip
    for kind, submitted in reports.values_list("unit__kind", "submitted_at"):
        day = due.get(kind)
        sent[kind] += 1
        timely[kind] += bool(submitted and day and clock.day_of(submitted) <= day)
    return [Completeness(kind, expected[kind], sent[kind], timely[kind]) for kind in sorted(expected) if due[kind] is not None]


def collection_of(report: Report) -> Collection:
    """What a report's unit collects to make it."""
    return Collection(report.unit_id, report.scheme, report.period_from, report.period_until, _due(report.call))


def _due(call: Call | None) -> date | None:
    return call.due if call else None
