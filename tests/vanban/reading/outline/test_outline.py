# ruff: noqa: E501  sentences of papers are as long as they are
"""The outline: labels of every kind, titles by the conventions, nesting where levels are skipped or begun anew."""

from __future__ import annotations

import pytest

from tests.vanban.reading.assignments.papers import paper
from vanban.model import Document, Line, OutlineNode, Source
from vanban.reading import read_source
from vanban.reading.outline.labels import label_of, letters
from vanban.text.roman import roman_value

Tree = list[tuple[str, str | None, "Tree"]]


def tree(nodes: tuple[OutlineNode, ...]) -> Tree:
    """Labels and titles, nested."""
    return [(node.label, node.title, tree(node.children)) for node in nodes]


def outline(body: str, **frame: str) -> Tree:
    """The outline of a paper with this body."""
    return tree(paper(body, **frame).outline)


TITLES = [
    ("1. Mục đích\n\n- Nâng cao nhận thức.", "Mục đích"),
    ("1. Mục đích:\n\n- Nâng cao nhận thức.", "Mục đích"),
    ("1. TỔ CHỨC THỰC HIỆN: Sở Y tế chủ trì.", "TỔ CHỨC THỰC HIỆN"),
    (
        "1. Người được đề nghị phải có đủ các điều kiện sau đây:\n\na) Có nơi ở;\n\nb) Có việc làm.",
        "Người được đề nghị phải có đủ các điều kiện sau đây",
    ),
    ("1. Thời gian tuyên truyền:\n\nTừ nay đến hết năm.", "Thời gian tuyên truyền"),
    ("1. Tai nạn lao động: Không.", "Tai nạn lao động"),
    ("1. Các chủ rừng (các Ban quản lý, các Công ty…)\n\n- Giữ rừng.", "Các chủ rừng (các Ban quản lý, các Công ty…)"),
    ("1. Đợt 1: Trong tháng 12/2025\n\n- Phát thanh.", "Đợt 1: Trong tháng 12/2025"),
    ("1. Sở Tư pháp: Hướng dẫn người dân làm thủ tục.", None),
    ("1. Tuyên truyền về kết quả đặc xá.", None),
    ("1. Chung tay giúp người trở về!", None),
    ("1. Có nhiều tiến bộ;", None),
    ("1. Bị kết án. Phải có đủ các điều kiện sau:\n\n- Có nơi ở.", None),
]


@pytest.mark.parametrize(("body", "title"), TITLES)
def test_titles(body: str, title: str | None) -> None:
    assert outline(body)[0][:2] == ("1", title)


def _docx(*lines: Line) -> Document:
    head = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/KH-SYT",
        "KẾ HOẠCH",
        "Công tác năm 2026",
        "Thực hiện chỉ đạo của tỉnh, Sở xây dựng kế hoạch.",
    )
    return read_source(Source("docx", tuple(Line(text, paragraph_end=True) for text in head) + lines))


@pytest.mark.parametrize(
    ("text", "bold_until", "title"),
    [
        ("2. Các vụ mất mát: Không xảy ra vụ nào trong kỳ báo cáo.", len("2. Các vụ mất mát:"), "Các vụ mất mát"),
        ("2. Các vụ mất mát: Không xảy ra vụ nào trong kỳ báo cáo.", len("2. Các vụ mất mát"), "Các vụ mất mát"),
        ("2. Các vụ mất mát: Không xảy ra vụ nào trong kỳ báo cáo.", len("2."), None),
        ("2. Các vụ mất mát: Không xảy ra vụ nào trong kỳ báo cáo.", 0, None),
        ("2. Chủ trì việc chung của cả cơ quan.", len("2. Chủ trì"), None),
        ("2. Đẩy mạnh tuyên truyền.", len("2. Đẩy mạnh tuyên truyền."), "Đẩy mạnh tuyên truyền"),
    ],
)
def test_bold_makes_a_title(text: str, bold_until: int, title: str | None) -> None:
    line = Line(text, bold=bold_until == len(text), bold_until=bold_until, paragraph_end=True)
    assert [node.title for node in _docx(line).outline] == [title]


def test_levels_nest_and_come_back() -> None:
    body = (
        "I. NỘI DUNG\n\n1. Báo chí\n\na) Viết tin.\n\n- Đăng báo.\n\n+ Báo in.\n\n+ Báo điện tử.\n\n- Phát sóng.\n\nb) Làm phim.\n\n2. Cơ sở\n\n2.1. Loa xã\n\n"
        "- Phát tin.\n\n2.2. Bảng tin\n\n- Dán tin.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n- Theo dõi."
    )
    assert outline(body) == [
        (
            "I",
            "NỘI DUNG",
            [
                (
                    "1",
                    "Báo chí",
                    [
                        ("a", None, [("-", None, [("+", None, []), ("+", None, [])]), ("-", None, [])]),
                        ("b", None, []),
                    ],
                ),
                ("2", "Cơ sở", [("2.1", "Loa xã", [("-", None, [])]), ("2.2", "Bảng tin", [("-", None, [])])]),
            ],
        ),
        ("II", "TỔ CHỨC THỰC HIỆN", [("1", "Sở Y tế", [("-", None, [])])]),
    ]


def test_levels_may_be_skipped_and_labels_repeated() -> None:
    body = "III. TỔ CHỨC\n\na) Bộ phận Tư pháp theo dõi.\n\nb) Bộ phận Tài chính chi tiền.\n\n2. Kinh phí\n\nTừ ngân sách.\n\nIII. ĐIỀU KHOẢN\n\n1. Báo cáo.\n\n1. Kiểm tra."
    assert outline(body) == [
        ("III", "TỔ CHỨC", [("a", None, []), ("b", None, []), ("2", "Kinh phí", [])]),
        ("III", "ĐIỀU KHOẢN", [("1", None, []), ("1", None, [])]),
    ]


def test_numbers_inside_letters_stay_there() -> None:
    body = "1. Báo chí\n\na) Viết tin:\n\n1. Tin ngắn.\n\n2. Tin dài.\n\nb) Làm phim.\n\n2. Cơ sở."
    assert outline(body) == [("1", "Báo chí", [("a", "Viết tin", [("1", None, []), ("2", None, [])]), ("b", None, [])]), ("2", None, [])]


def test_a_missing_full_stop_among_sentences_makes_no_title() -> None:
    body = "1. Chung tay giúp người trở về.\n\n2. Tổ chức phát thanh hằng tuần trên loa của xã\n\n3. Treo khẩu hiệu."
    assert [title for _, title, _ in outline(body)] == [None, None, None]


def test_headings_among_sentences_stay_titles_where_text_stands_below() -> None:
    body = "1. Chung tay giúp người trở về.\n\n2. Kinh phí thực hiện\n\nTừ ngân sách.\n\n3. Treo khẩu hiệu."
    assert [title for _, title, _ in outline(body)] == [None, "Kinh phí thực hiện", None]


def test_chapters_take_their_name_from_the_next_line() -> None:
    body = "Chương I\n\nQUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi điều chỉnh\n\nQuy chế này áp dụng trong tỉnh.\n\nĐiều 2. Giải thích từ ngữ\n\n1. Người trở về là người chấp hành xong án."
    assert outline(body, heading="QUY CHẾ", symbol="QC-UBND") == [
        ("Chương I", "QUY ĐỊNH CHUNG", [("Điều 1", "Phạm vi điều chỉnh", []), ("Điều 2", "Giải thích từ ngữ", [("1", None, [])])]),
    ]


def test_a_first_roman_before_arabic_two_is_a_one() -> None:
    assert [label for label, _, _ in outline("I. Sở Y tế khám bệnh.\n\n2. Sở Nội vụ tìm việc.\n\n3. Công an tỉnh theo dõi.")] == [
        "1",
        "2",
        "3",
    ]


def test_a_sentence_torn_by_a_page_is_whole() -> None:
    document = paper("1. Tuyên truyền sâu rộng trong\n\n2\n\ncán bộ, chiến sĩ và Nhân dân.\n\n2. Làm phim.")
    assert [node.label for node in document.outline] == ["1", "2"]
    assert document.text[slice(*document.outline[0].span)].endswith("Nhân dân.")


def test_spans_hold_all_content() -> None:
    document = paper(
        "I. NỘI DUNG\n\n1. Báo chí\n\nViết tin.\n\n- Đăng báo.\n\n2. Cơ sở.\n\nII. KINH PHÍ\n\nTừ ngân sách.\n\nTrên đây là kế hoạch của tỉnh./."
    )
    first, second = document.outline
    assert document.text[slice(*first.span)].startswith("I. NỘI DUNG")
    assert document.text[slice(*first.span)].endswith("2. Cơ sở.")
    assert document.text[slice(*first.children[0].span)] == "1. Báo chí\n\nViết tin.\n\n- Đăng báo."
    assert document.text[slice(*second.span)].endswith("Từ ngân sách.")


LABELS = [
    ("Phần thứ nhất", "Phần thứ nhất"),
    ("CHƯƠNG II", "Chương II"),
    ("Mục 1. TÊN MỤC", "Mục 1"),
    ("Điều 12a. Sửa đổi", "Điều 12a"),
    ("Điều 5 Trách nhiệm", "Điều 5"),
    ("IV. NỘI DUNG", "IV"),
    ("II NHIỆM VỤ", "II"),
    ("III - KINH PHÍ", "III"),
    ("I- MỤC ĐÍCH", "I"),
    ("1- Mục đích", "1"),
    ("A. PHẦN CHUNG", "A"),
    ("10. Tên", "10"),
    ("1.Tên", "1"),
    ("2.1. Tên", "2.1"),
    ("2.1 Tên", "2.1"),
    ("1/ Tên", "1"),
    ("1) Tên", "1"),
    ("(1) Tên", "(1)"),
    ("đ) Tên", "đ"),
    ("a. Tên", "a"),
    ("b/ Tên", "b"),
    ("- Tên", "-"),
    ("– Tên", "-"),
    ("• Tên", "-"),
    ("+ Tên", "+"),
]
NO_LABELS = [
    "Điều 5 Luật Đặc xá quy định",
    "1.000 đồng",
    "15/7/2024 là ngày",
    "49/QCPH-UBND ngày",
    "2025. Năm nay",
    "10,5% dân số",
    "Mục 6 nêu trên",
    "---",
    "V/v báo cáo",
    "a b c",
    "ông A.",
    "1",
    "",
    "Phần lớn người dân",
    "C. elegans",
    "1.5 lần",
]


@pytest.mark.parametrize(("text", "label"), LABELS)
def test_labels(text: str, label: str) -> None:
    found = label_of(text)
    assert found is not None
    assert found.text == label


@pytest.mark.parametrize("text", NO_LABELS)
def test_what_is_no_label(text: str) -> None:
    assert label_of(text) is None


@pytest.mark.parametrize(("text", "label"), [("H. KẾT QUẢ", "II"), ("1I. KẾT QUẢ", "II"), ("IIl. KẾT QUẢ", "III"), ("l. Chủ tịch", "1")])
def test_misread_labels_of_scans(text: str, label: str) -> None:
    found = label_of(text, scanned=True)
    assert found is not None
    assert found.text == label


def test_every_list_letter_is_a_label_in_its_place() -> None:
    orders = [label.order for label in map(label_of, (f"{letter}) Tên" for letter in letters())) if label]
    assert orders == [(place,) for place in range(1, len(letters()) + 1)]


def test_roman_numerals_come_back() -> None:
    signs = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XIV", "XIX", "XX", "XXXIX"]
    assert [roman_value(sign) for sign in signs] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 19, 20, 39]
    assert [roman_value(sign) for sign in ("IIII", "VX", "IC", "", "IXI")] == [None] * 5
