from django.db import migrations, models
from django.db.models.functions import Substr


class Migration(migrations.Migration):
    dependencies = [("files", "0002_lost")]

    operations = [
        migrations.AddField("storedfile", "mark", models.CharField(max_length=16, blank=True)),
        migrations.AddField("storedfile", "taken_on", models.DateField(null=True)),
        *(
            migrations.AddIndex(
                "storedfile",
                models.Index(Substr("mark", 1 + 4 * part, 4), condition=~models.Q(mark=""), name=f"file_by_mark_{part}"),
            )
            for part in range(4)
        ),
    ]
