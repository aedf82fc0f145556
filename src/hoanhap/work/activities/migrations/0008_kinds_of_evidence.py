"""Every kind of evidence that the catalogue lets count and that a person can attach."""

from django.db import migrations, models

_KINDS = [
    ("PHOTO", "Ảnh"),
    ("LINK", "Đường dẫn"),
    ("SCHEDULE", "Ảnh sổ, lịch phát"),
    ("RECORDING", "Ghi âm"),
    ("MINUTES", "Ảnh biên bản"),
    ("SIGN_SHEET", "Ảnh bảng ký tên"),
    ("DELIVERY_NOTE", "Ảnh phiếu giao nhận"),
    ("INSIGHT", "Ảnh thống kê của nền tảng"),
    ("PAPER", "Ảnh văn bản nguồn"),
]


class Migration(migrations.Migration):
    dependencies = [("activities", "0007_second_numbers")]

    operations = [migrations.AlterField("evidence", "kind", models.TextField(choices=_KINDS))]
