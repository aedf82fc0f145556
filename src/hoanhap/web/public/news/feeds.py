"""What machines read: feeds, the map of the site, and what robots may do."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hoanhap.channels.portal import queries
from hoanhap.channels.portal.states import Kind
from hoanhap.kernel import clock
from hoanhap.web.public import cards
from hoanhap.web.public.keeping import kept

SHOWN = 30
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
PLACES = ("front", "news", "answers", "facts")
"""Pages in the site's map beside the published pieces; other rooms are found from the first page."""


@require_safe
@kept
def rss(request: HttpRequest) -> HttpResponse:
    """The newest articles as RSS 2.0."""
    return _feed(request, Rss201rev2Feed)


@require_safe
@kept
def atom(request: HttpRequest) -> HttpResponse:
    """The newest articles as Atom 1.0."""
    return _feed(request, Atom1Feed)


@require_safe
@kept
def site_map(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django calls it so
    """Every page that a search engine should know (sitemaps.org)."""
    ET.register_namespace("", _SITEMAP)
    top = ET.Element(f"{{{_SITEMAP}}}urlset")
    rows = [(reverse(name), None) for name in PLACES] + [(path, moment) for path, moment in queries.addresses(now=clock.now())]
    for path, moment in rows:
        page = ET.SubElement(top, f"{{{_SITEMAP}}}url")
        ET.SubElement(page, f"{{{_SITEMAP}}}loc").text = cards.absolute(path)
        if moment is not None:
            ET.SubElement(page, f"{{{_SITEMAP}}}lastmod").text = moment.astimezone(clock.VIETNAM).isoformat(timespec="seconds")
    return HttpResponse(ET.tostring(top, encoding="utf-8", xml_declaration=True), content_type="application/xml; charset=utf-8")


@require_safe
@kept
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django calls it so
    """The public side may be read by everybody; searching it by machine and the desk are for people."""
    lines = ["User-agent: *", f"Disallow: {reverse('public_search')}", f"Disallow: {reverse('sign_in')}", ""]
    text = "\n".join([*lines, f"Sitemap: {cards.absolute(reverse('site_map'))}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _feed(request: HttpRequest, shape: type[Rss201rev2Feed | Atom1Feed]) -> HttpResponse:
    feed = shape(
        title=_("Đặc xá và Hòa nhập: tin tức"), link=cards.absolute(reverse("news")), language="vi",
        description=_("Chính sách mới, hoạt động ở cơ sở, việc làm, học nghề và vay vốn."), feed_url=cards.absolute(request.path),
    )  # fmt: skip
    for row in queries.latest(Kind.ARTICLE, SHOWN, now=clock.now()):
        address = cards.absolute(cards.path_of(row))
        feed.add_item(
            title=row.title, link=address, description=row.summary, unique_id=address, pubdate=row.live_for.shown_from,
            updateddate=row.published_at, author_name=row.publisher, categories=[row.column.title] if row.column else [],
        )  # fmt: skip
    kind = feed.content_type.split(";")[0]
    return HttpResponse(feed.writeString("utf-8"), content_type=f"{kind}; charset=utf-8")
