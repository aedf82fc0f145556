"""Papers in disorder, as converters, scanners and drafters leave them: what they say is read all the same."""

from __future__ import annotations

import pytest

import vanban
from vanban.model import Document, OutlineNode

HEAD = """\
UBND TỈNH SƠN HÀ
SỞ NỘI VỤ
Số: 145/KH-SNV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hà, ngày 12 tháng 5 năm 2026
KẾ HOẠCH
Tuyên truyền cải cách hành chính năm 2026
"""
BASIS = "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh, Sở Nội vụ ban hành kế hoạch như sau:\n"
AIMS = "I. MỤC ĐÍCH\n1. Nâng cao nhận thức của cán bộ về cải cách hành chính.\n"
SIGNED = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn Mẫu\n"
END = f"Nơi nhận:\n- Ủy ban nhân dân tỉnh;\n- Lưu: VT, CCHC.\n{SIGNED}"
FORM = "".join(f"{item}. Nội dung mục {item}: ……\n" for item in range(1, 30))
FORM_END = "Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.\nTHỦ TRƯỞNG ĐƠN VỊ\nTrần Thị Khác\n"


def titles(read: Document) -> list[tuple[str, str | None]]:
    return [(node.label, node.title) for root in read.outline for node in (root, *_below(root))]


def _below(node: OutlineNode) -> list[OutlineNode]:
    return [found for child in node.children for found in (child, *_below(child))]


def units(text: str) -> list[tuple[str, str]]:
    return [(given.unit, given.duty.split()[0]) for given in vanban.read(HEAD + text + END).assignments]


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("ngày\ntháng 5\nnăm 2026", "2026-05"),
        ("ngày 12\ntháng 5\nnăm 2026", "2026-05-12"),
        ("ngày 12 tháng\nnăm 2026", "2026"),
        ("ngày\ntháng\nnăm", None),
    ],
)
def test_a_date_torn_over_lines(printed: str, date: str | None) -> None:
    read = vanban.read(HEAD.replace("ngày 12 tháng 5 năm 2026", printed) + AIMS + END)
    assert (read.place, read.date) == ("Sơn Hà", date)
    assert read.subject == "Tuyên truyền cải cách hành chính năm 2026"


def test_a_whole_paper_on_one_line() -> None:
    told = (
        "II. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở chủ trì tổng hợp kết quả, báo cáo trước ngày 15/12/2026.\n2. Tổ chức 12 lớp tập huấn./.\n"
    )
    paper = HEAD + BASIS + AIMS + told + END
    one, whole = vanban.read(" ".join(paper.split("\n"))), vanban.read(paper)
    for field in ("place", "date", "subject", "recipients"):
        assert getattr(one, field) == getattr(whole, field), field
    assert one.number
    assert one.number.text == "145/KH-SNV"
    assert one.signature
    assert (one.signature.authority, one.signature.position, one.signature.name) == ("KT.", "PHÓ GIÁM ĐỐC", "Nguyễn Văn Mẫu")
    assert titles(one) == titles(whole)
    assert [(given.unit, given.due) for given in one.assignments] == [("Văn phòng Sở", "2026-12-15")]


@pytest.mark.parametrize("broken", ["K Ế HOẠCH", "K É HOẠCH", "KẾ H OẠCH"])
def test_a_heading_that_recognition_broke(broken: str) -> None:
    read = vanban.read(HEAD.replace("KẾ HOẠCH", broken) + AIMS + END)
    assert read.type
    assert (read.type.code, read.type.inferred) == ("KH", False)
    assert read.subject == "Tuyên truyền cải cách hành chính năm 2026"


@pytest.mark.parametrize("closing", [SIGNED, "GIÁM ĐỐC\n\n"])
def test_the_form_in_an_annex_does_not_sign_for_the_paper(closing: str) -> None:
    read = vanban.read(HEAD + AIMS + closing + "PHỤ LỤC I\nMẪU BÁO CÁO KẾT QUẢ\n" + FORM + FORM_END)
    assert read.signature
    assert read.signature.name == ("Nguyễn Văn Mẫu" if closing == SIGNED else None)
    assert read.recipients == ()
    assert titles(read) == [("I", "MỤC ĐÍCH"), ("1", None)]
    assert len(read.annexes) == 1


def test_every_body_that_issues_jointly_signs() -> None:
    head = HEAD.replace("UBND TỈNH SƠN HÀ\nSỞ NỘI VỤ", "SỞ NỘI VỤ - SỞ TÀI CHÍNH").replace("145/KH-SNV", "145/KHLT-SNV-STC")
    blocks = "SỞ TÀI CHÍNH\nGIÁM ĐỐC\nTrần Văn Hai\nSỞ NỘI VỤ\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLê Thị Một\n"
    read = vanban.read(head + AIMS + blocks + "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n")
    assert read.signature
    assert (read.signature.name, read.signature.authority) == ("Lê Thị Một", "KT.")
    assert [other.name for other in read.signature.others] == ["Trần Văn Hai"]
    assert read.recipients == ("UBND tỉnh", "Lưu: VT")


WRAPPED = """\
Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh về cải
cách hành chính năm 2026, Sở Nội vụ ban hành kế hoạch tuyên truyền như sau:

I. Mục đích, yêu cầu
Nâng cao nhận thức của cán bộ, công chức, viên chức và người dân về cải cách
hành chính; tạo chuyển biến rõ nét trong thực thi công vụ ở các cấp, các ngành.

II. Tổ chức thực hiện

1. Văn phòng Sở
Chủ trì tổng hợp kết quả thực hiện, báo cáo Giám đốc Sở trước ngày 15/12/2026,
tham mưu khen thưởng các tập thể, cá nhân có thành tích xuất sắc trong năm nay.

2. Các phòng chuyên môn
Căn cứ chức năng, nhiệm vụ được giao xây dựng kế hoạch cụ thể và tổ chức thực
hiện nghiêm túc, gửi kết quả về Văn phòng Sở trước ngày 05 hằng tháng./.

"""


def test_headings_in_sentence_case_do_not_join_the_text_below() -> None:
    read = vanban.read(HEAD + "\n" + WRAPPED + END)
    assert titles(read) == [
        ("I", "Mục đích, yêu cầu"),
        ("II", "Tổ chức thực hiện"),
        ("1", "Văn phòng Sở"),
        ("2", "Các phòng chuyên môn"),
    ]
    assert [given.unit for given in read.assignments] == ["Văn phòng Sở", "Các phòng chuyên môn"]


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("Tổ chức tại trụ sở Sở, 126 phố Xốm, phường Phú Lãm.", []),
        ("Gửi về số 8 ngõ 15 đường Láng hoặc 48 đường Trần Phú.", []),
        ("Địa điểm: Hội trường 35 Hùng Vương và 45 Lê Lợi.", []),
        ("Thành lập 12 Đoàn Kiểm tra và trao 35 Huân chương.", [12, 35]),
        ("Sửa 126 tuyến đường, 48 ngõ ngách.", [126, 48]),
    ],
)
def test_house_numbers_count_nothing(sentence: str, counted: list[int]) -> None:
    assert [figure.value for figure in vanban.read(HEAD + f"1. {sentence}\n" + END).figures] == counted


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông chủ trì thi công.",
            ("Ban Quản lý dự án đầu tư xây dựng các công trình giao thông", "chủ"),
        ),
        (
            "Trung tâm Hỗ trợ phát triển doanh nghiệp nhỏ và vừa hướng dẫn thủ tục vay vốn.",
            ("Trung tâm Hỗ trợ phát triển doanh nghiệp nhỏ và vừa", "hướng"),
        ),
        (
            "Phòng Cảnh sát quản lý hành chính về trật tự xã hội cấp căn cước cho người dân.",
            ("Phòng Cảnh sát quản lý hành chính về trật tự xã hội", "cấp"),
        ),
        ("Trung tâm Phát triển quỹ đất đấu giá các lô đất.", ("Trung tâm Phát triển quỹ đất", "đấu")),
        ("Phòng Tổ chức biên chế sao lục các quyết định cũ gửi các đơn vị.", ("Phòng Tổ chức biên chế", "sao")),
    ],
)
def test_a_unit_ends_where_its_duty_begins(sentence: str, found: tuple[str, str]) -> None:
    assert units(f"1. {sentence}\n") == [found]


def test_resolutions_that_count_behind_a_point() -> None:
    text = HEAD.replace("145/KH-SNV", "66.3/2025/NQ-CP").replace("KẾ HOẠCH", "NGHỊ QUYẾT")
    read = vanban.read(text + "Căn cứ Nghị quyết số 66.7/2025/NQ-CP ngày 15/11/2025 của Chính phủ;\nĐiều 1. Phạm vi\n" + END)
    assert read.number
    assert read.number.text == "66.3/2025/NQ-CP"
    assert [cited.number for cited in read.citations] == ["66.7/2025/NQ-CP"]
