"""What people choose and type when they look for help. No field asks who they are or what they were convicted of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.people.support.queries import Wording
from hoanhap.people.support.states import Need, Soon
from hoanhap.web.forms import Form

_PLAIN = {"autocomplete": "off", "spellcheck": "false"}


class FinderForm(Form):
    """What is needed, and where: a name of today or of before."""

    viec = forms.ChoiceField(
        label=_("Bạn cần giúp việc gì?"),
        choices=[("", _("Chọn một việc")), *Need.choices],
        error_messages={"required": _("Hãy chọn một việc bạn cần giúp.")},
    )
    xa = forms.CharField(
        label=_("Xã, phường nào?"),
        help_text=_("Gõ tên xã, phường. Tên cũ trước 01/7/2025 cũng được; không cần dấu."),
        max_length=80,
        widget=forms.TextInput(attrs={**_PLAIN, "autocomplete": "address-level3"}),
        error_messages={"required": _("Hãy gõ tên xã hoặc phường.")},
    )


class SlipForm(Form):
    """A slip. The code is made with the form and travels in it, so that sent twice it is one slip."""

    code = forms.CharField(widget=forms.HiddenInput)
    place = forms.UUIDField(widget=forms.HiddenInput)
    need = forms.ChoiceField(
        label=_("Bạn cần giúp việc gì?"),
        choices=[("", _("Chọn một việc")), *Need.choices],
        error_messages={"required": _("Hãy chọn một việc bạn cần giúp.")},
    )
    soon = forms.ChoiceField(
        label=_("Bạn cần trong bao lâu?"),
        choices=Soon.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn bạn cần gấp đến mức nào.")},
    )
    reach = forms.CharField(
        label=_("Cách liên hệ lại"),
        help_text=_("Bỏ trống cũng được. Khi đó bạn tự xem câu trả lời bằng mã."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs=_PLAIN),
    )
    agreed = forms.MultipleChoiceField(
        label=_("Bạn đồng ý những gì?"),
        help_text=_("Không đánh dấu gì cũng gửi được phiếu. Đổi ý lúc nào cũng được."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, wordings: list[Wording], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].choices = [(wording.purpose, wording.text) for wording in wordings]  # type: ignore[attr-defined]


class CodeForm(Form):
    """The code of a slip."""

    code = forms.CharField(
        label=_("Mã phiếu"),
        help_text=_("Năm nhóm, mỗi nhóm bốn ký tự. Gõ hoa hay thường, có gạch hay không đều được. Hãy tắt bộ gõ tiếng Việt."),
        max_length=60,
        widget=forms.TextInput(attrs={**_PLAIN, "autocapitalize": "characters"}),
        error_messages={"required": _("Hãy nhập mã của bạn.")},
    )
