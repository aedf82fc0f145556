"""What proves an entry: for each number that it states, evidence of a kind that counts.

Which kinds count is said by the definition of the number (``evidence_kinds``) that is in force on the entry's day; a channel has no rule
of its own. (It had one: the same lists as the catalogue, but for a link that it took as proof of a talk and the catalogue did not.)
A definition without kinds asks for nothing of its own; then one piece of any kind has to be there, because no figure stands without proof.
A number that is nought adds nothing to a figure and wants no more than that, either. What was accepted stays accepted: the rule is asked
when an entry is accepted, and a later version of a definition is of later days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from hoanhap.kernel.languages import in_their_language
from hoanhap.work.activities.models import Entry, Evidence, Quantity
from hoanhap.work.activities.queries.channels import Channel, channel
from hoanhap.work.activities.states import ELSEWHERE, EvidenceKind
from hoanhap.work.figures.queries import IndicatorVersion
from hoanhap.work.figures.queries.catalogue import versions_then


@dataclass(frozen=True, slots=True)
class Need:
    """Numbers for which the same kinds of evidence count: one piece of one of these must be there, or of any where none is named."""

    labels: tuple[str, ...]
    kinds: tuple[str, ...]

    def __str__(self) -> str:
        """In a sentence."""
        told = {"numbers": ", ".join(f"“{label}”" for label in self.labels), "kinds": kinds_in_words(self.kinds)}
        if not self.kinds:
            return _("%(numbers)s cần ít nhất một minh chứng.") % told
        if len(self.kinds) == 1:
            return _("%(numbers)s cần minh chứng: %(kinds)s.") % told
        return _("%(numbers)s cần ít nhất một trong: %(kinds)s.") % told


@dataclass(frozen=True, slots=True)
class Proved:
    """One number of an entry, the kinds of evidence that count for it, and what stands for it of these."""

    label: str
    amount: Decimal
    kinds: tuple[str, ...]
    by: tuple[Evidence, ...] = ()

    def is_proved_by(self, having: Collection[str]) -> bool:
        """Whether evidence of these kinds is enough for the number."""
        return bool(having) and (not self.amount or not self.kinds or not set(self.kinds).isdisjoint(having))


def proved(entries: Iterable[Entry]) -> dict[UUID, list[Proved]]:
    """Of each of these entries, found with their numbers and evidence: its numbers, and what stands for each. One question for all."""
    rows = list(entries)
    versions = versions_then((item.indicator_id, row.day) for row in rows for item in row.quantities.all())
    return {row.id: [_proved(row, item, versions.get((item.indicator_id, row.day))) for item in _in_order(row)] for row in rows}


def _in_order(entry: Entry) -> list[Quantity]:
    """The numbers of an entry as its channel's form asks for them, then others by their code."""
    asked = [row.indicator for row in channel(entry.channel).quantities]
    return sorted(
        entry.quantities.all(), key=lambda row: (asked.index(row.indicator_id) if row.indicator_id in asked else 99, row.indicator_id)
    )


def _proved(entry: Entry, item: Quantity, version: IndicatorVersion | None) -> Proved:
    labels = {asked.indicator: asked.label for asked in channel(entry.channel).quantities}
    kinds = tuple(version.evidence_kinds) if version else ()
    label = labels.get(item.indicator_id) or (in_their_language(version.label, version.label_en) if version else item.indicator_id)
    return Proved(label, item.amount, kinds, tuple(row for row in entry.evidence.all() if not kinds or row.kind in kinds))


def lacking_evidence(entry: Entry) -> str:
    """A sentence on what evidence is missing, by number, or an empty text."""
    return lacking_of(entry, proved([entry])[entry.id])


def lacking_of(entry: Entry, numbers: Sequence[Proved]) -> str:
    """The same, where it is known what stands for each number."""
    return lacking_with(numbers, {row.kind for row in entry.evidence.all()})


def lacking_with(numbers: Iterable[Proved], having: Collection[str]) -> str:
    """The same of numbers for which evidence of these kinds is there."""
    needs = _needs((row.label, row.kinds) for row in numbers if not row.is_proved_by(having))
    if not needs and having:
        return ""
    begin = _("Minh chứng chưa đủ.") if having else _("Chưa có minh chứng.")
    return " ".join([begin, *map(str, needs)])


def numbers_asked(form: Channel, amounts: Mapping[str, Decimal], versions: Mapping[str, IndicatorVersion]) -> list[Proved]:
    """The numbers of a channel's form with the kinds of evidence that count for each, before there is any.

    :param amounts: how many of each, by indicator; of one that is not in it, one
    :param versions: the definitions of the day, by indicator
    """
    return [
        Proved(row.label, amounts.get(row.indicator, Decimal(1)), tuple(versions[row.indicator].evidence_kinds))
        for row in form.quantities
        if row.indicator in versions
    ]


def needs_of(numbers: Iterable[Proved]) -> list[Need]:
    """What evidence these numbers want, said before there is any."""
    return _needs((row.label, row.kinds) for row in numbers)


def _needs(asked: Iterable[tuple[str, tuple[str, ...]]]) -> list[Need]:
    by_kinds: dict[tuple[str, ...], list[str]] = {}
    for label, kinds in asked:
        by_kinds.setdefault(kinds, []).append(label)
    return [Need(tuple(labels), kinds) for kinds, labels in by_kinds.items()]


def kinds_in_words(kinds: Iterable[str]) -> str:
    """Kinds of evidence as a person reads them in a sentence."""
    return "; ".join(kind_label(kind).lower() for kind in kinds)


def kind_label(kind: str) -> str:
    """What a kind of evidence is called.

    :raises ValueError: the catalogue has a kind that nobody has given a name
    """
    return str(ELSEWHERE[kind]) if kind in ELSEWHERE else str(EvidenceKind(kind).label)
