"""Numbers divided by cuts of the catalogue, and where an entry was done."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0005_returned"), ("organisations", "0005_followed")]

    operations = [
        migrations.AddField("quantity", "parts", models.JSONField(default=list)),
        migrations.AddField("aggregate", "parts", models.JSONField(default=list)),
        migrations.RemoveField("aggregate", "cut"),
        migrations.AddField(
            "entry",
            "locality",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.locality"),
        ),
    ]
