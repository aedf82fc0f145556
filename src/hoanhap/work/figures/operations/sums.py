"""SQL that turns lines into sums by node: in the borders of each day, and in today's borders. Where a line counts is read from the kept
ways up and bearers. Shared by queueing, folding and rebuilding.

Every fragment is a constant; values come as parameters.
"""

from __future__ import annotations

COLUMNS = "quantity, lines, estimated, joint, today_quantity, today_lines, today_estimated, today_joint"
SUMMED = ", ".join(f"sum({name}) AS {name}" for name in COLUMNS.split(", "))
ADDED = ", ".join(f"{name} = t.{name} + excluded.{name}" for name in COLUMNS.split(", "))

SEGMENT = (
    """(date_trunc('month', day)::date + CASE WHEN extract(day FROM day) < 15 THEN 0 WHEN extract(day FROM day) = 15 THEN 14 ELSE 15 END)"""
)

WIDE = "SELECT parent_id FROM organisations_placement GROUP BY 1 HAVING count(DISTINCT unit_id) >= 10"
"""The units for which sums by day are kept: with so many below them that nobody should read their lines."""

_SIGN = "CASE WHEN l.reverses_id IS NULL THEN 1 ELSE -1 END"
_JOINT = "l.source_kind = 'joint'"

OWN = f"""
    SELECT l.unit_id, v.indicator_id, v.function, l.day, {_JOINT} AS is_joint, sum(l.quantity) AS quantity,
           sum(CASE WHEN {_JOINT} THEN 0 ELSE {_SIGN} END) AS lines,
           sum(CASE WHEN l.estimated THEN {_SIGN} ELSE 0 END) AS estimated, sum(CASE WHEN {_JOINT} THEN {_SIGN} ELSE 0 END) AS joint
      FROM figures_line l JOIN figures_indicatorversion v ON v.id = l.version_id
"""  # noqa: S608  made of constants
"""What units wrote themselves, by indicator and day. To be followed by WHERE and GROUP BY 1, 2, 3, 4, 5."""

PLACED = f"""
WITH own AS MATERIALIZED ({OWN} WHERE {{lines}} GROUP BY 1, 2, 3, 4, 5),
writer AS MATERIALIZED (SELECT DISTINCT unit_id FROM own),
borne AS MATERIALIZED (SELECT b.* FROM figures_bearer b JOIN writer w ON w.unit_id = b.source_id),
held AS MATERIALIZED (
    SELECT source_id, function, days, node_id FROM (
        SELECT source_id, function, days, heir_id AS node_id, weight FROM borne
        UNION ALL
        SELECT b.source_id, b.function, b.days, u.node_id, b.weight FROM borne b JOIN figures_abovetoday u ON u.unit_id = b.heir_id
    ) AS bearing GROUP BY 1, 2, 3, 4 HAVING sum(weight) = 1
),
kept AS MATERIALIZED (
    SELECT o.* FROM own o WHERE NOT o.is_joint AND NOT EXISTS (
        SELECT FROM borne b WHERE b.source_id = o.unit_id AND b.function = o.function AND b.days @> o.day)
)
"""  # noqa: S608  made of constants
"""``own``: what units wrote in the chosen lines (``{lines}`` chooses them); ``kept``: of that, what they bear themselves today; ``held``:
where all who bear the rest stand."""

_NOT_TODAY = "0 AS today_quantity, 0 AS today_lines, 0 AS today_estimated, 0 AS today_joint"
_TODAY = "0 AS quantity, 0 AS lines, 0 AS estimated, 0 AS joint, o.quantity, o.lines, o.estimated, 0"
ROWS = f"""
    SELECT o.unit_id AS node_id, o.indicator_id, o.day, o.quantity, o.lines, o.estimated, o.joint, {_NOT_TODAY}
      FROM own o WHERE o.unit_{{nodes}}
    UNION ALL
    SELECT a.node_id, o.indicator_id, o.day, o.quantity, o.lines, o.estimated, o.joint, {_NOT_TODAY}
      FROM own o JOIN figures_above a ON a.unit_id = o.unit_id AND a.days @> o.day WHERE a.node_{{nodes}}
    UNION ALL
    SELECT o.unit_id, o.indicator_id, o.day, {_TODAY} FROM kept o WHERE o.unit_{{nodes}}
    UNION ALL
    SELECT u.node_id, o.indicator_id, o.day, {_TODAY} FROM kept o JOIN figures_abovetoday u ON u.unit_id = o.unit_id WHERE u.node_{{nodes}}
    UNION ALL
    SELECT h.node_id, o.indicator_id, o.day, {_TODAY}
      FROM own o JOIN held h ON h.source_id = o.unit_id AND h.function = o.function AND h.days @> o.day
     WHERE NOT o.is_joint AND h.node_{{nodes}}
"""  # noqa: S608  made of constants
"""What the lines of ``PLACED`` add to each node on each day. ``{nodes}`` chooses the nodes: ``id`` and a condition."""

CORRECTED = """
    SELECT node_id, indicator_id, day, 0, 0, 0, 0, quantity, lines, estimated, joint FROM figures_correction
"""
"""What today's borders hold of shared works beside the sum of their claims, as rows of ``ROWS``."""
