"""A report names who is to sign it, among those who lead its unit."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("reports", "0004_counts_in_filings")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="signer",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        )
    ]
