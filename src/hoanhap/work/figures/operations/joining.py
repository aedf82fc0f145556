"""Works that several sources claim: adjusting lines, so that every node counts each work once, and corrections of today's totals.

Called in the transaction that writes or takes back claims, after it has done so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction

from hoanhap.work.figures.models import Correction, Increment, Line, SharedWork
from hoanhap.work.figures.operations.lines import drafted, moment_of, reverse
from hoanhap.work.figures.operations.queueing import enter
from hoanhap.work.figures.queries.behind import JOINT, standing
from hoanhap.work.figures.queries.claims import Place, places_today, ways_up
from hoanhap.work.figures.queries.joint import Claim, adjustments, stands_once, wanted

Key = tuple[UUID, str]
"""A work and an indicator."""
_SHARED = """
SELECT work_id, true FROM figures_sharedwork WHERE work_id = ANY(%(works)s::uuid[])
UNION ALL
SELECT l.work_id, false FROM figures_line l
 WHERE l.work_id = ANY(%(works)s::uuid[]) AND l.reverses_id IS NULL AND l.source_kind <> %(joint)s
   AND NOT EXISTS (SELECT FROM figures_line r WHERE r.reverses_id = l.id)
   AND NOT EXISTS (SELECT FROM figures_sharedwork s WHERE s.work_id = l.work_id)
 GROUP BY 1 HAVING count(DISTINCT l.source_id) > 1
"""


class _Adjustment(NamedTuple):
    work_id: UUID
    version_id: UUID
    unit_id: UUID
    day: date
    quantity: Decimal
    cut: str
    """The id of the part that is adjusted; empty for what is not divided."""
    claims: tuple[str, ...]


@transaction.atomic(savepoint=False)
def settle(*, work_ids: Iterable[UUID], now: datetime) -> None:
    """Bring the adjustments of these works into line with the claims that stand. Only what differs is reversed and written."""
    works = _shared(set(work_ids))
    if not works:
        return
    moment = moment_of(now)
    lines = _claiming(works)
    above = ways_up({(line.unit_id, line.day) for rows in lines.values() for line in rows})
    want = {row for key, rows in lines.items() for row in _of_work(key, rows, above)}
    kept = {_as_adjustment(line): line for line in standing(Line.objects.filter(source_kind=JOINT, source_id__in=works))}
    changed = [reverse(line, moment=moment) for row, line in kept.items() if row not in want]
    changed += [_drafted(row, moment=moment) for row in sorted(want - kept.keys())]
    enter(changed)
    _correct(works, lines)


def _shared(works: set[UUID]) -> set[UUID]:
    """Of these works, those that more than one source claims or has claimed; newly shared ones are remembered."""
    with connection.cursor() as cursor:
        cursor.execute(_SHARED, {"works": list(works), "joint": JOINT})
        found = dict(cursor.fetchall())
    new = [SharedWork(work_id=work) for work, known in found.items() if not known]
    if new:
        SharedWork.objects.bulk_create(new, ignore_conflicts=True)
    return set(found)


def _claiming(works: Iterable[UUID]) -> dict[Key, list[Line]]:
    """The claims that stand, by work and indicator, of those indicators of which a joint work has one figure."""
    found: dict[Key, list[Line]] = defaultdict(list)
    lines = standing(Line.objects.filter(work_id__in=list(works)).exclude(source_kind=JOINT))
    for line in lines.select_related("version__indicator").order_by("id"):
        version = line.version
        if line.work_id and stands_once(code=version.indicator_id, kind=version.indicator.kind, derivation=version.derivation):
            found[line.work_id, version.indicator_id].append(line)
    return found


def _claims(lines: Iterable[Line], *, cut: str | None = None) -> list[Claim]:
    """One claim a source: all that it states, or what it states of one part, which may be nothing."""
    found: dict[UUID, Claim] = {}
    for line in lines:
        before = found.get(line.source_id)
        stated = line.quantity if cut in (None, _cut_of(line)) else Decimal(0)
        whole = stated + (before.quantity if before else Decimal(0))
        found[line.source_id] = Claim(line.source_id, line.unit_id, line.day, whole, line.leads)
    return list(found.values())


def _cut_of(line: Line) -> str:
    return str(line.cut_id or "")


def _of_work(key: Key, lines: list[Line], above: Mapping[tuple[UUID, date], frozenset[UUID]]) -> list[_Adjustment]:
    """Part by part, so that whoever asks for one part gets that of the claim that stands for the work; together they adjust the whole."""
    versions = {line.day: line.version_id for line in lines}
    claims = tuple(sorted({str(line.source_id) for line in lines}))
    return [
        _Adjustment(key[0], versions[day], node, day, quantity, cut, claims)
        for cut in {_cut_of(line) for line in lines}
        for (node, day), quantity in adjustments(_claims(lines, cut=cut), above).items()
    ]


def _as_adjustment(line: Line) -> _Adjustment:
    return _Adjustment(line.source_id, line.version_id, line.unit_id, line.day, line.quantity, _cut_of(line), tuple(line.proof["claims"]))


def _drafted(row: _Adjustment, *, moment: datetime) -> Line:
    return drafted(
        version_id=row.version_id, unit_id=row.unit_id, day=row.day, quantity=row.quantity, estimated=False, source_kind=JOINT,
        source_id=row.work_id, cut_id=UUID(row.cut) if row.cut else None, proof={"claims": list(row.claims)}, moment=moment,
    )  # fmt: skip


class _Amounts(NamedTuple):
    """What a correction adds."""

    quantity: Decimal
    lines: int
    estimated: int
    joint: int


At = tuple[UUID, date]
"""A node and a day."""


def _correct(works: set[UUID], lines: Mapping[Key, list[Line]]) -> None:
    """Keep what today's borders hold of these works beside the sum of their claims, and queue what has changed of it."""
    places = places_today({(line.unit_id, line.day, line.version.function) for rows in lines.values() for line in rows})
    want = {(*key, *at): amounts for key, rows in lines.items() for at, amounts in _of_today(rows, places).items()}
    rows = Correction.objects.filter(work_id__in=works)
    kept = {(row.work_id, row.indicator_id, row.node, row.day): row for row in rows}
    gone = {key: _as_amounts(row) for key, row in kept.items() if want.get(key) != _as_amounts(row)}
    new = {key: amounts for key, amounts in want.items() if key not in kept or key in gone}
    Correction.objects.filter(pk__in=[kept[key].pk for key in gone]).delete()
    Correction.objects.bulk_create(
        Correction(work_id=work, indicator_id=indicator, node=node, day=day, **amounts._asdict())
        for (work, indicator, node, day), amounts in new.items()
    )
    changes = [(key, amounts, -1) for key, amounts in gone.items()] + [(key, amounts, 1) for key, amounts in new.items()]
    Increment.objects.bulk_create(_increment(key[1], key[2], key[3], amounts, sign) for key, amounts, sign in changes)


def _as_amounts(row: Correction) -> _Amounts:
    return _Amounts(row.quantity, row.lines, row.estimated, row.joint)


def _increment(indicator: str, node: UUID, day: date, amounts: _Amounts, sign: int) -> Increment:
    nothing: dict[str, Any] = dict.fromkeys(("quantity", "lines", "estimated", "joint"), 0)
    today = {f"today_{name}": sign * amount for name, amount in amounts._asdict().items()}
    return Increment(indicator_id=indicator, node=node, day=day, **nothing, **today)


def _of_today(lines: list[Line], places: Mapping[tuple[UUID, date, str], Place]) -> dict[At, _Amounts]:
    """What to add at each node, given that totals hold a claim wherever all its bearers stand. A claim of a unit that was divided goes
    to the main heir: a work cannot be cut."""
    claims = _claims(lines)
    place_of = {line.id: places[line.unit_id, line.day, line.version.function] for line in lines}
    goal = wanted(claims, {(line.unit_id, line.day): place_of[line.id].main for line in lines})
    found: dict[At, list[Any]] = defaultdict(lambda: [Decimal(0), 0, 0, 0])
    for (node, day), quantity in goal.items():
        found[node, day][0] += quantity
        found[node, day][3] -= 1
    told: set[UUID] = set()
    for line in lines:
        place = place_of[line.id]
        for node in place.main:
            at = found[node, line.day]
            at[3] += line.source_id not in told
            if node in place.whole:
                at[0] -= line.quantity
            else:
                at[1] += 1
                at[2] += line.estimated
        told.add(line.source_id)
    return {at: _Amounts(*amounts) for at, amounts in found.items() if any(amounts)}
