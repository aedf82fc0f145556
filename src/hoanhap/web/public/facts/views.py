"""Fact-checks: a claim, what was found, the facts, the law. Never about who said it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hoanhap.channels.portal import queries
from hoanhap.channels.portal.states import Kind, LawStatus, Verdict
from hoanhap.kernel import clock
from hoanhap.web.parts import Mark
from hoanhap.web.public import cards
from hoanhap.web.public.keeping import kept

_KINDS = {Verdict.FALSE: "warn", Verdict.MISLEADING: "warn", Verdict.UNPROVEN: "off", Verdict.TRUE: "ok"}


@require_safe
@kept
def facts(request: HttpRequest) -> HttpResponse:
    """Every fact-check, warnings of scams first."""
    topics = [(column, [(row, verdict_of(row)) for row in rows]) for column, rows in queries.by_topic(Kind.FACT, now=clock.now())]
    description = _("Điều nghe được về đặc xá và việc trở về, đối chiếu với văn bản. Có cảnh báo lừa đảo.")
    card = cards.Card(title=_("Kiểm chứng"), description=description, address=cards.absolute(request.path))
    return render(request, "public/facts/facts.html", {"topics": topics, "card": card})


@require_safe
@kept
def fact(request: HttpRequest, slug: str) -> HttpResponse:
    """One fact-check."""
    now = clock.now()
    edition = queries.item(Kind.FACT, slug, now=now)
    unsure = None if edition.law_status == LawStatus.VERIFIED else Mark("warn", str(LawStatus(edition.law_status).label))
    context = {
        "edition": edition, "card": cards.card_of(edition), "verdict": verdict_of(edition), "cited": queries.cited(edition),
        "unsure": unsure, "due": queries.why_due(edition, on=clock.day_of(now)), "related": queries.related(edition, now=now),
    }  # fmt: skip
    return render(request, "public/facts/fact.html", context)


def verdict_of(edition: queries.Edition) -> Mark:
    """What was found, as a mark."""
    verdict = Verdict(edition.verdict)
    return Mark(_KINDS[verdict], str(verdict.label))
