"""Works that several units claim, and entries that look as if they were about the same work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from hoanhap.kernel.errors import NotFound
from hoanhap.work.activities.models import Entry
from hoanhap.work.activities.queries.finding import whole
from hoanhap.work.activities.states import EntryState

GROUNDS = {
    "LINK": _("cùng đường dẫn"),
    "FILE": _("cùng tệp minh chứng"),
    "TITLE": _("cùng tên và ngày"),
}
_ALIKE = """
WITH mine AS (SELECT id, work_id, channel, title, day FROM activities_entry WHERE id = ANY(%(entries)s)),
alike AS (
    SELECT m.id AS mine, o.entry_id AS other, 'LINK' AS ground FROM mine m JOIN activities_evidence v ON v.entry_id = m.id AND v.url <> ''
      JOIN activities_evidence o ON o.url <> '' AND canonical_link(o.url) = canonical_link(v.url)
    UNION SELECT m.id, o.entry_id, 'FILE' FROM mine m JOIN activities_evidence v ON v.entry_id = m.id AND v.file_id IS NOT NULL
      JOIN activities_evidence o ON o.sha256 = v.sha256
    UNION SELECT m.id, e.id, 'TITLE' FROM mine m JOIN activities_entry e ON folded_title(e.title) = folded_title(m.title) AND e.day = m.day
)
SELECT a.mine, a.other, a.ground FROM alike a JOIN mine m ON m.id = a.mine JOIN activities_entry e ON e.id = a.other
 WHERE e.id <> m.id AND e.work_id <> m.work_id AND e.channel = m.channel AND e.state IN ('SUBMITTED', 'ACCEPTED')
 ORDER BY a.ground, e.entered_at, e.id
"""


@dataclass(frozen=True, slots=True)
class Alike:
    """Another entry, of whatever unit, that may be about the same work, and why it seems so."""

    entry: Entry
    grounds: tuple[str, ...]
    """Of ``GROUNDS``."""


def alike(entry_ids: Iterable[UUID]) -> dict[UUID, list[Alike]]:
    """For each of these entries, which the caller may see: entries with the same link, file, or title and day, on the same channel, that
    claim another work. Only what is needed to recognise them may be shown of those that the actor cannot see."""
    grounds: dict[tuple[UUID, UUID], list[str]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, {"entries": list(entry_ids)})
        for mine, other, ground in cursor.fetchall():
            grounds[mine, other].append(ground)
    entries = {entry.id: entry for entry in whole(Entry.objects.filter(pk__in={other for _mine, other in grounds}))}
    found: dict[UUID, list[Alike]] = defaultdict(list)
    for (mine, other), told in grounds.items():
        found[mine].append(Alike(entries[other], tuple(told)))
    return dict(found)


def claims_of(work_id: UUID) -> list[Entry]:
    """The entries that claim a work and have not been withdrawn, the lead first, then by day."""
    return list(whole(Entry.objects.filter(work_id=work_id).exclude(state=EntryState.WITHDRAWN)).order_by("-leads", "day", "id"))


def units_sharing(work_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many units claim each of these works, where it is more than one."""
    claims = Entry.objects.filter(work_id__in=list(work_ids)).exclude(state=EntryState.WITHDRAWN).order_by()
    rows = claims.values("work_id").annotate(units=Count("unit_id", distinct=True)).filter(units__gt=1)
    return {row["work_id"]: row["units"] for row in rows}


def entry_alike(entry: Entry, other_id: UUID) -> Entry:
    """One of the entries that look as if they were about the same work.

    :raises NotFound: it does not look so
    """
    for row in alike([entry.id]).get(entry.id, []):
        if row.entry.id == other_id:
            return row.entry
    raise NotFound("ENTRY_NOT_ALIKE", _("Lượt ghi kia không còn giống lượt ghi này. Hãy tải lại trang để xem."))
