"""What a unit answers to a duty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.web.forms import Form
from hoanhap.work.assignments.states import DutyState


class AnswerForm(Form):
    """Taken on, done, or returned with a reason."""

    target = forms.ChoiceField(choices=[(state, state) for state in (DutyState.ACCEPTED, DutyState.DONE, DutyState.RETURNED)])
    reason = forms.CharField(
        label=_("Lý do trả lại"),
        help_text=_("Chỉ cần khi trả lại việc."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GiveAgainForm(Form):
    """To whom a returned duty goes now."""

    unit_id = forms.ChoiceField(label=_("Giao cho"), required=False)

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = [("", _("Đơn vị đã trả lại")), *units]  # type: ignore[attr-defined]  # a ChoiceField
