from django.db import migrations

# What ``sums.PLACED`` and ``sums.ROWS`` say of all lines, said of each of a few: the day's borders by the ways up that are kept; today's by
# the bearers that are kept, or by the unit itself. In the database, because a session plans it once: to plan it for every statement would
# cost several times what it takes to run. It is planned when there may be no rows yet, so it is told to use the indexes.
_FUNCTION = """
CREATE FUNCTION queue_lines() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    INSERT INTO figures_increment (node_id, indicator_id, day, quantity, lines, estimated, joint,
                                   today_quantity, today_lines, today_estimated, today_joint)
    SELECT place.node_id, l.indicator_id, l.day,
           sum(l.quantity * of_day), sum(l.lines * of_day), sum(l.estimated * of_day), sum(l.joint * of_day),
           sum(l.quantity * of_today), sum(l.lines * of_today), sum(l.estimated * of_today), 0
      FROM (
        SELECT w.unit_id, v.indicator_id, v.function, w.day, w.quantity, j.is_joint,
               CASE WHEN j.is_joint THEN 0 ELSE j.sign END AS lines, CASE WHEN w.estimated THEN j.sign ELSE 0 END AS estimated,
               CASE WHEN j.is_joint THEN j.sign ELSE 0 END AS joint
          FROM written w JOIN figures_indicatorversion v ON v.id = w.version_id, LATERAL (
            SELECT w.source_kind = 'joint' AS is_joint, CASE WHEN w.reverses_id IS NULL THEN 1 ELSE -1 END AS sign
          ) AS j
      ) AS l, LATERAL (
        SELECT l.unit_id AS node_id, 1 AS of_day, 0 AS of_today
        UNION ALL
        SELECT a.node_id, 1, 0 FROM figures_above a WHERE a.unit_id = l.unit_id AND a.days @> l.day
        UNION ALL
        SELECT up.node_id, 0, 1
          FROM (
            SELECT b.heir_id, b.weight FROM figures_bearer b WHERE b.source_id = l.unit_id AND b.function = l.function AND b.days @> l.day
            UNION ALL
            SELECT l.unit_id, 1 WHERE NOT EXISTS (
                SELECT FROM figures_bearer b WHERE b.source_id = l.unit_id AND b.function = l.function AND b.days @> l.day)
          ) AS bearing(unit_id, weight), LATERAL (
            SELECT bearing.unit_id AS node_id
            UNION ALL
            SELECT u.node_id FROM figures_abovetoday u WHERE u.unit_id = bearing.unit_id
          ) AS up
         WHERE NOT l.is_joint GROUP BY up.node_id HAVING sum(bearing.weight) = 1
      ) AS place
     GROUP BY place.node_id, l.indicator_id, l.day;
    RETURN NULL;
END $$
"""
_TRIGGER = (
    "CREATE TRIGGER figures_line_queues AFTER INSERT ON figures_line REFERENCING NEW TABLE AS written"
    " FOR EACH STATEMENT EXECUTE FUNCTION queue_lines()"
)


class Migration(migrations.Migration):
    dependencies = [("figures", "0012_corrections_rest_on_nothing")]

    operations = [
        migrations.RunSQL(_FUNCTION, "DROP FUNCTION queue_lines()"),
        migrations.RunSQL(_TRIGGER, "DROP TRIGGER figures_line_queues ON figures_line"),
    ]
