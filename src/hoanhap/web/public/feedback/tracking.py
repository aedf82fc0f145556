"""Reading an answer by its code, and what the asker may do with it. The code travels in forms only, never in an address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock, codes
from hoanhap.kernel.errors import Invalid, NotFound, WrongState
from hoanhap.people.feedback import operations, queries
from hoanhap.people.feedback.queries import Question
from hoanhap.people.feedback.states import OPEN, QuestionState
from hoanhap.web.forms import Form
from hoanhap.web.public.feedback import throttle
from hoanhap.web.public.feedback.door import nobody_in_particular
from hoanhap.web.public.feedback.forms import CodeForm, MoreForm, RatingForm, ReopenForm

ACTS: dict[str, type[Form]] = {"add": MoreForm, "reopen": ReopenForm, "rate": RatingForm}


@nobody_in_particular("GET", "POST")
def track(request: HttpRequest) -> HttpResponse:
    """The question of a code: where it stands, what comes next, the answer; or the form that asks for a code."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "public/feedback/track.html", {"form": form}, status=422 if form.is_bound else 200)
    code = codes.normalise(form.cleaned_data["code"])
    if code is None:
        form.add_error("code", _("Mã này có chỗ nhầm: thiếu, thừa hoặc sai một ký tự. Hãy so lại từng nhóm bốn ký tự."))
        return render(request, "public/feedback/track.html", {"form": form}, status=422)
    throttle.guess(request)
    try:
        question = queries.by_code(code)
    except NotFound as refusal:
        form.add_error("code", str(refusal.message))
        return render(request, "public/feedback/track.html", {"form": form}, status=422)
    throttle.right(request)
    return _act(request, code, question)


def _act(request: HttpRequest, code: str, question: Question) -> HttpResponse:
    """Do what was pressed, if anything, and show the question as it then stands."""
    act = request.POST.get("act", "")
    form = ACTS[act](request.POST, auto_id=f"{act}_%s") if act in ACTS else None
    said, refused = "", ""
    if act == "erase" or (form is not None and form.is_valid()):
        try:
            said = _do(act, code, form.cleaned_data if form else {})
        except Invalid as refusal:
            _at_fields(form, refusal)
        except WrongState as refusal:
            refused = str(refusal.message)
    question = queries.by_code(code)
    wrong = form if form is not None and form.errors else None
    context = {
        **_about(question),
        "code": codes.grouped(code),
        "said": said,
        "refused": refused,
        "form": wrong,
        "forms": _forms(question, act, wrong),
    }
    return render(request, "public/feedback/question.html", context, status=422 if wrong or refused else 200)


def _do(act: str, code: str, data: dict[str, Any]) -> str:
    now = clock.now()
    if act == "add":
        operations.add_words(code=code, now=now, **data)
        return _("Đã thêm vào câu hỏi của bạn.")
    if act == "reopen":
        operations.reopen(code=code, now=now, **data)
        return _("Đã mở lại câu hỏi. Hạn trả lời tính lại từ hôm nay.")
    if act == "rate":
        operations.rate(code=code, now=now, **data)
        return _("Cảm ơn bạn đã cho biết.")
    operations.take_contact_back(code=code, now=now)
    return _("Đã xóa liên hệ của bạn. Không ai đọc lại được nữa.")


def _at_fields(form: Form | None, refusal: Invalid) -> None:
    if form is None:
        raise refusal
    form.refuse(refusal)


def _about(question: Question) -> dict[str, Any]:
    """Everything that the asker is told: never who works on it."""
    today = clock.day_of(clock.now())
    steps = queries.steps_of(question)
    names = organisations.names_of({step.unit_id for step in steps if step.unit_id} | {question.unit_id}, on=today)
    return {
        "question": question,
        "words": queries.words_of(question),
        "added": queries.messages_of(question),
        "answers": list(queries.sent_answers(question)),
        "clock": queries.clock_of(question, on=today),
        "steps": [(step, names.get(step.unit_id, "") if step.unit_id else "") for step in steps],
        "contact": queries.contact_of(question),
        "pictures": len(queries.attachments_of(question)),
        "unit": names.get(question.unit_id, ""),
        "late": question.due_on is not None and question.due_on < today and question.state in OPEN,
        "next": _next(question),
        "rule": queries.kinds()[question.kind],
    }


def _next(question: Question) -> str:
    """What comes next, in one sentence."""
    if question.paused_on is not None:
        return _("Hạn đang tạm dừng vì lý do ghi bên dưới. Nếu cơ quan hỏi thêm, bạn trả lời ngay ở trang này.")
    return {
        QuestionState.RECEIVED: _("Cán bộ tiếp nhận sẽ giao câu hỏi cho đơn vị trả lời."),
        QuestionState.ROUTED: _("Đơn vị đang soạn câu trả lời."),
        QuestionState.CHECKING: _("Câu trả lời đã soạn xong và đang được người thứ hai xem lại."),
        QuestionState.ANSWERED: _("Câu trả lời ở ngay bên dưới. Nếu còn thiếu, bạn mở lại được một lần."),
        QuestionState.FORWARDED: _("Cơ quan có thẩm quyền sẽ giải quyết theo luật. Trang này không giải quyết và không biết kết quả."),
        QuestionState.CLOSED: _("Câu hỏi đã đóng với lý do ghi bên dưới. Nếu thấy chưa đúng, bạn mở lại được một lần."),
    }[QuestionState(question.state)]


def _forms(question: Question, act: str, wrong: Form | None) -> dict[str, Form]:
    """What the asker may do now; a form that was refused comes back with its words."""
    fit = {
        "add": question.state in OPEN,
        "reopen": question.state in (QuestionState.ANSWERED, QuestionState.CLOSED) and not question.reopened,
        "rate": question.state == QuestionState.ANSWERED and question.rating is None,
    }
    return {name: wrong if wrong is not None and act == name else ACTS[name](auto_id=f"{name}_%s") for name, shown in fit.items() if shown}
