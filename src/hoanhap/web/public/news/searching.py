"""Searching everything published. What is searched in vain is counted for the editors, as words alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hoanhap.channels.portal import operations, queries
from hoanhap.channels.portal.states import Kind
from hoanhap.kernel import clock
from hoanhap.web.parts import PagerLinks
from hoanhap.web.public import cards

SIZE = 20


@require_safe
def public_search(request: HttpRequest) -> HttpResponse:
    """The pages that hold the words asked for, with the marks or without."""
    words, now = request.GET.get("q", "").strip()[:200], clock.now()
    number = min(max(int(page), 1), 50) if (page := request.GET.get("trang", "")).isdecimal() and len(page) < 4 else 1
    found = queries.search(words, now=now, first=(number - 1) * SIZE, limit=SIZE)
    if words and not found.total:
        operations.count_unanswered(words=words, now=now)
    rows = [(row, str(Kind(row.kind).label), cards.path_of(row), cards.description_of(row)) for row in found.editions]
    pages = -(-found.total // SIZE)
    links = PagerLinks(number, pages, found.total, _at(words, number - 1), _at(words, number + 1 if number < pages else 0))
    card = cards.Card(title=_("Tìm kiếm"), description="", address=cards.absolute(request.path))
    response = render(request, "public/news/search.html", {"words": words, "found": found, "rows": rows, "pager": links, "card": card})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _at(words: str, number: int) -> str:
    return f"?{urlencode({'q': words, 'trang': str(number)})}" if number > 0 else ""
