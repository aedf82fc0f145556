"""What a staff officer changes in a plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.web.forms import DayField, Form, VersionField


class PlanForm(Form):
    """The plan as a whole."""

    version = VersionField()
    title = forms.CharField(label=_("Tên kế hoạch"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    report_due = DayField(label=_("Hạn báo cáo kết quả cả kế hoạch"), required=False)


class DutyForm(Form):
    """One duty: its words, its date, who leads it."""

    version = VersionField()
    duty = forms.CharField(
        label=_("Việc cần làm"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Chưa ghi việc cần làm.")},
    )
    due = DayField(label=_("Hạn"), required=False)
    lead_unit_id = forms.ChoiceField(
        label=_("Đơn vị chủ trì"), required=False, help_text=_("Để nguyên nếu văn bản đã ghi đúng; chọn khi chưa rõ hoặc cần đổi.")
    )

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead_unit_id"].choices = [("", _("Giữ như văn bản")), *units]  # type: ignore[attr-defined]  # a ChoiceField
