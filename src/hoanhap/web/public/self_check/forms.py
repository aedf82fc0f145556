"""The forms of the self-check: one a question, each with "I do not know". Names are those that travel in hidden fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.ground.legislation.queries import Span
from hoanhap.web.forms import DayField, Form
from hoanhap.web.public.self_check.state import NONE, UNKNOWN

EARLIEST = date(1950, 1, 1)
LONGEST = 40
"""Years: nobody's sentence, and nobody's time away, is longer."""

Choices = Sequence[tuple[str, Any]]


class OneForm(Form):
    """One of several."""

    def __init__(self, name: str, label: Any, choices: Choices, data: Any = None) -> None:
        super().__init__(data)
        missing = {"required": _("Hãy chọn một câu trả lời. Không chắc thì chọn “Tôi không biết”."),
                   "invalid_choice": _("Câu trả lời này không có trong danh sách. Hãy chọn lại.")}  # fmt: skip
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=missing)
        self.name, self.choices = name, choices

    def value(self) -> Any:
        """The value chosen."""
        return self.cleaned_data[self.name]


class ManyForm(Form):
    """Any of several; "none" and "I do not know" stand alone."""

    def __init__(self, name: str, label: Any, choices: Choices, data: Any = None) -> None:
        super().__init__(data)
        missing = {"required": _("Hãy chọn ít nhất một ô. Không chắc thì chọn “Tôi không biết”."),
                   "invalid_choice": _("Có câu trả lời không có trong danh sách. Hãy chọn lại.")}  # fmt: skip
        self.fields[name] = forms.MultipleChoiceField(
            label=label, choices=choices, widget=forms.CheckboxSelectMultiple, error_messages=missing
        )
        self.name, self.choices = name, choices

    def clean(self) -> dict[str, Any]:
        """Refuse what contradicts itself."""
        chosen = self.cleaned_data.get(self.name, [])
        if len(chosen) > 1 and {NONE, UNKNOWN} & set(chosen):
            self.add_error(self.name, _("“Không” hoặc “Tôi không biết” thì không chọn cùng ô khác. Hãy bỏ bớt."))
        return self.cleaned_data

    def value(self) -> frozenset[str] | None:
        """The values chosen; empty for none of them, None for not known."""
        chosen = frozenset(self.cleaned_data[self.name])
        return None if UNKNOWN in chosen else chosen - {NONE}


class DayForm(Form):
    """A day, or that it is not known."""

    def __init__(self, name: str, label: Any, bounds: tuple[date, date], data: Any = None) -> None:
        super().__init__(data)
        self.name, self.unknown, self.bounds = name, f"{name}-kb", bounds
        self.fields[name] = DayField(label=label, required=False, input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"])
        self.fields[self.unknown] = forms.BooleanField(label=_("Tôi không biết"), required=False)

    def clean(self) -> dict[str, Any]:
        """A day within bounds, or not known; not both, not neither."""
        day, unknown = self.cleaned_data.get(self.name), self.cleaned_data.get(self.unknown)
        if self.name in self.errors:
            return self.cleaned_data
        first, last = self.bounds
        if bool(day) == bool(unknown):
            self.add_error(self.name, _("Hãy ghi ngày, hoặc đánh dấu “Tôi không biết”, chỉ một trong hai."))
        elif day and not first <= day <= last:
            told = _("Ngày này phải từ %(first)s đến %(last)s. Hãy xem lại giấy tờ rồi ghi lại.")
            self.add_error(self.name, told % {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"})
        return self.cleaned_data

    def value(self) -> date | None:
        """The day, None when not known."""
        day: date | None = self.cleaned_data[self.name]
        return day


class SpanForm(Form):
    """Years, months and days, or that they are not known. ``nothing`` is allowed where there may be none at all."""

    def __init__(self, name: str, *, nothing: bool, data: Any = None) -> None:
        super().__init__(data)
        self.name, self.nothing, self.unknown = name, nothing, f"{name}-kb"
        wrong = {"invalid": _("Hãy ghi bằng số, ví dụ 9."), "min_value": _("Hãy ghi số từ 0 trở lên.")}
        for part, label, most in (("nam", _("Năm"), LONGEST), ("thang", _("Tháng"), 11), ("ngay", _("Ngày"), 366)):
            told = _("Hãy ghi số không quá %(limit_value)s.")
            self.fields[f"{name}-{part}"] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=most, error_messages={**wrong, "max_value": told},
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )  # fmt: skip
        self.fields[self.unknown] = forms.BooleanField(label=_("Tôi không biết"), required=False)

    def clean(self) -> dict[str, Any]:
        """A length, or not known; not both."""
        if self.errors:
            return self.cleaned_data
        parts = [self.cleaned_data.get(f"{self.name}-{part}") for part in ("nam", "thang", "ngay")]
        unknown, first = self.cleaned_data.get(self.unknown), f"{self.name}-nam"
        if unknown and any(parts):
            self.add_error(first, _("Hãy ghi thời gian, hoặc đánh dấu “Tôi không biết”, chỉ một trong hai."))
        elif not unknown and not any(parts) and not (self.nothing and any(part is not None for part in parts)):
            told = _("Hãy ghi thời gian; nếu không có thì ghi 0. Không chắc thì đánh dấu “Tôi không biết”.")
            self.add_error(first, told if self.nothing else _("Hãy ghi mức án. Không chắc thì đánh dấu “Tôi không biết”."))
        return self.cleaned_data

    def value(self) -> Span | None:
        """The length, None when not known."""
        if self.cleaned_data[self.unknown]:
            return None
        return Span(*(self.cleaned_data[f"{self.name}-{part}"] or 0 for part in ("nam", "thang", "ngay")))
