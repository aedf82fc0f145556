"""What is done with a question at the desk. Every form carries the version that was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.people.feedback import queries
from hoanhap.people.feedback.operations import LONGEST_ANSWER
from hoanhap.web.forms import Form, VersionField

Choices = Sequence[tuple[str, Any]]


def _words(label: Any, *, rows: int = 2, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=500, widget=forms.Textarea(attrs={"rows": rows}))


def _optional(choices: Choices, blank: Any) -> Choices:
    return [("", blank), *choices]


class Versioned(Form):
    """A form about a question as it was read."""

    version = VersionField()


class ReasonForm(Versioned):
    """A reason from a list, and words that the asker reads."""

    reason = forms.ChoiceField(label=_("Lý do"))
    words = _words(_("Nói rõ cho người hỏi"))
    act = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(row.code, f"{row.label} ({row.basis})") for row in queries.reasons(self.act).values()]  # type: ignore[attr-defined]


class RouteForm(Versioned):
    """To whom a new question goes, and what it is about."""

    topic = forms.ChoiceField(label=_("Chủ đề"), help_text=_("Để đếm; không ghi gì về người hỏi."))
    unit_id = forms.ChoiceField(label=_("Đơn vị trả lời"))
    concerns_id = forms.ChoiceField(
        label=_("Nội dung phản ánh về đơn vị"), help_text=_("Đơn vị này và cấp dưới của nó không nhận được."), required=False
    )

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = [(topic.code, topic.label) for topic in queries.topics().values()]
        self.fields["topic"].choices = _optional(topics, _("Chọn chủ đề"))  # type: ignore[attr-defined]
        self.fields["unit_id"].choices = units  # type: ignore[attr-defined]
        self.fields["concerns_id"].choices = _optional(units, _("Không về đơn vị nào"))  # type: ignore[attr-defined]


class TransferForm(ReasonForm):
    """To which other unit, and why."""

    act = "TRANSFER"
    unit_id = forms.ChoiceField(label=_("Chuyển cho"))
    concerns_id = forms.ChoiceField(label=_("Nội dung phản ánh về đơn vị"), required=False)

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = units  # type: ignore[attr-defined]
        self.fields["concerns_id"].choices = _optional(units, _("Không về đơn vị nào"))  # type: ignore[attr-defined]


class ForwardForm(Versioned):
    """Which body a complaint was handed to, and how."""

    body = forms.ChoiceField(label=_("Đã chuyển tới"))
    words = _words(_("Chuyển thế nào"), help_text=_("Ngày chuyển, số phiếu chuyển, nơi nhận. Người gửi đơn đọc được dòng này."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(body.code, f"{body.label} ({body.basis})") for body in queries.bodies().values()]  # type: ignore[attr-defined]


class CloseForm(Versioned):
    """Why nothing is answered."""

    reason = forms.ChoiceField(label=_("Lý do đóng"))
    words = _words(_("Nói rõ cho người hỏi"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(row.code, row.label) for row in queries.closings().values()]  # type: ignore[attr-defined]


class PauseForm(ReasonForm):
    """Why the clock stands still."""

    act = "PAUSE"


class ExtendForm(ReasonForm):
    """How much longer, and why."""

    act = "EXTEND"
    days = forms.IntegerField(
        label=_("Thêm số ngày làm việc"), min_value=1, max_value=10, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    field_order = ("days", "reason", "words")


class DraftForm(Versioned):
    """The answer."""

    answer = forms.CharField(label=_("Câu trả lời"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 12}))
    submit = forms.CharField(required=False, widget=forms.HiddenInput)


class ReturnForm(Versioned):
    """What to improve."""

    reason = _words(_("Cần sửa gì"))


class ReachForm(Form):
    """For what the contact is read."""

    purpose = forms.ChoiceField(label=_("Dùng liên hệ để"))

    def __init__(self, *args: Any, purposes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purposes  # type: ignore[attr-defined]


class ReceptionForm(Form):
    """The unit that questions come to."""

    unit_id = forms.ChoiceField(label=_("Đơn vị nhận câu hỏi"))

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = units  # type: ignore[attr-defined]
