"""Stamps, secrecy, urgency, signing blocks, zones: tables of what one part of a paper looks like."""

from __future__ import annotations

import pytest

import vanban
from tests.vanban.reading import papers
from vanban.model import Line, Source
from vanban.reading.secrecy import is_secret
from vanban.zoning import marks
from vanban.zoning.script import Script
from vanban.zoning.zones import divide

HEAD = "CÔNG AN TỈNH GIA LAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
BODY = "KẾ HOẠCH\nTuyên truyền năm 2024\n\nCăn cứ Luật Đặc xá, Công an tỉnh xây dựng kế hoạch:\nI. MỤC ĐÍCH\n1. Nâng cao nhận thức.\n"


@pytest.mark.parametrize(
    ("mark", "level"),
    [
        ("MẬT", "Mật"),
        ("TỐI MẬT", "Tối mật"),
        ("TUYỆT MẬT", "Tuyệt mật"),
        ("[ MẬT ]", "Mật"),
        ("Độ mật: Mật", "Mật"),
        ("| TỐI MẬT |", "Tối mật"),
        ("", None),
        ("BẢO MẬT", None),
        ("Mật ong rừng", None),
        ("BÍ MẬT NHÀ NƯỚC", None),
    ],
)
def test_secrecy_is_the_stamp_and_never_the_word(mark: str, level: str | None) -> None:
    document = vanban.read(f"{mark}\n{HEAD}{BODY}Các cơ quan giữ bí mật, tài liệu Mật phải để riêng.\nMẬT\n")
    assert document.secrecy == level
    assert is_secret(document) == (level is not None)


@pytest.mark.parametrize(
    ("mark", "urgency"),
    [
        ("HỎA TỐC", "Hỏa tốc"),
        ("HOẢ TỐC", "Hỏa tốc"),
        ("THƯỢNG KHẨN", "Thượng khẩn"),
        ("KHẨN", "Khẩn"),
        ("Khẩn trương", None),
        ("", None),
    ],
)
def test_urgency(mark: str, urgency: str | None) -> None:
    assert vanban.read(f"{HEAD}{mark}\n{BODY}").urgency == urgency


STAMPS = {
    "one line": (
        "SỞ NỘI VỤ\nAN GIANG\n\nĐẾN Số: 1.204.....\nNgày 5/9/24..\nChuyển.....\nLưu hồ sơ số.....\n",
        ("Sở Nội vụ An Giang", "1204", "2024-09-05", None),
    ),
    "its own lines": (
        "UBND XÃ TÂN LẬP\nĐẾN\nSố: 77\nNgày: 12/10/2024\nChuyển: Đ/c Chủ tịch\nSố và ký hiệu HS:\n",
        ("UBND xã tân Lập", "77", "2024-10-12", "Đ/c Chủ tịch"),
    ),
    "receiver on the line": ("SỞ TƯ PHÁP ĐẾN Số: 9\nNgày: 01-02-2025\n", ("Sở Tư pháp", "9", "2025-02-01", None)),
    "no number yet": ("SỞ TƯ PHÁP\nĐẾN Số:......\nNgày:......\nChuyển:......\n", ("Sở Tư pháp", None, None, None)),
}


@pytest.mark.parametrize("name", STAMPS)
def test_incoming_stamp(name: str) -> None:
    printed, (receiver, number, date, forwarded) = STAMPS[name]
    document = vanban.read(f"{printed}\n{BODY}Nơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn Tám\n")
    stamp = document.stamp
    assert stamp
    assert stamp.receiver
    assert stamp.receiver.casefold() == receiver.casefold()
    assert (stamp.number, stamp.date, stamp.forwarded_to) == (number, date, forwarded)
    assert document.number is None
    assert document.date is None


@pytest.mark.parametrize(
    "printed",
    [
        "Ký bởi: Ủy ban nhân dân tỉnh\nCơ quan: Tỉnh A\nThời gian ký: 24/01/2025 14:23:43\n",
        "TRUNG TÂM CÔNG BÁO\nVÀ TIN HỌC\ncongbao@a.gov.vn\n24.01.2025 20:06:24 +07:00\n",
    ],
)
def test_digital_signature_is_no_incoming_stamp_and_dates_nothing(printed: str) -> None:
    document = vanban.read(f"{printed}{HEAD}{BODY}")
    assert document.stamp is None
    assert document.date is None
    assert document.issuer
    assert document.issuer.name == "Công an tỉnh Gia Lai"


SIGNATURES = {
    "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\nNguyễn Văn An": ("KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", None, "Nguyễn Văn An"),
    "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn An": ("KT.", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", None, "Nguyễn Văn An"),
    "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(đã ký)\nNguyễn Văn An": ("TM.", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", None, "Nguyễn Văn An"),
    "TL. BỘ TRƯỞNG\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nLê Thị Bình": (
        "KT.",
        "CHÁNH VĂN PHÒNG",
        "PHÓ CHÁNH VĂN PHÒNG",
        None,
        "Lê Thị Bình",
    ),
    "TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG TỔNG HỢP\nThS. Lê Thị Bình": ("TUQ.", "GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔNG HỢP", None, "Lê Thị Bình"),
    "Q. CỤC TRƯỞNG\nLê Thị Bình": ("Q.", None, "CỤC TRƯỞNG", None, "Lê Thị Bình"),
    "GIÁM ĐỐC\nĐại tá Trần Văn Hùng": (None, None, "GIÁM ĐỐC", "Đại tá", "Trần Văn Hùng"),
    "TRƯỞNG CÔNG AN XÃ\nTHIẾU TÁ NGUYỄN VĂN AN": (None, None, "TRƯỞNG CÔNG AN XÃ", "Thiếu tá", "NGUYỄN VĂN AN"),
    "KT. BỘ TRƯỞNG,\nCHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nPhạm Văn Ba": ("KT.", "BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", None, "Phạm Văn Ba"),
    "TM. ỦY BAN NHÂN\nDÂN\nCHỦ TỊCH\nPhạm Văn Ba\nTRƯỞNG BAN": ("TM.", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", None, "Phạm Văn Ba"),
    "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nPhạm Văn Ba": ("TM.", "BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", None, "Phạm Văn Ba"),
    "KT.CHỦ TỊCH\nPHÓ CHỦ TỊCH\nK' Mák Rơ Ông": ("KT.", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", None, "K' Mák Rơ Ông"),
    "CHỦ TỊCH Hoàng Văn Thụ": (None, None, "CHỦ TỊCH", None, "Hoàng Văn Thụ"),
}


@pytest.mark.parametrize("printed", SIGNATURES)
@pytest.mark.parametrize("first", ["recipients", "signature"])
def test_signing_block(printed: str, first: str) -> None:
    recipients = "Nơi nhận:\n- Như trên;\n- Sở Nội vụ;\n- Lưu: VT, TH.\n"
    closing = f"{recipients}{printed}\n" if first == "recipients" else f"{printed}\n{recipients}"
    document = vanban.read(f"{HEAD}{BODY}\n{closing}")
    signature = document.signature
    assert signature
    assert (signature.authority, signature.on_behalf_of, signature.position, signature.rank, signature.name) == SIGNATURES[printed]
    assert document.recipients == ("Như trên", "Sở Nội vụ", "Lưu: VT, TH")


RECIPIENTS = {
    "- Như trên;\n- Sở Y tế;\n- Lưu: VT.": ("Như trên", "Sở Y tế", "Lưu: VT"),
    "Như trên;\nSở Y tế;\nLưu: VT.": ("Như trên", "Sở Y tế", "Lưu: VT"),
    "- VPCP: BTCN, các PCN,\ncác Vụ: CN, TH;\n- Lưu: VT.": ("VPCP: BTCN, các PCN, các Vụ: CN, TH", "Lưu: VT"),
    "- Các sở: Tài chính;\n+ Nội vụ;\n- Lưu: VT, TH (3b).": ("Các sở: Tài chính; Nội vụ", "Lưu: VT, TH (3b)"),
    "• Như Điều 3;\n• Lưu: VT.": ("Như Điều 3", "Lưu: VT"),
}


@pytest.mark.parametrize("printed", RECIPIENTS)
def test_recipients(printed: str) -> None:
    assert vanban.read(f"{HEAD}{BODY}\nNơi nhận:\n{printed}\nGIÁM ĐỐC\nLê Văn Tám\n").recipients == RECIPIENTS[printed]


def test_recipients_on_one_line() -> None:
    line = "Nơi nhận: - Bộ Công an (để b/c); - Như Điều 3; - Lưu: VT, NC."
    assert vanban.read(f"{HEAD}{BODY}\n{line}\nGIÁM ĐỐC\nLê Văn Tám\n").recipients == ("Bộ Công an (để b/c)", "Như Điều 3", "Lưu: VT, NC")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("KẾ HOẠCH", "KH"),
        ("KÊ HOACH", "KH"),
        ("KẾ HOACH", "KH"),
        ("K Ế H O Ạ C H", "KH"),
        ("QUYẾT ĐỊNH:", "QĐ"),
        ("THÔNG BÁO KẾT LUẬN", "TB"),
        ("Báo cáo", "BC"),
        ("BÁO CÁO NHANH TÌNH HÌNH MƯA LŨ", "BC"),
        ("THÔNG TƯ LIÊN TỊCH", "TTLT"),
        ("TỜ TRÌNH", "TTr"),
        ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "CTr"),
        ("LUẬT", "Luật"),
        ("LUẬT SƯ NGUYỄN VĂN AN", None),
        ("Báo cáo kết quả thực hiện", None),
        ("BAN QUẢN LÝ DỰ ÁN", None),
        ("báo cáo", None),
        ("Quyết định này có hiệu lực.", None),
    ],
)
def test_heading(line: str, code: str | None) -> None:
    heading = marks.heading_type(line)
    assert (heading.code if heading else None) == code


@pytest.mark.parametrize(
    ("line", "is_name"),
    [
        ("Nguyễn Văn An", True),
        ("H'Yim Kđoh", True),
        ("Rơ Mah Tuấn", True),
        ("Đại tá Trần Văn Hùng", True),
        ("PGS.TS. Trần Văn Hùng", True),
        ("NGUYỄN VĂN AN", True),
        ("PHÓ GIÁM ĐỐC", False),
        ("Như trên", False),
        ("Hà Nội", False),
        ("Sở Tài Chính", False),
        ("An", False),
        ("Nguyễn Văn An ký", False),
        ("Bắc Giang, ngày 5", False),
    ],
)
def test_name_of_a_signer(line: str, is_name: bool) -> None:
    assert marks.is_signer(line) is is_name


def test_every_line_lies_in_one_zone() -> None:
    whole = [paper for name, paper in vars(papers).items() if name.isupper()]
    for paper in whole:
        script = Script.of(Source("txt", tuple(Line(text) for text in paper.split("\n"))))
        zones = divide(script)
        numbers = [
            n
            for zone in (zones.head, zones.body, zones.closing, zones.attached, zones.footnotes, *zones.annexes, *zones.noise)
            for n in zone
        ]
        assert len(numbers) == len(set(numbers))
        assert set(numbers) <= set(range(len(script.lines)))


def test_annex_is_no_part_and_an_issued_plan_is() -> None:
    decision = f"{HEAD}QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch\n\nCăn cứ Luật Đặc xá;\nĐiều 1. Ban hành kèm theo Kế hoạch.\n"
    decision += "Nơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn Tám\n"
    plan = "\nKẾ HOẠCH\nTuyên truyền\n(Kèm theo Quyết định số 12/QĐ-CAT ngày 01/02/2024)\nI. MỤC ĐÍCH\nThực hiện Chỉ thị số 5/CT-TTg.\n"
    annex = "\nPHỤ LỤC I\nThực hiện Chỉ thị số 6/CT-TTg.\n"
    document = vanban.read(decision + plan + annex)
    assert [entry.number for entry in document.citations if entry.type == "CT"] == ["5/CT-TTg"]
    assert [document.text[slice(*span)].strip()[:9] for span in document.annexes] == ["PHỤ LỤC I"]


def test_script_knows_where_its_lines_stand() -> None:
    script = Script.of(Source("txt", (Line("một"), Line("hai\nba"), Line(""), Line("bốn"))))
    assert script.text == "một\nhai\nba\n\nbốn"
    for number, line in enumerate(script.lines):
        start = script.starts[number]
        assert script.text[start : script.end(number)] == line.text
        assert script.line_at(start) == number
    assert len(script.flow) == len(script.text)


def test_lines_that_run_on_are_one_paragraph() -> None:
    lines = (
        Line("Thực hiện Công văn số 12/UBND-NC ngày 01/02/2024 của Ủy ban nhân dân", paragraph_end=False),
        Line("tỉnh về đặc xá", paragraph_end=True),
        Line("1. Một"),
    )
    script = Script.of(Source("pdf", lines))
    assert [script.flow[slice(*paragraph.span)] for paragraph in script.paragraphs] == [f"{lines[0].text} {lines[1].text}", "1. Một"]


def test_a_handwritten_serial_on_a_scan_is_left_open() -> None:
    head = [Line("ỦY BAN NHÂN DÂN", confidence=0.96), Line("TỈNH AN GIANG", confidence=0.95), Line("Số: 444 /CT-UBND", confidence=0.78)]
    rest = [
        Line("An Giang, ngày 4) tháng 9 năm 2024", confidence=0.8),
        Line("CHỈ THỊ", confidence=0.95),
        Line("Về việc phòng bão", confidence=0.95),
    ]
    from vanban.reading import read_source

    document = read_source(Source("image", (*head, *rest), ocr=True))
    assert document.number is None
    assert document.date is None
    assert document.place == "An Giang"
    assert [finding.code for finding in document.findings][:1] == ["UNREAD_NUMBER_DATE"]
    printed = read_source(Source("image", (*head[:2], Line("Số: 444/CT-UBND", confidence=0.95), *rest), ocr=True))
    assert printed.number
    assert printed.number.text == "444/CT-UBND"
