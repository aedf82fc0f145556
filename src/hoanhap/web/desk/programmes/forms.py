"""What a staff officer changes in a plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.web.forms import DayField, Form, VersionField
from hoanhap.work.programmes.operations import Wanted
from hoanhap.work.programmes.states import Bound


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


class TargetForm(Form):
    """How much of an indicator a unit is to reach by when, and where the paper says so."""

    indicator = forms.ChoiceField(label=_("Chỉ tiêu"))
    unit = forms.ChoiceField(label=_("Của đơn vị (kể cả các đơn vị trực thuộc)"))
    bound = forms.ChoiceField(label=_("Mức"), choices=Bound.choices)
    value = forms.DecimalField(
        label=_("Con số"),
        localize=True,
        max_digits=18,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid"), _("Hãy ghi một số lớn hơn 0.")),
    )
    period_from = DayField(label=_("Từ ngày"))
    period_until = DayField(label=_("Đến hết ngày"))
    source = forms.CharField(
        label=_("Văn bản và mục đặt ra chỉ tiêu"),
        max_length=500,
        error_messages={"required": _("Hãy ghi văn bản và mục đặt ra chỉ tiêu này.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, indicators: Sequence[tuple[str, str]], units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = indicators  # type: ignore[attr-defined]  # ChoiceFields
        self.fields["unit"].choices = units  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What the operation takes."""
        data = self.cleaned_data
        return Wanted(**{name: data[name] for name in data if name != "unit"}, unit_id=UUID(data["unit"]))
