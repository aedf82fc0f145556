"""Questions and answers: by topic, by who asks, and each on a page of its own that prints on A5."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hoanhap.channels.portal import queries
from hoanhap.channels.portal.states import Audience, Kind, LawStatus
from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotFound
from hoanhap.web.parts import Mark, Tab
from hoanhap.web.public import cards
from hoanhap.web.public.keeping import kept


@require_safe
@kept
def answers(request: HttpRequest) -> HttpResponse:
    """Every answer under its topic."""
    return _list(request, "")


@require_safe
@kept
def answers_for(request: HttpRequest, audience: str) -> HttpResponse:
    """The answers written for one audience, under their topics."""
    if audience not in Audience.values:
        raise NotFound("AUDIENCE_NOT_FOUND", _("Không có trang này. Hãy chọn bạn là ai trong danh sách."))
    return _list(request, audience)


@require_safe
@kept
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """One answer, with what it rests on, when it was checked and whom to ask further."""
    now = clock.now()
    edition = queries.item(Kind.ANSWER, slug, now=now)
    context = {
        "edition": edition, "card": cards.card_of(edition), "cited": queries.cited(edition), "unsure": unsure(edition),
        "due": queries.why_due(edition, on=clock.day_of(now)), "related": queries.related(edition, now=now),
    }  # fmt: skip
    return render(request, "public/answers/answer.html", context)


def unsure(edition: queries.Edition) -> Mark | None:
    """A mark on an answer whose law nobody has read in the original."""
    return None if edition.law_status == LawStatus.VERIFIED else Mark("warn", str(LawStatus(edition.law_status).label))


def _list(request: HttpRequest, audience: str) -> HttpResponse:
    topics = queries.by_topic(Kind.ANSWER, now=clock.now(), audience=audience)
    tabs = [Tab(_("Tất cả"), reverse("answers"), current=not audience)]
    tabs += [Tab(str(one.label), reverse("answers_for", args=[one.value]), current=one.value == audience) for one in Audience]
    title = str(Audience(audience).label) if audience else _("Hỏi – đáp")
    description = _("Những điều gia đình, người trở về, người thuê và báo chí hay hỏi về đặc xá và việc trở về.")
    card = cards.Card(title=title, description=description, address=cards.absolute(request.path))
    return render(request, "public/answers/answers.html", {"topics": topics, "tabs": tabs, "title": title, "card": card})
