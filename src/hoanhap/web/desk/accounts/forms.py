"""What a person types to sign in, and which unit they act for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.web.forms import Form


class SignInForm(Form):
    """Name and password."""

    sign_in_name = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=150,
        error_messages={"required": _("Hãy nhập tên đăng nhập.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Hãy nhập mật khẩu.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ActingUnitForm(Form):
    """One of the units in which the person holds a role today."""

    unit = forms.ChoiceField(
        label=_("Làm việc với tư cách của đơn vị"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một đơn vị."), "invalid_choice": _("Bạn không giữ vai trò nào ở đơn vị này hôm nay.")},
    )

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = list(units)  # type: ignore[attr-defined]  # the field is a ChoiceField, declared above


class FirstPasswordForm(Form):
    """A password of one's own, after one that somebody else made. Its rules are the operation's."""

    password = forms.CharField(
        label=_("Mật khẩu mới"),
        help_text=_(
            "Ít nhất 15 ký tự. Một câu ngắn dễ nhớ là tốt nhất; dấu cách và dấu tiếng Việt đều được. Dán từ nơi giữ mật khẩu được."
        ),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Gõ lại mật khẩu mới"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Twice the same."""
        data = super().clean() or {}
        if {"password", "again"} <= data.keys() and data["password"] != data["again"]:
            self.add_error("again", _("Hai lần gõ không giống nhau. Hãy gõ lại."))
        return data


class OwnPasswordForm(FirstPasswordForm):
    """Another password of one's own, proved by the one until now."""

    current = forms.CharField(
        label=_("Mật khẩu đang dùng"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("current", "password", "again")
