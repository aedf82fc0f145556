"""Pages for what went wrong: what happened, what was kept, what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hoanhap.kernel.errors import NotFound, Refused, TooMany


def refused_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A refusal as a page, or as JSON for who asks for JSON."""
    if request.headers.get("Accept", "").startswith("application/json"):
        response: HttpResponse = JsonResponse({"code": refusal.code, "message": str(refusal.message)}, status=refusal.status)
    else:
        response = render(request, "errors/refused.html", {"refusal": refusal}, status=refusal.status)
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django calls it so
    """Django's 404 in our words."""
    return refused_page(request, NotFound("PAGE_NOT_FOUND", _("Không có trang này. Hãy kiểm tra lại đường dẫn hoặc về trang đầu.")))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django calls it so
    """A form that was open too long, or came from elsewhere."""
    return refused_page(
        request,
        Refused(
            "FORM_EXPIRED",
            _("Trang này mở đã lâu nên không gửi được. Hãy quay lại, tải lại trang rồi gửi lần nữa; chữ đã nhập còn ở trang trước."),
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django calls it so
    """Nothing of the database or the session may be needed to say this."""
    return HttpResponse(render_to_string("errors/server_error.html"), status=500)


def unavailable_page(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django calls it so
    """503: the database is away. Rendered without database or session."""
    response = HttpResponse(render_to_string("errors/unavailable.html"), status=503)
    response.headers["Retry-After"] = "10"
    response.headers["Cache-Control"] = "no-store"
    return response
