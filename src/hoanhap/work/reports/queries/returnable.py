"""What a figure can be given back for: the entries and counts behind it that still count, found by words and a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import F, Func, Model, Q, QuerySet, TextField, Value

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.work.activities import queries as activities
from hoanhap.work.activities.states import AGGREGATE, ENTRY, EntryState
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries.comparing import behind
from hoanhap.work.reports.queries.finding import Shown

R = TypeVar("R", bound=Model)


@dataclass(frozen=True, slots=True)
class Returnable:
    """Counts that units stated from papers, then entries, each by day; a country's figure has a hundred thousand."""

    counts: QuerySet[activities.Aggregate]
    entries: QuerySet[activities.Entry]

    def __len__(self) -> int:
        return self.counts.count() + self.entries.count()

    def ids(self, first: int, end: int) -> list[UUID]:
        """The ids at these positions: no more is read."""
        counts = list(self.counts.values_list("id", flat=True)[first:end])
        before = self.counts.count()
        return counts + list(self.entries.values_list("id", flat=True)[max(first - before, 0) : max(end - before, 0)])


def returnable(report: Report, row: Shown, *, actor: Actor, words: str = "") -> Returnable:
    """What stands behind a figure, is accepted and may be seen by the actor; with ``words``, where its title, the paper it is from or its
    unit's name has them, whatever their accents."""
    lines = behind(report, row).order_by()
    seen = Q(unit_id__in=actor.within, state=EntryState.ACCEPTED)
    entries = activities.Entry.objects.filter(seen, pk__in=lines.filter(source_kind=ENTRY).values("source_id"))
    counts = activities.Aggregate.objects.filter(seen, pk__in=lines.filter(source_kind=AGGREGATE).values("source_id"))
    if words:
        units = organisations.UnitName.objects.filter(unit_id__in=actor.within)
        named = Q(unit_id__in=_having(units, "name", words).values("unit_id"))
        entries, counts = _having(entries, "title", words, named), _having(counts, "source", words, named)
    return Returnable(counts.order_by("period_until", "id"), entries.order_by("day", "id"))


def _having(rows: QuerySet[R], field: str, words: str, other: Q | None = None) -> QuerySet[R]:
    """Rows with these words in a field, both as the database folds titles; or that fulfil the other."""
    wanted = Q(said__contains=_folded(Value(words, output_field=TextField())))
    found: QuerySet[R] = rows.alias(said=_folded(F(field))).filter(wanted | other if other else wanted)
    return found


def _folded(words: F | Value) -> Func:
    return Func(words, function="folded_title", output_field=TextField())
