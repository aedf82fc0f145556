"""That an entry may count without evidence: asked for, granted, ended."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0003_aggregates"),
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Waiver",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reason", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("granted", models.TextField(blank=True)),
                ("granted_as", models.TextField(blank=True)),
                ("granted_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.user"),
                ),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="waivers", to="activities.entry"),
                ),
                (
                    "granted_by",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.user"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("ended_at__isnull", True)), fields=("entry",), name="waiver_one_open"),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="waiver_has_reason"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("granted", ""), ("granted_as", ""), ("granted_at__isnull", True), ("granted_by__isnull", True)),
                            models.Q(
                                models.Q(("granted", ""), _negated=True),
                                models.Q(("granted_as", ""), _negated=True),
                                ("granted_at__isnull", False),
                                ("granted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="waiver_granted_by_somebody",
                    ),
                ],
            },
        ),
    ]
