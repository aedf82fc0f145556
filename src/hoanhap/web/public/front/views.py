"""The first page, and the switch of language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from hoanhap.web.addresses import within_site
from hoanhap.web.middleware.language import COOKIE


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What this is and who publishes it; for who is signed in, the desk."""
    if getattr(request, "actor", None) is not None:
        return redirect("today")
    return render(request, "public/front/front.html")


@csrf_exempt  # a form token would put a cookie on public pages; all that a forged request can do is change the language
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language that the reader chose and go back to where they were."""
    response = redirect(within_site(request, request.POST.get("tiep", ""), otherwise="/"))
    chosen = "en" if request.POST.get("ngon-ngu") == "en" else "vi"
    response.set_cookie(COOKIE, chosen, max_age=365 * 86400, httponly=True, secure=settings.HTTPS, samesite="Lax")
    return response
