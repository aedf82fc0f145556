"""The same questions as one SQL aggregate each over the raw entries and their quantities: the tree, and in one day's borders the
successions with their weights, followed by the database."""

from __future__ import annotations

from datetime import date
from typing import Any

from country.loading import CODES

_BELOW = """
WITH RECURSIVE below(unit_id, days) AS (
    SELECT %(unit)s::uuid, daterange(%(first)s::date, %(last)s::date, '[]')
    UNION
    SELECT p.unit_id, b.days * p.valid FROM below b JOIN organisations_placement p ON p.parent_id = b.unit_id
     WHERE NOT isempty(b.days * p.valid)
), reach AS (SELECT unit_id, range_agg(days) AS days FROM below GROUP BY 1)
"""
_OF_DAYS = f"""
{_BELOW}
SELECT q.indicator_id, sum(q.amount) FROM activities_entry e JOIN activities_quantity q ON q.entry_id = e.id
  JOIN reach r ON r.unit_id = e.unit_id AND r.days @> e.day
 WHERE e.state = 'ACCEPTED' AND q.indicator_id = ANY(%(codes)s) AND e.day BETWEEN %(first)s AND %(last)s GROUP BY 1
"""  # noqa: S608  made of constants
_BY_MONTH = f"""
{_BELOW}
SELECT q.indicator_id, date_trunc('month', e.day)::date, sum(q.amount) FROM activities_entry e
  JOIN activities_quantity q ON q.entry_id = e.id JOIN reach r ON r.unit_id = e.unit_id AND r.days @> e.day
 WHERE e.state = 'ACCEPTED' AND q.indicator_id = ANY(%(codes)s) AND e.day BETWEEN %(first)s AND %(last)s GROUP BY 1, 2
"""  # noqa: S608  made of constants
_BY_UNIT = """
SELECT e.unit_id, q.indicator_id, count(*) FROM activities_entry e JOIN activities_quantity q ON q.entry_id = e.id
 WHERE e.state = 'ACCEPTED' AND q.indicator_id = ANY(%(codes)s) AND e.day BETWEEN %(first)s AND %(last)s AND e.unit_id = ANY(%(units)s)
 GROUP BY 1, 2
"""
_REPORTS = f"""
{_BELOW}
SELECT u.kind, count(*), count(r.id) FROM reach b JOIN organisations_unit u ON u.id = b.unit_id
  LEFT JOIN reports_report r ON r.unit_id = u.id AND r.scheme = %(scheme)s AND r.period_from = %(begin)s AND r.period_until = %(last)s
   AND r.edition = 1 AND r.state = ANY(%(sent)s)
 WHERE u.id <> %(unit)s::uuid AND u.valid @> %(last)s::date GROUP BY 1
"""  # noqa: S608  made of constants
# Successions are followed from each unit that ended: of the branch of work by name, else of all, else of the rest; the part of those
# below is the sum divided by largest remainder where some heirs stand elsewhere. All successions here are later than the entries asked for.
_OF_TODAY = """
WITH RECURSIVE branch(function) AS (
    SELECT DISTINCT function FROM figures_indicatorversion WHERE indicator_id = ANY(%(codes)s)
), given AS (
    SELECT s.*, b.function AS branch,
           rank() OVER (PARTITION BY s.source_id, b.function
                        ORDER BY CASE s.function WHEN b.function THEN 0 WHEN 'ALL' THEN 1 ELSE 2 END, s.day)
      FROM organisations_succession s CROSS JOIN branch b
     WHERE s.day <= %(borders)s AND s.day > %(last)s AND s.function IN (b.function, 'ALL', 'OTHER')
), heir(source_id, branch, unit_id, weight) AS (
    SELECT source_id, branch, target_id, weight::numeric FROM given WHERE rank = 1
    UNION ALL
    SELECT h.source_id, h.branch, g.target_id, h.weight * g.weight
      FROM heir h JOIN given g ON g.source_id = h.unit_id AND g.branch = h.branch WHERE g.rank = 1
), last AS (
    SELECT source_id, branch, unit_id, sum(weight) AS weight FROM heir h
     WHERE NOT EXISTS (SELECT FROM given g WHERE g.source_id = h.unit_id AND g.branch = h.branch) GROUP BY 1, 2, 3
), below(unit_id) AS (
    SELECT %(unit)s::uuid
    UNION
    SELECT p.unit_id FROM below b JOIN organisations_placement p ON p.parent_id = b.unit_id JOIN organisations_unit u ON u.id = p.unit_id
     WHERE p.valid @> %(borders)s::date OR (upper(u.valid) <= %(borders)s::date AND upper(p.valid) = upper(u.valid))
), bearing AS (
    SELECT l.source_id, l.branch, l.unit_id, l.weight, EXISTS (SELECT FROM below b WHERE b.unit_id = l.unit_id) AS here FROM last l
), concerned AS (
    SELECT source_id, branch, bool_and(here) AS whole FROM bearing GROUP BY 1, 2 HAVING bool_or(here)
), summed AS (
    SELECT e.unit_id, q.indicator_id, v.function AS branch, sum(q.amount) AS amount
      FROM activities_entry e JOIN activities_quantity q ON q.entry_id = e.id
      JOIN (SELECT DISTINCT indicator_id, function FROM figures_indicatorversion) v ON v.indicator_id = q.indicator_id
     WHERE e.state = 'ACCEPTED' AND q.indicator_id = ANY(%(codes)s) AND e.day BETWEEN %(first)s AND %(last)s
       AND e.unit_id IN (SELECT unit_id FROM below UNION ALL SELECT source_id FROM concerned) GROUP BY 1, 2, 3
), parts AS (
    SELECT s.indicator_id, b.source_id, b.unit_id, b.here, s.amount, s.amount * b.weight AS part
      FROM summed s JOIN concerned c ON c.source_id = s.unit_id AND c.branch = s.branch AND NOT c.whole
      JOIN bearing b ON b.source_id = c.source_id AND b.branch = c.branch
), divided AS (
    SELECT indicator_id, here, floor(part) AS part,
           row_number() OVER (PARTITION BY source_id, indicator_id ORDER BY part - floor(part) DESC, unit_id)
           <= amount - sum(floor(part)) OVER (PARTITION BY source_id, indicator_id) AS one_more FROM parts
), counted AS (
    SELECT indicator_id, part + one_more::int AS amount FROM divided WHERE here
    UNION ALL
    SELECT s.indicator_id, s.amount FROM summed s LEFT JOIN concerned c ON c.source_id = s.unit_id AND c.branch = s.branch
     WHERE c.whole OR NOT EXISTS (SELECT FROM last l WHERE l.source_id = s.unit_id AND l.branch = s.branch)
) SELECT indicator_id, sum(amount) FROM counted GROUP BY 1
"""


def _asked(statement: str, **values: Any) -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")
        cursor.execute(statement, {"codes": CODES} | values)
        return list(cursor.fetchall())


def period(unit: Any, first: date, last: date) -> dict[str, int]:
    """A period in the borders of each day."""
    return {code: int(value) for code, value in _asked(_OF_DAYS, unit=unit, first=first, last=last) if value}


def by_month(unit: Any, first: date, last: date) -> dict[tuple[str, date], int]:
    """Every month of a period in the borders of each day."""
    return {(code, month): int(value) for code, month, value in _asked(_BY_MONTH, unit=unit, first=first, last=last) if value}


def period_today(unit: Any, first: date, last: date, borders: date) -> dict[str, int]:
    """A period in the borders of one later day."""
    return {code: int(value) for code, value in _asked(_OF_TODAY, unit=unit, first=first, last=last, borders=borders) if value}


def by_unit(units: list[Any], first: date, last: date) -> dict[tuple[Any, str], int]:
    """How many entries each unit has of each indicator."""
    return {(unit, code): count for unit, code, count in _asked(_BY_UNIT, units=units, first=first, last=last)}


def reports(unit: Any, scheme: str, first: date, last: date) -> dict[str, tuple[int, int]]:
    """Of the bodies that stand below a unit on the last day, by kind: how many there are, and how many have sent their report."""
    from hoanhap.work.reports.states import SENT

    values = {"unit": unit, "scheme": scheme, "begin": first, "first": last, "last": last, "sent": list(SENT)}
    return {kind: (count, sent) for kind, count, sent in _asked(_REPORTS, **values)}
