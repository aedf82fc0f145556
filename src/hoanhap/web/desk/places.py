"""The places of the desk: where one can go, and how much waits there."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.web.parts import Place


def of(request: HttpRequest) -> list[Place]:
    """The places of whoever is signed in, the one of this page marked."""
    here = request.path
    rows = (
        # group, label, route, icon, on a phone too
        ("", _("Hôm nay"), "today", "today", True),
    )
    return [
        Place(label=label, href=(href := reverse(route)), icon=icon, group=group, phone=phone, current=here.startswith(href))
        for group, label, route, icon, phone in rows
    ]
