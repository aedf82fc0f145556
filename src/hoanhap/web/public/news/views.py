"""News: the newest, by column, and each article on a page of its own."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hoanhap.channels.portal import queries
from hoanhap.channels.portal.states import Kind
from hoanhap.kernel import clock
from hoanhap.web.paging import page_of
from hoanhap.web.parts import Tab
from hoanhap.web.public import cards
from hoanhap.web.public.keeping import kept

SIZE = 12


@require_safe
@kept
def news(request: HttpRequest) -> HttpResponse:
    """The newest articles of every column."""
    return _list(request, None)


@require_safe
@kept
def news_column(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest articles of one column."""
    return _list(request, queries.get_column(Kind.ARTICLE, slug))


@require_safe
@kept
def news_item(request: HttpRequest, slug: str) -> HttpResponse:
    """One article."""
    now = clock.now()
    edition = queries.item(Kind.ARTICLE, slug, now=now)
    pictures = [(row, cards.picture_path(row["large"]), cards.picture_path(row["small"])) for row in edition.pictures]
    context = {
        "edition": edition, "card": cards.card_of(edition), "cited": queries.cited(edition), "pictures": pictures,
        "related": queries.related(edition, now=now),
    }  # fmt: skip
    return render(request, "public/news/item.html", context)


@require_safe
def news_picture(request: HttpRequest, file_id: UUID) -> HttpResponseBase:  # noqa: ARG001  Django calls it so
    """A picture of something published; its name is its content's, so it may be kept for good."""
    path, media_type = queries.picture_file(file_id, now=clock.now())
    response = FileResponse(path.open("rb"), content_type=media_type)
    response.headers["Cache-Control"] = "public, max-age=86400"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _list(request: HttpRequest, column: queries.Column | None) -> HttpResponse:
    now = clock.now()
    rows, pager = page_of(request, queries.in_column(column, kind=Kind.ARTICLE, now=now), size=SIZE)
    tabs = [Tab(_("Tất cả"), reverse("news"), current=column is None)]
    tabs += [
        Tab(one.title, reverse("news_column", args=[one.slug]), current=column is not None and one.id == column.id)
        for one in queries.columns(Kind.ARTICLE, now=now)
    ]
    title = column.title if column else _("Tin tức")
    description = column.summary if column else _("Chính sách mới, hoạt động ở cơ sở, việc làm, học nghề và vay vốn.")
    card = cards.Card(title=title, description=description, address=cards.absolute(request.path))
    shown = [(row, cards.picture_path(row.pictures[0]["small"]) if row.pictures else "") for row in rows]
    return render(request, "public/news/news.html", {"rows": shown, "pager": pager, "tabs": tabs, "title": title, "card": card})
