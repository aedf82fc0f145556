"""What is filled in about reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.web.forms import DayField, Form, VersionField
from hoanhap.work.reports import queries

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _reason(label: StrOrPromise) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Hãy ghi lý do.")},
    )


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


class WordForm(Form):
    """A Word file that somebody has had in hand."""

    word = forms.FileField(
        label=_("Tệp Word"),
        help_text=_("Tệp .docx tải từ báo cáo này, không quá 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Hãy chọn tệp Word."), "empty": _("Tệp này rỗng. Hãy chọn lại.")},
    )


class IssueForm(Form):
    """Issuing, submitting, accepting: nothing is typed, only the version that was read."""

    version = VersionField()


class DraftForm(Form):
    """Which report to draft. Nothing chosen means the half-year that today lies in."""

    scheme = forms.ChoiceField(label=_("Loại báo cáo"), required=False)
    day = DayField(label=_("Một ngày trong kỳ"), required=False)
    call = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, f"{row['label']} ({queries.calendar(code)['label']})") for code, row in queries.schemes().items()]
        self.fields["scheme"].choices = [row for row in choices if not queries.is_free(row[0])]  # type: ignore[attr-defined]


class GiveBackForm(Form):
    """Giving a report back."""

    version = VersionField()
    reason = _reason(_("Lý do trả lại"))


MANY = 200
"""So many entries go back with a figure at once at most: who finds more of them wrong gives the report back as a whole."""


class ChosenField(forms.TypedMultipleChoiceField):
    """Entries of many pages: which of them may be chosen, the operation knows; the choices are those of the page."""

    def valid_value(self, value: object) -> bool:
        """Whatever has the form of an id."""
        try:
            UUID(str(value))
        except ValueError:
            return False
        return True

    def clean(self, value: object) -> Any:
        """Not too many at once."""
        chosen = super().clean(value)
        if len(chosen) > MANY:
            sentence = _("Mỗi lần trả lại nhiều nhất %(most)d lượt ghi. Hãy bỏ bớt, hoặc trả lại cả báo cáo và nêu lý do.")
            raise forms.ValidationError(sentence, params={"most": MANY})
        return chosen


class GiveBackFigureForm(GiveBackForm):
    """Giving one figure back, with entries that are wrong."""

    entry_ids = ChosenField(
        label=_("Lượt ghi cần sửa"),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Lượt ghi được chọn rời khỏi số liệu và về đơn vị cùng lý do. Không chọn thì chỉ báo cáo bị trả lại."),
    )

    def __init__(self, *args: Any, entries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry_ids"].choices = entries  # type: ignore[attr-defined]


class SignerForm(Form):
    """Who is to sign, among those who lead the unit today."""

    version = VersionField()
    signer_id = forms.TypedChoiceField(
        label=_("Người ký"), coerce=UUID, widget=forms.RadioSelect, error_messages={"required": _("Hãy chọn người ký.")}
    )

    def __init__(self, *args: Any, signers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer_id"].choices = signers  # type: ignore[attr-defined]


class ReasonForm(Form):
    """Why a report is corrected."""

    reason = _reason(_("Vì sao phải điều chỉnh"))


class AskForm(Form):
    """A report that is asked of the units below over days of one's own choosing."""

    scheme_code = forms.ChoiceField(label=_("Loại báo cáo"))
    name = forms.CharField(label=_("Tên báo cáo"), max_length=300, error_messages={"required": _("Hãy ghi tên báo cáo cần nộp.")})
    first = DayField(label=_("Số liệu từ ngày"))
    last = DayField(label=_("Đến hết ngày (ngày chốt)"))
    due = DayField(label=_("Hạn nộp"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = [(code, row["label"]) for code, row in queries.schemes().items() if queries.is_free(code)]
        self.fields["scheme_code"].choices = free  # type: ignore[attr-defined]


class FormPeriodForm(Form):
    """Which period a form is filled for: any day of it."""

    ngay = DayField(label=_("Một ngày trong kỳ"), required=False)
