"""The first page, and the switch of language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from hoanhap.channels.portal import queries as portal
from hoanhap.channels.portal.states import Kind
from hoanhap.ground.legislation import queries as legislation
from hoanhap.kernel import clock
from hoanhap.web.addresses import within_site
from hoanhap.web.middleware.language import COOKIE
from hoanhap.web.public import cards
from hoanhap.web.public.keeping import kept


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Where everybody begins: who are you, what are others asking. For who is signed in, the desk."""
    if getattr(request, "actor", None) is not None:
        return redirect("today")
    return _front(request)


@kept
def _front(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    answers = [(row, portal.cited(row)[:1]) for row in portal.popular_answers(5, now=now)]
    complete = next((one for one in legislation.rounds() if one.complete), None)
    context = {
        "answers": answers, "round": complete,
        "news": portal.latest(Kind.ARTICLE, 3, now=now),
        "checked": max((row.checked_on for row, _cited in answers if row.checked_on), default=None),
        "card": cards.Card(_("Đặc xá và Hòa nhập"), _("Điều kiện, thủ tục, giấy tờ và nơi giúp đỡ."), cards.absolute("/")),
    }  # fmt: skip
    return render(request, "public/front/front.html", context)


@csrf_exempt  # a form token would put a cookie on public pages; all that a forged request can do is change the language
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language that the reader chose and go back to where they were."""
    response = redirect(within_site(request, request.POST.get("tiep", ""), otherwise="/"))
    chosen = "en" if request.POST.get("ngon-ngu") == "en" else "vi"
    response.set_cookie(COOKIE, chosen, max_age=365 * 86400, httponly=True, secure=settings.HTTPS, samesite="Lax")
    return response
