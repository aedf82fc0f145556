"""Searching everything published, with the marks or without them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from hoanhap.channels.portal.models import Edition
from hoanhap.channels.portal.queries.published import live
from hoanhap.work.documents.queries import fold_number
from vanban.text import clean, unaccent

RANKED = 120
"""How many of the newest matches are ranked: ranking all of a common word's tens of thousands is what makes a search slow."""
LONGEST = 200

# A text that holds the words as typed, marks and all, stands above one that holds them only without; a number asked for above both.
_SEARCH = """
WITH matching AS (
    SELECT e.id, p.shown_from
      FROM portal_edition e JOIN portal_piece p ON p.edition_id = e.id
     WHERE (e.searchable @@ plainto_tsquery('vi', %(words)s) OR (%(number)s <> '' AND e.numbers LIKE %(like)s AND e.numbers ~ %(whole)s))
       AND p.shown_from <= %(now)s AND (p.shown_until IS NULL OR p.shown_until > %(now)s)
     ORDER BY p.shown_from DESC LIMIT %(ranked)s
)
SELECT e.id,
       (%(number)s <> '' AND e.numbers ~ %(whole)s) AS numbered,
       position(%(exact)s IN lower(e.title)) > 0 AS titled,
       position(%(exact)s IN lower(e.title || ' ' || e.summary || ' ' || e.body)) > 0 AS exact,
       ts_rank(e.searchable, plainto_tsquery('vi', %(words)s)) AS rank
  FROM matching m JOIN portal_edition e ON e.id = m.id
 ORDER BY numbered DESC, titled DESC, exact DESC, rank DESC, m.shown_from DESC, e.id
"""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the page asked for, and how many there are (``more`` when only the newest were looked at)."""

    editions: list[Edition]
    total: int
    more: bool


def search(words: str, *, now: datetime, first: int = 0, limit: int = 20) -> Found:
    """Published pieces that hold all the words or cite the number; case, marks and the placement of tones do not matter for finding."""
    typed = clean(words)[:LONGEST].strip()
    if not unaccent(typed):
        return Found([], 0, more=False)
    ids = _ranked(typed, now=now)
    page = ids[first : first + limit]
    rows = {row.id: row for row in live(now).filter(pk__in=page)}
    return Found([rows[pk] for pk in page if pk in rows], len(ids), more=len(ids) == RANKED)


def _ranked(typed: str, *, now: datetime) -> list[UUID]:
    number = fold_number(typed) if re.search(r"\d", typed) and len(typed.split()) <= 3 else ""
    with connection.cursor() as cursor:
        cursor.execute(
            _SEARCH,
            {
                "words": typed, "number": number, "like": f"%{number}%", "exact": typed.casefold(), "now": now, "ranked": RANKED,
                "whole": rf"(^|[^0-9a-z]){re.escape(number)}($|[^0-9a-z])",
            },
        )  # fmt: skip
        return [row[0] for row in cursor.fetchall()]
