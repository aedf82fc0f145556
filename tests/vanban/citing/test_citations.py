"""Documents that a text names: number, type, date, issuer, title, and one entry a document."""

from __future__ import annotations

import pytest

import vanban
from vanban.model import Citation

HEAD = "UBND TỈNH AN GIANG\nSỞ TƯ PHÁP\nSố: 145/KH-STP\nAn Giang, ngày 07 tháng 02 năm 2025\nKẾ HOẠCH\nTuyên truyền pháp luật\n\n"


def cited(text: str) -> tuple[Citation, ...]:
    return vanban.read(f"{HEAD}{text}\n").citations


def keys(text: str) -> list[str]:
    """Each entry by number, or by type and title."""
    return [entry.number or " ".join(part for part in (entry.type, entry.title) if part) for entry in cited(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Căn cứ Quyết định số 758/2024/QĐ-CTN ngày 30/7/2024 của Chủ tịch nước về đặc xá năm 2024;",
            ("QĐ", "758/2024/QĐ-CTN", "2024-07-30", "Chủ tịch nước", "về đặc xá năm 2024"),
        ),
        (
            "Thực hiện Công văn số 1509/CAT- CSTHAHS&HTTP ngày 08/5/2024 của Công an tỉnh về việc báo cáo, Sở Tư pháp báo cáo như sau:",
            ("CV", "1509/CAT-CSTHAHS&HTTP", "2024-05-08", "Công an tỉnh", "về việc báo cáo"),
        ),
        (
            "Chỉ thị số 04-CT/TU, ngày 07 tháng 4 năm 2021 của Ban Thường vụ Tỉnh ủy.",
            ("CT", "04-CT/TU", "2021-04-07", "Ban Thường vụ Tỉnh ủy", None),
        ),
        ("Văn bản số 606/BCT-ATMT ngày 29/01/2026 của Bộ Công Thương", ("CV", "606/BCT-ATMT", "2026-01-29", "Bộ Công Thương", None)),
        ("Văn bản số 12/KH-UBND của UBND tỉnh", ("KH", "12/KH-UBND", None, "UBND tỉnh", None)),
        (
            "Quy định số 69-QĐ/TW ngày 06/7/2022 của Ban Chấp hành Trung ương",
            ("QyĐ", "69-QĐ/TW", "2022-07-06", "Ban Chấp hành Trung ương", None),
        ),
        (
            "Xét đề nghị của Chính phủ tại Tờ trình số 24/TTr-CP, ngày 26 tháng 7 năm 2024.",
            ("TTr", "24/TTr-CP", "2024-07-26", "Chính phủ", None),
        ),
        ("Quyết định 843 của Bộ Công an", ("QĐ", "843", None, "Bộ Công an", None)),
        ("Nghị định 13/2023 của Chính phủ", ("NĐ", "13/2023", None, "Chính phủ", None)),
        ("Đề án 06", ("ĐA", "06", None, None, None)),
        ("Luật Đặc xá số 30/2018/QH14 ngày 19/11/2018", ("Luật", "30/2018/QH14", "2018-11-19", None, "Đặc xá")),
        ("QCVN 03:2023/BCA", ("QCVN", "QCVN03:2023/BCA", None, None, None)),
        ("Nghị quyết liên tịch số 01/2020/NQLT-BCA-HNDVN", ("NQLT", "01/2020/NQLT-BCA-HNDVN", None, None, None)),
    ],
)
def test_one_citation(text: str, wanted: tuple[str | None, ...]) -> None:
    entries = [entry for entry in cited(text) if entry.number]
    assert [(entry.type, entry.number, entry.date, entry.issuer, entry.title) for entry in entries] == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Luật Lâm nghiệp, Luật Đất đai", ["Luật Lâm nghiệp", "Luật Đất đai"]),
        ("Luật Ngân sách nhà nước và Luật Việc làm", ["Luật Ngân sách nhà nước", "Luật Việc làm"]),
        ("Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ có hiệu lực thi hành", ["Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ"]),
        ("Luật Hôn nhân và gia đình và các văn bản hướng dẫn", ["Luật Hôn nhân và gia đình"]),
        ("Luật Việc làm và các văn bản quy định chi tiết", ["Luật Việc làm"]),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22/11/2019",
            ["Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương"],
        ),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Báo chí; Luật Trẻ em",
            ["Luật sửa đổi, bổ sung một số điều của Luật Báo chí", "Luật Trẻ em"],
        ),
        ("Bộ luật Hình sự, Bộ luật Tố tụng hình sự", ["Bộ luật Hình sự", "Bộ luật Tố tụng hình sự"]),
        ("Hiến pháp năm 2013", ["Hiến pháp"]),
        ("Pháp lệnh Ưu đãi người có công với cách mạng", ["PL Ưu đãi người có công với cách mạng"]),
        ("Luật Bảo trợ ngư dân của nước ngoài", ["Luật Bảo trợ ngư dân"]),
        ("luật sư và Luật sư đoàn", []),
        ("theo quy định của pháp luật", []),
        ("Trường Đại học Luật Hà Nội", []),
        ("TUYÊN TRUYỀN PHÁP LUẬT HÌNH SỰ, KỶ LUẬT ĐẢNG", []),
        ("Luật tổ chức chính quyền địa phương (sửa đổi)", ["Luật tổ chức chính quyền địa phương"]),
        ("Nghị định số 49/2020/NĐ-CP quy định chi tiết Luật Thi hành án hình sự", ["49/2020/NĐ-CP", "Luật Thi hành án hình sự"]),
    ],
)
def test_laws_by_name(text: str, wanted: list[str]) -> None:
    assert keys(f"Căn cứ {text}.") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nghị quyết số 57-NQ/TW ngày 22/12/2024. Thực hiện Nghị quyết 57.", ["57-NQ/TW"]),
        ("Chỉ thị số 02/CT-TTg ngày 15/11/2019; Chỉ thị số 02/CT-TTg ngày 04/7/2018.", ["02/CT-TTg", "02/CT-TTg"]),
        ("Chỉ thị số 02/CT-TTg ngày 15/11/2019. Theo Chỉ thị 02/CT-TTg.", ["02/CT-TTg"]),
        ("Luật Đặc xá năm 2018. Theo Luật Đặc xá.", ["Luật Đặc xá"]),
        ("Bộ luật Hình sự năm 1985, Bộ luật Hình sự năm 1999. Theo Bộ luật Hình sự.", ["Bộ luật Hình sự"] * 3),
        ("Luật Đặc xá số 30/2018/QH14. Theo Luật Đặc xá.", ["30/2018/QH14"]),
        (
            "Luật Bảo vệ bí mật nhà nước (BMNN). Theo Luật Bảo vệ BMNN. Công tác bảo vệ bí mật nhà nước (BMNN).",
            ["Luật Bảo vệ bí mật nhà nước"],
        ),
        (
            "Luật bầu cử; Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân",
            ["Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân"],
        ),
        ("Kế hoạch số 145/KH-STP này", []),
        ("Kế hoạch 5 năm (2021 - 2025); Quyết định 15 nhiệm vụ; Kế hoạch 2025", []),
    ],
)
def test_one_entry_a_document(text: str, wanted: list[str]) -> None:
    assert keys(text) == wanted


def test_what_stands_behind_a_list_is_said_of_all() -> None:
    entries = cited("Các Công điện: số 008/CĐ-UBND và số 009/CĐ-UBND ngày 19/11/2024 của UBND tỉnh về phòng chống lũ")
    assert [(entry.number, entry.date, entry.issuer) for entry in entries] == [
        ("008/CĐ-UBND", "2024-11-19", "UBND tỉnh"),
        ("009/CĐ-UBND", "2024-11-19", "UBND tỉnh"),
    ]


def test_basis_is_what_the_paper_stands_on() -> None:
    text = (
        "Căn cứ Nghị định số 49/2020/NĐ-CP quy định chi tiết Luật Thi hành án hình sự;\nThực hiện Kế hoạch số 12/KH-UBND của UBND tỉnh.\n\n"
        "I. MỤC ĐÍCH\n1. Phổ biến Chỉ thị số 5/CT-TTg."
    )
    assert {entry.number or entry.title: entry.basis for entry in cited(text)} == {
        "49/2020/NĐ-CP": True,
        "Thi hành án hình sự": False,
        "12/KH-UBND": True,
        "5/CT-TTg": False,
    }


def test_a_number_broken_over_two_lines_is_one() -> None:
    lines = b"Th\xe1\xbb\xb1c hi\xe1\xbb\x87n C\xc3\xb4ng v\xc4\x83n s\xe1\xbb\x91 6356/UBND-\nNNMT ng\xc3\xa0y 01/12/2025"
    assert [entry.number for entry in vanban.read(lines).citations] in (["6356/UBND-NNMT"], ["6356/UBND"])


def test_every_mention_is_kept() -> None:
    document = vanban.read(f"{HEAD}Luật Đặc xá năm 2018 và Luật Đặc xá; số 5/CT-TTg, số 5/CT-TTg.\n")
    assert [[document.text[slice(*span)] for span in entry.spans] for entry in document.citations] == [
        ["Luật Đặc xá", "Luật Đặc xá"],
        ["5/CT-TTg", "5/CT-TTg"],
    ]
