# ruff: noqa: E501  sentences of papers are as long as they are
"""Words that look like something else: who does something somewhere, when a report is due, a speech, a text that is quoted."""

from __future__ import annotations

import pytest

import vanban
from tests.vanban.reading.assignments.papers import duties, paper
from vanban.model import OutlineNode

PLACES = [
    ("UBND cấp xã nơi đơn vị tổ chức lớp học bố trí hội trường.", "UBND cấp xã nơi đơn vị tổ chức lớp học", "bố trí hội trường"),
    ("UBND xã nơi cơ quan quản lý, sử dụng đất hỗ trợ người dân.", "UBND xã nơi cơ quan quản lý, sử dụng đất", "hỗ trợ người dân"),
    (
        "Công an xã, nơi đơn vị phụ trách địa bàn, tuần tra thường xuyên.",
        "Công an xã, nơi đơn vị phụ trách địa bàn",
        "tuần tra thường xuyên",
    ),
    (
        "Trại tạm giam nơi cơ quan điều tra, truy tố, xét xử có yêu cầu phải bố trí phòng gặp.",
        "Trại tạm giam nơi cơ quan điều tra, truy tố, xét xử có yêu cầu",
        "phải bố trí phòng gặp",
    ),
    # the verb that follows no doer is the duty, and so is what a unit is bound to
    ("UBND xã nơi xảy ra cháy tổ chức khắc phục.", "UBND xã nơi xảy ra cháy", "tổ chức khắc phục"),
    ("Công an xã nơi đơn vị đóng quân phối hợp quản lý địa bàn.", "Công an xã nơi đơn vị đóng quân", "phối hợp quản lý địa bàn"),
    ("UBND xã nơi đơn vị có trách nhiệm bố trí hội trường.", "UBND xã nơi đơn vị", "bố trí hội trường"),
    ("Các đơn vị tổ chức lớp học cho người dân.", "Các đơn vị", "tổ chức lớp học cho người dân"),
]


@pytest.mark.parametrize(("sentence", "unit", "duty"), PLACES)
def test_what_is_done_where_belongs_to_the_name(sentence: str, unit: str, duty: str) -> None:
    assert [(entry.unit, entry.duty) for entry in duties(f"II. TỔ CHỨC THỰC HIỆN\n\n1. {sentence}")] == [(unit, duty)]


REPORTS = [
    "Kết quả thực hiện gửi về Sở Nội vụ trước ngày 15/12/2026.",
    "Báo cáo gửi về Sở Nội vụ trước ngày 15/12/2026 để tổng hợp.",
    "Chế độ báo cáo: gửi về Sở Nội vụ trước ngày 15/12/2026.",
    "Thời hạn gửi báo cáo chậm nhất ngày 15/12/2026.",
]


@pytest.mark.parametrize("item", REPORTS)
def test_an_item_that_only_says_when_to_report_dates_the_others(item: str) -> None:
    body = f"III. PHÂN CÔNG\n\n1. Sở Tư pháp\n\n- Biên soạn tờ gấp.\n\n2. Sở Y tế\n\n- Khám bệnh trước ngày 01/10/2026.\n\n- Mở lớp tập huấn.\n\n- {item}"
    assert [(entry.unit, entry.duty.split()[0], entry.due) for entry in duties(body)] == [
        ("Sở Tư pháp", "Biên", None),
        ("Sở Y tế", "Khám", "2026-10-01"),
        ("Sở Y tế", "Mở", "2026-12-15"),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "Báo cáo kết quả về Sở Nội vụ trước ngày 15/12/2026.",
        "Tổng hợp kết quả và gửi về Sở Nội vụ trước ngày 15/12/2026.",
        "Báo cáo kết quả và gửi danh sách trước ngày 15/12/2026.",
    ],
)
def test_to_report_is_a_duty(item: str) -> None:
    found = duties(f"III. PHÂN CÔNG\n\n1. Sở Y tế\n\n- Mở lớp tập huấn.\n\n- {item}")
    assert [(entry.unit, entry.due) for entry in found] == [("Sở Y tế", None), ("Sở Y tế", "2026-12-15")]


OPENING = "Thời gian qua, Công an tỉnh đã tổ chức nhiều lớp cho người trở về và mang lại kết quả tốt.\n\nChúng ta tin rằng mỗi người đều có thể làm lại."


@pytest.mark.parametrize("greeting", ["Kính thưa các đồng chí đại biểu!", "Thưa toàn thể hội nghị!", "BÀI PHÁT BIỂU KHAI MẠC"])
def test_nobody_issues_a_speech(greeting: str) -> None:
    assert vanban.read(f"{greeting}\n\n{OPENING}").issuer is None


def test_a_paper_without_its_head_is_issued_by_whom_it_opens_with() -> None:
    issuer = vanban.read(OPENING).issuer
    assert issuer is not None
    assert (issuer.name, issuer.inferred) == ("Công an tỉnh", True)


QUOTED = "1. Sửa đổi Điều 5 như sau:\n\n“Điều 5. Trách nhiệm của Sở Y tế\n\n1. Sở Y tế tổ chức khám bệnh.\n\na) Khám tại xã;\n\nb) Khám tại nhà.{mark}\n\n2. Bãi bỏ Điều 6."


def _labels(nodes: tuple[OutlineNode, ...]) -> list[tuple[str, list[str]]]:
    return [(node.label, [child.label for child in node.children]) for node in nodes]


@pytest.mark.parametrize("mark", ["”", "”.", "”;"])
def test_a_quoted_text_is_no_part_of_the_outline(mark: str) -> None:
    read = paper(QUOTED.format(mark=mark))
    assert _labels(read.outline) == [("1", []), ("2", [])]
    first, second = read.outline
    assert read.text[first.span[0] : first.span[1]].startswith("1. Sửa đổi")
    assert "Khám tại nhà" in read.text[first.span[0] : first.span[1]]
    assert second.span[0] >= first.span[1]


def test_a_mark_that_never_closes_takes_nothing_away() -> None:
    assert _labels(paper(QUOTED.format(mark="")).outline) != [("1", []), ("2", [])]


def test_a_title_in_quotation_marks_is_no_quoted_text() -> None:
    body = "1. Tổ chức cuộc thi “Điều em muốn nói”.\n\n2. Mở chuyên mục.\n\na) “Trở về”;\n\nb) “Làm lại”."
    assert _labels(paper(body).outline) == [("1", []), ("2", ["a", "b"])]


@pytest.mark.parametrize(
    ("printed", "due"), [("28/02/2026", "2026-02-28"), ("31/02/2026", "trước ngày 31/02/2026"), ("05/13/2026", "trước ngày 05/13/2026")]
)
def test_a_day_that_no_calendar_has_stays_as_printed(printed: str, due: str) -> None:
    assert [entry.due for entry in duties(f"II. PHÂN CÔNG\n\n1. Sở Y tế mở lớp trước ngày {printed}.")] == [due]
