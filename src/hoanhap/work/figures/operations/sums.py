"""SQL that turns lines into sums by node: in the borders of each day, and in today's borders. Shared by queueing, folding and checking.

Every fragment is a constant; values come as parameters. ``borders`` is the day whose borders are today's.
"""

from __future__ import annotations

COLUMNS = "quantity, lines, estimated, joint, today_quantity, today_lines, today_estimated, today_joint"
SUMMED = ", ".join(f"sum({name}) AS {name}" for name in COLUMNS.split(", "))
ADDED = ", ".join(f"{name} = t.{name} + excluded.{name}" for name in COLUMNS.split(", "))

SEGMENT = (
    """(date_trunc('month', day)::date + CASE WHEN extract(day FROM day) < 15 THEN 0 WHEN extract(day FROM day) = 15 THEN 14 ELSE 15 END)"""
)

_SIGN = "CASE WHEN l.reverses_id IS NULL THEN 1 ELSE -1 END"
_JOINT = "l.source_kind = 'joint'"

OWN = f"""
    SELECT l.unit_id, v.indicator_id, v.function, l.day, {_JOINT} AS is_joint, sum(l.quantity) AS quantity,
           sum(CASE WHEN {_JOINT} THEN 0 ELSE {_SIGN} END) AS lines,
           sum(CASE WHEN l.estimated THEN {_SIGN} ELSE 0 END) AS estimated, sum(CASE WHEN {_JOINT} THEN {_SIGN} ELSE 0 END) AS joint
      FROM figures_line l JOIN figures_indicatorversion v ON v.id = l.version_id
"""  # noqa: S608  made of constants
"""What units wrote themselves, by indicator and day. To be followed by WHERE and GROUP BY 1, 2, 3, 4, 5."""

REACH = """
    SELECT unit_id, unit_id, daterange(NULL, NULL) FROM starting
    UNION
    SELECT a.unit_id, p.parent_id, a.days * p.valid FROM above a JOIN organisations_placement p ON p.unit_id = a.node_id
     WHERE NOT isempty(a.days * p.valid)
"""
"""``above(unit_id, node_id, days)``: whom a unit stands below on which days."""

UP = """
    SELECT heir_id, heir_id FROM heirs
    UNION
    SELECT a.unit_id, p.parent_id FROM up a JOIN organisations_placement p ON p.unit_id = a.node_id
      JOIN organisations_unit u ON u.id = p.unit_id
     WHERE p.valid @> %(borders)s::date OR (upper(u.valid) <= %(borders)s::date AND upper(p.valid) = upper(u.valid))
"""
"""``up(unit_id, node_id)``: whom a unit stands below today; one that ended without heirs, where it stood last."""

PLACED = f"""
WITH RECURSIVE own AS MATERIALIZED ({OWN} WHERE {{lines}} GROUP BY 1, 2, 3, 4, 5),
starting AS (SELECT DISTINCT unit_id FROM own),
above(unit_id, node_id, days) AS ({REACH}),
reach AS MATERIALIZED (SELECT unit_id, node_id, range_agg(days) AS days FROM above GROUP BY 1, 2),
heirs AS (
    SELECT unit_id AS heir_id FROM starting
    UNION SELECT b.heir_id FROM figures_bearer b JOIN starting s ON s.unit_id = b.source_id
),
up(unit_id, node_id) AS ({UP}),
held AS MATERIALIZED (
    SELECT b.source_id, b.function, b.days, u.node_id FROM figures_bearer b
      JOIN starting s ON s.unit_id = b.source_id JOIN up u ON u.unit_id = b.heir_id
     GROUP BY 1, 2, 3, 4 HAVING sum(b.weight) = 1
)
"""  # noqa: S608  made of constants
"""``own``: what units wrote in the chosen lines; ``reach``, ``up`` and ``held``: where that counts. ``{lines}`` chooses the lines."""

_ROWS = """
    SELECT r.node_id, o.indicator_id, o.day, o.quantity, o.lines, o.estimated, o.joint,
           0 AS today_quantity, 0 AS today_lines, 0 AS today_estimated, 0 AS today_joint
      FROM own o JOIN reach r ON r.unit_id = o.unit_id AND r.days @> o.day WHERE r.{nodes}
    UNION ALL
    SELECT u.node_id, o.indicator_id, o.day, 0, 0, 0, 0, o.quantity, o.lines, o.estimated, 0
      FROM own o JOIN up u ON u.unit_id = o.unit_id
     WHERE NOT o.is_joint AND u.{nodes} AND NOT EXISTS (
        SELECT FROM figures_bearer b WHERE b.source_id = o.unit_id AND b.function = o.function AND b.days @> o.day)
    UNION ALL
    SELECT h.node_id, o.indicator_id, o.day, 0, 0, 0, 0, o.quantity, o.lines, o.estimated, 0
      FROM own o JOIN held h ON h.source_id = o.unit_id AND h.function = o.function AND h.days @> o.day
     WHERE NOT o.is_joint AND h.{nodes}
"""
SPREAD = f"{PLACED}, spread AS MATERIALIZED ({_ROWS.format(nodes='node_id IS NOT NULL')})"
"""``spread``: what the chosen lines add to each node on each day. ``{lines}`` chooses them."""

CORRECTED = """
    SELECT node_id, indicator_id, day, 0, 0, 0, 0, quantity, lines, estimated, joint FROM figures_correction
"""
"""What today's borders hold of shared works beside the sum of their claims, as rows of ``spread``."""

WIDE = "SELECT parent_id FROM organisations_placement GROUP BY 1 HAVING count(DISTINCT unit_id) >= 10"
"""Units with so many below them that the edges of a period are read from sums by day instead of from lines."""

_WITH_CORRECTIONS = f"{_ROWS} UNION ALL SELECT * FROM ({CORRECTED}) AS c(node_id) WHERE c.{{nodes}}"  # noqa: S608  made of constants
REBUILT = f"""
{PLACED.format(lines="true")}
, wide(node_id) AS MATERIALIZED ({WIDE}),
by_day AS MATERIALIZED (
    SELECT node_id, indicator_id, day, {SUMMED}
      FROM ({_WITH_CORRECTIONS.format(nodes="node_id IN (SELECT node_id FROM wide)")}) AS rows GROUP BY 1, 2, 3
),
days_kept AS (
    INSERT INTO figures_daytotal (node_id, indicator_id, day, {COLUMNS}) SELECT * FROM by_day ORDER BY 1, 2, 3
)
INSERT INTO figures_total (node_id, indicator_id, segment, {COLUMNS})
SELECT node_id, indicator_id, {SEGMENT}, {SUMMED} FROM by_day GROUP BY 1, 2, 3
UNION ALL
SELECT node_id, indicator_id, {SEGMENT}, {SUMMED}
  FROM ({_WITH_CORRECTIONS.format(nodes="node_id NOT IN (SELECT node_id FROM wide)")}) AS rows GROUP BY 1, 2, 3
 ORDER BY 1, 2, 3
"""  # noqa: S608  made of constants
"""All totals anew, into empty tables: segments of wide units are summed from their days, of the others from lines. In the order in which
they are read, so that a question finds its rows side by side."""
