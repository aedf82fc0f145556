"""What an entry stated when it was last returned."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0004_waivers")]

    operations = [migrations.AddField("entry", "returned", models.JSONField(null=True))]
