"""A filing keeps what the counts behind its figures stated, as it keeps what the entries did."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_states")]

    operations = [migrations.AddField(model_name="filing", name="counts", field=models.JSONField(default=dict))]
