"""Corrections are derived, as totals are: no constraint looks up their indicator, for which there is no index."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Takes the constraint off."""

    dependencies = [("figures", "0011_handovers")]

    operations = [
        migrations.AlterField(
            model_name="correction",
            name="indicator",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="figures.indicator",
            ),
        ),
    ]
