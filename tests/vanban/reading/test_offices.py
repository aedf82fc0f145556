# ruff: noqa: E501  sentences of papers are as long as they are
"""What the papers of provincial offices, police and associations got wrong: each fault again, in a paper written for the test."""

from __future__ import annotations

import pytest

import vanban
from vanban.model import Document

HEAD = """\
UBND TỈNH SƠN HÀ
{office}
{number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hà, ngày 12 tháng 5 năm 2026
"""
CLOSE = """
Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
Nguyễn Văn Mẫu
"""


def letter(body: str, *, to: str = "Các đơn vị trên địa bàn tỉnh") -> Document:
    head = HEAD.format(office="SỞ NỘI VỤ", number="Số: 145/SNV-CCHC\nV/v tuyên truyền công tác đặc xá")
    return vanban.read(f"{head}Kính gửi: {to}\n\n{body}\n{CLOSE}")


def plan(
    body: str, *, office: str = "SỞ NỘI VỤ", number: str = "Số: 145/KH-SNV", kind: str = "KẾ HOẠCH\nTuyên truyền năm 2026"
) -> Document:
    return vanban.read(f"{HEAD.format(office=office, number=number)}\n{kind}\n\n{body}\n{CLOSE}")


def given(read: Document) -> list[tuple[str, str]]:
    return [(entry.unit, " ".join(entry.duty.split()[:4])) for entry in read.assignments]


# ---------------------------------------------------------------- head and closing


@pytest.mark.parametrize(
    ("kind", "code"),
    [("PHIẾU TRÌNH GIẢI QUYẾT CÔNG VIỆC", "PT"), ("PHIẾU TRÌNH", "PT"), ("ĐIỀU LỆ (SỬA ĐỔI, BỔ SUNG)\nHỘI CỰU HỌC SINH TỈNH SƠN HÀ", "ĐL")],
)
def test_a_heading_of_practice_is_no_part_of_the_issuer(kind: str, code: str) -> None:
    read = vanban.read(HEAD.format(office="VĂN PHÒNG", number="") + f"{kind}\nĐiều 1. Tên gọi\n1. Hội hoạt động trong tỉnh.\n")
    assert (read.type and read.type.code, read.issuer and read.issuer.name) == (code, "Văn phòng")
    assert (read.subject or "").casefold() in {"", "hội cựu học sinh tỉnh sơn hà"}


def test_the_number_of_the_decision_that_a_paper_comes_with_is_not_its_own() -> None:
    read = plan(
        "Điều 1. Tên gọi\n1. Hội hoạt động trong tỉnh.",
        number="",
        kind="ĐIỀU LỆ HỘI CỰU HỌC SINH\n(Kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh)",
    )
    assert read.number is None


def test_the_number_line_goes_before_a_number_in_the_issuers_name() -> None:
    read = plan("1. Kiểm tra.", office="ĐOÀN KIỂM TRA THEO QĐ SỐ 72/QĐ-SNV", number="Số: /BC-ĐKT", kind="BÁO CÁO\nKết quả kiểm tra")
    assert read.number is not None
    assert read.number.text == "/BC-ĐKT"


@pytest.mark.parametrize("mark", ["DỰ THẢO 2", "DỰ THẢO LẦN 3", "(DỰ THẢO)", "Dự thảo"])
def test_that_a_paper_is_a_draft_is_neither_issuer_nor_post(mark: str) -> None:
    paper = HEAD.format(office="SỞ NỘI VỤ", number=f"{mark}\nSố: /QĐ-SNV") + "QUYẾT ĐỊNH\nVề việc lập đoàn\nĐiều 1. Lập đoàn.\n"
    read = vanban.read(f"{paper}\nNơi nhận:\n- Lưu: VT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\nDỰ THẢO\n")
    assert read.issuer is not None
    assert read.signature is not None
    assert (read.issuer.name, read.signature.position) == ("Sở Nội vụ", "PHÓ GIÁM ĐỐC")


def test_a_body_printed_twice_issues_once() -> None:
    paper = "BỘ Y TẾ\n\nBỘ Y TẾ\n\nSố: 16/2026/TT-BYT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHÔNG TƯ\nQuy định thử\nĐiều 1. Thử."
    issuer = vanban.read(paper).issuer
    assert issuer is not None
    assert (issuer.name, issuer.others) == ("Bộ Y tế", ())


@pytest.mark.parametrize(
    "opening",
    [
        "Thực hiện Chương trình công tác tháng 5 năm 2026 của Ủy ban nhân dân tỉnh, Sở Nội vụ tổ chức họp đánh giá công tác tuyên truyền với nội dung như sau:",
        "Ngày 05/5/2026, Ủy ban nhân dân tỉnh có văn bản giao nhiệm vụ; để chuẩn bị, Sở Nội vụ kính mời quý cơ quan dự họp với thành phần, thời gian, địa điểm như sau:",
    ],
)
def test_an_invitation_without_subject_has_none(opening: str) -> None:
    assert plan(f"{opening}\n1. Thành phần: Lãnh đạo Sở.", number="Số: 15/GM-SNV", kind="GIẤY MỜI").subject is None


def test_a_number_between_heading_and_subject() -> None:
    read = plan("1. Kiểm tra.", number="", kind="PHƯƠNG ÁN\nSố: 01/PA-SNV\nBảo vệ kho lưu trữ")
    assert (read.subject, read.number and read.number.text) == ("Bảo vệ kho lưu trữ", "01/PA-SNV")


def test_the_closing_wish_is_no_addressee() -> None:
    assert vanban.read("1. Hội báo cáo kết quả.\nKính trình lãnh đạo xem xét, quyết định./.").addressees == ()


def test_a_name_behind_a_recipient_is_the_signers() -> None:
    read = vanban.read(
        HEAD.format(office="SỞ NỘI VỤ", number="Số: 9/CT-SNV") + "CHỈ THỊ\nVề tuyên truyền\n1. Các phòng tuyên truyền.\n\n"
        "Nơi nhận:\nKT. GIÁM ĐỐC\n- Bộ Nội vụ;\nPHÓ GIÁM ĐỐC\n- UBND tỉnh; (Đã ký)\n- Các phòng; Trần Thị Mẫu\n- Lưu: VT.\n"
    )
    assert read.signature is not None
    assert (read.signature.position, read.signature.name) == ("PHÓ GIÁM ĐỐC", "Trần Thị Mẫu")
    assert read.recipients == ("Bộ Nội vụ", "UBND tỉnh", "Các phòng", "Lưu: VT")


def test_that_it_is_signed_stands_behind_the_name() -> None:
    signature = vanban.read(
        HEAD.format(office="SỞ NỘI VỤ", number="Số: 9/CT-SNV") + "CHỈ THỊ\nVề thử\n1. Thử.\nGIÁM ĐỐC\nTrần Văn Mẫu – Đã ký\n"
    ).signature
    assert signature is not None
    assert signature.name == "Trần Văn Mẫu"


def test_recipients_of_a_numbered_form_are_not_the_papers() -> None:
    read = vanban.read(
        "CHÍNH PHỦ\nSố: 37/2026/NĐ-CP\nNGHỊ ĐỊNH\nVề kê khai\nĐiều 1. Kê khai\n1. Người có nghĩa vụ kê khai.\n\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG\nTrần Văn Mẫu\n\n"
        "Mẫu 1\nBẢN KÊ KHAI\n\nNơi nhận:\n- Người được xác minh;\n- Lưu.\nTHỦ TRƯỞNG ĐƠN VỊ\nLê Thị Thử\n"
    )
    assert read.recipients == ()
    assert read.signature is not None
    assert read.signature.name == "Trần Văn Mẫu"


@pytest.mark.parametrize(
    ("lines", "others"),
    [
        ("CÔNG AN TỈNH SƠN HÀ - NGÂN HÀNG CHÍNH SÁCH XÃ HỘI CHI NHÁNH TỈNH SƠN HÀ", 1),
        ("CÔNG AN TỈNH SƠN HÀ\nNGÂN HÀNG CHÍNH SÁCH XÃ HỘI\nCHI NHÁNH TỈNH SƠN HÀ", 1),
        ("CÔNG AN TỈNH SƠN HÀ\nHỘI LIÊN HIỆP PHỤ NỮ TỈNH SƠN HÀ\nTỈNH ĐOÀN SƠN HÀ", 2),
        ("ỦY BAN NHÂN DÂN TỈNH SƠN HÀ\nCÔNG AN TỈNH SƠN HÀ", 0),
    ],
)
def test_a_symbol_of_several_bodies_makes_lines_of_a_head_issuers_side_by_side(lines: str, others: int) -> None:
    head = HEAD.replace("UBND TỈNH SƠN HÀ\n", "").format(office=lines, number="Số: 12/KHPH-CAT-NHCSXH")
    issuer = vanban.read(f"{head}\nKẾ HOẠCH PHỐI HỢP\nThực hiện tín dụng\n\n1. Công an tỉnh lập danh sách.\n").issuer
    assert issuer is not None
    assert (issuer.name, issuer.parent, len(issuer.others)) == (
        "Công an tỉnh Sơn Hà",
        None if others else "Ủy ban nhân dân tỉnh Sơn Hà",
        others,
    )
    if "NGÂN HÀNG" in lines:
        assert issuer.others == ("Ngân hàng Chính sách xã hội chi nhánh tỉnh Sơn Hà",)


@pytest.mark.parametrize(
    ("head", "name", "parent"),
    [
        (
            "BCH ĐOÀN TỈNH SƠN HÀ\n***\nSố: 45-KH/TĐTN-BTG\nĐOÀN TNCS HỒ CHÍ MINH\nSơn Hà, ngày 12 tháng 5 năm 2026",
            "BCH Đoàn tỉnh Sơn Hà",
            None,
        ),
        (
            (
                "TỈNH ĐOÀN SƠN HÀ                      ĐOÀN TNCS HỒ CHÍ MINH\nBAN CHẤP HÀNH\n***\n"
                "Số: 45-KH/TĐTN               Sơn Hà, ngày 12 tháng 5 năm 2026"
            ),
            "Ban Chấp hành",
            "Tỉnh đoàn Sơn Hà",
        ),
    ],
)
def test_the_name_of_the_youth_union_on_the_right_is_a_title(head: str, name: str, parent: str | None) -> None:
    issuer = vanban.read(f"{head}\n\nKẾ HOẠCH\nTuyên truyền\n\n1. Các huyện đoàn triển khai.\n").issuer
    assert issuer is not None
    assert (issuer.name, issuer.parent) == (name, parent)


def test_a_first_line_without_head_tells_type_and_subject() -> None:
    read = vanban.read("Chỉ thị về tăng cường công tác đặc xá\n\nChủ tịch Ủy ban nhân dân tỉnh Sơn Hà yêu cầu:\n1. Công an tỉnh rà soát.\n")
    assert read.type is not None
    assert read.type.inferred
    assert (read.type.code, read.subject) == ("CT", "về tăng cường công tác đặc xá")


@pytest.mark.parametrize(
    "first", ["Chỉ thị về đặc xá đã được ban hành.", "Trong năm, chỉ thị về đặc xá được phổ biến", "Báo cáo viên về xã"]
)
def test_a_first_sentence_is_no_title(first: str) -> None:
    assert vanban.read(f"{first}\n\n1. Công an tỉnh rà soát.\n").subject is None


def test_a_paper_on_one_line_has_a_signer() -> None:
    read = plan("I. MỤC ĐÍCH\n" + "1. Nâng cao nhận thức của người dân trên địa bàn tỉnh.\n" * 8)
    folded = vanban.read(" ".join(read.text.split()))
    assert read.signature is not None
    assert folded.signature is not None
    assert (
        (folded.signature.position, folded.signature.name)
        == (read.signature.position, read.signature.name)
        == ("GIÁM ĐỐC", "Nguyễn Văn Mẫu")
    )
    assert folded.recipients == read.recipients


# ---------------------------------------------------------------- duties


def test_an_order_that_is_only_a_name_and_a_colon_gives_what_follows() -> None:
    body = "Giám đốc yêu cầu các phòng thực hiện các nhiệm vụ sau:\n1. Về thể chế\nGiao Phòng Tổ chức:\na) Rà soát văn bản.\nb) Tham mưu sửa đổi.\n2. Về tài chính\nGiao Phòng Tài vụ:\na) Bố trí kinh phí."
    assert given(plan(body)) == [
        ("Phòng Tổ chức", "Rà soát văn bản"),
        ("Phòng Tổ chức", "Tham mưu sửa đổi"),
        ("Phòng Tài vụ", "Bố trí kinh phí"),
    ]


def test_lines_of_a_banner_are_no_duties() -> None:
    body = "1. Giao Văn phòng Sở chuẩn bị hội trường với tiêu đề như sau:\nHỘI NGHỊ TỔNG KẾT\nCÔNG TÁC TUYÊN TRUYỀN\nSơn Hà, ngày 20 tháng 5 năm 2026"
    assert [unit for unit, _ in given(plan(body))] == ["Văn phòng Sở"]


@pytest.mark.parametrize(
    "told",
    [
        "1. Sở Y tế chưa tiếp nhận và thực hiện cấp giấy phép nào.",
        "1. Sở Y tế không có đủ cơ sở thẩm định hồ sơ nêu trên.",
        "1. Sở Y tế nhận thấy việc đánh giá phải tuân thủ quy định.",
        "1. Phòng Tổ chức nhất trí với chủ trương đầu tư dự án.",
        "1. Sở Y tế là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh.",
        "1. Địa điểm: Sở Y tế, địa chỉ: Số 5 Lê Lợi, phường An Hòa.",
        "1. Trưởng ban: Ông Lê Văn Mẫu.",
        "1. Bà Trần Thị Mẫu - Chuyên viên Phòng Hành chính và Văn thư - lưu trữ.",
        "Thực hiện Văn bản số 75/UBND-KT ngày 24/4/2026 của Ủy ban nhân dân tỉnh, trong đó giao Sở Y tế chủ trì tham mưu trước ngày 30/5/2026.",
        "1. Chủ trì: Lãnh đạo Sở Y tế.\n2. Thành phần: Các phòng.\n3. Địa điểm: Phòng họp A.",
    ],
)
def test_what_is_told_of_one_body_gives_no_duty(told: str) -> None:
    assert given(letter(told)) == []


def test_of_several_bodies_the_same_words_say_which() -> None:
    body = "Sở Nội vụ yêu cầu các đơn vị chưa thực hiện báo cáo khẩn trương gửi báo cáo trước ngày 08/6/2026."
    assert given(letter(body)) == [("các đơn vị chưa thực hiện báo cáo", "khẩn trương gửi báo")]


def test_a_letter_to_the_body_above_orders_nothing() -> None:
    body = "Sở Nội vụ báo cáo kết quả như sau:\n1. Đề nghị Sở Tài chính bố trí kinh phí.\n2. Sở Nội vụ có trách nhiệm hướng dẫn các hội."
    assert given(letter(body, to="Đồng chí Chủ tịch Ủy ban nhân dân tỉnh Sơn Hà")) == []
    assert len(given(letter(body, to="Sở Tài chính"))) == 2


def test_papers_to_be_studied_are_no_duties() -> None:
    body = "1. Yêu cầu các phòng chủ động nghiên cứu, cập nhật các văn bản quy phạm pháp luật sau:\n- Nghị định số 24/2026/NĐ-CP ngày 17/01/2026 của Chính phủ.\n- Thông tư số 01/2026/TT-BNV ngày 17/01/2026."
    assert [unit for unit, _ in given(letter(body))] == ["các phòng"]


@pytest.mark.parametrize(
    ("sentence", "unit", "first"),
    [
        ("Giao Công ty Cổ phần xây dựng giao thông Sơn Hà khắc phục hư hỏng.", "Công ty Cổ phần xây dựng giao thông Sơn Hà", "khắc"),
        ("Đề nghị Công ty TNHH vận tải và tư vấn kỹ thuật Sơn Hà gửi báo cáo.", "Công ty TNHH vận tải và tư vấn kỹ thuật Sơn Hà", "gửi"),
        ("Các cá nhân, tổ chức muốn gia nhập Hội cần nộp hồ sơ.", "Các cá nhân, tổ chức muốn gia nhập Hội", "cần"),
        ("Báo và Phát thanh, Truyền hình Lâm Đồng tăng cường tuyên truyền.", "Báo và Phát thanh, Truyền hình Lâm Đồng", "tăng"),
        ("Giao UBND phường Văn Phú tìm kiếm nhà đầu tư.", "UBND phường Văn Phú", "tìm"),
        ("Ủy viên Thư ký Hội đồng có trách nhiệm soạn thảo biên bản.", "Ủy viên Thư ký Hội đồng", "soạn"),
        ("Các thành viên Hội đồng thực hiện đánh giá khách quan.", "Các thành viên Hội đồng", "thực"),
    ],
)
def test_where_a_name_ends(sentence: str, unit: str, first: str) -> None:
    (entry,) = plan(f"1. {sentence}").assignments
    assert (entry.unit, entry.duty.split()[0]) == (unit, first)


@pytest.mark.parametrize(
    "heading", ["Ban Chủ nhiệm có quyền hạn và nhiệm vụ sau đây:", "Ban Chủ nhiệm có các nhiệm vụ, quyền hạn:", "Ban Chủ nhiệm"]
)
def test_that_a_unit_has_duties_is_none(heading: str) -> None:
    assert given(plan(f"1. Phòng Tổ chức\na) Lập danh sách.\n2. {heading}\na) Điều hành công việc.")) == [
        ("Phòng Tổ chức", "Lập danh sách"),
        ("Ban Chủ nhiệm", "Điều hành công việc"),
    ]


@pytest.mark.parametrize(
    ("body", "units"),
    [
        ("Đề nghị Công ty bổ sung hợp đồng.", ["Công ty"]),
        ("Hồ sơ còn thiếu; đề nghị Công ty nêu rõ thiết bị chứa.", ["Công ty"]),
        ("Yêu cầu Công ty cổ phần Sao Mai khẩn trương hoàn thiện hồ sơ.", ["Công ty cổ phần Sao Mai"]),
        ("Đề nghị Chủ đầu tư:\n- Hoàn thiện thiết kế.\n- Nộp báo cáo quý.", ["Chủ đầu tư", "Chủ đầu tư"]),
        ("Đề nghị Đơn vị nêu trên nộp lại hồ sơ.", ["Đơn vị nêu trên"]),
        ("Đề nghị Công ty và các đơn vị liên quan phối hợp thực hiện.", ["Công ty và các đơn vị liên quan"]),
        ("Theo đề nghị Công ty nộp ngày 01/02/2026, Sở đã xem xét hồ sơ.", []),
        ("Sở đã nhận hồ sơ; đề nghị Công ty đã gửi ngày 01/02/2026 là hợp lệ.", []),
        ("Nhiều công ty bổ sung hồ sơ chậm.", []),
        ("Sở Nội vụ đề nghị Sở Xây dựng xem xét, có ý kiến tham gia vào phương án.", ["Sở Xây dựng"]),
        ("Sở Nội vụ đề nghị Ủy ban nhân dân tỉnh xem xét, có ý kiến với Bộ Y tế.", []),
    ],
)
def test_a_party_of_whom_a_letter_speaks(body: str, units: list[str]) -> None:
    assert [unit for unit, _ in given(letter(body, to="Công ty cổ phần Sao Mai"))] == units


def test_what_an_office_is_is_no_duty() -> None:
    body = "II. THANH TRA TỈNH\n1. Thanh tra tỉnh là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh, giúp quản lý về thanh tra.\n2. Lập kế hoạch thanh tra."
    assert given(plan(body)) == [("THANH TRA TỈNH", "Lập kế hoạch thanh")]


def test_the_last_paragraph_turns_to_others() -> None:
    body = (
        "1. Sở Y tế\n- Tư vấn tâm lý.\n2. Văn phòng Sở\nTheo dõi việc thực hiện.\n"
        "Tuyên truyền là nhiệm vụ quan trọng. Ủy ban nhân dân tỉnh yêu cầu Lãnh đạo các sở, ngành nêu cao trách nhiệm."
    )
    assert [unit for unit, _ in given(plan(body))] == ["Sở Y tế", "Văn phòng Sở", "Lãnh đạo các sở, ngành"]


# ---------------------------------------------------------------- figures and citations


@pytest.mark.parametrize(
    "words",
    [
        "gửi về Phòng PC04, địa chỉ 24 - 26 đường Hồ Xuân Hương, phường An Hòa",
        "(Gửi kèm: 1. Văn bản của Sở Nội vụ; 2. Báo cáo của Sở Y tế)",
        "do Công ty TNHH Lâm nghiệp 888 Yên Sơn làm chủ đầu tư",
        "thực hiện theo đề án 08 phát triển công nghiệp",
        "áp dụng bản sửa đổi 1:2024 QCVN 05",
    ],
)
def test_numbers_that_count_nothing(words: str) -> None:
    assert plan(f"1. Các đơn vị {words}.").figures == ()


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Công ty Cổ phần phân lân Sao Mai có 02 Kết luận về môi trường", "02 Kết luận"),
        ("Đơn vị chuẩn bị gửi đơn vị thẩm định dự án 01 bộ hồ sơ", "01 bộ hồ sơ"),
        ("Tổng số đợt 2: 2024 người tham dự", "2024 người"),
    ],
)
def test_numbers_beside_firms_and_projects_that_count(words: str, printed: str) -> None:
    assert [figure.text for figure in plan(f"1. {words}.").figures] == [printed]


def test_papers_of_firms_whose_numbers_follow_no_grammar() -> None:
    body = (
        "Xét Văn bản số 01-GCN-MT ngày 21/4/2026 của Công ty A; văn bản số 21.4/GĐN ngày 21/4/2026 của Công ty B; Văn bản số 02 ngày 20/4/2026; "
        "Quyết định số 356 ngày 27/6/2024 của Công an tỉnh; Văn bản đề nghị số 01TV/2026 ngày 10/3/2026; Quyết định số 08.12/QĐML-VNS của Công ty C.\n1. Các phòng thực hiện."
    )
    assert [(entry.number, entry.date) for entry in plan(body).citations] == [
        ("01-GCN-MT", "2026-04-21"),
        ("21.4/GĐN", "2026-04-21"),
        ("02", "2026-04-20"),
        ("356", "2024-06-27"),
        ("01TV/2026", "2026-03-10"),
        ("08.12/QĐML-VNS", None),
    ]


def test_a_standard_with_a_letter() -> None:
    assert [entry.number for entry in plan("1. Thực hiện QCVN 05A:2020/BCT và TCVN 5507:2002.").citations] == [
        "QCVN05A:2020/BCT",
        "TCVN5507:2002",
    ]


def test_a_date_in_the_text_does_not_end_the_head() -> None:
    body = (
        "Báo cáo kết quả.\nThực hiện Nghị quyết số 163/2024/QH15 của Quốc hội.\n"
        + "Ngày 13 tháng 3 năm 2026, các đơn vị đã họp và " * 4
        + "kết thúc."
    )
    assert [entry.number for entry in vanban.read(body).citations] == ["163/2024/QH15"]


@pytest.mark.parametrize("hour", ["11g00 ngày ", "16 giờ 30 ngày ", "16 giờ 30 phút, ngày ", "17h ngày ", "17:00 ", "ngày "])
def test_an_hour_before_the_day_of_a_deadline(hour: str) -> None:
    assert [entry.due for entry in plan(f"1. Sở Y tế gửi báo cáo trước {hour}06/11/2026 để tổng hợp.").assignments] == ["2026-11-06"]


def test_a_unit_that_leads_the_work_below_is_not_told_so_twice() -> None:
    assert given(plan("1. Giao phòng Năng lượng chủ trì các công việc liên quan:\n- Rà soát quy hoạch.")) == [
        ("phòng Năng lượng", "Rà soát quy hoạch")
    ]
