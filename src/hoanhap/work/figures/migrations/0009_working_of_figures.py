"""A frozen figure keeps how its value comes from its lines, where it is not their sum: stocks, ratios, medians."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("figures", "0008_slim_totals")]

    operations = [migrations.AddField(model_name="figure", name="working", field=models.JSONField(default=dict))]
