from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    operations = [
        migrations.AddField("storedfile", "lost_at", models.DateTimeField(null=True)),
        migrations.AddIndex("storedfile", models.Index(fields=["lost_at"], condition=models.Q(lost_at__isnull=False), name="file_lost")),
    ]
