"""What the photographs of entries give reason to ask: never more than a question, for whoever looks at them next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.work.activities.models import Entry, Evidence
from hoanhap.work.activities.states import EvidenceKind

_APART = 2
"""Days between a photograph and the activity: entries are made in the evening, and cameras stand a day wrong."""
_LOOKS_LIKE = """
WITH mine AS (
    SELECT v.entry_id, e.work_id, e.channel, f.mark, f.sha256 FROM activities_evidence v
      JOIN files_storedfile f ON f.id = v.file_id JOIN activities_entry e ON e.id = v.entry_id
     WHERE v.entry_id = ANY(%(entries)s) AND v.kind = %(photo)s AND f.mark <> ''
)
SELECT DISTINCT m.entry_id, e.id
  FROM mine m
  JOIN files_storedfile g ON g.mark <> '' AND (
       substring(g.mark, 1, 4) = substring(m.mark, 1, 4) OR substring(g.mark, 5, 4) = substring(m.mark, 5, 4)
    OR substring(g.mark, 9, 4) = substring(m.mark, 9, 4) OR substring(g.mark, 13, 4) = substring(m.mark, 13, 4))
   AND bit_count(('x' || g.mark)::bit(64) # ('x' || m.mark)::bit(64)) <= 3
  JOIN activities_evidence o ON o.file_id = g.id AND o.kind = %(photo)s
  JOIN activities_entry e ON e.id = o.entry_id AND e.work_id <> m.work_id AND e.state IN ('SUBMITTED', 'ACCEPTED')
 WHERE NOT (g.sha256 = m.sha256 AND e.channel = m.channel)
"""
"""Of two marks that differ in three bits at most, one of four quarters is the same: that is looked up, the bits are counted after. The
same file on the same channel is offered for joining already (``alike``)."""


def doubts(entries: Iterable[Entry]) -> dict[UUID, list[str]]:
    """For each entry, sentences on its photographs: one that looks like that of another work, one that the camera dates otherwise. Of
    entries that the actor cannot see only what is needed to recognise them is said. A constant number of statements."""
    known = {entry.id: entry for entry in entries}
    found: dict[UUID, list[str]] = defaultdict(list)
    for entry_id, sentence in [*_used_elsewhere(list(known)), *_dated_otherwise(known)]:
        found[entry_id].append(sentence)
    return dict(found)


def _used_elsewhere(entry_ids: list[UUID]) -> list[tuple[UUID, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_LOOKS_LIKE, {"entries": entry_ids, "photo": EvidenceKind.PHOTO.value})
        pairs = cursor.fetchall()
    others = Entry.objects.in_bulk([other for _mine, other in pairs])
    names = organisations.names_then((row.unit_id, row.day) for row in others.values())
    told = _("Ảnh giống ảnh của “%(title)s” (%(unit)s, %(day)s). Nếu là một việc, hãy ghi chung; nếu không, hãy hỏi lại trước khi duyệt.")
    rows = sorted(((mine, others[other]) for mine, other in pairs), key=lambda pair: (pair[1].day, pair[1].id))
    return [(mine, told % {"title": row.title, "unit": names[row.unit_id, row.day], "day": f"{row.day:%d/%m/%Y}"}) for mine, row in rows]


def _dated_otherwise(entries: dict[UUID, Entry]) -> list[tuple[UUID, str]]:
    rows = Evidence.objects.filter(entry_id__in=list(entries), kind=EvidenceKind.PHOTO, file__taken_on__isnull=False)
    told = _("Máy ảnh ghi ngày chụp %(taken)s, hoạt động ghi ngày %(day)s. Hãy xem ngày nào đúng, hoặc đồng hồ máy ảnh có sai không.")
    pairs = rows.order_by("file__taken_on").values_list("entry_id", "file__taken_on").distinct()
    return [
        (entry_id, told % {"taken": f"{taken:%d/%m/%Y}", "day": f"{entries[entry_id].day:%d/%m/%Y}"})
        for entry_id, taken in pairs
        if taken is not None and abs((taken - entries[entry_id].day).days) > _APART
    ]
