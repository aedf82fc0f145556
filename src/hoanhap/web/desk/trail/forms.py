"""What is looked for in the trail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.web.desk.trail.words import groups
from hoanhap.web.forms import DayField, Form


class TrailForm(Form):
    """Days, what it is about, who did it. Everything may stay empty."""

    tu = DayField(label=_("Từ ngày"), required=False)
    den = DayField(label=_("Đến hết ngày"), required=False)
    ve = forms.ChoiceField(label=_("Về"), required=False)
    ai = forms.CharField(label=_("Người làm"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ve"].choices = [("", _("Mọi việc")), *groups()]  # type: ignore[attr-defined]  # a ChoiceField
