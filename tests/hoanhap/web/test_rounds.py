"""The pages of the rounds: every round kept, every fact with its article and how far it was checked, today's place on the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from hoanhap.ground.legislation.queries import round_, rounds
from hoanhap.web.public.rounds import calendar
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db


def test_every_round_is_listed_and_has_a_page(pages: PageClient) -> None:
    listed = pages.page("/dac-xa/")
    for one in rounds():
        assert f"/dac-xa/{one.key}/" in listed.links()
        page = pages.page(f"/dac-xa/{one.key}/")
        assert page.heading == one.name
        for told in ("Căn cứ", "Cập nhật ngày", "Hỏi thêm ở đâu", "Đây không phải là quyết định."):
            assert told in page.main
        assert not page.response.cookies


def test_the_complete_round_shows_every_condition_and_exclusion_with_its_article(pages: PageClient) -> None:
    page = pages.page("/dac-xa/2024/")
    found = round_("2024")
    assert found is not None
    assert found.rules is not None
    for one in (*found.rules.conditions, *found.rules.exclusions):
        assert one.title in page.main
        assert one.basis.article in page.main
    for crime in ("Sản xuất trái phép chất ma túy, bị phạt từ 7 năm tù", "Phá hoại chính sách đoàn kết", "Giết từ 02 người trở lên"):
        assert crime in page.main
    assert "/dac-xa/2024/tu-xem/" in page.links()
    assert "đủ điều kiện" not in page.main.lower()


def test_what_only_the_press_tells_is_marked_and_cannot_be_checked_by_oneself(pages: PageClient) -> None:
    page = pages.page("/dac-xa/2025-1/")
    assert "Theo báo chí" in page.main
    assert "Chưa biết điều, khoản" in page.main
    assert "Những gì chưa biết" in page.main
    assert not [link for link in page.links() if "tu-xem" in link]
    assert "chưa tự xem được" in pages.page("/dac-xa/2025-1/tu-xem/", expect=404).main


def test_a_year_with_two_rounds_leads_to_the_list_and_an_unknown_one_to_a_sentence(pages: PageClient) -> None:
    assert pages.page("/dac-xa/2025/", expect=302).response.headers["Location"] == "/dac-xa/#nam-2025"
    assert "Không có đợt đặc xá này" in pages.page("/dac-xa/2023/", expect=404).main


def test_the_calendar_is_drawn_on_the_server_with_a_table_twin(pages: PageClient) -> None:
    page = pages.page("/dac-xa/2024/")
    cells = page.tree.xpath("//svg[contains(@class, 'calendar')]//rect")
    assert len(cells) == 64  # from the day of signing (0) to the day of release (63)
    assert page.tree.xpath("//svg[@role='img']/title")
    rows = [" ".join(row.text_content().split()) for row in page.tree.xpath("//table/tbody/tr")]
    assert len(rows) == 5
    assert "01/10/2024" in rows[-1]
    assert "ngày 63" in rows[-1]


@pytest.mark.parametrize(
    ("day", "told", "cells"),
    [
        ("2024-07-29", "chưa bắt đầu: còn 1 ngày", 0),
        ("2024-07-30", "Hôm nay là ngày 0 trong 63 ngày", 1),
        ("2024-08-26", "Hôm nay là ngày 27 trong 63 ngày", 1),
        ("2024-10-01", "Hôm nay là ngày 63 trong 63 ngày", 1),
        ("2024-10-02", "đã kết thúc ngày 01/10/2024", 0),
    ],
)
def test_today_has_its_place(pages: PageClient, day: str, told: str, cells: int) -> None:
    with time_machine.travel(f"{day}T08:00:00+07:00", tick=False):
        page = pages.page("/dac-xa/2024/")
    assert told in page.main
    assert len(page.tree.xpath("//*[contains(concat(' ', @class, ' '), ' today ')]")) == cells


def test_no_two_cells_of_a_calendar_lie_on_each_other_and_weeks_begin_on_monday() -> None:
    for one in rounds():
        drawn = calendar.of(one, today=date(2024, 8, 26))
        if drawn is None:
            continue
        places = {(cell.x, cell.y) for cell in drawn.cells}
        assert len(places) == len(drawn.cells) == drawn.length + 1
        assert all((cell.x == calendar.LEFT) == (cell.day.weekday() == 0) for cell in drawn.cells)
        assert drawn.cells[-1].day - drawn.cells[0].day == timedelta(days=drawn.length)
        assert len({(label.x, label.y) for label in drawn.months}) == len(drawn.months)


def test_in_english_the_law_stays_vietnamese_and_says_so(pages: PageClient) -> None:
    """The frame is translated; what the decision says is marked as Vietnamese for whoever reads it aloud."""
    pages.send("/ngon-ngu/", {"ngon-ngu": "en", "tiep": "/dac-xa/2024/"})
    page = pages.page("/dac-xa/2024/")
    assert page.tree.get("lang") == "en"
    assert {element.get("lang") for element in page.tree.xpath("//ul[contains(@class, 'conditions')]")} == {"vi"}
    assert pages.page("/dac-xa/2024/tu-xem/").tree.get("lang") == "en"
