"""The number that goes with a count: money beside persons."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0006_parts_and_places")]

    operations = [migrations.AddField("aggregate", "second", models.DecimalField(decimal_places=2, max_digits=18, null=True))]
