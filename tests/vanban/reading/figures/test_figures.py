"""What counts as a figure, with bound, value and unit, and what does not."""

from __future__ import annotations

import pytest

from tests.vanban.reading.assignments.papers import paper
from vanban.model import Figure


def figures(sentence: str) -> tuple[Figure, ...]:
    """The figures of a report that holds one sentence."""
    return paper(f"I. KẾT QUẢ\n\n1. {sentence}", heading="BÁO CÁO", symbol="BC-UBND").figures


COUNTED = [
    ("Phát gần 100 lượt tin, bài trên đài xã.", [(100, "below", "lượt tin, bài")]),
    ("Cấp hơn 25.000 tờ rơi cho người dân.", [(25000, "above", "tờ rơi")]),
    ("Giúp khoảng 1,3 nghìn người có việc làm.", [(1300, "about", "người")]),
    ("Giải ngân 4,2 tỷ đồng cho 45 hộ.", [(4_200_000_000, "exact", "đồng"), (45, "exact", "hộ")]),
    ("Thu hút 1.219,11 triệu USD vốn đầu tư.", [(1_219_110_000, "exact", "USD")]),
    ("Phấn đấu tối thiểu 80% xã có mô hình, không quá 3% tái phạm.", [(80, "at_least", "%"), (3, "at_most", "%")]),
    ("Phấn đấu 95% trở lên số xã đạt chuẩn.", [(95, "at_least", "%")]),
    ("Tỷ lệ tái phạm giảm xuống dưới 2%.", [(2, "below", "%")]),
    ("Hòa giải thành 41/56 vụ việc.", [(41, "exact", "vụ việc")]),
    ("Ghi nhận 02 ca mắc/0 ca tử vong.", [(2, "exact", "ca mắc"), (0, "exact", "ca tử vong")]),
    ("Tỷ số giới tính là 109 bé trai/100 bé gái.", [(109, "exact", "bé trai/100 bé gái")]),
    ("Mỗi lớp có 20 - 30 học viên.", [(20, "at_least", "học viên"), (30, "at_most", "học viên")]),
    ("Mỗi hộ vay từ 20 đến 50 triệu đồng.", [(20_000_000, "at_least", "đồng"), (50_000_000, "at_most", "đồng")]),
    ("Đăng 04 bài viết/tuần.", [(4, "exact", "bài viết/tuần")]),
    ("Số phản ánh tiếp nhận: 49, đã xử lý: 21.", [(49, "exact", None), (21, "exact", None)]),
    ("Trong đó nam 298, nữ 14.", [(298, "exact", None), (14, "exact", None)]),
    ("Thu ngân sách cao hơn gần gấp 3 lần so với cùng kỳ.", [(3, "below", "lần")]),
    ("Xây dựng 10 (mười) mô hình.", [(10, "exact", "mô hình")]),
    ("Phạt 23 trường hợp với số tiền 156.750.000đ.", [(23, "exact", "trường hợp"), (156_750_000, "exact", "đ")]),
    ("Tổng kinh phí 5.378.7000.000 đồng.", [(None, "exact", "đồng")]),
    ("Trồng 50ha rừng trên 8.052 km2.", [(50, "exact", "ha rừng"), (8052, "above", "km2")]),
    ("Có hơn 2000 tờ gấp và ≥ 95% hộ được nhận.", [(2000, "above", "tờ gấp"), (95, "at_least", "%")]),
    ("Ban hành kết luận 17 cuộc kiểm tra.", [(17, "exact", "cuộc kiểm tra")]),
    ("Tặng quà 02 TTHC và 05 Nghị quyết.", [(2, "exact", "TTHC"), (5, "exact", "Nghị quyết")]),
]

NOT_COUNTED = [
    "Từ ngày 01/4 đến 30/4/2025, trong 6 tháng đầu năm 2025, giai đoạn 2021 - 2025.",
    "Theo khoản 2, khoản 3 Điều 15 Nghị định số 28/2013/NĐ-CP và Chỉ thị 33/CT-TTg.",
    "Người từ đủ 16 tuổi đến dưới 18 tuổi, trẻ em dưới 6 tuổi.",
    "Phạt tiền từ 10.000.000 đồng đến 20.000.000 đồng.",
    "Bị kết án từ 10 năm tù trở lên, có từ 02 tiền án trở lên.",
    "Lượng mưa 100-200mm, gió cấp 8, nhiệt độ 38 độ C, báo động 3.",
    "Thực hiện phương châm 4 tại chỗ, chính quyền địa phương 02 cấp.",
    "Xếp thứ 04/34 tỉnh, thành phố; lần thứ 3; đợt 2; nhóm 1; khu vực 8.",
    "Kiểm tra 02 lần/năm, trực 24/24, từ 8h00 đến 17h00, kéo dài 15 phút.",
    "Điện thoại: 02043555996; tài khoản 3713.0.1056677; phòng họp số 2.",
    "Đề án 06, Chương trình 135, Nghị quyết 19, công nghiệp 4.0, mạng 5G.",
    "Kỷ niệm 80 năm Quốc khánh, trong 05 (năm) ngày làm việc.",
    "Khử khuẩn bằng cồn 70% trong 24 giờ.",
    "Có 2/3 số phiếu tán thành.",
]


@pytest.mark.parametrize(("sentence", "expected"), COUNTED, ids=[sentence for sentence, _ in COUNTED])
def test_counts(sentence: str, expected: list[tuple[float | None, str, str | None]]) -> None:
    assert [(figure.value, figure.bound, figure.unit) for figure in figures(sentence)] == expected


@pytest.mark.parametrize("sentence", NOT_COUNTED)
def test_does_not_count(sentence: str) -> None:
    assert figures(sentence) == ()


def test_numbers_in_quoted_titles_are_marked() -> None:
    found = figures("Đã đăng bài “Hơn 300 người có việc làm” và 12 tin khác.")
    assert [(figure.value, figure.in_title) for figure in found] == [(300, True), (12, False)]


def test_headlines_listed_without_quotes_are_marked() -> None:
    found = figures("Đã đăng 5 bài. Một số tin, bài nổi bật như: Tân Yên có thêm 40 mô hình; Gần 2 tỷ đồng cho người trở về")
    assert [(figure.value, figure.in_title) for figure in found] == [(5, False), (40, True), (2_000_000_000, True)]


def test_an_open_quote_hides_nothing() -> None:
    assert [figure.in_title for figure in figures("Xử phạt hành vi “Không kiểm định với số tiền 40.000.000 đồng.")] == [False]


TABLE = """II. SỐ LIỆU

| TT | Loại hình | Số lượng (mô hình) | Kinh phí | Năm |
|---|---|---|---|---|
| 1 | Câu lạc bộ | 12 | 150.000.000 | 2024 |
| 2 | Tổ tự quản | 0 | 2,5 | 2025 |
| 3 | Quỹ | 03 | 40% | 2025 |
"""


def test_cells_of_a_table_count_but_running_numbers_and_years_do_not() -> None:
    found = paper(TABLE, heading="BÁO CÁO", symbol="BC-UBND").figures
    assert [(figure.value, figure.unit) for figure in found] == [
        (12, "Số lượng (mô hình)"),
        (150_000_000, "Kinh phí"),
        (0, "Số lượng (mô hình)"),
        (2.5, "Kinh phí"),
        (3, "Số lượng (mô hình)"),
        (40, "%"),
    ]


def test_spans_hold_the_words_of_the_figure() -> None:
    document = paper("I. KẾT QUẢ\n\n1. Phát gần 100 lượt tin, bài.\n\n2. Cấp 25.000 tờ rơi.", heading="BÁO CÁO", symbol="BC-UBND")
    assert [document.text[slice(*figure.span)] for figure in document.figures] == ["gần 100 lượt tin, bài", "25.000 tờ rơi"]
