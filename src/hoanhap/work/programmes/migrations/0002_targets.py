"""Targets of plans: how much of an indicator a paper wants of a unit by a day."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("figures", "0001_initial"),
        ("organisations", "0001_initial"),
        ("programmes", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("period_from", models.DateField()),
                ("period_until", models.DateField()),
                ("bound", models.TextField(choices=[("AT_LEAST", "ít nhất"), ("AT_MOST", "không quá")], default="AT_LEAST")),
                ("value", models.DecimalField(decimal_places=2, max_digits=18)),
                ("source", models.TextField()),
                ("set_at", models.DateTimeField()),
                (
                    "indicator",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="figures.indicator"),
                ),
                ("plan", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="targets", to="programmes.plan")),
                ("set_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit")),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "period_until"], name="target_by_unit")],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "indicator", "unit", "period_from", "period_until"), name="target_once"),
                    models.CheckConstraint(condition=models.Q(("value__gt", 0)), name="target_positive"),
                    models.CheckConstraint(condition=models.Q(("period_from__lte", models.F("period_until"))), name="target_days_in_order"),
                    models.CheckConstraint(condition=models.Q(("source", ""), _negated=True), name="target_has_source"),
                ],
            },
        ),
    ]
