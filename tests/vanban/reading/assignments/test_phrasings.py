# ruff: noqa: E501  sentences of papers are as long as they are
"""How duties are given: each family of phrasings with what must be found, and what gives no duty at all."""

from __future__ import annotations

import pytest

from tests.vanban.reading.assignments.papers import duties
from vanban.model import Assignment

GIVEN = [
    pytest.param("1. Phòng PX03 viết 20 tin, bài về đặc xá.", [("Phòng PX03", "viết 20 tin, bài")], id="writes"),
    pytest.param(
        "Xét đề nghị của Bộ Ngoại giao, Thủ tướng Chính phủ có ý kiến như sau:\n\nBộ Văn hóa-Thông tin chủ trì, phối hợp với Bộ Ngoại giao xem xét, xử lý.",
        [("Bộ Văn hóa-Thông tin", "chủ trì, phối hợp với Bộ Ngoại giao xem xét")],
        id="leads-in-a-plain-paragraph",
    ),
    pytest.param(
        "Điều 2. Các cơ quan, đơn vị sau đây chịu trách nhiệm tổ chức thực hiện Kế hoạch:\n\n1. Sở Nội vụ chủ trì tham mưu, theo dõi việc thực hiện.\n\n2. Sở Y tế xây dựng tài liệu tập huấn.",
        [
            ("Các cơ quan, đơn vị sau đây", "chịu trách nhiệm tổ chức thực hiện"),
            ("Sở Nội vụ", "chủ trì tham mưu, theo dõi"),
            ("Sở Y tế", "xây dựng tài liệu tập huấn"),
        ],
        id="units-that-follow",
    ),
    pytest.param(
        "III. PHÂN CÔNG NHIỆM VỤ\n\n1. Sở Y tế\n\n- Chủ trì, phối hợp với Công an tỉnh tổ chức tư vấn tâm lý.\n\n- Báo cáo kết quả hằng quý.",
        [("Sở Y tế", "Chủ trì, phối hợp với Công an tỉnh"), ("Sở Y tế", "Báo cáo kết quả")],
        id="heading-with-bullets",
    ),
    pytest.param(
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Phòng PX03 có trách nhiệm:\n\nXây dựng phóng sự về gương người tốt. Đăng trên cổng của tỉnh.",
        [("Phòng PX03", "Xây dựng phóng sự về gương người tốt")],
        id="heading-with-a-paragraph",
    ),
    pytest.param(
        "1. Sở Tư pháp: Hướng dẫn người dân thủ tục xóa án tích; biên soạn tờ gấp.\n\n2. Sở Tài chính: Cân đối, bố trí kinh phí.",
        [("Sở Tư pháp", "Hướng dẫn người dân"), ("Sở Tài chính", "Cân đối, bố trí kinh phí")],
        id="unit-and-colon-on-one-line",
    ),
    pytest.param(
        "1. Sở Nội vụ (cơ quan thường trực)\n\na) Theo dõi, đôn đốc các đơn vị.\n\nb) Tổng hợp, báo cáo trước ngày 15/12/2026.",
        [("Sở Nội vụ (cơ quan thường trực)", "Theo dõi, đôn đốc"), ("Sở Nội vụ (cơ quan thường trực)", "Tổng hợp, báo cáo")],
        id="heading-with-brackets",
    ),
    pytest.param(
        "2. Giao Công an tỉnh chủ trì, phối hợp với Sở Tư pháp theo dõi việc thực hiện Kế hoạch này.",
        [("Công an tỉnh", "chủ trì, phối hợp với Sở Tư pháp")],
        id="giao",
    ),
    pytest.param(
        "1. Biên soạn bộ câu hỏi và trả lời về tín dụng (Giao Ngân hàng Chính sách xã hội tỉnh chủ trì, phối hợp với Công an tỉnh).",
        [("Ngân hàng Chính sách xã hội tỉnh", "Biên soạn bộ câu hỏi và trả lời về tín dụng")],
        id="in-brackets-behind-the-task",
    ),
    pytest.param(
        "II. NỘI DUNG\n\n1. Tập huấn cho tuyên truyền viên cơ sở\n\n- Cơ quan chủ trì: Sở Văn hóa, Thể thao và Du lịch.\n\n"
        "- Cơ quan phối hợp: Công an tỉnh, Sở Tư pháp.\n\n- Thời gian thực hiện: Quý III năm 2026.",
        [
            ("Sở Văn hóa, Thể thao và Du lịch", "Tập huấn cho tuyên truyền viên"),
            ("Công an tỉnh, Sở Tư pháp", "Tập huấn cho tuyên truyền viên"),
        ],
        id="fields",
    ),
    pytest.param(
        "II. NỘI DUNG\n\n1. Phát hành sổ tay hỏi đáp\n\n- Đơn vị chủ trì: Sở Tư pháp; đơn vị phối hợp: Sở Nội vụ; thời gian hoàn thành: 30/9/2026.",
        [("Sở Tư pháp", "Phát hành sổ tay hỏi đáp"), ("Sở Nội vụ", "Phát hành sổ tay hỏi đáp")],
        id="fields-on-one-line",
    ),
    pytest.param(
        "IV. TỔ CHỨC THỰC HIỆN\n\n1. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội\n\n"
        "Vận động hội viên giúp đỡ người trở về.",
        [("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội", "Vận động hội viên")],
        id="polite-heading",
    ),
    pytest.param(
        "IV. TỔ CHỨC THỰC HIỆN\n\n1. Căn cứ Kế hoạch này, Giám đốc các sở, Thủ trưởng các cơ quan, đơn vị có liên quan xây dựng kế hoạch của ngành mình.",
        [("Giám đốc các sở, Thủ trưởng các cơ quan, đơn vị có liên quan", "xây dựng kế hoạch")],
        id="behind-a-ground",
    ),
    pytest.param(
        "IV. TỔ CHỨC THỰC HIỆN\n\n1. Các cơ quan được giao chủ trì nhiệm vụ có trách nhiệm lập dự toán, các cơ quan phối hợp có trách nhiệm cử người tham gia.",
        [("Các cơ quan được giao chủ trì nhiệm vụ", "lập dự toán"), ("các cơ quan phối hợp", "cử người tham gia")],
        id="two-units-one-sentence",
    ),
    pytest.param(
        "IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế theo dõi chung.\n\nTrong quá trình thực hiện, nếu có khó khăn, vướng mắc, "
        "các cơ quan, đơn vị kịp thời phản ánh về Sở Y tế để tổng hợp./.",
        [("Sở Y tế", "theo dõi chung"), ("các cơ quan, đơn vị", "kịp thời phản ánh về Sở Y tế")],
        id="difficulties",
    ),
    pytest.param(
        "1. Công an tỉnh\n\nTham mưu chỉ đạo toàn diện công tác này.\n\nTrong đó giao Trưởng phòng PC10 chỉ đạo thực hiện:\n\n- Rà soát số người trở về.\n\n- Lập hồ sơ.",
        [("Công an tỉnh", "Tham mưu chỉ đạo"), ("Trưởng phòng PC10", "Rà soát số người trở về"), ("Trưởng phòng PC10", "Lập hồ sơ")],
        id="unit-changes-under-a-heading",
    ),
    pytest.param(
        "1. Các Bộ: Quốc phòng, Công an chủ động sẵn sàng lực lượng.",
        [("Các Bộ: Quốc phòng, Công an", "chủ động sẵn sàng lực lượng")],
        id="list-behind-a-colon-in-the-name",
    ),
    pytest.param(
        "1. Đồng chí Phó Chủ tịch Ủy ban nhân dân xã - Trưởng ban: Phụ trách chung, chịu trách nhiệm trước Đảng ủy xã.",
        [("Đồng chí Phó Chủ tịch Ủy ban nhân dân xã - Trưởng ban", "Phụ trách chung")],
        id="person",
    ),
    pytest.param(
        "1. Trách nhiệm của Sở Tài chính\n\na) Thẩm định dự toán.\n\nb) Hướng dẫn thanh toán, quyết toán.",
        [("Sở Tài chính", "Thẩm định dự toán"), ("Sở Tài chính", "Hướng dẫn thanh toán")],
        id="responsibility-of",
    ),
    pytest.param(
        "1. Đối với Ủy ban nhân dân các xã, phường\n\n- Tiếp nhận, giúp đỡ người trở về địa phương.",
        [("Ủy ban nhân dân các xã, phường", "Tiếp nhận, giúp đỡ người trở về")],
        id="as-to",
    ),
    pytest.param(
        "III. PHÂN CÔNG\n\n- Văn phòng: Chuẩn bị hội trường, âm thanh.\n\n- Phòng Văn hóa - Xã hội: Viết bài, chụp ảnh.",
        [("Văn phòng", "Chuẩn bị hội trường, âm thanh"), ("Phòng Văn hóa - Xã hội", "Viết bài, chụp ảnh")],
        id="bullets-that-name-units",
    ),
    pytest.param(
        "III. PHÂN CÔNG\n\n1. Sở Xây dựng và Ủy ban nhân dân xã Hòa An rà soát nhà ở của người có hoàn cảnh khó khăn.",
        [("Sở Xây dựng và Ủy ban nhân dân xã Hòa An", "rà soát nhà ở")],
        id="two-names-with-verbs-in-them",
    ),
    pytest.param(
        "III. PHÂN CÔNG\n\n1. Báo và Phát thanh, Truyền hình tỉnh, Trung tâm Xúc tiến đầu tư tổ chức phát sóng chuyên mục hằng tuần.",
        [("Báo và Phát thanh, Truyền hình tỉnh, Trung tâm Xúc tiến đầu tư", "tổ chức phát sóng")],
        id="press",
    ),
    pytest.param(
        "III. PHÂN CÔNG\n\n1. Sở Y tế\n\nKhám bệnh cho dân.\n\n2. Công an tỉnh\n\nGiữ trật tự.\n\n3. Sunrise Nam Sơn\n\nPhủ sóng các thôn.\n\n4. Kinh phí\n\nTừ ngân sách.",
        [("Sở Y tế", "Khám bệnh cho dân"), ("Công an tỉnh", "Giữ trật tự"), ("Sunrise Nam Sơn", "Phủ sóng các thôn")],
        id="unknown-name-among-units",
    ),
    pytest.param(
        "III. PHÂN CÔNG\n\n1. Ban Chỉ đạo 138 tỉnh phân công thành viên phụ trách địa bàn.",
        [("Ban Chỉ đạo 138 tỉnh", "phân công thành viên")],
        id="steering-board",
    ),
    pytest.param(
        "III. PHÂN CÔNG\n\n1. Sở Y tế chủ trì, phối hợp với Công an tỉnh và các đơn vị liên quan:\n\na) Khám sức khỏe cho người trở về.\n\nb) Cấp thuốc miễn phí.",
        [("Sở Y tế", "Khám sức khỏe cho người trở về"), ("Sở Y tế", "Cấp thuốc miễn phí")],
        id="opening-with-partners-only",
    ),
]

LETTERS = [
    pytest.param(
        "Thực hiện chỉ đạo của cấp trên, Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành khẩn trương rà soát số liệu, gửi trước ngày 20/6/2026./.",
        [("các sở, ban, ngành", "khẩn trương rà soát số liệu")],
        id="request-in-an-opening",
    ),
    pytest.param(
        "Để bảo đảm tiến độ, Ủy ban nhân dân tỉnh đề nghị các đơn vị, địa phương thực hiện các nội dung sau:\n\n- Rà soát danh sách.\n\n- Lập dự toán kinh phí.",
        [("các đơn vị, địa phương", "Rà soát danh sách"), ("các đơn vị, địa phương", "Lập dự toán kinh phí")],
        id="opening-gives-its-unit",
    ),
    pytest.param(
        "Ủy ban nhân dân tỉnh yêu cầu:\n\n1. Sở Nội vụ tham mưu tổ chức phiên giao dịch việc làm.\n\n2. Công an tỉnh tổng hợp danh sách.\n\n"
        "Yêu cầu Thủ trưởng các đơn vị nghiêm túc thực hiện./.",
        [("Sở Nội vụ", "tham mưu tổ chức"), ("Công an tỉnh", "tổng hợp danh sách"), ("Thủ trưởng các đơn vị", "nghiêm túc thực hiện")],
        id="request-without-a-unit",
    ),
    pytest.param(
        "Sau khi xem xét, Chủ tịch Ủy ban nhân dân tỉnh có ý kiến như sau:\n\n1. Trên cơ sở báo cáo của Công ty Hòa Bình, giao Sở Xây dựng kiểm tra hiện trường, "
        "báo cáo trước ngày 10/6/2026.",
        [("Sở Xây dựng", "kiểm tra hiện trường")],
        id="conclusion",
    ),
]

NOT_GIVEN = [
    pytest.param(
        "IV. TỔ CHỨC THỰC HIỆN\n\n1. Kinh phí thực hiện\n\nKinh phí được bố trí trong dự toán ngân sách hằng năm.", "KẾ HOẠCH", id="budget"
    ),
    pytest.param("I. MỤC ĐÍCH, YÊU CẦU\n\n1. Các cơ quan, đơn vị phải xác định đây là nhiệm vụ thường xuyên.", "KẾ HOẠCH", id="aims"),
    pytest.param(
        "I. KẾT QUẢ\n\n1. Sở Y tế đã chỉ đạo các bệnh viện tổ chức 12 buổi tư vấn.\n\n2. Đề nghị Bộ Y tế xem xét, bố trí kinh phí.",
        "BÁO CÁO",
        id="report",
    ),
    pytest.param(
        "III. HÌNH THỨC KHEN THƯỞNG\n\n1. Các cơ quan, đơn vị căn cứ thành tích để bình xét và đề nghị khen thưởng.",
        "KẾ HOẠCH",
        id="awards",
    ),
    pytest.param(
        "Điều 3. Chánh Văn phòng, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này./.", "QUYẾT ĐỊNH", id="closing-article"
    ),
    pytest.param("II. NỘI DUNG\n\n1. Mọi người dân tích cực tham gia giúp đỡ người trở về.", "KẾ HOẠCH", id="everybody"),
    pytest.param(
        "II. NỘI DUNG\n\n1. Tổ chức hội nghị tuyên truyền tại xã.\n\n2. Phòng, chống tái phạm tội.\n\n3. Báo cáo kết quả theo quy định.",
        "KẾ HOẠCH",
        id="no-unit",
    ),
    pytest.param("Văn phòng thông báo để các đơn vị biết, triển khai thực hiện./.", "THÔNG BÁO", id="notice"),
    pytest.param("II. NỘI DUNG\n\n1. Công tác kiểm tra của Sở Y tế được thực hiện thường xuyên.", "KẾ HOẠCH", id="told-not-ordered"),
]


def _heads(found: tuple[Assignment, ...], expected: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Unit and as much of each duty as the table gives."""
    wanted = dict(enumerate(expected))
    return [(entry.unit, entry.duty[: len(wanted[n][1])] if n in wanted else entry.duty) for n, entry in enumerate(found)]


@pytest.mark.parametrize(("body", "expected"), GIVEN)
def test_finds_every_family_of_phrasings(body: str, expected: list[tuple[str, str]]) -> None:
    assert _heads(duties(body), expected) == expected


@pytest.mark.parametrize(("body", "expected"), LETTERS)
def test_finds_requests_and_orders(body: str, expected: list[tuple[str, str]]) -> None:
    assert _heads(duties(body, heading="CHỈ THỊ", symbol="CT-UBND"), expected) == expected


@pytest.mark.parametrize(("body", "heading"), NOT_GIVEN)
def test_makes_up_no_duty(body: str, heading: str) -> None:
    symbols = {"KẾ HOẠCH": "KH-UBND", "BÁO CÁO": "BC-UBND", "QUYẾT ĐỊNH": "QĐ-UBND", "THÔNG BÁO": "TB-UBND"}
    assert duties(body, heading=heading, symbol=symbols[heading]) == ()


def test_clauses_are_paths_of_labels() -> None:
    body = "II. PHÂN CÔNG\n\n1. Sở Y tế\n\n- Khám bệnh cho dân.\n\n2. Đội Tham mưu\n\n2.1. Theo dõi chung.\n\na) Lập danh sách."
    assert [entry.clause for entry in duties(body)] == ["II.1", "II.2.1", "II.2.1.a"]
    rules = "Chương I\n\nTRÁCH NHIỆM\n\nĐiều 3. Công an tỉnh\n\n1. Quản lý dữ liệu chung."
    assert [entry.clause for entry in duties(rules, heading="QUY CHẾ", symbol="QC-UBND")] == ["Điều 3.1"]


def test_dates_are_iso_where_printed_and_words_otherwise() -> None:
    body = (
        "II. PHÂN CÔNG\n\n1. Sở Y tế báo cáo trước ngày 05/12/2026.\n\n2. Sở Nội vụ hoàn thành trong tháng 9 năm 2026.\n\n"
        "3. Công an tỉnh báo cáo trước 17h00 hằng ngày.\n\n4. Sở Tư pháp hướng dẫn người dân.\n\n5. Sở Xây dựng hoàn thành chậm nhất đến ngày 01 tháng 7 năm 2028."
    )
    assert [entry.due for entry in duties(body)] == ["2026-12-05", "2026-09", "trước 17h00 hằng ngày", None, "2028-07-01"]


def test_roles() -> None:
    body = "II. PHÂN CÔNG\n\n1. Sở Y tế chủ trì, phối hợp với Công an tỉnh khám bệnh.\n\n2. Sở Nội vụ phối hợp với Sở Y tế tìm việc.\n\n3. Công an tỉnh chủ động tham mưu kế hoạch."
    assert [entry.role for entry in duties(body)] == ["lead", "coordinate", "advise"]


TABLE = """III. PHÂN CÔNG

| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |
|---|---|---|---|---|
| 1 | Biên soạn sổ tay | Sở Tư pháp | Sở Nội vụ | Tháng 3/2026 |
| 2 | Tập huấn cấp xã | Sở Y tế | | 30/6/2026 |
"""


def test_a_table_of_tasks_gives_one_entry_a_unit() -> None:
    assert [(entry.unit, entry.role, entry.duty, entry.due) for entry in duties(TABLE)] == [
        ("Sở Tư pháp", "lead", "Biên soạn sổ tay", "Tháng 3/2026"),
        ("Sở Nội vụ", "coordinate", "Biên soạn sổ tay", "Tháng 3/2026"),
        ("Sở Y tế", "lead", "Tập huấn cấp xã", "2026-06-30"),
    ]
