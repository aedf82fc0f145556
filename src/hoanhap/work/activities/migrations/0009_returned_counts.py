"""What a count stated when it was last returned."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0008_kinds_of_evidence")]

    operations = [migrations.AddField("aggregate", "returned", models.JSONField(null=True))]
