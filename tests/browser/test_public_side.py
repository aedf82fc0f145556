"""The whole public side as readers find it: every page that the front page leads to, at every width, light, without cookies."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from hoanhap.channels.portal import operations as portal
from hoanhap.channels.portal import queries
from hoanhap.channels.portal.states import PieceState
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Role
from hoanhap.work.figures import operations as figures
from tests.browser.conftest import Desk
from tests.factories import people

pytestmark = pytest.mark.django_db(transaction=True)
MOST_BYTES, MOST_REQUESTS = 100_000, 15
ONE_OF_A_KIND = re.compile(r"^(/hoi-dap/|/kiem-chung/|/tin/|/tro-ve/|/dac-xa/|/so-lieu-cong-khai/|/noi-giup/)[^/]+/?$")
"""Pages made by one template: two of each kind are looked at, not all forty."""


@pytest.fixture
def content(db: None) -> None:
    """What a province has on its first day: the answers and the fact-checks that come with the system, checked and published."""
    family, now = people.family(), clock.now()
    figures.load_catalogue(actor=SYSTEM, now=now)
    author, reviewer = (people.acting(people.official(role, at=family.own)) for role in (Role.STAFF, Role.REVIEWER))
    portal.load_content(actor=author, now=now)
    for piece in queries.listed(author, state=PieceState.SUBMITTED):
        checked = portal.check(piece_id=piece.id, version=piece.version, actor=reviewer, now=now)
        portal.publish(piece_id=piece.id, version=checked.version, actor=reviewer, now=now)


def pages(desk: Desk) -> list[str]:
    """The path of every public page within the site that links lead to from the front page."""
    found, waiting, kinds = ["/"], ["/"], dict[str, int]()
    while waiting:
        desk.open(waiting.pop(0))
        for href in desk.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            parts = urlsplit(href)
            path = parts.path
            if (
                not href.startswith(desk.address)
                or path in found
                or parts.query
                or path.startswith(("/dang-nhap", "/static"))
                or "." in path
            ):
                continue
            kind = ONE_OF_A_KIND.match(path)
            if kind:
                kinds[kind[1]] = kinds.get(kind[1], 0) + 1
                if kinds[kind[1]] > 2:
                    continue
            found.append(path)
            waiting.append(path)
    return found


@pytest.mark.usefixtures("content")
def test_every_public_page_at_every_width(desk_of: Callable[..., Desk]) -> None:
    """Looked at on a phone and on a desk, and at 400 %: 1280 px are 320 then, and nothing may need scrolling both ways (WCAG 1.4.10)."""
    found = pages(desk_of(1280))
    assert len(found) >= 15, found
    for width in (360, 1280):
        desk = desk_of(width)
        for path in found:
            desk.open(path)
            desk.shoot("public" + (path.rstrip("/").replace("/", "-") or "-front"))
    near = desk_of(320)
    for path in found:
        near.open(path)
        near.check()
    for path in found:
        light(desk_of(360), path)


def light(desk: Desk, path: str) -> None:
    """Few bytes and requests, nobody else's, and no cookie."""
    seen: list[Any] = []

    def keep(request: Any) -> None:
        seen.append(request)

    desk.page.on("requestfinished", keep)
    desk.open(path)
    desk.page.wait_for_load_state("networkidle")
    weight = sum(sent(request) for request in seen)
    assert weight <= MOST_BYTES, f"{path}: {weight} bytes"
    assert len(seen) <= MOST_REQUESTS, f"{path}: {len(seen)} requests"
    assert not [request.url for request in seen if not request.url.startswith(desk.address)], path
    assert desk.context.cookies() == [], path
    desk.close()


def sent(request: Any) -> int:
    """Bytes on the way: WhiteNoise and the kept pages send text compressed, the server of the tests does not."""
    body = request.response().body()
    return len(gzip.compress(body, 6)) if "text" in request.response().headers.get("content-type", "") else len(body)


@pytest.mark.usefixtures("content")
def test_the_public_side_reads_without_javascript(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(360, javascript=False)
    desk.open("/")
    desk.page.get_by_role("searchbox").fill("xoa an tich")
    desk.page.get_by_role("button", name="Tìm").click()
    desk.page.get_by_role("main").get_by_role("link").first.click()
    assert desk.page.get_by_text("Cập nhật ngày").is_visible()
