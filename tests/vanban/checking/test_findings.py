"""What a careful clerk would remark: each remark where it is due, with its place, and none where it is not."""

from __future__ import annotations

import pytest

import vanban
from vanban import rules
from vanban.model import Document


def paper(
    body: str,
    *,
    kind: str = "KẾ HOẠCH",
    number: str = "12/KH-CAT",
    date: str = "05 tháng 3 năm 2025",
    subject: str = "Tuyên truyền",
    to: str = "",
) -> str:
    """A paper of the provincial police with this body."""
    recipients = to or "- Công an các xã, phường;\n- Lưu: VT."
    return (
        "BỘ CÔNG AN\nCÔNG AN TỈNH AN GIANG\n"
        f"Số: {number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nAn Giang, ngày {date}\n\n"
        f"{kind}\n{subject}\n\n{body}\n\nNơi nhận:\n{recipients}\nGIÁM ĐỐC\nĐại tá Lê Văn Tám\n"
    )


def report(body: str, subject: str = "Kết quả công tác 6 tháng đầu năm 2025") -> str:
    return paper(body, kind="BÁO CÁO", number="12/BC-CAT", subject=subject)


def places(document: Document, code: str) -> list[list[str]]:
    """The places of every remark of a code."""
    return [
        [" ".join(document.text[slice(*span)].split()) for span in finding.spans] for finding in document.findings if finding.code == code
    ]


def codes(document: Document) -> set[str]:
    return {finding.code for finding in document.findings}


DUE = {
    "number blank": (paper("Nội dung.", number="    /KH-CAT"), "BLANK_NUMBER_DATE", [["Số: /KH-CAT"]]),
    "day blank": (paper("Nội dung.", date="    tháng 3 năm 2025"), "BLANK_NUMBER_DATE", [["ngày tháng 3 năm 2025"]]),
    "cited in full twice": (
        paper("Căn cứ Chỉ thị số 5/CT-TTg ngày 01/02/2024.\nTheo Chỉ thị số 5/CT-TTg ngày 01/02/2024."),
        "DUP_CITATION",
        [["Chỉ thị số 5/CT-TTg", "Chỉ thị số 5/CT-TTg"]],
    ),
    "words twice": (paper("Đẩy mạnh công tác công tác tuyên truyền."), "DUP_WORD", [["công tác công tác"]]),
    "three words twice": (
        paper("Nghe đài truyền thanh xã đài truyền thanh xã."),
        "DUP_WORD",
        [["đài truyền thanh xã đài truyền thanh xã"]],
    ),
    "small word twice": (paper("Chỉ thị số số 5/CT-TTg."), "DUP_WORD", [["số số"]]),
    "from the future": (paper("Căn cứ Chỉ thị số 5/CT-TTg ngày 06/3/2025."), "FUTURE_CITATION", [["Chỉ thị số 5/CT-TTg"]]),
    "expired by number": (
        paper("Căn cứ Nghị định số 110/2004/NĐ-CP."),
        "EXPIRED_LAW",
        [["Nghị định số 110/2004/NĐ-CP"]],
    ),
    "expired by name and year": (
        paper("Căn cứ Luật Bảo vệ bí mật nhà nước năm 2018.", date="05 tháng 3 năm 2026"),
        "EXPIRED_LAW",
        [["Luật Bảo vệ bí mật nhà nước"]],
    ),
    "two dates": (
        paper("Chỉ thị số 2/CT-TTg ngày 15/11/2019; Chỉ thị số 2/CT-TTg ngày 04/7/2018."),
        "DATE_CONFLICT",
        [["Chỉ thị số 2/CT-TTg"] * 2],
    ),
    "symbol run together": (paper("Căn cứ Quyết định số 1626/QĐTTg."), "MALFORMED_SYMBOL", [["Quyết định số 1626/QĐTTg"]]),
    "symbol of another type": (paper("Nội dung.", number="12/BC-CAT"), "TYPE_SYMBOL_MISMATCH", [["KẾ HOẠCH", "Số: 12/BC-CAT"]]),
    "period already over": (
        report("I. KẾT QUẢ\n1. Đã mở 5 lớp.\nII. NHIỆM VỤ QUÝ II\n1. Tiếp tục."),
        "PERIOD_MISMATCH",
        [["QUÝ II", "Kết quả công tác 6 tháng đầu năm 2025"]],
    ),
    "report without a date": (
        paper("I. TỔ CHỨC\n1. Các đơn vị báo cáo kết quả thực hiện về Công an tỉnh để tổng hợp."),
        "NO_REPORT_DUE",
        [["báo cáo kết quả thực hiện về Công an tỉnh để tổng hợp."]],
    ),
    "budget among duties": (
        paper("IV. PHÂN CÔNG NHIỆM VỤ\n\n1. Phòng PC10\n\n- Chủ trì tuyên truyền.\n\n2. Kinh phí thực hiện\n\n- Phòng PH10 lập dự toán."),
        "BUDGET_IN_WRONG_SECTION",
        [["2. Kinh phí thực hiện"]],
    ),
    "parts that do not sum": (
        report("I. KẾT QUẢ\n1. Đã mở 20 lớp, gồm 5 lớp ở xã, 10 lớp ở phường."),
        "PARTS_NE_TOTAL",
        [["20 lớp", "5 lớp", "10 lớp"]],
    ),
    "rough figures": (report("Đã phát gần 100 lượt tin."), "APPROX_WITHOUT_EXACT", [["gần 100 lượt tin"]]),
    "figure in a headline": (
        report("Đã mở 5 lớp.\nCác tin nổi bật: “Hơn 200 người có việc làm”."),
        "FIGURE_IN_TITLE",
        [["Hơn 200 người"]],
    ),
    "up to which day": (report("Đến nay, đã mở 20 lớp tập huấn."), "NO_ASOF", [["Đến nay"]]),
    "no period": (
        report("Đã mở 20 lớp tập huấn.", subject="Kết quả thực hiện công tác tuyên truyền"),
        "NO_PERIOD",
        [["Kết quả thực hiện công tác tuyên truyền"]],
    ),
    "label twice": (
        paper("I. MỤC ĐÍCH\n\nNâng cao nhận thức.\n\nI. YÊU CẦU\n\nThiết thực."),
        "REPEATED_LABEL",
        [["I. MỤC ĐÍCH Nâng cao nhận thức.", "I. YÊU CẦU Thiết thực."]],
    ),
    "task without owner": (
        paper("I. TỔ CHỨC THỰC HIỆN\n\n1. Công an các xã lập danh sách.\n\n2. Tổ chức tập huấn cho cán bộ."),
        "TASK_WITHOUT_OWNER",
        [["2. Tổ chức tập huấn cho cán bộ."]],
    ),
    "rate": (report("Đã triển khai 12/13 xã (đạt 80%)."), "RATE_NE_NUM_DEN", [["12/13 xã (đạt 80%"]]),
    "hurtful word": (paper("Giúp đỡ người lầm lỗi."), "STIGMA_TERM", [["người lầm lỗi"]]),
    "hurtful word in a speech": (paper("Anh nói: “tôi là người lầm lỗi”."), "STIGMA_TERM", [["người lầm lỗi"]]),
    "hurtful word behind a quotation of law": (
        paper("Khoản 1 Điều 5 Luật X quy định “người chấp hành án”; giúp người lầm lỗi."),
        "STIGMA_TERM",
        [["người lầm lỗi"]],
    ),
    "hurtful word for prisoners": (paper("Giúp tù nhân học nghề."), "STIGMA_TERM", [["tù nhân"]]),
    "personal account": (
        paper("1. Vận động cán bộ chia sẻ bài viết trên trang cá nhân. 2. Khác."),
        "UNREGISTERED_ACCOUNT",
        [["Vận động cán bộ chia sẻ bài viết trên trang cá nhân"]],
    ),
    "personal pages of a network": (
        paper("1. Cán bộ đăng tải thông tin trên các trang mạng cá nhân. 2. Khác."),
        "UNREGISTERED_ACCOUNT",
        [["Cán bộ đăng tải thông tin trên các trang mạng cá nhân"]],
    ),
}


@pytest.mark.parametrize("name", DUE)
def test_remark_is_made_at_its_place(name: str) -> None:
    text, code, wanted = DUE[name]
    document = vanban.read(text)
    assert places(document, code) == wanted
    finding = next(finding for finding in document.findings if finding.code == code)
    assert finding.message.endswith(".")
    assert "{" not in finding.message
    assert finding.reference


@pytest.mark.parametrize(
    ("words", "receiver"),
    [
        ("về Công an tỉnh (qua Phòng PC10) để tổng hợp", " về Công an tỉnh (qua Phòng PC10) "),
        ("gửi Sở Nội vụ", " gửi Sở Nội vụ "),
        ("cho lãnh đạo cấp trên", "kết quả nhưng"),
    ],
)
def test_a_report_without_a_date_tells_to_whom_it_is_due(words: str, receiver: str) -> None:
    document = vanban.read(paper(f"I. TỔ CHỨC\n1. Các đơn vị báo cáo kết quả thực hiện {words} ."))
    (finding,) = (finding for finding in document.findings if finding.code == "NO_REPORT_DUE")
    assert receiver in finding.message


def test_funds_among_duties_are_told_to_be_no_unit() -> None:
    text, code, _ = DUE["budget among duties"]
    (finding,) = (finding for finding in vanban.read(text).findings if finding.code == code)
    assert "không phải là cơ quan, đơn vị" in finding.message


NOT_DUE = {
    "number and day are there": (paper("Nội dung."), "BLANK_NUMBER_DATE"),
    "cited once in full": (paper("Căn cứ Chỉ thị số 5/CT-TTg ngày 01/02/2024.\nTheo Chỉ thị số 5/CT-TTg."), "DUP_CITATION"),
    "compounds that touch": (paper("Phạm vi vi phạm; giao thông thông suốt; học sinh sinh viên; quy định định kỳ; luôn luôn."), "DUP_WORD"),
    "same day": (paper("Căn cứ Chỉ thị số 5/CT-TTg ngày 05/3/2025."), "FUTURE_CITATION"),
    "in force on that day": (paper("Căn cứ Luật Bảo vệ bí mật nhà nước năm 2018."), "EXPIRED_LAW"),
    "a law of that name without its year": (paper("Căn cứ Luật Bảo vệ bí mật nhà nước.", date="05 tháng 3 năm 2026"), "EXPIRED_LAW"),
    "a paper without a date": (paper("Căn cứ Nghị định số 110/2004/NĐ-CP.", date="     tháng      năm 2026"), "EXPIRED_LAW"),
    "an end that is only remembered": (paper("Căn cứ Luật Đặc xá năm 2007."), "EXPIRED_LAW"),
    "a clause that ends an old text": (paper("Điều 5. Nghị định này thay thế Nghị định số 110/2004/NĐ-CP."), "EXPIRED_LAW"),
    "the coming quarter": (report("II. NHIỆM VỤ QUÝ III\n1. Tiếp tục."), "PERIOD_MISMATCH"),
    "report with a day": (paper("1. Các đơn vị báo cáo kết quả về Công an tỉnh trước ngày 15/12/2025."), "NO_REPORT_DUE"),
    "funds in a section of their own": (
        paper("IV. PHÂN CÔNG\n\n1. Phòng PC10 chủ trì.\n\nV. KINH PHÍ\n\n1. Theo dự toán."),
        "BUDGET_IN_WRONG_SECTION",
    ),
    "parts that sum": (report("Đã mở 20 lớp, gồm 5 lớp ở xã, 15 lớp ở phường."), "PARTS_NE_TOTAL"),
    "parts among others": (report("Đã mở 20 lớp, trong đó 5 lớp ở xã, 10 lớp ở phường."), "PARTS_NE_TOTAL"),
    "a day is named": (report("Đến nay (ngày 15/6/2025), đã mở 20 lớp."), "NO_ASOF"),
    "rate within rounding": (report("Đã triển khai 12/13 xã (đạt 92,3%)."), "RATE_NE_NUM_DEN"),
    "a day is no rate": (report("Ngày 01/02 đạt 50%."), "RATE_NE_NUM_DEN"),
    "a trouble-free symbol": (paper("Căn cứ Quyết định số 1626/QĐ-TTg."), "MALFORMED_SYMBOL"),
    "a sentence to prison and an occasion": (paper("Thăm người bị phạt tù nhân dịp Tết; tuyên án tù nhân đạo."), "STIGMA_TERM"),
    "words of a law in quotation marks": (
        paper("Khoản 2 Điều 4 Quy chế kèm theo Quyết định số 5/QĐ-UBND ghi: “Tổ giúp đỡ người lầm lỗi, tù nhân trở về”."),
        "STIGMA_TERM",
    ),
    "people who were released from a sentence": (paper("Người chấp hành án phạt tù đặc xá năm nay."), "STIGMA_TERM"),
    "prisoners who are honoured": (paper("Gặp mặt cựu tù chính trị và cựu tù Côn Đảo."), "STIGMA_TERM"),
    "an official page": (paper("Đăng trên trang thông tin điện tử của Công an tỉnh."), "UNREGISTERED_ACCOUNT"),
}


@pytest.mark.parametrize("name", NOT_DUE)
def test_no_remark_where_none_is_due(name: str) -> None:
    text, code = NOT_DUE[name]
    assert code not in codes(vanban.read(text))


def test_duties_without_deadline_are_one_remark() -> None:
    body = "I. PHÂN CÔNG\n\n1. Công an các xã tổ chức tuyên truyền.\n\n2. Phòng PC10 mở 2 lớp tập huấn trước ngày 30/4/2025."
    document = vanban.read(paper(body))
    assert len(places(document, "NO_DEADLINE")) == 1


def test_units_and_recipients_are_held_against_each_other_both_ways() -> None:
    body = "I. PHÂN CÔNG\n\n1. Phòng PC10\n\n- Chủ trì tuyên truyền, phối hợp với Phòng PH10.\n\n2. Phòng PV01\n\n- Theo dõi dư luận."
    document = vanban.read(paper(body, to="- Các phòng: PC10, PV01, PC11;\n- Lưu: VT."))
    messages = {finding.code: finding.message for finding in document.findings}
    assert "PH10" in messages["TASK_WITHOUT_RECIPIENT"]
    assert "PC10" not in messages["TASK_WITHOUT_RECIPIENT"]
    assert "PC11" in messages["RECIPIENT_WITHOUT_TASK"]
    assert "PV01" not in messages["RECIPIENT_WITHOUT_TASK"]


def test_groups_among_recipients_cover_their_members() -> None:
    body = "I. PHÂN CÔNG\n\n1. Sở Y tế chủ trì khám bệnh.\n\n2. UBND các xã lập danh sách."
    assert "TASK_WITHOUT_RECIPIENT" not in codes(vanban.read(paper(body, to="- Các sở, ban, ngành;\n- UBND các xã, phường;\n- Lưu: VT.")))


def test_a_report_without_figures_says_so_and_one_with_figures_does_not() -> None:
    assert "NO_RESULT_FIGURE" in codes(vanban.read(report("1. Đã tổ chức tuyên truyền sâu rộng.")))
    assert "NO_RESULT_FIGURE" not in codes(vanban.read(report("1. Đã tổ chức 15 lớp tập huấn.")))


def test_every_remark_has_sentence_and_reference() -> None:
    for code, entry in rules.load("remarks")["remarks"].items():
        assert code.isupper()
        assert entry["message"].endswith(".")
        assert entry.get("reference") or code == "EXPIRED_LAW"


def test_text_that_is_no_paper_is_left_alone() -> None:
    assert vanban.read("Danh sách đi chợ: rau, cá.").findings == ()
