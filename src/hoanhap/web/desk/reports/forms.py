"""What is changed in a report."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.web.forms import Form, VersionField


class ParagraphForm(Form):
    """The words of one block."""

    version = VersionField()
    text = forms.CharField(
        label=_("Nội dung đoạn"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Hãy ghi nội dung đoạn.")},
        help_text=_("Chỗ có {mã chỉ tiêu} là số liệu, hệ thống tự điền và giữ minh chứng. Số gõ tay thì không có minh chứng."),
    )


class IssueForm(Form):
    """Issuing: nothing is typed, only the version that was read."""

    version = VersionField()
