"""A file that comes before the entry it belongs to."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.web.desk.activities.forms import EvidenceForm
from hoanhap.work.activities import queries
from hoanhap.work.activities.queries import Channel
from hoanhap.work.figures import queries as figures

BROKEN = "broken"
"""The code of the error that sending the same again may mend."""


class FileForm(EvidenceForm):
    """One file with the hash that the phone has of it: what a bad line has bitten off is not kept."""

    sha256 = forms.RegexField(r"^[0-9a-f]{64}$")

    def __init__(self, *args: Any, channel: Channel, on: date, **kwargs: Any) -> None:
        """``channel`` says which kinds of evidence count; ``on`` by which definitions."""
        versions = {row.indicator_id: row for row in figures.versions_on(on)}
        super().__init__(*args, needs=queries.needs_of(queries.numbers_asked(channel, {}, versions)), **kwargs)
        self.fields["photo"].required = True

    def clean(self) -> dict[str, Any]:
        """The file is the one that was meant."""
        photo, meant = self.cleaned_data.get("photo"), self.cleaned_data.get("sha256")
        if photo and meant and _digest(photo) != meant:
            self.add_error("photo", forms.ValidationError(_("Tệp tới máy chủ không nguyên vẹn. Hãy gửi lại."), code=BROKEN))
        return self.cleaned_data


def _digest(file: Any) -> str:
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    return found.hexdigest()
