"""What is filled in to let figures out and to take them back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.web.forms import Form


class PublishForm(Form):
    """Which figures of a report to let out: by indicator."""

    indicators = forms.MultipleChoiceField(
        label=_("Số liệu công bố"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Hãy chọn ít nhất một số liệu."),
            "invalid_choice": _("Có số liệu không chọn được nữa. Hãy chọn lại."),
        },
        help_text=_("Số quá nhỏ vẫn được công bố nhưng không nêu giá trị, để không ai bị nhận ra."),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicators"].choices = choices  # type: ignore[attr-defined]


class WithdrawForm(Form):
    """Why a figure is taken back."""

    reason = forms.CharField(
        label=_("Lý do rút"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi vì sao rút.")},
        help_text=_("Lý do hiện trên trang công khai. Không ghi tên ai."),
    )
