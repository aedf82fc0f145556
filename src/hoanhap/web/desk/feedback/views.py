"""Questions at the desk: the list with what is overdue first, one question with all that may be done, its pictures."""

from __future__ import annotations

from datetime import date
from typing import Any, cast
from uuid import UUID, uuid4

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.channels.portal import policies as portal
from hoanhap.ground.files import queries as files
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.errors import WrongState
from hoanhap.people.feedback import operations, policies, queries
from hoanhap.people.feedback.queries import Question
from hoanhap.people.feedback.states import OPEN, Kind, QuestionState
from hoanhap.web import notices
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.feedback import acts
from hoanhap.web.desk.feedback.forms import ReachForm
from hoanhap.web.forms import Form
from hoanhap.web.paging import page_of
from hoanhap.web.parts import Link, Mark, Tab, WorkRow
from vanban.checking import dignity

MARKS = {
    QuestionState.RECEIVED: "go", QuestionState.ROUTED: "go", QuestionState.CHECKING: "warn", QuestionState.ANSWERED: "ok",
    QuestionState.FORWARDED: "off", QuestionState.CLOSED: "off",
}  # fmt: skip
TABS: dict[str, tuple[str, ...]] = {
    "": OPEN, "da-tra-loi": (QuestionState.ANSWERED,), "da-chuyen": (QuestionState.FORWARDED,), "da-dong": (QuestionState.CLOSED,),
}  # fmt: skip


Wrong = tuple[str, Form]
"""An act and its form, refused."""
Kept = tuple[str, dict[str, Any]]
"""An act and what was typed for it."""


def name_of(question: Question) -> str:
    """What officials call a question among themselves; it does not lead to the asker's code."""
    return f"CH-{question.id.hex[:8].upper()}"


@desk()
def questions(request: DeskRequest) -> HttpResponse:
    """What waits, overdue first; beside it what has ended."""
    today, chosen = clock.day_of(clock.now()), request.GET.get("muc", "")
    rows, links = page_of(request, queries.listed(request.actor, on=today, states=TABS.get(chosen, OPEN)))
    names = organisations.names_of({row.unit_id for row in rows} | {row.place_id for row in rows if row.place_id}, on=today)
    labels = {"": _("Đang mở"), "da-tra-loi": _("Đã trả lời"), "da-chuyen": _("Đã chuyển"), "da-dong": _("Đã đóng")}
    address = reverse("questions")
    context = {
        "rows": [_row(row, names, today) for row in rows],
        "pages": links,
        "tabs": [Tab(label, f"{address}?muc={key}" if key else address, current=key == chosen) for key, label in labels.items()],
        "overdue": sum(_late(row, today) for row in rows),
        "digest": policies.may_see_digest(request.actor),
    }
    return render(request, "desk/feedback/questions.html", context)


@desk("GET", "POST")
def question(request: DeskRequest, question_id: UUID) -> HttpResponse:
    """One question: what was asked, its time, what was answered, and what may be done with it now."""
    row = queries.get_question(question_id, actor=request.actor, on=clock.day_of(clock.now()))
    name = request.POST.get("act", "")
    if request.method != "POST":
        return _page(request, row)
    if name == "reach":
        return _reach(request, row)
    if name not in acts.ACTS:
        return _page(request, row, status=422)
    form = acts.form_of(name, request.POST, question=row)
    if form.is_valid():
        try:
            with form.refusals():
                acts.do(request, acts.ACTS[name], question_id, form.cleaned_data)
                notices.say(request, str(acts.ACTS[name].said))
                return redirect(_back_to(request, question_id))
        except WrongState as refusal:  # somebody was quicker: show how it stands now, with what was typed
            return _page(request, _again(request, question_id), kept=(name, form.cleaned_data), refused=str(refusal.message), status=409)
    return _page(request, row, wrong=(name, form), status=422)


@desk()
def question_picture(request: DeskRequest, question_id: UUID, file_id: UUID) -> HttpResponse:
    """A picture that came with a question, for whoever may see the question."""
    row = queries.get_question(question_id, actor=request.actor, on=clock.day_of(clock.now()))
    kept = queries.attachment(row, file_id)
    response: Any = FileResponse(files.path_to(kept.file_id).open("rb"), filename=kept.file.name, content_type=kept.file.media_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return cast("HttpResponse", response)


def _again(request: DeskRequest, question_id: UUID) -> Question:
    return queries.get_question(question_id, actor=request.actor, on=clock.day_of(clock.now()))


def _back_to(request: DeskRequest, question_id: UUID) -> str:
    """The question, or the list where the actor does not see it any more."""
    today = clock.day_of(clock.now())
    seen = queries.visible(request.actor, on=today).filter(pk=question_id).exists()
    return reverse("question", args=[question_id]) if seen else reverse("questions")


def _reach(request: DeskRequest, row: Question) -> HttpResponse:
    """Show the contact, this once: the reading is in the trail before it is shown."""
    form = _reach_form(row, request.POST)
    contact = ""
    if form is not None and form.is_valid():
        with form.refusals():
            contact = operations.read_contact(question_id=row.id, **form.cleaned_data, actor=request.actor, now=clock.now())
    if form is None:
        operations.read_contact(question_id=row.id, purpose="NOTIFY", actor=request.actor, now=clock.now())  # says why not
    return _page(request, row, contact=contact, wrong=None if contact or form is None else ("reach", form), status=200 if contact else 422)


def _page(
    request: DeskRequest, row: Question, *, wrong: Wrong | None = None, kept: Kept | None = None, contact: str = "", refused: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page, with a form that was refused, or with what somebody typed while another was quicker."""
    answer = queries.current_answer(row)
    names = acts.open_to(request, row, answer)
    forms = {name: acts.form_of(name, question=row, initial=_initial(name, request, row, answer)) for name in names}
    if kept is not None:
        typed = {key: value for key, value in kept[1].items() if key != "version"}
        forms[kept[0]] = acts.form_of(kept[0], question=row, initial=typed)
    reach: Form | None = _reach_form(row) if policies.may_reach(request.actor, row) else None
    if wrong is not None and wrong[0] == "reach":
        reach = wrong[1]
    elif wrong is not None:
        forms[wrong[0]] = wrong[1]
    context = {
        **_told(row, clock.day_of(clock.now())), "answer": answer, "forms": forms, "form": wrong[1] if wrong else None, "contact": contact,
        "reach": reach, "templates": queries.templates() if "draft" in names else (), "objections": _objections(answer),
        "refused": refused, "publish": uuid4() if portal.may_write(request.actor) else None,
    }  # fmt: skip
    return render(request, "desk/feedback/question.html", context, status=status)


def _initial(name: str, request: DeskRequest, row: Question, answer: queries.Answer | None) -> dict[str, Any]:
    """What a form begins with: the commune that was named answers first; an answer begins with a template or with what was written."""
    if name == "route":
        return {"unit_id": str(row.place_id or row.unit_id), "concerns_id": str(row.concerns_id or "")}
    return {"answer": _first_words(request, answer)} if name == "draft" else {}


def _told(row: Question, today: date) -> dict[str, Any]:
    """What anybody who may see the question is shown of it."""
    steps, topic = queries.steps_of(row), queries.topics().get(row.topic)
    units = {row.unit_id, row.place_id, row.concerns_id, *(step.unit_id for step in steps)}
    names = organisations.names_of([unit for unit in units if unit], on=today)

    def name(unit_id: UUID | None) -> str:
        return names.get(unit_id, "") if unit_id else ""

    return {
        "question": row, "name": name_of(row), "mark": _mark(row, today), "clock": queries.clock_of(row, on=today),
        "words": queries.words_of(row), "added": queries.messages_of(row), "pictures": queries.attachments_of(row),
        "sent": list(queries.sent_answers(row)), "unit": name(row.unit_id), "place": name(row.place_id), "concerns": name(row.concerns_id),
        "topic": topic.label if topic else "", "steps": [(step, name(step.unit_id)) for step in steps],
        "complaint": row.kind == Kind.COMPLAINT, "crumbs": [Link(_("Câu hỏi"), reverse("questions"))],
    }  # fmt: skip


def _first_words(request: DeskRequest, answer: queries.Answer | None) -> str:
    """The template that was chosen, else what was written so far."""
    chosen = next((one.words for one in queries.templates() if one.code == request.GET.get("mau")), "")
    return chosen or (answer.words if answer else "")


def _objections(answer: queries.Answer | None) -> list[str]:
    return [one.message for one in dignity.examine(answer.words, kind="answer")] if answer else []


def _reach_form(row: Question, data: Any = None) -> ReachForm | None:
    """The form that shows the contact, for the purposes that the asker agreed to; None when there is none to show."""
    kept = queries.contact_of(row)
    if kept is None:
        return None
    purposes = queries.purposes()
    return ReachForm(data, auto_id="reach_%s", purposes=[(code, purposes[code].label) for code in kept.purposes if code in purposes])


def _row(row: Question, names: dict[UUID, str], today: date) -> WorkRow:
    words = " ".join(queries.words_of(row).split())
    where = names.get(row.place_id, "") if row.place_id else ""
    state = str(row.get_state_display()) if _late(row, today) else ""
    told = [name_of(row), str(row.get_kind_display()), state, where, names.get(row.unit_id, ""), _due(row, today)]
    short = f"{words[:118].rpartition(' ')[0]}…" if len(words) > 118 else words
    return WorkRow(
        short or _("Nội dung đã xóa"),
        reverse("question", args=[row.id]),
        " · ".join(dict.fromkeys(filter(None, told))),
        _mark(row, today),
        _("Mở"),
    )


def _due(row: Question, today: date) -> str:
    if row.paused_on is not None:
        return _("tạm dừng tính hạn")
    left = queries.clock_of(row, on=today).left
    if left is None or row.state not in OPEN:
        return ""
    if left < 0:
        return ngettext("quá hạn %(n)d ngày làm việc", "quá hạn %(n)d ngày làm việc", -left) % {"n": -left}
    return ngettext("còn %(n)d ngày làm việc", "còn %(n)d ngày làm việc", left) % {"n": left}


def _late(row: Question, today: date) -> bool:
    return row.state in OPEN and row.due_on is not None and row.due_on < today


def _mark(row: Question, today: date) -> Mark:
    state = QuestionState(row.state)
    return Mark("now", _("Quá hạn")) if _late(row, today) else Mark(MARKS[state], str(state.label))
