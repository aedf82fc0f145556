"""The door of these pages: no cookie, no copy, no trace of where one came from; and not for officials who are signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from hoanhap.kernel.errors import NotAllowed

View = Callable[[HttpRequest], HttpResponse]


def nobody_in_particular(*methods: str) -> Callable[[View], View]:
    """Make a view a page for somebody unknown. A form token would put a cookie on it, and all that a forged request could do is ask a
    question; officials, whose session somebody might ride on, are sent to another window."""
    allowed = [*methods, "HEAD"] if "GET" in methods else [*methods]

    def wrap(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def page(request: HttpRequest) -> HttpResponse:
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            if getattr(request, "actor", None) is not None:
                raise NotAllowed(
                    "STAFF_SESSION",
                    _("Bạn đang đăng nhập bàn làm việc. Để câu hỏi không gắn với tài khoản nào, hãy mở trang này trong cửa sổ riêng tư."),
                )
            return untraced(view(request))

        return page

    return wrap


def untraced(response: HttpResponse) -> HttpResponse:
    """Kept by nobody, and no page that follows learns whence one came."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
