from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_the_portal"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="piece",
            index=models.Index(condition=models.Q(("edition__isnull", False)), fields=["-shown_from"], name="piece_newest"),
        ),
    ]
