"""A slip by its code: where it stands, what the office says, what the person agreed to and may take back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock, codes
from hoanhap.kernel.errors import NotFound
from hoanhap.people.support import operations, queries
from hoanhap.people.support.states import Need, Purpose, SlipState
from hoanhap.web.forms import posted
from hoanhap.web.parts import Mark
from hoanhap.web.public.feedback import throttle
from hoanhap.web.public.feedback.door import nobody_in_particular
from hoanhap.web.public.support.forms import CodeForm

KINDS = {SlipState.WAITING: "go", SlipState.INVITED: "now", SlipState.HELPED: "ok", SlipState.CLOSED: "off"}


def mark_of(slip: queries.Slip) -> Mark:
    """The state of a slip as a word with an icon."""
    state = SlipState(slip.state)
    return Mark(KINDS[state], str(state.label))


@nobody_in_particular("GET", "POST")
def slip_track(request: HttpRequest) -> HttpResponse:
    """The form that asks for a code, or the slip of the code that came."""
    form = CodeForm(posted(request))
    if not form.is_valid():
        return _ask(request, form)
    code = codes.normalise(form.cleaned_data["code"])
    if code is None:
        form.add_error("code", _("Mã này có chỗ nhầm: thiếu, thừa hoặc sai một ký tự. Hãy so lại từng nhóm bốn ký tự."))
        return _ask(request, form)
    throttle.guess(request)
    try:
        slip = queries.by_code(code, on=clock.day_of(clock.now()))
    except NotFound as refusal:
        form.add_error("code", str(refusal.message))
        return _ask(request, form)
    throttle.right(request)
    return _act(request, code, slip)


def _ask(request: HttpRequest, form: CodeForm) -> HttpResponse:
    return render(request, "public/support/track.html", {"form": form}, status=422 if form.is_bound else 200)


def _act(request: HttpRequest, code: str, slip: queries.Slip) -> HttpResponse:
    """Do what was pressed, if anything, and show the slip as it then stands."""
    act, said = request.POST.get("act", ""), ""
    if act == "withdraw":
        operations.withdraw_slip(code=code, now=clock.now())
        return render(request, "public/support/slip_gone.html")
    if act in Purpose.values:
        slip = operations.take_consent_back(code=code, purpose=act, now=clock.now())
        said = _("Đã rút đồng ý. Từ bây giờ cán bộ không dùng được nữa.")
    return render(request, "public/support/slip_state.html", {**_about(slip), "code": codes.grouped(code), "said": said})


def _about(slip: queries.Slip) -> dict[str, Any]:
    """Everything the page says about a slip."""
    today = clock.day_of(clock.now())
    return {
        "slip": slip,
        "mark": mark_of(slip),
        "label": Need(slip.need).label,
        "office": organisations.name_of(slip.unit_id, on=today).name,
        "consents": [(row, Purpose(row.purpose).label) for row in slip.consents.all() if queries.has_consent(slip, row.purpose, on=today)],
    }
