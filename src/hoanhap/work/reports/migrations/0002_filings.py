"""Reports are submitted, returned, accepted, consolidated and corrected; what was sent is kept as a filing."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hoanhap.kernel.append_only import append_only

UNHELD = """
DROP TRIGGER IF EXISTS reports_reportfigure_append_only ON reports_reportfigure;
DROP TRIGGER IF EXISTS reports_reportfigure_no_truncate ON reports_reportfigure;
"""
"""Figures of reports issued before are given their filing; the next migration holds them again."""

KEEP = """
INSERT INTO reports_filing (id, report_id, number, kind, at, blocks, entries, tables, digest)
SELECT gen_random_uuid(), id, 1, 'ISSUED', issued_at, blocks, coalesce(entries, '{}'::jsonb), '{}'::jsonb, ''
  FROM reports_report WHERE state = 'ISSUED';
UPDATE reports_reportfigure f SET filing_id = g.id FROM reports_filing g WHERE g.report_id = f.report_id;
UPDATE reports_report SET submitted_at = issued_at WHERE state = 'ISSUED';
SET CONSTRAINTS ALL IMMEDIATE;
"""


def id_field() -> models.UUIDField[uuid.UUID, uuid.UUID]:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def to(model: str, *, null: bool = False, name: str = "+") -> models.ForeignKey[models.Model, models.Model]:
    return models.ForeignKey(null=null, on_delete=django.db.models.deletion.PROTECT, related_name=name, to=model)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("figures", "0001_initial"),
        ("organisations", "0001_initial"),
        ("reports", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", id_field()),
                ("scheme", models.TextField()),
                ("name", models.TextField()),
                ("period_from", models.DateField()),
                ("period_until", models.DateField()),
                ("due", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("unit", to("organisations.unit")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("period_from__lte", models.F("period_until")), ("period_until__lt", models.F("due"))),
                        name="call_days_in_order",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                ("id", id_field()),
                ("number", models.PositiveSmallIntegerField()),
                ("kind", models.TextField(choices=[("SUBMITTED", "Nộp lên cấp trên"), ("ISSUED", "Ban hành")])),
                ("at", models.DateTimeField()),
                ("blocks", models.JSONField()),
                ("entries", models.JSONField()),
                ("tables", models.JSONField(default=dict)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("by", to(settings.AUTH_USER_MODEL, null=True)),
                ("report", to("reports.report", name="filings")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("report", "number"), name="filing_once")]},
        ),
        migrations.RunSQL(UNHELD, append_only("reports_reportfigure").sql),
        migrations.AddField("reportfigure", "filing", to("reports.filing", null=True, name="figures")),
        migrations.AddField("report", "submitted_at", models.DateTimeField(null=True)),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
    ]
