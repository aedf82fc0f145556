"""What is asked, one thing a page, and what is done with a code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.people.feedback import queries
from hoanhap.people.feedback.operations import LONGEST
from hoanhap.web.forms import Form


class PicturesInput(forms.FileInput):
    """One control for several pictures."""

    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Several files of one control; none is a list of none."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of them as one file would be."""
        return [super(PicturesField, self).clean(one, initial) for one in data or []]


class KindForm(Form):
    """What it is."""

    kind = forms.ChoiceField(label=_("Bạn muốn gửi gì?"), widget=forms.RadioSelect, error_messages={"required": _("Hãy chọn một loại.")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(rule.code, f"{rule.label}. {rule.hint}") for rule in queries.kinds().values()]  # type: ignore[attr-defined]


class WordsForm(Form):
    """The words, and pictures where there are any."""

    words = forms.CharField(
        label=_("Nội dung"),
        help_text=_("Tối đa 4.000 ký tự. Đừng ghi họ tên, số căn cước, số điện thoại của ai trong ô này."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}),
        error_messages={
            "required": _("Hãy viết điều bạn muốn hỏi hoặc cho biết."),
            "max_length": _("Nội dung dài quá 4.000 ký tự. Hãy viết ngắn lại, hoặc gửi thành hai câu."),
        },
    )
    picture = PicturesField(
        label=_("Ảnh gửi kèm"),
        help_text=_(
            "Tối đa 3 ảnh JPEG, PNG hoặc WEBP, mỗi ảnh dưới 12 MB. Tên tệp, nơi chụp và máy chụp bị bỏ đi, chỉ giữ phần nhìn thấy."
        ),
        required=False,
        widget=PicturesInput(attrs={"accept": "image/jpeg,image/png,image/webp", "multiple": True}),
        error_messages={"empty": _("Tệp rỗng. Hãy chọn lại ảnh."), "invalid": _("Tệp này không gửi được. Hãy chọn lại ảnh.")},
    )


class PlaceForm(Form):
    """Where it is about."""

    place = forms.ChoiceField(label=_("Xã, phường, đặc khu"), help_text=_("Chỉ để biết chuyển cho nơi nào trả lời."), required=False)

    concerns = forms.ChoiceField(
        label=_("Bạn phản ánh về đơn vị nào?"),
        help_text=_("Nếu bạn chọn, đơn vị này và các đơn vị dưới quyền không đọc được điều bạn gửi."),
        required=False,
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["concerns"].choices = [("", _("Không phản ánh về đơn vị nào")), *units]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", _("Không gắn với nơi nào")), *places]  # type: ignore[attr-defined]


class ContactForm(Form):
    """A contact, if somebody wants to leave one, and for what it may be used."""

    contact = forms.CharField(
        label=_("Số điện thoại hoặc thư điện tử"),
        help_text=_("Không cần cũng được: bạn đọc câu trả lời bằng mã. Nếu ghi, liên hệ được mã hóa và tự xóa 90 ngày sau khi trả lời."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )
    purposes = forms.MultipleChoiceField(label=_("Cơ quan được dùng liên hệ này để"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purposes"].choices = [(choice.code, choice.label) for choice in queries.purposes().values()]  # type: ignore[attr-defined]


class CodeForm(Form):
    """A code, typed as people type."""

    code = forms.CharField(
        label=_("Mã tra cứu"),
        help_text=_("Năm nhóm, mỗi nhóm bốn chữ số hoặc chữ cái. Chữ thường, chữ hoa, có dấu gạch hay không đều được."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Hãy nhập mã bạn nhận khi gửi câu hỏi."), "max_length": _("Mã này dài quá. Mã chỉ có 20 ký tự.")},
    )


class MoreForm(Form):
    """Words that the asker adds, or opens the question again with."""

    words = forms.CharField(
        label=_("Điều bạn muốn thêm"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"})
    )


class ReopenForm(MoreForm):
    """What the answer lacked."""

    words = forms.CharField(
        label=_("Câu trả lời còn thiếu điều gì?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"})
    )


class RatingForm(Form):
    """How much the answer helped."""

    rating = forms.TypedChoiceField(
        label=_("Câu trả lời có giúp được bạn không?"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[(5, _("Rất có ích")), (4, _("Có ích")), (3, _("Tạm được")), (2, _("Ít có ích")), (1, _("Không giúp được gì"))],
        error_messages={"required": _("Hãy chọn một mức.")},
    )
