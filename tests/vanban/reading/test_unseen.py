"""What papers that nobody had seen got wrong: each fault again, in a paper written for the test."""

from __future__ import annotations

import pytest

import vanban
from vanban.model import Document

PARTY = """\
ĐẢNG BỘ TỈNH SƠN HÀ
ĐẢNG ỦY XÃ AN THỊNH
*
Số 27-KH/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
An Thịnh, ngày 12 tháng 8 năm 2026

KẾ HOẠCH
lãnh đạo công tác tuyên truyền năm 2026
-----

Thực hiện Chỉ thị số 33 CT/TU, ngày 05/7/2026 của Ban Thường vụ Tỉnh ủy và Hướng dẫn số 12-HD/BTGDVTU, ngày 20/7/2026 \
của Ban Tuyên giáo và Dân vận Tỉnh ủy, Ban Thường vụ Đảng ủy xây dựng kế hoạch như sau:
I- MỤC ĐÍCH, YÊU CẦU
1- Tạo sự thống nhất trong nhận thức của cán bộ, đảng viên.
2- Bảo đảm thiết thực.
II- NHIỆM VỤ
1- Ban Xây dựng Đảng chủ trì, phối hợp với Công an xã tuyên truyền.
2- Giao Văn phòng Đảng ủy theo dõi, báo cáo kết quả trước ngày 30/9/2026.

Nơi nhận:
- Thường trực Tỉnh ủy (b/c),
- Lưu Văn phòng Đảng ủy.

T/M BAN BÍ THƯ TỈNH ĐOÀN
BÍ THƯ

Trần Văn Mẫu
"""
STATE = """\
UBND TỈNH SƠN HÀ
SỞ NỘI VỤ
Số: {number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hà, ngày 12 tháng 5 năm 2026
{kind}
{subject}
{body}
Nơi nhận:
- Lưu: VT.
GIÁM ĐỐC
Nguyễn Văn Mẫu
"""


def plan(body: str) -> Document:
    return vanban.read(STATE.format(number="145/KH-SNV", kind="KẾ HOẠCH", subject="Cải cách hành chính năm 2026", body=body))


def given(read: Document) -> list[tuple[str, str]]:
    return [(entry.unit, entry.duty) for entry in read.assignments]


def test_labels_as_party_papers_print_them() -> None:
    read = vanban.read(PARTY)
    assert [(node.label, [child.label for child in node.children]) for node in read.outline] == [("I", ["1", "2"]), ("II", ["1", "2"])]
    assert [entry.unit for entry in read.assignments] == ["Ban Xây dựng Đảng", "Văn phòng Đảng ủy"]


def test_a_party_symbol_without_its_hyphen() -> None:
    cited = vanban.read(PARTY).citations
    assert [(entry.number, entry.date, entry.issuer) for entry in cited] == [
        ("33 CT/TU", "2026-07-05", "Ban Thường vụ Tỉnh ủy"),
        ("12-HD/BTGDVTU", "2026-07-20", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
    ]
    assert all(entry.title is None and len(entry.spans) == 1 for entry in cited)


def test_the_secretariat_is_no_post() -> None:
    signature = vanban.read(PARTY).signature
    assert signature is not None
    assert (signature.on_behalf_of, signature.position) == ("BAN BÍ THƯ TỈNH ĐOÀN", "BÍ THƯ")


@pytest.mark.parametrize("opening", ["Sở Nội vụ trân trọng kính mời:", "Lãnh đạo Sở hướng dẫn như sau:"])
def test_the_line_that_opens_the_text_is_not_the_subject(opening: str) -> None:
    read = vanban.read(
        STATE.format(
            number="77/GM-SNV", kind="GIẤY MỜI", subject="Dự họp báo thông tin về công tác đặc xá", body=f"{opening}\n1. Các phóng viên."
        )
    )
    assert read.subject == "Dự họp báo thông tin về công tác đặc xá"


def test_a_title_ends_where_the_next_paper_begins() -> None:
    read = plan(
        "Căn cứ Nghị định số 41/2007/NĐ-CP ngày 22/3/2007 của Chính phủ về xây dựng ngầm đô thị, Nghị định số 29/2007/NĐ-CP "
        "ngày 27/02/2007 của Chính phủ về quản lý kiến trúc đô thị tiếp tục có hiệu lực;"
    )
    assert next((entry.number, entry.title) for entry in read.citations) == ("41/2007/NĐ-CP", "về xây dựng ngầm đô thị")


@pytest.mark.parametrize(
    "seat",
    ["Vụ trưởng Vụ Đào tạo, bồi dưỡng cán bộ - Ủy viên.", "Đồng chí Lê Văn Mẫu - Phó Chánh thanh tra Sở - Phó Trưởng đoàn;"],
)
def test_members_of_a_team_are_given_no_duty(seat: str) -> None:
    assert not plan(f"1. Thành lập đoàn gồm:\n- {seat}\n- Sở Y tế: Cử cán bộ tham gia.").assignments[:-1]


def test_that_a_paper_takes_effect_is_no_duty() -> None:
    assert given(plan("1. Sở Y tế:\na) Cử cán bộ tham gia.\nb) Lập danh sách.\nKế hoạch này có hiệu lực kể từ ngày ký.")) == [
        ("Sở Y tế", "Cử cán bộ tham gia"),
        ("Sở Y tế", "Lập danh sách"),
    ]


def test_a_noun_that_ends_like_a_duty() -> None:
    assert given(plan("1. Phân công:\n- Đội Hậu cần, tài vụ: Bảo đảm vật chất.")) == [("Đội Hậu cần, tài vụ", "Bảo đảm vật chất")]


@pytest.mark.parametrize(
    ("sentence", "unit", "first"),
    [
        ("Các cơ quan, đơn vị có liên quan tổ chức tuyên truyền Kế hoạch này.", "Các cơ quan, đơn vị có liên quan", "tổ"),
        ("Ủy ban nhân dân các xã, các cơ quan, tổ chức tiếp tục quán triệt.", "Ủy ban nhân dân các xã, các cơ quan, tổ chức", "tiếp"),
        ("Các cơ quan, tổ chức liên quan phối hợp thực hiện.", "Các cơ quan, tổ chức liên quan", "phối"),
    ],
)
def test_whether_to_chuc_is_the_noun(sentence: str, unit: str, first: str) -> None:
    (entry,) = plan(f"1. {sentence}").assignments
    assert (entry.unit, entry.duty.split()[0]) == (unit, first)


@pytest.mark.parametrize("above", ["CỤC C10 - BỘ CÔNG AN", "TỔNG CỤC CẢNH SÁT\nCỤC C10 - BỘ CÔNG AN"])
def test_an_office_printed_with_the_body_above_it_is_no_joint_issuer(above: str) -> None:
    paper = STATE.format(
        number="203/KH-TGSC", kind="KẾ HOẠCH", subject="Tổ chức Lễ công bố Quyết định đặc xá", body="1. Trại giam Sông Cái chuẩn bị."
    )
    issuer = vanban.read(paper.replace("UBND TỈNH SƠN HÀ\nSỞ NỘI VỤ", f"{above}\nTRẠI GIAM SÔNG CÁI")).issuer
    assert issuer is not None
    assert (issuer.name, issuer.others) == ("Trại giam Sông Cái", ())
    assert (issuer.parent or "").startswith("Cục C10")


def test_an_issuer_ends_before_the_next_paper() -> None:
    read = plan("Căn cứ Quyết định số 14/QĐ-UBND ngày 02/01/2026 của Ủy ban nhân dân tỉnh và Kế hoạch số 34/KH-UBND ngày 03/02/2026;")
    assert [(entry.number, entry.issuer) for entry in read.citations] == [("14/QĐ-UBND", "Ủy ban nhân dân tỉnh"), ("34/KH-UBND", None)]
