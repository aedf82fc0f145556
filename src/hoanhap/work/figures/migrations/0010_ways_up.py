import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("figures", "0009_working_of_figures"),
    ]

    operations = [
        # Totals are those of the kept ways up, of which there are none yet: the next fold makes both.
        migrations.RunSQL("DELETE FROM figures_folding", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Above",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey("unit", "node", "days", blank=True, editable=False, primary_key=True, serialize=False),
                ),
                ("unit", models.UUIDField(db_column="unit_id")),
                ("node", models.UUIDField(db_column="node_id", db_index=True)),
                ("days", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
        ),
        migrations.CreateModel(
            name="AboveToday",
            fields=[
                ("pk", models.CompositePrimaryKey("unit", "node", blank=True, editable=False, primary_key=True, serialize=False)),
                ("unit", models.UUIDField(db_column="unit_id")),
                ("node", models.UUIDField(db_column="node_id", db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Wide",
            fields=[
                ("node", models.UUIDField(db_column="node_id", primary_key=True, serialize=False)),
            ],
        ),
    ]
