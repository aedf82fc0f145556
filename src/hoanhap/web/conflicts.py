"""Two people changed one thing: a page that shows both and loses neither."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hoanhap.kernel.errors import Refused
from hoanhap.web.desk.door import DeskRequest
from hoanhap.web.forms import Form


def conflict_page(
    request: DeskRequest, form: Form, *, refusal: Refused, theirs: Mapping[str, object], version: int, back: str
) -> HttpResponse:
    """409: theirs, as it stands, beside yours, as sent; yours can be sent again over theirs, or left.

    :param theirs: what stands now, by the names of the form's fields
    """
    rows = [
        (bound.label, str(theirs.get(bound.name, "") or ""), str(form.cleaned_data.get(bound.name) or ""))
        for bound in form.visible_fields()
    ]
    rows = [row for row in rows if row[1] or row[2]]  # what neither says needs no choice
    data: Any = form.data  # a QueryDict: the form was bound to what was posted
    again = [(name, value) for name, values in data.lists() for value in values if name not in ("csrfmiddlewaretoken", "version")]
    context = {"refusal": refusal, "rows": rows, "again": again, "version": version, "back": back}
    return render(request, "errors/conflict.html", context, status=refusal.status)
