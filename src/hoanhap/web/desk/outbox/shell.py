"""What a phone keeps so that an activity can be written down without a network: empty forms, the same for anybody, and their looks.

Nothing here knows who asks: what a service worker keeps must hold nothing of a person or a unit.
"""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from hoanhap.kernel import clock
from hoanhap.web.desk.activities.empty import empty_forms

MODULES = ("store", "words", "items", "fields", "send", "rows", "file", "shell")
"""The page's own scripts, each imported by its plain name."""
WEIGHTS = [f"{script}-{weight}" for script in ("vietnamese", "latin") for weight in (400, 600, 700)]
FILES = (
    *(f"css/{name}.css" for name in ("tokens", "base", "shell", "forms", "words", "lists", "offline")),
    *(f"offline/{name}.js" for name in MODULES),
    *(f"fonts/be-vietnam-pro-{weight}-normal.woff2" for weight in WEIGHTS),
    "icon.svg",
    "icons.svg",
)


@require_safe
@gzip_page  # on a weak network an eighth of it; there is no secret in it that its length could tell
def offline(request: HttpRequest) -> HttpResponse:
    """The page for phones without a network: an empty form for each channel, and a place where what waits is listed."""
    return render(request, "desk/outbox/offline.html", {"forms": empty_forms(on=clock.day_of(clock.now()))})


@require_safe
def offline_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django calls it so
    """The service worker. Its address bounds what it may touch: this page and what the page loads, no page with anybody's data.

    It names the files of this build, so a new build is a new worker.
    """
    page, files, worker = (json.dumps(row) for row in (reverse("offline"), [static(name) for name in FILES], static("offline/worker.js")))
    script = f"self.SHELL = {page};\nself.FILES = {files};\nimportScripts({worker});\n"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@require_safe
def offline_manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django calls it so
    """What lets a phone put the page on its first screen."""
    address = reverse("offline")
    told = {
        "name": _("Hòa Nhập: ghi hoạt động"),
        "start_url": address,
        "scope": address,
        "display": "standalone",
        "icons": [{"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json", headers={"Cache-Control": "no-cache"})
