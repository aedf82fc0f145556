"""Published figures on a phone and on a screen, and the leader who lets them out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hoanhap.kernel import clock
from hoanhap.kernel.actor import Role
from hoanhap.work.activities import operations as activities
from hoanhap.work.figures.operations.publishing import withdraw_publication
from tests.browser.conftest import WIDTHS, Desk
from tests.factories import people, work
from tests.factories.publishing import land

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_readers_see_figures_corrections_and_what_is_hidden(desk_of: Callable[..., Desk], width: int) -> None:
    place = land()
    place.state(place.province, "re.received", 21_976)
    place.publish(place.figure(place.province, "re.received"))
    place.state(place.province, "re.received", 105)
    place.publish(place.figure(place.province, "re.received"))
    place.state(place.communes[0], "re.received", 3)
    place.publish(place.figure(place.communes[0], "re.received"))
    place.state(place.province, "cs.radio_airings", 640)
    [row] = place.publish(place.figure(place.province, "cs.radio_airings"))
    withdraw_publication(publication_id=row.id, reason="Cộng trùng một xã.", actor=place.leader(place.province), now=place.now)
    desk = desk_of(width, javascript=False)
    desk.open("/so-lieu-cong-khai/")
    desk.shoot("so-lieu-cong-khai")
    assert desk.page.locator("main").inner_text().count("không nêu số") == 2
    desk.page.get_by_role("link", name="22.081").click()
    assert "Các lần công bố" in desk.page.locator("main").inner_text()
    desk.shoot("so-lieu-mot-so")
    desk.open("/so-lieu-cong-khai/vi-sao-so-khac-nhau/")
    desk.shoot("so-lieu-vi-sao-khac-nhau")
    assert not desk.context.cookies()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_leader_lets_a_figure_out_and_takes_it_back(desk_of: Callable[..., Desk], width: int) -> None:
    work.catalogue()
    unit = people.unit("Sở Thử", kind="DEPARTMENT")
    staff, officer, reviewer = (people.acting(people.official(role, at=unit)) for role in (Role.STAFF, Role.OFFICER, Role.REVIEWER))
    leader = people.official(Role.LEADER, at=unit, name="Lê Thị Lãnh")
    activities.accept(entry_id=work.entry(officer, airings=97).id, actor=reviewer, now=clock.now())
    report = work.issued_report(staff)
    desk = desk_of(width)
    desk.sign_in(leader.sign_in_name, people.PASSWORD)
    desk.open("/cong-bo-so-lieu/")
    desk.shoot("cong-bo-so-lieu")
    desk.page.get_by_role("link", name=report.title).click()
    desk.page.get_by_label("Lượt phát trên đài truyền thanh xã: 97 lượt").check()
    desk.shoot("cong-bo-chon-so")
    desk.page.get_by_role("button", name="Công bố số đã chọn").click()
    desk.page.get_by_role("link", name="Rút").click()
    desk.shoot("cong-bo-rut")
    desk.page.get_by_label("Lý do rút").fill("Cộng trùng một xã.")
    desk.page.get_by_role("button", name="Rút số liệu").click()
    assert "Đã rút" in desk.page.locator("main").inner_text()
    desk.shoot("cong-bo-da-rut")
