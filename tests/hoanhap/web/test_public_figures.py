"""Published figures as readers and machines get them: all that one needs to know of a value, and no value that tells of few people."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from hoanhap.work.figures.operations.publishing import withdraw_publication
from hoanhap.work.figures.queries import stated
from hoanhap.work.figures.queries.stated import parse, stated_totals
from tests.factories.publishing import Land, land
from tests.hoanhap.web.page import PageClient
from vanban.errors import BadRules

pytestmark = pytest.mark.django_db
PARTS = ["/so-lieu-cong-khai/", "/so-lieu-cong-khai.csv", "/so-lieu-cong-khai.json"]


@pytest.fixture
def place() -> Land:
    """A count with a correction, one too small to be shown (4.321 in its unit of measure), one withdrawn."""
    made = land()
    made.state(made.province, "re.received", 21_976)
    made.publish(made.figure(made.province, "re.received"))
    made.state(made.province, "re.received", 105)
    made.publish(made.figure(made.province, "re.received"))
    return made


def test_the_list_shows_what_stands_with_its_files(pages: PageClient, place: Land) -> None:
    page = pages.page("/so-lieu-cong-khai/")
    assert page.heading == "Số liệu công khai"
    assert "22.081" in page.main
    assert "21.976" not in page.main
    assert {"/so-lieu-cong-khai.csv", "/so-lieu-cong-khai.json", "/so-lieu-cong-khai/vi-sao-so-khac-nhau/"} <= set(page.links())
    assert not page.response.cookies


def test_a_figure_says_what_it_counts_who_states_it_and_what_came_after(pages: PageClient, place: Land) -> None:
    data = json.loads(pages.get("/so-lieu-cong-khai.json").content)
    code = data["figures"][0]["code"]
    page = pages.page(f"/so-lieu-cong-khai/{code}/")
    for told in ("22.081", "21.976", "Tỉnh Thử", "ỦY BAN NHÂN DÂN THỬ", "Báo cáo số 12/BC-UBND", "01/01/2026–30/06/2026", "Các lần công bố",
                 "về địa phương trong kỳ", code):  # fmt: skip
        assert told in page.main
    chain = json.loads(pages.get(f"/so-lieu-cong-khai/{code}.json").content)["figures"]
    assert [(row["value"], row["state"]) for row in chain] == [(22_081, "đang công bố"), (21_976, "đã có số thay")]
    old = pages.page(f"/so-lieu-cong-khai/{chain[1]['code']}/")
    assert "Số này đã có số thay" in old.main


def test_a_small_value_stands_nowhere(pages: PageClient, place: Land) -> None:
    place.state(place.communes[0], "re.managed", 3)
    place.publish(figure := place.figure(place.communes[0], "re.managed"))
    for path in (*PARTS, *(f"/so-lieu-cong-khai/{figure.code}{end}" for end in ("/", ".csv", ".json"))):
        body = pages.get(path).content.decode()
        assert figure.code in body
        assert not re.search(r"(?<![\w./:-])3(?![\w./:-])", re.sub(r"<link[^>]*>|<svg.*?</svg>|data-[\w-]+=\"\d\"", "", body)), path
        assert "report" not in path
        assert "report_id" not in body
    rows = list(csv.DictReader(io.StringIO(pages.get("/so-lieu-cong-khai.csv").content.decode("utf-8-sig"))))
    assert {row["Giá trị"] for row in rows} == {"22081", "ẩn"}


def test_a_withdrawn_figure_says_when_and_why(pages: PageClient, place: Land) -> None:
    place.state(place.province, "cs.radio_airings", 640)
    [row] = place.publish(figure := place.figure(place.province, "cs.radio_airings"))
    withdraw_publication(publication_id=row.id, reason="=Cộng trùng một xã", actor=place.leader(place.province), now=place.now)
    page = pages.page(f"/so-lieu-cong-khai/{figure.code}/")
    assert "640" not in page.main
    assert "đã được rút ngày" in page.main
    assert "Cộng trùng một xã" in page.main
    told = pages.get(f"/so-lieu-cong-khai/{figure.code}.csv").content.decode("utf-8-sig")
    assert "'=Cộng trùng một xã" in told


def test_the_structured_data_is_a_dataset_with_its_files(pages: PageClient, place: Land) -> None:
    body = pages.get("/so-lieu-cong-khai/").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.+?)</script>', body, re.DOTALL)
    assert found is not None
    data = json.loads(found[1])
    assert data["@type"] == "Dataset"
    assert {one["encodingFormat"] for one in data["distribution"]} == {"text/csv", "application/json"}
    assert data["temporalCoverage"] == "2026-01-01/2026-06-30"
    assert [(one["name"], one["value"]) for one in data["variableMeasured"]] == [("Người được tiếp nhận trong kỳ – Tỉnh Thử", 22_081)]


def test_an_empty_list_says_so_and_a_code_that_nobody_let_out_is_not_found(pages: PageClient) -> None:
    assert "Chưa có số liệu nào được công bố." in pages.page("/so-lieu-cong-khai/").main
    assert pages.get("/so-lieu-cong-khai/HN-AAAA-BBBB/").status_code == 404
    assert json.loads(pages.get("/so-lieu-cong-khai.json").content)["figures"] == []


def test_the_totals_that_contradict_each_other_are_explained(pages: PageClient) -> None:
    page = pages.page("/so-lieu-cong-khai/vi-sao-so-khac-nhau/")
    for told in (
        "21.976",
        "22.081",
        "22.086",
        "8.055",
        "8.056",
        "13.920",
        "31.319",
        "khoảng 100.000",
        "hơn 104.000",
        "29/08/2025",
        "Theo báo chí",
    ):
        assert told in page.main
    assert not page.response.cookies


def test_every_stated_total_has_its_source_and_nothing_is_called_verified_that_was_not_read() -> None:
    for question in stated_totals().questions:
        for one in question.statements:
            assert one.source
            assert one.issuer
            assert one.counts.endswith(".")
            assert one.status == "press", "nobody has read the decisions behind these totals yet"


WRONG = """checked = 2026-11-22
[[question]]
key = "a"
title = "A"
short = "A."
[[question.statement]]
key = "x"
value = 10
measure = "người"
as_of = 2025-08-31
issuer = "B"
counts = "C."
source = "D"
status = "press"
"""


@pytest.mark.parametrize(("old", "new", "told"), [
    ('status = "press"', 'status = "heard"', "tình trạng"),
    ('status = "press"', 'status = "press"\nparts = [4, 5]', "cộng lại là 9"),
    ('status = "press"', 'status = "press"\nafter = "y"', "đứng trước"),
    ('source = "D"\n', "", "không đọc được"),
    ("[[question]]", "[[question", "không đọc được"),
])  # fmt: skip
def test_a_file_of_totals_that_does_not_hold_together_is_refused(old: str, new: str, told: str) -> None:
    assert parse(WRONG).questions
    assert stated.STATUSES
    with pytest.raises(BadRules, match=told):
        parse(WRONG.replace(old, new))
