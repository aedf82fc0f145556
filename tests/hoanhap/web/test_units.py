"""«Đơn vị»: the tree on a day, search, and one unit through time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hoanhap.ground.accounts.models import Membership
from hoanhap.ground.organisations import operations
from hoanhap.ground.organisations.operations import Naming, Share
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Role
from tests.factories import people
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)
BY = {"day": DAY, "reference": "Nghị quyết thử 01/2026", "actor": SYSTEM}


@pytest.fixture
def desk(family: people.Family) -> PageClient:
    return client_of(people.official(Role.CLERK, at=family.own))


def test_the_tree_is_walked_level_by_level_on_a_day(desk: PageClient, family: people.Family) -> None:
    operations.rename_unit(unit_id=family.child.id, naming=Naming("Phường Thử"), **BY, now=clock.now())
    operations.move_unit(unit_id=family.child.id, parent_id=family.sibling.id, hierarchy="PARTY", **BY, now=clock.now())
    top = desk.page("/don-vi/?ngay=30/06/2026")
    assert "Tỉnh Thử" in top.main
    assert "Sở Thử" not in top.main
    below = desk.page(f"/don-vi/?ngay=30/06/2026&duoi={family.parent.id}")
    assert [" ".join(text.split()) for text in below.tree.xpath("//tbody/tr/th/a/text()")] == ["Sở Bên Cạnh", "Sở Thử"]
    assert below.tree.xpath("//nav[@class='path']//a/text()") == ["Chính quyền", "Tỉnh Thử"]
    before, after = (desk.page(f"/don-vi/?ngay={day}&duoi={family.own.id}").main for day in ("30/06/2026", "01/07/2026"))
    assert "Xã Thử" in before
    assert "Phường Thử" in after
    assert "Đảng, đoàn thể: Sở Bên Cạnh" in after
    assert "Đảng" not in before.partition("vào ngày")[2]
    assert "Sở Bên Cạnh" in desk.page("/don-vi/?ngay=01/07/2026&cay=PARTY").main
    assert "Không có đơn vị nào" in desk.page("/don-vi/?ngay=30/06/2026&cay=PARTY").main


def test_units_are_found_by_name_of_the_day_with_and_without_marks(desk: PageClient, family: people.Family) -> None:
    operations.rename_unit(unit_id=family.child.id, naming=Naming("Phường Đổi Mới"), **BY, now=clock.now())
    for day, words, found in (
        ("01/07/2026", "phuong+doi", True), ("01/07/2026", "ĐỔI", True), ("30/06/2026", "doi", False), ("30/06/2026", "xa+thu", True),
        ("30/06/2026", family.child.code, True),
    ):  # fmt: skip
        main = desk.page(f"/don-vi/?ngay={day}&tim={words}").main
        assert (family.child.code in main.partition("vào ngày")[2]) == found, (day, words)


@pytest.mark.parametrize("asked", ["ngay=31/02/2026", "cay=KING"])
def test_what_is_asked_wrongly_is_said(desk: PageClient, asked: str) -> None:
    assert desk.page(f"/don-vi/?{asked}", expect=422).tree.xpath("//*[@id='error-summary']//li")
    assert "Tỉnh Thử" in desk.page("/don-vi/?ngay=30/06/2026&duoi=khong-phai").main, "an address cut off leads to the top"


def test_a_unit_tells_its_names_parents_heirs_signers_and_acts(desk: PageClient, family: people.Family) -> None:
    shares = [Share(family.sibling.id, Decimal("0.35"), "OTHER"), Share(family.parent.id, Decimal("0.65"), "OTHER"),
              Share(family.parent.id, Decimal(1), "PRESS_AND_GRASSROOTS_INFORMATION")]  # fmt: skip
    leader = people.official(Role.LEADER, at=family.own, name="Hoàng Ký Tên")
    Membership.objects.filter(user=leader).update(title="GIÁM ĐỐC", valid=(people.SINCE, DAY))
    operations.split_unit(source_id=family.own.id, shares=shares, **BY, now=clock.now())
    page = desk.page(f"/don-vi/{family.own.id}/").main
    for words in (
        "từ 01/03/2025 đến hết 30/06/2026", "Chính quyền", "Các việc còn lại, tỷ lệ 35%", "Các việc còn lại, tỷ lệ 65%",
        "Báo chí, xuất bản, thông tin cơ sở", "Nghị quyết thử 01/2026", "Hoàng Ký Tên", "GIÁM ĐỐC", "Chia, tách",
    ):  # fmt: skip
        assert words in page, words
    assert "Tiếp nhận từ" in desk.page(f"/don-vi/{family.sibling.id}/").main
    desk.page("/don-vi/7c1b8a3e-0a3c-4c39-9f3e-52a1c8a7d111/", expect=404)
