"""What officials say about offices that help, and to people who hold a slip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.people.support.operations import Office
from hoanhap.people.support.queries import Service
from hoanhap.people.support.states import Need
from hoanhap.web.forms import ClientIdField, DayField, Form, VersionField

_NAMES = ("name", "area_id", "needs", "address", "dial", "hours", "bring", "checked_on", "valid_until")


class OfficeForm(Form):
    """An office of the directory."""

    name = forms.CharField(label=_("Tên nơi giúp"), max_length=200)
    area_id = forms.ChoiceField(label=_("Giúp người ở"))
    needs = forms.MultipleChoiceField(label=_("Giúp những việc"), choices=Need.choices, widget=forms.CheckboxSelectMultiple)
    address = forms.CharField(label=_("Địa chỉ"), max_length=300)
    dial = forms.CharField(
        label=_("Điện thoại"),
        help_text=_("Số của cơ quan, gọi được từ di động. Không ghi số riêng của cán bộ."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    hours = forms.CharField(label=_("Giờ tiếp"), max_length=200)
    bring = forms.CharField(
        label=_("Cần mang theo"),
        help_text=_("Mỗi dòng một thứ."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    checked_on = DayField(label=_("Ngày kiểm tra"))
    valid_until = DayField(label=_("Hiển thị đến hết ngày"))

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area_id"].choices = areas  # type: ignore[attr-defined]

    def office(self) -> Office:
        """What was filled in."""
        said = {name: self.cleaned_data[name] for name in _NAMES}
        return Office(**{**said, "area_id": UUID(said["area_id"]), "needs": tuple(said["needs"])})


class NewOfficeForm(OfficeForm):
    """An office that is not in the directory yet, and whose directory that is."""

    service_id = ClientIdField()
    unit_id = forms.ChoiceField(label=_("Đơn vị cập nhật"))

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = units  # type: ignore[attr-defined]


class KnownOfficeForm(OfficeForm):
    """An office of the directory as it was read."""

    version = VersionField()


class EndForm(Form):
    """The version that was read before the office was ended."""

    version = VersionField()


class AnswerForm(Form):
    """What the holder of a slip reads."""

    words = forms.CharField(
        label=_("Trả lời người lấy phiếu"),
        help_text=_("Đến đâu, ngày giờ nào, gặp ai, mang gì. Không nhắc tới tội danh hay bản án."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PassForm(Form):
    """To which office a slip goes."""

    service_id = forms.ChoiceField(label=_("Chuyển đến"))

    def __init__(self, *args: Any, services: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service_id"].choices = services  # type: ignore[attr-defined]


class CloseForm(Form):
    """How a slip ended."""

    outcome = forms.ChoiceField(choices=[("HELPED", "HELPED"), ("CLOSED", "CLOSED")])


def initial_of(service: Service) -> dict[str, Any]:
    """An office as its form shows it first."""
    return {name: getattr(service, name) for name in _NAMES} | {"version": service.version}
