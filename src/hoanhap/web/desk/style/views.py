"""The style guide: every component with its states on one page, so that a change of one is seen at once."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoanhap.web.desk.door import to_sign_in
from hoanhap.web.desk.style import samples
from hoanhap.web.desk.style.samples import SampleForm

WRONG = {"title": "", "day": "31/02/2026", "kind": "KH", "agreed": "on"}


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """For anybody in a demonstration, for officials otherwise."""
    if getattr(request, "actor", None) is None and not settings.DEMONSTRATION:
        return to_sign_in(request)
    content = {name.lower(): getattr(samples, name) for name in dir(samples) if name.isupper()}
    forms = {"empty_form": SampleForm(auto_id="trong_%s"), "wrong_form": SampleForm(WRONG, auto_id="sai_%s")}
    return render(request, "desk/style/guide.html", content | forms)
