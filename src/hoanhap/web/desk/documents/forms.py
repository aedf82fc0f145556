"""What a clerk sends in about papers."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hoanhap.web.forms import ClientIdField, DayField, Form, VersionField
from vanban.rules import load

_PARTS = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})")


class ReceiveForm(Form):
    """A paper that came."""

    paper_id = ClientIdField()
    file = forms.FileField(
        label=_("Tệp văn bản"),
        help_text=_("Bản Word, PDF, ảnh chụp hoặc bản quét; tối đa 50 MB. Không gửi văn bản mật."),
        allow_empty_file=True,  # the operation says in its own words what is wrong with an empty one
        error_messages={"required": _("Hãy chọn tệp văn bản.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".doc,.docx,.odt,.rtf,.pdf,.txt,.md,.html,.png,.jpg,.jpeg,.tif,.tiff"}),
    )
    arrived_on = DayField(label=_("Ngày đến"))


class PrintedDateField(forms.CharField):
    """A date as far as the paper states it: 05/03/2026, 03/2026 or 2026. Kept as ISO, cut where the paper stops."""

    def prepare_value(self, value: Any) -> Any:
        """ISO as officials write it; what a person typed stays as typed."""
        if isinstance(value, str) and re.fullmatch(r"\d{4}(-\d{2}){0,2}", value):
            return "/".join(reversed(value.split("-")))
        return value

    def clean(self, value: Any) -> str:
        """:raises ValidationError: it is no date"""
        typed = str(super().clean(value)).strip()
        if not typed:
            return ""
        matched = _PARTS.fullmatch(typed)
        day, month, year = (int(part) if part else None for part in matched.groups()) if matched else (None, None, 0)
        try:
            date(year or 0, month or 1, day or 1)
        except ValueError:
            raise ValidationError(gettext("Ngày này không có. Hãy ghi đúng như văn bản: 05/03/2026, 03/2026 hoặc 2026.")) from None
        return "-".join(f"{part:02d}" for part in (year, month, day) if part)


def _types() -> list[tuple[str, str]]:
    return [("", gettext("Chưa rõ")), *((row["code"], f"{row['name']} ({row['code']})") for row in load("types")["type"])]


class ConfirmForm(Form):
    """What the paper states. ``documents.operations.EDITABLE`` by name."""

    version = VersionField()
    type_code = forms.ChoiceField(label=_("Tên loại"), choices=lazy(_types, list), required=False)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=100, required=False)
    issuer_name = forms.CharField(label=_("Cơ quan ban hành"), max_length=300, required=False)
    issued = PrintedDateField(label=_("Ngày văn bản"), max_length=10, required=False)
    subject = forms.CharField(label=_("Trích yếu"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    signer_name = forms.CharField(label=_("Người ký"), max_length=200, required=False)
