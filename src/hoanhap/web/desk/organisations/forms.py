"""What is asked about units."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.ground.organisations.queries import Hierarchy
from hoanhap.web.desk.organisations.words import HIERARCHIES
from hoanhap.web.forms import DayField, Form


class TreeForm(Form):
    """Which tree, on which day, below which unit; or words to look for. Everything may stay empty."""

    tim = forms.CharField(label=_("Tên hoặc mã đơn vị"), required=False, max_length=100)
    ngay = DayField(label=_("Vào ngày"), required=False)
    cay = forms.ChoiceField(label=_("Hệ thống"), required=False, choices=list(HIERARCHIES.items()))
    duoi = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_duoi(self) -> UUID | None:
        """The unit below which to look; an address that was cut off leads to the top."""
        try:
            return UUID(self.cleaned_data["duoi"])
        except ValueError:
            return None

    def hierarchy(self) -> str:
        """The tree asked for, the government's first."""
        return self.cleaned_data["cay"] or Hierarchy.GOVERNMENT
