"""One's own password: changed when one likes, and before anything else when somebody else has made it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hoanhap.ground.accounts import operations
from hoanhap.kernel import clock
from hoanhap.web import notices
from hoanhap.web.desk.accounts.forms import FirstPasswordForm, OwnPasswordForm
from hoanhap.web.desk.door import to_sign_in
from hoanhap.web.forms import posted
from hoanhap.web.middleware.sessions import ROUND, user_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_password(request: HttpRequest) -> HttpResponse:
    """Choose another password. Every other session of the account ends; this one goes on."""
    user = user_of(request)
    if user is None:
        return to_sign_in(request)
    form = (FirstPasswordForm if user.password_given else OwnPasswordForm)(posted(request))
    if form.is_valid():
        with form.refusals():
            changed = operations.change_password(
                user_id=user.pk, current=form.cleaned_data.get("current", ""), new=form.cleaned_data["password"],
                address=request.META.get("REMOTE_ADDR", ""), now=clock.now(),
            )  # fmt: skip
            request.session.cycle_key()
            request.session[ROUND] = changed.session_round
            notices.say(request, _("Đã đổi mật khẩu. Các phiên khác của bạn đã đóng."))
            return redirect("today")
    frame = "layouts/public.html" if user.password_given else "layouts/desk.html"  # a newcomer has no places to go yet
    context = {"form": form, "first": user.password_given, "user": user, "frame": frame}
    return render(request, "desk/accounts/own_password.html", context, status=422 if form.is_bound else 200)
