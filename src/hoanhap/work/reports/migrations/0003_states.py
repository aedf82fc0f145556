"""What goes with the new states: editions, decisions, remarks, letters; every frozen figure belongs to a filing, and both are for ever."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hoanhap.kernel.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("figures", "0001_initial"),
        ("organisations", "0001_initial"),
        ("reports", "0002_filings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Chase",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("scheme", models.TextField()),
                ("period_from", models.DateField()),
                ("period_until", models.DateField()),
                ("late", models.JSONField()),
                ("letterhead", models.JSONField()),
                ("sent_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reason", models.TextField()),
                ("entries", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="report",
            name="report_once_a_period",
        ),
        migrations.RemoveConstraint(
            model_name="reportfigure",
            name="report_figure_once",
        ),
        migrations.RemoveField(
            model_name="report",
            name="entries",
        ),
        migrations.AddField(
            model_name="report",
            name="addressee",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"),
        ),
        migrations.AddField(
            model_name="report",
            name="call",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="reports.call"),
        ),
        migrations.AddField(
            model_name="report",
            name="consolidated_in",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="made_of", to="reports.report"),
        ),
        migrations.AddField(
            model_name="report",
            name="decided_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="report",
            name="edition",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="report",
            name="reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="report",
            name="supersedes",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="corrected_by", to="reports.report"
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="why",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="report",
            name="state",
            field=models.TextField(
                choices=[
                    ("DRAFT", "Bản thảo"),
                    ("SUBMITTED", "Đã nộp, chờ nhận"),
                    ("RETURNED", "Bị trả lại"),
                    ("ACCEPTED", "Đã nhận"),
                    ("CONSOLIDATED", "Đã tổng hợp, khóa"),
                    ("ISSUED", "Đã ban hành"),
                    ("CORRECTED", "Đã có bản điều chỉnh"),
                ],
                default="DRAFT",
            ),
        ),
        migrations.AlterField(
            model_name="reportfigure",
            name="filing",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="reports.filing"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["scheme", "period_until", "unit"], name="report_by_period"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                fields=("unit", "scheme", "period_from", "period_until", "edition"), name="report_once_a_period_and_edition"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "RETURNED"), _negated=True), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="report_returned_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("edition", 1), ("supersedes__isnull", True)),
                    models.Q(("edition__gt", 1), ("supersedes__isnull", False)),
                    _connector="OR",
                ),
                name="report_edition_follows_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportfigure",
            constraint=models.UniqueConstraint(fields=("filing", "indicator"), name="report_figure_once_a_filing"),
        ),
        migrations.AddField(
            model_name="chase",
            name="paper",
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.paper"),
        ),
        migrations.AddField(
            model_name="chase",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"),
        ),
        migrations.AddField(
            model_name="remark",
            name="by",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="remark",
            name="filing",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.filing"),
        ),
        migrations.AddField(
            model_name="remark",
            name="indicator",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="figures.indicator"),
        ),
        migrations.AddField(
            model_name="remark",
            name="report",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="reports.report"),
        ),
        append_only("reports_reportfigure"),
        append_only("reports_filing"),
        append_only("reports_remark"),
    ]
