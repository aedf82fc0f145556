from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("figures", "0010_ways_up"),
    ]

    operations = [
        migrations.AddField(
            model_name="folding",
            name="handovers",
            field=models.TextField(db_default=""),
        ),
    ]
