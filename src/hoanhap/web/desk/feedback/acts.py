"""The acts on one question: which form each has, who may, which operation it calls, what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hoanhap.kernel import clock
from hoanhap.people.feedback import operations, policies, queries
from hoanhap.people.feedback.queries import Question
from hoanhap.people.feedback.states import Kind, QuestionState
from hoanhap.web.desk import units
from hoanhap.web.desk.door import DeskRequest
from hoanhap.web.desk.feedback import forms
from hoanhap.web.forms import Form

Run = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done."""

    form: type[Form]
    run: Run
    said: str | Promise
    units: bool = False
    """Whether its form lets one choose a unit."""


def _ids(data: dict[str, Any]) -> dict[str, Any]:
    """The same with units as ids."""
    return {name: (UUID(value) if value else None) if name.endswith("_id") else value for name, value in data.items()}


def _draft(*, submit: str, answer: str, **by: Any) -> None:
    operations.draft(words=answer, submit=bool(submit), **by)


ACTS: dict[str, Act] = {
    "route": Act(forms.RouteForm, operations.route, _("Đã giao câu hỏi."), units=True),
    "transfer": Act(forms.TransferForm, operations.transfer, _("Đã chuyển câu hỏi."), units=True),
    "forward": Act(forms.ForwardForm, operations.forward, _("Đã ghi việc chuyển đơn. Nội dung đơn sẽ được xóa sau 5 ngày.")),
    "close": Act(forms.CloseForm, operations.close, _("Đã đóng câu hỏi.")),
    "pause": Act(forms.PauseForm, operations.pause, _("Đã tạm dừng tính hạn.")),
    "resume": Act(forms.Versioned, operations.resume, _("Hạn chạy tiếp từ hôm nay.")),
    "extend": Act(forms.ExtendForm, operations.extend, _("Đã gia hạn.")),
    "draft": Act(forms.DraftForm, _draft, _("Đã lưu câu trả lời.")),
    "send_back": Act(forms.ReturnForm, operations.send_back, _("Đã trả lại để sửa.")),
    "send": Act(forms.Versioned, operations.send, _("Đã gửi câu trả lời. Người hỏi đọc được bằng mã.")),
}


def do(request: DeskRequest, act: Act, question_id: UUID, data: dict[str, Any]) -> None:
    """Call the operation of an act."""
    act.run(question_id=question_id, actor=request.actor, now=clock.now(), **_ids(data))


def form_of(name: str, data: Any = None, *, question: Question, initial: dict[str, Any] | None = None) -> Form:
    """The form of an act, with ids of its own on the page."""
    act = ACTS[name]
    extra: dict[str, Any] = {"units": units.choices(on=clock.day_of(clock.now()))} if act.units else {}
    return act.form(data, auto_id=f"{name}_%s", initial={"version": question.version, **(initial or {})}, **extra)


def open_to(request: DeskRequest, question: Question, answer: queries.Answer | None) -> list[str]:
    """What whoever looks may do now."""
    actor, state = request.actor, question.state
    routes, answers = policies.may_route(actor, question), policies.may_answer(actor, question)
    checks = answer is not None and policies.may_check(actor, question, answer)
    complaint, routed = question.kind == Kind.COMPLAINT, state == QuestionState.ROUTED
    possible = {
        "route": routes and state == QuestionState.RECEIVED,
        "transfer": routes and routed,
        "forward": routes and complaint and state in (QuestionState.RECEIVED, QuestionState.ROUTED),
        "close": routes and state in (QuestionState.RECEIVED, QuestionState.ROUTED),
        "pause": answers and routed and question.paused_on is None,
        "resume": answers and routed and question.paused_on is not None,
        "extend": answers and routed,
        "draft": answers and routed and not complaint,
        "send_back": checks and state == QuestionState.CHECKING,
        "send": checks and state == QuestionState.CHECKING,
    }
    return [name for name, can in possible.items() if can]
