"""The rounds of amnesty: what each decision asks, when its days were or are, and what nobody has read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hoanhap.ground.legislation import queries as legislation
from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotFound
from hoanhap.web.public.keeping import kept
from hoanhap.web.public.rounds import calendar, presenting


@require_safe
@kept
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round that was, newest first, and how far each is known."""
    rows = [presenting.row(one) for one in legislation.rounds()]
    return render(request, "public/rounds/rounds.html", {"rows": rows, "checked": presenting.last_checked(legislation.rounds())})


@require_safe
@kept
def round_(request: HttpRequest, key: str) -> HttpResponse:
    """One round on one page. A year that had several leads to the list."""
    found = legislation.round_(key)
    if found is None:
        if any(str(one.year) == key for one in legislation.rounds()):
            return redirect(reverse("rounds") + f"#nam-{key}")
        raise NotFound("ROUND_NOT_FOUND", _("Không có đợt đặc xá này ở đây. Hãy xem danh sách các đợt."))
    shown = {
        "round": found, "head": presenting.row(found), "decision": presenting.text_row(found.decision),
        "guidance": presenting.text_row(found.guidance), "days": presenting.days(found),
        "calendar": calendar.of(found, today=clock.day_of(clock.now())),
        "conditions": presenting.conditions(found), "exclusions": presenting.exclusions(found),
    }  # fmt: skip
    return render(request, "public/rounds/round.html", shown)
