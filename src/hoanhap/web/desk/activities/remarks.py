"""Numbers that are asked about before they are sent: shown once, sent after a tick that they are right."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.kernel import proofs
from hoanhap.work.figures.queries import Remark


class SeenField(forms.CharField):
    """Which remarks a person has ticked as read: a mark of exactly those, so that others are asked about again."""

    def __init__(self) -> None:
        super().__init__(label=_("Đã kiểm tra lại, số đúng, vẫn gửi"), required=False, max_length=64, widget=forms.HiddenInput)


def mark_of_remarks(told: Iterable[Remark]) -> str:
    """The mark that says that these remarks were read."""
    return proofs.digest({"remarks": [[row.code, row.indicator, row.message] for row in told]})


def unseen(form: forms.Form, told: list[Remark]) -> bool:
    """Whether there is something to ask that has not been ticked."""
    return bool(told) and form.cleaned_data.get("seen") != mark_of_remarks(told)


def context_of(told: list[Remark], *, ticked: str = "") -> dict[str, object]:
    """What the part of the page with the remarks shows. ``ticked`` is the mark that came with the form."""
    mark = mark_of_remarks(told) if told else ""
    return {"told": [row.message for row in told], "told_mark": mark, "told_ticked": bool(mark) and mark == ticked}
