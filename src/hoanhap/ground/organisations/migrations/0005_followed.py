"""What follows units that end to their heirs is kept with the reorganisation, so that it can be undone."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_tree")]

    operations = [migrations.AddField("reorganisation", "followed", models.JSONField(default=list))]
