"""What a clerk does with a paper: takes it in, confirms it, numbers it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoanhap.kernel import clock
from hoanhap.kernel.errors import Conflict, NotAllowed
from hoanhap.web import notices
from hoanhap.web.conflicts import conflict_page
from hoanhap.web.desk.documents.forms import ConfirmForm, ReceiveForm
from hoanhap.web.desk.documents.views import paper_page, values_of
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.work.documents import operations, policies, queries


@desk("GET", "POST")
def receive(request: DeskRequest) -> HttpResponse:
    """Take a paper in. The form's own id makes a second press find the first paper."""
    if not policies.may_receive(request.actor):
        raise NotAllowed("NOT_A_CLERK", _("Chỉ văn thư của đơn vị được nhận văn bản đến. Hãy chuyển tệp cho văn thư."))
    now = clock.now()
    if request.method != "POST":
        return render(request, "desk/documents/receive.html", {"form": ReceiveForm(initial={"arrived_on": clock.day_of(now)})})
    form = ReceiveForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        with form.refusals():
            paper = operations.receive(
                paper_id=form.cleaned_data["paper_id"],
                name=upload.name,
                chunks=upload.chunks(),
                arrived_on=form.cleaned_data["arrived_on"],
                actor=request.actor,
                now=now,
            )
            return redirect("paper", paper.id)
    return render(request, "desk/documents/receive.html", {"form": form}, status=422)


@desk("POST")
def confirm(request: DeskRequest, paper_id: UUID) -> HttpResponse:
    """Say what the paper states."""
    paper = queries.get_paper(paper_id, actor=request.actor)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return paper_page(request, paper, form, status=422)
    values = {name: form.cleaned_data[name] for name in operations.EDITABLE}
    try:
        with form.refusals():
            operations.confirm(paper_id=paper_id, version=form.cleaned_data["version"], values=values, actor=request.actor, now=clock.now())
            notices.say(request, _("Đã xác nhận. Bước sau: cho số đến."))
            return redirect("paper", paper_id)
    except Conflict as refusal:
        theirs = queries.get_paper(paper_id, actor=request.actor)
        return conflict_page(
            request, form, refusal=refusal, theirs=values_of(theirs), version=theirs.version, back=f"/van-ban-den/{paper_id}/"
        )
    return paper_page(request, paper, form, status=422)


@desk("POST")
def number(request: DeskRequest, paper_id: UUID) -> HttpResponse:
    """Give the paper its incoming number."""
    paper = operations.register(paper_id=paper_id, actor=request.actor, now=clock.now())
    notices.say(request, _("Đã vào sổ với số đến %(number)s.") % {"number": paper.register_number})
    return redirect("paper", paper_id)


@desk("POST")
def read_again(request: DeskRequest, paper_id: UUID) -> HttpResponse:
    """Queue another reading of a paper that could not be read."""
    operations.read_again(paper_id=paper_id, actor=request.actor, now=clock.now())
    return redirect("paper", paper_id)
