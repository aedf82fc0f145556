"""What an administrator says about accounts and roles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.ground.accounts.operations import Post
from hoanhap.web.desk.accounts.words import MEANINGS
from hoanhap.web.forms import ClientIdField, DayField, Form

Choices = Sequence[tuple[str, str]]


class PeopleForm(Form):
    """Who is looked for. Everything may stay empty."""

    tim = forms.CharField(label=_("Tên, tên đăng nhập, chức vụ"), required=False, max_length=100)
    don_vi = forms.ChoiceField(label=_("Đơn vị"), required=False)
    xong = forms.BooleanField(label=_("Chỉ vai trò đã thôi"), required=False)

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["don_vi"].choices = [("", _("Mọi đơn vị")), *units]  # type: ignore[attr-defined]  # a ChoiceField


class PostForm(Form):
    """A role in a unit, with its days."""

    unit_id = forms.ChoiceField(label=_("Đơn vị"))
    role = forms.ChoiceField(label=_("Vai trò"), choices=list(MEANINGS.items()), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Chức vụ"),
        help_text=_("In dưới chữ ký nếu là lãnh đạo ký văn bản, ví dụ PHÓ CHỦ TỊCH."),
        required=False,
        max_length=150,
    )
    since = DayField(label=_("Giữ từ ngày"))
    last = DayField(label=_("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = units  # type: ignore[attr-defined]  # a ChoiceField

    def post(self) -> Post:
        """What was filled in; the last day becomes the first on which the role is no longer held."""
        said = self.cleaned_data
        until = said["last"] + timedelta(days=1) if said["last"] else None
        return Post(UUID(said["unit_id"]), said["role"], said["since"], until, said["title"])


class AccountForm(PostForm):
    """Somebody who has no account yet, with a first role."""

    user_id = ClientIdField()
    full_name = forms.CharField(label=_("Họ và tên"), max_length=150)
    sign_in_name = forms.CharField(
        label=_("Tên đăng nhập"),
        help_text=_("Ngắn, dễ gõ, không trùng ai, ví dụ nguyen.an."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    field_order = ("full_name", "sign_in_name", "unit_id", "role", "title", "since", "last")


class RoleForm(PostForm):
    """A role for somebody who has an account, here or elsewhere."""

    sign_in_name = forms.CharField(
        label=_("Tên đăng nhập của người đó"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    field_order = ("sign_in_name", "unit_id", "role", "title", "since", "last")


class EndRoleForm(Form):
    """From which day a role is no longer held, and why."""

    until = DayField(label=_("Thôi giữ từ ngày"))
    reason = forms.CharField(label=_("Lý do"), required=False, max_length=300)


class HandOverForm(Form):
    """To whom a leaver's roles go."""

    to_id = forms.ChoiceField(label=_("Người nhận"))
    day = DayField(label=_("Bàn giao từ ngày"))
    reason = forms.CharField(label=_("Lý do"), required=False, max_length=300)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_id"].choices = people  # type: ignore[attr-defined]  # a ChoiceField


class LockForm(Form):
    """Why an account is locked."""

    reason = forms.CharField(label=_("Lý do khóa"), required=False, max_length=300)
