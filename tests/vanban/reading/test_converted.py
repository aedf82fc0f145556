# ruff: noqa: E501  lines of papers are as long as they are
"""Papers as converters, sites and typists leave them: lines broken anywhere, bars, lost marks. All of them written by us."""

from __future__ import annotations

import pytest

import vanban

_HEAD = """\
ỦY BAN NHÂN DÂN
TỈNH BÌNH MINH
-------
{state}
Độc lập - Tự do - Hạnh phúc
---------------
Số: 12/KH-UBND
Bình Minh, ngày 03
tháng 02 năm 2024
KẾ HOẠCH
{subject}
{body}
"""
_SUBJECT = "PHÒNG, CHỐNG HẠN HÁN MÙA KHÔ NĂM 2024"
_BODY = (
    "Thực hiện Chỉ thị số 05/CT-TTg ngày 05/01/2024 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\nI. MỤC ĐÍCH"
)


def _paper(state: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", subject: str = _SUBJECT, body: str = _BODY) -> vanban.Document:
    return vanban.read(_HEAD.format(state=state, subject=subject, body=body))


def _issuer(document: vanban.Document) -> tuple[str | None, tuple[str, ...]]:
    return (document.issuer.name, document.issuer.others) if document.issuer else (None, ())


_STATE = ["CỘNG", "HÒA", "XÃ", "HỘI", "CHỦ", "NGHĨA", "VIỆT", "NAM"]


@pytest.mark.parametrize("cut", range(1, 8))
def test_the_states_name_broken_anywhere_is_no_issuer(cut: int) -> None:
    document = _paper(state=f"{' '.join(_STATE[:cut])}\n{' '.join(_STATE[cut:])}")
    assert document.issuer is not None
    assert (document.issuer.name, document.issuer.parent) == ("Ủy ban nhân dân tỉnh Bình Minh", None)


def test_the_states_name_with_a_letter_lost_is_no_issuer() -> None:
    assert _issuer(_paper(state="CỘNG HÒA XàHỘI CHỦ NGHĨA VIỆT NAM"))[0] == "Ủy ban nhân dân tỉnh Bình Minh"


def test_a_body_that_ends_in_viet_nam_keeps_its_end() -> None:
    text = "BẢO HIỂM XÃ HỘI\nVIỆT NAM\n-----\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 26/BHXH-TCKT\nHà Nội, ngày 28 tháng 6 năm 2023\nKính gửi: Bộ Y tế"
    assert _issuer(vanban.read(text))[0] == "Bảo hiểm xã hội Việt Nam"


def test_a_subject_goes_on_after_the_dash_of_a_period() -> None:
    assert _paper(subject="PHÒNG, CHỐNG HẠN HÁN MÙA KHÔ NĂM 2023 -\n2024").subject == "Phòng, chống hạn hán mùa khô năm 2023 - 2024"


def test_a_subject_set_apart_by_gaps_is_one() -> None:
    document = _paper(
        subject="Thực hiện Nghị định số 15/2023/NĐ-CP ngày 10/10/2023\n\ncủa Chính phủ về chế độ trực\n____", body=f"\n{_BODY}"
    )
    assert document.subject == "Thực hiện Nghị định số 15/2023/NĐ-CP ngày 10/10/2023 của Chính phủ về chế độ trực"


@pytest.mark.parametrize("label", ["Số: ", "Só:", "Sổ: ", "So: ", "Số : "])
def test_a_number_whose_label_lost_its_mark(label: str) -> None:
    text = _HEAD.format(state="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", subject=_SUBJECT, body=_BODY).replace("Số: ", label)
    number = vanban.read(text).number
    assert number is not None
    assert number.text == "12/KH-UBND"


@pytest.mark.parametrize(
    ("lines", "bodies"),
    [
        (("BỘ TƯ PHÁP", "BỘ Y TẾ"), ("Bộ Tư pháp", "Bộ Y tế")),
        (
            ("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "BỘ TƯ PHÁP -", "BỘ CÔNG AN"),
            ("Bộ Lao động - Thương binh và Xã hội", "Bộ Tư pháp", "Bộ Công an"),
        ),
        (("BỘ CÔNG AN", "TÒA ÁN NHÂN DÂN TỐI CAO"), ("Bộ Công an", "Tòa án nhân dân tối cao")),
        (("SỞ TƯ PHÁP", "SỞ Y TẾ"), ("Sở Tư pháp", "Sở Y tế")),
    ],
)
def test_bodies_of_one_rank_on_lines_of_their_own_issue_together(lines: tuple[str, ...], bodies: tuple[str, ...]) -> None:
    head = "\n".join(lines)
    text = f"{head}\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 22/QCPH-TP-YT\nHà Nội, ngày 16 tháng 6 năm 2023\nQUY CHẾ PHỐI HỢP\nVỀ TRỢ GIÚP NGƯỜI CHẤP HÀNH XONG ÁN\nĐiều 1. Phạm vi"
    name, others = _issuer(vanban.read(text))
    assert (name, *others) == bodies


def test_a_body_under_a_ministry_is_no_joint_issuer() -> None:
    text = "BỘ Y TẾ\nVIỆN MẮT TRUNG ƯƠNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 22/KH-VM\nHà Nội, ngày 16 tháng 6 năm 2023\nKẾ HOẠCH\nKhám mắt"
    document = vanban.read(text)
    assert document.issuer is not None
    assert (document.issuer.parent, document.issuer.others) == ("Bộ Y tế", ())


def test_lines_that_end_in_an_open_word_go_on() -> None:
    body = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm\n2025;\nCăn cứ Nghị định số\n35/2023/NĐ-CP ngày 13 tháng 4 năm 2023 của Chính phủ về quản lý đất;\nI. MỤC ĐÍCH"
    cited = {citation.number or citation.title: citation for citation in _paper(body=body).citations}
    assert (cited["35/2023/NĐ-CP"].basis, cited["35/2023/NĐ-CP"].type) == (True, "NĐ")
    assert cited["Tổ chức chính quyền địa phương"].date == "2025-02-19"


def test_a_unit_in_brackets_belongs_to_the_symbol() -> None:
    body = "Theo đề nghị của Giám đốc Công an tỉnh tại Tờ trình số 895/TTr-CAT-PV01(PC10) ngày 15/3/2023.\nI. MỤC ĐÍCH"
    (cited,) = _paper(body=body).citations
    assert (cited.type, cited.number, cited.date) == ("TTr", "895/TTr-CAT-PV01(PC10)", "2023-03-15")


@pytest.mark.parametrize("label", ["Nơi nhận:", "Nơi nhn:", "Nơi nhân:"])
@pytest.mark.parametrize("mark", ["KT. CHỦ TỊCH", "KT CHỦ TỊCH", "K/T CHỦ TỊCH", "KT.CHỦ TỊCH"])
def test_a_closing_with_marks_and_points_lost(label: str, mark: str) -> None:
    document = _paper(body=f"{_BODY}\n1. Tiết kiệm nước.\n{label}\n- Như trên;\n- Lưu: VT.\n{mark}\nPHÓ CHỦ TỊCH\n\nLê Văn Hòa")
    assert document.recipients == ("Như trên", "Lưu: VT")
    signature = document.signature
    assert signature is not None
    assert (signature.authority, signature.on_behalf_of, signature.position, signature.name) == (
        "KT.",
        "CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Lê Văn Hòa",
    )


@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_heading_in_capitals_does_not_run_into_the_text_below_it(gap: str) -> None:
    wrapped = "Sau mười năm thực hiện Nghị quyết của Tỉnh ủy, hệ thống đường sá trên\nđịa bàn tỉnh có bước phát triển nhanh và ngày một\nđồng bộ hơn.\n"
    body = f"Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n{gap}I. ĐÁNH GIÁ TÌNH HÌNH\n{wrapped}{gap}II. NHIỆM VỤ\n{wrapped}{gap}III. GIẢI PHÁP\n{wrapped}"
    assert [(node.label, node.title) for node in _paper(body=body).outline] == [
        ("I", "ĐÁNH GIÁ TÌNH HÌNH"),
        ("II", "NHIỆM VỤ"),
        ("III", "GIẢI PHÁP"),
    ]


def test_recipients_in_a_row_below_their_label() -> None:
    table = "| **Nơi nhận:** | **KT. CHỦ TỊCH** <br> **PHÓ CHỦ TỊCH** |\n| :--- | :--- |\n| - Như trên;<br>- Sở Y tế;<br>- Lưu: VT. | *(Đã ký)* <br> **Lê Văn Hòa** |"
    document = _paper(body=f"{_BODY}\n\n1. Tiết kiệm nước.\n\n{table}\n")
    assert document.recipients == ("Như trên", "Sở Y tế", "Lưu: VT")
    assert document.signature is not None
    assert (document.signature.authority, document.signature.name) == ("KT.", "Lê Văn Hòa")


def test_bars_left_between_the_columns_of_a_head() -> None:
    text = "BỘ Y TẾ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 47/BYT-VPB1 | Hà Nội, ngày 13 tháng 8 năm 2024 |\nKính gửi: Sở Y tế tỉnh Bình Minh\nBộ Y tế nhận được Công văn số 49/SYT-VP ngày 14/6/2024 của Sở Y tế."
    document = vanban.read(text)
    assert document.number is not None
    assert (_issuer(document)[0], document.number.text) == ("Bộ Y tế", "47/BYT-VPB1")
    assert (document.place, document.date) == ("Hà Nội", "2024-08-13")


def test_bases_above_the_word_that_decides_are_read_where_the_heading_is_lost() -> None:
    text = "ỦY BAN NHÂN DÂN\nTỈNH BÌNH MINH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 42/QĐ-UBND\nBình Minh, ngày 22 tháng 3 năm 2024\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BÌNH MINH\nCăn cứ Luật Đặc xá ngày 19/11/2018;\nCăn cứ Nghị định số 49/2020/NĐ-CP ngày 17/4/2020 của Chính phủ;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành Đề án.\n"
    document = vanban.read(text)
    assert [citation.number or citation.title for citation in document.citations] == ["Đặc xá", "49/2020/NĐ-CP"]
    assert all(citation.basis for citation in document.citations)
    assert document.type is not None
    assert document.type.code == "QĐ"
    assert _issuer(document)[0] == "Ủy ban nhân dân tỉnh Bình Minh"


@pytest.mark.parametrize(
    ("words", "issuer"),
    [
        ("Bộ Y tế đã tham mưu Chính phủ ban hành Nghị định số 15/2018/NĐ-CP về an toàn thực phẩm", "Chính phủ"),
        ("Nghị quyết số 01/NQ-CP ngày 07 tháng 01 năm 2024 của Chính phủ và ý kiến chỉ đạo của Thủ tướng", "Chính phủ"),
    ],
)
def test_whose_a_cited_paper_is(words: str, issuer: str) -> None:
    (cited,) = _paper(body=f"{words}.\nI. MỤC ĐÍCH").citations
    assert cited.issuer == issuer


@pytest.mark.parametrize(
    ("line", "issuer", "parent"),
    [
        ("UBND TỈNH BÌNH MINH CÔNG AN TỈNH", "Công an tỉnh", "UBND tỉnh Bình Minh"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG SỞ Y TẾ", "Sở Y tế", "Ủy ban nhân dân thành phố Hải Phòng"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", "Ủy ban nhân dân thành phố Hải Phòng", None),
        ("UBND XÃ TRƯỜNG XUÂN", "UBND xã Trường Xuân", None),
    ],
)
def test_two_bodies_on_one_line(line: str, issuer: str, parent: str | None) -> None:
    text = f"{line}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 3/KH-VP\nBình Minh, ngày 5 tháng 3 năm 2024\nKẾ HOẠCH\nTuyên truyền\n"
    document = vanban.read(text)
    assert document.issuer is not None
    assert document.issuer.name.casefold() == issuer.casefold()
    assert document.issuer.parent == parent


def test_a_signer_in_the_line_of_the_archive() -> None:
    closing = "Nơi nhận:                 KT. CHỦ TỊCH\n- Sở Y tế;                PHÓ CHỦ TỊCH\n- Lưu: VT, NC.            Lê Văn Hòa\n"
    document = _paper(body=f"{_BODY}\n1. Tiết kiệm nước.\n{closing}")
    assert document.recipients == ("Sở Y tế", "Lưu: VT, NC")
    assert document.signature is not None
    assert (document.signature.position, document.signature.name) == ("PHÓ CHỦ TỊCH", "Lê Văn Hòa")


def test_a_symbol_on_the_line_below_its_label() -> None:
    text = _HEAD.format(state="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", subject=_SUBJECT, body=_BODY).replace("Số: 12/KH", "Số:\n/KH")
    document = vanban.read(text)
    assert document.number is not None
    assert (document.number.text, document.number.serial) == ("/KH-UBND", None)
    assert _issuer(document)[0] == "Ủy ban nhân dân tỉnh Bình Minh"
