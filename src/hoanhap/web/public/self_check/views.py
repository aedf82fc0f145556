"""The self-check: one question a page, every answer in the form that goes back and forth, nothing kept here.

No session, no cookie, no table, no log line holds an answer; the address never changes; no cache may keep a page. A form token would
put a cookie on a public page, and a forged request could change nothing, for nothing is stored: hence ``csrf_exempt``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from hoanhap.ground.legislation import queries as legislation
from hoanhap.ground.legislation.queries import Round, Rules
from hoanhap.kernel.errors import Invalid, NotFound
from hoanhap.web.public.self_check import flow, showing
from hoanhap.web.public.self_check.questions import QUESTIONS, Question

View = Callable[[HttpRequest, str], HttpResponse]


def leaves_no_trace(view: View) -> View:
    """Headers that keep a page out of every cache and its address out of every referrer."""

    @wraps(view)
    def wrapped(request: HttpRequest, key: str) -> HttpResponse:
        response = view(request, key)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return wrapped


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@leaves_no_trace
def self_check(request: HttpRequest, key: str) -> HttpResponse:
    """Start, a question, the answers to check, or the result: whichever the form that came asks for."""
    found, rules = _round(key)
    if request.method != "POST":
        return _page(request, found, "start", QueryDict())
    reading = flow.read(request.POST, rules)
    wanted = request.POST.get("den", "bat-dau")
    if wanted == "lui":
        return _back(request, found, reading)
    if wanted == "tiep":
        return _onward(request, found, reading)
    if wanted == "bat-dau":
        return _ask(request, found, reading, QUESTIONS[0])
    if wanted in ("kiem-lai", "ket-qua"):
        return _end(request, found, reading, result=wanted == "ket-qua")
    return _again(request, found, reading, wanted)


def _round(key: str) -> tuple[Round, Rules]:
    found = legislation.round_(key)
    if found is None or found.rules is None:
        told = _("Đợt này chưa tự xem được ở đây vì Quyết định chưa đọc được toàn văn. Hãy xem các đợt khác hoặc hỏi cơ sở giam giữ.")
        raise NotFound("NO_SELF_CHECK", told)
    return found, found.rules


@sensitive_variables()
def _onward(request: HttpRequest, found: Round, reading: flow.Reading) -> HttpResponse:
    """From a question to the next; to what still waits, or the check page, when it was changed from there."""
    here = flow.named(request.POST, "cau")
    if here is None or here not in reading.asked:
        raise _strange()
    if here.name not in reading.good:
        return _ask(request, found, reading, here, submitted=True)
    onward = reading.waiting if request.POST.get("sua") else reading.after(here)
    return _ask(request, found, reading, onward) if onward else _end(request, found, reading, result=False)


@sensitive_variables()
def _back(request: HttpRequest, found: Round, reading: flow.Reading) -> HttpResponse:
    here = flow.named(request.POST, "cau")
    if here is None:
        raise _strange()
    before = reading.before(here)
    return _ask(request, found, reading, before) if before else _page(request, found, "start", request.POST)


@sensitive_variables()
def _again(request: HttpRequest, found: Round, reading: flow.Reading, wanted: str) -> HttpResponse:
    """From the check page to one question, and back afterwards."""
    question = next((one for one in reading.asked if wanted == f"sua-{one.name}"), None)
    if question is None:
        raise _strange()
    return _ask(request, found, reading, question, changing=True)


@sensitive_variables()
def _end(request: HttpRequest, found: Round, reading: flow.Reading, *, result: bool) -> HttpResponse:
    """The answers to check, or the result; a question that has no good answer comes first."""
    if reading.waiting is not None:
        return _ask(request, found, reading, reading.waiting, submitted=reading.waiting.name in reading.wrong)
    shown = showing.result(found, reading) if result else showing.summary(reading)
    return _page(request, found, "result" if result else "check", request.POST, **shown)


@sensitive_variables()
def _ask(
    request: HttpRequest, found: Round, reading: flow.Reading, question: Question, *, submitted: bool = False, changing: bool = False
) -> HttpResponse:
    """One question, its answer so far in it; 422 when that was refused."""
    form = reading.form(question)
    if submitted and not form.is_bound:
        form = question.form(reading.state, QueryDict())
    elif not submitted and question.name in reading.wrong:
        form = question.form(reading.state, None)
        form.initial = {name: request.POST.get(name, "") for name in question.fields}
    shown = {"question": question, "form": form, "changing": changing or bool(request.POST.get("sua")),
             "number": reading.asked.index(question) + 1, "of": len(reading.asked)}  # fmt: skip
    return _page(request, found, "question", request.POST, status=422 if form.is_bound and form.errors else 200, **shown)


@sensitive_variables()
def _page(request: HttpRequest, found: Round, name: str, sent: QueryDict, *, status: int = 200, **shown: Any) -> HttpResponse:
    """A page of the self-check with all answers so far in its hidden fields."""
    template = {
        "start": "public/self_check/start.html", "question": "public/self_check/question.html",
        "check": "public/self_check/check.html", "result": "public/self_check/result.html",
    }[name]  # fmt: skip
    carried = list(flow.carried(sent, without=shown.get("question")))
    decision = legislation.citation(found.decision).words
    return render(request, template, {"round": found, "decision": decision, "carried": carried, **shown}, status=status)


def _strange() -> Invalid:
    return Invalid(
        "SELF_CHECK_LOST", _("Trang này nhận được một bước không có. Hãy mở lại trang tự xem và làm lại từ đầu; không có gì được lưu.")
    )
